import { readdirSync, readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fromBase64, fromBase64Url, fromHex, toBase64, toBase64Url, toHex, utf8Bytes } from "./bytes.ts";
import { canonicalBytes, jcsText, parseCanonical } from "./canonical-json.ts";

const folder = new URL("../../tests/fixtures/vectors/jcs/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

describe("RFC 8785 vectors", () => {
  const names = readdirSync(new URL("input/", folder)).map((name) => name.replace(/\.json$/, ""));
  it.each(names)("%s", (name) => {
    const value: unknown = JSON.parse(read(`input/${name}.json`));
    expect(jcsText(value)).toBe(read(`output/${name}.json`));
    const hex = read(`outhex/${name}.txt`).replace(/\s+/g, "");
    expect(toHex(utf8Bytes(jcsText(value)))).toBe(hex);
  });
});

describe("the fixpoint rule", () => {
  const refused: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["a duplicate key", '{"a":1,"a":2}', "not-canonical"],
    ["keys out of order", '{"b":1,"a":2}', "not-canonical"],
    ["white space", '{"a": 1}', "not-canonical"],
    ["a final newline", '{"a":1}\n', "not-canonical"],
    ["a byte order mark", '\uFEFF{"a":1}', "not-json"],
    ["an exponent", '{"a":1e2}', "not-canonical"],
    ["a negative zero", '{"a":-0}', "not-canonical"],
    ["an integer that no double holds", '{"a":9007199254740993}', "not-an-integer"],
    ["a fraction", '{"a":1.5}', "not-an-integer"],
    ["an escape that need not be", String.raw`{"a":"\u0041"}`, "not-canonical"],
    ["a lone surrogate", String.raw`{"a":"\ud800"}`, "not-canonical"],
    ["a key that JavaScript treats specially", '{"__proto__":{"a":1}}', "forbidden-key"],
    ["bytes that are no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "not-utf8"],
    ["a cut-off text", '{"a":', "not-json"],
    ["two texts", "{}{}", "not-json"],
    ["nothing", "", "not-json"],
    ["a bomb of brackets", "[".repeat(200) + "]".repeat(200), "too-deep"],
  ];
  it.each(refused)("refuses %s", (_, input, type) => {
    const bytes = typeof input === "string" ? utf8Bytes(input) : input;
    expect(parseCanonical(bytes)).toEqual({ ok: false, error: { type } });
  });

  it("survives a megabyte of brackets", () => {
    expect(parseCanonical(utf8Bytes("[".repeat(1_000_000))).ok).toBe(false);
    expect(parseCanonical(utf8Bytes("[".repeat(500_000) + "]".repeat(500_000))).ok).toBe(false);
  });

  it("accepts exactly what it writes (property)", () => {
    const json = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string({ unit: "grapheme" }),
        fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 5 }),
        fc.dictionary(
          fc.string({ unit: "grapheme" }).filter((key) => key !== "__proto__"),
          tie("value"),
          { maxKeys: 5, noNullPrototype: true },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const bytes = canonicalBytes(value);
        expect(parseCanonical(bytes)).toEqual({ ok: true, value });
      }),
      { numRuns: 300 },
    );
  });

  it("writes what the library of RFC 8785 writes, whatever the order and kind of keys (property)", () => {
    const key = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.nat({ max: 200 }).map(String),
      fc.constantFrom("toJSON", "length", "constructor", "", "01", "-0"),
    );
    const json = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: "binary" }),
        fc.maxSafeInteger(),
        fc.constantFrom(null, true, undefined),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(
          key.filter((name) => name !== "__proto__"),
          tie("value"),
          { maxKeys: 6, noNullPrototype: true },
        ),
      ),
    })).value;
    const written = (write: () => string): string => {
      try {
        return write();
      } catch {
        return "refused";
      }
    };
    fc.assert(
      fc.property(json, (value) => {
        const own = written(() => Buffer.from(canonicalBytes(value)).toString("utf8"));
        expect(own).toBe(written(() => jcsText(value)));
      }),
      { numRuns: 1000 },
    );
  });

  it("reads the sorted text of any value, and only that (property)", () => {
    const object = fc.dictionary(
      fc.oneof(fc.string(), fc.nat({ max: 200 }).map(String)).filter((name) => name !== "__proto__"),
      fc.nat(),
      { maxKeys: 8, noNullPrototype: true },
    );
    fc.assert(
      fc.property(object, (value) => {
        const text = JSON.stringify(value);
        expect(parseCanonical(utf8Bytes(text)).ok).toBe(text === jcsText(value));
        expect(parseCanonical(utf8Bytes(jcsText(value)))).toEqual({ ok: true, value });
      }),
      { numRuns: 500 },
    );
  });

  it("leaves a class of its own JSON form to the library", () => {
    const value = { at: new Date(0), list: [new Date(0)] };
    expect(Buffer.from(canonicalBytes(value)).toString()).toBe(jcsText(value));
  });

  it("will not write what it could not read", () => {
    for (const value of [1.5, 2 ** 60, Number.NaN, "\ud800"]) {
      expect(() => canonicalBytes({ value })).toThrow(/cannot be signed|Lone surrogate|no JSON form/);
    }
    expect(() => canonicalBytes(undefined)).toThrow(/cannot be signed|Lone surrogate|no JSON form/);
  });
});

describe("byte encodings", () => {
  it("agree with Node's and read only the canonical spelling", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(toHex(bytes)).toBe(buffer.toString("hex"));
        expect(toBase64(bytes)).toBe(buffer.toString("base64"));
        expect(toBase64Url(bytes)).toBe(buffer.toString("base64url"));
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
      { numRuns: 200 },
    );
    for (const text of ["A", "AA", "AB==", "AAB=", "A===", "AA=A", "====", "AA\n=", "Aé==", "_w=="]) {
      expect(fromBase64(text)).toBeUndefined();
    }
    for (const text of ["0", "0G", "AB"]) expect(fromHex(text)).toBeUndefined();
    expect(fromBase64Url("AB")).toBeUndefined();
  });
});
