import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { parseWorkPoints } from "../../../shared/domain/ledger/parse-work-points.ts";
import { draftItem, openDepartment, plainDocument, type Department } from "../support/department.ts";

/** The sixty examples of domain/search.md §10, over the tasks of a real document, each an item of its own. */
describe("the search box", () => {
  let department: Department;
  const titles = new Map<string, string>();

  beforeAll(async () => {
    department = await openDepartment();
    const path = fileURLToPath(
      new URL("../../fixtures/seed/zaozhuang-2024-work-points.txt", import.meta.url),
    );
    const parsed = parseWorkPoints(readFileSync(path, "utf8"));
    if (!parsed.ok) throw new Error(parsed.error.type);
    const sections = new Map<string, string[]>();
    for (const { section, sectionTitle, number, text } of parsed.value.tasks) {
      const own = sections.get(section) ?? [sectionTitle];
      own.push(`${number}. ${text}`);
      sections.set(section, own);
    }
    for (const [section, [title = "", ...tasks]] of sections)
      titles.set(section, await draftItem(department, "linxiaotong", title, tasks.join("\n")));
  }, 120_000);
  afterAll(async () => department.remove());

  const ask = (query: string, limit = 20) => department.as("linxiaotong", "search", { query, limit });
  const bare = (text: string) => text.replaceAll(/[\s…]/gu, "");

  it.each([
    ["依申请公开", "规范办理依申请公开"],
    ["保密审查", "依法对拟公开的信息进行保密审查"],
    ["政府公报", "推进政府公报数字化转型"],
    ["带押过户", "“带押过户”“青年优居计划”"],
    ["环评", "环评审批信息全过程公开"],
    ["孤儿", "孤儿助学工程"],
    ["屏", "综合运用“报、网、端、微、屏”等传媒载体"],
    ["30日内", "于本要点发布后30日内报送"],
    ["ipv6", "IPv6改造任务"],
    ["１２３４５", "12345政务服务便民热线"],
  ])("finds %s as typed, in its passage", async (query, passage) => {
    const { corrected, hits } = await ask(query, 5);
    expect(corrected).toBeUndefined();
    expect(
      hits
        .flatMap((hit) => [hit.title, ...hit.passages])
        .map(bare)
        .join("\n"),
    ).toContain(bare(passage));
  });

  it.each([
    ["yishenqinggongkai", "依申请公开"],
    ["zhengfuwangzhan", "政府网站"],
    ["baomishencha", "保密审查"],
    ["laji fenlei", "垃圾分类"],
    ["xiangcunzhenxing", "乡村振兴"],
    ["zhongdajuece", "重大决策"],
    ["shengchanli", "生产力"],
    ["ysqgk", "依申请公开"],
    ["zfgb", "政府公报"],
    ["wfcs", "无废城市"],
    ["zcjd", "政策解读"],
    ["bmsc", "保密审查"],
    ["zfkfy", "政府开放月"],
    ["依申qing公开", "依申请公开"],
  ])("reads %s by its sound as %s", async (query, meant) => {
    const { corrected, explain, hits } = await ask(query, 5);
    expect([corrected, explain]).toEqual([meant, [expect.stringContaining(meant)]]);
    expect(hits.map((hit) => bare(hit.title + hit.passages.join("")))[0]).toContain(meant);
  });

  it.each([
    ["依申情公开", "依申请公开"],
    ["政务公开砖区", "政务公开专区"],
    ["保密审察", "保密审查"],
    ["网约车斯机", "网约车司机"],
    ["环平审批", "环评审批"],
    ["典形案例", "典型案例"],
    ["站内检所", "站内检索"],
    ["征地折迁", "征地拆迁"],
    ["清理己经", "清理已经"],
    ["乡忖振兴", "乡村振兴"],
    ["政俯公报", "政府公报"],
  ])("mends %s to %s, and says so", async (query, meant) => {
    const { corrected, explain, hits } = await ask(query, 5);
    expect([corrected, explain[0]]).toEqual([meant, expect.stringContaining(`仍要搜索“${query}”`)]);
    expect(hits.map((hit) => bare(hit.title + hit.passages.join("")))[0]).toContain(meant);
    // In quotation marks it is looked for as it stands.
    expect(await ask(`“${query}”`)).toMatchObject({ total: 0, suggestions: [] });
  });

  it.each([
    ["低保救助", ["困难群众救助"]],
    ["外卖员", ["外卖骑手"]],
    ["房贷", ["个人住房信贷"]],
    ["幼儿园", ["学前教育"]],
    ["养老院", ["养老机构"]],
    ["红头文件", ["规范性文件"]],
    ["种地补贴", ["惠农资金"]],
    ["大学生找工作", ["高校毕业生", "就业创业"]],
    ["退伍军人", ["退役军人"]],
    ["办事大厅", ["政务服务大厅"]],
  ])("reaches the official wording from %s", async (query, official) => {
    const { expanded, corrected, hits } = await ask(query, 5);
    expect(corrected).toBeUndefined();
    expect(expanded.flatMap(({ to }) => to)).toEqual(official);
    for (const word of official) expect(hits.flatMap(({ passages }) => passages).join("\n")).toContain(word);
  });

  it("finds nothing where nothing is, and takes no unrelated word instead", async () => {
    expect(await ask("高速铁路站房")).toMatchObject({ total: 0, hits: [], explain: [] });
  });

  it("takes and, or, without and quotation marks, and any of several words at last", async () => {
    expect((await ask("孤儿 骑手")).total).toBe(1);
    expect((await ask("公报 OR 骑手")).total).toBe(2);
    expect((await ask("公报 -数字化")).total).toBe(0);
    const any = await ask("孤儿 火星基地");
    expect([any.total, any.explain]).toEqual([1, [expect.stringContaining("其中之一")]]);
    expect((await ask("“政府公报数字化”")).total).toBe(1);
    // What the index would read as its own language is only text.
    expect((await ask('" OR title:* NEAR(')).total).toBe(0);
  });

  it("filters and counts by unit, year, state and property", async () => {
    const all = await ask("公开");
    expect(all.facetGroups.state).toEqual({ 起草中: all.total });
    const [unit = ""] = Object.keys(all.facetGroups.unit);
    expect((await ask(`公开 单位:${unit}`)).total).toBe(all.total);
    expect((await ask("公开 状态:已公开")).total).toBe(0);
    expect((await ask("公开 状态:已公开 状态:起草中")).total).toBe(all.total);
    expect((await ask(`单位:${unit}`)).total).toBe(titles.size);
  });

  it("forgets what is no longer written, and answers the same in any order", async () => {
    const itemId = await draftItem(department, "linxiaotong", "试验用的公示", "瞿塘峡隧道施工。");
    expect((await ask("qutangxia")).corrected).toBeUndefined();
    expect((await ask("suidaoshigong")).corrected).toBe("隧道施工");
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument("改作别的内容。"),
      metadata: opened.metadata,
    });
    await expect.poll(async () => (await ask("suidaoshigong")).total, { timeout: 20_000 }).toBe(0);
    expect((await ask("ysqgk")).corrected).toBe("依申请公开");
  });

  it("tells an administrator nothing", async () => {
    const { total, suggestions } = await department.as("wushan", "search", { query: "ysqgk", limit: 20 });
    expect([total, suggestions]).toEqual([0, []]);
  });
});
