import { describe, expect, it } from "vitest";

import { phraseQuery, searchTerms } from "./bigrams.ts";
import { correctionsOf } from "./correct-query.ts";
import { meaningParts } from "./everyday-words.ts";
import { parseSearch, writtenForms } from "./parse-query.ts";
import { lettersOf, readSounds } from "./read-sound.ts";
import { passagesWith } from "./snippet.ts";
import { splitSyllables } from "./sounds.ts";
import { synonymPairs } from "./synonym-pairs.ts";
import { PairVocabulary } from "./vocabulary.ts";

function vocabularyOf(...texts: readonly string[]): PairVocabulary {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const pair of new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2))))
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const vocabulary = new PairVocabulary();
  for (const [pair, documents] of counts) vocabulary.add(pair.charAt(0), pair.charAt(1), documents);
  return vocabulary;
}

const seed = vocabularyOf(
  "规范办理依申请公开",
  "依法对拟公开的信息进行保密审查",
  "推进政府公报数字化转型",
  "全域无废城市相关工作动态",
  "提升政策解读实效",
  "做深做实政府开放月品牌",
  "强化生活垃圾分类宣传",
  "网约车司机等新就业形态",
  "稳步推进重大项目环评审批信息全过程公开",
  "定期清理已经不具备实际效用的信息",
  "做好乡村振兴信息公开",
  "完善政府网站站内检索",
);

describe("letters read as words of the store (F4)", () => {
  it.each([
    ["yishenqinggongkai", "依申请公开"],
    ["baomishencha", "保密审查"],
    ["laji fenlei", "垃圾分类"],
    ["YI SHEN QING GONG KAI", "依申请公开"],
    ["ysqgk", "依申请公开"],
    ["zfgb", "政府公报"],
    ["wfcs", "无废城市"],
    ["zfkfy", "政府开放月"],
    ["依申qing公开", "依申请公开"],
    ["政fu公报", "政府公报"],
    // The end is not typed yet.
    ["zhengfuwangz", "政府网站"],
    ["huolajife", "活垃圾分"],
    // Curled initials and nasals that many do not tell apart.
    ["zhencejiedu", "政策解读"],
  ])("%s → %s", (typed, meant) => {
    expect(readSounds(typed, seed)[0]?.text).toBe(meant);
  });

  it("reads nothing into numbers, mixed words and letters that stand for nothing here", () => {
    for (const typed of ["ipv6", "12345", "a", "公开zzz", "xyzq"])
      expect(readSounds(typed, seed)).toEqual([]);
    expect(lettersOf("xi'an")).toEqual(["xi", "an"]);
  });

  it("splits letters in every way that gives syllables", () => {
    expect(splitSyllables("xian")).toEqual([["xian"], ["xi", "an"]]);
    expect(splitSyllables("zfgb")).toEqual([]);
  });

  it("stays small on letters without end", () => {
    expect(splitSyllables("an".repeat(100)).length).toBeLessThanOrEqual(12);
    const begun = performance.now();
    for (const letters of ["an".repeat(250), "xian".repeat(120), "zhuang".repeat(80)])
      expect(readSounds(letters, seed)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe("slips mended (F2)", () => {
  it.each([
    ["依申情公开", "依申请公开"],
    ["保密审察", "保密审查"],
    ["网约车斯机", "网约车司机"],
    ["环平审批", "环评审批"],
    ["站内检所", "站内检索"],
    ["清理己经", "清理已经"],
    ["乡忖振兴", "乡村振兴"],
    ["政府公公报", "政府公报"],
    ["政公府报", "政府公报"],
    ["生活垃圾类", "生活垃圾分类"],
  ])("%s → %s", (typed, meant) => {
    expect(correctionsOf(typed, seed)[0]?.text).toBe(meant);
  });

  it("knows no correction for what has no neighbour, nor for a single character", () => {
    expect(correctionsOf("高速铁路站房", seed)).toEqual([]);
    expect(correctionsOf("屏", seed)).toEqual([]);
  });
});

describe("everyday and official wordings (F5)", () => {
  it.each([
    ["低保救助", [["低保救助", ["困难群众救助"]]]],
    [
      "大学生找工作",
      [
        ["大学生", ["高校毕业生"]],
        ["找工作", ["就业创业"]],
      ],
    ],
    [
      "幼儿园的收费标准",
      [
        ["幼儿园", ["学前教育"]],
        ["收费标准", []],
      ],
    ],
    ["学前教育", [["学前教育", ["幼儿园"]]]],
    // The reverse would be too wide.
    ["医疗机构", undefined],
    ["高速铁路站房", undefined],
  ] as const)("%s", (typed, expected) => {
    expect(meaningParts(typed)?.map(({ typed: word, others }) => [word, others])).toEqual(expected);
  });

  it("a word that only reaches the official one counts less than one that stands for it", () => {
    const weights = (typed: string) => meaningParts(typed)?.map(({ weight }) => weight);
    expect([weights("公租房"), weights("房贷"), weights("低保救助"), weights("幼儿园的收费标准")]).toEqual([
      [0.8],
      [0.8],
      [0.6],
      [0.8, 1],
    ]);
  });

  it("has 120 pairs, and no everyday word twice", () => {
    expect(synonymPairs).toHaveLength(120);
    expect(new Set(synonymPairs.map(({ everyday }) => everyday)).size).toBe(120);
    expect(synonymPairs.filter((pair) => pair.official === "" || pair.field === "")).toEqual([]);
  });
});

describe("what a person types", () => {
  it.each([
    ["电梯 补贴", { words: [["电梯"], ["补贴"]], without: [], filters: [] }],
    ["“加装电梯” -公示", { words: [["加装电梯"]], without: ["公示"], filters: [] }],
    ["低保 OR 特困", { words: [["低保", "特困"]], without: [], filters: [] }],
    [
      "补贴 单位:住房保障科 年份：2026",
      {
        words: [["补贴"]],
        without: [],
        filters: [
          { field: "unit", value: "住房保障科" },
          { field: "year", value: "2026" },
        ],
      },
    ],
    ["OR", { words: [["OR"]], without: [], filters: [] }],
    ['"（）" -', { words: [], without: [], filters: [] }],
  ])("%s", (typed, expected) => {
    const { words, without, filters } = parseSearch(typed);
    expect({ words: words.map((group) => group.map(({ text }) => text)), without, filters }).toEqual(
      expected,
    );
  });

  it("keeps the length within bounds", () => {
    expect(parseSearch("字 ".repeat(500)).words.length).toBe(100);
  });

  it("reads a date in each of its forms", () => {
    const forms = ["2024年5月8日", "2024-05-08", "2024.5.8"];
    for (const typed of ["2024-05-08", "2024年5月8日", "2024.5.8", "2024/5/8", "２０２４年５月８日"])
      expect(writtenForms(typed)).toEqual(forms);
    expect(writtenForms("2024.13.1")).toEqual(["2024.13.1"]);
  });
});

describe("phrases over the index", () => {
  it.each([
    ["加装电梯", '"加装 装电 电梯"'],
    ["枣政办发〔2024〕5号", '"枣政 政办 办发 发 2024 5 号"*'],
    ["枣政办发[2024]5号", '"枣政 政办 办发 发 2024 5 号"*'],
    ["屏", '"屏"*'],
    ["，。", undefined],
    ['电梯" OR title:x', '"电梯 梯 or title x"*'],
  ])("%s → %s", (typed, expected) => {
    expect(phraseQuery(typed)).toBe(expected);
  });

  it("takes blanks within Chinese out of the text, and none between words of other scripts", () => {
    expect(searchTerms("政务公开 工作要点 2024 年")).toBe(searchTerms("政务公开工作要点2024年"));
    expect(searchTerms("IPv6 2024 12")).toBe("ipv6 2024 12");
    expect(searchTerms("公开\n工作")).toBe("公开 开 工作 作");
  });
});

describe("passages beside a hit", () => {
  const text = [
    "（十）规范办理依申请公开",
    `1. 以“依申请公开质效提升年”活动为契机，${"强化业务统筹和案例指导，".repeat(12)}依法准确回应。`,
    "枣政办发〔2024〕5号",
    "2024 年 5 月 20 日印发",
  ].join("\n");
  it.each([
    [["依申请公开"], "（十）规范办理依申请公开"],
    [["枣政办发[2024]5号"], "枣政办发〔2024〕5号"],
    [["2024年5月20日"], "2024 年 5 月 20 日印发"],
  ])("%s", (words, expected) => {
    expect(passagesWith(text, words, 5)[0]).toBe(expected);
  });
  it("is short, and shows the words", () => {
    const [long = ""] = passagesWith(text, ["准确回应"], 1);
    expect(long.length).toBeLessThan(100);
    expect(long).toContain("准确回应");
    expect(passagesWith(text, ["电梯"], 5)).toEqual([]);
    // A word behind characters of two units of UTF-16, in a traditional paper.
    expect(passagesWith(`${"𬱖".repeat(60)}${"字".repeat(60)}信息公開`, ["信息公开"], 1)[0]).toMatch(
      /字信息公開$/u,
    );
    // A page printed by a browser writes 长 with a radical.
    expect(passagesWith("居民\u2ed3期护理保险。\n其他。", ["长期护理"], 5)).toEqual([
      "居民\u2ed3期护理保险。",
    ]);
  });
});
