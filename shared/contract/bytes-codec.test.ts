import { isDeepStrictEqual } from "node:util";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decodeBytes, encodeBytes, fromBase64, toBase64 } from "./bytes-codec.ts";

/** Through JSON and back, as a transport does it. */
function roundTrip(value: unknown): unknown {
  return decodeBytes(JSON.parse(JSON.stringify(encodeBytes(value))));
}

describe("base64", () => {
  it("agrees with Node's for every length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64"));
        expect(fromBase64(text)).toEqual(bytes);
      }),
    );
  });

  it("carries a large value whole", () => {
    const bytes = Uint8Array.from({ length: 1_000_003 }, (_, index) => (index * 31) & 0xff);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });

  // RFC 4648 §3.5: a decoder may reject non-zero pad bits; we do, so that one value has one form.
  it.each(["A", "AA", "AAA", "A===", "AA=A", "AB==", "AAB=", "AA AA===", "AAA-", "AAA_", "甲AAA", "=AAA"])(
    "refuses %j",
    (text) => {
      expect(fromBase64(text)).toBeUndefined();
    },
  );
});

describe("the codec of binary values", () => {
  it.each([
    [{ file: new Uint8Array([1, 2, 255]), name: "甲" }],
    [[new Uint8Array(0), null, true, 1.5, ["深", { b: new Uint8Array([0]) }]]],
    [{ $bytes: "AAAA" }],
    [{ $bytes: new Uint8Array([7]) }],
    [{ $escaped: { $bytes: "not base64" } }],
    [{ $escaped: { $escaped: { $bytes: "x" } } }],
    [{ $bytes: "AAAA", other: 1 }],
    [JSON.parse('{"__proto__":{"$bytes":"AAAA","x":1}}')],
  ])("brings back %j", (value) => {
    const back = roundTrip(value);
    expect(back).toEqual(value);
    expect(Object.keys(back as object)).toEqual(Object.keys(value as object));
  });

  it("brings back any plain value", () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 9 }),
    );
    const key = fc.oneof(
      fc.constantFrom("$bytes", "$escaped", "__proto__", "constructor"),
      fc.string({ maxLength: 3 }),
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie("node"), { maxLength: 4 }),
        fc.dictionary(key, tie("node"), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(value, (given) => {
        // Not expect().toStrictEqual: an own key "constructor" deceives it.
        expect(isDeepStrictEqual(roundTrip(given), plainPrototype(given))).toBe(true);
      }),
    );
  });

  it.each([
    [{ $bytes: "A" }],
    [{ $bytes: 5 }],
    [{ $bytes: null }],
    [{ $escaped: 5 }],
    [{ $escaped: { a: 1 } }],
    [{ deep: [{ $bytes: "ab=c" }] }],
  ])("refuses %j", (value) => {
    expect(decodeBytes(value)).toBeUndefined();
  });
});

/** fast-check's dictionaries may have no prototype; ours come back as ordinary objects. */
function plainPrototype(value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainPrototype);
  const plain: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    Object.defineProperty(plain, key, {
      value: plainPrototype(entry),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return plain;
}
