import { describe, expect, it } from "vitest";

import { wellFormed } from "./well-formed.ts";

describe("wellFormed", () => {
  it("replaces halves of signs wherever a string stands, and nothing else", () => {
    expect(
      wellFormed({ title: "半\ud800个", list: ["\udc00", 1, null], "键\ud83d": true, whole: "🚀" }),
    ).toEqual({ title: "半\ufffd个", list: ["\ufffd", 1, null], "键\ufffd": true, whole: "🚀" });
  });

  it("gives back what holds none, itself", () => {
    const bytes = new Uint8Array([1]);
    const value = { a: ["文", { b: bytes, c: Number.NaN, d: undefined }], day: new Date(0) };
    expect(wellFormed(value)).toBe(value);
    expect(wellFormed(bytes)).toBe(bytes);
    for (const plain of [undefined, null, 1, true, "文"]) expect(wellFormed(plain)).toBe(plain);
  });

  it("keeps a key called __proto__ a key", () => {
    const changed = wellFormed(JSON.parse('{"__proto__":"\\ud800"}')) as object;
    expect(Object.entries(changed)).toEqual([["__proto__", "\ufffd"]]);
    expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
  });

  it("leaves what is nested beyond reason to the parser", () => {
    let deep: unknown = "\ud800";
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(() => wellFormed(deep)).not.toThrow();
  });
});
