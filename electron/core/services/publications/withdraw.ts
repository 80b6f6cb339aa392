import canonicalize from "canonicalize";

import { readRelease, readWithdrawal, readWithdrawalsOfItem } from "../../../../db/readers/after-release.ts";
import {
  countWithdrawalsOfYear,
  endRunningReviews,
  insertWithdrawal,
  insertWithdrawalDecision,
  markWithdrawn,
} from "../../../../db/writers/after-release.ts";
import { updateItemCaches } from "../../../../db/writers/items.ts";
import { takeDeviceSeq } from "../../../../db/writers/people.ts";
import { insertOutbox } from "../../../../db/writers/publications.ts";
import {
  withdrawalProblem,
  withdrawalStage,
  type WithdrawalReason,
} from "../../../../shared/domain/publication/withdrawal.ts";
import { toBase64Url } from "../../../../shared/sync-protocol/bytes.ts";
import { contentBytes, parseContent, type EntryContent } from "../../../../shared/sync-protocol/content.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { statementSigner } from "../../security/statement-signer.ts";
import { signReview } from "../packages/sign-statements.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { sealContent } from "./sealed-package.ts";

/** content.json of the take-down: the object and the reason, nothing of what is taken down. */
function takedownContent(
  released: Uint8Array,
  base: string,
  takedown: { readonly reason: WithdrawalReason; readonly note: string },
  nonce: Uint8Array,
): Uint8Array {
  const parsed = parseContent(released);
  if (!parsed.ok || parsed.value.schema !== "zwgk.entry/1") throw new Error("stored content does not parse");
  const { body: _body, proof: _proof, summary: _summary, group: _group, ...kept } = parsed.value;
  // What stops a leak does not wait, and marks nothing that is gone.
  const { notBefore: _time, validity: _mark, ...scope } = kept.scope;
  const content: EntryContent = {
    ...kept,
    scope,
    kind: "withdraw",
    revNo: kept.revNo + 1,
    parents: [base],
    files: [],
    nonce: toBase64Url(nonce),
    takedown: { reason: takedown.reason, ...(takedown.note === "" ? {} : { note: takedown.note }) },
  };
  const bytes = contentBytes(content);
  if (!bytes.ok) throw new Error(`take-down content refused: ${bytes.error.type}`);
  return bytes.value;
}

/** Asks that something be taken down; what will be signed and sent is fixed here (V2, V3). */
export async function requestWithdrawal(
  work: Work,
  input: { publicationId: string; reason: WithdrawalReason; note: string },
) {
  const release = await readRelease(work.db, input.publicationId);
  if (!release) return refuse("unknown-publication");
  if (release.withdrawnAt) return refuse("not-out");
  const today = todayOf(work.ports);
  const note = input.note.trim();
  const problem = withdrawalProblem({
    reason: input.reason,
    note,
    termOver: release.publicUntil !== undefined && release.publicUntil < today,
  });
  if (problem) return refuse(problem);
  const running = (await readWithdrawalsOfItem(work.db, release.itemId)).find((each) => !each.decision);
  if (running) return refuse("withdrawal-open");
  const content = takedownContent(
    release.content,
    release.contentDigest,
    { reason: input.reason, note },
    work.ports.randomBytes(32),
  );
  const contentDigest = sha256Hex(content);
  const withdrawalId = work.ports.newId();
  const year = Number(today.slice(0, 4));
  const withdrawalNo = await write(work, async (tx, audit) => {
    const number = `密撤〔${year}〕${(await countWithdrawalsOfYear(tx, year)) + 1}号`;
    await insertWithdrawal(tx, {
      id: withdrawalId,
      withdrawalNo: number,
      itemId: release.itemId,
      publicationId: release.publicationId,
      reason: input.reason,
      note,
      content,
      contentDigest,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "withdrawal.requested",
      subjectKind: "publication",
      subjectId: release.publicationId,
      detail: { withdrawalId, reason: input.reason, contentDigest },
    });
    return number;
  });
  work.changed("publications");
  return answer({ withdrawalId, withdrawalNo });
}

/** How often a take-down is sealed again when another package took its place in the sequence meanwhile. */
const sealAttempts = 5;

class SequenceMoved extends Error {}

/**
 * Decides a withdrawal's own review. Agreeing signs its digest, seals its package and ends everything of the item that
 * is out or on its way out, in one transaction: it wins over any release it races (I5, V1, V2, V4).
 */
export async function decideWithdrawal(
  work: Work,
  input: {
    withdrawalId: string;
    digest: string;
    decision: "agree" | "return";
    note: string;
    passphrase: string;
  },
) {
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decideOnce(work, input);
    } catch (error) {
      if (isDiskFull(error)) return refuse("disk-full");
      if (!(error instanceof SequenceMoved) || attempt === sealAttempts) throw error;
    }
  }
}

async function decideOnce(
  work: Work,
  input: { withdrawalId: string; digest: string; decision: "agree" | "return"; note: string },
) {
  const withdrawal = await readWithdrawal(work.db, input.withdrawalId);
  const release = withdrawal ? await readRelease(work.db, withdrawal.publicationId) : undefined;
  if (!withdrawal || !release) return refuse("unknown-withdrawal");
  if (withdrawal.decision) return refuse("withdrawal-closed");
  if (withdrawal.contentDigest !== input.digest) return refuse("stale");
  const stage = withdrawalStage(work.actor, {
    requesterPersonId: withdrawal.requesterPersonId,
    drafterPersonId: release.drafterPersonId,
  });
  if (!stage.ok) return refuse(stage.because);
  const note = input.note.trim();
  if (input.decision === "return" && note === "") return refuse("details-missing");
  if (!work.signingKey) return refuse("locked");
  const content = parseContent(withdrawal.content);
  if (!content.ok) throw new Error("stored content does not parse");
  const at = instantOf(work.ports);
  const agreed = input.decision === "agree";
  const decisionId = work.ports.newId();
  const signed = await signReview(
    withdrawal.contentDigest,
    {
      reviewId: decisionId,
      reviewNo: withdrawal.withdrawalNo,
      stage: stage.stage,
      objectId: content.value.objectId,
      revNo: content.value.revNo,
      kind: "withdraw",
      conclusion: agreed ? "withhold" : "returned",
      grounds: [],
      personId: work.actor.personId,
      rulesVersion: work.rules.statement,
      checksDigest: sha256Hex(
        new TextEncoder().encode(canonicalize({ reason: withdrawal.reason, note: withdrawal.note }) ?? ""),
      ),
      claimedAt: at,
    },
    statementSigner(work.signingKey),
  );
  const packageId = agreed ? work.ports.newId() : undefined;
  const sealing = packageId
    ? await sealContent(work, {
        packageId,
        content: withdrawal.content,
        files: [],
        reviews: [signed.envelope],
        signerIds: [work.actor.personId],
        security: content.value.scope.audience.kind === "public" ? "公开" : "内部",
        at,
        day: todayOf(work.ports),
      })
    : undefined;
  work.ports.failpoint?.("before-withdrawal");
  await write(work, async (tx, audit) => {
    if (sealing && (await takeDeviceSeq(tx)) !== sealing.deviceSeq)
      throw new SequenceMoved("device sequence moved while sealing");
    await insertWithdrawalDecision(tx, {
      id: decisionId,
      withdrawalId: withdrawal.withdrawalId,
      decision: input.decision,
      stage: stage.stage,
      note,
      contentDigest: withdrawal.contentDigest,
      envelope: signed.envelope,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      ...(packageId ? { packageId } : {}),
      at,
    });
    if (sealing && packageId) {
      await insertOutbox(tx, {
        packageId,
        objectId: withdrawal.itemId,
        objectType: "entry",
        kind: "withdraw",
        statement: sealing.sealed.submissionEnvelope,
        tagFiles: sealing.sealed.tagFiles,
        packageDigest: sealing.sealed.packageDigest,
        incarnation: sealing.incarnation,
        deviceSeq: sealing.deviceSeq,
        sizeBytes: sealing.sealed.zipSize,
        title: withdrawal.title,
        at,
      });
      await markWithdrawn(tx, withdrawal.itemId, at);
      await endRunningReviews(tx, withdrawal.itemId);
      await updateItemCaches(tx, withdrawal.itemId, { state: "withdrawn", at });
    }
    audit({
      act: "withdrawal.decided",
      subjectKind: "publication",
      subjectId: withdrawal.publicationId,
      result: input.decision,
      detail: {
        withdrawalId: withdrawal.withdrawalId,
        statement: signed.payloadDigest,
        contentDigest: withdrawal.contentDigest,
        ...(packageId ? { packageId } : {}),
      },
    });
  });
  work.ports.failpoint?.("after-withdrawal");
  work.changed("publications", "packages", "items", "reviews", `item:${withdrawal.itemId}`);
  return answer(packageId ? { packageId } : {});
}
