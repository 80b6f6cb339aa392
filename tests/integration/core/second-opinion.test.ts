import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { RawDatabase } from "../../../db/sqlite/open-database.ts";
import { contract, type OperationKey } from "../../../shared/contract/index.ts";
import { refusalGrounds } from "../../../shared/domain/review/refusal-grounds.ts";
import {
  answerChecklist,
  draftItem,
  openDepartment,
  passphrase,
  type AccountName,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

const codeOf = (envelope: { ok: boolean; error?: { code: string } }) =>
  envelope.ok ? "ok" : envelope.error?.code;

/** Risk decides the path: two reviewers who do not see each other, and what follows when they differ. */
describe("two reviewers apart", () => {
  let department: Department;
  let raw: RawDatabase;
  beforeAll(async () => {
    department = await openDepartment();
    const accounts = await department.as("qianrui", "listAccounts", {});
    const id = (name: string) => accounts.find((entry) => entry.accountName === name)?.accountId ?? "";
    await department.as("qianrui", "grantRoles", {
      accountId: id("sunyihang"),
      roles: ["drafter", "confidentialityReviewer"],
    });
    const settings = await department.as("qianrui", "readSettings", {});
    await department.as("qianrui", "updateSettings", { ...settings, secondReviewerFrom: 5 });
    raw = await rawStore(department.folder);
  });
  afterAll(async () => {
    raw.close();
    await department.remove();
  });

  async function atCheck(title: string) {
    const itemId = await draftItem(
      department,
      "linxiaotong",
      title,
      `${title}。现予公示，联系人王伟，电话13812345678。`,
    );
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map((finding) => finding.findingId),
      answer: "keep",
      note: "公务联系方式",
    });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    const review = { itemId, reviewId, digest: view.revision.digest };
    await answerChecklist(department, "linxiaotong", reviewId);
    for (const [account, stage] of [
      ["linxiaotong", "selfCheck"],
      ["zhaoliqun", "unitHeadReview"],
    ] as const)
      await department.as(account, "decideStage", { ...review, stage, decision: "agree" });
    return review;
  }
  type Review = Awaited<ReturnType<typeof atCheck>>;
  const vote = (
    account: AccountName,
    review: Review,
    decision: "agree" | "return",
    text = "意见",
    conclusion: "disclose" | "withhold" = "disclose",
  ) =>
    department.ask(account, "decideStage", {
      reviewId: review.reviewId,
      digest: review.digest,
      stage: "confidentialityCheck",
      decision,
      reasons: [{ text }],
      ...(decision === "agree" ? { conclusion } : {}),
      ...(conclusion === "withhold" ? { grounds: refusalGrounds.slice(0, 1) } : {}),
    });

  it("says the risk with its reasons, and that two reviewers are needed from the threshold", async () => {
    const review = await atCheck("有风险提示的公示");
    const view = await department.as("zhoumin", "readReview", { reviewId: review.reviewId });
    expect(view.risk?.score).toBeGreaterThanOrEqual(5);
    expect(view.risk?.reasons.map((reason) => reason.text)).toContain("向社会公开");
    expect(view.secondOpinion).toMatchObject({ state: "apart", given: 0, mine: false });
    const row = (await department.as("zhoumin", "reviewQueue", {})).rows.find(
      (entry) => entry.reviewId === review.reviewId,
    );
    expect(row?.twoReviewers).toBe(true);
  });

  it("an answer that is taken back brings up what stood for its reviewer, not what the other answered apart", async () => {
    const { reviewId } = await atCheck("各自撤回的公示");
    const first = async (account: AccountName) => {
      const { findings } = await department.as(account, "readReview", { reviewId });
      return findings[0];
    };
    const before = await first("sunyihang");
    const findingIds = [before?.findingId ?? ""];
    const input = { reviewId, findingIds, answer: "dismiss" as const };
    const own = await department.as("sunyihang", "answerFindings", { ...input, note: "自己的理由" });
    const others = await department.as("zhoumin", "answerFindings", { ...input, note: "另一人的理由" });
    const again = await department.as("sunyihang", "answerFindings", { ...input, note: "改过的理由" });
    expect(codeOf(await department.ask("sunyihang", "undoAnswers", { reviewId, ...others }))).toBe(
      "unknown-finding",
    );
    await department.as("sunyihang", "undoAnswers", { reviewId, ...again });
    expect((await first("sunyihang"))?.answer?.note).toBe("自己的理由");
    await department.as("sunyihang", "undoAnswers", { reviewId, ...own });
    expect((await first("sunyihang"))?.answer).toMatchObject({ answer: "keep", note: "公务联系方式" });
    expect((await first("zhoumin"))?.answer).toMatchObject({ answer: "dismiss", note: "另一人的理由" });
  });

  it("no operation tells anybody what the first reviewer thinks before the second has spoken", async () => {
    const review = await atCheck("背靠背审查的公示");
    const canary = "金丝雀意见七三九";
    const before = await department.as("sunyihang", "readReview", { reviewId: review.reviewId });
    await answerChecklist(department, "zhoumin", review.reviewId);
    await department.as("zhoumin", "answerChecklist", {
      reviewId: review.reviewId,
      code: "CR-D01",
      answer: "yes",
      note: canary,
    });
    const findingIds = before.findings.map((finding) => finding.findingId);
    expect(findingIds.length).toBeGreaterThan(0);
    await department.as("zhoumin", "answerFindings", {
      reviewId: review.reviewId,
      findingIds,
      answer: "dismiss",
      note: canary,
    });
    for (const audience of ["everyone", "reviewers"] as const)
      await department.as("zhoumin", "writeReviewNote", {
        reviewId: review.reviewId,
        audience,
        text: canary,
      });
    expect(await vote("zhoumin", review, "return", canary)).toMatchObject({
      ok: true,
      value: { opinion: "first", state: "open", nextStage: "confidentialityCheck" },
    });
    expect(codeOf(await vote("zhoumin", review, "agree"))).toBe("already-decided-a-stage");

    // Every operation that takes ids or nothing, asked by everybody else, in whatever way the contract lets them ask.
    const inputs = [
      {},
      { reviewId: review.reviewId },
      { itemId: review.itemId },
      { revisionId: before.revision.revisionId },
      { fromRevisionId: before.revision.revisionId, toRevisionId: before.revision.revisionId },
      { query: "金丝雀意见" },
      { query: "背靠背审查的公示" },
      { reviewId: review.reviewId, document: "form", format: "docx" },
      { reviewId: review.reviewId, document: "card", format: "docx" },
      { owners: "all" },
    ];
    const readers = (Object.keys(contract) as OperationKey[]).filter((key) =>
      /^(read|list|open|search|compare|preview|check|find|export|review|survey|count)/i.test(key),
    );
    let answered = 0;
    for (const account of [
      "sunyihang",
      "linxiaotong",
      "hejing",
      "zhengke",
      "zhaoliqun",
      "fengshen",
    ] as const) {
      for (const key of readers) {
        for (const input of inputs) {
          if (!contract[key].input.safeParse(input).success) continue;
          const envelope = await department.ask(account, key, input as never);
          if (!envelope.ok) continue;
          answered += 1;
          const said = JSON.stringify(envelope.value, (_name, value: unknown) =>
            value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
          );
          expect(said.includes(canary), `${account} ${key} ${JSON.stringify(input)}`).toBe(false);
        }
      }
    }
    expect(answered).toBeGreaterThan(60);
    const seen = await department.as("sunyihang", "readReview", { reviewId: review.reviewId });
    // Nothing but the count has changed for the second reviewer.
    expect(seen.findings).toEqual(before.findings);
    expect(seen.checklist).toEqual(before.checklist);
    expect(seen.blockers).toEqual(before.blockers);
    expect(seen.events).toEqual(before.events);
    expect(seen.stages).toEqual(before.stages);
    expect(seen.secondOpinion).toEqual({
      given: 1,
      mine: false,
      state: "apart",
      opinions: [],
      disputed: [],
      maySettle: false,
    });
    const form = await department.as("sunyihang", "readReviewForm", { reviewId: review.reviewId });
    expect(JSON.stringify(form)).not.toContain(canary);
    // Behind what the calls above left in the log.
    const acts = (await department.as("fengshen", "listAudit", { limit: 100 })).rows;
    expect(acts.find((row) => row.act === "提出审查意见")?.result).toBe("ok");
    // The first reviewer sees the own answers, and has nothing more to decide.
    const own = await department.as("zhoumin", "readReview", { reviewId: review.reviewId });
    expect(JSON.stringify(own.checklist)).toContain(canary);
    expect(own.secondOpinion).toMatchObject({ given: 1, mine: true });
    const queue = (await department.as("zhoumin", "reviewQueue", {})).rows;
    expect(queue.map((row) => row.reviewId)).not.toContain(review.reviewId);
    // Afterwards both opinions are on the table.
    await answerChecklist(department, "sunyihang", review.reviewId);
    expect(await vote("sunyihang", review, "return", "缺少附件")).toMatchObject({
      value: { opinion: "agreed", state: "returned" },
    });
    const after = await department.as("hejing", "readReview", { reviewId: review.reviewId });
    expect(after.secondOpinion?.opinions.map((opinion) => opinion.personName)).toEqual(["周敏", "孙一航"]);
  });

  it("two equal opinions are the decision, and neither reviewer decides another stage", async () => {
    const review = await atCheck("二人意见一致的公示");
    for (const account of ["zhoumin", "sunyihang"] as const)
      await answerChecklist(department, account, review.reviewId);
    expect(await vote("zhoumin", review, "agree")).toMatchObject({ value: { opinion: "first" } });
    expect(await vote("sunyihang", review, "agree")).toMatchObject({
      value: { opinion: "agreed", state: "open", nextStage: "officeCheck" },
    });
    const view = await department.as("hejing", "readReview", { reviewId: review.reviewId });
    expect(view.currentStage).toBe("officeCheck");
    expect(view.secondOpinion?.state).toBe("agreed");
  });

  it("a disagreement lists only what is in dispute and goes to the office or the leader", async () => {
    const review = await atCheck("二人意见不一致的公示");
    for (const account of ["zhoumin", "sunyihang"] as const)
      await answerChecklist(department, account, review.reviewId);
    const { findings } = await department.as("sunyihang", "readReview", { reviewId: review.reviewId });
    const disputed = findings.find((finding) => finding.value === "13812345678");
    await department.as("sunyihang", "answerFindings", {
      reviewId: review.reviewId,
      findingIds: [disputed?.findingId ?? ""],
      answer: "mask",
    });
    await department.as("sunyihang", "answerChecklist", {
      reviewId: review.reviewId,
      code: "CR-D01",
      answer: "yes",
      note: "手机号应遮盖",
    });
    expect(await vote("zhoumin", review, "agree")).toMatchObject({ value: { opinion: "first" } });
    expect(await vote("sunyihang", review, "return", "私人手机号不应公开")).toMatchObject({
      value: { opinion: "disputed", state: "open", nextStage: "confidentialityCheck" },
    });
    const row = (await department.as("hejing", "reviewQueue", {})).rows[0];
    expect(row).toMatchObject({
      reviewId: review.reviewId,
      toSettle: true,
      reason: "两名审查员意见不一致，请裁定",
    });
    const view = await department.as("hejing", "readReview", { reviewId: review.reviewId });
    expect(view.secondOpinion?.maySettle).toBe(true);
    expect(view.secondOpinion?.disputed.map((each) => each.where)).toEqual([disputed?.where, "CR-D01"]);
    expect(view.secondOpinion?.disputed[1]).toMatchObject({ first: "未发现", second: "有，已处理" });
    const opinions = view.secondOpinion?.opinions ?? [];
    expect(opinions.map((opinion) => opinion.decision)).toEqual(["agree", "return"]);
    // The drafter is told that it is being settled, not by whom or what was said.
    const drafter = await department.as("linxiaotong", "readReview", { reviewId: review.reviewId });
    expect(drafter.secondOpinion).toMatchObject({ state: "disputed", opinions: [], disputed: [] });

    const settle = (account: AccountName, opinionId = opinions[0]?.opinionId ?? "") =>
      department.ask(account, "settleOpinions", {
        reviewId: review.reviewId,
        digest: review.digest,
        opinionId,
        reason: "该号码为单位值班手机",
        passphrase,
      });
    expect(codeOf(await settle("zhoumin"))).toBe("not-allowed");
    expect(codeOf(await settle("zhaoliqun"))).toBe("not-allowed");
    expect(codeOf(await settle("hejing", review.reviewId))).toBe("unknown-opinion");
    expect(await settle("hejing")).toMatchObject({ ok: true, value: { nextStage: "officeCheck" } });
    expect(codeOf(await settle("hejing"))).not.toBe("ok");
    // Each finds the own judgement again; the one that stands is the decision of its reviewer, once.
    const ofReview = async (account: AccountName) =>
      (await department.as(account, "decidedReviews", {})).rows
        .filter((row) => row.reviewId === review.reviewId)
        .map((row) => [row.decision, row.opinion]);
    expect(await ofReview("zhoumin")).toEqual([["agree", false]]);
    expect(await ofReview("sunyihang")).toEqual([["return", true]]);
    const settled = await department.as("hejing", "readReview", { reviewId: review.reviewId });
    expect(settled.secondOpinion).toMatchObject({
      state: "settled",
      settlement: { personName: "何静", reason: "该号码为单位值班手机" },
    });
    expect(settled.stages.find((stage) => stage.stage === "confidentialityCheck")?.personName).toBe("周敏");
    // What counts from now on is what stands: the other's "mask" no longer blocks.
    expect(settled.blockers).toEqual([]);
    expect(
      codeOf(
        await department.ask("hejing", "decideStage", { ...review, stage: "officeCheck", decision: "agree" }),
      ),
    ).toBe("ok");
  });

  describe("raw SQL", () => {
    let review: Review;
    const attempt = (...acts: readonly (() => void)[]): string => {
      raw.exec("BEGIN IMMEDIATE");
      try {
        for (const act of acts) act();
        return "nothing refused it";
      } catch (error) {
        return (error as Error).message;
      } finally {
        raw.exec("ROLLBACK");
      }
    };
    const insert = (table: string, row: Record<string, unknown>) =>
      raw
        .prepare(
          `INSERT INTO ${table} (${Object.keys(row).join(",")}) VALUES (${Object.keys(row)
            .map(() => "?")
            .join(",")})`,
        )
        .run(...Object.values(row));
    const who = (name: AccountName) =>
      raw.prepare("SELECT id AS account_id, person_id FROM account WHERE name = ?").get(name) as {
        account_id: string;
        person_id: string;
      };
    const opinion =
      (name: AccountName, change: Record<string, unknown> = {}) =>
      () =>
        insert("review_opinion", {
          id: `o-${name}`,
          review_id: review.reviewId,
          decision: "agree",
          conclusion: "disclose",
          grounds: "[]",
          reasons: "[]",
          content_digest: review.digest,
          ...who(name),
          envelope: Buffer.from([1]),
          given_at: "2026-09-16T02:00:00.000Z",
          ...change,
        });
    const decision =
      (name: AccountName, change: Record<string, unknown> = {}) =>
      () =>
        insert("stage_decision", {
          id: `o-${name}`,
          review_id: review.reviewId,
          stage: "confidentialityCheck",
          decision: "agree",
          conclusion: "disclose",
          grounds: "[]",
          reasons: "[]",
          content_digest: review.digest,
          ...who(name),
          envelope: Buffer.from([1]),
          decided_at: "2026-09-16T02:00:00.000Z",
          ...change,
        });
    beforeAll(async () => {
      review = await atCheck("试探触发器的公示");
    });
    it("takes two equal opinions and the decision that is one of them", () => {
      expect(attempt(opinion("zhoumin"), opinion("sunyihang"), decision("sunyihang"))).toBe(
        "nothing refused it",
      );
    });
    it.each<readonly [string, () => readonly (() => void)[]]>([
      ["a decision without any opinion", () => [decision("zhoumin")]],
      ["a decision on one opinion", () => [opinion("zhoumin"), decision("zhoumin")]],
      [
        "a decision on two that differ",
        () => [
          opinion("zhoumin"),
          opinion("sunyihang", { decision: "return", conclusion: "returned" }),
          decision("zhoumin"),
        ],
      ],
      [
        "a decision that is none of the two",
        () => [
          opinion("zhoumin"),
          opinion("sunyihang"),
          decision("sunyihang", {
            conclusion: "withhold",
            grounds: JSON.stringify(refusalGrounds.slice(0, 1)),
          }),
        ],
      ],
      [
        "a decision signed otherwise",
        () => [
          opinion("zhoumin"),
          opinion("sunyihang"),
          decision("sunyihang", { envelope: Buffer.from([2]) }),
        ],
      ],
      ["an opinion by the drafter", () => [opinion("linxiaotong")]],
      ["an opinion by who decided a stage", () => [opinion("zhaoliqun")]],
      ["an opinion without the role", () => [opinion("hejing")]],
      ["an opinion on another digest", () => [opinion("zhoumin", { content_digest: "0".repeat(64) })]],
      [
        "a dispute where there is none",
        () => [
          opinion("zhoumin"),
          opinion("sunyihang"),
          () =>
            insert("opinion_dispute", {
              review_id: review.reviewId,
              passages: "[]",
              found_at: "2026-09-16T02:00:00Z",
            }),
        ],
      ],
      [
        "a settlement by a reviewer",
        () => [
          opinion("zhoumin"),
          opinion("sunyihang", { decision: "return", conclusion: "returned" }),
          () =>
            insert("opinion_dispute", {
              review_id: review.reviewId,
              passages: "[]",
              found_at: "2026-09-16T02:00:00Z",
            }),
          () =>
            insert("opinion_settlement", {
              review_id: review.reviewId,
              opinion_id: "o-zhoumin",
              reason: "x",
              ...who("zhoumin"),
              settled_at: "2026-09-16T03:00:00Z",
            }),
        ],
      ],
      [
        "a risk written afterwards",
        () => [
          () =>
            raw
              .prepare("UPDATE review_risk SET threshold = 101, second_required = 0 WHERE review_id = ?")
              .run(review.reviewId),
        ],
      ],
      [
        "a risk taken away",
        () => [() => raw.prepare("DELETE FROM review_risk WHERE review_id = ?").run(review.reviewId)],
      ],
      [
        "an opinion rewritten",
        () => [opinion("zhoumin"), () => raw.prepare("UPDATE review_opinion SET decision = 'return'").run()],
      ],
    ])("refuses %s", (_name, acts) => {
      expect(attempt(...acts())).toMatch(/^V[2345]: /);
    });
  });
});
