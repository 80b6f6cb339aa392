import type {
  Timeline,
  TimelineBracket,
  TimelineColumn,
  TimelineHoliday,
} from "../../../shared/domain/clock/timeline.ts";
import type { TimelineMark } from "../../../shared/domain/clock/timeline-marks.ts";
import { daysBetween, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";

/** Pixel measures of the picture (tokens.md §4); everything across follows from the width. */
export const timelineMetrics = {
  cellHeight: 26,
  /** A column narrower than this scrolls instead. */
  leastColumn: 13,
  /** A column wider than this would make a short case look long. */
  mostColumn: 34,
  markText: 13,
  markDetail: 12,
  bracketRow: 24,
} as const;

export interface PlacedColumn {
  readonly column: TimelineColumn;
  readonly x: number;
  readonly width: number;
}

export interface PlacedMark {
  readonly mark: TimelineMark;
  /** The middle of the day it points at. */
  readonly x: number;
  readonly textX: number;
  readonly anchor: "start" | "end";
}

export interface PlacedBracket {
  readonly bracket: TimelineBracket;
  readonly from: number;
  readonly to: number;
  readonly labelX: number;
  readonly row: number;
}

export interface PlacedHoliday {
  readonly holiday: TimelineHoliday;
  /** The middle of the days it takes, or where its words begin under the cells. */
  readonly x: number;
  /** Too short for its words between the cells: they stand under them. */
  readonly under: boolean;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly columnWidth: number;
  readonly cellsTop: number;
  readonly columns: readonly PlacedColumn[];
  readonly marks: readonly PlacedMark[];
  readonly brackets: readonly PlacedBracket[];
  readonly holidays: readonly PlacedHoliday[];
  readonly months: readonly { readonly x: number; readonly month: number; readonly first: boolean }[];
}

/** Room for 「12月」 under the first day of a month. */
const monthText = 34;

/** About how wide a text stands: Chinese characters are square, others a good half. */
export function textWidthPx(text: string, sizePx: number): number {
  let units = 0;
  for (const character of text) units += character.charCodeAt(0) > 0x2e7f ? 1 : 0.56;
  return units * sizePx;
}

/** Width of one day column for a pane; the picture may become wider than the pane and then scrolls. */
export function columnWidthFor(columns: number, widthPx: number): number {
  if (columns === 0) return 0;
  return Math.min(
    timelineMetrics.mostColumn,
    Math.max(timelineMetrics.leastColumn, Math.floor((widthPx / columns) * 100) / 100),
  );
}

/** Day columns that the text of a mark takes; the model places marks by it. */
export function markColumnsFor(columns: number, widthPx: number): number {
  const column = columnWidthFor(columns, widthPx);
  return column === 0 ? 7 : Math.max(3, Math.ceil(112 / column));
}

function placeBrackets(
  brackets: readonly TimelineBracket[],
  xOf: (day: CalendarDay) => number,
  columnWidth: number,
  width: number,
): readonly PlacedBracket[] {
  const placed: (PlacedBracket & { readonly left: number; readonly right: number })[] = [];
  for (const bracket of brackets) {
    const from = Math.max(0, xOf(bracket.from) + 1);
    const to = Math.min(width, xOf(bracket.to) + columnWidth - 1);
    const half = textWidthPx(bracket.label, timelineMetrics.markDetail) / 2;
    const labelX = Math.min(width - half, Math.max(half, (from + to) / 2));
    const left = Math.min(from, labelX - half) - 6;
    const right = Math.max(to, labelX + half) + 6;
    let { row } = bracket;
    while (placed.some((other) => other.row === row && other.left < right && left < other.right)) row += 1;
    placed.push({ bracket, from, to, labelX, row, left, right });
  }
  return placed;
}

/** Places everything the model holds on a picture of the given width. Pure: the same model and width, the same picture. */
export function layOutTimeline(timeline: Timeline, paneWidthPx: number): TimelineLayout {
  const { columns } = timeline;
  const first = columns[0]?.day;
  const columnWidth = columnWidthFor(columns.length, paneWidthPx);
  const width = Math.max(columnWidth * columns.length, 1);
  const xOf = (day: CalendarDay): number => (first === undefined ? 0 : daysBetween(first, day) * columnWidth);
  const upper = timeline.marks.some((mark) => mark.level === 2);
  const cellsTop = (upper ? 22 : 0) + 54;
  const brackets = placeBrackets(timeline.brackets, xOf, columnWidth, width);
  const rows = brackets.reduce((most, bracket) => Math.max(most, bracket.row), 0);
  return {
    width,
    height:
      cellsTop + timelineMetrics.cellHeight + 18 + rows * timelineMetrics.bracketRow + (rows > 0 ? 6 : 0),
    columnWidth,
    cellsTop,
    columns: columns.map((column, index) => ({
      column,
      x: index * columnWidth + 1,
      width: Math.max(1, columnWidth - 2),
    })),
    marks: timeline.marks.map((mark) => {
      const x = xOf(mark.day) + columnWidth / 2;
      return {
        mark,
        x,
        anchor: mark.align,
        textX: mark.align === "start" ? Math.max(0, x - 4) : Math.min(width, x + 4),
      };
    }),
    brackets,
    holidays: timeline.holidays.flatMap((holiday): readonly PlacedHoliday[] => {
      const from = Math.max(0, xOf(holiday.from));
      const to = Math.min(width, xOf(holiday.to) + columnWidth);
      const long = (text: string): number => textWidthPx(text, timelineMetrics.markDetail);
      if (Math.max(long(holiday.name), long(holiday.label)) <= to - from)
        return [{ holiday, x: (from + to) / 2, under: false }];
      // Behind the name of a month that begins with it; at the very end only the cell says it.
      const beginsMonth = columns.some(
        ({ day, month }) => month !== undefined && day >= holiday.from && day <= holiday.to,
      );
      const x = from + (beginsMonth ? monthText : 4);
      return x + long(holiday.name) + long(holiday.label) > width ? [] : [{ holiday, x, under: true }];
    }),
    months: columns.flatMap((column, index) =>
      column.month === undefined ? [] : [{ x: index * columnWidth, month: column.month, first: index === 0 }],
    ),
  };
}

/** What a cell says on hover and to a reader: date, count or why not, article. */
export function cellWords(column: TimelineColumn, weekday: string): string {
  const date = `${Number(column.day.slice(5, 7))}月${Number(column.day.slice(8, 10))}日 ${weekday}`;
  const notes = [
    column.isToday ? "今天" : "",
    column.isDue ? "答复期限" : "",
    column.provisional ? "暂定" : "",
  ].filter((note) => note !== "");
  return `${date}${notes.length > 0 ? `（${notes.join("，")}）` : ""}：${column.why}。${column.article}`;
}
