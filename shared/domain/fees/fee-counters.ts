import type { CalendarDay } from "../../kernel/calendar-day.ts";

/** One application as the monthly counter sees it. */
export interface CountedApplication {
  readonly applicationId: string;
  /** Identity of the applicant, the same under different spellings. */
  readonly applicantKey: string;
  readonly receiptDate: CalendarDay;
  /** Order of applications of one day; the register number does. */
  readonly registerOrder: number;
  readonly pieces: number;
  /** Withdrawn before anything was done; such applications are not counted [convention]. */
  readonly withdrawnUnprocessed?: boolean;
}

export interface CounterReading {
  /** "2026-01" */
  readonly yearMonth: string;
  readonly alreadyInMonth: number;
  readonly sequenceFrom: number;
  readonly sequenceTo: number;
}

/**
 * The place of one application in its applicant's calendar month. The month is that of the receipt date [convention];
 * the counter starts again on the 1st. Counted are all earlier units of the applicant, charged or not.
 *
 * Undefined when the application is not among those given or is itself not counted.
 * Source: 收费办法4.
 */
export function readMonthlyCounter(
  applicationId: string,
  applications: readonly CountedApplication[],
): CounterReading | undefined {
  const own = applications.find((entry) => entry.applicationId === applicationId);
  if (!own || own.withdrawnUnprocessed) return undefined;
  const yearMonth = own.receiptDate.slice(0, 7);
  const isEarlier = (entry: CountedApplication): boolean =>
    entry.receiptDate < own.receiptDate ||
    (entry.receiptDate === own.receiptDate && entry.registerOrder < own.registerOrder);
  const alreadyInMonth = applications
    .filter(
      (entry) =>
        entry.applicantKey === own.applicantKey &&
        !entry.withdrawnUnprocessed &&
        entry.receiptDate.slice(0, 7) === yearMonth &&
        isEarlier(entry),
    )
    .reduce((sum, entry) => sum + entry.pieces, 0);
  return {
    yearMonth,
    alreadyInMonth,
    sequenceFrom: alreadyInMonth + 1,
    sequenceTo: alreadyInMonth + own.pieces,
  };
}
