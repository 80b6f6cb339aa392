import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { daysBetween } from "../../kernel/calendar-day.ts";
import { dayFacts, type WorkCalendar } from "./calendar.ts";
import { type ClockEvent, orderClockEvents, redirectedMatters } from "./clock-events.ts";
import { shortDate } from "./clock-wording.ts";
import { countWorkdays, isSuspended } from "./counting.ts";
import { overdueWords } from "./due-reading.ts";
import type { ClockReading } from "./read-clock.ts";
import { channelRules } from "./receipt-date.ts";

export type MarkTone = "fact" | "today" | "due" | "superseded" | "answered";

/** A mark above the row of cells: date and fact in the first line, meaning in the second. */
export interface TimelineMark {
  readonly day: CalendarDay;
  readonly tone: MarkTone;
  readonly title: string;
  readonly detail: string;
  readonly provisional: boolean;
  /** 1 stands right above the cells, 2 above it. */
  readonly level: 1 | 2;
  /** Whether the text begins or ends at the day. */
  readonly align: "start" | "end";
}

type BareMark = Omit<TimelineMark, "level" | "align">;

interface Fact {
  readonly text: string;
  readonly detail: string;
  readonly tone?: MarkTone;
}

const serviceWords: Readonly<Record<string, string>> = {
  post: "交邮",
  direct: "签收",
  entrusted: "签收",
  courier: "签收",
  leftAtPlace: "留置",
  email: "发送",
  internet: "发送",
  fax: "发送",
  publicNotice: "公告期满",
};

function receiptDetail(event: ClockEvent): string {
  if (event.type === "receiptConfirmed") return "双方确认";
  const channel = event.type === "received" ? event.channel : undefined;
  return channel ? channelRules[channel].label : "";
}

function describe(event: ClockEvent, reading: ClockReading, calendar: WorkCalendar): Fact | undefined {
  const { anchor } = reading;
  const nth = anchor ? countWorkdays(anchor, event.onDay, calendar, reading.suspensions) : 0;
  const pauses = reading.suspensions.some(
    (entry) => entry.after <= event.onDay && event.onDay < entry.through,
  );
  switch (event.type) {
    case "arrived":
      return event.onDay === reading.receiptDate
        ? undefined
        : { text: "到达", detail: channelRules[event.channel].needsConfirmation ? "待确认" : "" };
    case "received":
    case "receiptConfirmed":
      return { text: "收到", detail: receiptDetail(event) };
    case "correctionNoticeIssued":
      return { text: "告知补正", detail: reading.correction?.inTime === false ? "逾期告知，不重新计算" : "" };
    case "correctedReceived":
      return { text: "收到补正", detail: reading.correction?.restarted ? "期限重新计算" : "" };
    case "consultationIssued":
      return { text: "发函征求", detail: pauses ? `第 ${nth} 日后暂停` : "" };
    case "consultationReturned":
      return { text: "意见收回", detail: pauses ? "" : "次日续算" };
    case "consultationClosed":
      return { text: "不再等待意见", detail: "次日续算" };
    case "extensionNoticeIssued":
      return {
        text: `告知延期 ${event.days} 个工作日`,
        detail: reading.extension?.noticeIssuedOn === event.onDay && !reading.extension.valid ? "无效" : "",
      };
    case "feeNoticeIssued":
      return { text: "发出收费通知", detail: reading.fee?.inTime === false ? "逾期发出，不得收费" : "" };
    case "feePaid":
      return { text: "缴费完成", detail: reading.fee?.restarted ? "期限重新计算" : "" };
    case "reasonRequested":
      return { text: "要求说明理由", detail: "期限照常计算" };
    case "reasonGiven":
      return { text: "收到理由说明", detail: "" };
    case "delayedReplySet":
      return { text: "确定延迟答复", detail: "" };
    case "withdrawn":
      return { text: "撤回申请", detail: "", tone: "answered" };
    case "abandoned":
      return { text: "视为放弃", detail: "", tone: "answered" };
    case "redirected":
      return { text: `转按${redirectedMatters[event.matter]}办理`, detail: "", tone: "answered" };
    case "split":
      return { text: `拆分为 ${event.units} 件`, detail: "", tone: "answered" };
    case "replied":
      return {
        text: "答复",
        detail: (event.serviceMethod && serviceWords[event.serviceMethod]) ?? "",
        tone: "answered",
      };
    default:
      return undefined;
  }
}

function joined(texts: readonly string[], by: string): string {
  return [...new Set(texts.filter((text) => text !== ""))].join(by);
}

/** Facts of one day become one mark, so that their texts cannot run over each other. */
function factMarks(
  events: readonly ClockEvent[],
  reading: ClockReading,
  calendar: WorkCalendar,
  isProvisional: (day: CalendarDay) => boolean,
): BareMark[] {
  const byDay = new Map<CalendarDay, Fact[]>();
  for (const event of orderClockEvents(events)) {
    if (event.onDay > reading.asOf) continue;
    const fact = describe(event, reading, calendar);
    if (fact) byDay.set(event.onDay, [...(byDay.get(event.onDay) ?? []), fact]);
  }
  for (const entry of reading.consultations) {
    const over =
      entry.endedBy === "silence" && entry.through <= reading.asOf && reading.suspensions.length > 0;
    if (over) {
      byDay.set(entry.through, [
        ...(byDay.get(entry.through) ?? []),
        { text: "意见期满", detail: "次日续算" },
      ]);
    }
  }
  return [...byDay].map(([day, facts]) => ({
    day,
    tone: facts.find((fact) => fact.tone)?.tone ?? "fact",
    title: `${shortDate(day)} ${joined(
      facts.map((fact) => fact.text),
      "、",
    )}`,
    detail: joined(
      facts.map((fact) => fact.detail),
      "，",
    ),
    provisional: isProvisional(day),
  }));
}

function dueDetail(reading: ClockReading): string {
  if (reading.closing) return "";
  if (reading.asOf === reading.effectiveDue) return "今天最后一天";
  if (reading.state === "overdue") return overdueWords(reading.overdueWorkdays);
  return `剩 ${reading.remainingWorkdays} 个工作日`;
}

function dueMarks(reading: ClockReading, isProvisional: (day: CalendarDay) => boolean): BareMark[] {
  const marks: BareMark[] = [];
  const due = reading.effectiveDue;
  const base = reading.baseDue;
  if (!due || !base) return marks;
  const waiting = reading.state === "awaitingCorrection" || reading.state === "awaitingFee";
  const provisional = (day: CalendarDay): boolean => isProvisional(day);
  for (const period of reading.periods) {
    const { replacedOn } = period;
    // A superseded due day that was never reached says nothing; it is kept when it lies inside the picture.
    if (replacedOn && period.effectiveDue < due) {
      marks.push({
        day: period.effectiveDue,
        tone: "superseded",
        title: `${shortDate(period.effectiveDue)} 原期限`,
        detail: "已重新计算",
        provisional: provisional(period.effectiveDue),
      });
    }
  }
  if (base !== due && base < due) {
    marks.push({
      day: base,
      tone: "superseded",
      title: `${shortDate(base)} 原期限`,
      detail: `第 20 日`,
      provisional: provisional(base),
    });
  }
  marks.push({
    day: due,
    tone: waiting ? "superseded" : "due",
    title: `${shortDate(due)} ${waiting ? "原期限" : "答复期限"}`,
    detail: waiting ? "" : dueDetail(reading),
    provisional: provisional(due),
  });
  return marks;
}

function todayMark(
  reading: ClockReading,
  calendar: WorkCalendar,
  isProvisional: (day: CalendarDay) => boolean,
): BareMark | undefined {
  const { asOf, anchor } = reading;
  if (reading.closing || !anchor || asOf === anchor || asOf === reading.effectiveDue) return undefined;
  const counts = dayFacts(asOf, calendar).workday && !isSuspended(asOf, reading.suspensions);
  const detail =
    reading.state === "running" && counts
      ? `第 ${reading.usedWorkdays} 日`
      : reading.state === "paused"
        ? "暂停中"
        : reading.state === "overdue"
          ? overdueWords(reading.overdueWorkdays)
          : "";
  return { day: asOf, tone: "today", title: "今天", detail, provisional: isProvisional(asOf) };
}

/** Width of a text in half characters: Chinese characters count two. */
function halfWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character > "\u2e80" ? 2 : 1;
  return width;
}

/** Half characters of the widest ordinary mark (「10月13日 答复期限」), which `markColumns` is measured by. */
const ORDINARY_WIDTH = 17;

function columnsOfText(mark: BareMark, markColumns: number): number {
  const width = Math.max(halfWidth(mark.title), halfWidth(mark.detail));
  return Math.max(1, Math.ceil((width / ORDINARY_WIDTH) * markColumns));
}

interface Slot {
  readonly from: number;
  readonly to: number;
}

const toneRank: Readonly<Record<MarkTone, number>> = {
  due: 0,
  today: 1,
  answered: 2,
  superseded: 3,
  fact: 4,
};

/**
 * Gives each mark a level and a side so that no two texts share columns: the due day and today stay right above their
 * cells, others move to the other side or up. `markColumns` is how many day columns a text takes at the width drawn.
 */
function place(
  marks: readonly BareMark[],
  start: CalendarDay,
  columns: number,
  markColumns: number,
): readonly TimelineMark[] {
  const taken: Record<1 | 2, Slot[]> = { 1: [], 2: [] };
  const fits = (level: 1 | 2, slot: Slot): boolean =>
    slot.from >= 0 &&
    slot.to < columns &&
    taken[level].every((other) => slot.to < other.from || slot.from > other.to);
  const placed: TimelineMark[] = [];
  const ordered = marks.toSorted(
    (a, b) => toneRank[a.tone] - toneRank[b.tone] || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
  );
  for (const mark of ordered) {
    const at = daysBetween(start, mark.day);
    const wide = columnsOfText(mark, markColumns);
    const slots = {
      start: { from: at, to: at + wide - 1 },
      end: { from: at - wide + 1, to: at },
    } as const;
    const sides = mark.tone === "due" ? (["end", "start"] as const) : (["start", "end"] as const);
    const choices = ([1, 2] as const).flatMap((level) => sides.map((align) => ({ level, align })));
    const choice = choices.find(({ level, align }) => fits(level, slots[align])) ?? {
      level: 2 as const,
      align: at + wide > columns ? ("end" as const) : ("start" as const),
    };
    taken[choice.level].push(slots[choice.align]);
    placed.push({ ...mark, ...choice });
  }
  return placed.toSorted((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : toneRank[a.tone] - toneRank[b.tone],
  );
}

/** The marks of the picture with their places. */
export function timelineMarks(
  events: readonly ClockEvent[],
  reading: ClockReading,
  calendar: WorkCalendar,
  range: { readonly start: CalendarDay; readonly columns: number; readonly markColumns: number },
  isProvisional: (day: CalendarDay) => boolean,
): readonly TimelineMark[] {
  const today = todayMark(reading, calendar, isProvisional);
  const marks = [
    ...factMarks(events, reading, calendar, isProvisional),
    ...dueMarks(reading, isProvisional),
    ...(today ? [today] : []),
  ].filter((mark) => {
    const at = daysBetween(range.start, mark.day);
    return at >= 0 && at < range.columns;
  });
  return place(marks, range.start, range.columns, range.markColumns);
}
