import { describe, expect, it } from "vitest";

import type { HomeView, WorkRow } from "../../../shared/contract/desk.ts";
import { addDays, calendarDay } from "../../../shared/kernel/calendar-day.ts";
import {
  holidayDays,
  homeSummary,
  neighbour,
  reachableRows,
  workdaysLeftInMonth,
  workGroups,
} from "./work-groups.ts";

function row(workId: string, group: WorkRow["group"]): WorkRow {
  return { workId, group, title: "", reason: "", todo: "", from: "", address: "/" };
}

const rows = [
  row("a", "overdue"),
  row("b", "soon"),
  row("c", "doneToday"),
  row("d", "today"),
  row("e", "soon"),
];

function view(of: readonly WorkRow[]): HomeView {
  return {
    today: calendarDay("2026-09-16"),
    rows: of,
    // 2026-09-14 to 2026-10-18; 9月20日 is a make-up day, 25–27 Mid-Autumn rest.
    days: Array.from({ length: 35 }, (_, offset) => {
      const day = addDays(calendarDay("2026-09-14"), offset);
      const rest =
        offset % 7 > 4 || ["2026-09-25"].includes(day) || (day >= "2026-10-01" && day <= "2026-10-07");
      const makeup = day === "2026-09-20" || day === "2026-10-10";
      return { day, kind: makeup ? "makeup" : rest ? "rest" : "work", due: 0, urgent: false };
    }),
    reviewsByRemaining: [],
    throughput: [],
    conclusions: [],
    counts: { work: 0, reviews: 0, cases: 0, packagesWaiting: 0, sync: "off" },
  };
}

describe("groups of urgency", () => {
  it("stand in their order and leave out what is empty", () => {
    expect(workGroups(rows).map((group) => [group.id, group.rows.map((one) => one.workId)])).toEqual([
      ["overdue", ["a"]],
      ["today", ["d"]],
      ["soon", ["b", "e"]],
      ["doneToday", ["c"]],
    ]);
  });

  it.each([
    [["review:1", "escalated:2"], "超期原因会写进流转记录"],
    [["review:1", "ledger:2"], "审查件的超期原因会写进流转记录"],
    [["ledger:1", "catalogue:2", "application:3"], ""],
  ])("say of reviews alone where the reason is written: %j", (ids, remark) => {
    const [overdue] = workGroups(ids.map((id) => row(id, "overdue")));
    expect(overdue?.remark).toBe(remark);
    expect(workGroups(ids.map((id) => row(id, "today")))[0]?.remark).toBe("");
  });

  it("let the arrows pass over what is folded", () => {
    const folded = reachableRows(workGroups(rows), false);
    expect(folded.map((one) => one.workId)).toEqual(["a", "d", "b", "e"]);
    expect(reachableRows(workGroups(rows), true).at(-1)?.workId).toBe("c");
    expect(neighbour(folded, undefined, 1)?.workId).toBe("a");
    expect(neighbour(folded, "d", 1)?.workId).toBe("b");
    expect(neighbour(folded, "a", -1)?.workId).toBe("a");
    expect(neighbour(folded, "e", 1)?.workId).toBe("e");
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });

  it("are summed in one sentence", () => {
    expect(homeSummary(view(rows))).toBe("等我处理 4 件，其中 1 件已超期，1 件今天必须办");
    expect(homeSummary(view([row("x", "later")]))).toBe("等我处理 1 件");
    expect(homeSummary(view([row("x", "doneToday")]))).toBe("没有等我处理的事");
  });

  it("names as 休 only the days of a holiday, not a plain weekend (01-home)", () => {
    expect([...holidayDays(view([]).days)]).toEqual([
      "2026-09-25",
      "2026-09-26",
      "2026-09-27",
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`),
    ]);
  });

  it("counts the working days left in September 2026: 11 with today (01-home)", () => {
    expect(workdaysLeftInMonth(view([]))).toBe(11);
  });
});
