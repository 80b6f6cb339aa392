import { readLastNumber } from "../../../../db/readers/applications.ts";
import { readRevision } from "../../../../db/readers/items.ts";
import { allotNumber, insertLetterIssue, voidNumber } from "../../../../db/writers/applications.ts";
import { updateItemCaches } from "../../../../db/writers/items.ts";
import { endReview } from "../../../../db/writers/reviews.ts";
import { counterKey, formatDocNumber } from "../../../../shared/domain/letters/numbering.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { checkLetter, outgoingLetterId, readLetterFacts } from "./letter-state.ts";
import { lateFindings } from "./late-findings.ts";
import { legalObstacle } from "./legal-reading.ts";
import { casesOf, changedBy } from "./letter-touches.ts";

/**
 * Signs a letter: approved review of exactly this text, last checks, then number and issue in one transaction. The
 * register gives the next number of series and year; a gap is impossible, a void keeps its reason (V10).
 */
export async function signLetter(
  work: Work,
  input: { letterId: string; digest: string; issueDate?: CalendarDay | undefined; passphrase: string },
) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { review } = state;
  if (state.letter.issue) return refuse("already-signed");
  const head = state.heads[0];
  if (!review || !head) return refuse("not-approved");
  if (review.state === "stale" || state.draft.changedSinceRevision) return refuse("stale");
  if (review.state !== "approved") return refuse("not-approved");
  if (head.contentDigest !== input.digest || review.contentDigest !== input.digest) return refuse("stale");
  const today = todayOf(work.ports);
  const issueDate = input.issueDate ?? today;
  // The date of a letter is the day it is signed; an earlier one would be backdating (letters.md §1).
  if (issueDate !== today) return refuse("issue-date-invalid");
  const revision = await readRevision(work.db, head.revisionId);
  if (!revision) return refuse("internal");
  const series = state.template.series;
  const year = Number(issueDate.slice(0, 4));
  const numbering = { organShort: work.profile.organShort };
  const preview = series
    ? formatDocNumber(
        series,
        year,
        (await readLastNumber(work.db, counterKey(series, year, numbering), year)) + 1,
        numbering,
      )
    : undefined;
  const fields = { ...state.fields, issueDate, ...(preview ? { docNumber: preview } : {}) };
  const { lint } = checkLetter(work, state, fields, "signing");
  const blocking = lint.findings.filter((finding) => finding.severity === "blocks");
  if (blocking.length > 0)
    return refuse("blocked", { facts: { blockers: blocking.map((finding) => finding.message) } });
  const unread = await legalObstacle(work, state, input.digest);
  if (unread)
    return refuse("legal-opinion-missing", {
      facts: { reasons: unread.map((reason) => `${reason.text}（${reason.article}）`) },
    });
  const late = await lateFindings(work, state, review.reviewId);
  if (late.length > 0) return refuse("blocked", { facts: { blockers: [...late] } });
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  const at = instantOf(work.ports);
  try {
    const docNumber = await write(work, async (tx, audit) => {
      let number: { series: string; year: number; number: number; docNumber: string } | undefined;
      if (series) {
        const key = counterKey(series, year, numbering);
        const next = (await readLastNumber(tx, key, year)) + 1;
        number = {
          series: key,
          year,
          number: next,
          docNumber: formatDocNumber(series, year, next, numbering),
        };
        await allotNumber(tx, { ...number, letterId: input.letterId, accountId: work.actor.accountId, at });
      }
      await insertLetterIssue(tx, {
        letterId: input.letterId,
        revisionId: head.revisionId,
        reviewId: review.reviewId,
        contentDigest: input.digest,
        ...(number ? { number } : {}),
        issueDate,
        signedBy: work.actor.accountId,
        at,
      });
      await endReview(tx, review.reviewId, "used");
      for (const { letter } of [state, ...(state.answers ?? [])])
        await updateItemCaches(tx, letter.itemId, { state: "published", at });
      audit({
        act: "letter.signed",
        subjectKind: "letter",
        subjectId: input.letterId,
        detail: { docNumber: number?.docNumber ?? "", issueDate, contentDigest: input.digest },
      });
      for (const applicationId of casesOf(state))
        audit({
          act: "letter.signed",
          subjectKind: "application",
          subjectId: applicationId,
          detail: { letterId: input.letterId },
        });
      return number?.docNumber ?? "";
    });
    work.changed(...changedBy(state), "reviews");
    return answer({ docNumber, issueDate });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}

/** Takes a number out of use with its reason; it stays in the register and is never given again (V10). */
export async function voidLetterNumber(
  work: Work,
  asked: { letterId: string; reason: string; passphrase: string },
) {
  const input = { ...asked, letterId: await outgoingLetterId(work, asked.letterId) };
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { letter } = state;
  if (!letter.issue?.docNumber || letter.voided) return refuse("not-signed");
  if (letter.service) return refuse("already-served");
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  const { docNumber } = letter.issue;
  await write(work, async (tx, audit) => {
    await voidNumber(tx, docNumber, input.reason);
    audit({
      act: "letter.numberVoided",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { docNumber },
    });
  });
  work.changed(...changedBy(state));
  return answer(null);
}
