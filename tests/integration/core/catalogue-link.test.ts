import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { catalogueLinkWords } from "../../../shared/domain/publication/catalogue-link.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  screened,
  type Department,
} from "../support/department.ts";

/** A paper names its item, the catalogue counts what is public of it (条例12、20; catalogue.md §1). */
describe("the item of a paper", () => {
  let department: Department;
  let budget = "";
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  const item = (itemCode: string, level2: string, more: object = {}) => ({
    itemCode,
    level1: "财政预决算",
    level2,
    contentElements: ["收支总表"],
    legalBasis: [{ title: "预算法", number: "", article: "第十四条" }],
    statutory: true,
    deadlineRule: "ND:20 from approved",
    subjectOrgan: "云州市住房和城乡建设局",
    responsibleUnit: "物业监管科",
    responsiblePost: "",
    method: "proactive" as const,
    audience: "public" as const,
    channels: ["website" as const],
    periodRule: "permanent",
    validFrom: "2026-01-01" as never,
    ...more,
  });
  const save = async (
    itemCode: string,
    level2: string,
    more: { itemId?: string; basedOn?: number; validFrom?: string } = {},
  ) => {
    const { itemId, basedOn = 0, ...rest } = more;
    return department.as("hejing", "saveCatalogueItem", {
      basedOn,
      reason: "编制目录",
      ...(itemId ? { itemId } : {}),
      item: item(itemCode, level2, rest),
    });
  };
  const paper = async (title: string, catalogueItem: string): Promise<string> => {
    const itemId = await draftItem(department, "linxiaotong", title, "现予公示。");
    await name(itemId, catalogueItem);
    return itemId;
  };
  const open = (itemId: string) => department.as("linxiaotong", "openItem", { itemId });
  const name = async (itemId: string, catalogueItem: string) => {
    const opened = await open(itemId);
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument(`现予公示${opened.draftSeq}。`),
      metadata: { ...opened.metadata, catalogueItem },
      voidReview: true,
    });
    return screened(department, "linxiaotong", itemId);
  };
  const publish = async (itemId: string): Promise<string> => {
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, revision.digest);
    const done = await department.as("hejing", "release", { reviewId, digest: revision.digest, passphrase });
    return done.publicationId;
  };
  const countOf = async (itemId: string) => {
    const { rows } = await department.as("hejing", "listCatalogue", { itemId });
    return rows.map(({ papers, newestOn }) => [papers, newestOn])[0];
  };
  const publicOf = async (catalogueItemId: string) =>
    (await department.as("zhengke", "listPublications", { catalogueItemId })).rows.map((row) => row.title);

  it("says nothing of a catalogue nobody has begun", async () => {
    expect(await open(await paper("关于第一件的公示", ""))).not.toHaveProperty("catalogueNotice");
    expect(await department.as("linxiaotong", "listCatalogueChoices", {})).toEqual({ rows: [] });
  });

  it("is chosen among what is in force by words of its code and levels", async () => {
    budget = (await save("ML-03-02", "部门预算")).itemId;
    await save("ML-03-03", "部门决算");
    await save("ML-03-09", "以后的预算", { validFrom: "2026-09-17" });
    const gone = await save("ML-03-08", "旧的预算");
    await department.as("hejing", "retireCatalogueItem", {
      itemId: gone.itemId,
      basedOn: 1,
      retired: true,
      reason: "不再产生",
    });
    const titles = async (words: string) =>
      (await department.as("linxiaotong", "listCatalogueChoices", { words })).rows.map((row) => row.level2);
    expect(await titles("")).toEqual(["部门预算", "部门决算"]);
    expect(await titles("预算")).toEqual(["部门预算"]);
    expect(await titles("ml-03-03")).toEqual(["部门决算"]);
    expect(await titles("财政 门决")).toEqual(["部门决算"]);
    expect(await titles("%")).toEqual([]);
  });

  it("is told of a draft where it is missing, and keeps no draft back", async () => {
    const itemId = await paper("关于第二件的公示", "");
    for (const [words, notice] of [
      ["", "none"],
      ["部门预算", "unknown"],
      ["ML-03-08 旧的预算", "retired"],
      ["ML-03-09 以后的预算", "ahead"],
      ["ML-03-02 部门预算", undefined],
    ] as const) {
      await name(itemId, words);
      const { catalogueNotice, blockers } = await open(itemId);
      expect([words, catalogueNotice, blockers]).toEqual([words, notice, []]);
    }
    await name(itemId, "");
    expect(await department.ask("linxiaotong", "openReview", { itemId })).toMatchObject({ ok: true });
  });

  it("counts what is public, through a new release, a new code and a withdrawal, and opens it", async () => {
    expect(await countOf(budget)).toEqual([0, undefined]);
    const words = catalogueLinkWords({ itemCode: "ML-03-02", level2: "部门预算" });
    const itemId = await paper("2026年部门预算", words);
    await publish(itemId);
    expect(await countOf(budget)).toEqual([1, "2026-09-16"]);
    // A correction is the same paper.
    await name(itemId, words);
    const second = await publish(itemId);
    expect(await countOf(budget)).toEqual([1, "2026-09-16"]);
    expect(await publicOf(budget)).toEqual(["2026年部门预算"]);
    await save("ML-04-01", "部门预算公开", { itemId: budget, basedOn: 1 });
    expect(await countOf(budget)).toEqual([1, "2026-09-16"]);
    expect(await open(itemId)).not.toHaveProperty("catalogueNotice");
    const chosen = await department.as("linxiaotong", "listCatalogueChoices", { chosen: words });
    expect(chosen.chosen).toMatchObject({ itemId: budget, itemCode: "ML-04-01", level2: "部门预算公开" });
    const code = await department.ask("hejing", "saveCatalogueItem", {
      basedOn: 0,
      reason: "新增",
      item: item("ML-03-02", "别的"),
    });
    expect(code).toMatchObject({ ok: false, error: { code: "catalogue-code-taken" } });
    const { withdrawalId } = await department.as("hejing", "requestWithdrawal", {
      publicationId: second,
      reason: "error",
      note: "数字有误",
    });
    const view = await department.as("zhoumin", "readRelease", { publicationId: second });
    await department.as("zhoumin", "decideWithdrawal", {
      withdrawalId,
      digest: view.withdrawals[0]?.digest ?? "",
      decision: "agree",
      note: "",
      passphrase,
    });
    expect(await countOf(budget)).toEqual([0, undefined]);
    expect(await publicOf(budget)).toEqual([]);
  });
});
