import { z } from "zod";

import { parseCalendarDay, type CalendarDay } from "../kernel/calendar-day.ts";

/** Input parsers used by several areas. Lengths are bounds against abuse, far above what an office writes. */

/** UUIDv7 (RFC 9562), lower case, chosen by the maker. */
export const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** Hex SHA-256. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const day = z.custom<CalendarDay>(
  (value) => parseCalendarDay(value) !== undefined,
  "not a calendar day",
);

export const line = z.string().trim().max(400);
export const requiredLine = z.string().trim().min(1).max(400);
export const text = z.string().max(20_000);
export const requiredText = z.string().trim().min(1).max(20_000);
export const passphrase = z.string().min(1).max(256);
export const bytes = z.instanceof(Uint8Array);

export const pageRequest = {
  /** Opaque; from the page before. Absent: the first page. */
  after: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(500).default(50),
};

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** A file handed to the screen, to be saved where the person chooses. */
export interface FileForPerson {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
