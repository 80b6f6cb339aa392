import { readDueCases, countApplications } from "../../../../db/readers/applications.ts";
import { readItemsFormedBefore } from "../../../../db/readers/items.ts";
import { countOutbox } from "../../../../db/readers/publications.ts";
import { countQueueByDueDay } from "../../../../db/readers/reviews.ts";
import { countConclusions, countReviewsByMonth } from "../../../../db/readers/statistics.ts";
import type { HomeView, WorkRow } from "../../../../shared/contract/desk.ts";
import { mayReadContent } from "../../../../shared/domain/access/policy.ts";
import {
  signedWorkdays,
  type DueReading,
  type DueStanding,
} from "../../../../shared/domain/clock/due-reading.ts";
import type { DisputeView } from "../../../../shared/contract/disputes.ts";
import { disputeKinds } from "../../../../shared/domain/application/dispute.ts";
import { addWorkdays, dayFacts } from "../../../../shared/domain/clock/index.ts";
import { waitingFor } from "../../../../shared/domain/clock/waiting-for.ts";
import { reviewConclusions, type ReviewConclusion } from "../../../../shared/domain/review/review-stages.ts";
import {
  addDays,
  addMonths,
  calendarDay,
  formatShortDate,
  weekday,
  type CalendarDay,
} from "../../../../shared/kernel/calendar-day.ts";
import { answer } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { disputeViews } from "../applications/disputes.ts";
import { readingOf, readRecordedEvents } from "../applications/case-clock.ts";
import { disclosureDue } from "../items/freeze-revision.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import { countWaitingForMe } from "../reviews/count-queue.ts";
import { stagesByRole } from "../reviews/stage-rights.ts";
import type { Work } from "../work.ts";
import { referralRows } from "./referral-rows.ts";
import { escalatedRows } from "./escalated-rows.ts";
import { administratorRows } from "./administrator-rows.ts";
import { doneTodayRows } from "./done-today-rows.ts";
import { approvedRows, reassessRows, returnedRows, reviewRows } from "./review-rows.ts";
import { afterReleaseRows } from "./after-release-rows.ts";
import { consultationRows } from "./consultation-rows.ts";
import { legalReadingRows } from "./legal-reading-rows.ts";
import { catalogueRows } from "./catalogue-rows.ts";
import { evaluationRows } from "./evaluation-rows.ts";
import { ledgerRows } from "./ledger-rows.ts";
import { groupOf } from "./work-group.ts";
import { applicationIntake } from "../../../../shared/contract/applications.ts";

const rowLimit = 100;
const shownWeeks = 5;

async function caseRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("disclosureOffice") && !work.actor.roles.includes("drafter")) return [];
  const office = work.actor.roles.includes("disclosureOffice");
  const cases = await readDueCases(work.db, {
    ...(office ? {} : { handlerAccountId: work.actor.accountId }),
    limit: rowLimit,
  });
  const rows = await Promise.all(
    cases.map(async (record): Promise<WorkRow> => {
      const intake = applicationIntake.parse(record.intake);
      const events = (await readRecordedEvents(work.db, record.applicationId)).map((entry) => entry.event);
      const reading = readingOf(events, work.calendar, today);
      const { todo, words, remainingWorkdays: remaining, limitWorkdays } = waitingFor(reading, work.calendar);
      return {
        workId: `application:${record.applicationId}`,
        group: remaining === undefined ? "later" : groupOf(remaining),
        ...(remaining === undefined ? {} : { remainingWorkdays: remaining }),
        ...(limitWorkdays === undefined ? {} : { limitWorkdays }),
        title: `${intake.applicantName}申请公开“${intake.requestedInformation.slice(0, 40)}”`,
        reason: words,
        todo,
        from: record.handlerName,
        address: `/applications/${record.applicationId}`,
      };
    }),
  );
  return rows;
}

/** Reconsiderations and suits the organ has not answered yet: a missed day is an act without evidence (复议法70). */
async function disputeRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("disclosureOffice") && !work.actor.roles.includes("drafter")) return [];
  const row = (
    dispute: DisputeView,
    answerDue: DueReading,
    standing: DueStanding,
    words: { readonly id: string; readonly kind: string; readonly todo: string; readonly from: string },
  ): WorkRow => {
    const remaining = signedWorkdays(standing);
    return {
      workId: words.id,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      limitWorkdays: answerDue.unit === "workdays" ? answerDue.length : 11,
      title: `${dispute.applicantName}：${words.kind}`,
      reason: `${formatShortDate(answerDue.day, today)}前${words.todo}（${answerDue.article}）`,
      todo: words.todo,
      from: words.from,
      address: `/applications/${dispute.applicationId}`,
    };
  };
  return (await disputeViews(work, { open: true })).flatMap((dispute): readonly WorkRow[] => {
    const { appeal, reading } = dispute;
    const waits = (state: string): boolean => state === "toAnswer" || state === "answerLate";
    if (waits(reading.state))
      return [
        row(dispute, reading.answerDue, reading.standing, {
          id: `dispute:${dispute.disputeId}`,
          kind: disputeKinds[dispute.kind],
          todo: "答复举证",
          from: dispute.organ,
        }),
      ];
    if (appeal && waits(appeal.reading.state) && appeal.reading.answerDue && appeal.reading.standing)
      return [
        row(dispute, appeal.reading.answerDue, appeal.reading.standing, {
          id: `appeal:${appeal.appealId}`,
          kind: `${disputeKinds[dispute.kind]}，二审`,
          todo: "答辩",
          from: appeal.court,
        }),
      ];
    return [];
  });
}

/** Items whose 20 working days (条例26) end within two weeks and that are not out yet. */
async function disclosureRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("drafter")) return [];
  const items = await readItemsFormedBefore(work.db, addDays(today, -12), work.actor.accountId, rowLimit);
  return items.flatMap((item): WorkRow[] => {
    // What came back stands on the desk by itself, whatever its period.
    if (item.state === "returned") return [];
    const due = disclosureDue(work, { formedOn: item.formedOn as CalendarDay });
    if (!due) return [];
    const remaining = remainingWorkdays(work, today, due.day);
    return [
      {
        workId: `item:${item.itemId}`,
        group: groupOf(remaining),
        remainingWorkdays: remaining,
        limitWorkdays: 20,
        title: item.title,
        reason: `条例第二十六条，应于${formatShortDate(due.day, today)}前公开`,
        todo: item.state === "approved" ? "发布" : "送审",
        from: item.drafterName,
        address: `/items/${item.itemId}`,
      },
    ];
  });
}

/** 工作台: what waits for the caller, most urgent first, and the pictures beside it. */
export async function readHome(work: Work) {
  const today = todayOf(work.ports);
  const content = mayReadContent(work.actor);
  const rows = content
    ? [
        ...(await reviewRows(work, today)),
        ...(await escalatedRows(work, today)),
        ...(await approvedRows(work, today)),
        ...(await returnedRows(work, today)),
        ...(await reassessRows(work, today)),
        ...(await referralRows(work)),
        ...(await caseRows(work, today)),
        ...(await consultationRows(work, today)),
        ...(await legalReadingRows(work, today)),
        ...(await disputeRows(work, today)),
        ...(await disclosureRows(work, today)),
        ...(await afterReleaseRows(work, today)),
        ...(await ledgerRows(work, today)),
        ...(await evaluationRows(work, today)),
        ...(await catalogueRows(work, today)),
      ]
    : await administratorRows(work, today);
  const sorted = rows
    .toSorted((a, b) => (a.remainingWorkdays ?? 999) - (b.remainingWorkdays ?? 999))
    .slice(0, 300);
  const dueByDay = new Map<string, number>();
  for (const row of sorted) {
    if (row.remainingWorkdays === undefined || row.remainingWorkdays < 0) continue;
    // Later than the picture shows; a day years away is not counted to either.
    if (row.remainingWorkdays > shownWeeks * 7) continue;
    const day = addWorkdays(today, row.remainingWorkdays, work.calendar).day;
    dueByDay.set(day, (dueByDay.get(day) ?? 0) + 1);
  }
  const monday = addDays(today, -((weekday(today) + 6) % 7));
  const days: HomeView["days"] = Array.from({ length: shownWeeks * 7 }, (_unused, index) => {
    const day = addDays(monday, index);
    const facts = dayFacts(day, work.calendar);
    const weekend = weekday(day) === 0 || weekday(day) === 6;
    return {
      day,
      kind: facts.workday ? (weekend ? "makeup" : "work") : "rest",
      due: dueByDay.get(day) ?? 0,
      urgent: day <= today,
    };
  });
  const waiting = content ? await countWaitingForMe(work) : { total: 0, dueDays: [] };
  const shownUntil = addWorkdays(today, 5, work.calendar).day;
  // What is too much to be counted row by row is pictured by stage.
  const buckets =
    waiting.dueDays?.filter((dueDay) => dueDay <= shownUntil).map((dueDay) => ({ dueDay, n: 1 })) ??
    (await countQueueByDueDay(work.db, stagesByRole(work), shownUntil));
  const label = (due: string) => {
    const remaining = remainingWorkdays(work, today, due as CalendarDay);
    return remaining < 0 ? "超期" : remaining === 0 ? "今天" : `剩${remaining}`;
  };
  const byRemaining = new Map<string, number>(["超期", "今天", "剩1", "剩2", "剩3"].map((name) => [name, 0]));
  for (const bucket of buckets)
    byRemaining.set(label(bucket.dueDay), (byRemaining.get(label(bucket.dueDay)) ?? 0) + bucket.n);
  const months = Array.from({ length: 6 }, (_unused, index) => addMonths(today, index - 5).slice(0, 7));
  const byMonth = content ? await countReviewsByMonth(work.db, months) : [];
  const outbox = await countOutbox(work.db);
  const sync = work.sync.status();
  return answer<HomeView>({
    today,
    rows: [...sorted, ...(content ? await doneTodayRows(work) : [])],
    days,
    reviewsByRemaining: [...byRemaining].map(([name, count]) => ({ label: name, count })),
    // A month without reviews is a month of the picture too.
    throughput: months.map(
      (month) => byMonth.find((row) => row.month === month) ?? { month, submitted: 0, decided: 0 },
    ),
    conclusions: content
      ? (await countConclusions(work.db, calendarDay(`${today.slice(0, 4)}-01-01`))).map((row) => ({
          conclusion: reviewConclusions[row.conclusion as ReviewConclusion]?.label ?? row.conclusion,
          count: row.n,
        }))
      : [],
    counts: {
      work: sorted.length,
      reviews: waiting.total,
      cases: content ? await countApplications(work.db, true) : 0,
      packagesWaiting: outbox.waiting,
      sync: sync.state,
      ...(sync.offlineDays === undefined ? {} : { offlineDays: sync.offlineDays }),
    },
  });
}
