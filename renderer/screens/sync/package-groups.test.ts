import { describe, expect, it } from "vitest";

import type { OutboxState, PackageRow } from "../../../shared/contract/publications.ts";
import { calendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { outboxStates } from "../../wording/states.ts";
import { groupOf, lifeLine, packageGroups } from "./package-groups.ts";

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
