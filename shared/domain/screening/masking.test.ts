import { describe, expect, it } from "vitest";

import { maskValue } from "./masking.ts";

describe("maskValue (review handbook §5)", () => {
  it.each([
    ["ID_CARD", "37040219900101123X", "3704**********123X"],
    ["ID_CARD", "３７０４０２１９９００１０１１２３ｘ", "3704**********123X"],
    ["ID_CARD", "370402 19900101 123x", "3704**********123X"],
    ["ID_CARD", "370402900101123", "3704********123"],
    ["MOBILE", "13812345678", "138****5678"],
    ["MOBILE", "+86 138-1234-5678", "138****5678"],
    ["MOBILE_MASKED", "138XXXX5678", "138****5678"],
    ["BANK_CARD", "6217 0012 3456 7890 123", "***************0123"],
    ["PLATE", "鲁D12312", "鲁D·***12"],
    ["PLATE", "鲁D·A12312", "鲁D·****12"],
    ["NAME", "张伟", "张某"],
    ["NAME", "张小伟", "张某某"],
    ["NAME", "欧阳小伟", "欧阳某某"],
    ["NAME", "阿卜杜拉·买买提", "阿某某"],
    ["ADDRESS", "山东省枣庄市薛城区临城街道古井村12号", "山东省枣庄市薛城区临城街道古井村***"],
    ["ADDRESS", "枣庄市薛城区光明路12号3单元402室", "枣庄市薛城区***"],
    ["EMAIL", "zhang.san@example.com", "z***@example.com"],
    ["LANDLINE", "0632-3123456", "****"],
    ["PASSPORT", "E12345678", "E******78"],
    ["TYPO", "按排", "**"],
  ])("%s %s", (type, value, masked) => {
    expect(maskValue(type, value)).toBe(masked);
  });

  it("never gives back the whole value", () => {
    for (const type of [
      "ID_CARD",
      "MOBILE",
      "BANK_CARD",
      "PASSPORT",
      "ADDRESS",
      "NAME",
      "UNKNOWN",
      "PLATE",
    ]) {
      for (const value of ["12345678901", "李明", "E1234567", "某处"]) {
        expect(maskValue(type, value)).not.toBe(value);
      }
    }
  });
});
