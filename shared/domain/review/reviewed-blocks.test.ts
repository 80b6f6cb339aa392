import { describe, expect, it } from "vitest";

import { mapPlainText } from "../item/plain-text.ts";
import { paragraphOf, type StructuredDocument } from "../item/structured-document.ts";
import {
  blockAtOffset,
  blockKeys,
  rememberedPositions,
  standingOfBlocks,
  type EarlierConclusion,
} from "./reviewed-blocks.ts";

const documentOf = (...texts: string[]): StructuredDocument => ({
  schemaVersion: 1,
  type: "doc",
  content: texts.map((text) => paragraphOf(text)),
});
const earlier = (change: Partial<EarlierConclusion> = {}): EarlierConclusion => ({
  reviewNo: "密审〔2026〕1号",
  itemId: "own",
  title: "通知",
  revNo: 1,
  conclusion: "disclose",
  personName: "周敏",
  decidedAt: "2026-03-02T01:00:00Z",
  released: false,
  ...change,
});

describe("what is remembered of a review", () => {
  const keys = blockKeys(documentOf("甲", "乙", ""), documentOf("甲", "乙", ""));
  const [first = ""] = keys;
  const standing = (candidates: readonly EarlierConclusion[], fromOutside = false): readonly string[] =>
    standingOfBlocks({
      itemId: "own",
      fromOutside,
      keys,
      earlierByKey: new Map([[first, candidates]]),
    }).map((block) => block.standing);

  it.each([
    // review.md §2 SD-03, §7; 保密法实施条例42 (one by one)
    ["never seen", [], false, "changed"],
    ["an earlier revision of the item", [earlier()], false, "reviewed"],
    ["another item, not released", [earlier({ itemId: "other" })], false, "changed"],
    ["another item, released", [earlier({ itemId: "other", released: true })], false, "reviewed"],
    [
      "text from outside, released elsewhere",
      [earlier({ itemId: "other", released: true })],
      true,
      "changed",
    ],
    ["text from outside, reviewed in this item", [earlier()], true, "reviewed"],
  ] as const)("%s", (_, candidates, outside, expected) => {
    expect(standing(candidates, outside)).toEqual([expected, "changed", "reviewed"]);
  });

  it("shows the newest of several conclusions", () => {
    const [block] = standingOfBlocks({
      itemId: "own",
      fromOutside: false,
      keys,
      earlierByKey: new Map([
        [first, [earlier(), earlier({ decidedAt: "2026-05-01T01:00:00Z", personName: "何静" })]],
      ]),
    });
    expect(block?.earlier?.personName).toBe("何静");
  });

  it("a block whose mask changed is another block; one that moved is the same", () => {
    expect(blockKeys(documentOf("电话1"), documentOf("电话*"))).not.toEqual(
      blockKeys(documentOf("电话1"), documentOf("电话1")),
    );
    expect(blockKeys(documentOf("乙", "甲"), documentOf("乙", "甲"))[1]).toBe(first);
  });

  it.each([
    ["agree", [], [0, 1, 2]],
    ["return", [1], [0, 2]],
    ["return", [], []],
    ["refer", [1], []],
  ] as const)("%s with objections to %j remembers %j", (kind, objectedBlocks, expected) => {
    expect(rememberedPositions(3, { kind, objectedBlocks })).toEqual(expected);
  });

  it("finds the block of an offset as the plain text counts", () => {
    const document = documentOf("第一段", "", "第三段");
    const { text } = mapPlainText(document);
    expect(blockAtOffset(document, text.indexOf("第一"))).toBe(0);
    expect(blockAtOffset(document, text.indexOf("第三"))).toBe(2);
    expect(blockAtOffset(document, text.length + 5)).toBeUndefined();
  });
});
