import { describe, expect, it } from "vitest";

import { meaningParts } from "../../shared/domain/search/everyday-words.ts";
import { foldForSearch } from "../../shared/domain/search/fold.ts";
import { parseSearch, withFilterTurned } from "../../shared/domain/search/parse-query.ts";
import { onlyAsTyped, wordWithoutOfficial, paletteFacets, paletteRows } from "./palette-model.ts";

/** The words of a query that others are looked for beside. */
const expandedOf = (query: string) =>
  parseSearch(query).words.flatMap(([word]) =>
    word && !word.quoted
      ? (meaningParts(foldForSearch(word.text)) ?? [])
          .filter(({ others }) => others.length > 0)
          .map(({ typed, others }) => ({ from: typed, to: others }))
      : [],
  );

describe("a query as it was typed", () => {
  it.each([
    "公租房",
    "公租房怎么申请",
    "申请公租房 2025",
    "征地 -公示",
    "房产证 公积金",
    // Full width: of signs and numbers, and of characters that a PDF writes with radicals.
    "公租房　２０２５",
    "征地 －公示",
    "\u2f7c年产业",
    "\u2ed3护险",
    "公租房 拆迁 公租房",
    "－公租房 公租房",
    "＂危房＂ 公租房",
  ])("%s: nothing is looked for beside its words any more", (query) => {
    const expanded = expandedOf(query);
    expect(expanded.length).toBeGreaterThan(0);
    const quoted = onlyAsTyped(query, expanded);
    expect(expandedOf(quoted)).toEqual([]);
    for (const { from } of expanded)
      expect(
        parseSearch(quoted)
          .words.flat()
          .map((word) => ({ ...word, text: foldForSearch(word.text) })),
      ).toContainEqual({ text: from, quoted: true });
    expect(parseSearch(quoted).without).toEqual(parseSearch(query).without);
  });
});

describe("what is found may be narrowed by", () => {
  const none = {
    kind: {},
    unit: {},
    responsible: {},
    year: {},
    state: {},
    property: {},
    form: {},
    validity: {},
    origin: {},
  };
  const titles = (query: string, total: number, groups: Partial<typeof none>) =>
    paletteFacets(query, { total, facetGroups: { ...none, ...groups } }).map(({ title, rows }) => [
      title,
      rows.map(({ filter, count, chosen }) => `${chosen ? "+" : ""}${filter.name}:${filter.value} ${count}`),
    ]);

  it("groups with a value that not every hit has, years from the newest, others by their number", () => {
    expect(
      titles("公示", 9, {
        year: { 2024: 5, 2026: 1, 2025: 3 },
        form: { 通知: 1, 公示: 8 },
        origin: { 本机关制作: 9 },
        responsible: { 市司法局: 2 },
      }),
    ).toEqual([
      ["文种", ["文种:公示 8", "文种:通知 1"]],
      ["年份", ["年份:2026 1", "年份:2025 3", "年份:2024 5"]],
      ["责任单位", ["单位:市司法局 2"]],
    ]);
  });

  it("what is chosen is marked, stands first and stays, also where nothing has it", () => {
    expect(
      titles("公示 年份：2023 单位:“一 科”", 3, { year: { 2023: 0, 2026: 3 }, unit: { "一 科": 3 } }),
    ).toEqual([
      ["年份", ["+年份:2023 0", "年份:2026 3"]],
      ["单位", ["+单位:一 科 3"]],
    ]);
  });

  it("a click writes the filter into the query and takes it out again", () => {
    const form = { name: "文种", value: "通知" } as const;
    const unit = { name: "单位", value: "一 科" } as const;
    expect(withFilterTurned("公示 -物业", form)).toBe("公示 -物业 文种:通知");
    expect(withFilterTurned("公示 文种：通知 -物业", form)).toBe("公示 -物业");
    expect(withFilterTurned("公示 文种:公告", form)).toBe("公示 文种:公告 文种:通知");
    expect(withFilterTurned("公示", unit)).toBe("公示 单位:“一 科”");
    expect(withFilterTurned("公示 单位:“一 科”", unit)).toBe("公示");
    expect(parseSearch("公示 单位:“一 科”").filters).toEqual([{ field: "unit", value: "一 科" }]);
  });

  it("a filter stays as it stands where words are put in quotation marks", () => {
    expect(onlyAsTyped("市监局 单位:市监局", [{ from: "市监局", to: ["市场监督管理局"] }])).toBe(
      "“市监局” 单位:市监局",
    );
  });
});

it("the best of each kind stand before the others, under their heading, and no hit twice", () => {
  const hit = (id: string) =>
    ({ id, kind: "item", title: id, snippet: "", score: 1, address: "/", passages: [] }) as const;
  const rows = paletteRows(
    "",
    {
      total: 4,
      hits: [hit("a"), hit("b"), hit("c"), hit("d")],
      groups: [
        { group: "file", total: 3, hits: [hit("a"), hit("c")] },
        { group: "interpretation", total: 1, hits: [hit("b")] },
      ],
    },
    [],
    [],
  );
  expect(rows.map((row) => row.kind === "hit" && [row.hit.id, row.heading])).toEqual([
    ["a", "文件 3"],
    ["c", undefined],
    ["b", "解读 1"],
    ["d", "全部 4 条中的其余"],
  ]);
});

describe("a word that found nothing", () => {
  const nothing = (query: string) => ({ query, total: 0, expanded: [] });
  it.each([
    ["修路钱", nothing("修路钱"), "修路钱"],
    [" 修路钱 ", nothing("修路钱"), "修路钱"],
    ["两个 词", nothing("两个 词"), undefined],
    ["“修路钱”", nothing("“修路钱”"), undefined],
    ["年份:2024", nothing("年份:2024"), undefined],
    ["修路钱", { ...nothing("修路钱"), total: 1 }, undefined],
    ["修路钱", { ...nothing("修路钱"), expanded: [{ from: "修路钱", to: ["道路养护资金"] }] }, undefined],
    ["修路钱", { ...nothing("修路钱"), corrected: "修路" }, undefined],
    // The answer is one to what was typed before.
    ["修路钱款", nothing("修路钱"), undefined],
    ["修路钱", undefined, undefined],
    ["zzqqxx", nothing("zzqqxx"), undefined],
    ["12345", nothing("12345"), undefined],
  ])("%s can be given its official wording, where it has none: %o", (query, answer, word) => {
    expect(wordWithoutOfficial(query, answer)).toBe(word);
  });
});
