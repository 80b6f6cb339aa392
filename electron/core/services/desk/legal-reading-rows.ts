import { readAnswersOf } from "../../../../db/readers/joint-answers.ts";
import { readCaseDue } from "../../../../db/readers/applications.ts";
import { readApprovedLetters, readLegalOpinions } from "../../../../db/readers/legal-opinions.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { mayReadForLaw } from "../../../../shared/domain/letters/legal-reading.ts";
import { formatShortDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import { legalReadingReasons } from "../letters/legal-reading.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

const letterLimit = 100;

/** Reviewed letters that wait for the opinion of a legal reader, by the last day for answering their application. */
export async function legalReadingRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (mayReadForLaw(work.actor, []) !== undefined) return [];
  const rows: WorkRow[] = [];
  for (const letter of await readApprovedLetters(work.db, work.actor.personId, letterLimit)) {
    const { letterId, applicationId } = letter;
    const template = letter.template as LetterId;
    const [reason] = await legalReadingReasons(work, { letterId, template, applicationId });
    if (!reason) continue;
    const opinions = await readLegalOpinions(work.db, letter.letterId);
    // An objection is the drafter's to answer; a new content comes back here by itself.
    if (opinions.some((opinion) => opinion.contentDigest === letter.contentDigest)) continue;
    const answered = await readAnswersOf(work.db, letterId);
    const dues = [];
    for (const id of answered.length > 0 ? answered.map((answer) => answer.applicationId) : [applicationId])
      dues.push((await readCaseDue(work.db, id)) as CalendarDay | undefined);
    const due = dues.filter((day) => day !== undefined).toSorted()[0];
    const remaining = due ? remainingWorkdays(work, today, due) : undefined;
    rows.push({
      workId: `legal-reading:${letter.letterId}`,
      group: remaining === undefined ? "later" : groupOf(remaining),
      ...(remaining === undefined ? {} : { remainingWorkdays: remaining }),
      title: letter.title,
      reason: `${reason.text}，签发前须经法制审核${due ? `，答复期限${formatShortDate(due, today)}` : ""}`,
      todo: "法制审核",
      from: letter.drafterName,
      address: `/letters/${letter.letterId}`,
    });
  }
  return rows;
}
