import { type CalendarDay, parseCalendarDay, weekday } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { type CalendarYear, type HolidayBlock, type WorkCalendar } from "./calendar.ts";
import { movableDaysKnown, statutoryDays } from "./statutory-days.ts";

/** A year read from an import file, not yet part of a calendar. */
export interface ImportedYear {
  readonly year: number;
  readonly data: CalendarYear;
  readonly importedBy: string;
  readonly importedAt: string;
  readonly sha256: string;
  /** False when the lunar holidays of the year are not in the data, so that only fixed dates could be compared. */
  readonly movableDaysChecked: boolean;
}

export type CalendarImportError =
  | { readonly type: "not-an-object" }
  | { readonly type: "field-invalid"; readonly field: string }
  | { readonly type: "not-a-day"; readonly list: "off" | "makeup" | "blocks"; readonly index: number }
  | { readonly type: "outside-year"; readonly day: CalendarDay }
  | { readonly type: "duplicate-day"; readonly day: CalendarDay }
  | { readonly type: "in-both-lists"; readonly day: CalendarDay }
  | { readonly type: "makeup-not-on-weekend"; readonly day: CalendarDay }
  | { readonly type: "statutory-day-missing"; readonly day: CalendarDay; readonly name: string };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readText(
  source: Readonly<Record<string, unknown>>,
  field: string,
  errors: CalendarImportError[],
): string {
  const value = source[field];
  if (typeof value === "string" && value.trim() !== "" && value.length <= 300) return value.trim();
  errors.push({ type: "field-invalid", field });
  return "";
}

function readDays(
  source: Readonly<Record<string, unknown>>,
  list: "off" | "makeup",
  errors: CalendarImportError[],
): CalendarDay[] {
  const value = source[list];
  if (!Array.isArray(value) || value.length > 366) {
    errors.push({ type: "field-invalid", field: list });
    return [];
  }
  const days: CalendarDay[] = [];
  for (const [index, entry] of value.entries()) {
    const day = parseCalendarDay(entry);
    if (!day) errors.push({ type: "not-a-day", list, index });
    else if (days.includes(day)) errors.push({ type: "duplicate-day", day });
    else days.push(day);
  }
  return days.sort();
}

function readBlocks(value: unknown, errors: CalendarImportError[]): HolidayBlock[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length > 60) {
    errors.push({ type: "field-invalid", field: "blocks" });
    return undefined;
  }
  const blocks: HolidayBlock[] = [];
  for (const [index, entry] of value.entries()) {
    const record: Readonly<Record<string, unknown>> = isRecord(entry) ? entry : {};
    const from = parseCalendarDay(record["from"]);
    const to = parseCalendarDay(record["to"]);
    const name = record["name"];
    if (from && to && from <= to && typeof name === "string" && name !== "") blocks.push({ name, from, to });
    else errors.push({ type: "not-a-day", list: "blocks", index });
  }
  return blocks;
}

/**
 * Checks one imported year and returns it, or every fault found. Checked: the fields of the import document; each day
 * real and inside the year; no day twice or in both lists; make-up days on a weekend; each statutory holiday listed or
 * on a weekend. The digest itself is compared by the importer, who has the bytes.
 *
 * Source: calendar.md §6; 《全国年节及纪念日放假办法》 Art 2.
 */
export function validateCalendarYear(input: unknown): Result<ImportedYear, readonly CalendarImportError[]> {
  if (!isRecord(input)) return err([{ type: "not-an-object" }]);
  const errors: CalendarImportError[] = [];
  const year = input["year"];
  const yearIsValid = typeof year === "number" && Number.isInteger(year) && year >= 2000 && year <= 2199;
  if (!yearIsValid) errors.push({ type: "field-invalid", field: "year" });
  const notice = readText(input, "notice", errors);
  const importedBy = readText(input, "importedBy", errors);
  const importedAt = readText(input, "importedAt", errors);
  const sha256 = readText(input, "sha256", errors);
  if (sha256 !== "" && !/^[0-9a-f]{64}$/.test(sha256))
    errors.push({ type: "field-invalid", field: "sha256" });
  const noticeDate = parseCalendarDay(input["noticeDate"]);
  if (!noticeDate) errors.push({ type: "field-invalid", field: "noticeDate" });
  const off = readDays(input, "off", errors);
  const makeup = readDays(input, "makeup", errors);
  const blocks = readBlocks(input["blocks"], errors);

  if (yearIsValid) {
    for (const day of [...off, ...makeup]) {
      if (Number(day.slice(0, 4)) !== year) errors.push({ type: "outside-year", day });
    }
    for (const { day, name } of statutoryDays(year)) {
      const number = weekday(day);
      const rests = off.includes(day) || ((number === 0 || number === 6) && !makeup.includes(day));
      if (!rests) errors.push({ type: "statutory-day-missing", day, name });
    }
  }
  for (const day of makeup) {
    if (off.includes(day)) errors.push({ type: "in-both-lists", day });
    const number = weekday(day);
    if (number !== 0 && number !== 6) errors.push({ type: "makeup-not-on-weekend", day });
  }
  if (errors.length > 0 || !yearIsValid || !noticeDate) return err(errors);
  return ok({
    year,
    data: { notice, noticeDate, off, makeup, ...(blocks ? { blocks } : {}) },
    importedBy,
    importedAt,
    sha256,
    movableDaysChecked: movableDaysKnown(year),
  });
}

export type AdoptYearError =
  | { readonly type: "importer-confirms-own-import" }
  | { readonly type: "version-not-new"; readonly version: string };

/**
 * Adds a confirmed year to the calendar and gives the result a new version. The importer (系统管理员) and the confirmer
 * (安全保密管理员) are different persons (review.md §8). Open clocks are recomputed by their reader, since nothing stores
 * a due date.
 */
export function adoptYear(
  calendar: WorkCalendar,
  imported: ImportedYear,
  confirmedBy: string,
  version: string,
): Result<WorkCalendar, AdoptYearError> {
  if (imported.importedBy === confirmedBy) return err({ type: "importer-confirms-own-import" });
  if (version === calendar.version || version === "") return err({ type: "version-not-new", version });
  return ok({ ...calendar, version, years: { ...calendar.years, [imported.year]: imported.data } });
}

/** A confirmed import: the year it is of, its days, the version the calendar had from then on. */
export interface ConfirmedYear {
  readonly year: number;
  readonly data: CalendarYear;
  readonly version: string;
}

/** The calendar after every confirmed import, in their order: a later notice of the same year replaces the earlier. */
export function calendarWith(base: WorkCalendar, confirmed: readonly ConfirmedYear[]): WorkCalendar {
  return confirmed.reduce<WorkCalendar>(
    (calendar, { year, data, version }) => ({
      ...calendar,
      version,
      years: { ...calendar.years, [year]: data },
    }),
    base,
  );
}

/** The version after one more import: the edition, the year, and how often that year was imported. */
export function nextCalendarVersion(
  base: WorkCalendar,
  confirmed: readonly ConfirmedYear[],
  year: number,
): string {
  const edition = base.version;
  const times = confirmed.filter((entry) => entry.year === year).length + 1;
  return `${edition}+${confirmed.length + 1}.${year}${times > 1 ? `.${times}` : ""}`;
}
