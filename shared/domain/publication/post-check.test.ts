import { describe, expect, it } from "vitest";

import { officialCalendar } from "../clock/official-calendar.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { postCheckDue, postCheckPoints, postCheckProblem, type PostCheckPoint } from "./post-check.ts";

const all = Object.keys(postCheckPoints) as PostCheckPoint[];

describe("the check after publication", () => {
  // review.md §1, stage 8: one working day: Wednesday to Thursday, Friday to Monday.
  it.each([
    ["2026-09-16", "2026-09-17"],
    ["2026-09-11", "2026-09-14"],
  ] as const)("of a release on %s is due on %s", (releasedOn, due) => {
    expect(postCheckDue(releasedOn as CalendarDay, officialCalendar).day).toBe(due);
  });

  it("says “same” only after every point, “differs” only with where", () => {
    expect(postCheckProblem({ result: "same", points: all, note: "" })).toBeUndefined();
    expect(postCheckProblem({ result: "same", points: all.slice(1), note: "" })).toBe("points-missing");
    expect(postCheckProblem({ result: "differs", points: [], note: " " })).toBe("details-missing");
    expect(postCheckProblem({ result: "differs", points: [], note: "缺附件二" })).toBeUndefined();
  });
});
