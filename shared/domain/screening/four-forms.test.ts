import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { buildFourForms, scanFourForms } from "./four-forms.ts";

const found = (words: readonly string[], text: string): readonly string[] => {
  const table = buildFourForms(words.map((word) => ({ word, right: word, organ: false })));
  const codes = Uint16Array.from(text, (char) => char.charCodeAt(0));
  const hits: string[] = [];
  scanFourForms(table, codes, text.length, ({ word }, start) => {
    hits.push(`${start} ${word}`);
  });
  return hits;
};

describe("wrong forms of four characters", () => {
  it("are found wherever they stand, also where they overlap", () => {
    const letters = fc.constantFrom("甲", "乙", "丙");
    const four = fc.string({ unit: letters, minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(four, { maxLength: 40 }),
        fc.string({ unit: letters, maxLength: 60 }),
        (words, text) => {
          const expected: string[] = [];
          for (let at = 0; at + 4 <= text.length; at += 1)
            if (words.includes(text.slice(at, at + 4))) expected.push(`${at} ${text.slice(at, at + 4)}`);
          expect(found(words, text)).toEqual(expected);
        },
      ),
    );
  });

  it("are not found beyond the length that is given", () => {
    const table = buildFourForms([{ word: "坚持不谢", right: "坚持不懈", organ: false }]);
    const codes = Uint16Array.from("坚持不谢", (char) => char.charCodeAt(0));
    const hits: number[] = [];
    for (const length of [0, 3, 4])
      scanFourForms(table, codes, length, (_form, start) => hits.push(length + start));
    expect(hits).toEqual([4]);
  });
});
