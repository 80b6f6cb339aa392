import { describe, expect, it } from "vitest";

import { offeredDismissals, type PlacedFinding } from "./offered-dismissals.ts";

const finding = (change: Partial<PlacedFinding> = {}): PlacedFinding => ({
  findingId: "now",
  type: "MOBILE",
  ruleId: "mobile",
  value: "13800000000",
  passage: "p1",
  ...change,
});
const dismissal = { note: "单位公开电话", personName: "周敏", at: "2026-03-02T01:00:00Z" };

describe("dismissals offered again", () => {
  it("offers the newest one for the same words in the same passage", () => {
    const newer = { ...dismissal, note: "值班电话", at: "2026-04-02T01:00:00Z" };
    expect(offeredDismissals([finding()], [finding({ dismissal }), finding({ dismissal: newer })])).toEqual([
      { findingId: "now", ...newer },
    ]);
  });

  it.each([
    ["another passage", { passage: "p2" }],
    ["another value", { value: "13900000000" }],
    ["another rule", { ruleId: "other" }],
    ["another type", { type: "LANDLINE" }],
  ] as const)("offers nothing for %s", (_, change) => {
    expect(offeredDismissals([finding()], [finding({ dismissal, ...change })])).toEqual([]);
  });

  it("offers nothing where nothing was dismissed", () => {
    expect(offeredDismissals([finding()], [finding()])).toEqual([]);
  });
});
