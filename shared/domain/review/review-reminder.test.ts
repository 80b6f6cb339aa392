import { describe, expect, it } from "vitest";

import { officialCalendar } from "../clock/index.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";
import {
  approvedReminder,
  arrivedDeferDay,
  deferDayProblem,
  escalationDay,
  isUrgent,
  paperStageDue,
  stageReminder,
  type ApprovedReminder,
  type StageReminder,
} from "./review-reminder.ts";
import { stagePath, type ReviewStage } from "./review-stages.ts";

const day = (text: string) => text as CalendarDay;
const path = stagePath({ officeCheck: true });

/** September 2026: the 14th is a Monday, the 19th and 20th a weekend that is worked on the 20th (国庆调休). */
describe("reminders of the review desk (review.md §6)", () => {
  const urgent: readonly (readonly [string, ReviewStage, string, string | undefined, boolean])[] = [
    ["exactly the time the stages take (3+1+1)", "confidentialityCheck", "2026-09-07", "2026-09-14", true],
    ["one working day more", "confidentialityCheck", "2026-09-07", "2026-09-15", false],
    ["its period is over", "confidentialityCheck", "2026-09-07", "2026-09-01", true],
    ["no period", "confidentialityCheck", "2026-09-07", undefined, false],
    ["only the check itself can be urgent", "leaderApproval", "2026-09-07", "2026-09-08", false],
  ];
  it.each(urgent)("urgent: %s", (_name, stage, arrivedOn, paperDue, expected) => {
    const paper = {
      stage,
      stagePath: path,
      arrivedOn: day(arrivedOn),
      ...(paperDue ? { paperDue: day(paperDue) } : {}),
    };
    expect(isUrgent(paper, officialCalendar)).toBe(expected);
  });

  it("an urgent check ends the day it arrived, any other after three working days", () => {
    const paper = { stage: "confidentialityCheck" as const, stagePath: path, arrivedOn: day("2026-09-07") };
    expect(paperStageDue({ ...paper, paperDue: day("2026-09-10") }, officialCalendar)).toBe("2026-09-07");
    expect(paperStageDue({ ...paper, paperDue: day("2026-10-30") }, officialCalendar)).toBe("2026-09-10");
  });

  const escalations: readonly (readonly [string, string, string, string])[] = [
    ["three days: the day before the last", "2026-09-07", "2026-09-10", "2026-09-09"],
    ["one day: not on the day it arrived", "2026-09-07", "2026-09-08", "2026-09-08"],
    ["over a weekend: the working day before", "2026-09-09", "2026-09-14", "2026-09-11"],
    ["the same day: at once", "2026-09-07", "2026-09-07", "2026-09-07"],
  ];
  it.each(escalations)("escalated, %s", (_name, arrivedOn, dueDay, expected) => {
    expect(escalationDay({ arrivedOn: day(arrivedOn), dueDay: day(dueDay) }, officialCalendar)).toBe(
      expected,
    );
  });

  const reminders: readonly (readonly [
    ReviewStage,
    string,
    string,
    string,
    StageReminder["kind"] | undefined,
  ])[] = [
    ["confidentialityCheck", "2026-09-07", "2026-09-10", "2026-09-08", undefined],
    ["confidentialityCheck", "2026-09-07", "2026-09-10", "2026-09-09", "dayBefore"],
    ["confidentialityCheck", "2026-09-07", "2026-09-10", "2026-09-10", "lastDay"],
    ["confidentialityCheck", "2026-09-07", "2026-09-10", "2026-09-11", "overdue"],
    ["confidentialityCheck", "2026-09-07", "2026-09-07", "2026-09-07", "urgent"],
    ["confidentialityCheck", "2026-09-07", "2026-09-07", "2026-09-08", "overdue"],
    ["leaderApproval", "2026-09-07", "2026-09-08", "2026-09-07", undefined],
    ["leaderApproval", "2026-09-07", "2026-09-08", "2026-09-08", "lastDay"],
    // Due on Friday, looked at on Saturday: over, though no working day has passed.
    ["leaderApproval", "2026-09-10", "2026-09-11", "2026-09-12", "overdue"],
  ];
  it.each(reminders)("%s arrived %s due %s on %s: %s", (stage, arrivedOn, dueDay, today, kind) => {
    expect(
      stageReminder(
        { stage, arrivedOn: day(arrivedOn), dueDay: day(dueDay), today: day(today) },
        officialCalendar,
      )?.kind,
    ).toBe(kind);
  });

  it.each([
    [undefined, "defer-day-missing"],
    ["2026-09-07", "defer-day-out-of-range"],
    ["2026-09-08", undefined],
    ["2027-09-07", undefined],
    ["2027-10-01", "defer-day-out-of-range"],
  ] as const)("put off from 7 September 2026 to %s: %s", (until, problem) => {
    expect(deferDayProblem(until && day(until), day("2026-09-07"), officialCalendar)).toBe(problem);
  });

  it.each([
    ["an older program names none", undefined, "2026-09-07", { ok: true, value: undefined }],
    ["as named", "2026-11-02", "2026-09-08", { ok: true, value: "2026-11-02" }],
    ["it passed on the way: at once", "2026-09-10", "2026-09-21", { ok: true, value: "2026-09-22" }],
    ["not after the decision", "2026-09-07", "2026-09-08", { ok: false, error: "defer-day-out-of-range" }],
    ["too far", "2027-10-01", "2026-09-08", { ok: false, error: "defer-day-out-of-range" }],
  ])("a day that another machine decided on September 7: %s", (_name, named, today, result) => {
    expect(
      arrivedDeferDay(
        named === undefined ? undefined : day(named),
        day("2026-09-07"),
        day(today),
        officialCalendar,
      ),
    ).toEqual(result);
  });

  const approvals: readonly (readonly [
    string,
    string | undefined,
    string,
    ApprovedReminder["kind"],
    string,
  ])[] = [
    ["2026-09-07", "2026-09-16", "2026-09-08", "paperDue", "2026-09-16"],
    ["2026-09-07", undefined, "2026-09-08", "waits", "2026-09-10"],
    ["2026-03-10", "2026-03-16", "2026-09-07", "expiring", "2026-09-10"],
    ["2026-03-10", "2026-03-16", "2026-09-11", "expired", "2026-09-10"],
  ];
  it.each(approvals)(
    "approved %s, paper due %s, on %s: %s by %s",
    (approvedOn, paperDue, today, kind, due) => {
      expect(
        approvedReminder(
          { approvedOn: day(approvedOn), ...(paperDue ? { paperDue: day(paperDue) } : {}) },
          day(today),
          officialCalendar,
        ),
      ).toMatchObject({ kind, due });
    },
  );
});
