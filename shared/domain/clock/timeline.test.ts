import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addDays, calendarDay, daysBetween } from "../../kernel/calendar-day.ts";
import type { ClockEvent } from "./clock-events.ts";
import { explainDays } from "./explain-days.ts";
import { officialCalendar } from "./official-calendar.ts";
import { readClock } from "./read-clock.ts";
import { buildTimeline, foldTimeline, type Timeline, type TimelineCell } from "./timeline.ts";

const calendar = officialCalendar;
const day = calendarDay;

const signs: Readonly<Record<TimelineCell, string>> = {
  line: "-",
  anchor: "A",
  used: "#",
  today: "T",
  left: "o",
  extension: "e",
  suspended: "/",
  waiting: "w",
  due: "D",
  overdue: "X",
  pale: ".",
};

function strip(timeline: Timeline): string {
  return timeline.columns.map((column) => signs[column.cell]).join("");
}

function labels(timeline: Timeline): readonly string[] {
  return timeline.columns
    .filter((column) => column.label)
    .map((column) => `${column.day.slice(5)}=${column.label}`);
}

/** The case drawn in the design (ui 05-case): today is 2026-09-16. */
const drawn: readonly ClockEvent[] = [
  { type: "received", onDay: day("2026-08-10"), channel: "inPerson" },
  { type: "consultationIssued", onDay: day("2026-08-19"), consultationId: "a", party: "thirdParty" },
  { type: "consultationReceivedByThem", onDay: day("2026-08-21"), consultationId: "a" },
  { type: "consultationReturned", onDay: day("2026-09-04"), consultationId: "a" },
  { type: "extensionApproved", onDay: day("2026-09-15"), days: 10 },
  { type: "extensionNoticeIssued", onDay: day("2026-09-15"), days: 10 },
];

describe("the drawn timeline", () => {
  const timeline = buildTimeline(drawn, calendar, day("2026-09-16"));

  it("gives every calendar day a column and only working days a cell", () => {
    expect(strip(timeline)).toBe("A####--###//--/////--/////--#####--##Too-oooee---eee-------eee-eD...--");
    expect(timeline.columns).toHaveLength(daysBetween(day("2026-08-10"), day("2026-10-18")) + 1);
  });

  it("prints 1, 5, 10 … and today", () => {
    expect(labels(timeline)).toEqual([
      "08-11=1",
      "08-17=5",
      "09-09=10",
      "09-16=15",
      "09-22=20",
      "09-30=25",
      "10-13=30",
    ]);
  });

  it("says the same in one sentence", () => {
    expect(timeline.sentence).toBe("已用 14 个工作日，今天第 15 日，还剩 15 个工作日");
  });

  it("marks the facts as drawn, the extension notice one level up", () => {
    expect(
      timeline.marks.map((mark) => [mark.title, mark.detail, mark.tone, mark.level, mark.align]),
    ).toEqual([
      ["8月10日 收到", "当面提交", "fact", 1, "start"],
      ["8月19日 发函征求", "第 7 日后暂停", "fact", 1, "start"],
      ["9月4日 意见收回", "次日续算", "fact", 1, "start"],
      ["9月15日 告知延期 10 个工作日", "", "fact", 2, "start"],
      ["今天", "第 15 日", "today", 1, "start"],
      ["9月22日 原期限", "第 20 日", "superseded", 1, "start"],
      ["10月13日 答复期限", "剩 15 个工作日", "due", 1, "end"],
    ]);
  });

  it("brackets the suspension and the extension with days and article", () => {
    expect(timeline.brackets.map(({ kind, from, to, label, row }) => [kind, from, to, label, row])).toEqual([
      ["suspension", "2026-08-20", "2026-09-04", "征求第三方意见，12 个工作日不计（条例第三十二条）", 1],
      ["extension", "2026-09-23", "2026-10-13", "延长 10 个工作日（条例第三十三条第二款）", 1],
    ]);
  });

  it("names holiday blocks once and puts 班 under make-up days", () => {
    expect(timeline.holidays.map(({ name, label, from }) => [name, label, from])).toEqual([
      ["中秋节", "休 3 天", "2026-09-25"],
      ["国庆节", "休 7 天", "2026-10-01"],
    ]);
    expect(timeline.columns.filter((column) => column.makeup).map((column) => column.day)).toEqual([
      "2026-09-20",
      "2026-10-10",
    ]);
  });

  it("folds to weeks with the month or the Monday in front", () => {
    const weeks = foldTimeline(timeline);
    expect(weeks.map((week) => week.label)).toEqual([
      "8月",
      "17日",
      "24日",
      "31日",
      "9月",
      "14日",
      "21日",
      "28日",
      "10月",
      "12日",
    ]);
    expect(weeks.at(5)?.days.map((column) => column && signs[column.cell])).toEqual([
      "#",
      "#",
      "T",
      "o",
      "o",
      "-",
      "o",
    ]);
  });
});

describe("states in the picture", () => {
  it("paused now: hatch to today, then a projected bracket to the latest return day", () => {
    const timeline = buildTimeline(drawn.slice(0, 3), calendar, day("2026-08-26"));
    expect(strip(timeline).slice(0, 28)).toBe("A####--###//--/////--/////--");
    expect(timeline.brackets.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["suspension", "2026-08-20", "2026-08-26"],
      ["projected", "2026-08-27", "2026-09-11"],
    ]);
    expect(timeline.brackets[1]?.label).toBe("剩 13 个工作日，最迟 9月11日 收回（预计）");
    expect(timeline.sentence).toBe("已暂停，剩余 13 个工作日（预计）");
  });

  it("a restart turns the cells before it into base line and begins at 1 again", () => {
    const timeline = buildTimeline(
      [
        { type: "received", onDay: day("2025-04-21") },
        { type: "correctionNoticeIssued", onDay: day("2025-04-25") },
        { type: "correctedReceived", onDay: day("2025-05-12") },
      ],
      calendar,
      day("2025-05-14"),
    );
    expect(strip(timeline)).toBe(`${"-".repeat(21)}A#Too--ooooo--ooooo---oooo--oD...--`);
    expect(labels(timeline).slice(0, 3)).toEqual(["05-13=1", "05-14=2", "05-19=5"]);
    expect(timeline.marks.map((mark) => mark.title)).toEqual([
      "4月21日 收到",
      "4月25日 告知补正",
      "5月12日 收到补正",
      "今天",
      "5月21日 原期限",
      "6月10日 答复期限",
    ]);
  });

  it("overdue: cells after the due day, and how many in the title", () => {
    const timeline = buildTimeline(
      [{ type: "received", onDay: day("2025-06-03") }],
      calendar,
      day("2025-07-04"),
    );
    expect(strip(timeline).endsWith("DXXX--")).toBe(true);
    expect(timeline.marks.find((mark) => mark.tone === "due")?.detail).toBe("超 3 个工作日");
    expect(timeline.sentence).toBe("已超期 3 个工作日");
  });

  it("answered: a mark on the day of posting, pale after it", () => {
    const timeline = buildTimeline(
      [
        { type: "received", onDay: day("2025-06-03") },
        { type: "replied", onDay: day("2025-06-20"), serviceMethod: "post" },
      ],
      calendar,
      day("2025-08-01"),
    );
    expect(strip(timeline)).toBe("A###--#####--#####--.....--.....--");
    expect(timeline.marks.find((mark) => mark.tone === "answered")).toMatchObject({
      title: "6月20日 答复",
      detail: "交邮",
    });
    expect(timeline.columns.some((column) => column.isToday)).toBe(false);
  });

  it("waiting for a correction: no due day in red any more", () => {
    const timeline = buildTimeline(
      [
        { type: "received", onDay: day("2025-06-03") },
        { type: "correctionNoticeIssued", onDay: day("2025-06-06") },
      ],
      calendar,
      day("2025-06-11"),
    );
    expect(strip(timeline).startsWith("A###--www..--")).toBe(true);
    expect(timeline.marks.map((mark) => mark.tone)).not.toContain("due");
    expect(timeline.brackets.map((bracket) => bracket.kind)).toEqual(["waiting"]);
  });

  it("a year without schedule is provisional on every date of it", () => {
    const timeline = buildTimeline(
      [{ type: "received", onDay: day("2026-12-10") }],
      calendar,
      day("2026-12-15"),
    );
    expect(timeline.provisional).toBe(true);
    expect(
      timeline.columns.filter((column) => column.provisional).every((column) => column.day >= "2027"),
    ).toBe(true);
    expect(timeline.marks.find((mark) => mark.tone === "due")?.provisional).toBe(true);
    expect(timeline.sentence).toContain("暂定");
  });

  it("nothing received, nothing drawn", () => {
    const timeline = buildTimeline(
      [{ type: "arrived", onDay: day("2025-06-03"), channel: "internet" }],
      calendar,
      day("2025-06-04"),
    );
    expect([timeline.columns, timeline.sentence]).toEqual([[], "申请已到达，待与申请人确认，期限尚未开始"]);
  });

  it("every mark stands inside the picture and the facts of one day are one mark", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 3, max: 8 }), (offset, markColumns) => {
        const asOf = addDays(day("2026-08-10"), offset);
        const { marks, columns } = buildTimeline(drawn, calendar, asOf, { markColumns });
        for (const mark of marks) {
          const at = daysBetween(day("2026-08-10"), mark.day);
          expect(at >= 0 && at < columns.length).toBe(true);
        }
        const days = marks.filter((mark) => mark.tone === "fact").map((mark) => mark.day);
        expect(new Set(days).size).toBe(days.length);
      }),
    );
  });
});

describe("the count day by day", () => {
  it("has a row for each day, whose numbers are those of the clock", () => {
    const reading = readClock(drawn, calendar, day("2026-09-16"));
    const rows = explainDays(reading, calendar);
    expect(rows).toHaveLength(daysBetween(day("2026-08-10"), day("2026-10-13")) + 1);
    expect(rows.filter((row) => row.counted)).toHaveLength(30);
    expect(rows.filter((row) => row.kind === "suspended")).toHaveLength(12);
    expect(rows.find((row) => row.day === "2026-09-20")).toMatchObject({
      weekday: "周日",
      makeup: true,
      counted: true,
      number: 18,
      why: "调休上班，照常计算，第 18 个工作日",
    });
    expect(rows.find((row) => row.day === "2026-10-01")).toMatchObject({
      kind: "rest",
      why: "国庆节放假，不计入",
    });
    expect(rows.find((row) => row.day === "2026-08-20")?.why).toBe("征求第三方意见期间，不计入");
    expect(rows.every((row) => row.article !== "")).toBe(true);
  });
});
