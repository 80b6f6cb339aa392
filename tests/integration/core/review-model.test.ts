import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { RawDatabase } from "../../../db/sqlite/open-database.ts";
import { addWorkdays, officialCalendar } from "../../../shared/domain/clock/index.ts";
import { checklist } from "../../../shared/domain/review/checklist.ts";
import { advance, transitions, type ReviewEventKind } from "../../../shared/domain/review/review-machine.ts";
import { refusalGrounds } from "../../../shared/domain/review/refusal-grounds.ts";
import { paperStageDue } from "../../../shared/domain/review/review-reminder.ts";
import {
  reviewStages,
  type ReviewStage,
  type ReviewState,
} from "../../../shared/domain/review/review-stages.ts";
import { dayOfInstant, type Instant } from "../../../shared/kernel/calendar-day.ts";
import {
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/**
 * The review against a real store, walked at random: edits, votes, returns, referrals and their answers, delegations,
 * emergency rights, handovers, assignments, settlements, releases and withdrawals by anybody at any time. After every step the store is asked, past the application, whether
 * V1–V6 hold; whatever the contract refuses for who or when is tried by raw SQL as well.
 */
const soak = process.env["DISCLOSURE_SOAK"] === "1";
const runs = soak ? 150 : 3;
const steps = soak ? 80 : 30;

const people = ["linxiaotong", "sunyihang", "zhaoliqun", "zhoumin", "hejing", "zhangwen", "zhengke"] as const;
type Person = (typeof people)[number];
const stages = Object.keys(reviewStages) as ReviewStage[];
const lentStages = ["unitHeadReview", "confidentialityCheck", "officeCheck", "leaderApproval"] as const;

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("right" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      who: fc.constantFrom(...people),
      stage: fc.constantFrom(...stages),
      decision: fc.constantFrom("agree" as const, "return" as const),
      conclusion: fc.constantFrom("disclose" as const, "withhold" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("edit" as const), who: fc.constantFrom(...people) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("open" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("lend" as const),
      from: fc.constantFrom(...people),
      to: fc.constantFrom(...people),
      stage: fc.constantFrom(...lentStages),
      confirmed: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("end" as const), which: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("assign" as const, "handOver" as const),
      who: fc.constantFrom(...people),
      to: fc.constantFrom(...people),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("settle" as const), who: fc.constantFrom(...people) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("release" as const), who: fc.constantFrom(...people) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("tomorrow" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("refer" as const),
      // Whose stage it is, or anybody.
      who: fc.option(fc.constantFrom(...people), { freq: 1 }),
      question: fc.constantFrom("stateSecret" as const, "disclosure" as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("carryOn" as const),
      who: fc.constantFrom(...people, "zhoumin" as const, "hejing" as const),
      act: fc.constantFrom(
        "sent",
        "open",
        "open",
        "closed",
        "partly",
        "secret",
        "noAuthority",
        "withdrawn",
        "draft",
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("breakGlass" as const),
      who: fc.constantFrom(...people),
      to: fc.constantFrom(...people),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("takeDown" as const),
      who: fc.constantFrom(...people),
      by: fc.constantFrom(...people),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

interface OpenRow {
  readonly id: string;
  readonly content_digest: string;
  readonly state: ReviewState;
  readonly current_stage: ReviewStage | null;
  readonly round: number;
}

describe("the review as a model", () => {
  let department: Department;
  let raw: RawDatabase;
  const accounts = new Map<string, { accountId: string; personId: string }>();
  let now = Date.parse("2026-09-16T01:00:00Z");

  const all = <T>(sql: string, ...values: unknown[]) => raw.prepare(sql).all(...values) as T[];
  const tell = async (who: Person, key: string, input: object) => {
    const ask = () => department.ask(who, key as "decideStage", input as never);
    const first = await ask();
    if (first.ok || first.error.code !== "locked") return first;
    await department.core.invoke(await department.connection(who), "session.unlock", { passphrase });
    return ask();
  };
  const refusedByStore = (act: () => void): string => {
    raw.exec("BEGIN IMMEDIATE");
    try {
      act();
      return "nothing refused it";
    } catch (error) {
      return (error as Error).message;
    } finally {
      raw.exec("ROLLBACK");
    }
  };
  const forge = (who: Person, review: OpenRow, stage: ReviewStage, decision: string, conclusion: string) =>
    refusedByStore(() => {
      const { accountId, personId } = accounts.get(who) ?? { accountId: "", personId: "" };
      raw
        .prepare(
          `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at, round)
           VALUES ('forged', ?, ?, ?, ?, ?, '[]', ?, ?, ?, x'00', ?, ?)`,
        )
        .run(
          review.id,
          stage,
          decision,
          conclusion,
          JSON.stringify(refusalGrounds.slice(0, 1)),
          review.content_digest,
          accountId,
          personId,
          new Date(now).toISOString(),
          review.round,
        );
    });
  /** The checklist is no part of the question here; forty acts a stage would be most of the time. */
  const fillChecklist = (reviewId: string, stage: ReviewStage, who: Person) => {
    const insert = raw.prepare(
      "INSERT INTO checklist_answer (review_id, stage, code, answer, note, account_id, answered_at) VALUES (?, ?, ?, 'no', '', ?, ?)",
    );
    raw.transaction(() => {
      for (const { code } of checklist)
        insert.run(reviewId, stage, code, accounts.get(who)?.accountId, new Date(now).toISOString());
    })();
  };

  beforeAll(async () => {
    department = await openDepartment();
    for (const row of await department.as("qianrui", "listAccounts", {}))
      accounts.set(row.accountName, { accountId: row.accountId, personId: row.personId });
    // People with several roles are the ones who could hold two stages, or review what they drafted.
    for (const [name, roles] of [
      ["sunyihang", ["drafter", "confidentialityReviewer"]],
      ["zhaoliqun", ["unitHead", "disclosureOffice"]],
      ["linxiaotong", ["drafter", "unitHead", "leader"]],
    ] as const)
      await department.as("qianrui", "grantRoles", {
        accountId: accounts.get(name)?.accountId ?? "",
        roles: [...roles],
      });
    raw = await rawStore(department.folder);
  });
  afterAll(async () => {
    raw.close();
    await department.remove();
  });

  async function newItem(title: string) {
    const { itemId } = await department.as("linxiaotong", "createItem", { title, kind: "publicNotice" });
    await edit("linxiaotong", itemId, title, 0);
    return itemId;
  }
  async function edit(who: Person, itemId: string, title: string, n: number) {
    const opened = await tell(who, "openItem", { itemId });
    if (!opened.ok) return opened;
    const saved = await tell(who, "saveDraft", {
      itemId,
      draftSeq: (opened.value as unknown as { draftSeq: number }).draftSeq,
      document: plainDocument(`第${n}次写的公示，现予公示。`),
      metadata: proactiveMetadata(title),
      voidReview: true,
    });
    if (saved.ok) await screened(department, who, itemId);
    return saved;
  }
  const runningReview = (itemId: string) =>
    all<OpenRow>(
      "SELECT id, content_digest, state, current_stage, round FROM review WHERE item_id = ? ORDER BY seq DESC LIMIT 1",
      itemId,
    )[0];

  /** V1–V6 as plain questions to the tables, written without a look at the triggers. */
  const history = new Map<string, string>();
  function invariantsHold(itemId: string) {
    const reviews = all<{
      id: string;
      state: ReviewState;
      current_stage: ReviewStage | null;
      content_digest: string;
      stage_path: string;
      revision_id: string;
      round: number;
      stage_arrived_at: string;
      due_day_cache: string;
      drafter: string;
      author: string;
    }>(
      `SELECT r.*, i.drafter_person_id AS drafter, v.created_by_person AS author
       FROM review r JOIN item i ON i.id = r.item_id JOIN revision v ON v.id = r.revision_id WHERE r.item_id = ?`,
      itemId,
    );
    const live = reviews.filter((review) => ["open", "referred", "approved"].includes(review.state));
    expect(live.length, "V2: one running review").toBeLessThanOrEqual(1);
    expect(new Set(reviews.map((review) => review.revision_id)).size, "V2: one review a revision").toBe(
      reviews.length,
    );
    const changed = all<{ n: number }>(
      "SELECT changed_since_revision AS n FROM draft WHERE item_id = ?",
      itemId,
    )[0]?.n;
    if (live.length > 0) expect(changed, "V3: nothing under review has changed").toBe(0);
    for (const review of reviews) {
      const decisions = all<{
        stage: ReviewStage;
        decision: string;
        person_id: string;
        content_digest: string;
        lender: string | null;
        round: number;
        conclusion: string;
      }>(
        `SELECT d.*, CASE g.kind WHEN 'deputy' THEN g.from_person_id END AS lender
         FROM stage_decision d LEFT JOIN delegation g ON g.id = d.delegation_id WHERE d.review_id = ?`,
        review.id,
      );
      const opinions = all<{
        person_id: string;
        lender: string | null;
        decision: string;
        conclusion: string;
        round: number;
      }>(
        `SELECT o.*, CASE g.kind WHEN 'deputy' THEN g.from_person_id END AS lender
         FROM review_opinion o LEFT JOIN delegation g ON g.id = o.delegation_id WHERE o.review_id = ?`,
        review.id,
      );
      for (const decision of decisions)
        expect(decision.content_digest, "V3: decided on the digest under review").toBe(review.content_digest);
      // Who had a hand in which stage of which round; a decision that is one of two opinions is that opinion.
      const given = new Set(opinions.map((opinion) => opinion.round));
      const hands = [
        ...decisions.filter(
          (each) =>
            each.stage !== "confidentialityCheck" || each.decision === "refer" || !given.has(each.round),
        ),
        ...opinions.map((opinion) => ({ ...opinion, stage: "confidentialityCheck" as const })),
      ].flatMap(({ person_id: personId, lender, stage, round }) =>
        (lender ? [personId, lender] : [personId]).map((hand) => ({ hand, stage, round })),
      );
      for (const [hand, own] of Map.groupBy(hands, (each) => each.hand)) {
        expect(new Set(own.map((each) => each.stage)).size, `V4: one person, one stage: ${hand}`).toBe(1);
        expect(new Set(own.map((each) => each.round)).size, "V4: and once a round").toBe(own.length);
      }
      const reviewing = decisions.filter((decision) => decision.stage !== "selfCheck");
      for (const { person_id: personId, lender } of [...reviewing, ...opinions])
        for (const drafter of [review.drafter, review.author]) {
          expect(personId, "V4: not the drafter").not.toBe(drafter);
          expect(lender, "V4: not for the drafter").not.toBe(drafter);
        }
      const path = JSON.parse(review.stage_path) as ReviewStage[];
      const stands = (decision: { stage: ReviewStage; round: number }) =>
        decision.round === review.round ||
        path.indexOf(decision.stage) < path.indexOf("confidentialityCheck");
      const agreed = new Set(
        decisions
          .filter((decision) => decision.decision === "agree" && stands(decision))
          .map((decision) => decision.stage),
      );
      const asked = all<{ round: number; content_digest: string; answer: string | null; gone: number }>(
        `SELECT f.round, f.content_digest, a.answer, EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = f.id AND s.step = 'withdrawn') AS gone
         FROM referral f LEFT JOIN referral_answer a ON a.referral_id = f.id WHERE f.review_id = ? ORDER BY f.seq`,
        review.id,
      );
      for (let round = 0; round < review.round; round += 1)
        expect(
          asked.some(
            (each) =>
              each.round === round &&
              (each.gone === 1 || ["open", "partly", "closed"].includes(each.answer ?? "")),
          ),
          "V3: every round before this one ended with an answer or was taken back",
        ).toBe(true);
      for (const each of asked)
        expect(each.content_digest, "V3: asked about these bytes").toBe(review.content_digest);
      if (review.state === "referred") {
        expect(
          decisions.some((each) => each.decision === "refer" && each.round === review.round),
          "V2: waits by a decision",
        ).toBe(true);
        expect(review.current_stage, "nothing is decided while it waits").toBeNull();
      }
      const said = asked.findLast((each) => each.answer && each.answer !== "noAuthority")?.answer;
      if (said && said !== "open")
        expect(
          review.state === "approved" || review.state === "used",
          "V1: the organ does not allow it",
        ).toBe(false);
      if (review.state === "approved" || review.state === "used")
        expect(
          path.filter((stage) => !agreed.has(stage)),
          "V1: every stage agreed",
        ).toEqual([]);
      if (review.current_stage) {
        const before = path.slice(0, path.indexOf(review.current_stage));
        expect(
          before.filter((stage) => !agreed.has(stage)),
          "V3: no stage skipped",
        ).toEqual([]);
        const formedOn = proactiveMetadata("").formedOn;
        const due = paperStageDue(
          {
            stage: review.current_stage,
            stagePath: path,
            arrivedOn: dayOfInstant(review.stage_arrived_at as Instant),
            paperDue: addWorkdays(formedOn, 20, officialCalendar).day,
          },
          officialCalendar,
        );
        expect(review.due_day_cache, "V6: the day can be counted anew").toBe(due);
      }
    }
    const down = all<{ n: number }>(
      `SELECT count(*) AS n FROM publication p JOIN withdrawal w ON w.item_id = p.item_id
       JOIN withdrawal_decision d ON d.withdrawal_id = w.id AND d.decision = 'agree'
       WHERE p.item_id = ? AND (p.withdrawn_at IS NULL OR p.released_at > d.decided_at)`,
      itemId,
    )[0]?.n;
    expect(down, "V1: what was taken down is down and stays down").toBe(0);
    for (const out of all<{ content_digest: string; state: string; review_digest: string }>(
      "SELECT p.content_digest, r.state, r.content_digest AS review_digest FROM publication p JOIN review r ON r.id = p.review_id WHERE p.item_id = ?",
      itemId,
    ))
      expect([out.content_digest, out.state], "V1: out is what was approved").toEqual([
        out.review_digest,
        "used",
      ]);
    for (const table of [
      "stage_decision",
      "review_opinion",
      "delegation",
      "delegation_confirmation",
      "review_assignment",
      "opinion_settlement",
      "referral_step",
      "referral_answer",
      "withdrawal_decision",
    ]) {
      const keys = all<Record<string, unknown>>(`SELECT * FROM ${table}`).map((row) => JSON.stringify(row));
      const known = history.get(table);
      for (const row of known?.split("\n").filter(Boolean) ?? [])
        expect(keys.includes(row), `V5: a row of ${table} is as it was`).toBe(true);
      history.set(table, keys.join("\n"));
    }
  }

  let numbers = 0;
  const lent: string[] = [];
  /** That the walk went somewhere. */
  const tally = { decided: 0, refused: 0, out: 0, asked: 0, answered: 0 };
  const whoseStage: Readonly<Record<ReviewStage, readonly Person[]>> = {
    selfCheck: ["linxiaotong"],
    unitHeadReview: ["zhaoliqun"],
    confidentialityCheck: ["zhoumin", "sunyihang"],
    officeCheck: ["hejing", "zhangwen"],
    leaderApproval: ["zhengke"],
  };
  /** Codes that say who or when; what is refused so is refused by the store too. */
  const separation = [
    "not-your-stage",
    "own-item",
    "already-decided-a-stage",
    "opinions-apart",
    "stale",
    "review-closed",
    "not-allowed",
  ];

  async function decide(
    who: Person,
    itemId: string,
    stage: ReviewStage,
    decision: "agree" | "return",
    conclusion: "disclose" | "withhold",
  ) {
    const review = runningReview(itemId);
    if (!review) return;
    if (review.current_stage === stage && (stage === "selfCheck" || stage === "confidentialityCheck"))
      fillChecklist(review.id, stage, who);
    const answer = await tell(who, "decideStage", {
      reviewId: review.id,
      digest: review.content_digest,
      stage,
      decision,
      conclusion,
      grounds: refusalGrounds.slice(0, 1),
      reasons: [{ text: "试" }],
      passphrase,
    });
    if (answer.ok) {
      tally.decided += 1;
      expect(review.state, "only an open review is decided").toBe("open");
      expect(review.current_stage, "only its current stage").toBe(stage);
    } else if (separation.includes(answer.error.code)) {
      tally.refused += 1;
      expect(
        forge(who, review, stage, decision, decision === "return" ? "returned" : conclusion),
        `${who} ${stage} ${answer.error.code}`,
      ).toMatch(/^V[1-5]: |UNIQUE/);
    }
  }

  async function take(itemId: string, title: string, step: Command, n: number): Promise<void> {
    const person = (who: Person) => accounts.get(who)?.personId ?? "";
    const today = dayOfInstant(new Date(now).toISOString() as Instant);
    let review = runningReview(itemId);
    switch (step.do) {
      case "right":
        if (review?.current_stage) {
          const may = whoseStage[review.current_stage];
          for (const who of may) await decide(who, itemId, review.current_stage, "agree", "disclose");
        } else await tell("linxiaotong", "openReview", { itemId });
        break;
      case "decide":
        await decide(step.who, itemId, step.stage, step.decision, step.conclusion);
        break;
      case "edit": {
        const saved = await edit(step.who, itemId, title, n);
        if (saved.ok) expect(step.who, "SD-02: only the drafter edits").toBe("linxiaotong");
        break;
      }
      case "open":
        await tell("linxiaotong", "openReview", { itemId });
        break;
      case "lend": {
        const answer = await tell(step.from, "proposeDelegation", {
          stage: step.stage,
          toPersonId: person(step.to),
          fromDay: today,
          untilDay: today,
          reason: "外出",
        });
        if (!answer.ok) break;
        const { delegationId } = answer.value as unknown as { delegationId: string };
        lent.push(delegationId);
        if (step.confirmed)
          await tell("qianrui" as Person, "confirmDelegation", {
            delegationId,
            decision: "confirm",
            passphrase,
          });
        break;
      }
      case "end": {
        const delegationId = lent[step.which % Math.max(1, lent.length)];
        if (delegationId)
          await tell("qianrui" as Person, "endDelegation", { delegationId, reason: "回来了" });
        break;
      }
      case "assign":
        if (review)
          await tell(step.who, "assignReviews", { reviewIds: [review.id], toPersonId: person(step.to) });
        break;
      case "handOver":
        await tell(step.who, "handOverQueue", { toPersonId: person(step.to), reason: "外出" });
        break;
      case "settle": {
        const opinion =
          review && all<{ id: string }>("SELECT id FROM review_opinion WHERE review_id = ?", review.id)[0];
        if (review && opinion)
          await tell(step.who, "settleOpinions", {
            reviewId: review.id,
            digest: review.content_digest,
            opinionId: opinion.id,
            reason: "采纳",
            passphrase,
          });
        break;
      }
      case "release":
        if (review) {
          const out = await tell(step.who, "release", {
            reviewId: review.id,
            digest: review.content_digest,
            passphrase,
          });
          if (out.ok) tally.out += 1;
          if (out.ok) expect(review.state, "V1: only what was approved goes out").toBe("approved");
        }
        break;
      case "refer":
        // The stages that may ask come late; who has the right walks there first.
        for (const stage of ["selfCheck", "unitHeadReview"] as const)
          if (step.who === null && runningReview(itemId)?.current_stage === stage)
            await decide(whoseStage[stage][0] ?? "zhaoliqun", itemId, stage, "agree", "disclose");
        review = runningReview(itemId);
        if (review?.current_stage) {
          const asker = step.who ?? whoseStage[review.current_stage][0] ?? "zhoumin";
          const answer = await tell(asker, "decideStage", {
            reviewId: review.id,
            digest: review.content_digest,
            stage: review.current_stage,
            decision: "refer",
            referral: {
              question: step.question,
              organKind: "provincialSecrecyAuthority",
              organ: "某省国家保密局",
              positions: [0],
              doubt: "不能确定",
              protectedOn: today,
            },
            passphrase,
          });
          if (answer.ok) tally.asked += 1;
          else if (separation.includes(answer.error.code))
            expect(
              forge(asker, review, review.current_stage, "refer", "referred"),
              `${asker} refer ${answer.error.code}`,
            ).toMatch(/^V[1-5]: |UNIQUE/);
        }
        break;
      case "carryOn": {
        const last =
          review &&
          all<{ id: string }>(
            "SELECT id FROM referral WHERE review_id = ? ORDER BY seq DESC LIMIT 1",
            review.id,
          )[0];
        if (!review || !last) break;
        const of = { referralId: last.id };
        if (step.act === "sent" || step.act === "withdrawn") {
          numbers += 1;
          await tell(step.who, "recordReferralStep", {
            ...of,
            step: step.act,
            onDay: today,
            note: "试",
            ...(step.act === "sent" ? { docNumber: `云建函〔2026〕${numbers}号` } : {}),
          });
          break;
        }
        if (step.act === "draft") {
          await tell(step.who, "draftReferral", {
            reviewId: review.id,
            referral: {
              question: "stateSecret",
              organKind: "nationalSecrecyAuthority",
              organ: "国家保密局",
              positions: [0],
              doubt: "不能确定",
              protectedOn: today,
            },
          });
          break;
        }
        // Usually it was not sent yet, which the answer would be refused for.
        numbers += 1;
        await tell(step.who, "recordReferralStep", {
          ...of,
          step: "sent",
          onDay: today,
          docNumber: `云建函〔2026〕${numbers}号`,
        });
        const answer = await tell(step.who, "answerReferral", {
          ...of,
          digest: review.content_digest,
          answer: step.act,
          organ: "某省国家保密局",
          docNumber: "某保函〔2026〕1号",
          answeredOn: today,
          keptAt: "保密室",
          ...(step.act === "partly" ? { positions: [0] } : {}),
          ...(step.act === "secret" ? { level: "secret", period: { kind: "years", years: 5 } } : {}),
        });
        if (answer.ok) tally.answered += 1;
        break;
      }
      case "breakGlass": {
        if (!review) break;
        const answer = await tell(step.who, "proposeEmergency", {
          reviewId: review.id,
          toPersonId: person(step.to),
          reason: "急",
        });
        if (!answer.ok) break;
        const { delegationId } = answer.value as unknown as { delegationId: string };
        lent.push(delegationId);
        await tell("qianrui" as Person, "confirmDelegation", {
          delegationId,
          decision: "confirm",
          passphrase,
        });
        break;
      }
      case "takeDown": {
        const out = all<{ id: string }>(
          "SELECT id FROM publication WHERE item_id = ? AND withdrawn_at IS NULL LIMIT 1",
          itemId,
        )[0];
        if (!out) break;
        await tell(step.who, "requestWithdrawal", {
          publicationId: out.id,
          reason: "secrecyRisk",
          note: "试",
        });
        const open = all<{ id: string; content_digest: string }>(
          "SELECT w.* FROM withdrawal w WHERE w.item_id = ? AND NOT EXISTS (SELECT 1 FROM withdrawal_decision d WHERE d.withdrawal_id = w.id)",
          itemId,
        )[0];
        if (open)
          await tell(step.by, "decideWithdrawal", {
            withdrawalId: open.id,
            digest: open.content_digest,
            decision: "agree",
            note: "",
            passphrase,
          });
        break;
      }
      case "tomorrow":
        now += 86_400_000;
        department.setNow(new Date(now).toISOString());
        break;
    }
  }

  it("knows no event in a state that the table does not name", () => {
    const events: readonly ReviewEventKind[] = [
      "agree",
      "return",
      "refer",
      "resume",
      "determine",
      "change",
      "release",
    ];
    const unnamed = (Object.keys(transitions) as ReviewState[]).flatMap((state) =>
      events.filter((kind) => !transitions[state][kind]).map((kind) => ({ state, kind })),
    );
    const taken = unnamed.filter(({ state, kind }) =>
      stages.some((stage) => {
        const current = state === "open" ? { currentStage: stage } : {};
        return advance({ state, stagePath: stages, ...current }, { kind, conclusion: "disclose" }).ok;
      }),
    );
    expect(unnamed.length).toBeGreaterThan(20);
    expect(taken).toEqual([]);
  });

  it("refuses everybody but its people at every stage, in the contract and in the store", async () => {
    const itemId = await newItem("逐环节试探的公示");
    await tell("linxiaotong", "openReview", { itemId });
    for (const current of stages) {
      for (const who of people)
        for (const stage of stages)
          if (stage !== current || !whoseStage[current].includes(who))
            await decide(who, itemId, stage, "agree", "disclose");
      expect(runningReview(itemId)?.current_stage).toBe(current);
      invariantsHold(itemId);
      const mover = whoseStage[current][0];
      if (mover) await decide(mover, itemId, current, "agree", "disclose");
    }
    expect(runningReview(itemId)?.state).toBe("approved");
  });

  it(
    "holds V1–V6 after every step of any sequence",
    async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(command, { minLength: steps, maxLength: steps }),
          fc.boolean(),
          async (sequence, apart) => {
            run += 1;
            const title = `随机走查第${run}件`;
            const settings = await department.as("qianrui", "readSettings", {});
            await department.as("qianrui", "updateSettings", {
              ...settings,
              secondReviewerFrom: apart ? 1 : 101,
              leaderMayHeadUnit: false,
            });
            const itemId = await newItem(title);
            await tell("linxiaotong", "openReview", { itemId });
            for (const [index, step] of sequence.entries()) {
              await take(itemId, title, step, index + 1);
              invariantsHold(itemId);
            }
          },
        ),
        { numRuns: runs, ...(soak ? {} : { seed: 20260916 }), endOnFailure: true },
      );
      expect(tally.decided).toBeGreaterThan(runs * 3);
      expect(tally.refused).toBeGreaterThan(runs * 2);
      expect(tally.asked).toBeGreaterThan(0);
      expect(tally.answered).toBeGreaterThan(0);
    },
    soak ? 1_800_000 : 120_000,
  );
});
