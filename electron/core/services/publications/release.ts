import { readIndexNumberHolder, readPublicationOfReview } from "../../../../db/readers/publications.ts";
import { updateItemCaches } from "../../../../db/writers/items.ts";
import { takeDeviceSeq } from "../../../../db/writers/people.ts";
import { registerSource } from "../../../../db/writers/aggregation.ts";
import { insertOutbox, insertPublication } from "../../../../db/writers/publications.ts";
import { endReview } from "../../../../db/writers/reviews.ts";
import type { Blocker } from "../../../../shared/contract/items.ts";
import { channelNames } from "../../../../shared/domain/item/channel-list.ts";
import type { ReleasePreview } from "../../../../shared/contract/publications.ts";
import { readDraft, readRevisionHeads } from "../../../../db/readers/items.ts";
import { approvalValidThrough } from "../../../../shared/domain/clock/review-stage-clock.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { factsOfRevision } from "../aggregation/register.ts";
import { prepareJoins } from "../aggregation/review-joins.ts";
import { disclosureClock, revisionAttachmentViews, revisionDocuments } from "../items/read-items.ts";
import { numberTakenBlocker } from "../items/item-blockers.ts";
import { readReviewFacts, type ReviewFacts } from "../reviews/review-facts.ts";
import { actedForWords } from "../reviews/decision-words.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { proveRelease } from "./release-proof.ts";
import { planBlockers } from "./release-plan.ts";
import { sealPackage } from "./sealed-package.ts";
import { audienceLabel, dayOut, publicUntil, termLabel, timingOf } from "./terms.ts";

const approvalDecision = (facts: ReviewFacts) =>
  facts.decisions.find((decision) => decision.stage === "leaderApproval");

function approvalOf(facts: ReviewFacts): Pick<ReleasePreview, "approval"> {
  const approved = approvalDecision(facts);
  if (!approved || approved.decision !== "agree") return {};
  return {
    approval: {
      personName: approved.personName,
      ...(approved.delegation ? { actedFor: actedForWords(approved.delegation) } : {}),
      decidedAt: approved.decidedAt as Instant,
    },
  };
}

/** An approval not used within six months is reviewed again (review.md §7 [convention]). */
function approvalTooOld(work: Work, facts: ReviewFacts): boolean {
  const approved = approvalDecision(facts);
  return (
    approved !== undefined &&
    todayOf(work.ports) > approvalValidThrough(dayOfInstant(approved.decidedAt as Instant), work.calendar)
  );
}

/** Whether the approved revision is still what the item is: no newer revision, no changed draft (V3). */
async function isCurrent(work: Work, facts: ReviewFacts): Promise<boolean> {
  const draft = await readDraft(work.db, facts.item.itemId);
  const newest = (await readRevisionHeads(work.db, facts.item.itemId))[0];
  return draft?.changedSinceRevision === false && newest?.revisionId === facts.revision.revisionId;
}

async function releaseBlockers(
  work: Work,
  facts: ReviewFacts,
  proofOk: boolean,
): Promise<readonly Blocker[]> {
  const blockers: Blocker[] = [];
  if (facts.review.state === "used")
    blockers.push({ code: "already-published", text: "这次审查已经用于发布，一事一审" });
  else if (facts.review.state !== "approved")
    blockers.push({ code: "not-approved", text: "审查还没有全部同意" });
  if (facts.review.state !== "used" && !(await isCurrent(work, facts)))
    blockers.push({ code: "stale", text: "批准以后稿件有改动，原审查失效，须重新送审" });
  if (facts.review.state === "approved" && approvalTooOld(work, facts))
    blockers.push({
      code: "approval-too-old",
      text: "批准已满 6 个月没有发布，须由承办人改稿后重新送审",
    });
  if (facts.review.state === "approved")
    blockers.push(
      ...(await planBlockers(work, { reviewId: facts.review.reviewId, itemId: facts.item.itemId })),
    );
  const holder = await numberHolderOf(work, facts);
  if (facts.review.state === "approved" && holder !== undefined) blockers.push(numberTakenBlocker(holder));
  if (!proofOk) blockers.push({ code: "proof-failed", text: "公开件核验没有通过" });
  return blockers;
}

export async function previewRelease(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts || facts.item.kind === "letter") return refuse("unknown-review");
  const proof = await proveRelease(work, facts);
  const publication = await readPublicationOfReview(work.db, input.reviewId);
  const day = dayOut(todayOf(work.ports), facts.metadata.notBefore);
  const until = publicUntil(facts.metadata.publicationPeriod, day, work.calendar);
  const clock = disclosureClock(work, todayOf(work.ports), facts.metadata);
  return answer<ReleasePreview>({
    reviewId: facts.review.reviewId,
    itemId: facts.item.itemId,
    reviewNo: facts.review.reviewNo,
    title: facts.metadata.title,
    revNo: facts.revision.revNo,
    digest: facts.review.contentDigest,
    ...revisionDocuments(facts.revision.body),
    attachments: revisionAttachmentViews(facts.attachments, facts.revision.body),
    proof,
    withheldCount: facts.findings.filter((finding) => finding.masked).length,
    audience: audienceLabel(facts.metadata.audience),
    channels: facts.metadata.channels,
    channelNames: channelNames(facts.metadata),
    termLabel: termLabel(facts.metadata.publicationPeriod),
    ...(until ? { publicUntil: until } : {}),
    ...timingOf(facts.metadata),
    ...approvalOf(facts),
    ...(clock && !publication ? { clock } : {}),
    blockers: await releaseBlockers(
      work,
      facts,
      proof.every((check) => check.ok),
    ),
    ...(publication ? { publicationId: publication.publicationId } : {}),
  });
}

/** Another paper may have gone out under the same 索引号 between submission and release. */
const numberHolderOf = async (work: Work, { metadata, item }: ReviewFacts): Promise<string | undefined> =>
  await readIndexNumberHolder(work.db, metadata.indexNumber, item.itemId);

/**
 * How many joins stand in the way: what came out between approval and release may have made new ones; they are stored
 * with the review, so that the reviewer can answer them (review.md §7, re-review).
 */
async function newJoins(work: Work, facts: ReviewFacts): Promise<number> {
  const joins = await prepareJoins(work, {
    itemId: facts.item.itemId,
    title: facts.metadata.title,
    body: facts.revision.body,
  });
  const known = new Set(facts.joins.map((join) => join.digest));
  const fresh = joins.digests.filter((digest) => !known.has(digest));
  if (fresh.length > 0) {
    await write(work, (tx) => joins.store(tx, facts.review.reviewId));
    work.changed(`review:${facts.review.reviewId}`);
  }
  return fresh.length + facts.joins.filter((join) => join.answer?.answer !== "accept").length;
}

/**
 * Releases exactly the approved digest: re-reads and proves the stored bytes, seals the package, and stores
 * publication, outbox row, used review and audit entry in one transaction. Commit is the seal (V1, V8, V9).
 */
export async function release(work: Work, input: { reviewId: string; digest: string; passphrase: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts || facts.item.kind === "letter") return refuse("unknown-review");
  if (facts.review.state === "used") return refuse("already-published");
  if (facts.review.state === "stale") return refuse("stale");
  if (facts.review.state !== "approved") return refuse("not-approved");
  if (facts.review.contentDigest !== input.digest || !(await isCurrent(work, facts))) return refuse("stale");
  if (approvalTooOld(work, facts)) return refuse("approval-too-old");
  const held = [
    ...(await planBlockers(work, { reviewId: facts.review.reviewId, itemId: facts.item.itemId })),
  ];
  const holder = await numberHolderOf(work, facts);
  if (holder !== undefined) held.push(numberTakenBlocker(holder));
  if (held.length > 0) return refuse("blocked", { facts: { reasons: held.map((each) => each.text) } });
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  if (!work.signingKey) return refuse("locked");
  const proof = await proveRelease(work, facts);
  const failed = proof.filter((check) => !check.ok);
  if (failed.length > 0)
    return refuse("proof-failed", {
      facts: { checks: failed.map((check) => `${check.name}：${check.detail}`) },
    });
  const unanswered = await newJoins(work, facts);
  if (unanswered > 0) return refuse("aggregation-open", { facts: { count: unanswered } });
  const at = instantOf(work.ports);
  const today = todayOf(work.ports);
  const packageId = work.ports.newId();
  const publicationId = work.ports.newId();
  const { sealed, incarnation, deviceSeq } = await sealPackage(work, facts, packageId, at, today);
  const outOn = dayOut(today, facts.metadata.notBefore);
  const until = publicUntil(facts.metadata.publicationPeriod, outOn, work.calendar);
  work.ports.failpoint?.("before-release");
  try {
    await write(work, async (tx, audit) => {
      if ((await takeDeviceSeq(tx)) !== deviceSeq) throw new Error("device sequence moved while sealing");
      await insertOutbox(tx, {
        packageId,
        objectId: facts.item.itemId,
        objectType: "entry",
        kind: "publish",
        statement: sealed.submissionEnvelope,
        tagFiles: sealed.tagFiles,
        packageDigest: sealed.packageDigest,
        incarnation,
        deviceSeq,
        sizeBytes: sealed.zipSize,
        title: facts.metadata.title,
        at,
      });
      await insertPublication(tx, {
        id: publicationId,
        itemId: facts.item.itemId,
        revisionId: facts.revision.revisionId,
        reviewId: facts.review.reviewId,
        contentDigest: facts.review.contentDigest,
        packageId,
        releasedBy: work.actor.accountId,
        releasedOn: outOn,
        proof,
        title: facts.metadata.title,
        ...(until ? { publicUntil: until } : {}),
        at,
      });
      await registerSource(tx, {
        id: publicationId,
        publication: { publicationId, itemId: facts.item.itemId },
        organName: work.profile.organName,
        title: facts.metadata.title,
        docNumber: facts.metadata.docNumber,
        publishedOn: outOn,
        facts: factsOfRevision(facts.metadata.title, facts.revision.body),
        at,
      });
      await endReview(tx, facts.review.reviewId, "used");
      await updateItemCaches(tx, facts.item.itemId, { state: "published", at });
      audit({
        act: "publication.released",
        subjectKind: "publication",
        subjectId: publicationId,
        detail: {
          itemId: facts.item.itemId,
          reviewId: facts.review.reviewId,
          packageId,
          packageDigest: sealed.packageDigest,
          contentDigest: facts.review.contentDigest,
        },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    // A withdrawal that was agreed to meanwhile ended the review: it wins, whatever arrives first (I5).
    if ((await readReviewFacts(work.db, input.reviewId, work.actor.personId))?.review.state === "stale")
      return refuse("stale");
    throw error;
  }
  work.ports.failpoint?.("after-release");
  work.changed("publications", "packages", "items", "reviews", `item:${facts.item.itemId}`);
  return answer({ publicationId, packageId });
}
