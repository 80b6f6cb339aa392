import { type CalendarDay, parseCalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Cells } from "./identities.ts";
import {
  type ApplicantKind,
  applicantColumns,
  type DisputeResult,
  disputeColumns,
  type DisputeTrack,
  disputeTracks,
  type ReportPartId,
  reportParts,
} from "./report-format.ts";

/** One application as counted: 件 as registered, split ones each for itself. */
export interface ReportCase {
  readonly id: string;
  /** 收到申请之日; a correction does not change it for the statistics. */
  readonly received: CalendarDay;
  readonly applicant: ApplicantKind;
  /** Outcome code, undefined while open. */
  readonly outcome?: string;
  /** Date of the answer document. */
  readonly decided?: CalendarDay;
}

export interface ReportDispute {
  readonly id: string;
  readonly track: DisputeTrack;
  readonly filed: CalendarDay;
  readonly closed?: CalendarDay;
  readonly result?: DisputeResult;
}

export interface ReportInput {
  readonly year: number;
  readonly cases: readonly ReportCase[];
  readonly disputes: readonly ReportDispute[];
  /** Cells of table 1 without their prefix: "rules.issued". */
  readonly tableOne: Readonly<Record<string, number>>;
  /** Cells of last year's report, for I5 and I6. */
  readonly previous?: Cells;
  /** Text parts as written, for I7. */
  readonly texts?: Readonly<Partial<Record<ReportPartId, string>>>;
}

export type ReportInputError =
  | { readonly type: "not-an-object" }
  | { readonly type: "field-invalid"; readonly field: string }
  | { readonly type: "case-invalid"; readonly index: number; readonly id?: string; readonly field: string }
  | { readonly type: "dispute-invalid"; readonly index: number; readonly id?: string; readonly field: string }
  | { readonly type: "duplicate-id"; readonly id: string };

export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A line given as a tuple in the order of `names`, or as an object with those keys. */
function asRow(value: unknown, names: readonly string[]): Row | undefined {
  if (isRow(value)) return value;
  if (!Array.isArray(value) || value.length > names.length) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, (value as readonly unknown[])[index]]));
}

function present(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Joint applicants count once, in the column of the first named (annual-report.md §7). */
function firstNamed(row: Row): unknown {
  const told = row["applicant"] ?? row["applicants"];
  const one: unknown = Array.isArray(told) ? told[0] : told;
  return isRow(one) ? (one["kind"] ?? one["applicant"]) : one;
}

function readCase(value: unknown, index: number, errors: ReportInputError[]): ReportCase | undefined {
  const row = asRow(value, ["id", "received", "applicant", "outcome", "decided"]);
  const id = row?.["id"];
  const known = typeof id === "string" && id !== "" ? id : undefined;
  const fail = (field: string): undefined => {
    errors.push({ type: "case-invalid", index, ...(known ? { id: known } : {}), field });
    return undefined;
  };
  if (!row || !known) return fail("id");
  const received = parseCalendarDay(row["received"]);
  if (!received) return fail("received");
  const applicant = applicantColumns.find((column) => column.id === firstNamed(row))?.id;
  if (!applicant) return fail("applicant");
  const outcome = row["outcome"];
  if (present(outcome) && typeof outcome !== "string") return fail("outcome");
  const decided = present(row["decided"]) ? parseCalendarDay(row["decided"]) : undefined;
  if (present(row["decided"]) && !decided) return fail("decided");
  if (decided && decided < received) return fail("decided");
  if (present(outcome) !== (decided !== undefined)) return fail(decided ? "outcome" : "decided");
  return {
    id: known,
    received,
    applicant,
    ...(typeof outcome === "string" ? { outcome } : {}),
    ...(decided ? { decided } : {}),
  };
}

function readDispute(value: unknown, index: number, errors: ReportInputError[]): ReportDispute | undefined {
  const row = asRow(value, ["id", "track", "filed", "closed", "result"]);
  const id = row?.["id"];
  const known = typeof id === "string" && id !== "" ? id : undefined;
  const fail = (field: string): undefined => {
    errors.push({ type: "dispute-invalid", index, ...(known ? { id: known } : {}), field });
    return undefined;
  };
  if (!row || !known) return fail("id");
  const track = disputeTracks.find((candidate) => candidate.id === row["track"])?.id;
  if (!track) return fail("track");
  const filed = parseCalendarDay(row["filed"]);
  if (!filed) return fail("filed");
  const closed = present(row["closed"]) ? parseCalendarDay(row["closed"]) : undefined;
  if (present(row["closed"]) && (!closed || closed < filed)) return fail("closed");
  const result = disputeColumns.find((column) => column.id === row["result"])?.id;
  if (present(row["result"]) && !result) return fail("result");
  if (closed && (!result || result === "pending")) return fail("result");
  // A result without its day would vanish into 尚未审结.
  if (!closed && result && result !== "pending") return fail("closed");
  return { id: known, track, filed, ...(closed ? { closed } : {}), ...(result ? { result } : {}) };
}

function readTableOne(value: unknown, errors: ReportInputError[]): Record<string, number> {
  const cells: Record<string, number> = {};
  if (!present(value)) return cells;
  if (!isRow(value)) {
    errors.push({ type: "field-invalid", field: "table1_input" });
    return cells;
  }
  for (const [name, amount] of Object.entries(value)) {
    const id = name.startsWith("t1.") ? name.slice(3) : name;
    if (typeof amount === "number" && Number.isFinite(amount)) cells[id] = amount;
    else errors.push({ type: "field-invalid", field: `table1_input.${name}` });
  }
  return cells;
}

/** Last year's report as `report annual` gave it, `{year,cells}`, or its cells alone. */
function readPrevious(value: unknown, year: unknown, errors: ReportInputError[]): Cells | undefined {
  if (!present(value)) return undefined;
  const fail = (field: string): undefined => {
    errors.push({ type: "field-invalid", field });
    return undefined;
  };
  if (!isRow(value)) return fail("previous");
  const before = value["year"];
  if (present(before) && typeof year === "number" && before !== year - 1) return fail("previous.year");
  return readCells(isRow(value["cells"]) ? value["cells"] : value, "previous", errors);
}

/** Figures by cell id. */
export function readCells(value: unknown, field: string, errors: ReportInputError[]): Cells | undefined {
  const fail = (id?: string): undefined => {
    errors.push({ type: "field-invalid", field: id === undefined ? field : `${field}.${id}` });
    return undefined;
  };
  if (!isRow(value)) return fail();
  const read: Record<string, number> = {};
  for (const [id, amount] of Object.entries(value)) {
    if (id === "year") continue;
    if (typeof amount !== "number" || !Number.isFinite(amount)) return fail(id);
    read[id] = amount;
  }
  return read;
}

function readTexts(value: unknown): ReportInput["texts"] {
  if (!isRow(value)) return undefined;
  const written = reportParts.flatMap(({ id }) => {
    const text = value[id];
    return typeof text === "string" && text.trim() !== "" ? [[id, text] as const] : [];
  });
  return written.length > 0 ? Object.fromEntries(written) : undefined;
}

function readList(value: unknown, field: string, errors: ReportInputError[]): readonly unknown[] {
  if (!present(value)) return [];
  if (Array.isArray(value)) return value as readonly unknown[];
  errors.push({ type: "field-invalid", field });
  return [];
}

/**
 * Reads the input of the `report annual` command. Cases and disputes come as tuples
 * `[id, received, applicant, outcome, decided]`, `[id, track, filed, closed, result]` or as objects with those keys.
 * Every fault is returned, each with the line and the case it is in.
 */
export function readReportInput(input: unknown): Result<ReportInput, readonly ReportInputError[]> {
  if (!isRow(input)) return err([{ type: "not-an-object" }]);
  const errors: ReportInputError[] = [];
  const year = input["year"];
  const yearIsValid = typeof year === "number" && Number.isInteger(year) && year >= 1990 && year <= 2999;
  if (!yearIsValid) errors.push({ type: "field-invalid", field: "year" });
  if (!present(input["cases"])) errors.push({ type: "field-invalid", field: "cases" });
  const cases = readList(input["cases"], "cases", errors).map((value, index) =>
    readCase(value, index, errors),
  );
  const disputes = readList(input["disputes"], "disputes", errors).map((value, index) =>
    readDispute(value, index, errors),
  );
  const previous = readPrevious(input["previous"], year, errors);
  const texts = readTexts(input["texts"]);
  const tableOne = readTableOne(input["table1_input"] ?? input["tableOne"], errors);
  for (const list of [cases, disputes]) {
    const seen = new Set<string>();
    for (const entry of list) {
      if (!entry) continue;
      if (seen.has(entry.id)) errors.push({ type: "duplicate-id", id: entry.id });
      seen.add(entry.id);
    }
  }
  if (errors.length > 0 || !yearIsValid) return err(errors);
  return ok({
    year,
    cases: cases.filter((entry) => entry !== undefined),
    disputes: disputes.filter((entry) => entry !== undefined),
    tableOne,
    ...(previous ? { previous } : {}),
    ...(texts ? { texts } : {}),
  });
}
