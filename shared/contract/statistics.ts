import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { CellComparison } from "../domain/annual-report/report-comparison.ts";
import type { IdentityReading } from "../domain/annual-report/identities.ts";
import { disputeColumns, disputeTracks, type ReportPartId } from "../domain/annual-report/report-format.ts";
import type { PrintedTable } from "../domain/annual-report/report-tables.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import type { DisputeView } from "./disputes.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const year = z.number().int().min(2008).max(2999);

const trackIds = disputeTracks.map(({ id }) => id);
const resultIds = disputeColumns.map(({ id }) => id);

/** One 复议 or 诉讼 as table 3 counts it. */
export const reportDispute = z.object({
  id: p.requiredLine,
  track: z.enum(trackIds as [(typeof trackIds)[number]]),
  filed: p.day,
  closed: p.day.optional(),
  result: z.enum(resultIds as [(typeof resultIds)[number]]).optional(),
});
export type ReportDisputeInput = z.output<typeof reportDispute>;

export const reportTexts = z.object({ one: p.text, five: p.text, six: p.text });
export type ReportTexts = z.output<typeof reportTexts>;

export const tableOneFigures = z.record(
  z.string().regex(/^[a-z_]{2,20}\.[a-z_]{2,20}$/),
  z.number().min(0).max(1e9),
);

/** A bar of a chart: a word and a number. */
export interface Bar {
  readonly label: string;
  readonly count: number;
}

export interface AnnualReportView {
  readonly year: number;
  readonly title: string;
  readonly tables: readonly PrintedTable[];
  readonly identities: readonly IdentityReading[];
  readonly texts: ReportTexts;
  /** Sentences that follow from the figures, offered where a text is still empty. */
  readonly drafts: ReportTexts;
  readonly tableOne: Readonly<Record<string, number>>;
  /** Entered by hand, for what is not on record here. */
  readonly disputes: readonly ReportDisputeInput[];
  /** Registered with their applications and filed in the year; counted by themselves. */
  readonly disputesOnRecord: readonly DisputeView[];
  /** Headings of the text parts that are still empty; while there is one, the report is not exported (条例50). */
  readonly missing: readonly { readonly part: ReportPartId; readonly heading: string }[];
  /** Share of the texts that last year's had too, 0 to 1; above `copiedShare` the writer is warned. */
  readonly sharedWithLastYear: number;
  /** Cells that changed against last year. */
  readonly comparison: readonly CellComparison[];
  readonly outcomes: readonly Bar[];
  readonly channels: readonly Bar[];
  /** What was asked about, by the first level of 主题分类, most first. */
  readonly subjects: readonly Bar[];
  /** Working days from receipt to answer. */
  readonly workdaysUsed: readonly Bar[];
  readonly persons: readonly { readonly name: string; readonly received: number; readonly decided: number }[];
  readonly quarters: readonly {
    readonly quarter: number;
    readonly received: number;
    readonly decided: number;
  }[];
  /** 0: nothing saved yet. */
  readonly seq: number;
  readonly savedAt?: Instant;
  readonly dueDay: CalendarDay;
}

/** The annual report of a year, counted from the cases as they are now (条例49–50). */
export const readAnnualReport = operation("statistics.annualReport", {
  input: z.object({ year }),
  output: returns<AnnualReportView>(),
  errors: ["report-not-countable"],
  callers: businessRoles,
});

export const saveAnnualReport = operation("statistics.saveAnnualReport", {
  input: z.object({
    year,
    seq: z.number().int().min(0),
    texts: reportTexts,
    tableOne: tableOneFigures,
    disputes: z.array(reportDispute).max(5000),
  }),
  output: returns<{ readonly seq: number; readonly savedAt: Instant }>(),
  errors: ["report-moved-on", "disk-full"],
  callers: ["disclosureOffice"],
});

export interface CellCase {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly requestedInformation: string;
  readonly received: CalendarDay;
  readonly decided?: CalendarDay;
  readonly outcome?: string;
}

/** The cases a figure is made of. */
export const casesOfReportCell = operation("statistics.casesOfCell", {
  input: z.object({ year, cell: z.string().max(60) }),
  output: returns<readonly CellCase[]>(),
  errors: ["report-not-countable"],
  callers: businessRoles,
});

export const exportAnnualReport = operation("statistics.exportAnnualReport", {
  input: z.object({ year, format: z.enum(["docx", "xlsx", "json"]) }),
  output: returns<p.FileForPerson>(),
  errors: ["report-not-countable", "report-parts-missing", "report-identity-broken"],
  callers: ["disclosureOffice", "leader"],
});

export const statisticsOperations = {
  readAnnualReport,
  saveAnnualReport,
  casesOfReportCell,
  exportAnnualReport,
};
