import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { countWorkdays, type Interval, isSuspended } from "./counting.ts";
import { dayFacts } from "./calendar.ts";
import { overdueWords } from "./due-reading.ts";
import type { ClockReading } from "./read-clock.ts";

export type SmallCell = "used" | "today" | "lastDay" | "left" | "over";

/** The small clock of lists and queues: one cell for each working day allowed, always with its words. */
export interface SmallClock {
  readonly cells: readonly SmallCell[];
  readonly words: string;
  readonly tone: "calm" | "soon" | "late" | "paused" | "done";
  readonly remainingWorkdays: number;
}

/** Cells past the due day shown at most; the words carry the full number. */
const MAX_OVER = 5;

/** Working days left from which on a date counts as near. */
const SOON = 3;

function withProvisional(words: string, provisional: boolean): string {
  return provisional ? `${words}（暂定）` : words;
}

/** The small clock of any period counted in working days: a review stage, a payment, a publication deadline. */
export function smallClock(
  period: {
    readonly anchor: CalendarDay;
    readonly due: CalendarDay;
    readonly suspensions?: readonly Interval[];
    readonly provisional?: boolean;
  },
  asOf: CalendarDay,
  calendar: WorkCalendar,
): SmallClock {
  const suspensions = period.suspensions ?? [];
  const { anchor, due } = period;
  const provisional = period.provisional === true;
  const allowance = countWorkdays(anchor, due, calendar, suspensions);
  if (asOf > due) {
    const over = countWorkdays(due, asOf, calendar);
    return {
      cells: [
        ...Array.from({ length: allowance }, () => "used" as const),
        ...Array.from({ length: Math.min(Math.max(over, 1), MAX_OVER) }, () => "over" as const),
      ],
      words: withProvisional(overdueWords(over), provisional),
      tone: "late",
      remainingWorkdays: 0,
    };
  }
  const used = countWorkdays(anchor, asOf, calendar, suspensions);
  const remaining = allowance - used;
  const counts = asOf > anchor && dayFacts(asOf, calendar).workday && !isSuspended(asOf, suspensions);
  const last = asOf === due;
  const cells = Array.from({ length: allowance }, (_, index): SmallCell => {
    if (counts && index === used - 1) return last ? "lastDay" : "today";
    return index < used ? "used" : "left";
  });
  const words = last
    ? "今天最后一天"
    : asOf <= anchor
      ? `今天收到，剩 ${remaining} 个`
      : `剩 ${remaining} 个工作日`;
  return {
    cells,
    words: withProvisional(words, provisional),
    tone: last || remaining <= SOON ? "soon" : "calm",
    remainingWorkdays: remaining,
  };
}

/** The small clock of an application: paused and waiting cases show words only. */
export function smallClockOf(reading: ClockReading, calendar: WorkCalendar): SmallClock {
  const { anchor, effectiveDue, remainingWorkdays } = reading;
  const bare = (words: string, tone: SmallClock["tone"]): SmallClock => ({
    cells: [],
    words,
    tone,
    remainingWorkdays,
  });
  switch (reading.state) {
    case "notStarted":
      return bare("未开始", "calm");
    case "awaitingConfirmation":
      return bare("待确认", "soon");
    case "paused":
      return bare(`暂停，剩 ${remainingWorkdays} 个工作日`, "paused");
    case "awaitingCorrection":
      return bare("待补正", "paused");
    case "awaitingFee":
      return bare("待缴费", "paused");
    case "answered":
      return bare(
        reading.answer?.onTime === false ? `迟 ${reading.answer.lateWorkdays} 个工作日` : "已按期答复",
        "done",
      );
    case "closed":
      return bare("已办结", "done");
    default:
      return anchor && effectiveDue
        ? smallClock(
            { anchor, due: effectiveDue, suspensions: reading.suspensions, provisional: reading.provisional },
            reading.asOf,
            calendar,
          )
        : bare("未开始", "calm");
  }
}
