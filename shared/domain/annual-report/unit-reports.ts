import { err, ok, type Result } from "../../kernel/result.ts";
import { type Cells, checkIdentities, unitsAddUp } from "./identities.ts";
import { sumUnits } from "./report-comparison.ts";
import { cellIds, formatForYear, reportFormats } from "./report-format.ts";
import { isRow, readCells, type ReportInputError, type Row } from "./report-input.ts";
import type { AnnualReport, AnnualReportError } from "./report-model.ts";

/** What a report that sums up units holds of its own beside them. */
const ownParts = ["cases", "disputes", "table1_input", "tableOne"] as const;

/** One unit of a 汇总: its cases to be counted, or its report's cells. */
function unitReport(
  unit: unknown,
  year: unknown,
  count: (input: Row) => Result<AnnualReport, readonly AnnualReportError[]>,
): Result<
  { readonly cells: Cells; readonly sources: AnnualReport["sources"] },
  readonly AnnualReportError[]
> {
  if (!isRow(unit)) return err([{ type: "not-an-object" }]);
  if (unit["cells"] === undefined) return count({ ...unit, year });
  const errors: ReportInputError[] = [];
  if (unit["year"] !== undefined && unit["year"] !== year)
    errors.push({ type: "field-invalid", field: "year" });
  const cells = readCells(unit["cells"], "cells", errors);
  return cells && errors.length === 0 ? ok({ cells, sources: {} }) : err(errors);
}

function inUnit(error: AnnualReportError, unit: string): AnnualReportError {
  switch (error.type) {
    case "field-invalid":
    case "case-invalid":
    case "dispute-invalid":
      return { ...error, field: `${unit}.${error.field}` };
    case "not-an-object":
      return { type: "field-invalid", field: unit };
    default:
      return error;
  }
}

/**
 * 汇总: each cell of the report is the sum of the units' cells (identity I9). `units` are inputs of their own, or reports
 * already counted (`cells`); what stands beside them is counted as one unit more. Where the input names the cells of
 * the whole, I9 compares them with the sum.
 */
export function reportOfUnits(
  input: Row,
  units: readonly unknown[],
  count: (input: Row) => Result<AnnualReport, readonly AnnualReportError[]>,
): Result<AnnualReport, readonly AnnualReportError[]> {
  const year = input["year"];
  if (typeof year !== "number" || !Number.isInteger(year))
    return err([{ type: "field-invalid", field: "year" }]);
  const own = ownParts.some((part) => input[part] !== undefined)
    ? [{ cases: [], ...Object.fromEntries(ownParts.map((part) => [part, input[part]])) }]
    : [];
  const errors: AnnualReportError[] = [];
  const read = [...units, ...own].flatMap((unit, index) => {
    const report = unitReport(unit, year, count);
    if (report.ok) return [report.value];
    errors.push(
      ...report.error.map((error) => (index < units.length ? inUnit(error, `units[${index}]`) : error)),
    );
    return [];
  });
  const formatId = formatForYear(year);
  const format = reportFormats[formatId];
  const faults: ReportInputError[] = [];
  const told = input["cells"] === undefined ? undefined : readCells(input["cells"], "cells", faults);
  errors.push(...faults);
  const known = new Set(cellIds(format));
  for (const cells of told ? [told, ...read.map((unit) => unit.cells)] : read.map((unit) => unit.cells))
    for (const cell of Object.keys(cells)) if (!known.has(cell)) errors.push({ type: "unknown-cell", cell });
  if (errors.length > 0) return err(errors);
  const sum = sumUnits(
    read.map((unit) => unit.cells),
    formatId,
  );
  const cells = told ? { ...Object.fromEntries([...known].map((id) => [id, 0])), ...told } : sum;
  return ok({
    year,
    format: formatId,
    cells,
    identities: [
      ...checkIdentities(cells, format),
      unitsAddUp(
        cells,
        read.map((unit) => unit.cells),
      ),
    ],
    sources: {},
    overrides: [],
  });
}
