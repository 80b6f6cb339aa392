import {
  readApprovedWaiting,
  readReturned,
  readToReassess,
} from "../../../../db/readers/review-reminders.ts";
import { readQueue } from "../../../../db/readers/reviews.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import {
  approvedReminder,
  reassessmentShownDays,
  stageReminder,
} from "../../../../shared/domain/review/review-reminder.ts";
import {
  reviewConclusions,
  reviewStages,
  type ReviewConclusion,
  type ReviewStage,
} from "../../../../shared/domain/review/review-stages.ts";
import {
  addDays,
  dayOfInstant,
  formatShortDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { instantOf } from "../../ports/ports.ts";
import { disclosureDue } from "../items/freeze-revision.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import { queueStages } from "../reviews/stage-rights.ts";
import { paperDueOf } from "../reviews/stage-due.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

const rowLimit = 100;

/** Reviews on a stage of the caller. */
export async function reviewRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const stages = await queueStages(work);
  if (stages.length === 0) return [];
  const queue = await readQueue(work.db, {
    stages,
    personId: work.actor.personId,
    owners: "mine",
    leaderMayHeadUnit: work.settings.leaderMayHeadUnit,
    limit: rowLimit,
  });
  return queue.map((row) => {
    const stage: ReviewStage = row.currentStage ?? "selfCheck";
    const dueDay = row.dueDay as CalendarDay;
    const remaining = remainingWorkdays(work, today, dueDay);
    const arrivedOn = dayOfInstant(row.stageArrivedAt as Instant);
    const reminder = stageReminder({ stage, arrivedOn, dueDay, today }, work.calendar);
    return {
      workId: `review:${row.reviewId}`,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      limitWorkdays: reviewStages[stage].limitWorkdays,
      title: row.title,
      reason: reminder ? `${reminder.words}；${row.reason}` : row.reason,
      todo: reviewStages[stage].label,
      from: row.fromPerson,
      address: `/reviews/${row.reviewId}`,
    };
  });
}

/** Approved and not released: by the day the law sets, else before it lies, and at last before the approval is void. */
export async function approvedRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("disclosureOffice")) return [];
  const waiting = await readApprovedWaiting(work.db, instantOf(work.ports), rowLimit);
  const rows: WorkRow[] = [];
  for (const one of waiting) {
    const metadata = itemMetadata.parse(JSON.parse(one.metadata));
    // A planned time in what was reviewed is kept by the centre; the paper may be handed over before it.
    const paperDue = await paperDueOf(work.db, work.calendar, { metadata });
    const approvedOn = dayOfInstant(one.approvedAt as Instant);
    const reminder = approvedReminder({ approvedOn, paperDue }, today, work.calendar);
    const remaining = remainingWorkdays(work, today, reminder.due);
    const expired = reminder.kind === "expired";
    rows.push({
      workId: `approved:${one.reviewId}`,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      title: one.title,
      reason: `${reminder.article}，${formatShortDate(reminder.due, today)}${expired ? "已失效" : "前发布"}`,
      todo: expired ? "退承办人重新送审" : "发布",
      from: one.approvedBy,
      address: `/reviews/${one.reviewId}/release`,
    });
  }
  return rows;
}

/** Papers that came back: the drafter changes them and sends them again; the period of the law runs on. */
export async function returnedRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("drafter")) return [];
  const returned = await readReturned(work.db, work.actor.accountId, rowLimit);
  return returned.map((one): WorkRow => {
    const formedOn = one.property === "proactive" && one.formedOn ? (one.formedOn as CalendarDay) : undefined;
    const due = formedOn ? disclosureDue(work, { formedOn }) : undefined;
    const remaining = due ? remainingWorkdays(work, today, due.day) : undefined;
    const back = dayOfInstant(one.returnedAt as Instant);
    return {
      workId: `returned:${one.itemId}`,
      group: remaining === undefined ? "today" : groupOf(remaining),
      ...(remaining === undefined ? {} : { remainingWorkdays: remaining, limitWorkdays: 20 }),
      title: one.title,
      reason: `${reviewStages[one.stage].label}${formatShortDate(back, today)}退回${due ? `，应于${formatShortDate(due.day, today)}前公开` : ""}`,
      todo: "修改后重新送审",
      from: one.returnedBy,
      address: `/items/${one.itemId}`,
    };
  });
}

/** What was put off or refused comes back at its day, to its drafter and the office (条例18; review.md §6). */
export async function reassessRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const { roles, personId } = work.actor;
  const office = roles.includes("disclosureOffice");
  if (!office && !roles.includes("drafter")) return [];
  const until = addDays(today, reassessmentShownDays);
  const due = await readToReassess(work.db, until, rowLimit, office ? undefined : personId);
  return due.map((one): WorkRow => {
    const day = one.dueDay as CalendarDay;
    const remaining = remainingWorkdays(work, today, day);
    const decidedOn = formatShortDate(dayOfInstant(one.decidedAt as Instant), today);
    const [first] = JSON.parse(one.reasons) as { text: string }[];
    return {
      workId: `reassess:${one.itemId}`,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      title: one.title,
      reason: `${decidedOn}${reviewConclusions[one.conclusion as ReviewConclusion].label}${first ? `（${first.text}）` : ""}，${formatShortDate(day, today)}重新评估`,
      todo: "重新评估，送审",
      from: one.decidedBy,
      address: `/items/${one.itemId}`,
    };
  });
}
