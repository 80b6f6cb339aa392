import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { mapPlainText } from "../../../shared/domain/item/plain-text.ts";
import { paragraphOf, type StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { decorationsByBlock, piecesOf, type TextDecoration } from "./text-decorations.ts";

const at = (id: string, start: number, end: number, rank = 0): TextDecoration => ({ id, start, end, rank });
const document = (...texts: string[]): StructuredDocument => ({
  schemaVersion: 1,
  type: "doc",
  content: texts.map((text) => paragraphOf(text)),
});

describe("piecesOf", () => {
  it("cuts where a decoration begins and ends and keeps the nearest first", () => {
    const pieces = piecesOf([{ type: "text", text: "住址锦绣小区3号楼" }], 10, [
      at("address", 12, 19, 4),
      at("group", 16, 19, 2),
    ]);
    expect(pieces.map((piece) => [piece.text, piece.decorations.map((each) => each.id)])).toEqual([
      ["住址", []],
      ["锦绣小区", ["address"]],
      ["3号楼", ["group", "address"]],
    ]);
    expect(pieces.map((piece) => piece.begins.map((each) => each.id))).toEqual([[], ["address"], ["group"]]);
  });

  it("keeps the marks of the text", () => {
    const pieces = piecesOf(
      [
        { type: "text", text: "甲乙" },
        { type: "text", text: "丙丁", marks: [{ type: "strong" }] },
      ],
      0,
      [at("x", 1, 3)],
    );
    expect(pieces.map((piece) => piece.marks.length)).toEqual([0, 0, 1, 1]);
  });

  it("never loses or repeats a character, whatever overlaps", () => {
    const range = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(6));
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }),
        fc.array(range),
        (texts, ranges) => {
          const nodes = texts.filter((text) => text !== "").map((text) => ({ type: "text" as const, text }));
          const decorations = ranges.map(([start, length, rank], index) =>
            at(String(index), start, start + length, rank),
          );
          const pieces = piecesOf(nodes, 5, decorations);
          expect(pieces.map((piece) => piece.text).join("")).toBe(texts.join(""));
          let offset = 5;
          for (const piece of pieces) {
            const end = offset + piece.text.length;
            for (const each of decorations) {
              const covers = each.start <= offset && each.end >= end;
              const touches = each.start < end && each.end > offset;
              expect(touches).toBe(piece.decorations.includes(each));
              expect(touches).toBe(covers);
            }
            offset = end;
          }
        },
      ),
    );
  });
});

describe("decorationsByBlock", () => {
  it("gives a decoration to every block it touches and to no other", () => {
    const map = mapPlainText(document("甲甲甲", "乙乙乙", "丙丙丙"));
    const found = decorationsByBlock(map, [at("over", 2, 9), at("last", 8, 11), at("empty", 3, 3)]);
    expect(Object.fromEntries([...found].map(([key, list]) => [key, list.map((each) => each.id)]))).toEqual({
      "0": ["over"],
      "1": ["over"],
      "2": ["over", "last"],
    });
  });

  it("agrees with the plain definition for any ranges", () => {
    const map = mapPlainText(document("一二三四五", "六七", "八九十百千万"));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(16), fc.nat(16))), (ranges) => {
        const decorations = ranges.map(([start, length], index) => at(String(index), start, start + length));
        const found = decorationsByBlock(map, decorations);
        for (const span of map.spans) {
          const expected = decorations.filter(
            (each) => each.end > each.start && each.start < span.end && each.end > span.start,
          );
          const got = found.get(span.path.join(".")) ?? [];
          expect(new Set(got)).toEqual(new Set(expected));
        }
      }),
    );
  });
});
