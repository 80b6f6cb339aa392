import { describe, expect, it } from "vitest";

import { feeNoticeFields } from "./fee-notice.ts";

const counter = (already: number, pieces = 1) => ({
  yearMonth: "2026-01",
  alreadyInMonth: already,
  sequenceFrom: already + 1,
  sequenceTo: already + pieces,
});

/** The worked examples of fees.md §5, as the notice states them. */
describe("the fee notice", () => {
  it.each([
    ["perItem", counter(8, 5), undefined, 300, "第9至10件不收费；第11至13件，每件100元，3件计300元"],
    [
      "perItem",
      counter(28, 4),
      undefined,
      600,
      "第29至30件，每件100元，2件计200元；第31至32件，每件200元，2件计400元",
    ],
    ["perItem", counter(11), undefined, 100, "第12件，每件100元，1件计100元"],
    ["perItem", counter(9), undefined, 0, "第10件不收费"],
    ["perPage", counter(11), 64, 340, "第1至30页不收费；第31至64页，每页10元，34页计340元"],
    [
      "perPage",
      counter(0),
      120,
      1100,
      "第1至30页不收费；第31至100页，每页10元，70页计700元；第101至120页，每页20元，20页计400元",
    ],
    ["perPage", counter(0), 25, 0, "第1至25页不收费"],
  ] as const)("%s %o %s pages: %s yuan", (basis, given, pages, amount, detail) => {
    expect(feeNoticeFields(basis, given, pages)).toMatchObject({
      feeBasis: basis,
      feeAmount: amount,
      feeDetail: detail,
    });
  });

  it("names the count of the month, or the pages, never both", () => {
    expect(feeNoticeFields("perItem", counter(11), 64).feeFacts).toBe(
      "申请人2026年1月累计提出政府信息公开申请12件，本件为第12件",
    );
    expect(feeNoticeFields("perPage", counter(11), 64).feeFacts).toBe("本件申请要求提供的政府信息共64页");
  });
});
