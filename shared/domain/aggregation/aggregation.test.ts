import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { factsOfText } from "./facts-of-text.ts";
import { facilityKey } from "./facility-facts.ts";
import { findJoins, overlay, type KnownFact } from "./find-joins.ts";

const out = (sourceId: string, text: string, title = ""): readonly KnownFact[] =>
  factsOfText(title, text).map((fact) => ({ ...fact, sourceId }));
const rulesHit = (fresh: string, released: string, freshTitle = "", releasedTitle = ""): readonly string[] =>
  findJoins(factsOfText(freshTitle, fresh), out("a", released, releasedTitle)).map((join) => join.ruleId);

describe("joins by rule (保密法36, 实施条例43; review.md §4 F)", () => {
  it.each([
    ["AG-01", "北山油库罐容3万立方米。", "薛城区北山油库位于张范街道东侧山坳内。"],
    ["AG-01", "名称\t库容\n马河水库\t1.38亿立方米", "名称\t经度\t纬度\n滕州市马河水库\t117.21\t35.16"],
    ["AG-02", "西岗粮库夜间值守人员2人。", "西岗粮库坐落于西岗镇老街12号。"],
    ["AG-03", "东湖物资库现存帐篷1200顶。", "东湖物资库每周三凌晨组织轮换出库。"],
    [
      "AG-04",
      "姓名\t村\t残疾类别\n张桂芳\t张庄村\t精神二级",
      "姓名\t所属村\t身份证号\n张桂芳\t张庄村\t3704**********123X",
    ],
    [
      "AG-05",
      "姓名\t村\t身份证号\n张桂芳\t张庄村\t370402********123X",
      "姓名\t村\t身份证号\n张桂芳\t张庄村\t******19520312****",
    ],
    [
      "AG-06",
      "房号\t业主\n锦绣小区3号楼2单元101\t张桂芳",
      "申请人\t现住址\t优先情形\n张某某\t锦绣小区3栋2单元101室\t视力残疾一级",
    ],
    ["AG-07", "2024年1—9月，累计确诊患者37例。", "2024年1—8月，累计确诊患者35例。"],
    ["AG-07", "2024年前三季度，累计确诊患者37例。", "2024年上半年，累计确诊患者36例。"],
    ["AG-02", "采购西岗粮库安保服务，夜间值守人员2人。", "滕州市西岗粮库坐落于西岗镇老街12号。"],
    [
      "AG-04",
      "当事人姓名\t住所\t违法事实\n张桂芳\t西岗镇张庄村\t非法占地",
      "姓名\t所属村\t身份证号\n张桂芳\t张庄村\t3704**********123X",
    ],
  ])("%s", (rule, fresh, released) => {
    expect(rulesHit(fresh, released)).toEqual([rule]);
    expect(rulesHit(released, fresh)).toEqual([rule]);
  });
  const title = "2023年残疾人数统计表";
  it.each([
    ["AG-08", "村\t残疾人数\n张庄村\t*\n李庄村\t12\n王庄村\t*", "村\t残疾人数\n张庄村\t4\n刘庄村\t*"],
    ["AG-09", "村\t残疾人数\n张庄村\t*\n李庄村\t12", "村\t残疾人数\n张庄村\t*\n李庄村\t*\n合计\t16"],
  ])("%s", (rule, fresh, released) => {
    expect(rulesHit(fresh, released, title, title)).toContain(rule);
  });
  it("AG-09, the total of the same place by another breakdown", () => {
    const rest = "村\t残疾人数\n张庄村\t*\n李庄村\t12";
    const total = "年龄段\t残疾人数\n60岁以下\t14\n60岁以上\t2\n合计\t16";
    const of = (place: string) => `${place}2023年残疾人数统计表`;
    expect(rulesHit(rest, total, of("西岗镇"), of("西岗镇"))).toEqual(["AG-09"]);
    expect(rulesHit(rest, total, of("西岗镇"), of("东沙河镇"))).toEqual([]);
  });
  it("AG-10", () => {
    expect(
      rulesHit("村\t人数\n张庄村\t1", "姓名\t村\n张桂芳\t张庄村", "2023年残疾人数统计", "残疾人慰问名单"),
    ).toContain("AG-10");
  });
});

describe("pairs that give nothing new", () => {
  it.each([
    ["北山油库罐容3万立方米。", "南山油库位于张范街道东侧山坳内。"],
    ["全市水库总库容13亿立方米。", "全市水库位于丘陵地区。"],
    [
      "姓名\t村\t残疾类别\n张桂芳\t张庄村\t精神二级",
      "姓名\t村\t身份证号\n张桂芳\t李庄村\t3704**********123X",
    ],
    ["2024年1—9月，累计确诊患者57例。", "2024年1—8月，累计确诊患者35例。"],
    [
      "姓名\t村\t身份证号\n张桂芳\t张庄村\t3704**********1111",
      "姓名\t村\t身份证号\n张桂芳\t张庄村\t******19520312**22",
    ],
  ])("%#", (fresh, released) => {
    expect(rulesHit(fresh, released)).toEqual([]);
  });
  it.each([
    ["薛城区城北水厂总库容4万立方米。", "市中区城北水厂位于柏山北麓。"],
    [
      "姓名\t住所\t违法事实\n张桂芳\t西岗镇张庄村\t占道经营",
      "姓名\t家庭住址\t身份证号\n张桂芳\t龙阳镇张庄村\t370402********123X",
    ],
    [
      "姓名\t村\t残疾类别\t身份证号\n张桂芳\t张庄村\t精神二级\t3704**********2222",
      "姓名\t村\t身份证号\n张桂芳\t张庄村\t3704**********1111",
    ],
  ])("of two things of one name, told apart by place or number %#", (fresh, released) => {
    expect(rulesHit(fresh, released)).toEqual([]);
  });
  it("is silent when one paper that is out already says it all", () => {
    expect(rulesHit("北山油库罐容3万立方米。", "北山油库位于张范街道山坳内，罐容3万立方米。")).toEqual([]);
  });
});

it("finds a mosaic that needs two papers already out", () => {
  const rule = [
    {
      id: "X",
      title: "",
      reason: "",
      checks: [],
      entityKind: "facility",
      measure: { kind: "all-needs", needs: [["position"], ["capacity"], ["schedule"]] },
    },
  ] as const;
  const joins = findJoins(
    factsOfText("", "北山油库罐容3万立方米。"),
    [...out("a", "北山油库位于张范街道山坳内。"), ...out("b", "北山油库每周三凌晨换班。")],
    rule,
  );
  expect(joins.map((join) => [...join.sourceIds])).toEqual([["a", "b"]]);
});

it("keys a facility by its own name", () => {
  expect(facilityKey("山东省枣庄市薛城区北山油库")?.key).toBe("北山油库");
  expect(facilityKey("各水库")).toBeUndefined();
  expect(facilityKey("云州市云和镇应急物资储备库")?.key).toBe("云和镇应急物资储备库");
  expect(facilityKey("加固北山水库和南山水库")?.key).toBe("南山水库");
});

it("lays two masked numbers together and refuses numbers that differ", () => {
  expect(overlay("1380000****", "138****1234")).toBe("13800001234");
  expect(overlay("1380000****", "139****1234")).toBeUndefined();
});

it("does not depend on the order of releases", () => {
  const papers = [
    "北山油库位于张范街道山坳内。",
    "北山油库现存柴油300吨。",
    "北山油库值守人员4人。",
    "北山油库每周三凌晨换班。",
  ];
  const fresh = factsOfText("", "北山油库罐容3万立方米，值守人员4人。");
  const known = papers.flatMap((text, at) => out(`p${at}`, text));
  const expected = findJoins(fresh, known);
  expect(expected.length).toBeGreaterThan(1);
  fc.assert(
    fc.property(fc.shuffledSubarray([...known], { minLength: known.length }), (shuffled) => {
      expect(findJoins(fresh, shuffled)).toEqual(expected);
    }),
  );
});
