import { createHash } from "node:crypto";

import { readEventsOfOpenCases } from "../../../../db/readers/applications.ts";
import { readCalendarImports, type CalendarImportRecord } from "../../../../db/readers/calendar.ts";
import { readOpenStages } from "../../../../db/readers/reviews.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { updateCaseCaches } from "../../../../db/writers/applications.ts";
import { insertCalendarDecision, insertCalendarImport } from "../../../../db/writers/calendar.ts";
import { updateStageDue } from "../../../../db/writers/reviews.ts";
import type {
  ScheduleChange,
  ScheduleImport,
  SchedulePreview,
  ScheduleView,
} from "../../../../shared/contract/calendar.ts";
import {
  adoptYear,
  calendarWith,
  nextCalendarVersion,
  officialCalendar,
  readClock,
  readHolidayNotice,
  recomputeDues,
  validateCalendarYear,
  type CalendarImportError,
  type CalendarYear,
  type ClockEvent,
  type HolidayNoticeProblem,
  type ImportedYear,
  type WorkCalendar,
} from "../../../../shared/domain/clock/index.ts";
import {
  dayOfInstant,
  formatChineseDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { err, type Result } from "../../../../shared/kernel/result.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { cachesOfReading } from "../applications/case-clock.ts";
import { parseClockEvent } from "../applications/clock-event-input.ts";
import { stageDueOf } from "../reviews/stage-due.ts";
import { write, type Work } from "../work.ts";
import { confirmedYears } from "./calendar-in-force.ts";

interface NoticeInput {
  readonly year: number;
  readonly notice: string;
  readonly noticeDate: CalendarDay;
  readonly text: string;
}

function noticeProblem(problem: HolidayNoticeProblem): string {
  switch (problem.type) {
    case "nothing-found":
      return "没有读出放假日期，请粘贴通知正文（“一、元旦：……”各条）";
    case "not-a-day":
      return `“${problem.text}”不是真实的日期`;
    case "weekday-differs":
      return `“${problem.text}”的星期与日期不符`;
    default:
      return `${problem.name}写明共${problem.said}天，日期只有${problem.found}天`;
  }
}

function yearProblem(problem: CalendarImportError): string {
  switch (problem.type) {
    case "makeup-not-on-weekend":
      return `${formatChineseDate(problem.day)}不是周末，不能是上班日`;
    case "in-both-lists":
      return `${formatChineseDate(problem.day)}既放假又上班`;
    case "statutory-day-missing":
      return `${formatChineseDate(problem.day)}（${problem.name}）是法定节假日，通知里没有放假`;
    case "outside-year":
      return `${formatChineseDate(problem.day)}不在这一年`;
    default:
      return "通知的内容不完整";
  }
}

function readNotice(
  work: Work,
  input: NoticeInput,
): Result<{ readonly imported: ImportedYear; readonly digest: string }, readonly string[]> {
  const read = readHolidayNotice(input.text, input.year);
  if (!read.ok) return err(read.error.map(noticeProblem));
  const digest = createHash("sha256").update(input.text).digest("hex");
  const checked = validateCalendarYear({
    year: input.year,
    notice: input.notice,
    noticeDate: input.noticeDate,
    ...read.value,
    importedBy: work.actor.personId,
    importedAt: instantOf(work.ports),
    sha256: digest,
  });
  return checked.ok
    ? { ok: true, value: { imported: checked.value, digest } }
    : err(checked.error.map(yearProblem));
}

interface OpenCase {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly events: readonly ClockEvent[];
}

async function openCases(db: ReadDb): Promise<readonly OpenCase[]> {
  return (await readEventsOfOpenCases(db)).map((one) => ({
    ...one,
    events: one.events.map(({ eventId, event }) => {
      const parsed = parseClockEvent(event);
      if (!parsed) throw new Error("stored clock event does not parse");
      return { ...parsed, id: eventId };
    }),
  }));
}

function changesOf(
  cases: readonly OpenCase[],
  before: WorkCalendar,
  after: WorkCalendar,
  today: CalendarDay,
): readonly ScheduleChange[] {
  const numbers = new Map(cases.map((one) => [one.applicationId, one.applicationNo]));
  return recomputeDues(cases, before, after, today).map(({ applicationId, ...change }) => ({
    applicationNo: numbers.get(applicationId) ?? "",
    ...change,
  }));
}

const withYear = (calendar: WorkCalendar, year: number, data: CalendarYear): WorkCalendar =>
  calendarWith(calendar, [{ year, data, version: calendar.version }]);

const stateOf = (record: CalendarImportRecord): ScheduleImport["state"] =>
  record.decision === undefined ? "pending" : record.decision === "confirm" ? "confirmed" : "rejected";

export async function readSchedules(work: Work) {
  const records = await readCalendarImports(work.db);
  const today = todayOf(work.ports);
  // What a waiting schedule would move is for the two who decide; everybody else only asks which years are unknown.
  const decides = work.actor.roles.some((role) => role === "systemAdmin" || role === "securityAdmin");
  const waits = decides && records.some((record) => record.decision === undefined);
  const cases = waits ? await openCases(work.db) : [];
  const thisYear = Number(today.slice(0, 4));
  return answer<ScheduleView>({
    version: work.calendar.version,
    years: Object.entries(work.calendar.years).map(([year, { notice }]) => ({ year: Number(year), notice })),
    unknownYears: [thisYear, thisYear + 1].filter((year) => work.calendar.years[year] === undefined),
    imports: records.toReversed().map((record): ScheduleImport => {
      const data = record.body as CalendarYear;
      return {
        importId: record.importId,
        year: record.year,
        notice: record.notice,
        noticeDate: data.noticeDate,
        off: data.off,
        makeup: data.makeup,
        blocks: data.blocks ?? [],
        importedBy: record.importedBy,
        importedAt: record.importedAt as Instant,
        state: stateOf(record),
        ...(record.version ? { version: record.version } : {}),
        ...(record.decidedBy ? { decidedBy: record.decidedBy } : {}),
        ...(record.decidedAt ? { decidedAt: record.decidedAt as Instant } : {}),
        changes:
          record.decision === undefined
            ? changesOf(cases, work.calendar, withYear(work.calendar, record.year, data), today)
            : (record.changes as readonly ScheduleChange[]),
      };
    }),
  });
}

export async function previewSchedule(work: Work, input: NoticeInput) {
  const read = readNotice(work, input);
  if (!read.ok) return refuse("schedule-invalid", { facts: { problems: read.error.slice(0, 20) } });
  const { year, data, movableDaysChecked } = read.value.imported;
  const cases = await openCases(work.db);
  return answer<SchedulePreview>({
    off: data.off,
    makeup: data.makeup,
    blocks: data.blocks ?? [],
    movableDaysChecked,
    changes: changesOf(cases, work.calendar, withYear(work.calendar, year, data), todayOf(work.ports)),
  });
}

export async function importSchedule(work: Work, input: NoticeInput) {
  const read = readNotice(work, input);
  if (!read.ok) return refuse("schedule-invalid", { facts: { problems: read.error.slice(0, 20) } });
  const { imported, digest } = read.value;
  const importId = work.ports.newId();
  const stored = await write(work, async (tx, audit) => {
    const waiting = (await readCalendarImports(tx)).some(
      (record) => record.year === imported.year && record.decision === undefined,
    );
    if (waiting) return false;
    await insertCalendarImport(tx, {
      id: importId,
      year: imported.year,
      notice: imported.data.notice,
      body: imported.data,
      sourceDigest: digest,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "calendar.imported",
      subjectKind: "calendar",
      subjectId: String(imported.year),
      detail: { digest },
    });
    return true;
  });
  if (!stored) return refuse("schedule-pending");
  work.changed("calendar");
  return answer({ importId });
}

/**
 * The decision of the second person. A confirmed schedule is in force from this moment: the due days that lists show are
 * written anew in the same transaction, and what moved is kept with the decision (calendar.md §5).
 */
export async function decideSchedule(
  work: Work,
  input: { importId: string; decision: "confirm" | "reject" },
) {
  const at = instantOf(work.ports);
  const today = todayOf(work.ports);
  const decided = await write(work, async (tx, audit) => {
    const records = await readCalendarImports(tx);
    const record = records.find((one) => one.importId === input.importId);
    if (!record) return "unknown-schedule" as const;
    if (record.decision !== undefined) return "schedule-decided" as const;
    const confirmed = confirmedYears(records);
    const before = calendarWith(officialCalendar, confirmed);
    const common = {
      importId: input.importId,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at,
    };
    if (input.decision === "reject") {
      await insertCalendarDecision(tx, { ...common, decision: "reject", changes: [] });
      audit({ act: "calendar.rejected", subjectKind: "calendar", subjectId: String(record.year) });
      return [];
    }
    const adopted = adoptYear(
      before,
      {
        year: record.year,
        data: record.body as CalendarYear,
        importedBy: record.importedByPersonId,
        importedAt: record.importedAt,
        sha256: "",
        movableDaysChecked: true,
      },
      work.actor.personId,
      nextCalendarVersion(officialCalendar, confirmed, record.year),
    );
    // The roles exclude each other and the trigger refuses it too; only a broken store comes here.
    if (!adopted.ok) throw new Error(`schedule not adopted: ${adopted.error.type}`);
    const after = adopted.value;
    const cases = await openCases(tx);
    const changes = changesOf(cases, before, after, today);
    await insertCalendarDecision(tx, { ...common, decision: "confirm", version: after.version, changes });
    for (const one of cases)
      await updateCaseCaches(tx, one.applicationId, cachesOfReading(readClock(one.events, after, today)));
    for (const stage of await readOpenStages(tx))
      await updateStageDue(
        tx,
        stage.reviewId,
        await stageDueOf(tx, after, stage, {
          stage: stage.stage,
          arrivedOn: dayOfInstant(stage.arrivedAt as Instant),
        }),
      );
    audit({
      act: "calendar.confirmed",
      subjectKind: "calendar",
      subjectId: String(record.year),
      detail: { version: after.version, changes: changes.map((change) => ({ ...change })) },
    });
    return changes;
  });
  if (typeof decided === "string") return refuse(decided);
  work.changed("calendar", "applications", "reviews", "*");
  return answer({ changes: decided });
}
