import { readAnnualReport as readRecord, readReportFacts } from "../../../../db/readers/annual-report.ts";
import { readPlanStandings } from "../../../../db/readers/ledger.ts";
import { putAnnualReport } from "../../../../db/writers/annual-report.ts";
import {
  reportDispute,
  reportTexts,
  tableOneFigures,
  type AnnualReportView,
  type CellCase,
  type ReportDisputeInput,
  type ReportTexts,
} from "../../../../shared/contract/statistics.ts";
import {
  buildAnnualReport,
  casesOfCell,
  compareReports,
  draftFeeSentence,
  draftPartOne,
  missingParts,
  outcomeEntries,
  reportFormats,
  reportParts,
  reportTables,
  reportTitle,
  sharedWithLastYear,
  type AnnualReport,
  type ReportDispute,
  type ReportTextFacts,
} from "../../../../shared/domain/annual-report/index.ts";
import { yearOfPlan } from "../../../../shared/domain/ledger/ledger-task.ts";
import { dayOfInstant, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { renderReportDocx } from "../../documents/annual-report/render-report-docx.ts";
import { renderReportXlsx } from "../../documents/annual-report/render-report-xlsx.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { countedDisputes, disputeViews } from "../applications/disputes.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { countedCases, type CountedCase } from "./count-cases.ts";
import { reportCharts } from "./report-charts.ts";

interface Saved {
  readonly seq: number;
  readonly texts: ReportTexts;
  readonly tableOne: Readonly<Record<string, number>>;
  readonly disputes: readonly ReportDisputeInput[];
  readonly savedAt?: string;
}

async function readSaved(work: Work, year: number): Promise<Saved> {
  const record = await readRecord(work.db, year);
  if (!record) return { seq: 0, texts: { one: "", five: "", six: "" }, tableOne: {}, disputes: [] };
  return {
    seq: record.seq,
    texts: reportTexts.parse(record.texts),
    tableOne: tableOneFigures.parse(record.tableOne),
    disputes: reportDispute.array().parse(record.disputes),
    savedAt: record.savedAt,
  };
}

interface Counted {
  readonly saved: Saved;
  readonly cases: readonly CountedCase[];
  readonly report: AnnualReport;
}

/** Counts a year from the cases as they are now; last year's report is counted the same way, for I5 and I6. */
async function countYear(work: Work, year: number, previous?: AnnualReport) {
  const saved = await readSaved(work, year);
  const cases = await countedCases(work.db, `${year}-12-31` as CalendarDay);
  const onRecord = await countedDisputes(work.db);
  const counted = buildAnnualReport(
    {
      year,
      cases: cases.map((one) => one.counted),
      disputes: [...onRecord, ...saved.disputes.map((dispute) => dispute as ReportDispute)],
      tableOne: saved.tableOne,
    },
    {
      ...(previous ? { previous: previous.cells } : {}),
      texts: saved.texts,
    },
  );
  if (!counted.ok) {
    const named = counted.error.flatMap((error) => ("id" in error && error.id ? [error.id] : []));
    return refuse("report-not-countable", { facts: { cases: named.slice(0, 20) } });
  }
  return answer<Counted>({ saved, cases, report: counted.value });
}

async function countWithLastYear(work: Work, year: number) {
  const before = await countYear(work, year - 1);
  const sameFormat = before.ok && year - 1 >= 2021 === year >= 2021;
  const now = await countYear(work, year, sameFormat ? before.value.report : undefined);
  return now.ok ? answer({ now: now.value, before: before.ok ? before.value : undefined }) : now;
}

/** The tasks of the year's plans as they stood at its end (catalogue.md §6 OB-49); undefined where no plan came in. */
async function obligationsOf(work: Work, year: number): Promise<ReportTextFacts["obligations"]> {
  const plans = (await readPlanStandings(work.db, `${year}-12-31T16:00:00.000Z`)).filter(
    ({ title, importedAt }) => yearOfPlan({ title, cameOn: dayOfInstant(importedAt as Instant) }) === year,
  );
  if (plans.length === 0) return undefined;
  const sum = (of: "total" | "done" | "running"): number => plans.reduce((all, plan) => all + plan[of], 0);
  return { total: sum("total"), done: sum("done"), running: sum("running") };
}

async function draftsOf(work: Work, report: AnnualReport): Promise<ReportTexts> {
  const facts = await readReportFacts(work.db, report.year);
  const obligations = await obligationsOf(work, report.year);
  const strands = draftPartOne({
    year: report.year,
    organName: work.profile.organName,
    cells: report.cells,
    publishedItems: facts.publishedItems,
    interpretations: facts.interpretations,
    feesCollected: 0,
    ...(obligations ? { obligations } : {}),
  });
  return {
    one: strands.map(({ strand, text }) => (text === "" ? strand : `${strand}\n${text}`)).join("\n"),
    five: "（一）存在的主要问题\n（二）改进情况",
    // A sum that was paid is written by whoever knows it; the sentence on no fee follows from the cases.
    six: facts.feePaid ? "" : draftFeeSentence({ year: report.year, feesCollected: 0 }),
  };
}

export async function readAnnualReport(work: Work, input: { year: number }) {
  const counted = await countWithLastYear(work, input.year);
  if (!counted.ok) return counted;
  const { now, before } = counted.value;
  const { saved, report, cases } = now;
  const missing = missingParts(saved.texts);
  const text = (texts: ReportTexts) => `${texts.one}\n${texts.five}\n${texts.six}`;
  return answer<AnnualReportView>({
    year: input.year,
    title: reportTitle(work.profile.organName, input.year),
    tables: reportTables(reportFormats[report.format], report.cells),
    identities: report.identities,
    texts: saved.texts,
    drafts: await draftsOf(work, report),
    tableOne: saved.tableOne,
    disputes: saved.disputes,
    disputesOnRecord: (await disputeViews(work, {})).filter(
      (dispute) => !dispute.voided && dispute.filedOn.startsWith(`${input.year}-`),
    ),
    missing: reportParts
      .filter(({ id }) => missing.includes(id))
      .map(({ id, heading }) => ({ part: id, heading })),
    sharedWithLastYear: before ? sharedWithLastYear(text(saved.texts), text(before.saved.texts)) : 0,
    comparison: before
      ? compareReports(report, before.report).filter(({ change }) => change !== undefined && change !== 0)
      : [],
    ...reportCharts(input.year, cases, report.cells, work.calendar),
    seq: saved.seq,
    ...(saved.savedAt ? { savedAt: saved.savedAt as Instant } : {}),
    // 条例49: before 31 January of the next year; a calendar day, no shift for holidays.
    dueDay: `${input.year + 1}-01-31` as CalendarDay,
  });
}

export async function saveAnnualReport(
  work: Work,
  input: {
    year: number;
    seq: number;
    texts: ReportTexts;
    tableOne: Readonly<Record<string, number>>;
    disputes: readonly ReportDisputeInput[];
  },
) {
  const at = instantOf(work.ports);
  try {
    const saved = await write(work, async (tx, audit) => {
      const done = await putAnnualReport(tx, { ...input, accountId: work.actor.accountId, at });
      if (done)
        audit({
          act: "report.saved",
          subjectKind: "annualReport",
          subjectId: String(input.year),
          detail: { seq: input.seq + 1 },
        });
      return done;
    });
    if (!saved) return refuse("report-moved-on");
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("annualReport");
  return answer({ seq: input.seq + 1, savedAt: at });
}

export async function casesOfReportCell(work: Work, input: { year: number; cell: string }) {
  const counted = await countYear(work, input.year);
  if (!counted.ok) return counted;
  const { report, cases } = counted.value;
  const ids = new Set(casesOfCell(report, input.cell));
  return answer<readonly CellCase[]>(
    cases
      .filter((one) => ids.has(one.counted.id))
      .map(({ application, counted: one }) => ({
        applicationId: application.applicationId,
        applicationNo: application.applicationNo,
        requestedInformation: application.requestedInformation,
        received: one.received,
        ...(one.decided ? { decided: one.decided } : {}),
        ...(one.outcome
          ? { outcome: outcomeEntries.find(({ code }) => code === one.outcome)?.label ?? one.outcome }
          : {}),
      })),
  );
}

const mediaTypes = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
} as const;

/** The report as a file. A broken identity or an empty part keeps a report from leaving as .docx (条例50; 勾稽关系). */
export async function exportAnnualReport(
  work: Work,
  input: { year: number; format: keyof typeof mediaTypes },
) {
  const counted = await countWithLastYear(work, input.year);
  if (!counted.ok) return counted;
  const { report, saved } = counted.value.now;
  if (report.identities.some((identity) => identity.required && !identity.holds))
    return refuse("report-identity-broken");
  if (input.format === "docx" && missingParts(saved.texts).length > 0) return refuse("report-parts-missing");
  const document = {
    title: reportTitle(work.profile.organName, input.year),
    texts: saved.texts,
    tables: reportTables(reportFormats[report.format], report.cells),
  };
  const bytes =
    input.format === "docx"
      ? await renderReportDocx(document)
      : input.format === "xlsx"
        ? renderReportXlsx(document)
        : new TextEncoder().encode(
            `${JSON.stringify({ year: report.year, format: report.format, cells: report.cells, identities: report.identities })}\n`,
          );
  await write(work, async (_tx, audit) => {
    audit({
      act: "report.exported",
      subjectKind: "annualReport",
      subjectId: String(input.year),
      detail: { format: input.format },
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `${document.title}.${input.format}`,
    mediaType: mediaTypes[input.format],
    bytes: Uint8Array.from(bytes),
  });
}
