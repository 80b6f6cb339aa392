import type { AccessRole } from "../../../../shared/domain/access/roles.ts";
import { readHandovers } from "../../../../db/readers/acting-for-others.ts";
import { readQueue, type QueueRecord } from "../../../../db/readers/reviews.ts";
import { readReviewNotes } from "../../../../db/readers/review-desk.ts";
import { insertAssignment, insertHandover } from "../../../../db/writers/acting-for-others.ts";
import type { HandoverView, RowOutcome } from "../../../../shared/contract/acting-for-others.ts";
import type { DelegableStage } from "../../../../shared/domain/access/delegation.ts";
import {
  rightToDecide,
  roleGivesStage,
  stageRefusalText,
  type Actor,
} from "../../../../shared/domain/access/policy.ts";
import { handoverBrief, type HandoverBrief } from "../../../../shared/domain/review/handover-brief.ts";
import { reviewStages, type ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import { blockersOfReview, decidersOf, readReviewFacts, type ReviewFacts } from "../reviews/review-facts.ts";
import { delegationsInForce } from "../reviews/stage-rights.ts";
import { write, type Work } from "../work.ts";
import { accountsOf } from "./delegations.ts";

/** More than a person decides in weeks; a longer queue is handed over in parts. */
const handedOverAtOnce = 200;

/** A person with every role of the active accounts, or nothing when there is none. */
async function personOf(work: Work, personId: string): Promise<(Actor & { name: string }) | undefined> {
  const accounts = await accountsOf(work, personId);
  const first = accounts[0];
  if (!first) return undefined;
  const roles: AccessRole[] = [...new Set(accounts.flatMap((account) => account.roles))];
  return { accountId: first.accountId, personId, name: first.personName, roles };
}

/** Why a person may not be given the current stage of a review; nothing when the person may decide it today. */
async function mayNotReceive(work: Work, facts: ReviewFacts, person: Actor): Promise<string | undefined> {
  const stage = facts.review.currentStage;
  if (facts.review.state !== "open" || !stage) return "审查已经结束";
  if (stage === "selfCheck") return "自审只能由承办人本人办理";
  const right = rightToDecide(person, {
    reviewId: facts.review.reviewId,
    stage,
    drafterPersonId: facts.revision.createdByPerson,
    itemDrafterPersonId: facts.item.drafterPersonId,
    deciders: decidersOf(facts),
    delegations: await delegationsInForce(work, person.personId),
    today: todayOf(work.ports),
    leaderMayHeadUnit: work.settings.leaderMayHeadUnit,
  });
  if (right.ok) return undefined;
  return right.refusal.type === "not-your-stage"
    ? `受领人没有${reviewStages[stage].label}的职责，也没有生效的委托`
    : stageRefusalText[right.refusal.type];
}

/** Assigns the current stage of each review; a row that cannot be assigned says why and the others go on. */
export async function assignReviews(
  work: Work,
  input: { reviewIds: readonly string[]; toPersonId: string; reason: string },
) {
  const person = await personOf(work, input.toPersonId);
  if (!person) return refuse("unknown-person");
  const rows: RowOutcome[] = [];
  for (const reviewId of new Set(input.reviewIds)) {
    const facts = await readReviewFacts(work.db, reviewId, work.actor.personId);
    const because = facts ? await mayNotReceive(work, facts, person) : "没有这件审查";
    if (!facts || because) {
      rows.push({ reviewId, done: false, because: because ?? "" });
      continue;
    }
    const stage = facts.review.currentStage as DelegableStage;
    await write(work, async (tx, audit) => {
      await insertAssignment(tx, {
        reviewId,
        stage,
        toPersonId: person.personId,
        reason: input.reason,
        accountId: work.actor.accountId,
        personId: work.actor.personId,
        at: instantOf(work.ports),
      });
      audit({
        act: "review.assigned",
        subjectKind: "review",
        subjectId: reviewId,
        detail: { stage, to: person.personId },
      });
    });
    rows.push({ reviewId, done: true });
  }
  work.changed("reviews");
  return answer({ rows });
}

async function briefOf(work: Work, facts: ReviewFacts, stage: ReviewStage): Promise<HandoverBrief> {
  const dueDay = facts.review.dueDay as CalendarDay;
  const notes = await readReviewNotes(work.db, facts.review.reviewId, {
    amongReviewers: false,
    counts: facts.counts,
  });
  return handoverBrief({
    title: facts.metadata.title,
    kind: facts.item.kind,
    docNumber: facts.metadata.docNumber,
    revNo: facts.revision.revNo,
    attachments: facts.attachments.length,
    drafterName: facts.item.drafterName,
    stage,
    reason: facts.review.reason,
    decisions: facts.decisions,
    dueDay,
    remainingWorkdays: remainingWorkdays(work, todayOf(work.ports), dueDay),
    blockers: blockersOfReview(facts, stage).map((blocker) => blocker.text),
    notes: notes.length,
  });
}

/** What waits for a person by the own roles: assigned to that person, or to nobody. */
async function queueOf(work: Work, person: Actor): Promise<readonly QueueRecord[]> {
  const stages = (Object.keys(reviewStages) as ReviewStage[]).filter(
    (stage) => stage !== "selfCheck" && roleGivesStage(person.roles, stage, work.settings.leaderMayHeadUnit),
  );
  return readQueue(work.db, {
    stages: stages.map((stage) => ({ stage })),
    personId: person.personId,
    owners: "mine",
    leaderMayHeadUnit: work.settings.leaderMayHeadUnit,
    limit: handedOverAtOnce,
  });
}

/** Hands the queue of somebody absent to a colleague in one act, each item with its brief (review.md §2, SD-05). */
export async function handOverQueue(
  work: Work,
  input: { fromPersonId?: string | undefined; toPersonId: string; reason: string },
) {
  const fromPersonId = input.fromPersonId ?? work.actor.personId;
  const organises = work.actor.roles.includes("disclosureOffice") || work.actor.roles.includes("leader");
  if (fromPersonId !== work.actor.personId && !organises) return refuse("not-allowed");
  if (fromPersonId === input.toPersonId) return refuse("to-oneself");
  const from = await personOf(work, fromPersonId);
  const to = await personOf(work, input.toPersonId);
  if (!from || !to) return refuse("unknown-person");
  const rows: RowOutcome[] = [];
  const going: { reviewId: string; stage: DelegableStage; brief: HandoverBrief }[] = [];
  for (const row of await queueOf(work, from)) {
    const facts = await readReviewFacts(work.db, row.reviewId, work.actor.personId);
    if (!facts) continue;
    const because = await mayNotReceive(work, facts, to);
    if (because) {
      rows.push({ reviewId: row.reviewId, done: false, because });
      continue;
    }
    const stage = facts.review.currentStage as DelegableStage;
    going.push({ reviewId: row.reviewId, stage, brief: await briefOf(work, facts, stage) });
    rows.push({ reviewId: row.reviewId, done: true });
  }
  if (going.length === 0) return answer({ rows });
  const handoverId = work.ports.newId();
  const written = {
    accountId: work.actor.accountId,
    personId: work.actor.personId,
    at: instantOf(work.ports),
  };
  await write(work, async (tx, audit) => {
    await insertHandover(tx, {
      id: handoverId,
      fromPersonId,
      toPersonId: to.personId,
      reason: input.reason,
      ...written,
    });
    for (const { reviewId, stage, brief } of going) {
      await insertAssignment(tx, {
        reviewId,
        stage,
        toPersonId: to.personId,
        handover: { id: handoverId, brief },
        reason: input.reason,
        ...written,
      });
    }
    audit({
      act: "review.handedOver",
      subjectKind: "handover",
      subjectId: handoverId,
      detail: { from: fromPersonId, to: to.personId, reviews: going.map((row) => row.reviewId) },
    });
  });
  work.changed("reviews", "handovers");
  return answer({ handoverId, rows });
}

export async function listHandovers(work: Work) {
  const records = await readHandovers(work.db, work.actor.personId);
  return answer({
    rows: records.map((record): HandoverView => ({
      ...record,
      at: record.at as Instant,
      items: record.items.map((item) => ({ ...item, brief: item.brief as HandoverBrief })),
    })),
  });
}
