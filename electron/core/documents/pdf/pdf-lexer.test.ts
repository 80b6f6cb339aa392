import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decodeAscii85, decodeAsciiHex, decodeRunLength, undoPredictor, unpackLzw } from "./pdf-filters.ts";
import { PdfLexer } from "./pdf-lexer.ts";
import { PdfKeyword, PdfName, PdfRef, PdfString, textString, type PdfObject } from "./pdf-objects.ts";

const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const read = (text: string): PdfObject | undefined => new PdfLexer(latin(text)).next();
const string = (text: string): string => {
  const value = read(text);
  return value instanceof PdfString ? Buffer.from(value.bytes).toString("latin1") : "";
};

describe("PdfLexer (ISO 32000-2, 7.2-7.3)", () => {
  it.each([
    ["123", 123],
    ["+17", 17],
    ["-.002", -0.002],
    ["34.5", 34.5],
    ["4.", 4],
    ["true", true],
    ["null", null],
    ["% comment\n7", 7],
  ])("%s", (text, value) => {
    const result = read(text);
    expect(typeof result === "number" ? Math.round(result * 1e6) / 1e6 : result).toBe(value);
  });

  it.each([
    ["(a(b)c)", "a(b)c"],
    ["(\\n\\t\\(\\)\\\\)", "\n\t()\\"],
    ["(\\53\\0533)", "++3"],
    ["(a\\\nb)", "ab"],
    ["<48656C6C6F>", "Hello"],
    ["<48 65 6>", "He`"],
  ])("string %s", (text, value) => {
    expect(string(text)).toBe(value);
  });

  it("reads names, references, arrays and dictionaries", () => {
    expect(read("/A#20B")).toEqual(new PdfName("A B"));
    expect(read("12 0 R")).toEqual(new PdfRef(12, 0));
    expect(read("[1 2 0 R /X]")).toEqual([1, new PdfRef(2, 0), new PdfName("X")]);
    expect(read("<</A 1/B<</C(x)>>>>")).toEqual(
      new Map<string, PdfObject>([
        ["A", 1],
        ["B", new Map([["C", new PdfString(latin("x"))]])],
      ]),
    );
    expect(new PdfLexer(latin("1 0 R")).next(false)).toBe(1);
    expect(read("endobj")).toEqual(new PdfKeyword("endobj"));
  });

  it("ends on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const lexer = new PdfLexer(bytes);
        let count = 0;
        while (lexer.next() !== undefined) count += 1;
        expect(count).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

describe("text strings", () => {
  it.each([
    ["<FEFF4E2D56FD>", "中国"],
    ["<EFBBBFE4B8AD>", "中"],
    ["(abc)", "abc"],
    ["<D6D0B9FA>", "中国"],
    ["<E9>", "é"],
  ])("%s", (text, value) => {
    expect(textString(read(text))).toBe(value);
  });
});

describe("filters (ISO 32000-2, 7.4)", () => {
  it("undo what the standard's own examples did", () => {
    // 7.4.4.2, example: 45 45 45 45 45 65 45 45 45 66
    const lzw = Uint8Array.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
    expect([...unpackLzw(lzw, 1, 1_000)]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    expect(Buffer.from(decodeAsciiHex(latin("70 6F 7>"))).toString("latin1")).toBe("pop");
    expect(Buffer.from(decodeAscii85(latin("87cURDZ~>"))).toString("latin1")).toBe("Hello");
    expect([...decodeAscii85(latin("z~>"))]).toEqual([0, 0, 0, 0]);
    expect([...decodeRunLength(Uint8Array.from([2, 1, 2, 3, 254, 9, 128, 7]), 100)]).toEqual([
      1, 2, 3, 9, 9, 9,
    ]);
  });

  it("undo PNG predictors row by row", () => {
    const parameters = { predictor: 15, colours: 1, bits: 8, columns: 3, earlyChange: 1 };
    const rows = Uint8Array.from([0, 10, 20, 30, 2, 1, 1, 1, 1, 5, 5, 5, 4, 1, 1, 1]);
    expect([...undoPredictor(rows, parameters)]).toEqual([10, 20, 30, 11, 21, 31, 5, 10, 15, 6, 11, 16]);
  });
});
