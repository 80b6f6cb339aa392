import type { Cells, IdentityReading } from "./identities.ts";
import type { ReportFormatId } from "./report-format.ts";
import type { ReportInputError } from "./report-input.ts";

/** A figure set by hand instead of counted; allowed with a reason, kept in the export log. */
export interface CellOverride {
  readonly cell: string;
  readonly value: number;
  readonly reason: string;
}

export interface AnnualReport {
  readonly year: number;
  readonly format: ReportFormatId;
  readonly cells: Cells;
  readonly identities: readonly IdentityReading[];
  /** Ids of the cases or disputes each counted cell is made of; cells of zero are absent. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  readonly overrides: readonly CellOverride[];
}

export type AnnualReportError =
  | ReportInputError
  /** The case is closed in the year by an outcome that no row counts. */
  | { readonly type: "outcome-without-row"; readonly id: string; readonly outcome: string }
  | { readonly type: "unknown-cell"; readonly cell: string }
  | { readonly type: "override-without-reason"; readonly cell: string }
  | { readonly type: "override-breaks-identity"; readonly identity: string; readonly cell: string };
