import { sql } from "kysely";

import type { Instant } from "../../shared/kernel/calendar-day.ts";
import type { PackageJudgement } from "../../shared/sync-protocol/judge-package.ts";
import type { DecidedLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";
import type { PackageKind } from "../../shared/sync-protocol/statements.ts";
import { insertRow, prepared } from "../store/prepared.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import { endPublications, listPublication, timingOf } from "./publication-rows.ts";
import { appendPending } from "./sequencer.ts";

/**
 * The decision of one package: one transaction, or none (I1). Uniqueness is what keys and unique indexes say; a second
 * run for the same package finds the first one's result.
 */

export interface DecisionFacts {
  readonly receivedAt: Instant;
  readonly via: "network" | "media";
  /** Grounds to refuse that the judgement does not show: a bag that is no package, a review that was used. */
  readonly refusals?: readonly ProblemSlug[];
}

export type Decision =
  | { readonly type: "decided"; readonly outcome: DecidedLeaf["outcome"] }
  /** Held until a person decides: the device's history split, or its audit log was rewritten. */
  | { readonly type: "held"; readonly slug: ProblemSlug }
  | { readonly type: "unknown-package" };

export type Judged = PackageJudgement & {
  readonly submission: NonNullable<PackageJudgement["submission"]>;
  readonly packageDigest: string;
  readonly contentDigest: string;
};

/** Narrows a judgement whose statements could be read. */
export function isJudged(judgement: PackageJudgement): judgement is Judged {
  return judgement.submission !== undefined && judgement.packageDigest !== undefined;
}

const packageState = prepared((db, packageId: string) =>
  db
    .selectFrom("package")
    .select(["state", "outcome", "problem", "digest"])
    .where("package_id", "=", packageId),
);
const setDecided = prepared(
  (db, outcome: DecidedLeaf["outcome"], problem: string | null, receivedAt: Instant, packageId: string) =>
    db
      .updateTable("package")
      .set({ state: "decided", outcome, problem, received_at: receivedAt })
      .where("package_id", "=", packageId),
);
const objectHead = prepared((db, objectId: string) =>
  db.selectFrom("object_head").selectAll().where("object_id", "=", objectId),
);
const setHead = prepared(
  (
    db,
    objectId: string,
    objectType: string,
    head: string,
    revNo: number,
    packageId: string,
    withdrawn: 0 | 1,
  ) => {
    const values = { head, rev_no: revNo, package_id: packageId, withdrawn };
    return db
      .insertInto("object_head")
      .values({ object_id: objectId, object_type: objectType as never, ...values })
      .onConflict((conflict) => conflict.column("object_id").doUpdateSet(values));
  },
);

const publishes: ReadonlySet<PackageKind> = new Set(["publish", "correct"]);

interface Effect {
  readonly outcome: DecidedLeaf["outcome"];
  readonly reasons: readonly string[];
  /** The object's head after the decision. */
  readonly newHead?: string;
}

/** Every distinct slug of what failed, in the order of the checks. */
function reasonsOf(judged: PackageJudgement): readonly ProblemSlug[] {
  const failed = judged.checks.filter((check) => check.status === "failed");
  return [...new Set(failed.flatMap((check) => check.findings.map((finding) => finding.slug)))];
}

const sequenceHolder = prepared((db, deviceId: string, incarnation: string, deviceSeq: number) =>
  db
    .selectFrom("device_seq")
    .select("package_id")
    .where("device_id", "=", deviceId)
    .where("incarnation", "=", incarnation)
    .where("seq", "=", deviceSeq),
);
/** Ids as one value, so that their number is no other query. */
const usesOfOthers = prepared((db, reviewIds: string, packageId: string) =>
  db
    .selectFrom("review_use")
    .select("review_id")
    .where("review_id", "in", sql<string>`(select value from json_each(${reviewIds}))`)
    .where("package_id", "<>", packageId)
    .limit(1),
);

/** Takes the device's sequence number for this package; false when another package has it: the device forked. */
async function takeSequence(tx: ServerTx, judged: Judged): Promise<boolean> {
  const { deviceId, incarnation, deviceSeq, packageId } = judged.submission.predicate;
  const [holder] = await sequenceHolder(tx, deviceId, incarnation, deviceSeq);
  if (holder) return holder.package_id === packageId;
  await insertRow(tx, "device_seq", {
    device_id: deviceId,
    incarnation,
    seq: deviceSeq,
    package_id: packageId,
  });
  return true;
}

/** Whether a review of this package was used for another one. */
export async function usedReviews(db: ServerDb | ServerTx, judged: Judged): Promise<boolean> {
  const ids = judged.submission.predicate.reviews.map((review) => review.reviewId);
  return ids.length > 0 && (await usesOfOthers(db, JSON.stringify(ids), judged.packageId)).length > 0;
}

async function useReviews(tx: ServerTx, judged: Judged): Promise<void> {
  for (const { reviewId } of judged.submission.predicate.reviews)
    await insertRow(tx, "review_use", { review_id: reviewId, package_id: judged.packageId });
}

async function headOf(tx: ServerTx, objectId: string) {
  return (await objectHead(tx, objectId))[0];
}

async function moveHead(tx: ServerTx, judged: Judged, withdrawn: boolean): Promise<void> {
  const { objectId, objectType, revNo } = judged.submission.predicate;
  const { contentDigest, packageId } = judged;
  await setHead(tx, objectId, objectType, contentDigest, revNo, packageId, withdrawn ? 1 : 0);
}

async function conflictOf(tx: ServerTx, judged: Judged): Promise<Effect | undefined> {
  const { base, objectId } = judged.submission.predicate;
  const head = await headOf(tx, objectId);
  if (head?.head === base) return undefined;
  // Whoever did not know of the withdrawal cannot undo it, whatever arrives first (I5).
  const reason = head?.withdrawn === 1 ? "withdrawn" : "base-conflict";
  return { outcome: "conflict", reasons: [reason], ...(head ? { newHead: head.head } : {}) };
}

/** Withdrawing wins over every base: the head moves, and nothing of the object stays or goes public. */
async function withdraw(tx: ServerTx, judged: Judged): Promise<Effect> {
  await useReviews(tx, judged);
  await moveHead(tx, judged, true);
  await endPublications(tx, judged.submission.predicate.objectId, "stopped");
  return { outcome: "accepted", reasons: [], newHead: judged.contentDigest };
}

async function recordCaseEvent(tx: ServerTx, judged: Judged): Promise<Effect> {
  const event = judged.content?.schema === "zwgk.case/1" ? judged.content.event : undefined;
  if (!event) return { outcome: "rejected", reasons: ["schema"] };
  const caseId = judged.submission.predicate.objectId;
  const taken = await tx
    .selectFrom("case_event")
    .select("package_id")
    .where("case_id", "=", caseId)
    .where("event_no", "=", event.eventNo)
    .executeTakeFirst();
  if (taken) return { outcome: "conflict", reasons: ["base-conflict"] };
  await useReviews(tx, judged);
  await tx
    .insertInto("case_event")
    .values({ case_id: caseId, event_no: event.eventNo, package_id: judged.packageId })
    .execute();
  return { outcome: "accepted", reasons: [] };
}

async function effectOf(tx: ServerTx, judged: Judged, refusals: readonly ProblemSlug[]): Promise<Effect> {
  const { kind } = judged.submission.predicate;
  if (refusals.length > 0) return { outcome: "rejected", reasons: refusals };
  if (!judged.valid) return { outcome: "rejected", reasons: reasonsOf(judged) };
  if (await usedReviews(tx, judged)) return { outcome: "rejected", reasons: ["review-used"] };
  if (kind === "review-request") return { outcome: "accepted", reasons: [] };
  if (kind === "case-event") return recordCaseEvent(tx, judged);
  if (kind === "withdraw") return withdraw(tx, judged);
  const conflict = await conflictOf(tx, judged);
  if (conflict) return conflict;
  await useReviews(tx, judged);
  await moveHead(tx, judged, false);
  return { outcome: "accepted", reasons: [], newHead: judged.contentDigest };
}

/** Puts an accepted publication on the list the connector reads. */
async function publish(tx: ServerTx, judged: Judged): Promise<void> {
  await listPublication(tx, {
    packageId: judged.packageId,
    objectId: judged.submission.predicate.objectId,
    contentDigest: judged.contentDigest,
    ...timingOf(judged.content),
  });
}

/** Lists an accepted publication again whose row was lost with a database, when it still is the head of its object. */
export async function relistPublication(tx: ServerTx, judged: Judged): Promise<void> {
  const { kind, objectId } = judged.submission.predicate;
  const head = await headOf(tx, objectId);
  if (!publishes.has(kind) || head?.package_id !== judged.packageId || head.withdrawn === 1) return;
  await publish(tx, judged);
}

function leafOf(judged: Judged, effect: Effect, facts: DecisionFacts): DecidedLeaf {
  const { predicate } = judged.submission;
  return {
    v: 1,
    type: "decided",
    packageId: judged.packageId,
    packageDigest: judged.packageDigest,
    contentDigest: judged.contentDigest,
    kind: predicate.kind,
    objectType: predicate.objectType,
    objectId: predicate.objectId,
    revNo: predicate.revNo,
    ...(predicate.base === undefined ? {} : { base: predicate.base }),
    ...(effect.newHead === undefined ? {} : { newHead: effect.newHead }),
    outcome: effect.outcome,
    reasons: [...effect.reasons],
    reviewIds: predicate.reviews.map((review) => review.reviewId),
    deviceId: predicate.deviceId,
    incarnation: predicate.incarnation,
    deviceSeq: predicate.deviceSeq,
    orgCode: predicate.orgCode,
    rulesVersion: predicate.rulesVersion,
    receivedAt: facts.receivedAt,
    via: facts.via,
  };
}

async function hold(
  tx: ServerTx,
  judged: Judged,
  slug: ProblemSlug,
  facts: DecisionFacts,
): Promise<Decision> {
  const { packageId } = judged;
  await tx
    .updateTable("package")
    .set({ state: "held", problem: slug })
    .where("package_id", "=", packageId)
    .execute();
  const { deviceId } = judged.submission.predicate;
  if (slug === "device-fork") {
    await tx.updateTable("device").set({ frozen: 1 }).where("device_id", "=", deviceId).execute();
  }
  // Only a fork stops the device here; another held package names the package alone.
  const named = slug === "device-fork" ? { slug, packageId, deviceId } : { slug, packageId };
  await appendPending(tx, { v: 1, type: "alarm", at: facts.receivedAt, facts: named });
  return { type: "held", slug };
}

/** Decides a package whose row exists and whose bag, when it has one, is durable. The transaction is the decision. */
export async function decide(tx: ServerTx, judged: Judged, facts: DecisionFacts): Promise<Decision> {
  const [row] = await packageState(tx, judged.packageId);
  if (!row || row.digest !== judged.packageDigest) return { type: "unknown-package" };
  if (row.outcome !== null) return { type: "decided", outcome: row.outcome };
  if (row.state === "held") return { type: "held", slug: row.problem as ProblemSlug };
  if (!(await takeSequence(tx, judged))) return hold(tx, judged, "device-fork", facts);
  if (judged.slug === "audit-inconsistent" || facts.refusals?.includes("audit-inconsistent"))
    return hold(tx, judged, "audit-inconsistent", facts);

  const effect = await effectOf(tx, judged, facts.refusals ?? []);
  await setDecided(tx, effect.outcome, effect.reasons[0] ?? null, facts.receivedAt, judged.packageId);
  const { predicate } = judged.submission;
  if (effect.outcome === "accepted" && publishes.has(predicate.kind)) await publish(tx, judged);
  await appendPending(tx, leafOf(judged, effect, facts), judged.packageId);
  await insertRow(tx, "inbox", {
    org_code: predicate.orgCode,
    device_id: predicate.kind === "review-request" ? null : predicate.deviceId,
    kind: predicate.kind === "review-request" ? "review-request" : "receipt",
    ref: judged.packageId,
    created_at: facts.receivedAt,
  });
  return { type: "decided", outcome: effect.outcome };
}
