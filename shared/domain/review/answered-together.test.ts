import { describe, expect, it } from "vitest";

import { answeredTogether } from "./answered-together.ts";

const finding = (type: string, value: string, attachmentId?: string) => ({
  type,
  value,
  severity: type === "NAME" ? ("look-at" as const) : ("must-fix" as const),
  ...(attachmentId === undefined ? {} : { attachmentId }),
});
const card = finding("ID_CARD", "11010519491231002x", "a");

describe("what is answered together", () => {
  it("is what has the same words, however they are written, wherever it stands and answered or not", () => {
    const holds = answeredTogether([card], { equals: true }, "keep");
    for (const same of ["110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"])
      expect([true, false].map((open) => holds(finding("ID_CARD", same), open))).toEqual([true, true]);
    expect(holds(finding("BANK_CARD", card.value), true)).toBe(false);
    expect(holds(finding("ID_CARD", "110105194912310020", "a"), true)).toBe(false);
    expect(answeredTogether([card], {}, "keep")(finding("ID_CARD", card.value), true)).toBe(false);
  });

  it("is nothing for what has no words", () => {
    const hidden = finding("COMMENTS", " ", "a");
    expect(answeredTogether([hidden], { equals: true }, "mask")(finding("COMMENTS", ""), true)).toBe(false);
  });

  it("is the open rest of a kind in the same file, masked; let go only where a look is asked for", () => {
    const other = finding("ID_CARD", "另一个", "a");
    const name = finding("NAME", "张三", "a");
    const masked = answeredTogether([card], { kind: true }, "mask");
    expect([masked(other, true), masked(other, false), masked(name, true)]).toEqual([true, false, false]);
    expect(masked(finding("ID_CARD", "另一个", "b"), true)).toBe(false);
    expect(masked(finding("ID_CARD", "另一个"), true)).toBe(false);
    for (const answer of ["keep", "dismiss", null] as const) {
      expect(answeredTogether([card], { kind: true }, answer)(other, true)).toBe(false);
      expect(answeredTogether([name], { kind: true }, answer)(finding("NAME", "李四", "a"), true)).toBe(true);
    }
  });
});
