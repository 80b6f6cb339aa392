import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { buildAutomaton, DictionaryHits, scanDictionary } from "./dictionary-automaton.ts";

function find(words: readonly string[], text: string): string[] {
  const hits = new DictionaryHits();
  const codes = Uint16Array.from(text, (char) => char.charCodeAt(0));
  scanDictionary(buildAutomaton(words), codes, codes.length, hits);
  return Array.from({ length: hits.count }, (_, at) => {
    const word = words[hits.words[at] ?? 0] ?? "";
    return `${(hits.ends[at] ?? 0) - word.length}:${word}`;
  });
}

describe("the dictionary automaton", () => {
  it("finds overlapping words and suffixes, the longest first", () => {
    expect(find(["身份证", "身份证号", "证号", "号"], "居民身份证号码")).toEqual([
      "2:身份证",
      "2:身份证号",
      "4:证号",
      "5:号",
    ]);
  });

  it("finds what a plain search finds, in any text", () => {
    const letters = fc.stringMatching(/^[甲乙丙丁]{1,4}$/u);
    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { minLength: 1, maxLength: 30 }),
        fc.stringMatching(/^[甲乙丙丁戊]{0,60}$/u),
        (words, text) => {
          const expected = words
            .flatMap((word) =>
              Array.from(text, (_, at) => at)
                .filter((at) => text.startsWith(word, at))
                .map((at) => `${at}:${word}`),
            )
            .sort();
          expect(find(words, text).sort()).toEqual(expected);
        },
      ),
    );
  });
});
