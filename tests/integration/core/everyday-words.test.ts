import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { draftItem, openDepartment, type AccountName, type Department } from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** Users' own synonyms (domain/search.md §8): added by anybody who reads content, for everybody, from the next search on. */
describe("everyday words of the department's own", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
    await draftItem(department, "linxiaotong", "道路养护资金使用情况", "全年使用道路养护资金三百万元。");
    await draftItem(department, "linxiaotong", "养老机构扶持办法", "养老机构扶持补贴的标准。");
  }, 120_000);
  afterAll(async () => department.remove());

  const ask = async (query: string, who: AccountName = "sunyihang") =>
    await department.as(who, "search", { query, limit: 20 });
  const add = async (
    who: AccountName,
    everyday: string,
    official: string,
    direction: "both" | "toOfficial" = "toOfficial",
  ) => await department.ask(who, "addEverydayWord", { everyday, official, direction });
  const own = async (who: AccountName = "hejing") => (await department.as(who, "listEverydayWords", {})).own;
  const codeOf = (answer: { ok: boolean; error?: { code: string } }) =>
    answer.ok ? "ok" : answer.error?.code;
  const idOf = async (everyday: string): Promise<string> => {
    const row = (await own()).find((each) => each.everyday === everyday);
    if (!row) throw new Error(`no word ${everyday}`);
    return row.wordId;
  };

  it("lead from a word that found nothing to the official wording, and say so", async () => {
    expect(await ask("修路钱")).toMatchObject({ total: 0, expanded: [] });
    expect(codeOf(await add("linxiaotong", "修路钱", "道路养护资金"))).toBe("ok");
    const found = await ask("修路钱");
    expect(found).toMatchObject({
      total: 1,
      expanded: [{ from: "修路钱", to: ["道路养护资金"], isOwn: true }],
      explain: ["已扩展：修路钱 → 道路养护资金"],
    });
    expect(found.hits[0]?.title).toBe("道路养护资金使用情况");
    // Switched off, and the other way round: nothing is taken for it.
    expect(await ask("“修路钱”")).toMatchObject({ total: 0, expanded: [] });
    expect((await ask("道路养护资金")).expanded).toEqual([]);
  });

  it("stand behind what was typed, and are suggested while somebody types", async () => {
    await draftItem(department, "linxiaotong", "关于修路钱的来信", "群众问修路钱从哪里来。");
    const { hits, total } = await ask("修路钱");
    expect([total, hits[0]?.title]).toEqual([2, "关于修路钱的来信"]);
    const { suggestions } = await department.as("sunyihang", "suggest", { query: "修路" });
    expect(suggestions).toContain("修路钱");
  });

  it("may be letters, which are then no pinyin, and may be looked for both ways", async () => {
    expect(codeOf(await add("sunyihang", "YLJG", "道路养护资金", "both"))).toBe("ok");
    expect(await ask("yljg")).toMatchObject({ expanded: [{ from: "yljg", to: ["道路养护资金"] }] });
    expect((await ask("道路养护资金")).expanded).toEqual([
      { from: "道路养护资金", to: ["YLJG"], isOwn: true },
    ]);
    await department.as("sunyihang", "takeBackEverydayWord", { wordId: await idOf("YLJG") });
    expect(await ask("yljg")).toMatchObject({ corrected: "养老机构", expanded: [] });
  });

  it.each([
    ["修路錢", "公路", "word-taken"],
    ["低保", "社会救助", "word-taken"],
    ["灯", "路灯", "word-invalid"],
    ["老王 电话", "路灯", "word-invalid"],
    ["老王13900001111", "路灯", "word-invalid"],
  ])("%s → %s: %s", async (everyday, official, code) => {
    expect(codeOf(await add("linxiaotong", everyday, official))).toBe(code);
  });

  it("are no business of the administrators", async () => {
    expect(codeOf(await add("wushan", "路灯费", "照明电费"))).toBe("not-allowed");
    expect(codeOf(await department.ask("fengshen", "listEverydayWords", {}))).toBe("not-allowed");
  });

  it("are taken back by who added them or by the disclosure office, and can be added again", async () => {
    const wordId = await idOf("修路钱");
    expect((await own("sunyihang"))[0]).toMatchObject({ addedBy: "林晓彤", mayTakeBack: false });
    expect(codeOf(await department.ask("sunyihang", "takeBackEverydayWord", { wordId }))).toBe(
      "not-your-word",
    );
    await department.as("hejing", "takeBackEverydayWord", { wordId });
    expect((await ask("修路钱")).expanded).toEqual([]);
    expect(codeOf(await department.ask("hejing", "takeBackEverydayWord", { wordId }))).toBe("unknown-word");
    expect(codeOf(await add("linxiaotong", "修路钱", "城市更新资金"))).toBe("ok");
    expect(await own()).toMatchObject([{ everyday: "修路钱", isNowhere: true }]);
    const acts = await department.as("fengshen", "listAudit", { limit: 50 });
    expect(acts.rows.filter(({ subjectKind }) => subjectKind === "words").map(({ act }) => act)).toEqual([
      "补充通俗用语",
      "去掉通俗用语",
      "去掉通俗用语",
      "补充通俗用语",
      "补充通俗用语",
    ]);
  });

  it("say that neither word stands anywhere, and offer what is related and does", async () => {
    const nothing = await ask("托儿所");
    expect(nothing).toMatchObject({ total: 0, expanded: [{ from: "托儿所", to: ["托幼服务"] }] });
    expect(nothing.explain).toContain("“托儿所”和“托幼服务”都没有查到");
    expect(nothing.suggestions).toEqual(["养老机构"]);
  });

  it("outlive the program, and the database refuses what the contract does", async () => {
    await department.close();
    const raw = await rawStore(department.folder);
    const rows = raw.prepare("SELECT origin, everyday FROM everyday_word WHERE removed_at IS NULL").all();
    expect(rows).toEqual([{ origin: "user", everyday: "修路钱" }]);
    expect(() => raw.exec("UPDATE everyday_word SET official = '别的'")).toThrow("changed never");
    expect(() => raw.exec("DELETE FROM everyday_word")).toThrow("never deleted");
    raw.close();
  });
});
