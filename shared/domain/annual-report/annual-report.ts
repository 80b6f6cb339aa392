import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import {
  carriedOverAgrees,
  type Cells,
  checkIdentities,
  type IdentityReading,
  inForceAgrees,
  textFiguresAgree,
} from "./identities.ts";
import { type OutcomeRows, outcomeRowsFor } from "./outcome-rows.ts";
import {
  cellIds,
  formatForYear,
  type ReportFormatId,
  reportFormats,
  type ReportPartId,
} from "./report-format.ts";
import {
  isRow,
  readReportInput,
  type ReportCase,
  type ReportDispute,
  type ReportInput,
} from "./report-input.ts";
import type { AnnualReport, AnnualReportError, CellOverride } from "./report-model.ts";
import { reportOfUnits } from "./unit-reports.ts";

export interface AnnualReportOptions {
  readonly format?: ReportFormatId;
  /** Which outcome counts in which row; a change of practice is an edit here. */
  readonly outcomeRows?: OutcomeRows;
  /** Cells of last year's report in the same format, for I5 and I6. */
  readonly previous?: Cells;
  readonly overrides?: readonly CellOverride[];
  readonly texts?: Readonly<Partial<Record<ReportPartId, string>>>;
}

interface Year {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

/** Rows of table 2 one case counts in: taken in or carried over, then answered or carried forward. */
function rowsOfCase(
  entry: ReportCase,
  year: Year,
  rows: OutcomeRows,
): { readonly rows: readonly string[] } | { readonly missing: string } {
  if (entry.received > year.last) return { rows: [] };
  if (entry.decided && entry.decided < year.first) return { rows: [] };
  const intake = entry.received >= year.first ? "r1" : "r2";
  if (!entry.decided || entry.decided > year.last) return { rows: [intake, "r4"] };
  const { outcome } = entry;
  const row = outcome !== undefined && Object.hasOwn(rows, outcome) ? rows[outcome] : undefined;
  return row === undefined ? { missing: entry.outcome ?? "" } : { rows: [intake, row, "r3_7"] };
}

/** A dispute counts in the year it was filed, by its result on 31 December. */
function cellsOfDispute(entry: ReportDispute, year: Year): readonly string[] {
  if (entry.filed < year.first || entry.filed > year.last) return [];
  const result = entry.closed && entry.closed <= year.last ? (entry.result ?? "pending") : "pending";
  return [`t3.${entry.track}.${result}`, `t3.${entry.track}.total`];
}

function applyOverrides(
  cells: Record<string, number>,
  overrides: readonly CellOverride[],
  format: ReportFormatId,
): readonly AnnualReportError[] {
  const errors: AnnualReportError[] = [];
  for (const { cell, value, reason } of overrides) {
    if (!(cell in cells)) errors.push({ type: "unknown-cell", cell });
    else if (reason.trim() === "") errors.push({ type: "override-without-reason", cell });
    else cells[cell] = value;
  }
  const first = overrides[0];
  if (!first || errors.length > 0) return errors;
  const broken = checkIdentities(cells, reportFormats[format]).find((identity) => !identity.holds);
  return broken ? [{ type: "override-breaks-identity", identity: broken.id, cell: first.cell }] : [];
}

/**
 * Counts the tables of the annual report on one year: every cell of the format (200 in 2021-30), the identities, and
 * which cases each cell is made of. Order of the cases does not matter; an empty year gives zeros.
 *
 * Errors: an outcome that no row counts (with the case), an unknown cell, an override that lacks a reason or breaks an
 * identity. Source: 条例49–50; 国办公开办函〔2021〕30号; counting rules of annual-report.md §7.
 */
export function buildAnnualReport(
  input: ReportInput,
  options: AnnualReportOptions = {},
): Result<AnnualReport, readonly AnnualReportError[]> {
  const formatId = options.format ?? formatForYear(input.year);
  const format = reportFormats[formatId];
  const rows = options.outcomeRows ?? outcomeRowsFor(formatId);
  const year: Year = {
    first: `${input.year}-01-01` as CalendarDay,
    last: `${input.year}-12-31` as CalendarDay,
  };
  const errors: AnnualReportError[] = [];
  const cells: Record<string, number> = Object.fromEntries(cellIds(format).map((id) => [id, 0]));
  const sources: Record<string, string[]> = {};
  const count = (cell: string, id: string): void => {
    cells[cell] = (cells[cell] ?? 0) + 1;
    (sources[cell] ??= []).push(id);
  };

  for (const [name, amount] of Object.entries(input.tableOne)) {
    if (`t1.${name}` in cells) cells[`t1.${name}`] = amount;
    else errors.push({ type: "unknown-cell", cell: `t1.${name}` });
  }
  for (const entry of input.cases) {
    const counted = rowsOfCase(entry, year, rows);
    if ("missing" in counted) {
      errors.push({ type: "outcome-without-row", id: entry.id, outcome: counted.missing });
      continue;
    }
    for (const row of counted.rows) {
      count(`t2.${row}.${entry.applicant}`, entry.id);
      count(`t2.${row}.sum`, entry.id);
    }
  }
  for (const entry of input.disputes) for (const cell of cellsOfDispute(entry, year)) count(cell, entry.id);

  const overrides = options.overrides ?? [];
  errors.push(...applyOverrides(cells, overrides, formatId));
  if (errors.length > 0) return err(errors);
  for (const list of Object.values(sources)) list.sort();
  return ok({
    year: input.year,
    format: formatId,
    cells,
    identities: [...checkIdentities(cells, format), ...againstTheRest(cells, formatId, options)],
    sources,
    overrides,
  });
}

/**
 * The `report annual` command: reads `{year, cases, disputes?, table1_input?, previous?, texts?}` and counts it; with
 * `units` it sums them up.
 * Errors: every fault of the input at once, or what `buildAnnualReport` refuses.
 */
export function annualReport(
  input: unknown,
  options: AnnualReportOptions = {},
): Result<AnnualReport, readonly AnnualReportError[]> {
  if (isRow(input) && Array.isArray(input["units"])) {
    const whole = reportOfUnits(input, input["units"], (unit) => annualReport(unit, options));
    const beside = readReportInput({
      year: input["year"],
      cases: [],
      previous: input["previous"],
      texts: input["texts"],
    });
    if (!whole.ok) return whole;
    if (!beside.ok) return beside;
    return ok({
      ...whole.value,
      identities: [
        ...whole.value.identities,
        ...againstTheRest(whole.value.cells, whole.value.format, beside.value),
      ],
    });
  }
  const read = readReportInput(input);
  if (!read.ok) return read;
  const { previous, texts } = read.value;
  return buildAnnualReport(read.value, {
    ...(previous ? { previous } : {}),
    ...(texts ? { texts } : {}),
    ...options,
  });
}

/** The identities against last year's report (I5, I6) and the text parts (I7). */
function againstTheRest(
  cells: Cells,
  format: ReportFormatId,
  { previous, texts }: Pick<AnnualReportOptions, "previous" | "texts">,
): readonly IdentityReading[] {
  return [
    ...(previous ? [carriedOverAgrees(cells, previous)] : []),
    ...(previous && format === "2021-30" ? [inForceAgrees(cells, previous)] : []),
    ...(texts ? [textFiguresAgree(cells, texts)] : []),
  ];
}

/** Ids of the cases or disputes that make up a cell, in order. */
export function casesOfCell(report: AnnualReport, cell: string): readonly string[] {
  return (Object.hasOwn(report.sources, cell) ? report.sources[cell] : undefined) ?? [];
}
