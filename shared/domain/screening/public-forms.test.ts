import { describe, expect, it } from "vitest";

import { generalisedForm, removedPassage, replacementOf } from "./public-forms.ts";

describe("what stands in the release", () => {
  it.each([
    ["", undefined],
    ["当事人", "当事人"],
    [removedPassage, ""],
  ])("the note %o puts %o in place of the passage", (note, replacement) => {
    expect(replacementOf(note)).toBe(replacement);
  });

  it.each([
    ["ADDRESS", "江西省赣州市会昌县周田镇中桂村老屋组8号", "江西省赣州市会昌县"],
    ["ADDRESS", "长沙市望城区茶亭镇郭亮村塘湾组12号", "长沙市望城区"],
    ["ADDRESS", "东七社区四巷19号", "（住址略）"],
    ["NAME", "欧阳雪", "某某"],
    ["MOBILE", "13912345678", "（电话略）"],
    ["TYPO", "按排", undefined],
  ] as const)("%s %s in general is %o", (type, value, form) => {
    expect(generalisedForm(type, value)).toBe(form);
  });

  it("never holds the value itself", () => {
    for (const type of ["NAME", "ID_CARD", "MOBILE", "BANK_CARD", "PLATE", "EMAIL", "ADDRESS"] as const)
      expect(generalisedForm(type, "鲁D12345")).not.toContain("12345");
  });
});
