import { insertBlob, updateItemCaches } from "../../../../db/writers/items.ts";
import { insertReferralAnswer } from "../../../../db/writers/referrals.ts";
import { endReview } from "../../../../db/writers/reviews.ts";
import { advance } from "../../../../shared/domain/review/review-machine.ts";
import {
  answerProblem,
  referralAnswers,
  type ReferralAnswer,
} from "../../../../shared/domain/review/referral.ts";
import type { ClassificationLevel, SecrecyPeriod } from "../../../../shared/domain/review/secrecy-period.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { maxFileBytes, refuseFile, refuseMarked } from "../items/write-items.ts";
import { itemStateAfter } from "../reviews/apply-decision.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { takeUpAgain } from "./carry-on.ts";
import { reviewCarryOnObstacle, referralAndFacts, stateOf } from "./read-referrals.ts";

export interface AnswerReferralInput {
  readonly referralId: string;
  readonly digest: string;
  readonly answer: ReferralAnswer;
  readonly organ: string;
  readonly docNumber: string;
  readonly answeredOn: CalendarDay;
  readonly positions: readonly number[];
  readonly attachmentIds: readonly string[];
  readonly level?: ClassificationLevel | undefined;
  readonly period?: SecrecyPeriod | undefined;
  readonly note: string;
  readonly scan?: { readonly fileName: string; readonly bytes: Uint8Array } | undefined;
  readonly keptAt: string;
}

/** The scan as any file comes in: a secrecy mark on it, and nothing of it is kept (V7). */
async function takeIn(work: Work, scan: NonNullable<AnswerReferralInput["scan"]>) {
  if (scan.bytes.length > maxFileBytes) return refuse("file-too-large");
  const nameMark = detectClassificationMark(scan.fileName);
  if (nameMark) return refuseMarked(work, scan.bytes.length, nameMark.markType);
  const file = await work.desk.readFile(scan.bytes, scan.fileName);
  if (!file.ok) return refuseFile(work, file, scan.bytes.length);
  return {
    ok: true,
    scan: { digest: await work.blobs.put(scan.bytes), fileName: scan.fileName, size: scan.bytes.length },
  } as const;
}

/**
 * Enters the answer of the organ. It counts only for the bytes the referral was about: where the item has changed
 * meanwhile it is kept on record and moves nothing (V1, V3; 条例17; 保密法实施条例25).
 */
export async function answerReferral(work: Work, input: AnswerReferralInput) {
  const found = await referralAndFacts(work, input.referralId);
  if (!found) return refuse("unknown-referral");
  const { referral, facts } = found;
  if (reviewCarryOnObstacle(work, facts)) return refuse("own-item");
  if (referral.contentDigest !== input.digest) return refuse("stale");
  const state = stateOf(referral);
  if (state === "answered" || state === "withdrawn") return refuse("referral-ended");
  const sentOn = referral.steps.find((step) => step.step === "sent")?.onDay as CalendarDay | undefined;
  if (!sentOn) return refuse("not-sent");
  const problem = answerProblem(
    { ...input, hasScan: input.scan !== undefined },
    { question: referral.question, matters: referral.matters, sentOn },
    todayOf(work.ports),
  );
  if (problem) return refuse(problem);
  const words = `${input.organ}\n${input.docNumber}\n${input.note}\n${input.keptAt}`;
  const mark = detectClassificationMark(words);
  if (mark) return refuseMarked(work, words.length, mark.markType);
  try {
    const taken = input.scan ? await takeIn(work, input.scan) : undefined;
    if (taken && !taken.ok) return taken;
    const counts = state === "sent";
    const { review: leadsTo } = referralAnswers[input.answer];
    const at = instantOf(work.ports);
    await write(work, async (tx, audit) => {
      if (taken) await insertBlob(tx, { digest: taken.scan.digest, size: taken.scan.size, at });
      await insertReferralAnswer(tx, {
        referralId: referral.referralId,
        contentDigest: referral.contentDigest,
        answer: input.answer,
        organ: input.organ,
        docNumber: input.docNumber,
        answeredOn: input.answeredOn,
        matters: { positions: [...input.positions], attachmentIds: [...input.attachmentIds] },
        level: input.level,
        period: input.period,
        note: input.note,
        scan: taken?.scan,
        keptAt: input.keptAt,
        accountId: work.actor.accountId,
        personId: work.actor.personId,
        at,
      });
      if (counts && leadsTo === "confidentialityCheck") await takeUpAgain(work, tx, facts, at);
      if (counts && leadsTo === "concluded") {
        const step = advance(
          { state: facts.review.state, stagePath: facts.review.stagePath },
          { kind: "determine" },
        );
        if (!step.ok || step.value.state !== "concluded") throw new Error("a state secret that ends nothing");
        await endReview(tx, facts.review.reviewId, "concluded");
        await updateItemCaches(tx, facts.review.itemId, { state: itemStateAfter.concluded, at });
      }
      audit({
        act: "referral.answered",
        subjectKind: "review",
        subjectId: referral.reviewId,
        result: input.answer,
        detail: {
          referral: referral.referralId,
          contentDigest: referral.contentDigest,
          docNumber: input.docNumber,
          answeredOn: input.answeredOn,
          counts,
          ...(taken ? { scan: taken.scan.digest } : {}),
        },
      });
    });
    work.changed("reviews", "items", `item:${referral.itemId}`, `review:${referral.reviewId}`);
    return answer({ review: counts ? leadsTo : ("none" as const) });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}

/** The scan of an answer, byte for byte. */
export async function readReferralScan(work: Work, input: { referralId: string }) {
  const found = await referralAndFacts(work, input.referralId);
  if (!found) return refuse("unknown-referral");
  const scan = found.referral.answer?.scan;
  const bytes = scan && (await work.blobs.get(scan.digest));
  if (!scan || !bytes) return refuse("no-scan");
  return answer({
    fileName: scan.fileName,
    mediaType: "application/octet-stream",
    bytes: Uint8Array.from(bytes),
  });
}
