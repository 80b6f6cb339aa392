import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { openSearchedStore, type SearchedStore } from "../support/searched-store.ts";

let searched: SearchedStore;
beforeAll(async () => {
  searched = await openSearchedStore();
});
afterAll(async () => await searched.remove());
/** Each describes papers of its own. */
const only = (papers: Parameters<SearchedStore["put"]>[0]) => async (): Promise<void> => {
  searched.clear();
  await searched.put(papers);
};

const titles = async (query: string): Promise<readonly string[]> =>
  (await searched.ask(query)).hits.map(({ title }) => title);
const repealed = { validity: { mark: "repealed", from: "2026-01-01", basis: "" } };

describe("what counts beside the words", () => {
  beforeEach(only([]));
  it("what is out and in force goes before what is not, and what is new before what is old", async () => {
    await searched.put([
      { title: "物业管理办法甲", formedOn: "2020-05-01" },
      { title: "物业管理办法乙", formedOn: "2020-05-01", state: "published", metadata: repealed },
      { title: "物业管理办法丙", formedOn: "2025-05-01" },
      { title: "物业管理办法丁", formedOn: "2026-05-01" },
      { title: "物业管理办法戊", formedOn: "2020-05-01", state: "published" },
      { title: "物业管理办法己", formedOn: "2026-05-01", state: "published" },
    ]);
    const found = await searched.ask("物业管理");
    expect(found.hits.map(({ title }) => title.at(-1)).join("")).toBe("己戊丁丙甲乙");
    const [best, inForce, thisYear, lastYear, old] = found.hits.map(({ score }) => score);
    const weights = [best, inForce, thisYear, lastYear].map((score) => (score ?? 0) / (old ?? 1));
    for (const [at, weight] of [1.32, 1.2, 1.1, 1.05].entries()) expect(weights[at]).toBeCloseTo(weight, 10);
  });

  it("what was typed stays before what means the same, whatever it is", async () => {
    await searched.put([
      { title: "公共租赁住房", state: "published", formedOn: "2026-05-01" },
      { title: "关于公租房的一份旧的说明", formedOn: "2010-05-01" },
    ]);
    expect(await titles("公租房")).toEqual(["关于公租房的一份旧的说明", "公共租赁住房"]);
  });
});

describe("facets", () => {
  beforeEach(
    only([
      { title: "物业管理通知", unit: "市发展改革委", formedOn: "2024-01-01", state: "published" },
      { title: "物业管理公告（试行）", unit: "市发改委", formedOn: "2024-01-01" },
      {
        title: "物业管理办法",
        unit: "市发展改革委",
        formedOn: "2025-01-01",
        kind: "policyDocument",
        state: "published",
        metadata: { ...repealed, originType: "joint" },
      },
      { title: "物业管理", unit: "市司法局", formedOn: "2026-01-01", kind: "policyInterpretation" },
      {
        title: "《物业管理办法》政策问答",
        unit: "市司法局",
        formedOn: "2026-01-01",
        kind: "policyInterpretation",
      },
    ]),
  );

  it("count 文种, 有效性, 来源 and kinds, and spellings of a unit as one", async () => {
    const { facetGroups } = await searched.ask("物业管理");
    expect(facetGroups).toMatchObject({
      form: { 通知: 1, 公告: 1, 办法: 1, 问答: 1 },
      validity: { 有效: 1, 废止: 1 },
      origin: { 本机关制作: 4, 共同制作: 1 },
      kind: { 其他信息: 2, 文件: 1, 解读: 1, 问答: 1 },
      unit: { 市发展改革委: 3, 市司法局: 2 },
    });
  });

  it("each count is what the filter then finds", async () => {
    const { facetGroups } = await searched.ask("物业管理");
    const names = {
      form: "文种",
      validity: "有效性",
      origin: "来源",
      kind: "类型",
      unit: "单位",
      year: "年份",
    } as const;
    for (const [group, name] of Object.entries(names))
      for (const [value, n] of Object.entries(facetGroups[group as keyof typeof names]))
        expect([value, (await searched.ask(`物业管理 ${name}:${value}`)).total]).toEqual([value, n]);
  });

  it("a second value of one filter adds to the first, so each is counted without the first; others follow", async () => {
    const { facetGroups, total } = await searched.ask("物业管理 年份:2024 有效性:有效");
    expect(total).toBe(1);
    expect(facetGroups.year).toEqual({ 2024: 1 });
    expect(facetGroups.validity).toEqual({ 有效: 1 });
    expect((await searched.ask("物业管理 年份:2024")).facetGroups).toMatchObject({
      year: { 2024: 2, 2025: 1, 2026: 2 },
      form: { 通知: 1, 公告: 1 },
    });
    expect((await searched.ask("物业管理 年份:2024 年份:2025")).total).toBe(3);
    expect((await searched.ask("物业管理 文种:通知 文种:办法")).total).toBe(2);
  });

  it("a chosen value that nothing has stays visible, with 0", async () => {
    expect((await searched.ask("物业管理 年份:2019")).facetGroups.year).toEqual({
      2019: 0,
      2024: 2,
      2025: 1,
      2026: 2,
    });
    expect((await searched.ask("物业管理 单位:市财政局")).facetGroups.unit).toEqual({
      市发展改革委: 3,
      市司法局: 2,
      市财政局: 0,
    });
  });

  it("a unit is found under every spelling, as a filter, with blanks in quotation marks, and as a word", async () => {
    for (const unit of ["市发展和改革委员会", "市发改委", "“市发展改革委”", "发改委"])
      expect([unit, (await searched.ask(`物业管理 单位:${unit}`)).total]).toEqual([unit, 3]);
    await searched.put([
      {
        title: "工作要点",
        text: "一、总则\n1. 做好公证。（责任单位：市市场监管局）",
        unit: "一 科",
      },
    ]);
    expect((await searched.ask("公证 单位:市市场监督管理局")).total).toBe(1);
    expect((await searched.ask("公证 单位:“一 科”")).total).toBe(1);
    expect((await searched.ask("公证 单位:“一科”")).total).toBe(0);
    const { expanded, hits } = await searched.ask("市监局");
    expect([expanded[0]?.from, hits.map(({ title }) => title)]).toEqual(["市监局", ["工作要点"]]);
  });

  it("the best three of each kind come before the list, the kind of the best hit first", async () => {
    const { groups, hits } = await searched.ask("物业管理", 1);
    expect(groups.map(({ group, total }) => [group, total])).toEqual([
      ["other", 2],
      ["interpretation", 1],
      ["answers", 1],
      ["file", 1],
    ]);
    expect(groups[0]?.hits[0]).toEqual(hits[0]);
    expect((await searched.ask("物业管理 类型:文件")).groups).toEqual([]);
  });
});

describe("many hits", () => {
  beforeEach(
    only([
      ...Array.from({ length: 1100 }, (_, n) => ({ title: `物业管理公示${n}` })),
      ...Array.from({ length: 30 }, (_, n) => ({
        title: `${"关于".repeat(9)}物业管理的通知${n}`,
        unit: "物业科",
      })),
    ]),
  );

  it("are counted and filtered whole", async () => {
    const all = await searched.ask("物业管理");
    expect([all.total, all.countedOf, all.facetGroups.unit]).toEqual([
      1130,
      undefined,
      { 办公室: 1100, 物业科: 30 },
    ]);
    const filtered = await searched.ask("物业管理 单位:物业科");
    expect([filtered.total, filtered.countedOf, filtered.facetGroups.unit]).toEqual([
      30,
      undefined,
      { 办公室: 1100, 物业科: 30 },
    ]);
  });
});

describe("numbers of papers", () => {
  beforeEach(only([]));
  it("are found in any form of brackets, by the field too, before papers that only mention them", async () => {
    await searched.put([
      { title: "关于贯彻枣政办发〔2024〕5号文件的通知", text: "枣政办发〔2024〕5号，枣政办发〔2024〕5号。" },
      { title: "2024年工作要点", docNumber: "枣政办发〔2024〕5号" },
      { title: "另一份", docNumber: "枣政办发〔2024〕15号" },
    ]);
    for (const typed of [
      "枣政办发〔2024〕5号",
      "枣政办发[2024]5号",
      "枣政办发（2024） 5号",
      "枣政办发【2024】第5号",
    ]) {
      const { hits, explain } = await searched.ask(typed);
      expect([typed, hits[0]?.title, explain]).toEqual([typed, "2024年工作要点", []]);
    }
    const { total, hits } = await searched.ask("枣政办发[2024]5号");
    expect(total).toBe(2);
    expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? Infinity);
    expect(await titles("枣政办发〔2024〕15号 年份:2020")).toEqual(["另一份"]);
  });
});

describe("long queries", () => {
  beforeEach(only([]));
  it("of more than twelve words the rarest are looked for, and that is told", async () => {
    await searched.put([
      { title: "甲", text: "公开 信息 政府 工作 部门 单位 规定 办法 通知 公告 公示 方案 电梯" },
      ...Array.from({ length: 5 }, (_, n) => ({
        title: `乙${n}`,
        text: "公开 信息 政府 工作 部门 单位 规定 办法 通知 公告 公示 方案",
      })),
    ]);
    const { explain, hits } = await searched.ask(
      "公开 信息 政府 工作 部门 单位 规定 办法 通知 公告 公示 方案 电梯",
    );
    expect(explain).toEqual([expect.stringMatching(/^词太多，只查找其中最少见的：.*电梯$/u)]);
    expect(hits.map(({ title }) => title)).toEqual(["甲"]);
    expect((await searched.ask("字 ".repeat(500))).total).toBe(0);
  });
});

describe("what stands in no paper", () => {
  beforeEach(only([{ title: "物业管理办法" }, { title: "保障性住房建设计划" }]));

  it("in neither of its wordings is told so, and related words that stand there are offered", async () => {
    expect(await searched.ask("公租房")).toMatchObject({
      total: 0,
      explain: ["已扩展：公租房 → 公共租赁住房", "“公租房”和“公共租赁住房”都没有查到"],
      suggestions: ["保障性住房"],
    });
  });
});

describe("traditional characters", () => {
  beforeEach(only([{ title: "關於資訊公開的通知", text: "依申请公开，保密审查。" }, { title: "张𬱖" }]));

  it.each([
    ["关于资讯公开", undefined],
    ["關於資訊公開", undefined],
    ["依申請公開", undefined],
    ["保密審察", "保密审查"],
    ["依申qing公開", "依申请公开"],
    ["張𬱖", undefined],
    ["𬱖", undefined],
  ])("%s is read as in simplified ones", async (typed, read) => {
    const { total, corrected } = await searched.ask(typed);
    expect([total, corrected]).toEqual([1, read]);
  });
});

describe("words typed in one piece", () => {
  beforeEach(
    only([
      { title: "物业管理办法", text: "业主大会的议事规则由业主共同制定。" },
      { title: "加装电梯补贴公示", text: "保密审查，政务公开。" },
      { title: "加装电梯指南", text: "办理条件。" },
    ]),
  );

  it.each([
    // Nowhere side by side.
    ["电梯保密审查", ["电梯", "保密审查"], "加装电梯补贴公示"],
    ["补贴怎么公开", ["补贴", "公开"], "加装电梯补贴公示"],
    // A slip in one of them (§7).
    ["电梯补贴保密审察", ["电梯补贴", "保密审查"], "加装电梯补贴公示"],
    ["业主大会物业馆理", ["业主大会", "物业管理"], "物业管理办法"],
  ])("%s is looked for as %j", async (typed, parts, title) => {
    const { hits, explain, total } = await searched.ask(typed);
    expect([total, hits[0]?.title]).toEqual([1, title]);
    expect(explain).toEqual([
      `没有连在一起的“${typed}”，已分成${parts.map((part) => `“${part}”`).join("")}查找`,
    ]);
    expect((await searched.ask(`“${typed}”`)).total).toBe(0);
  });

  it.each(["物业电梯火星", "电梯物业管理", "高速铁路站房"])(
    "%s finds nothing: no paper has all of it",
    async (typed) => {
      expect(await searched.ask(typed)).toMatchObject({ total: 0, hits: [], explain: [] });
    },
  );
});

describe("words suggested while somebody types (F3)", () => {
  beforeEach(
    only([
      ...["2024", "2025", "2026"].map((year) => ({ title: `${year}年既有住宅加装电梯补贴的公示` })),
      { title: "加装电梯补助办法" },
      { title: "加装电梯补助指南" },
      { title: "困难群众救助标准" },
      { title: "政府网站检查", text: "困难群众救助，学前教育，政务服务大厅。" },
    ]),
  );

  it.each([
    ["加", ["加装", "加装电梯", "加装电梯补贴", "加装电梯补助"]],
    ["加装", ["加装电梯", "加装电梯补贴", "加装电梯补助"]],
    ["公示 加装", ["公示 加装电梯", "公示 加装电梯补贴", "公示 加装电梯补助"]],
    ["jiazhuang", ["加装", "加装电梯", "加装电梯补贴", "加装电梯补助"]],
    ["jzdt", ["加装电梯", "加装电梯补贴", "加装电梯补助"]],
    ["knqz", ["困难群众", "困难群众救助"]],
    ["xueqianj", ["学前教育"]],
    ["x", ["学前教育"]],
    ["困", ["困难", "困难群众救助"]],
    ["2024", []],
    ["zzzz", []],
  ])("%s: %j", async (typed, expected) => {
    const suggested = await searched.suggest(typed);
    expect(suggested.slice(0, 4)).toEqual(expect.arrayContaining(expected.slice(0, 4)));
    if (expected.length === 0) expect(suggested).toEqual([]);
    expect(suggested.length).toBeLessThanOrEqual(8);
    // Every one is found.
    for (const word of suggested) expect([word, (await searched.ask(word)).total]).not.toEqual([word, 0]);
  });
});
