import { type CalendarDay, formatChineseDate } from "../../kernel/calendar-day.ts";
import type { InlineRun, LetterBlock, LetterModel, TableCell, TableRow } from "../letters/letter-model.ts";
import type { WorkCalendar } from "./calendar.ts";
import type { ClockEvent } from "./clock-events.ts";
import { clockSentence, shortDate } from "./clock-wording.ts";
import type { ConsultationReading } from "./consultations.ts";
import { eventLabel } from "./event-wording.ts";
import { explainDays } from "./explain-days.ts";
import type { ClockReading, PeriodReading } from "./read-clock.ts";

/** What the sheet says of one recorded event. */
export interface ProvenEvent {
  readonly event: ClockEvent;
  readonly note: string;
  readonly recordedBy: string;
  readonly recordedOn: CalendarDay;
  readonly revoked: boolean;
}

export interface ClockProofInput {
  readonly organName: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  readonly requestedInformation: string;
  readonly receiptBasis: string;
  readonly events: readonly ProvenEvent[];
  readonly reading: ClockReading;
  readonly calendar: WorkCalendar;
  readonly madeOn: CalendarDay;
}

const run = (text: string): readonly InlineRun[] => [{ kind: "text", text }];

/** Characters of a line of the sheet's text over the whole width. */
const lineCharacters = 35;

function row(columns: readonly number[], texts: readonly string[], head: boolean): TableRow {
  const total = columns.reduce((sum, width) => sum + width, 0);
  const lines = texts.map((text, index) => {
    const width = Math.max(2, Math.floor(((columns[index] ?? 1) / total) * lineCharacters));
    return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  });
  return {
    cells: texts.map((text): TableCell => ({
      role: head ? "label" : "value",
      span: 1,
      paragraphs: text.split("\n").map(run),
    })),
    lines: Math.max(1, ...lines),
  };
}

function table(
  id: string,
  columns: readonly number[],
  head: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): LetterBlock {
  return {
    kind: "table",
    id,
    columns,
    rows: [...(head ? [row(columns, head, true)] : []), ...rows.map((texts) => row(columns, texts, false))],
  };
}

function heading(id: string, text: string): LetterBlock {
  return { kind: "paragraph", id, runs: run(text), indent: "none", level: 1 };
}

const causes = {
  receipt: "收到申请",
  correction: "收到补正材料，重新计算",
  feePayment: "缴费完成，重新计算",
} as const;

function consultationLine(each: ConsultationReading): string {
  const ended =
    each.endedBy === "returned" && each.returnedOn
      ? `${formatChineseDate(each.returnedOn)}收回意见`
      : each.endedBy === "silence"
        ? `至${formatChineseDate(each.through)}未答复`
        : each.endedBy === "organDecided"
          ? `${formatChineseDate(each.through)}本机关不再等待`
          : "尚未收到答复";
  return `${each.party === "thirdParty" ? "征求第三方意见" : "征求其他机关意见"}：${formatChineseDate(each.issuedOn)}发出，${
    each.receivedByThemOn ? `${formatChineseDate(each.receivedByThemOn)}签收，` : ""
  }${ended}（${each.article}）`;
}

function periodLines(period: PeriodReading, index: number): readonly string[] {
  const suspended = period.suspensions.reduce((sum, entry) => sum + entry.workdays, 0);
  return [
    `第${index + 1}次起算`,
    [
      `${formatChineseDate(period.anchor)}${causes[period.cause]}，当日不计，次日起算二十个工作日，至${formatChineseDate(period.baseDueWithoutSuspension)}届满（${period.article}）。`,
      ...(suspended > 0
        ? [
            `扣除征求意见所需时间${suspended}个工作日，至${formatChineseDate(period.baseDue)}届满（条例第三十三条第三款）。`,
          ]
        : []),
      ...(period.extendedDue
        ? [
            `依法延长${period.allowance - 20}个工作日，至${formatChineseDate(period.extendedDue)}届满（条例第三十三条第二款）。`,
          ]
        : []),
      ...(period.effectiveDue !== (period.extendedDue ?? period.baseDue)
        ? [`延迟答复的合理期限至${formatChineseDate(period.effectiveDue)}（条例第三十五条）。`]
        : []),
      ...(period.replacedOn ? [`该期限自${formatChineseDate(period.replacedOn)}起不再适用。`] : []),
    ].join("\n"),
  ];
}

function verdict(reading: ClockReading, calendar: WorkCalendar): string {
  const { answer, effectiveDue } = reading;
  if (answer && effectiveDue)
    return `答复期限届满日${formatChineseDate(effectiveDue)}；答复的期限计算时点${formatChineseDate(answer.serviceClockDate)}；${
      answer.onTime ? "在法定期限内答复。" : `超过法定期限${answer.lateWorkdays}个工作日。`
    }`;
  return `${clockSentence(reading, calendar)}。${effectiveDue ? `答复期限届满日${formatChineseDate(effectiveDue)}。` : ""}`;
}

/** The notices of the years the counted days lie in; a year without one is named as 暂定. */
function calendarBasis(reading: ClockReading, calendar: WorkCalendar): string {
  const days = explainDays(reading, calendar);
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))];
  return [
    ...years.map(
      (year) =>
        calendar.years[year]?.notice ?? `${year}年放假安排尚未公布，该年日期为暂定，按周末和法定节假日推算`,
    ),
    `日历版本 ${calendar.version}`,
  ].join("\n");
}

/**
 * 《政府信息公开申请期限计算说明》: which events are on record with what proof, how each period runs, and every day from
 * the receipt to the end with why it counts or not and by which article. Revoked entries stay on it as revoked.
 *
 * Source: 条例30–35; 复议法48, 行诉法34 (the organ proves its act); counting rules of the calendar.
 */
export function clockProofModel(input: ClockProofInput): LetterModel {
  const { reading, calendar } = input;
  const facts = table("facts", [3, 9], undefined, [
    ["登记编号", input.applicationNo],
    ["申请人", input.applicantName],
    ["申请内容", input.requestedInformation],
    [
      "收到之日",
      `${reading.receiptDate ? formatChineseDate(reading.receiptDate) : "尚未确定"}\n${input.receiptBasis}（条例第三十一条）`,
    ],
    ["结论", verdict(reading, calendar)],
    ["放假安排", calendarBasis(reading, calendar)],
  ]);
  const events = table(
    "events",
    [4, 5, 6, 3],
    ["日期", "事项", "依据和凭证", "登记"],
    input.events.map(({ event, note, recordedBy, recordedOn, revoked }) => [
      formatChineseDate(event.onDay),
      `${eventLabel(event)}${revoked ? "（已撤销）" : ""}`,
      note,
      `${recordedBy}\n${shortDate(recordedOn)}`,
    ]),
  );
  const periods = table("periods", [3, 13], undefined, [
    ...reading.periods.map(periodLines),
    ...(reading.consultations.length > 0
      ? [["征求意见", reading.consultations.map(consultationLine).join("\n")]]
      : []),
    ...(reading.warnings.length > 0
      ? [["须注意", reading.warnings.map((warning) => `${warning.text}（${warning.article}）`).join("\n")]]
      : []),
  ]);
  const days = table(
    "days",
    [6, 2, 10, 11],
    ["日期", "计数", "说明", "依据"],
    explainDays(reading, calendar).map((each, index) => [
      // The year stands where it begins; a row is one line, so that a whole period fits on two pages.
      `${index === 0 || each.day.endsWith("-01-01") ? `${each.day.slice(0, 4)}年\n` : ""}${shortDate(each.day)} ${each.weekday}`,
      each.counted && each.number !== undefined ? String(each.number) : "—",
      `${each.why}${each.provisional ? "（暂定）" : ""}`,
      each.article,
    ]),
  );
  return {
    templateId: "free-document",
    templateVersion: "1",
    name: "期限计算说明",
    format: "sheet",
    organHead: run(input.organName),
    number: run(input.applicationNo),
    title: run("政府信息公开申请期限计算说明"),
    blocks: [
      facts,
      heading("events-heading", "一、登记事项"),
      events,
      heading("periods-heading", "二、期限的起算、扣除和届满"),
      periods,
      heading("days-heading", "三、逐日计算"),
      days,
      {
        kind: "paragraph",
        id: "made",
        runs: run(`本说明由登记事项推算，${formatChineseDate(input.madeOn)}生成。`),
        indent: "none",
      },
    ],
    attachments: [],
    relief: { block: "relief-none", onlineAddendum: false, keepIssuedWording: false, reasons: [] },
    missing: [],
    unlockedClauses: [],
  };
}
