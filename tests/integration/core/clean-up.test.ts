import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { queryPlan } from "../../../db/readers/query-plan.ts";
import { termOverQuery } from "../../../db/readers/clean-up.ts";
import { kyselyOver } from "../../../db/sqlite/open-database.ts";
import type { Tables } from "../../../db/schema/tables.ts";
import {
  approve,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** 定期清理 over the real store (review.md §7; seed document 四(九)2). */
describe("the weekly clean-up", () => {
  let department: Department;
  let batchId: string;
  const published = new Map<string, { itemId: string; publicationId: string }>();

  const release = async (title: string, text: string, more: Readonly<Record<string, unknown>> = {}) => {
    const kind = (more["kind"] ?? "publicNotice") as "publicNotice";
    const { itemId } = await department.as("linxiaotong", "createItem", { title, kind });
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument(text),
      metadata: { ...proactiveMetadata(title), ...more },
    });
    await screened(department, "linxiaotong", itemId);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, view.revision.digest);
    const { publicationId } = await department.as("hejing", "release", {
      reviewId,
      digest: view.revision.digest,
      passphrase,
    });
    published.set(title, { itemId, publicationId });
  };
  const entryOf = async (title: string) => {
    const view = await department.as("hejing", "readCleanUp", { batchId });
    const entry = view.shown?.entries.find((each) => each.title === title);
    if (!entry) throw new Error(`no entry of ${title}`);
    return entry;
  };
  const refused = async (input: Record<string, unknown>) => {
    const answer = await department.ask("hejing", "decideCleanUp", { reason: "", ...input } as never);
    return answer.ok ? "ok" : answer.error.code;
  };
  const term = { publicationPeriod: { kind: "until", day: "2026-09-17" } };

  beforeAll(async () => {
    department = await openDepartment();
    await release("到期的公示甲", "现予公示。", term);
    await release("到期的公示乙", "现予公示。", term);
    await release("长期的公示", "现予公示。");
    await release("云州市物业管理办法", "各区应当执行。", {
      kind: "policyDocument",
      docNumber: "云建发〔2019〕3号",
    });
    await release(
      "云州市物业管理规定",
      "本规定自印发之日起施行，《云州市物业管理办法》（云建发〔2019〕3号）同时废止。",
      {
        kind: "policyDocument",
        docNumber: "云建发〔2026〕8号",
      },
    );
    department.setNow("2026-09-22T01:00:00Z");
  });
  afterAll(() => department.remove());

  it("stands on the desk of the office until it is begun", async () => {
    const home = await department.as("hejing", "readHome", {});
    expect(home.rows.find((row) => row.workId === "clean-up:open")).toMatchObject({
      todo: "开始清理",
      address: "/publications/clean-up",
    });
  });

  it("gathers what ended and what was repealed, once, and one batch a week", async () => {
    const opened = await department.as("hejing", "openCleanUp", {});
    batchId = opened.batchId;
    const view = await department.as("hejing", "readCleanUp", {});
    expect(view.batches[0]).toMatchObject({
      batchNo: "清理〔2026〕1号",
      week: "2026-W39",
      entries: 3,
      decided: 0,
    });
    expect(view.shown?.entries.map((entry) => [entry.title, entry.cause]).toSorted()).toEqual([
      ["云州市物业管理办法", "repealed"],
      ["到期的公示乙", "termOver"],
      ["到期的公示甲", "termOver"],
    ]);
    expect((await entryOf("云州市物业管理办法")).by?.title).toBe("云州市物业管理规定");
    const again = await department.ask("hejing", "openCleanUp", {});
    expect(again.ok === false && again.error.code).toBe("batch-open");
  });

  it("keeps only with a reason and a later term, which the drafter then brings", async () => {
    const { entryId } = await entryOf("到期的公示甲");
    expect(await refused({ entryId, outcome: "keep" })).toBe("reason-missing");
    expect(await refused({ entryId, outcome: "keep", reason: "仍在执行" })).toBe("term-missing");
    const until = (day: string) => ({ kind: "until", day });
    expect(
      await refused({ entryId, outcome: "keep", reason: "仍在执行", newTerm: until("2026-09-22") }),
    ).toBe("term-not-later");
    expect(
      await refused({ entryId, outcome: "keep", reason: "仍在执行", newTerm: until("2027-09-30") }),
    ).toBe("ok");
    expect(await refused({ entryId, outcome: "keep", reason: "再", newTerm: until("2028-09-30") })).toBe(
      "entry-decided",
    );
    const home = await department.as("linxiaotong", "readHome", {});
    expect(home.rows.find((row) => row.workId === `new-term:${entryId}`)).toMatchObject({
      todo: "改公开时限并送审",
      address: `/items/${published.get("到期的公示甲")?.itemId}`,
    });
  });

  it("marks a policy paper instead of taking it down", async () => {
    const { entryId } = await entryOf("云州市物业管理办法");
    expect(await refused({ entryId, outcome: "withdraw", reason: "x" })).toBe("outcome-not-allowed");
    expect(await refused({ entryId, outcome: "repealed", reason: "云建发〔2026〕8号第二十条" })).toBe("ok");
    const home = await department.as("linxiaotong", "readHome", {});
    expect(home.rows.find((row) => row.workId === `new-term:${entryId}`)).toMatchObject({
      todo: "写上标注并送审",
      reason: expect.stringContaining("标注废止") as string,
    });
  });

  it("takes down through a withdrawal with its own review, and is on the desk until the last decision", async () => {
    const onDesk = async () =>
      (await department.as("hejing", "readHome", {})).rows.find(
        (row) => row.workId === `clean-up:${batchId}`,
      );
    expect(await onDesk()).toMatchObject({ title: "清理〔2026〕1号，还有 1 件没有决定" });
    const { entryId } = await entryOf("到期的公示乙");
    const { withdrawalId } = await department.as("hejing", "decideCleanUp", {
      entryId,
      outcome: "withdraw",
      reason: "公示期满，没有异议",
    });
    expect(await onDesk()).toBeUndefined();
    const publicationId = published.get("到期的公示乙")?.publicationId ?? "";
    const view = await department.as("zhoumin", "readRelease", { publicationId });
    expect(view.withdrawnAt).toBeUndefined();
    expect(view.withdrawals[0]).toMatchObject({ withdrawalId, reason: "expired" });
    await department.as("zhoumin", "decideWithdrawal", {
      withdrawalId: withdrawalId ?? "",
      digest: view.withdrawals[0]?.digest ?? "",
      decision: "agree",
      note: "",
      passphrase,
    });
    expect((await entryOf("到期的公示乙")).withdrawn).toBe(true);
  });

  it("asks the next week about nothing that was settled", async () => {
    department.setNow("2026-09-29T01:00:00Z");
    const opened = await department.as("hejing", "openCleanUp", {});
    expect(opened.entries).toBe(0);
  });

  it("cannot be bent by raw SQL", async () => {
    const raw = await rawStore(department.folder);
    const decide = (
      account: string,
      entry: string,
      outcome: string,
      withdrawal: string | null,
      term_: string | null,
    ) =>
      raw
        .prepare(
          `INSERT INTO clean_up_decision SELECT ?, ?, 'x', ?, ?, a.id, a.person_id, '2026-09-29T02:00:00Z' FROM account a WHERE a.name = ?`,
        )
        .run(entry, outcome, term_, withdrawal, account);
    const entry = (id: string, publication: string) =>
      raw
        .prepare("INSERT INTO clean_up_entry VALUES (?, ?, ?, 'termOver', '', NULL)")
        .run(id, batchId, publication);
    expect(() => raw.prepare("UPDATE clean_up_decision SET outcome = 'invalid'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM clean_up_entry").run()).toThrow(/V5/);
    expect(() => raw.prepare("UPDATE clean_up_batch SET week = '2026-W01'").run()).toThrow(/V5/);
    expect(() => entry("e1", published.get("到期的公示乙")?.publicationId ?? "")).toThrow(/V2/);
    const kept = published.get("长期的公示")?.publicationId ?? "";
    entry("e2", kept);
    expect(() => entry("e3", kept)).toThrow(/V2|UNIQUE/);
    expect(() => decide("zhoumin", "e2", "invalid", null, null)).toThrow(/V4/);
    expect(() => decide("hejing", "e2", "keep", null, null)).toThrow(/V3/);
    const withdrawal = raw.prepare("SELECT id FROM withdrawal").get() as { id: string };
    expect(() => decide("hejing", "e2", "withdraw", withdrawal.id, null)).toThrow(/V1|UNIQUE/);
    expect(() => decide("hejing", "e2", "withdraw", null, null)).toThrow(/V1/);
    raw.close();
  });

  it("finds ended terms on the index", async () => {
    const raw = await rawStore(department.folder);
    const plan = await queryPlan(
      kyselyOver<Tables>(raw),
      termOverQuery(kyselyOver<Tables>(raw), "2026-09-30", 50),
    );
    expect(plan.join("\n")).toContain("publication_by_term");
    expect(plan.join("\n")).toContain("publication_by_item");
    raw.close();
  });
});
