import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { explainEvaluations } from "../../../db/readers/policy-evaluations.ts";
import type { Tables } from "../../../db/schema/tables.ts";
import { kyselyOver } from "../../../db/sqlite/open-database.ts";
import {
  approve,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type AccountName,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** 政策评价: at least two published a year, told on 1 September and 1 November (catalogue.md §7, OB-29). */
describe("evaluations of policies", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-08-03T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const publish = async (
    title: string,
    {
      kind = "publicNotice",
      ...more
    }: { kind?: "publicNotice" | "policyDocument"; catalogueItem?: string } = {},
  ): Promise<{ publicationId: string }> => {
    const { itemId } = await department.as("linxiaotong", "createItem", { title, kind });
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument(`${title}。现予公开。`),
      metadata: { ...proactiveMetadata(title), kind, formedOn: "2026-08-03" as never, ...more },
    });
    await screened(department, "linxiaotong", itemId);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, revision.digest);
    return await department.as("hejing", "release", { reviewId, digest: revision.digest, passphrase });
  };
  const rows = async (who: AccountName = "hejing") =>
    (await department.as(who, "readHome", {})).rows.filter(({ workId }) => workId.startsWith("evaluations:"));
  const standing = async () => (await department.as("zhoumin", "readEvaluations", {})).evaluations;

  it("are asked of who publishes policy documents", async () => {
    await publish("2026年第一批房屋安全检查公示");
    department.setNow("2026-09-02T01:00:00Z");
    expect(await standing()).toBeUndefined();
    expect(await rows()).toEqual([]);
    department.setNow("2026-08-04T01:00:00Z");
    await publish("云州市住房保障办法", { kind: "policyDocument" });
    expect(await standing()).toMatchObject({ year: 2026, missing: 2, asked: 2, warning: "none", papers: [] });
    expect(await rows()).toEqual([]);
  });

  it("are told to the office from 1 September and again from 1 November", async () => {
    department.setNow("2026-08-31T15:59:00Z");
    expect(await rows()).toEqual([]);
    department.setNow("2026-08-31T16:01:00Z");
    expect(await rows()).toMatchObject([
      {
        title: "2026年政策评价还差 2 次",
        reason: "12月31日前公开评价结果，每年不少于 2 次，还没有公开过",
        group: "later",
        address: "/ledger",
      },
    ]);
    expect(await rows("linxiaotong")).toEqual([]);
    await publish("《云州市住房保障办法》实施效果评价报告");
    department.setNow("2026-11-02T01:00:00Z");
    expect(await rows()).toMatchObject([
      {
        title: "2026年政策评价还差 1 次",
        reason: "年底临近，12月31日前公开评价结果，每年不少于 2 次，已公开 1 次",
      },
    ]);
    expect(await standing()).toMatchObject({
      warning: "second",
      papers: [{ title: "《云州市住房保障办法》实施效果评价报告", releasedOn: "2026-09-01" }],
    });
  });

  it("count by their title or their item of the catalogue, and not what only asks for one or was taken down", async () => {
    await publish("关于开展2026年政策评价工作的通知");
    await publish("物业服务企业信用评价结果");
    expect((await standing())?.papers).toHaveLength(1);
    await department.as("hejing", "saveCatalogueItem", {
      basedOn: 0,
      reason: "编制目录",
      item: {
        itemCode: "ML-02-03",
        level1: "政策文件",
        level2: "政策评价",
        contentElements: ["评价结果", "运用情况"],
        legalBasis: [{ title: "政府信息公开条例", number: "", article: "第二十条" }],
        statutory: false,
        deadlineRule: "fixed:12-31",
        subjectOrgan: "局",
        responsibleUnit: "物业监管科",
        responsiblePost: "",
        method: "proactive",
        audience: "public",
        channels: ["website"],
        periodRule: "permanent",
        validFrom: "2026-01-01" as never,
      },
    });
    const { publicationId } = await publish("公租房租金减免回头看", { catalogueItem: "ML-02-03 政策评价" });
    expect(await standing()).toMatchObject({ missing: 0, warning: "none" });
    expect(await rows()).toEqual([]);
    const { withdrawalId } = await department.as("hejing", "requestWithdrawal", {
      publicationId,
      reason: "error",
      note: "数字有误",
    });
    const release = await department.as("zhoumin", "readRelease", { publicationId });
    await department.as("zhoumin", "decideWithdrawal", {
      withdrawalId,
      digest: release.withdrawals[0]?.digest ?? "",
      decision: "agree",
      note: "",
      passphrase,
    });
    expect(await standing()).toMatchObject({ missing: 1, warning: "second" });
  });

  it("that a year ended without are told in January, and the new year begins anew", async () => {
    department.setNow("2027-09-10T01:00:00Z");
    expect(await rows()).toMatchObject([{ title: "2027年政策评价还差 2 次" }]);
    department.setNow("2028-01-05T01:00:00Z");
    expect(await rows()).toMatchObject([
      {
        title: "2027年政策评价少 2 次",
        reason: "每年不少于 2 次，这一年还没有公开过；在年度报告中说明",
        group: "overdue",
        address: "/annual-report",
      },
    ]);
    department.setNow("2028-02-01T01:00:00Z");
    expect(await rows()).toEqual([]);
  });

  it("are found on indexes", async () => {
    const raw = await rawStore(department.folder);
    const db = kyselyOver<Tables>(raw);
    const [byTitle, byCatalogue] = [
      await explainEvaluations.byTitle(db),
      await explainEvaluations.byCatalogue(db),
    ];
    for (const plan of [byTitle, byCatalogue])
      expect(plan.filter((step) => /^SCAN (?:i|p|r|o)\b/u.test(step))).toEqual([]);
    expect(byTitle.join("\n")).toContain("publication_by_item");
    expect(byCatalogue.join("\n")).toContain("catalogue_paper_by_code");
    raw.close();
  });
});
