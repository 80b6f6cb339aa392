import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { CharSet, PairSet } from "./char-set.ts";

describe("sets asked by code unit", () => {
  it("hold the characters they were made of and no others", () => {
    const separators = new CharSet("，。:\n");
    const text = "甲，乙:丙。\n";
    expect(Array.from(text, (_, at) => separators.hasAt(text, at))).toEqual(
      Array.from(text, (char) => "，。:\n".includes(char)),
    );
    expect([separators.hasAt(text, -1), separators.hasAt(text, text.length)]).toEqual([false, false]);
  });

  it("hold pairs like a set of words of two characters, at any place of any text", () => {
    const pair = fc.stringMatching(/^[甲乙丙丁戊己庚辛壬癸]{2}$/u);
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 400 }),
        fc.stringMatching(/^[甲乙丙丁戊己庚辛壬癸子]{0,40}$/u),
        (words, text) => {
          const pairs = new PairSet();
          for (const word of words) pairs.add(word);
          const expected = new Set(words);
          for (let at = -1; at <= text.length; at += 1)
            expect(pairs.hasAt(text, at)).toBe(at >= 0 && expected.has(text.slice(at, at + 2)));
          expect(words.every((word) => pairs.has(word))).toBe(true);
        },
      ),
    );
  });
});
