import { submissionChannels, type SubmissionChannel } from "../../../../shared/contract/applications.ts";
import type { AnnualReportView, Bar } from "../../../../shared/contract/statistics.ts";
import type { Cells } from "../../../../shared/domain/annual-report/index.ts";
import { subjectOfRequest } from "../../../../shared/domain/annual-report/request-subject.ts";
import { countWorkdays, type WorkCalendar } from "../../../../shared/domain/clock/index.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { CountedCase } from "./count-cases.ts";

const outcomeGroups: readonly (readonly [label: string, prefix: string])[] = [
  ["予以公开", "r3_1."],
  ["部分公开", "r3_2."],
  ["不予公开", "r3_3_"],
  ["无法提供", "r3_4_"],
  ["不予处理", "r3_5_"],
  ["其他处理", "r3_6"],
];

function outcomeBars(cells: Cells): readonly Bar[] {
  return outcomeGroups.map(([label, prefix]) => ({
    label,
    count: Object.entries(cells)
      .filter(([id]) => id.startsWith(`t2.${prefix}`) && id.endsWith(".sum"))
      .reduce((sum, [, count]) => sum + count, 0),
  }));
}

/** Bounds in working days: the 20 of 条例33 are the last but one, an extension is beyond them. */
const spans: readonly (readonly [label: string, most: number])[] = [
  ["5 日内", 5],
  ["6–10 日", 10],
  ["11–15 日", 15],
  ["16–20 日", 20],
  ["超过 20 日", Number.POSITIVE_INFINITY],
];

function workdayBars(cases: readonly CountedCase[], calendar: WorkCalendar): readonly Bar[] {
  const counts = spans.map(() => 0);
  for (const { counted } of cases) {
    if (!counted.decided) continue;
    const used = countWorkdays(counted.received, counted.decided, calendar);
    const at = spans.findIndex(([, most]) => used <= most);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return spans.map(([label], index) => ({ label, count: counts[index] ?? 0 }));
}

function subjectBars(cases: readonly CountedCase[]): readonly Bar[] {
  const groups = Map.groupBy(cases, ({ application }) => subjectOfRequest(application.requestedInformation));
  return [...groups]
    .map(([label, own]) => ({ label, count: own.length }))
    .toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** What the pictures beside the tables show, from the same cases. */
export function reportCharts(
  year: number,
  cases: readonly CountedCase[],
  cells: Cells,
  calendar: WorkCalendar,
): Pick<AnnualReportView, "outcomes" | "channels" | "subjects" | "workdaysUsed" | "persons" | "quarters"> {
  const inYear = (day: CalendarDay | undefined) => day?.startsWith(`${year}-`) === true;
  const received = cases.filter(({ counted }) => inYear(counted.received));
  const decided = cases.filter(({ counted }) => inYear(counted.decided));
  const quarterOf = (day: CalendarDay | undefined) => Math.ceil(Number((day ?? "").slice(5, 7)) / 3);
  const names = [...new Set([...received, ...decided].map(({ application }) => application.handlerName))];
  return {
    outcomes: outcomeBars(cells),
    channels: (Object.keys(submissionChannels) as SubmissionChannel[]).map((channel) => ({
      label: submissionChannels[channel],
      count: received.filter(({ application }) => application.submissionChannel === channel).length,
    })),
    subjects: subjectBars(received),
    workdaysUsed: workdayBars(decided, calendar),
    persons: names.map((name) => ({
      name,
      received: received.filter(({ application }) => application.handlerName === name).length,
      decided: decided.filter(({ application }) => application.handlerName === name).length,
    })),
    quarters: [1, 2, 3, 4].map((quarter) => ({
      quarter,
      received: received.filter(({ counted }) => quarterOf(counted.received) === quarter).length,
      decided: decided.filter(({ counted }) => quarterOf(counted.decided) === quarter).length,
    })),
  };
}
