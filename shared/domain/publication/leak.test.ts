import { describe, expect, it } from "vitest";

import type { Instant } from "../../kernel/calendar-day.ts";
import { leakStanding, leakStepProblem, minutesLeft, type LeakKind, type LeakStep } from "./leak.ts";

const at = (text: string) => text as Instant;
const discoveredAt = at("2026-09-30T09:20:00.000Z");

describe("the clock of a leak (保密法实施条例61)", () => {
  it("runs 24 hours through the holiday, from the discovery", () => {
    const { reportBy } = leakStanding({ kind: "stateSecret", discoveredAt, done: [] });
    expect(reportBy).toBe("2026-10-01T09:20:00.000Z");
    expect(minutesLeft(at("2026-10-01T09:20:00.000Z"), at("2026-10-01T08:50:30.000Z"))).toBe(29);
    expect(minutesLeft(at("2026-10-01T09:20:00.000Z"), at("2026-10-01T10:20:00.000Z"))).toBe(-60);
  });
  it.each([
    ["stateSecret", [], false, ["evidenceKept", "reportedToAuthority", "reportedToSuperior"]],
    ["stateSecret", ["reportedToAuthority"], false, ["evidenceKept", "reportedToSuperior"]],
    ["stateSecret", ["reportedToAuthority", "reportedToSuperior", "evidenceKept"], true, []],
    ["workSecret", ["reportedToSuperior", "evidenceKept"], true, []],
    ["privacy", ["evidenceKept"], true, []],
  ] as const)("%s after %j: reported %s, missing %j", (kind, done, reported, missing) => {
    expect(leakStanding({ kind, discoveredAt, done })).toMatchObject({ reported, missing });
  });
});

describe("a step", () => {
  const leak = (kind: LeakKind, done: readonly LeakStep[], stillOut = 0) => ({
    kind,
    discoveredAt,
    done,
    stillOut,
  });
  it.each([
    [leak("privacy", []), "evidenceKept", "", "details-missing"],
    [leak("privacy", []), "evidenceKept", "已截图", undefined],
    [leak("privacy", ["evidenceKept"]), "evidenceKept", "x", "step-done"],
    [leak("privacy", ["evidenceKept"], 1), "closed", "", "withdrawals-open"],
    [leak("stateSecret", ["evidenceKept"]), "closed", "", "steps-missing"],
    [leak("privacy", ["evidenceKept"]), "closed", "", undefined],
    [leak("privacy", ["evidenceKept", "closed"]), "causeFound", "x", "leak-closed"],
  ] as const)("%j %s “%s”: %s", (given, step, note, problem) => {
    expect(leakStepProblem(given, step, note)).toBe(problem);
  });
});
