import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { knownFactsQuery } from "../../../db/readers/aggregation.ts";
import { queryPlan } from "../../../db/readers/query-plan.ts";
import { kyselyOver } from "../../../db/sqlite/open-database.ts";
import type { Tables } from "../../../db/schema/tables.ts";
import { refusalGrounds } from "../../../shared/domain/review/refusal-grounds.ts";
import {
  answerChecklist,
  approve,
  draftItem,
  openDepartment,
  passphrase,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** A join with what is out holds a paper back until the reviewer answered it (保密法36, 实施条例43; CR-F01). */
describe("joins with what is out", () => {
  let department: Department;
  let reviewId: string;
  let digest: string;

  const open = async (title: string, text: string) => {
    const itemId = await draftItem(department, "linxiaotong", title, text);
    const opened = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId: opened.reviewId });
    return { itemId, reviewId: opened.reviewId, digest: view.revision.digest };
  };
  const decide = (conclusion: "disclose" | "withhold" = "disclose") =>
    department.ask("zhoumin", "decideStage", {
      reviewId,
      stage: "confidentialityCheck",
      digest,
      decision: "agree",
      conclusion,
      ...(conclusion === "withhold" ? { grounds: refusalGrounds.slice(0, 1) } : {}),
    });
  const answerAs = (joinId: string, answer: "accept" | "coarsen" | "withhold" | "refer", basis: string) =>
    department.ask("zhoumin", "answerJoin", { reviewId, joinId, answer, basis });
  const facts = async () => {
    const raw = await rawStore(department.folder);
    const rows = raw
      .prepare(
        "SELECT source_id, entity_kind, entity_key, attribute, value, passage FROM aggregation_fact ORDER BY 1,2,3,4,5",
      )
      .all();
    raw.close();
    return rows;
  };

  beforeAll(async () => {
    department = await openDepartment();
    const first = await open("关于供水设施选址的公示", "城北储备库位于云和镇老街东侧山坳内。现予公示。");
    await approve(department, first.reviewId, first.digest);
    await department.as("hejing", "release", { reviewId: first.reviewId, digest: first.digest, passphrase });
    const second = await open("关于储备能力提升的公示", "城北储备库仓容3万立方米。现予公示。");
    reviewId = second.reviewId;
    digest = second.digest;
    await answerChecklist(department, "linxiaotong", reviewId);
    await department.as("linxiaotong", "decideStage", {
      reviewId,
      stage: "selfCheck",
      digest,
      decision: "agree",
    });
    await department.as("zhaoliqun", "decideStage", {
      reviewId,
      stage: "unitHeadReview",
      digest,
      decision: "agree",
    });
    await answerChecklist(department, "zhoumin", reviewId);
  });
  afterAll(() => department.remove());

  it("shows both passages, the rule and what follows", async () => {
    const view = await department.as("zhoumin", "readJoins", { reviewId });
    expect(view).toMatchObject({ compared: 1, unregistered: 0, mayAnswer: true });
    expect(view.joins).toHaveLength(1);
    const join = view.joins[0];
    expect(join?.ruleId).toBe("AG-01");
    expect(join?.sentence).toBe("与《关于供水设施选址的公示》合在一起可得出：地点＋容量");
    expect(join?.evidence[0]?.here[0]?.passage).toContain("仓容3万立方米");
    expect(join?.evidence[0]?.there[0]?.passage).toContain("老街东侧");
  });

  it("is counted beside the findings in the queue", async () => {
    const joins = (await department.as("zhoumin", "readJoins", { reviewId })).joins.length;
    const { rows } = await department.as("zhoumin", "reviewQueue", {});
    expect(rows.find((row) => row.reviewId === reviewId)?.findingCounts["聚"]).toBe(joins);
  });

  it("is answered by the reviewer alone, with a basis", async () => {
    const join = (await department.as("zhoumin", "readJoins", { reviewId })).joins[0];
    const joinId = join?.joinId ?? "";
    expect(
      await department.ask("linxiaotong", "answerJoin", { reviewId, joinId, answer: "accept", basis: "x" }),
    ).toMatchObject({
      error: { code: "not-allowed" },
    });
    expect(await answerAs(joinId, "accept", " ")).toMatchObject({ error: { code: "basis-missing" } });
  });

  it("cannot be agreed to while unanswered, through the contract or by raw SQL", async () => {
    expect(await decide()).toMatchObject({ error: { code: "blocked" } });
    const view = await department.as("zhoumin", "readReview", { reviewId });
    expect(view.blockers.map((blocker) => blocker.code)).toContain("joins-open");
    const raw = await rawStore(department.folder);
    const insert = () =>
      raw
        .prepare(
          `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, delegation_id, envelope, decided_at, round)
           SELECT 'forged', ?, 'confidentialityCheck', 'agree', 'withhold', ?, '[]', ?, a.id, a.person_id, NULL, x'00', '2026-09-16T02:00:00Z', 0
           FROM account a WHERE a.name = 'zhoumin'`,
        )
        .run(reviewId, JSON.stringify(refusalGrounds.slice(0, 1)), digest);
    expect(insert).toThrow(/V1: a join with what is out is not answered/);
    expect(() => raw.prepare("DELETE FROM aggregation_join").run()).toThrow(/V5/);
    expect(() => raw.prepare("UPDATE aggregation_join SET rule_id = 'none'").run()).toThrow(/V5/);
    expect(() =>
      raw
        .prepare(
          "INSERT INTO aggregation_answer (join_id, answer, basis, account_id, person_id, answered_at) SELECT j.id, 'accept', 'x', a.id, a.person_id, '2026-09-16T02:00:00Z' FROM aggregation_join j, account a WHERE a.name = 'linxiaotong'",
        )
        .run(),
    ).toThrow(/V4/);
    raw.close();
  });

  it("answered with a coarser text, it waits for that text; withheld, it never goes out", async () => {
    const joinId = (await department.as("zhoumin", "readJoins", { reviewId })).joins[0]?.joinId ?? "";
    expect((await answerAs(joinId, "coarsen", "容量写到万吨级")).ok).toBe(true);
    expect(await decide()).toMatchObject({ error: { code: "blocked" } });
    expect((await answerAs(joinId, "withhold", "要害设施")).ok).toBe(true);
    expect(await decide()).toMatchObject({ error: { code: "conclusion-not-allowed" } });
    const raw = await rawStore(department.folder);
    expect(() =>
      raw
        .prepare(
          `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, delegation_id, envelope, decided_at, round)
           SELECT 'forged', ?, 'confidentialityCheck', 'agree', 'disclose', '[]', '[]', ?, a.id, a.person_id, NULL, x'00', '2026-09-16T02:00:00Z', 0
           FROM account a WHERE a.name = 'zhoumin'`,
        )
        .run(reviewId, digest),
    ).toThrow(/V1: a join with what is out is not accepted/);
    raw.close();
  });

  it("accepted with its basis, the review goes on", async () => {
    const joinId = (await department.as("zhoumin", "readJoins", { reviewId })).joins[0]?.joinId ?? "";
    const after = await answerAs(joinId, "accept", "两项均为法定公示内容（条例第二十条）");
    expect(after.ok && after.value.joins[0]?.answer?.personName).toBe("周敏");
    expect((await decide()).ok).toBe(true);
  });

  it("what comes out between approval and release is laid beside it again", async () => {
    await department.as("hejing", "decideStage", {
      reviewId,
      stage: "officeCheck",
      digest,
      decision: "agree",
    });
    await department.as("zhengke", "decideStage", {
      reviewId,
      stage: "leaderApproval",
      digest,
      decision: "agree",
      conclusion: "disclose",
      passphrase,
    });
    await department.as("hejing", "importOutside", {
      papers: [
        {
          organName: "云州市应急管理局",
          title: "储备库名录",
          docNumber: "云应急〔2026〕3号",
          publishedOn: "2026-09-01" as never,
          text: "城北储备库坐落于云和镇老街17号院。",
        },
      ],
    });
    const release = () => department.ask("hejing", "release", { reviewId, digest, passphrase });
    expect(await release()).toMatchObject({ error: { code: "aggregation-open" } });
    const joins = (await department.as("zhoumin", "readJoins", { reviewId })).joins;
    expect(joins.map((join) => join.answer?.answer)).toEqual(["accept", undefined]);
    expect(joins[1]?.sentence).toContain("云应急〔2026〕3号");
    expect((await answerAs(joins[1]?.joinId ?? "", "accept", "同上")).ok).toBe(true);
    expect((await release()).ok).toBe(true);
  });

  it("rebuilt, the register holds the same facts", async () => {
    const before = await facts();
    expect(before.length).toBeGreaterThan(2);
    const built = await department.as("hejing", "rebuildRegister", {});
    expect(built).toMatchObject({ registered: 2, outside: 1, facts: before.length });
    expect(await facts()).toEqual(before);
  });

  it("looks ahead for the drafter without storing anything", async () => {
    const itemId = await draftItem(department, "linxiaotong", "值守", "城北储备库夜间值守人员2人。");
    const view = await department.as("linxiaotong", "checkDraft", { itemId });
    expect(view.joins.map((join) => join.ruleId)).toContain("AG-02");
    expect(view.joins.every((join) => join.joinId === undefined)).toBe(true);
  });

  it("finds facts by key on the index", async () => {
    const raw = await rawStore(department.folder);
    const plan = await queryPlan(
      kyselyOver<Tables>(raw),
      knownFactsQuery(kyselyOver<Tables>(raw), ["facility|城北储备库"], "x"),
    );
    expect(plan.join("\n")).toContain("aggregation_fact_by_key (entity_key=?)");
    expect(plan.join("\n")).not.toMatch(/SCAN/);
    raw.close();
  });

  it("refuses a marked paper of another organ and keeps nothing of it", async () => {
    const paper = {
      organName: "甲局",
      title: "名录",
      publishedOn: "2026-09-01" as never,
      text: "机密★10年\n正文",
    };
    expect(await department.ask("hejing", "importOutside", { papers: [paper] })).toMatchObject({
      error: { code: "secret-mark" },
    });
  });
});
