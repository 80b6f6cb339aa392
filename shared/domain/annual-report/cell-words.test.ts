import { expect, it } from "vitest";

import { inWordsOfTheForm } from "./cell-words.ts";
import { cellIds, formatForYear, reportFormats } from "./report-format.ts";

it.each([
  ["t2.r2.nat：2 ≠ 1，共 2 处不符", "表二“上年结转政府信息公开申请数量，自然人”：2 ≠ 1，共 2 处不符"],
  ["t2.r3_3_1：2 ≠ 1", "表二“属于国家秘密”：2 ≠ 1"],
  ["t2.biz：2 ≠ 1", "表二“商业企业”：2 ≠ 1"],
  ["t1.rules.in_force：3 ≠ 4", "表一“规章，现行有效件数”：3 ≠ 4"],
  ["t3.suit_direct：3 ≠ 4", "表三“未经复议直接起诉”：3 ≠ 4"],
  ["t3.review.total 应为不小于零的整数", "表三“行政复议，总计” 应为不小于零的整数"],
  ["新收：44 ≠ 45", "新收：44 ≠ 45"],
])("%s reads %s", (detail, words) => {
  expect(inWordsOfTheForm(detail)).toBe(words);
});

it("names every cell of both forms", () => {
  for (const format of Object.values(reportFormats))
    expect(cellIds(format).filter((id) => inWordsOfTheForm(id, format) === id)).toEqual([]);
  expect(inWordsOfTheForm("t1.fee.change", reportFormats[formatForYear(2020)])).toBe(
    "表一“行政事业性收费，本年增/减”",
  );
});
