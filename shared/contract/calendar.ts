import { z } from "zod";

import type { HolidayBlock, WorkCalendar } from "../domain/clock/calendar.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** A due day that a schedule moves, or that stops being 暂定. Only the register number: administrators see no content. */
export interface ScheduleChange {
  readonly applicationNo: string;
  readonly before: CalendarDay;
  readonly after: CalendarDay;
  readonly confirmed: boolean;
}

export interface ScheduleImport {
  readonly importId: string;
  readonly year: number;
  readonly notice: string;
  readonly noticeDate: CalendarDay;
  readonly off: readonly CalendarDay[];
  readonly makeup: readonly CalendarDay[];
  readonly blocks: readonly HolidayBlock[];
  readonly importedBy: string;
  readonly importedAt: Instant;
  readonly state: "pending" | "confirmed" | "rejected";
  readonly version?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  /** Of a decided import what it changed then; of a pending one what it would change now. */
  readonly changes: readonly ScheduleChange[];
}

export interface ScheduleView {
  readonly version: string;
  /** Years with a schedule in force. */
  readonly years: readonly { readonly year: number; readonly notice: string }[];
  /** The years whose dates are 暂定: this one or the next, without a schedule. */
  readonly unknownYears: readonly number[];
  readonly imports: readonly ScheduleImport[];
}

/** The text of the notice as published; the days are read from it. */
const notice = {
  year: z.number().int().min(2000).max(2199),
  notice: p.requiredLine,
  noticeDate: p.day,
  text: p.requiredText,
};

export interface SchedulePreview {
  readonly off: readonly CalendarDay[];
  readonly makeup: readonly CalendarDay[];
  readonly blocks: readonly HolidayBlock[];
  /** False: the lunar holidays of the year are not in the program, so that they could not be compared. */
  readonly movableDaysChecked: boolean;
  readonly changes: readonly ScheduleChange[];
}

/** The calendar the clock counts by, for screens that draw it. */
export const readCalendar = operation("calendar.read", {
  input: z.object({}),
  output: returns<WorkCalendar>(),
  callers: "signedIn",
});

export const readSchedules = operation("calendar.schedules", {
  input: z.object({}),
  output: returns<ScheduleView>(),
  callers: "signedIn",
});

/** Reads a notice and says which running cases it would move; keeps nothing. */
export const previewSchedule = operation("calendar.preview", {
  input: z.object(notice),
  output: returns<SchedulePreview>(),
  errors: ["schedule-invalid"],
  callers: ["systemAdmin", "securityAdmin"],
});

export const importSchedule = operation("calendar.import", {
  input: z.object(notice),
  output: returns<{ readonly importId: string }>(),
  errors: ["schedule-invalid", "schedule-pending"],
  callers: ["systemAdmin"],
});

/** The second person puts the schedule in force; every running case is counted anew in the same transaction. */
export const decideSchedule = operation("calendar.decide", {
  input: z.object({ importId: p.id, decision: z.enum(["confirm", "reject"]) }),
  output: returns<{ readonly changes: readonly ScheduleChange[] }>(),
  errors: ["unknown-schedule", "schedule-decided"],
  callers: ["securityAdmin"],
});

export const calendarOperations = {
  readCalendar,
  readSchedules,
  previewSchedule,
  importSchedule,
  decideSchedule,
};
