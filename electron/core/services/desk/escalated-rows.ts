import { roleLabels } from "../../../../shared/domain/access/roles.ts";
import { countPressingReviews, readPressingReviews } from "../../../../db/readers/review-reminders.ts";
import type { EscalatedReviews, WorkRow } from "../../../../shared/contract/desk.ts";
import {
  escalationDay,
  escalationHorizon,
  overseerOf,
  stageReminder,
} from "../../../../shared/domain/review/review-reminder.ts";
import { reviewStages, type ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import {
  dayOfInstant,
  formatShortDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { parseCursor, remainingWorkdays } from "../items/read-items.ts";
import { queueStages } from "../reviews/stage-rights.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

/** What others hold stands beside the own work, it does not bury it; the rest is a list of its own. */
const overseenAtMost = 30;
/** The desk counts no further: it says 「以上」; the list counts all. */
const deskCountsTo = 1000;
const listCountsTo = 10_000_000;

/** Stages of others the caller stands above. What he may decide himself is already among his own rows. */
async function overseenStages(work: Work): Promise<readonly ReviewStage[]> {
  const own = new Set((await queueStages(work)).map((entry) => entry.stage));
  return (Object.keys(overseerOf) as ReviewStage[]).filter(
    (stage) => work.actor.roles.includes(overseerOf[stage]) && !own.has(stage),
  );
}

const requestOf = (work: Work, stage: ReviewStage, today: CalendarDay) => ({
  stage,
  personId: work.actor.personId,
  dueUntil: escalationHorizon(today, work.calendar),
});

type PressingReview = Awaited<ReturnType<typeof readPressingReviews>>[number];

/** The row of a review, from the day on that it is escalated. */
function rowOf(work: Work, stage: ReviewStage, today: CalendarDay, row: PressingReview): WorkRow | undefined {
  const dueDay = row.dueDay as CalendarDay;
  const arrivedOn = dayOfInstant(row.arrivedAt as Instant);
  if (today < escalationDay({ arrivedOn, dueDay }, work.calendar)) return undefined;
  const reminder = stageReminder({ stage, arrivedOn, dueDay, today }, work.calendar);
  const remaining = remainingWorkdays(work, today, dueDay);
  const holder = row.holder ?? roleLabels[reviewStages[stage].role];
  return {
    workId: `escalated:${row.reviewId}`,
    group: groupOf(remaining),
    remainingWorkdays: remaining,
    limitWorkdays: reviewStages[stage].limitWorkdays,
    title: row.title,
    reason: `${reminder?.words ?? ""}，${formatShortDate(arrivedOn, today)}到${holder}`,
    todo: "督办",
    from: row.fromPerson,
    address: `/reviews/${row.reviewId}`,
  };
}

/** How many are escalated today, counting no further than `limit` from the most urgent one on. */
async function countEscalated(work: Work, stage: ReviewStage, today: CalendarDay, limit: number) {
  const groups = await countPressingReviews(work.db, { ...requestOf(work, stage, today), limit });
  return groups
    .filter(
      (group) =>
        today >=
        escalationDay(
          { arrivedOn: group.arrivedOn as CalendarDay, dueDay: group.dueDay as CalendarDay },
          work.calendar,
        ),
    )
    .reduce((sum, group) => sum + group.n, 0);
}

/**
 * Stages of others that end tomorrow or are over, for whoever stands above them (review.md §6: escalation one day before):
 * the most urgent ones, and how many more there are.
 */
export async function escalatedRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const rows: WorkRow[] = [];
  for (const stage of await overseenStages(work)) {
    const read = await readPressingReviews(work.db, {
      ...requestOf(work, stage, today),
      limit: overseenAtMost,
    });
    const shown = read.flatMap((row) => rowOf(work, stage, today, row) ?? []);
    rows.push(...shown);
    const last = shown.at(-1);
    if (!last || read.length < overseenAtMost) continue;
    const counted = await countEscalated(work, stage, today, deskCountsTo);
    const more = counted - shown.length;
    if (more <= 0) continue;
    rows.push({
      workId: `escalated-more:${stage}`,
      group: last.group,
      ...(last.remainingWorkdays === undefined ? {} : { remainingWorkdays: last.remainingWorkdays }),
      title: `${reviewStages[stage].label}还有 ${more} 件${counted >= deskCountsTo ? "以上" : ""}临期或者超期`,
      reason: `这里只列最急的 ${shown.length} 件`,
      todo: "看全部",
      from: "",
      address: `/reviews/escalated/${stage}`,
    });
  }
  return rows;
}

/** All of them, by windows. */
export async function listEscalated(
  work: Work,
  input: { stage: ReviewStage; after?: string | undefined; limit: number },
) {
  const today = todayOf(work.ports);
  const overseen = await overseenStages(work);
  if (!overseen.includes(input.stage)) return refuse("not-your-stage");
  const cursor = input.after ? parseCursor(input.after) : undefined;
  const read = await readPressingReviews(work.db, {
    ...requestOf(work, input.stage, today),
    limit: input.limit,
    ...(cursor ? { after: { dueDay: cursor.key, seq: cursor.seq } } : {}),
  });
  const last = read.length === input.limit ? read.at(-1) : undefined;
  const stages: { stage: ReviewStage; label: string; total: number }[] = [];
  for (const stage of overseen)
    stages.push({
      stage,
      label: reviewStages[stage].label,
      total: await countEscalated(work, stage, today, listCountsTo),
    });
  return answer<EscalatedReviews>({
    rows: read.flatMap((row) => rowOf(work, input.stage, today, row) ?? []),
    ...(last ? { next: `${last.seq}~${last.dueDay}` } : {}),
    stages,
  });
}
