import { describe, expect, it } from "vitest";

import type { FindingView } from "../../../shared/contract/items.ts";
import { plainText } from "../../../shared/domain/item/plain-text.ts";
import { passagesOfSide, shownPassages } from "./file-text-model.ts";

const finding = (findingId: string, type: FindingView["type"], value: string): FindingView => ({
  findingId,
  type,
  value,
  severity: "must-fix",
  ruleId: "r",
  where: "",
});
const phone = finding("p", "MOBILE", "13800005678");
const name = finding("n", "NAME", "张桂芳");

describe("the passages of a file", () => {
  it("are paragraphs, and tables where tabs set cells apart", () => {
    const [shown] = shownPassages(
      [{ where: "正文", text: "名单\n姓名\t电话\n张桂芳\t13800005678\n\n以上。" }],
      [],
    );
    expect(shown?.document.content.map(({ type }) => type)).toEqual(["paragraph", "table", "paragraph"]);
  });

  it("are drawn in pieces, which together are the whole", () => {
    const lines = Array.from({ length: 300 }, (_, index) => `${index}\t张桂芳`);
    const shown = shownPassages([{ where: "工作表“名单”", text: lines.join("\n") }], [name]);
    expect(shown.map((each) => [each.continued, each.lines])).toEqual([
      [false, 120],
      [true, 120],
      [true, 60],
    ]);
    expect(shown.map(({ passage }) => passage.text).join("\n")).toBe(lines.join("\n"));
    expect(shown.map(({ first }) => first.size)).toEqual([1, 0, 0]);
  });

  it("of a side bear what the other side lacks", () => {
    const original = [
      { where: "工作表“公示”", text: "电话\t13800005678" },
      { where: "工作表“底稿”", text: "姓名\t张桂芳", hidden: "HIDDEN_SHEET" as const },
    ];
    const copy = [{ where: "工作表“公示”", text: "电话\t138****5678" }];
    const marked = (side: typeof original, other: typeof original) =>
      passagesOfSide(side, other).map(({ document, decorations }) =>
        decorations.map(({ start, end }) => plainText(document).slice(start, end)).join("|"),
      );
    expect(marked(original, copy as typeof original)).toEqual(["0000", "姓名|张桂芳"]);
    expect(marked(copy as typeof original, original)).toEqual(["****"]);
  });

  it("bear a mark at every place of a value, of which the first in the file is the one to go to", () => {
    const shown = shownPassages(
      [
        { where: "正文", text: "联系人张桂芳，13800005678，或者13800005678。" },
        { where: "批注1", text: "张桂芳13800005678", hidden: "COMMENTS" },
      ],
      [phone, name],
    );
    for (const { document, decorations } of shown)
      for (const { id, start, end } of decorations)
        expect(plainText(document).slice(start, end)).toBe(id === "p" ? phone.value : name.value);
    expect(shown.map(({ decorations }) => decorations.map(({ id }) => id))).toEqual([
      ["p", "p", "n"],
      ["p", "n"],
    ]);
    expect(shown.map(({ first }) => [...first])).toEqual([["p", "n"], []]);
  });

  it("bear no mark of what has no words", () => {
    const [shown] = shownPassages([{ where: "正文", text: "以上。" }], [finding("x", "COMMENTS", " ")]);
    expect(shown?.decorations).toEqual([]);
  });

  it("show in the colour of its answer what was answered", () => {
    const answered: FindingView = {
      ...phone,
      answer: { answer: "mask", note: "", personName: "周敏", at: "2026-09-16T02:00:00Z" as never },
    };
    const [shown] = shownPassages([{ where: "正文", text: "13800005678" }], [answered]);
    expect(shown?.decorations[0]?.state).toBe("mask");
  });
});
