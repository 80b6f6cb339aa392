import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const names = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("names below heads that a sentence announces", () => {
  it.each([
    [
      "rows",
      "高龄津贴新增对象（姓名、住址、年龄、月标准）：\n缪春来、东关村二组、81、50元\n惠兰、东关村五组、83、50元\n车前草、西关村一组、90、100元",
      ["缪春来", "惠兰", "车前草"],
    ],
    [
      "the order of one line",
      "被征地农户、面积、补偿款按此顺序列示：井泉、1.2亩、6.2万元；储蓄、0.9亩、4.6万元；惠民、2亩、10.3万元。",
      ["井泉", "储蓄", "惠民"],
    ],
    [
      "one line",
      "按“申请人、原住房面积、申请面积、结果”的顺序公布如下：厉东风、32平方米、60平方米、符合；苗壮、28平方米、60平方米、符合；柯南、40平方米、75平方米、不符合。",
      ["厉东风", "苗壮", "柯南"],
    ],
    ["strokes", "以下名单格式为：姓名/学校/奖次\n尤梦/县一小/一等奖\n左思/县二小/二等奖", ["尤梦", "左思"]],
  ])("in %s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ["lessons", "培训课程（课程、讲师、时间、地点）：\n安全生产、江涛、3月1日、三楼会议室"],
    [
      "whoever is on duty",
      "值班安排（日期、带班领导、值班人员）：\n10月1日、常青、江河\n10月2日、白帆、丁一",
    ],
    ["projects", "公示内容（项目、单位、金额）：\n水渠整修、水利局、30万元\n道路养护、交通局、20万元"],
    ["what is to be filled in", "填报内容（姓名、住址、电话）如下：\n请据实填报、按时提交、逾期不候。"],
  ])("and none among %s", (_what, text) => {
    expect(names(text)).toEqual([]);
  });
});

describe("names in fields", () => {
  it.each([
    ["失主：\n牛得草\n联系电话：\n13853372979", ["牛得草"]],
    ["走失人员\n翟小满\n性别\n女", ["翟小满"]],
    ["失主\n单位\n电话\n物品", []],
    ["患者\n高热\n处置\n降温", []],
  ])("are read below their label: %j", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("carry the words in the lines below", () => {
    expect(
      names(
        "户主：樊登高　人口：4　金额：2000元\n户主：向阳　人口：3　金额：1500元\n户主：安康　人口：1　金额：500元",
      ),
    ).toEqual(["樊登高", "向阳", "安康"]);
    expect(
      names(
        "项目名称：文化广场　业主：城投公司　金额：120万元\n项目名称：水厂改造　业主：水务集团　金额：220万元",
      ),
    ).toEqual([]);
    expect(names("法定代表人：常青　注册资本：100万\n法定代表人：江河　注册资本：200万")).toEqual([]);
  });
});

describe("households one behind the other", () => {
  it.each([
    ["经评议，拟将柳林村姜太平户、庞统户，石桥村康健户列为危房改造对象。", ["姜太平", "庞统", "康健"]],
    [
      "（一）钱程户，3人，因病致贫；\n（二）石榴户，2人，因残致贫；\n（三）高兴户，1人，缺劳力。",
      ["钱程", "石榴", "高兴"],
    ],
    ["种植户、养殖户、监测户、边缘户纳入低保动态管理。", []],
    ["拟将脱贫户、安置户、常住户纳入监测范围，农户、商户、居民户一并登记。", []],
  ])("%s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
