import { describe, expect, it } from "vitest";

import type { OutboxState } from "../../../shared/domain/publication/outbox-state.ts";
import type { PackageRow } from "../../../shared/contract/publications.ts";
import { calendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { outboxStates } from "../../wording/states.ts";
import { duePressing, dueWords, groupOf, inVainWords, lifeLine, packageGroups } from "./package-groups.ts";

function row(state: OutboxState, exported = false): PackageRow {
  return {
    packageId: `${state}${exported}`,
    title: "",
    objectId: "",
    kind: "publication",
    sealedAt: "2026-09-16T00:00:00Z" as Instant,
    state,
    attempts: 0,
    sizeBytes: 1,
    packageDigest: "",
    ...(exported ? { exportedOn: calendarDay("2026-09-14") } : {}),
  };
}

const all = (Object.keys(outboxStates) as OutboxState[]).map((state) => row(state));

describe("where a package is", () => {
  it.each([
    ["sealed", false, 1, "waiting"],
    ["announced", false, 1, "waiting"],
    ["uploading", false, 1, "waiting"],
    ["sent", false, 2, "onTheWay"],
    ["sealed", true, 2, "onTheWay"],
    ["accepted", true, 5, "done"],
    ["conflict", false, 3, "attention"],
    ["rejected", false, 3, "attention"],
    ["needs-user", false, 1, "attention"],
  ] as const)("%s, written to a medium %s: %d stations, %s", (state, exported, passed, group) => {
    expect(lifeLine(row(state, exported)).passed).toBe(passed);
    expect(groupOf(row(state, exported))).toBe(group);
  });

  it("draws what went by disc dashed, and says what moves", () => {
    expect(lifeLine(row("sealed", true)).byMedia).toBe(true);
    expect(lifeLine(row("sent")).byMedia).toBe(false);
    expect(lifeLine(row("uploading")).moving).toBe(true);
  });

  it("puts every package into one group, those that need a person first", () => {
    const groups = packageGroups(all);
    expect(groups[0]?.id).toBe("attention");
    expect(groups.flatMap((group) => group.rows)).toHaveLength(all.length);
  });
});

describe("what is sent again and again", () => {
  it("is told from the twentieth attempt on, and what has arrived or waits for a person is not", () => {
    const tried = (state: OutboxState, attempts: number) => inVainWords({ ...row(state), attempts });
    expect(tried("announced", 19)).toBeUndefined();
    expect(tried("announced", 20)).toBe(
      "已经试了 20 次没有送到，还会自动再送。急的可以导出，用光盘或者 U 盘送。",
    );
    expect(tried("uploading", 23)).toContain("试了 23 次");
    for (const state of ["sent", "accepted", "conflict", "rejected", "needs-user"] as const)
      expect(tried(state, 40)).toBeUndefined();
  });
});

describe("by when a paper must have reached the center", () => {
  const today = calendarDay("2026-09-16");
  const due = (day: string, remainingWorkdays: number, of: OutboxState = "sealed"): PackageRow => ({
    ...row(of),
    dueDay: calendarDay(day),
    remainingWorkdays,
  });

  it.each([
    [due("2026-09-18", 2), "9月18日前须送达"],
    [due("2026-09-16", 0), "今天须送达"],
    [due("2026-09-15", -1), "公开期限超 1 个工作日"],
    // Nothing is left to do here for what is on its way.
    [due("2026-09-18", 2, "sent"), undefined],
    [row("sealed"), undefined],
  ])("is said of what waits", (one, words) => {
    expect(dueWords(one, today)).toBe(words);
  });

  it("tells what presses: what is over, else what is due next", () => {
    const calm = [due("2026-09-23", 5), due("2026-09-18", 2), due("2026-09-18", 2), row("sealed")];
    expect(duePressing(calm, today)).toEqual({
      words: "其中 2 个公开件须在9月18日前送达中心，剩 2 个工作日",
      over: false,
    });
    expect(duePressing([...calm, due("2026-09-15", -1)], today)).toEqual({
      words: "其中 1 个公开件已过公开期限，还没有送达中心",
      over: true,
    });
    expect(duePressing([due("2026-09-16", 0)], today)?.words).toBe("其中 1 个公开件须在今天送达中心");
    expect(duePressing([row("sealed"), due("2026-09-18", 2, "sent")], today)).toBeUndefined();
  });
});
