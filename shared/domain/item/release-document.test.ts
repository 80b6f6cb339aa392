import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { plainText } from "./plain-text.ts";
import { applyMasks, type Mask } from "./release-document.ts";
import type { Block, StructuredDocument } from "./structured-document.ts";

type Piece = readonly [text: string, strong?: boolean];
const nodes = (pieces: readonly Piece[]) =>
  pieces.map(([text, strong]) => ({
    type: "text" as const,
    text,
    ...(strong ? { marks: [{ type: "strong" as const }] } : {}),
  }));
const document = (...paragraphs: readonly (readonly Piece[])[]): StructuredDocument => ({
  schemaVersion: 1,
  type: "doc",
  content: paragraphs.map((pieces): Block =>
    pieces.length > 0 ? { type: "paragraph", content: nodes(pieces) } : { type: "paragraph" },
  ),
});

describe("applyMasks", () => {
  it("masks by the rule of the type and keeps everything around it (domain/review.md §5)", () => {
    const source = document([["联系人张小伟，电话13812345678。"]]);
    const masked = applyMasks(source, [
      { start: 3, end: 6, type: "NAME" },
      { start: 9, end: 20, type: "MOBILE" },
    ]);
    expect(plainText(masked)).toBe("联系人张某某，电话138****5678。");
    expect(plainText(source)).toBe("联系人张小伟，电话13812345678。");
  });

  it("reads a value whole, whatever formatting cuts through it", () => {
    const source = document([["证号"], ["37040219900101123", true], ["X，完"]]);
    const masked = applyMasks(source, [{ start: 2, end: 20, type: "ID_CARD" }]);
    expect(plainText(masked)).toBe("证号3704**********123X，完");
  });

  it("shows nothing of one value by the rule of another that it overlaps", () => {
    const source = document([["a@b.com13812345678"]]);
    const masked = applyMasks(source, [
      { start: 0, end: 7, type: "EMAIL" },
      { start: 4, end: 18, type: "MOBILE" },
    ]);
    expect(plainText(masked)).toBe("********");
  });

  it("takes the wording a person chose", () => {
    const masked = applyMasks(document([["由某公司承建"]]), [
      { start: 1, end: 4, type: "NAME", replacement: "施工单位" },
    ]);
    expect(plainText(masked)).toBe("由施工单位承建");
  });

  it("goes through cells and over paragraphs", () => {
    const cell = (text: string) => ({
      type: "tableCell" as const,
      content: [{ type: "paragraph" as const, content: nodes([[text]]) }],
    });
    const source: StructuredDocument = {
      schemaVersion: 1,
      type: "doc",
      content: [
        { type: "table", content: [{ type: "tableRow", content: [cell("张伟"), cell("13812345678")] }] },
      ],
    };
    const text = plainText(source);
    const masked = applyMasks(source, [
      { start: 0, end: 2, type: "NAME" },
      { start: text.indexOf("138"), end: text.indexOf("138") + 11, type: "MOBILE" },
    ]);
    expect(plainText(masked)).toBe("张某\t138****5678");
  });

  // Every character of the text is another one, so that each can be followed through the masking.
  const arbitrary = fc
    .record({
      paragraphs: fc.array(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { maxLength: 4 }),
        { minLength: 1, maxLength: 5 },
      ),
      ranges: fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 15 })), { maxLength: 6 }),
    })
    .map(({ paragraphs, ranges }) => {
      let next = 0x4e00;
      const source = document(
        ...paragraphs.map((pieces) =>
          pieces.map(([length, strong]): Piece => {
            let text = "";
            for (let n = 0; n < length; n += 1) text += String.fromCharCode(next++);
            return [text, strong];
          }),
        ),
      );
      const { length } = plainText(source);
      const masks = ranges
        .filter(([start]) => start < length)
        .map(([start, size]): Mask => ({
          start,
          end: Math.min(start + size, length),
          type: "INTERNAL_MARK",
        }));
      return { source, masks };
    });

  it("leaves nothing of what was masked and keeps everything else, in order", () => {
    fc.assert(
      fc.property(arbitrary, ({ source, masks }) => {
        const before = plainText(source);
        const after = plainText(applyMasks(source, masks));
        const hidden = (offset: number) => masks.some((mask) => offset >= mask.start && offset < mask.end);
        const kept = Array.from(before)
          .filter((char, offset) => char !== "\n" && !hidden(offset))
          .join("");
        expect(after.replaceAll(/[\n*]/g, "")).toBe(kept);
        // The paragraphs themselves stay, however much of them is masked.
        expect(after.split("\n")).toHaveLength(before.split("\n").length);
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order of the masks", () => {
    fc.assert(
      fc.property(arbitrary, ({ source, masks }) => {
        expect(applyMasks(source, masks.toReversed())).toEqual(applyMasks(source, masks));
      }),
    );
  });
});
