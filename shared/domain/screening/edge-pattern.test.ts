import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { HeadPattern, TailPattern } from "./edge-pattern.ts";

const heads = [
  /^(?:区|市(?!民|场)|[甲乙]丙?)/u,
  /^[^丁-丙]{1,3}子/u,
  /^(?:甲|(?:乙|丙)?丁)+\d$/u,
  /^(?:\s{0,2}[，,]|\u4e59|(?=甲)甲丙|[甲\u4e19-\u4e59-]市)/u,
];
const tails = [
  /(?:甲乙|丙(?:丁|子)?)$/u,
  /(?:甲|乙?[丙丁]{0,2}区)[ ]{0,2}$/u,
  /(?:^|[^甲乙])(?<!丙)$|丁\d*$/u,
];
const text = fc.stringMatching(/^[甲乙丙丁子区市民 ，7]{0,8}$/u);

describe("patterns asked at one place", () => {
  it("answer as the pattern itself does on the piece of text", () => {
    fc.assert(
      fc.property(text, fc.nat(8), fc.nat(8), (given, one, other) => {
        const [from, to] = one <= other ? [one, other] : [other, one];
        const piece = given.slice(from, to);
        for (const pattern of heads)
          expect(new HeadPattern(pattern).fits(given, from, Math.min(to, given.length))).toBe(
            pattern.test(piece),
          );
        for (const pattern of [tails[0], tails[1]] as RegExp[])
          expect(
            new TailPattern(pattern).fits(given, Math.min(from, given.length), Math.min(to, given.length)),
          ).toBe(pattern.test(piece));
      }),
      { numRuns: 300 },
    );
  });

  it("refuse a pattern that fits nothing at all, or is bound to no edge", () => {
    expect(() => new HeadPattern(/^甲?/u)).toThrow("may be empty");
    expect(() => new TailPattern(tails[2] as RegExp)).toThrow("may be empty");
    expect(() => new HeadPattern(/甲/u)).toThrow("not bound to the start");
    expect(() => new TailPattern(/甲/u)).toThrow("not bound to the end");
  });
});
