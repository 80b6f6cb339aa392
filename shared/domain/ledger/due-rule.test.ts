import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { readDeclaredLimit, readDueRules } from "./due-rule.ts";

const dates = { year: 2024, publishedOn: calendarDay("2024-05-20") };

describe("readDueRules", () => {
  it.each([
    [
      "于本要点发布后 30 日内报送",
      [{ kind: "afterPublication", days: 30, unit: "naturalDays", day: "2024-06-19" }],
    ],
    [
      "印发之日起10个工作日内上报",
      [{ kind: "afterPublication", days: 10, unit: "workdays", day: "2024-06-03" }],
    ],
    ["财政批复后20日内公开", [{ kind: "afterEvent", event: "批复", days: 20, unit: "naturalDays" }]],
    [
      "自作出决定之日起7个工作日内公开",
      [{ kind: "afterEvent", event: "作出决定", days: 7, unit: "workdays" }],
    ],
    [
      "形成或者变更之日起20个工作日内公开",
      [{ kind: "afterEvent", event: "形成或者变更", days: 20, unit: "workdays" }],
    ],
    ["政策文件发布后3个工作日内解读", [{ kind: "afterEvent", event: "政策文件发布", days: 3 }]],
    ["发布后13日内报送", [{ kind: "afterPublication", days: 13, day: "2024-06-03" }]],
    ["全年举办新闻发布会不少于4场", [{ kind: "timesAYear", times: 4 }]],
    ["每月5日前公开", [{ kind: "every", period: "month", text: "每月5日前" }]],
    ["上半年完成评估", [{ kind: "by", day: "2024-06-30" }]],
    ["第四季度开展调查", [{ kind: "during", from: "2024-10-01", to: "2024-12-31" }]],
    ["一季度末前完成", [{ kind: "by", day: "2024-03-31" }]],
    ["公布上半年经济运行情况、一季度数据", []],
    ["原则上每年至少开展2次专题性政策评价工作", [{ kind: "timesAYear", times: 2 }]],
    ["每年不少于两次", [{ kind: "timesAYear", times: 2 }]],
    ["按季度向社会公开", [{ kind: "every", period: "quarter" }]],
    ["每半年通报一次", [{ kind: "every", period: "halfYear" }]],
    ["每年组织培训", [{ kind: "every", period: "year" }]],
    ["年底前形成目录", [{ kind: "by", day: "2024-12-31" }]],
    ["到2025年底，建成平台", [{ kind: "by", day: "2025-12-31" }]],
    ["力争年底实现全覆盖", [{ kind: "by", day: "2024-12-31" }]],
    ["确保年底前完成", [{ kind: "by", day: "2024-12-31" }]],
    ["通报2023年底数据", []],
    ["2025年底前完成", [{ kind: "by", day: "2025-12-31" }]],
    ["9月底前完成", [{ kind: "by", day: "2024-09-30" }]],
    ["2月底前完成", [{ kind: "by", day: "2024-02-29" }]],
    ["6月15日前报送", [{ kind: "by", day: "2024-06-15" }]],
    [
      "6月30日前完成清理，10月15日前公开结果",
      [
        { kind: "by", day: "2024-06-30" },
        { kind: "by", day: "2024-10-15" },
      ],
    ],
    ["年内至少开展一次培训", [{ kind: "timesAYear", times: 1 }]],
    ["10月至11月开展自查", [{ kind: "during", from: "2024-10-01", to: "2024-11-30" }]],
    ["3—5月组织培训", [{ kind: "during", from: "2024-03-01", to: "2024-05-31" }]],
    ["１０月底前完成", [{ kind: "by", day: "2024-10-31", text: "１０月底前" }]],
    ["8月集中组织开展", [{ kind: "during", from: "2024-08-01", to: "2024-08-31" }]],
    ["及时公开、定期清理、常态化推进", []],
    ["2月30日前报送", []],
    ["13月底前完成", []],
  ] as const)("%s", (text, expected) => {
    const found = readDueRules(text, dates);
    expect(found).toHaveLength(expected.length);
    for (const [index, rule] of expected.entries()) expect(found[index]).toMatchObject(rule);
  });

  it("invents no year that the document does not name", () => {
    expect(readDueRules("年底前完成，8月集中组织", {})).toEqual([]);
    expect(readDueRules("发布后30日内报送", {})[0]).not.toHaveProperty("day");
  });
});

describe("readDeclaredLimit", () => {
  it.each([
    ["2025年9月30日", { kind: "by", day: "2025-09-30" }],
    ["9月30日前", { kind: "by", day: "2024-09-30" }],
    ["2024年6月", { kind: "by", day: "2024-06-30" }],
    ["6月底", { kind: "by", day: "2024-06-30" }],
    ["6月底前完成", { kind: "by", day: "2024-06-30" }],
    ["第四季度", { kind: "during", from: "2024-10-01", to: "2024-12-31" }],
    ["3月至5月", { kind: "during", from: "2024-03-01", to: "2024-05-31" }],
    ["上半年", { kind: "by", day: "2024-06-30" }],
    ["2024年底", { kind: "by", day: "2024-12-31" }],
    ["年内", { kind: "by", day: "2024-12-31" }],
    ["每季度末", { kind: "every", period: "quarter" }],
    ["每半年1次", { kind: "every", period: "halfYear" }],
    ["全年", undefined],
    ["长期坚持", undefined],
    ["2月30日", undefined],
  ] as const)("%s", (text, expected) => {
    const [rule] = readDeclaredLimit(text, dates);
    if (expected) expect(rule).toMatchObject(expected);
    else expect(rule).toBeUndefined();
  });
});
