import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { evaluationStanding, isEvaluation } from "./policy-evaluation.ts";

describe("政策评价 of a year (catalogue.md §7)", () => {
  it.each([
    [0, "2026-08-31", "none", 2],
    [0, "2026-09-01", "first", 2],
    [1, "2026-10-31", "first", 1],
    [1, "2026-11-01", "second", 1],
    [1, "2026-12-31", "second", 1],
    [1, "2027-01-01", "missed", 1],
    [2, "2026-12-31", "none", 0],
    [3, "2027-01-04", "none", 0],
    [0, "2026-01-01", "none", 2],
  ] as const)("%s published, on %s: %s, %s missing", (published, today, warning, missing) => {
    expect(evaluationStanding(2026, published, calendarDay(today))).toEqual({
      year: 2026,
      lastOn: "2026-12-31",
      missing,
      warning,
    });
  });
});

it.each([
  ["《云州市既有住宅加装电梯补贴办法》实施效果评价报告", true],
  ["危旧房屋排查政策评价结果", true],
  ["关于公租房租金减免政策的后评估报告", true],
  ["《物业管理办法》执行情况评估报告", true],
  ["惠企政策落实情况第三方评估结果", true],
  ["惠企政策落实情况评估结果公示", true],
  ["关于开展2026年政策评价工作的通知", false],
  ["2026年度政策后评估工作方案", false],
  ["重大行政决策执行情况评估办法（试行）", false],
  ["物业服务企业信用评价结果", false],
  ["云和路改造工程环境影响评价文件", false],
  ["建设工程质量执行情况评估报告", false],
  ["2026年部门预算绩效实施情况评价报告", false],
  ["城市更新计划", false],
])("%s is the result of an evaluation: %s", (title, is) => {
  expect(isEvaluation(title)).toBe(is);
});
