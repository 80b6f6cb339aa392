import {
  countDecidedSince,
  readDecided,
  type DecidedRecord,
} from "../../../../db/readers/decided-reviews.ts";
import type { DecidedReviews, DecidedRow } from "../../../../shared/contract/reviews.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import { actedForWords } from "./decision-words.ts";

/** The first moment of a day in Asia/Shanghai, as instants are written. */
function startOf(day: CalendarDay): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`)).toISOString();
}

function rowOf(record: DecidedRecord): DecidedRow {
  return {
    actId: record.actId,
    reviewId: record.reviewId,
    reviewNo: record.reviewNo,
    title: record.title,
    revNo: record.revNo,
    stage: record.stage,
    decision: record.decision,
    ...(record.conclusion ? { conclusion: record.conclusion } : {}),
    opinion: record.opinion,
    ...(record.delegation ? { actedFor: actedForWords(record.delegation) } : {}),
    at: record.at as Instant,
    state: record.state,
  };
}

function parseAfter(text: string): { readonly at: string; readonly actId: string } | undefined {
  const [at, actId, ...rest] = text.split("~");
  return at && actId && rest.length === 0 && !Number.isNaN(Date.parse(at)) ? { at, actId } : undefined;
}

/** What the caller decided, newest first, and how much of it today. Nobody reads another person's list. */
export async function decidedReviews(
  work: Work,
  input: { readonly after?: string | undefined; readonly limit: number },
) {
  const after = input.after === undefined ? undefined : parseAfter(input.after);
  if (input.after !== undefined && !after) return refuse("invalid-input", { field: "after" });
  const { personId } = work.actor;
  const records = await readDecided(work.db, { personId, limit: input.limit, ...(after ? { after } : {}) });
  const today = await countDecidedSince(work.db, personId, startOf(todayOf(work.ports)));
  const last = records.at(-1);
  return answer<DecidedReviews>({
    rows: records.map(rowOf),
    ...(last && records.length === input.limit ? { next: `${last.at}~${last.actId}` } : {}),
    today: {
      reviews: today.reviews,
      ...(today.latestAt ? { latestAt: today.latestAt as Instant } : {}),
    },
  });
}

/** The decisions of today, newest first, at most so many. */
export async function decidedToday(work: Work, limit: number): Promise<readonly DecidedRow[]> {
  const from = startOf(todayOf(work.ports));
  const records = await readDecided(work.db, { personId: work.actor.personId, limit });
  return records.filter((record) => record.at >= from).map(rowOf);
}
