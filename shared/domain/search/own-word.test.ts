import { describe, expect, it } from "vitest";

import { everydayWordsWith, meaningParts, relatedOfficials, shippedWords } from "./everyday-words.ts";
import { knownWordsBeginning, wordsToKnow } from "./known-words.ts";
import { fieldOf, maxWordLength, ownWordProblem, takenBy } from "./own-word.ts";

const pair = (everyday: string, official: string, direction: "both" | "toOfficial" = "toOfficial") => ({
  everyday,
  official,
  direction,
  field: "其他",
});

/** Words of the department's own (domain/search.md §8, origin=user). */
describe("an own word", () => {
  it.each([
    ["修路钱", "道路养护资金", undefined],
    ["ETC", "电子不停车收费", undefined],
    ["12345", "政务服务便民热线", undefined],
    ["灯", "路灯维护", "everyday-not-a-word"],
    ["修路 钱", "道路养护资金", "everyday-not-a-word"],
    ["“修路钱”", "道路养护资金", "everyday-not-a-word"],
    ["修路钱", "资", "official-not-a-word"],
    ["单位:市司法局", "道路养护资金", "everyday-not-a-word"],
    ["修路钱", "修路錢", "same"],
    ["ＥＴＣ", "etc", "same"],
    ["修".repeat(maxWordLength + 1), "道路养护资金", "too-long"],
    ["老王13900001111", "道路养护资金", "long-number"],
  ])("%s → %s: %s", (everyday, official, problem) => {
    expect(ownWordProblem({ everyday, official })).toBe(problem);
  });

  const words = everydayWordsWith([pair("修路钱", "道路养护资金"), pair("etc", "电子不停车收费", "both")]);

  it("is taken where the word has an official wording already, or reaches it the other way round", () => {
    expect(takenBy({ everyday: "低保", official: "社会救助" }, words)).toBe("最低生活保障");
    expect(takenBy({ everyday: "修路錢", official: "公路" }, words)).toBe("道路养护资金");
    expect(takenBy({ everyday: "最低生活保障", official: "低保" }, words)).toBe("低保");
    expect(takenBy({ everyday: "困难救助金", official: "最低生活保障" }, words)).toBeUndefined();
    expect(takenBy({ everyday: "医疗机构", official: "定点医药机构" }, words)).toBeUndefined();
  });

  it("has the field of its official wording", () => {
    expect(fieldOf("最低生活保障", shippedWords)).toBe("社保民政");
    expect(fieldOf("道路养护资金", shippedWords)).toBe("其他");
  });

  it("is found in a query as shipped ones are, and says whose it is", () => {
    expect(meaningParts("修路钱怎么办", words)).toEqual([
      { typed: "修路钱", others: ["道路养护资金"], weight: 0.6, isOwn: true },
    ]);
    expect(meaningParts("道路养护资金", words)).toBeUndefined();
    expect(meaningParts("电子不停车收费", words)?.[0]).toMatchObject({ others: ["etc"], weight: 0.8 });
    expect(meaningParts("低保", words)).toEqual([{ typed: "低保", others: ["最低生活保障"], weight: 0.8 }]);
    expect(meaningParts("修路钱")).toBeUndefined();
  });

  it("takes letters as whole words", () => {
    expect(meaningParts("etc退费", words)?.map(({ typed }) => typed)).toEqual(["etc", "退费"]);
    expect(meaningParts("fetch", words)).toBeUndefined();
    expect(meaningParts("etc2", words)).toBeUndefined();
  });

  it("comes behind what is shipped, and no word reaches more than five", () => {
    const many = everydayWordsWith(
      ["甲乙", "丙丁", "戊己", "庚辛", "壬癸"].map((everyday) => pair(everyday, "最低生活保障", "both")),
    );
    expect(meaningParts("最低生活保障", many)?.[0]?.others).toEqual(["低保", "甲乙", "丙丁", "戊己", "庚辛"]);
  });

  it("is suggested from its first characters or letters", () => {
    const own = wordsToKnow(["修路钱", "道路养护资金"]);
    expect(knownWordsBeginning("修", own)).toEqual(["修路钱"]);
    expect(knownWordsBeginning("xlq", own)).toContain("修路钱");
    expect(knownWordsBeginning("修路")).toEqual([]);
  });
});

describe("related words", () => {
  it("are the official ones of the same field, those with most characters in common first", () => {
    const related = relatedOfficials(["托儿所", "托幼服务"]);
    expect(related).toContain("养老机构");
    expect(related).not.toContain("托幼服务");
    expect(related).not.toContain("学前教育");
    expect(relatedOfficials(["养老金", "基本养老保险"])[0]).toBe("城乡居民基本养老保险");
    expect(relatedOfficials(["修路钱", "道路养护资金"])).toEqual([]);
  });

  it("leave out words whose field nobody knows", () => {
    const words = everydayWordsWith([pair("修路钱", "道路养护资金"), pair("路灯费", "照明电费")]);
    expect(relatedOfficials(["修路钱", "道路养护资金"], words)).toEqual([]);
  });
});
