import { addDays, type CalendarDay, daysBetween, weekday } from "../../kernel/calendar-day.ts";
import { holidayBlockOf, isOfficial, type WorkCalendar } from "./calendar.ts";
import type { ClockEvent } from "./clock-events.ts";
import { clockSentence, shortDate } from "./clock-wording.ts";
import { addWorkdays } from "./counting.ts";
import { causeArticles, type DayExplanation, describeCauses, explainDays } from "./explain-days.ts";
import { type ClockReading, readClock } from "./read-clock.ts";
import { type TimelineMark, timelineMarks } from "./timeline-marks.ts";

/** How a day column is drawn (ui/tokens.md §4). `line` is the base line: rest days, and days before a restart. */
export type TimelineCell =
  | "line"
  | "anchor"
  | "used"
  | "today"
  | "left"
  | "extension"
  | "suspended"
  | "waiting"
  | "due"
  | "overdue"
  | "pale";

export interface TimelineColumn {
  readonly day: CalendarDay;
  readonly cell: TimelineCell;
  /** Number of the clock, for hover and for readers. */
  readonly count?: number;
  /** The number printed in the cell: 1, 5, 10 … and today. */
  readonly label?: number;
  readonly isToday: boolean;
  readonly isDue: boolean;
  /** 班 underneath. */
  readonly makeup: boolean;
  /** First column of a month in the picture; its number. */
  readonly month?: number;
  readonly provisional: boolean;
  readonly why: string;
  readonly article: string;
}

export interface TimelineBracket {
  readonly kind: "suspension" | "projected" | "extension" | "delayed" | "waiting";
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly workdays: number;
  readonly label: string;
  readonly article: string;
  /** Rows below the cells; brackets that would overlap take different rows. */
  readonly row: number;
}

export interface TimelineHoliday {
  readonly name: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  /** Days of the whole block, also when the picture cuts it. */
  readonly days: number;
  readonly label: string;
}

/** What the picture of one application's clock draws; everything is in day columns. */
export interface Timeline {
  readonly reading: ClockReading;
  readonly sentence: string;
  readonly columns: readonly TimelineColumn[];
  readonly marks: readonly TimelineMark[];
  readonly brackets: readonly TimelineBracket[];
  readonly holidays: readonly TimelineHoliday[];
  readonly rows: readonly DayExplanation[];
  readonly provisional: boolean;
}

function cellOf(row: DayExplanation, reading: ClockReading): TimelineCell {
  const { asOf, closing } = reading;
  const current = reading.anchor;
  switch (row.kind) {
    case "anchor":
      return row.day === current ? "anchor" : "line";
    case "rest":
    case "beforeReceipt":
    case "beforeRestart":
      return "line";
    case "suspended":
      return "suspended";
    case "waiting":
      return row.day <= asOf ? "waiting" : "pale";
    case "afterClose":
      return "pale";
    case "afterDue":
      return !closing && row.day <= asOf
        ? "overdue"
        : closing && row.day <= closing.onDay
          ? "overdue"
          : "pale";
    default:
      if (row.day === reading.effectiveDue) return "due";
      if (row.day < asOf || closing) return "used";
      if (row.day === asOf) return "today";
      return (row.number ?? 0) > 20 ? "extension" : "left";
  }
}

/** Days the picture shows after its last meaningful day: to the end of that week, so that the due day is not cut off. */
function endOfWeek(day: CalendarDay): CalendarDay {
  return addDays(day, (7 - weekday(day)) % 7);
}

function columnsOf(rows: readonly DayExplanation[], reading: ClockReading): readonly TimelineColumn[] {
  let month = -1;
  return rows.map((row) => {
    const cell = cellOf(row, reading);
    const number = row.counted ? row.number : undefined;
    const isToday = !reading.closing && row.day === reading.asOf;
    const drawn = cell !== "line" && cell !== "anchor" && cell !== "pale";
    const labelled = drawn && number !== undefined && (number === 1 || number % 5 === 0 || isToday);
    const own = Number(row.day.slice(5, 7));
    const begins = own !== month;
    month = own;
    return {
      day: row.day,
      cell,
      ...(row.number === undefined ? {} : { count: row.number }),
      ...(labelled ? { label: number } : {}),
      isToday,
      isDue: row.day === reading.effectiveDue,
      makeup: row.makeup,
      ...(begins ? { month: own } : {}),
      provisional: row.provisional,
      why: row.why,
      article: row.article,
    };
  });
}

type BareBracket = Omit<TimelineBracket, "row">;

function suspensionBrackets(reading: ClockReading): readonly BareBracket[] {
  return reading.suspensions.flatMap((entry) => {
    const from = addDays(entry.after, 1);
    const article = causeArticles(entry.causes);
    const label = `${describeCauses(entry.causes)}，${entry.workdays} 个工作日不计（${article}）`;
    const common = { workdays: entry.workdays, article };
    if (!entry.projected || entry.through <= reading.asOf) {
      return [{ kind: "suspension" as const, from, to: entry.through, label, ...common }];
    }
    const waiting = `剩 ${reading.remainingWorkdays} 个工作日，最迟 ${shortDate(entry.through)} 收回（预计）`;
    const ahead = { kind: "projected" as const, to: entry.through, label: waiting, ...common };
    if (reading.asOf < from) return [{ ...ahead, from }];
    return [
      {
        kind: "suspension" as const,
        from,
        to: reading.asOf,
        label: `${describeCauses(entry.causes)}，暂停中（${article}）`,
        ...common,
      },
      { ...ahead, from: addDays(reading.asOf, 1) },
    ];
  });
}

function lengthBrackets(
  reading: ClockReading,
  rows: readonly DayExplanation[],
  calendar: WorkCalendar,
): readonly BareBracket[] {
  const { baseDue, effectiveDue, extension, extendedDue, anchor } = reading;
  const brackets: BareBracket[] = [];
  if (!baseDue || !effectiveDue || !anchor) return brackets;
  if (extension?.valid && extendedDue && effectiveDue === extendedDue) {
    brackets.push({
      kind: "extension",
      from: addWorkdays(anchor, 21, calendar, reading.suspensions).day,
      to: extendedDue,
      workdays: extension.days,
      label: `延长 ${extension.days} 个工作日（条例第三十三条第二款）`,
      article: "条例第三十三条第二款",
    });
  } else if (reading.delayedReply?.valid && effectiveDue > baseDue) {
    const from = addDays(baseDue, 1);
    const workdays = rows.filter((row) => row.counted && row.day >= from).length;
    brackets.push({
      kind: "delayed",
      from,
      to: effectiveDue,
      workdays,
      label: `延迟答复 ${workdays} 个工作日（条例第三十五条）`,
      article: "条例第三十五条",
    });
  }
  const waiting = rows.filter((row) => row.kind === "waiting" && row.day <= reading.asOf);
  const first = waiting[0];
  if (first) {
    const byFee = reading.state === "awaitingFee";
    const until = byFee ? reading.fee?.payDue : reading.correction?.due;
    const limit = until ? `，限 ${shortDate(until)} 前` : "";
    brackets.push({
      kind: "waiting",
      from: first.day,
      to: reading.asOf,
      workdays: waiting.length,
      label: `${byFee ? "等待缴费" : "等待补正"}${limit}（${first.article}）`,
      article: first.article,
    });
  }
  return brackets;
}

function inRows(
  brackets: readonly BareBracket[],
  first: CalendarDay,
  last: CalendarDay,
): readonly TimelineBracket[] {
  const placed: TimelineBracket[] = [];
  for (const bracket of brackets.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (bracket.from > last || bracket.to < first) continue;
    let row = 1;
    const clashes = (other: TimelineBracket): boolean =>
      other.row === row && other.from <= bracket.to && bracket.from <= other.to;
    while (placed.some(clashes)) row += 1;
    placed.push({ ...bracket, row });
  }
  return placed;
}

function holidaysOf(columns: readonly TimelineColumn[], calendar: WorkCalendar): readonly TimelineHoliday[] {
  const blocks = new Map<CalendarDay, TimelineHoliday>();
  for (const column of columns) {
    const block = holidayBlockOf(column.day, calendar);
    if (!block || blocks.has(block.from)) continue;
    const days = daysBetween(block.from, block.to) + 1;
    blocks.set(block.from, { ...block, days, label: `休 ${days} 天` });
  }
  return [...blocks.values()];
}

export interface TimelineOptions {
  /** Day columns one mark's text takes at the drawn width; decides sides and levels. */
  readonly markColumns?: number;
}

/**
 * The picture of an application's clock on one day, as pure data. Columns run from the first receipt (or arrival) to the
 * end of the week of the due day, today or the answer, whichever is last. Empty before anything was received.
 *
 * Units: calendar-day columns; counts are working days of the clock itself. Source: ui/tokens.md §4; law.md §4.
 */
export function buildTimeline(
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
  asOf: CalendarDay,
  options: TimelineOptions = {},
): Timeline {
  const reading = readClock(events, calendar, asOf);
  const sentence = clockSentence(reading, calendar);
  const receipt = reading.receiptDate;
  const due = reading.effectiveDue;
  if (!receipt || !due) {
    return {
      reading,
      sentence,
      columns: [],
      marks: [],
      brackets: [],
      holidays: [],
      rows: [],
      provisional: reading.provisional,
    };
  }
  const arrivals = events.filter((event) => event.type === "arrived" && event.onDay <= asOf);
  const start = [receipt, ...arrivals.map((event) => event.onDay)].toSorted()[0] ?? receipt;
  const last = [due, reading.closing?.onDay ?? asOf].toSorted().at(-1) ?? due;
  const rows = explainDays(reading, calendar, start, endOfWeek(last));
  const columns = columnsOf(rows, reading);
  const end = rows.at(-1)?.day ?? last;
  const isProvisional = (day: CalendarDay): boolean => !isOfficial(day, calendar);
  return {
    reading,
    sentence,
    columns,
    marks: timelineMarks(
      events,
      reading,
      calendar,
      { start, columns: columns.length, markColumns: options.markColumns ?? 7 },
      isProvisional,
    ),
    brackets: inRows(
      [...suspensionBrackets(reading), ...lengthBrackets(reading, rows, calendar)],
      start,
      end,
    ),
    holidays: holidaysOf(columns, calendar),
    rows,
    provisional: reading.provisional || columns.some((column) => column.provisional),
  };
}

/** One week of the folded form, Monday first; days outside the picture are undefined. */
export interface TimelineWeek {
  /** 「9月」 in the first week and where a Monday begins a new month, otherwise 「14日」. */
  readonly label: string;
  readonly monthLabel: boolean;
  readonly days: readonly (TimelineColumn | undefined)[];
}

/** The same columns folded to one week a row (the left edge of the letter editor). */
export function foldTimeline(timeline: Timeline): readonly TimelineWeek[] {
  const first = timeline.columns[0];
  if (!first) return [];
  const weeks: TimelineWeek[] = [];
  const byDay = new Map(timeline.columns.map((column) => [column.day, column]));
  const last = timeline.columns.at(-1)?.day ?? first.day;
  let previousMonth = "";
  for (
    let monday = addDays(first.day, -((weekday(first.day) + 6) % 7));
    monday <= last;
    monday = addDays(monday, 7)
  ) {
    const month = monday.slice(0, 7);
    const monthLabel = month !== previousMonth;
    previousMonth = month;
    weeks.push({
      label: monthLabel ? `${Number(monday.slice(5, 7))}月` : `${Number(monday.slice(8, 10))}日`,
      monthLabel,
      days: Array.from({ length: 7 }, (_, offset) => byDay.get(addDays(monday, offset))),
    });
  }
  return weeks;
}
