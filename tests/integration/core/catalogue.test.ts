import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { InputOf } from "../../../shared/contract/operation.ts";
import type { saveCatalogueItem } from "../../../shared/contract/catalogue.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { openDepartment, type Department } from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

type Item = InputOf<typeof saveCatalogueItem>["item"];

/** 主动公开事项目录 over the real store (catalogue.md §2; 枣政办发〔2024〕5号 四(九)1). */
describe("the catalogue of what must be public", () => {
  let department: Department;
  const budget: Item = {
    itemCode: "ML-03-02",
    level1: "财政预决算",
    level2: "部门预算",
    contentElements: ["预算收支总表", "“三公”经费"],
    legalBasis: [{ title: "中华人民共和国预算法", number: "", article: "第十四条" }],
    statutory: true,
    deadlineRule: "ND:20 from approved",
    subjectOrgan: "云州市住房和城乡建设局",
    responsibleUnit: "财务科",
    responsiblePost: "预算岗",
    method: "proactive",
    audience: "public",
    channels: ["website", "readingPoint"],
    level: "city",
    periodRule: "permanent",
    validFrom: "2026-09-16" as never,
  };
  const half: Item = {
    ...budget,
    itemCode: "ML-01-01",
    level1: "机构职能",
    level2: "内设机构",
    contentElements: [],
    deadlineRule: "",
    responsibleUnit: "",
  };
  let budgetId = "";

  const save = (item: Item, more: { itemId?: string; basedOn?: number; reason?: string } = {}) =>
    department.ask("hejing", "saveCatalogueItem", { basedOn: 0, reason: "编制 2026 年目录", ...more, item });
  const list = (input: object = {}) => department.as("linxiaotong", "listCatalogue", input);
  const codeOf = (envelope: { ok: boolean; error?: { code: string } }) =>
    envelope.ok ? "ok" : envelope.error?.code;

  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  it("is empty at first, and so is not exported", async () => {
    expect(await list()).toMatchObject({ rows: [], total: 0, incomplete: 0, mayEdit: false });
    expect(codeOf(await department.ask("hejing", "exportCatalogue", {}))).toBe("catalogue-empty");
  });

  it("takes items, also those that lack elements, and says which", async () => {
    const saved = await save(budget);
    if (!saved.ok) throw new Error(saved.error.code);
    budgetId = saved.value.itemId;
    expect(saved.value.missing).toEqual([]);
    expect(await save(half)).toMatchObject({
      ok: true,
      value: { missing: ["content", "deadline", "responsibility"] },
    });
    const all = await list();
    expect(all.rows.map((row) => row.itemCode)).toEqual(["ML-01-01", "ML-03-02"]);
    expect(all).toMatchObject({ total: 2, incomplete: 1, levels: ["机构职能", "财政预决算"] });
    expect(all.rows[1]).toMatchObject({ ...budget, version: 1, changedBy: "何静" });
    const codes = async (input: object) => (await list(input)).rows.map((row) => row.itemCode);
    expect(await codes({ incomplete: true })).toEqual(["ML-01-01"]);
    expect(await codes({ level1: "财政预决算" })).toEqual(["ML-03-02"]);
    expect(await codes({ limit: 1 })).toEqual(["ML-01-01"]);
    expect(await codes({ limit: 1, after: (await list({ limit: 1 })).next })).toEqual(["ML-03-02"]);
  });

  it.each<[string, Partial<Item>, object, string]>([
    ["a code of another item", { itemCode: "ML-01-01" }, {}, "catalogue-code-taken"],
    ["no legal basis", { itemCode: "X", legalBasis: [] }, {}, "catalogue-item-invalid"],
    ["a deadline that says nothing", { itemCode: "X", deadlineRule: "尽快" }, {}, "catalogue-item-invalid"],
    ["no reason", { itemCode: "X" }, { reason: " " }, "catalogue-item-invalid"],
    ["a mark of secrecy", { itemCode: "X", contentElements: ["机密★5年"] }, {}, "secret-mark"],
    ["a day that is none", { itemCode: "X", validFrom: "2026-02-30" as never }, {}, "invalid-input"],
    [
      "an item nobody knows",
      {},
      { itemId: "01900000-0000-7000-8000-000000000000", basedOn: 1 },
      "unknown-catalogue-item",
    ],
  ])("refuses %s", async (_name, change, more, code) => {
    expect(codeOf(await save({ ...budget, ...change }, more))).toBe(code);
  });

  it("is kept by the disclosure office alone", async () => {
    for (const account of ["linxiaotong", "zhoumin", "zhengke", "wushan"] as const) {
      const input = { item: { ...budget, itemCode: "X" }, basedOn: 0, reason: "x" };
      expect(codeOf(await department.ask(account, "saveCatalogueItem", input))).toBe("not-allowed");
    }
    expect(codeOf(await department.ask("fengshen", "listCatalogue", {}))).toBe("not-allowed");
  });

  it("keeps earlier versions, and overwrites nobody's change", async () => {
    const changed = { ...budget, responsibleUnit: "计划财务科" };
    expect(codeOf(await save(changed, { itemId: budgetId, basedOn: 1, reason: "科室更名" }))).toBe("ok");
    expect(codeOf(await save(budget, { itemId: budgetId, basedOn: 1 }))).toBe("catalogue-moved-on");
    expect(await department.as("linxiaotong", "readCatalogueHistory", { itemId: budgetId })).toMatchObject([
      { version: 2, reason: "科室更名", by: "何静" },
      { version: 1, reason: "编制 2026 年目录" },
    ]);
    const raw = await rawStore(department.folder);
    const kept = raw
      .prepare(
        "SELECT content ->> '$.responsibleUnit' FROM catalogue_item_version WHERE item_id = ? ORDER BY version",
      )
      .pluck()
      .all(budgetId);
    raw.close();
    expect(kept).toEqual(["财务科", "计划财务科"]);
  });

  it("exports the form of the standard catalogue", async () => {
    const file = await department.as("linxiaotong", "exportCatalogue", {});
    expect(file.fileName).toBe("云州市住房和城乡建设局主动公开事项目录.xlsx");
    const read = await readDocument(file.bytes, file.fileName);
    if (!read.ok) throw new Error("the workbook is not read");
    expect(read.value.hidden).toEqual([]);
    const rows = read.value.parts.flatMap((part) => part.text.split("\n").map((line) => line.split("\t")));
    expect(rows[0]?.[0]).toBe("云州市住房和城乡建设局主动公开事项目录");
    expect(rows[1]).toEqual([
      "序号",
      "一级事项",
      "二级事项",
      "公开内容（要素）",
      "公开依据",
      "公开时限",
      "公开主体",
      "公开渠道和载体",
      "公开对象",
      "公开方式",
      "公开层级",
    ]);
    expect(rows[3]).toEqual([
      "2",
      "财政预决算",
      "部门预算",
      "预算收支总表；“三公”经费",
      "《中华人民共和国预算法》第十四条",
      "自批准之日起20日内",
      "云州市住房和城乡建设局",
      "政府网站、公开查阅点",
      "全社会",
      "主动公开",
      "市级",
    ]);
  });

  it("retires an item and takes it back, with reasons in the audit log", async () => {
    const retire = (basedOn: number, retired: boolean) =>
      department.ask("hejing", "retireCatalogueItem", {
        itemId: budgetId,
        basedOn,
        retired,
        reason: retired ? "不再产生" : "恢复编制",
      });
    expect(codeOf(await retire(1, true))).toBe("catalogue-moved-on");
    expect(codeOf(await retire(2, true))).toBe("ok");
    expect(codeOf(await retire(3, true))).toBe("nothing-changed");
    expect(codeOf(await save(budget, { itemId: budgetId, basedOn: 3 }))).toBe("catalogue-item-retired");
    expect(codeOf(await save(budget))).toBe("catalogue-code-taken");
    expect(await list()).toMatchObject({ total: 1 });
    expect((await list({ retired: true })).rows.map((row) => row.itemId)).toEqual([budgetId]);
    expect(codeOf(await retire(3, false))).toBe("ok");
    const raw = await rawStore(department.folder);
    const acts = raw
      .prepare("SELECT act FROM audit_entry WHERE act LIKE 'catalogue.%' ORDER BY idx")
      .pluck()
      .all();
    raw.close();
    expect(acts).toEqual([
      "catalogue.saved",
      "catalogue.saved",
      "catalogue.saved",
      "catalogue.exported",
      "catalogue.retired",
      "catalogue.restored",
    ]);
  });
});
