import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { StringSearch } from "./string-search.ts";

const placesOf = (strings: readonly string[], text: string): string[] => {
  const found: string[] = [];
  new StringSearch(strings).each(text, (place, at, length) => found.push(`${place}@${at}+${length}`));
  return found.sort();
};

/** One string after the other, at every place. */
const plainly = (strings: readonly string[], text: string): string[] =>
  strings
    .flatMap((string, place) =>
      string === ""
        ? []
        : Array.from({ length: text.length }, (_, at) => at)
            .filter((at) => text.startsWith(string, at))
            .map((at) => `${place}@${at}+${string.length}`),
    )
    .sort();

describe("many strings in one run", () => {
  it.each([
    [["张三丰", "张三", "三"], "张三丰与张三、三"],
    // Of two lengths with the same beginning the shorter stands at the end of the text.
    [["4组30号", "4组3号"], "东庄村4组3号"],
    [["aa"], "aaaa"],
    [["王芳", "王芳"], "王芳"],
    [["", "一"], "一"],
    [["长于文字"], "长"],
  ])("finds %j in %s as a search for each finds them", (strings, text) => {
    expect(placesOf(strings, text)).toEqual(plainly(strings, text));
  });

  it("agrees with a search for each string, whatever they are", () => {
    const unit = fc.constantFrom("1", "3", "张", "三", "\ud842", "\udfb7", "\u0000");
    const string = fc.array(unit, { maxLength: 5 }).map((units) => units.join(""));
    fc.assert(
      fc.property(fc.array(string, { maxLength: 8 }), fc.array(unit, { maxLength: 30 }), (strings, units) => {
        const text = units.join("");
        expect(placesOf(strings, text)).toEqual(plainly(strings, text));
      }),
    );
  });

  it("counts empty strings, which stand nowhere", () => {
    const search = new StringSearch(["", "一", ""]);
    expect([search.empty, [...search.occurring(["二", "一"])]]).toEqual([2, [1]]);
  });
});
