import { describe, expect, it } from "vitest";

import { officialCalendar } from "../../../shared/domain/clock/official-calendar.ts";
import { buildTimeline } from "../../../shared/domain/clock/timeline.ts";
import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { cellWords, columnWidthFor, layOutTimeline, markColumnsFor, textWidthPx } from "./timeline-layout.ts";

const day = calendarDay;
/** The case of the design picture: consultation 8月19日–9月4日, extension by 10 on 9月15日. */
const events: readonly ClockEvent[] = [
  { type: "received", channel: "inPerson", onDay: day("2026-08-10") },
  { type: "consultationIssued", consultationId: "c", party: "thirdParty", onDay: day("2026-08-19") },
  { type: "consultationReceivedByThem", consultationId: "c", onDay: day("2026-08-21") },
  { type: "consultationReturned", consultationId: "c", onDay: day("2026-09-04") },
  { type: "extensionApproved", days: 10, onDay: day("2026-09-15") },
  { type: "extensionNoticeIssued", days: 10, onDay: day("2026-09-15") },
];
const timeline = buildTimeline(events, officialCalendar, day("2026-09-16"), { markColumns: 7 });

describe("the picture of the clock", () => {
  it("gives every calendar day one column of the same width", () => {
    const layout = layOutTimeline(timeline, 1190);
    const steps = new Set(
      layout.columns
        .slice(1)
        .map((each, index) => Math.round((each.x - (layout.columns[index]?.x ?? 0)) * 100)),
    );
    expect(steps.size).toBe(1);
    expect(layout.columns).toHaveLength(timeline.columns.length);
    expect(layout.width).toBeLessThanOrEqual(1190);
  });

  it("points marks at the middle of their day", () => {
    const layout = layOutTimeline(timeline, 1190);
    for (const placed of layout.marks) {
      const column = layout.columns.find((each) => each.column.day === placed.mark.day);
      expect(placed.x).toBeCloseTo((column?.x ?? 0) + (column?.width ?? 0) / 2, 5);
    }
  });

  it("keeps the numbers of the clock and the due day of the model", () => {
    const layout = layOutTimeline(timeline, 1190);
    expect(layout.columns.find((each) => each.column.isToday)?.column.label).toBe(15);
    expect(layout.columns.find((each) => each.column.isDue)?.column.day).toBe("2026-10-13");
    expect(layout.columns.find((each) => each.column.isDue)?.column.label).toBe(30);
  });

  it("never lets the labels of brackets run into each other or over the edge", () => {
    for (const width of [400, 700, 900, 1190]) {
      const layout = layOutTimeline(timeline, width);
      const spans = layout.brackets.map((each) => {
        const half = textWidthPx(each.bracket.label, 12) / 2;
        return { row: each.row, left: each.labelX - half, right: each.labelX + half };
      });
      for (const [index, one] of spans.entries()) {
        expect(one.left).toBeGreaterThanOrEqual(-0.01);
        expect(one.right).toBeLessThanOrEqual(layout.width + 0.01);
        for (const other of spans.slice(index + 1))
          expect(one.row !== other.row || one.right <= other.left || other.right <= one.left).toBe(true);
      }
    }
  });

  it("scrolls instead of shrinking to nothing, and does not blow up a short case", () => {
    expect(columnWidthFor(400, 1000)).toBe(13);
    expect(columnWidthFor(7, 1000)).toBe(34);
    expect(columnWidthFor(0, 1000)).toBe(0);
    expect(markColumnsFor(65, 1190)).toBe(7);
  });

  it("names the months it begins", () => {
    expect(layOutTimeline(timeline, 1190).months.map((each) => each.month)).toEqual([8, 9, 10]);
  });

  it("writes the name of a holiday between the cells, that of a single day under them, never past the edge", () => {
    const over = (received: string, today: string) =>
      layOutTimeline(
        buildTimeline(
          [{ type: "received", channel: "inPerson", onDay: day(received) }],
          officialCalendar,
          day(today),
        ),
        1190,
      );
    expect(layOutTimeline(timeline, 1190).holidays.map((each) => each.under)).toEqual([false, false]);
    // 元旦 of 2025 was one day, a Wednesday.
    const [newYear] = over("2024-12-16", "2024-12-20").holidays;
    expect(newYear).toMatchObject({ under: true, holiday: { name: "元旦" } });
    for (const received of ["2024-11-29", "2024-12-02", "2024-12-03", "2024-12-04", "2024-12-05"]) {
      const { holidays, width } = over(received, "2024-12-20");
      for (const { holiday, x, under } of holidays)
        if (under) expect(x + textWidthPx(holiday.name + holiday.label, 12)).toBeLessThanOrEqual(width);
    }
  });

  it("says of a cell its date, why it counts, and the article", () => {
    const today = timeline.columns.find((column) => column.isToday);
    expect(today && cellWords(today, "周三")).toMatch(/^9月16日 周三（今天）：第 15 个工作日。/);
  });

  it("is empty before anything was received", () => {
    const nothing = buildTimeline([], officialCalendar, day("2026-09-16"));
    expect(layOutTimeline(nothing, 1190)).toMatchObject({ columns: [], marks: [], brackets: [] });
  });
});
