import { readDelegation, type DelegationRecord } from "../../../../db/readers/acting-for-others.ts";
import { readAllPersonKeys } from "../../../../db/readers/people.ts";
import {
  readArrivedPackage,
  readRemotePeople,
  readReviewRequest,
} from "../../../../db/readers/review-requests.ts";
import { readOutboxRow } from "../../../../db/readers/sync.ts";
import type { ArrivedVia } from "../../../../db/schema/review-requests.ts";
import { insertBlob } from "../../../../db/writers/items.ts";
import {
  insertIncomingRequest,
  insertRequestAnswer,
  putArrivedPackage,
  type IncomingFile,
} from "../../../../db/writers/review-requests.ts";
import { insertChecklistAnswer } from "../../../../db/writers/reviews.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { arrivedDeferDay } from "../../../../shared/domain/review/review-reminder.ts";
import { namesItsGround } from "../../../../shared/domain/review/refusal-grounds.ts";
import { advance, stageConcludes } from "../../../../shared/domain/review/review-machine.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { toBase64 } from "../../../../shared/sync-protocol/bytes.ts";
import { envelopeBytes, parseEnvelope } from "../../../../shared/sync-protocol/dsse.ts";
import { judgePackage, type PackageJudgement } from "../../../../shared/sync-protocol/judge-package.ts";
import { parseKeyList } from "../../../../shared/sync-protocol/key-record.ts";
import { carriedKeysPath } from "../../../../shared/sync-protocol/package-layout.ts";
import { readPayloadFiles } from "../../../../shared/sync-protocol/payload-files.ts";
import { readPackage } from "../../../../shared/sync-protocol/read-package.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { RequestAnswer, ReviewPredicate } from "../../../../shared/sync-protocol/statements.ts";
import type { PackageFiles } from "../../../../shared/sync-protocol/bag.ts";
import { appendAudit, type AuditEntry } from "../../audit/audit-log.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import { registeredKeys } from "../publications/sealed-package.ts";
import { applyDecision } from "../reviews/apply-decision.ts";
import { blockersOfReview, conclusionsOpen, readReviewFacts } from "../reviews/review-facts.ts";
import type { Work } from "../work.ts";
import { remoteRight, whyDecidedHere } from "./send-request.ts";

/** What taking in needs; it also happens while nobody is signed in. */
export type ArrivalParts = Pick<Work, "db" | "blobs" | "ports" | "calendar" | "profile" | "changed">;

export interface ArrivalActor {
  readonly accountId: string | null;
  readonly personName: string;
}

/** Why a package was not taken in; codes, never content. */
export type ArrivalProblem =
  | "unreadable"
  | "not-valid"
  | "signer-lacks-role"
  | "no-review-request"
  | "other-unit"
  | "sent-from-here"
  | "secret-mark"
  | "no-such-request"
  | "answered-already"
  | "other-content"
  | "other-person"
  | "delegation-not-registered"
  | "delegation-differs"
  | "delegation-not-in-force"
  | "key-not-registered"
  | "stage-decided-meanwhile"
  | "referral-running"
  | "must-be-decided-here"
  | "defer-day-out-of-range"
  | "conclusion-not-allowed"
  | "ground-missing"
  | "checks-incomplete"
  | "checks-contradicted";

export type Arrival =
  | { readonly type: "request" | "answer"; readonly title: string }
  | { readonly type: "refused"; readonly problem: ArrivalProblem };

interface Opened {
  readonly judged: PackageJudgement & {
    readonly submission: NonNullable<PackageJudgement["submission"]>;
    readonly content: NonNullable<PackageJudgement["content"]>;
    readonly contentDigest: string;
  };
  readonly read: PackageFiles;
  readonly bytes: Uint8Array;
  readonly via: ArrivedVia;
  readonly actor: ArrivalActor;
}

const refused = (problem: ArrivalProblem): Arrival => ({ type: "refused", problem });

/** The one failure that the security administrator of this machine can mend: a person registered without a role. */
function whyNotValid(judged: PackageJudgement): ArrivalProblem {
  const findings = judged.checks.filter(({ status }) => status === "failed").flatMap((each) => each.findings);
  return findings.length > 0 && findings.every(({ code }) => code === "role-missing")
    ? "signer-lacks-role"
    : "not-valid";
}

/**
 * Takes in a request to review, or the answer to one, however it came: judged by the same gate as on the server, then
 * held against what is registered and open here. Anything else is refused with its cause (I1, I3, V1).
 */
export async function takeInPackage(
  parts: ArrivalParts,
  bytes: Uint8Array,
  via: ArrivedVia,
  actor: ArrivalActor,
  expectedId?: string,
): Promise<Arrival> {
  const read = readPackage(nodeCrypto, {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  });
  if (!read.ok || (expectedId !== undefined && read.value.packageId !== expectedId)) {
    if (expectedId !== undefined) await noteRefused(parts, expectedId, "unreadable", via);
    return refused("unreadable");
  }
  const { packageId } = read.value;
  const before = await readArrivedPackage(parts.db, packageId);
  const keys = await registeredKeys(parts);
  const byId = new Map(keys.map((record) => [record.keyid, record]));
  const judged = judgePackage(nodeCrypto, read.value, {
    registry: (keyid) => byId.get(keyid),
    useCarriedKeys: true,
  });
  const { submission, content, contentDigest } = judged;
  const title = content?.title ?? "";
  if (before && before.what !== "refused") return { type: before.what, title };
  const arrival =
    !judged.valid || !submission || !content || contentDigest === undefined
      ? refused(whyNotValid(judged))
      : await sortOut(parts, {
          judged: { ...judged, submission, content, contentDigest },
          read: read.value,
          bytes,
          via,
          actor,
        });
  if (arrival.type === "refused" && arrival.problem !== "sent-from-here") {
    const request = judged.valid ? submission?.predicate.request : undefined;
    const requestId = request && "answers" in request ? request.answers : undefined;
    await noteRefused(parts, packageId, arrival.problem, via, requestId);
    parts.changed("reviewRequests");
  }
  return arrival;
}

/** Kept, so that it is not fetched again and whoever asked sees that an answer came and why it does not count. */
async function noteRefused(
  parts: ArrivalParts,
  packageId: string,
  problem: ArrivalProblem,
  via: ArrivedVia,
  requestId?: string,
): Promise<void> {
  const at = instantOf(parts.ports);
  await parts.db.transaction().execute(async (tx) => {
    await putArrivedPackage(tx, { packageId, what: "refused", problem, requestId, via, at });
  });
}

async function sortOut(parts: ArrivalParts, opened: Opened): Promise<Arrival> {
  const { predicate } = opened.judged.submission;
  if (!predicate.request) return refused("no-review-request");
  if (predicate.orgCode !== parts.profile.creditCode) return refused("other-unit");
  if (await readOutboxRow(parts.db, predicate.packageId)) return refused("sent-from-here");
  return "asks" in predicate.request
    ? takeRequest(parts, opened)
    : takeAnswer(parts, opened, predicate.request);
}

async function audited(
  parts: ArrivalParts,
  actor: ArrivalActor,
  act: (tx: Parameters<typeof putArrivedPackage>[0], audit: (entry: AuditEntry) => void) => Promise<void>,
): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    const entries: AuditEntry[] = [];
    await act(tx, (entry) => entries.push(entry));
    const { randomBytes } = parts.ports;
    await appendAudit(tx, { at: instantOf(parts.ports), actor, randomBytes }, entries);
  });
}

function hasSecretMark(opened: Opened): boolean {
  const { content } = opened.judged;
  const body = parseStructuredDocument(content.body);
  const text = `${content.title}\n${body.ok ? plainText(body.value) : ""}`;
  return detectClassificationMark(text) !== undefined;
}

async function takeRequest(parts: ArrivalParts, opened: Opened): Promise<Arrival> {
  const { judged, read, via, actor } = opened;
  const { content, contentDigest, submission, reviews } = judged;
  const { request } = submission.predicate;
  if (!request || !("asks" in request)) return refused("no-review-request");
  if (hasSecretMark(opened)) return refused("secret-mark");
  const payload = readPayloadFiles(opened.bytes);
  const files: IncomingFile[] = [];
  for (const file of content.files) {
    const plain = payload.get(file.path);
    if (!plain) return refused("not-valid");
    files.push({
      path: file.path,
      fileName: file.name,
      mediaType: file.mediaType,
      size: file.size,
      digest: await parts.blobs.put(plain),
    });
  }
  const carried = parseKeyList(nodeCrypto.sha256, read.small.get(carriedKeysPath) ?? new Uint8Array(0));
  const keyOf = (keyid: string) =>
    carried.ok ? carried.value.find((record) => record.keyid === keyid) : undefined;
  const at = instantOf(parts.ports);
  await audited(parts, actor, async (tx, audit) => {
    await putArrivedPackage(tx, { packageId: judged.packageId, what: "request", via, at });
    for (const { digest, size } of files) await insertBlob(tx, { digest, size, at });
    await insertIncomingRequest(tx, {
      packageId: judged.packageId,
      stage: request.asks,
      reviewNo: reviews[0]?.statement.predicate.reviewNo ?? "",
      objectId: content.objectId,
      revNo: content.revNo,
      kind: content.kind,
      title: content.title,
      organName: content.organName,
      deviceId: submission.predicate.deviceId,
      content: read.small.get("data/content.json") ?? new Uint8Array(0),
      contentDigest,
      reviews: reviews.map((review) => ({
        stage: review.statement.predicate.stage,
        personId: review.statement.predicate.personId,
        conclusion: review.statement.predicate.conclusion,
        claimedAt: review.statement.predicate.claimedAt,
        envelope: toBase64(read.small.get(review.path) ?? new Uint8Array(0)),
        keys: review.signatures.flatMap(({ keyid }) => keyOf(keyid) ?? []),
      })),
      files,
      trusted: judged.trusted,
      ofPersonId: request.of,
      withheld: request.withheld ?? [],
      at,
    });
    audit({
      act: "review.requestTaken",
      subjectKind: "package",
      subjectId: judged.packageId,
      result: via,
      detail: { stage: request.asks, contentDigest, trusted: judged.trusted },
    });
  });
  parts.changed("reviewRequests");
  return { type: "request", title: content.title };
}

/**
 * The delegation an answer was signed under, as it is registered here, or why it does not count: what the answer says
 * of it proves nothing. Signed before it was asked for is signed on another day than it says (SD-05).
 */
async function delegationOfAnswer(
  parts: ArrivalParts,
  predicate: ReviewPredicate,
  asked: { readonly to_person_id: string; readonly stage: string; readonly sent_at: string },
): Promise<DelegationRecord | ArrivalProblem | false> {
  const claimed = predicate.delegation;
  if (!claimed || claimed.fromPersonId !== asked.to_person_id) return false;
  const known = await readDelegation(parts.db, claimed.delegationId);
  if (!known?.confirmed || known.refused) return "delegation-not-registered";
  const same =
    known.kind === "deputy" &&
    known.fromPersonId === claimed.fromPersonId &&
    known.toPersonId === predicate.personId &&
    known.stage === predicate.stage &&
    known.fromDay === claimed.validFrom &&
    known.untilDay === claimed.validUntil;
  if (!same) return "delegation-differs";
  const day = dayOfInstant(predicate.claimedAt);
  const ended = known.endedAt !== undefined && Date.parse(known.endedAt) <= Date.parse(predicate.claimedAt);
  const inForce =
    known.lenderHolds &&
    !ended &&
    day >= known.fromDay &&
    day <= known.untilDay &&
    day >= dayOfInstant(asked.sent_at as Instant);
  // Ended later is in force still when it was signed.
  return inForce ? { ...known, ended: false } : "delegation-not-in-force";
}

async function takeAnswer(parts: ArrivalParts, opened: Opened, given: RequestAnswer): Promise<Arrival> {
  const { judged, read, via, actor } = opened;
  const asked = await readReviewRequest(parts.db, given.answers);
  if (!asked) return refused("no-such-request");
  if (asked.received_at !== null) return refused("answered-already");
  if (judged.contentDigest !== asked.content_digest) return refused("other-content");
  const facts = await readReviewFacts(parts.db, asked.review_id, asked.to_person_id);
  const review = judged.reviews.find((each) => each.statement.predicate.stage === asked.stage);
  if (!facts || !review) return refused("other-content");
  const { predicate } = review.statement;
  const people = await readRemotePeople(parts.db);
  const person = people.find((each) => each.personId === predicate.personId);
  if (!person) return refused("other-person");
  const lent = predicate.delegation
    ? await delegationOfAnswer(parts, predicate, asked)
    : predicate.personId === asked.to_person_id;
  if (lent === false) return refused("other-person");
  if (typeof lent === "string") return refused(lent);
  const delegation = lent === true ? undefined : lent;
  if (predicate.reviewNo !== facts.review.reviewNo) return refused("other-content");
  const registered = (await readAllPersonKeys(parts.db)).filter(
    (key) => key.personId === person.personId && !key.revokedAt,
  );
  // A key that the package itself brings proves nothing about who signed: only the registered one counts.
  const signedBy = review.signatures.filter(({ valid }) => valid).map(({ keyid }) => keyid);
  if (!registered.some((key) => signedBy.includes(key.keyid))) return refused("key-not-registered");
  const { state, currentStage, contentDigest } = facts.review;
  if (state === "referred") return refused("referral-running");
  if (state !== "open" || currentStage !== asked.stage || contentDigest !== judged.contentDigest)
    return refused("stage-decided-meanwhile");
  // Another organ was asked in between: what was asked before that is not the question any more.
  if (asked.round !== facts.review.round) return refused("stage-decided-meanwhile");
  const signedOn = dayOfInstant(predicate.claimedAt);
  if (!remoteRight(facts, person, signedOn, delegation ? [delegation] : []).ok)
    return refused("other-person");
  const { conclusion } = predicate;
  const decision = conclusion === "returned" ? "return" : "agree";
  if (conclusion === "referred") return refused("conclusion-not-allowed");
  if (decision === "agree") {
    if (whyDecidedHere(facts, asked.stage) !== undefined) return refused("must-be-decided-here");
    if (stageConcludes(asked.stage) && !conclusionsOpen(facts, asked.stage).includes(conclusion))
      return refused("conclusion-not-allowed");
    if (stageConcludes(asked.stage) && !namesItsGround(conclusion, predicate.grounds))
      return refused("ground-missing");
    const checked = {
      ...facts,
      stageChecklist: new Map(given.checklist.map((row) => [row.code, row.answer])),
    };
    const blockers = blockersOfReview(checked, asked.stage);
    if (blockers.length > 0)
      return refused(
        blockers.every(({ code }) => code === "checklist-contradicted")
          ? "checks-contradicted"
          : "checks-incomplete",
      );
  }
  const at = instantOf(parts.ports);
  const defers = asked.stage === "leaderApproval" && decision === "agree" && conclusion === "defer";
  if (given.deferUntil !== undefined && !defers) return refused("conclusion-not-allowed");
  const back = arrivedDeferDay(
    given.deferUntil,
    dayOfInstant(predicate.claimedAt),
    todayOf(parts.ports),
    parts.calendar,
  );
  if (!back.ok) return refused(back.error);
  const step = advance(
    { state, stagePath: facts.review.stagePath, currentStage: asked.stage },
    { kind: decision, ...(stageConcludes(asked.stage) ? { conclusion } : {}) },
  );
  if (!step.ok) return refused("stage-decided-meanwhile");
  const envelope = read.small.get(review.path) ?? new Uint8Array(0);
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) return refused("not-valid");
  await audited(parts, actor, async (tx, audit) => {
    for (const row of given.checklist)
      await insertChecklistAnswer(tx, {
        reviewId: asked.review_id,
        stage: asked.stage,
        code: row.code,
        answer: row.answer,
        note: row.note,
        accountId: person.accountId,
        at,
      });
    await applyDecision(
      parts,
      tx,
      audit,
      facts,
      {
        decisionId: predicate.reviewId,
        stage: asked.stage,
        decision,
        conclusion,
        grounds: predicate.grounds,
        reasons: given.reasons.map((text) => ({ text })),
        accountId: person.accountId,
        personId: person.personId,
        personName: person.personName,
        ...(delegation ? { delegation } : {}),
        signedAt: predicate.claimedAt,
        envelope: envelopeBytes(parsed.value),
        payloadDigest: review.payloadDigest,
        ...(back.value === undefined ? {} : { reassessOn: back.value }),
        at,
      },
      step.value,
    );
    await insertRequestAnswer(tx, {
      requestId: given.answers,
      packageId: judged.packageId,
      decisionId: predicate.reviewId,
      via,
      at,
    });
    await putArrivedPackage(tx, { packageId: judged.packageId, what: "answer", via, at });
    audit({
      act: "review.answerTaken",
      subjectKind: "review",
      subjectId: asked.review_id,
      result: decision,
      detail: {
        requestId: given.answers,
        packageId: judged.packageId,
        decidedBy: person.personId,
        via,
        ...(delegation ? { delegation: delegation.delegationId } : {}),
      },
    });
  });
  parts.changed(
    "reviews",
    "items",
    "reviewRequests",
    `item:${facts.item.itemId}`,
    `review:${asked.review_id}`,
  );
  return { type: "answer", title: facts.metadata.title };
}
