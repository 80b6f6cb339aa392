import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** The department's own combinations and the list of other organs' papers, over the real store (保密法36). */
describe("rules and papers the department brings itself", () => {
  let department: Department;
  const csv = (rows: readonly string[]) =>
    new TextEncoder().encode(["机关,标题,文号,公开日期,正文", ...rows].join("\r\n"));
  const open = async (title: string, text: string) => {
    const itemId = await draftItem(department, "linxiaotong", title, text);
    return (await department.as("linxiaotong", "openReview", { itemId })).reviewId;
  };
  const rulesNow = async () => {
    const { rules } = await department.as("zhoumin", "readCombinations", {});
    return rules.map((rule) => ({ ...rule, checks: [...rule.checks] })) as never[];
  };
  const own = {
    id: "BM-01",
    title: "调压站的检修和位置",
    reason: "知道何时停用、在哪里",
    checks: ["CR-A05"],
    entityKind: "facility" as const,
    measure: {
      kind: "all-needs" as const,
      needs: [["schedule" as const], ["position" as const, "coordinate" as const]],
    },
  };

  beforeAll(async () => {
    department = await openDepartment();
    const reviewId = await open("检修公告", "石桥调压站定于9月20日2时停运检修。现予公告。");
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, view.revision.digest);
    await department.as("hejing", "release", { reviewId, digest: view.revision.digest, passphrase });
  });
  afterAll(() => department.remove());

  it("are tried out on what is out before they are in force", async () => {
    await department.as("hejing", "importOutsideList", {
      bytes: csv(['云州市城管局,设施名录,云城〔2026〕1号,2026年9月1日,"石桥调压站位于石桥镇南街12号。"']),
    });
    const run = await department.as("zhoumin", "dryRunCombinations", {
      rules: [...(await rulesNow()), own as never],
    });
    expect(run).toMatchObject({
      papers: 1,
      changes: { added: ["BM-01"], removed: [], changed: [] },
      counts: [{ ruleId: "BM-01", before: 0, after: 1 }],
    });
    expect(run.examples[0]).toMatchObject({ title: "检修公告", entity: "石桥调压站" });
    expect((await department.as("zhoumin", "readCombinations", {})).own).toBe(false);
  });

  it("once saved, have a version and are asked in the next review", async () => {
    const before = await open("位置公示", "石桥调压站位于石桥镇南街12号。现予公示。");
    expect((await department.as("zhoumin", "readJoins", { reviewId: before })).joins).toEqual([]);
    const { version } = await department.as("zhoumin", "saveCombinations", {
      rules: [...(await rulesNow()), own as never],
      note: "市能源局来函要求",
    });
    expect(version).toBe("本单位 2026-09-16/1");
    const after = await open("位置再次公示", "石桥调压站坐落于石桥镇南街12号。现予公示。");
    const view = await department.as("zhoumin", "readJoins", { reviewId: after });
    expect(view.rulesVersion).toBe(version);
    expect(view.joins.map((join) => [join.ruleId, join.ruleTitle])).toEqual([
      ["BM-01", "调压站的检修和位置"],
    ]);
    const same = await department.ask("zhoumin", "saveCombinations", { rules: await rulesNow(), note: "x" });
    expect(same.ok === false && same.error.code).toBe("nothing-changed");
  });

  it("are refused when they ask for nothing, and are set by the reviewer alone", async () => {
    const bad = { ...own, measure: { kind: "all-needs" as const, needs: [["schedule" as const]] } };
    const refused = await department.ask("zhoumin", "saveCombinations", { rules: [bad as never], note: "x" });
    expect(refused).toMatchObject({ error: { code: "rules-invalid", facts: { problem: "needs-too-few" } } });
    expect(
      await department.ask("hejing", "saveCombinations", { rules: [own as never], note: "x" }),
    ).toMatchObject({
      error: { code: "not-allowed" },
    });
    const raw = await rawStore(department.folder);
    expect(() => raw.prepare("DELETE FROM aggregation_rule_list").run()).toThrow(/V5/);
    expect(() =>
      raw
        .prepare(
          "INSERT INTO aggregation_rule_list (version, rules, note, account_id, person_id, saved_at) SELECT 'v', '[{}]', 'x', id, person_id, 'now' FROM account WHERE name = 'hejing'",
        )
        .run(),
    ).toThrow(/V4/);
    raw.close();
  });

  it("take a list once, and say which row cannot be read", async () => {
    const rows = ["云州市水务局,水库名录,,2026-09-02,马河水库库容1.3亿立方米。"];
    const first = await department.as("hejing", "importOutsideList", { bytes: csv(rows) });
    const again = await department.as("hejing", "importOutsideList", { bytes: csv(rows) });
    expect([first, again]).toEqual([
      { added: 1, known: 0 },
      { added: 0, known: 1 },
    ]);
    // The columns of a site's own export, in its order and with its blanks.
    const exported = [
      "索 引 号,机关名称,信息名称,内容概述,成文日期,发 布 机 构,发布日期,文号,正文",
      "000014349/2026-00001,云州市水务局（主办）,水闸名录,概述,2026-08-01,云州市水务局,2026-09-03,云水〔2026〕2号,马河闸位于马河镇。",
    ].join("\r\n");
    const asSite = await department.as("hejing", "importOutsideList", {
      bytes: new TextEncoder().encode(exported),
    });
    expect(asSite).toEqual({ added: 1, known: 0 });
    const kept = await rawStore(department.folder);
    expect(
      kept
        .prepare(
          "SELECT organ_name, doc_number, published_on FROM aggregation_source WHERE title = '水闸名录'",
        )
        .all(),
    ).toEqual([{ organ_name: "云州市水务局", doc_number: "云水〔2026〕2号", published_on: "2026-09-03" }]);
    kept.close();
    const bad = await department.ask("hejing", "importOutsideList", {
      bytes: csv([...rows, "甲局,名录,,没有日期,正文"]),
    });
    expect(bad).toMatchObject({ error: { code: "list-unreadable", facts: { row: 3 } } });
    const marked = await department.ask("hejing", "importOutsideList", {
      bytes: csv(["甲局,名录,,2026-09-02,机密★10年"]),
    });
    expect(marked).toMatchObject({ error: { code: "secret-mark" } });
  });
});
