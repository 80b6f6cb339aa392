import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { countCharacters } from "./character-count.ts";
import { mapPlainText, offsetOf, plainText, positionAt } from "./plain-text.ts";
import { paragraphOf, type Block, type StructuredDocument } from "./structured-document.ts";

const document = (...content: Block[]): StructuredDocument => ({ schemaVersion: 1, type: "doc", content });
const table = (...rows: string[][]): Block => ({
  type: "table",
  content: rows.map((row) => ({
    type: "tableRow",
    content: row.map((cell) => ({
      type: "tableCell",
      content: cell.split("/").map((part) => paragraphOf(part)),
    })),
  })),
});

describe("plain text", () => {
  const sample = document(paragraphOf("甲乙"), table(["姓名", "电话"], ["张/三", "1"]), paragraphOf("尾"));

  it("joins blocks and rows by line feeds, cells by tabs", () => {
    expect(plainText(sample)).toBe("甲乙\n姓名\t电话\n张\u2028三\t1\n尾");
  });

  it("leads from offsets to blocks and back", () => {
    const map = mapPlainText(sample);
    const offset = map.text.indexOf("三");
    expect(positionAt(map, offset)).toEqual({ path: [1, 1, 0, 1], offset: 0 });
    expect(offsetOf(map, { path: [1, 1, 0, 1], offset: 0 })).toBe(offset);
    expect(offsetOf(map, { path: [1, 1, 0, 1], offset: 2 })).toBeUndefined();
    expect(positionAt(map, 2)).toEqual({ path: [0], offset: 2 });
    expect(positionAt(map, map.text.length + 1)).toBeUndefined();
  });

  it("maps every offset of every document there and back", () => {
    const cell = fc.stringMatching(/^[甲乙丙a-c]{0,4}$/);
    const block = fc.oneof(
      cell.map((value) => paragraphOf(value)),
      fc
        .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
        .map((rows) => table(...rows)),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
        const map = mapPlainText(document(...blocks));
        for (let offset = 0; offset <= map.text.length; offset += 1) {
          const position = positionAt(map, offset);
          expect(position && offsetOf(map, position)).toBe(offset);
        }
      }),
    );
  });
});

describe("countCharacters", () => {
  it.each([
    ["", 0, 0, 0],
    ["政务 公开\n工作", 6, 7, 6],
    ["2024年", 5, 5, 1],
    ["𠮷野", 2, 2, 2],
    ["a\tb", 2, 2, 0],
  ])("%j", (value, characters, withSpaces, hanzi) => {
    expect(countCharacters(value)).toEqual({ characters, withSpaces, hanzi });
  });
});
