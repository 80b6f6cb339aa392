import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FourFormsBuilder, scanFourForms, type FourForms } from "./four-forms.ts";

function tableOf(words: readonly string[], kept: readonly string[] = []): FourForms {
  const builder = new FourFormsBuilder(2);
  for (const word of kept) builder.keep(word);
  for (const word of words) {
    const [one = 0, two = 0, three = 0, four = 0] = Array.from(word, (char) => char.charCodeAt(0));
    builder.add(one, two, three, four, word, false);
  }
  return builder.done();
}

const found = (words: readonly string[], text: string, kept?: readonly string[]): readonly string[] => {
  const table = tableOf(words, kept);
  const codes = Uint16Array.from(text, (char) => char.charCodeAt(0));
  const hits: string[] = [];
  scanFourForms(table, codes, text.length, ({ right }, start) => {
    hits.push(`${start} ${right}`);
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

  it("are none where the word is right by itself", () => {
    expect(found(["坚持不谢", "坚持不变"], "坚持不变，坚持不谢", ["坚持不变"])).toEqual(["5 坚持不谢"]);
  });

  it("are not found beyond the length that is given", () => {
    const table = tableOf(["坚持不谢"]);
    const codes = Uint16Array.from("坚持不谢", (char) => char.charCodeAt(0));
    const hits: number[] = [];
    for (const length of [0, 3, 4])
      scanFourForms(table, codes, length, (_form, start) => hits.push(length + start));
    expect(hits).toEqual([4]);
  });
});
