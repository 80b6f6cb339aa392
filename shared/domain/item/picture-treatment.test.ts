import { describe, expect, it } from "vitest";

import {
  maxPictureRegions,
  pictureOutcome,
  regionBetween,
  shiftedRegion,
  treatmentFault,
  type PictureDecision,
  type PictureRegion,
} from "./picture-treatment.ts";

const size = { width: 40, height: 30 };
const region = (x: number, y: number, width: number, height: number): PictureRegion => ({
  x,
  y,
  width,
  height,
});

describe("a decision about a picture", () => {
  it.each<[PictureDecision, readonly PictureRegion[], string | undefined]>([
    ["keep", [], undefined],
    ["drop", [], undefined],
    ["keep", [region(0, 0, 1, 1)], "regions-unexpected"],
    ["drop", [region(0, 0, 1, 1)], "regions-unexpected"],
    ["mask", [], "regions-missing"],
    ["mask", [region(0, 0, 40, 30)], undefined],
    ["mask", [region(39, 29, 1, 1)], undefined],
    ["mask", [region(0, 0, 41, 30)], "outside"],
    ["mask", [region(1, 0, 40, 30)], "outside"],
    ["mask", [region(-1, 0, 2, 2)], "outside"],
    ["mask", [region(0, 0, 0, 2)], "outside"],
    ["mask", [region(0.5, 0, 2, 2)], "outside"],
    ["mask", [region(0, 0, Number.NaN, 2)], "outside"],
    ["mask", [region(0, 0, 2, 2), region(5, 25, 2, 6)], "outside"],
    ["mask", Array.from({ length: maxPictureRegions + 1 }, () => region(0, 0, 1, 1)), "too-many-regions"],
  ])("%s with %j is %s", (decision, regions, fault) => {
    expect(treatmentFault({ decision, regions }, size)).toBe(fault);
  });

  it.each<[PictureDecision | undefined, boolean, PictureDecision]>([
    [undefined, false, "keep"],
    [undefined, true, "drop"],
    ["keep", true, "keep"],
    ["mask", true, "mask"],
    ["drop", false, "drop"],
    ["mask", false, "mask"],
  ])("%s where undecided ones stay out (%s) leads to %s", (decision, stayOut, outcome) => {
    expect(pictureOutcome(decision && { decision }, stayOut)).toBe(outcome);
  });
});

describe("a region", () => {
  it.each([
    [{ x: 2.4, y: 3.9 }, { x: 10.1, y: 5.2 }, region(2, 3, 9, 3)],
    [{ x: 10, y: 5 }, { x: 2, y: 3 }, region(2, 3, 8, 2)],
    [{ x: -9, y: -9 }, { x: 99, y: 99 }, region(0, 0, 40, 30)],
    [{ x: 5, y: 5 }, { x: 5, y: 9 }, undefined],
    [{ x: 50, y: 0 }, { x: 60, y: 9 }, undefined],
  ])("between %j and %j is %j", (one, other, spanned) => {
    expect(regionBetween(one, other, size)).toEqual(spanned);
  });

  it.each([
    [{ x: -50, y: 2 }, false, region(0, 7, 10, 10)],
    [{ x: 50, y: 50 }, false, region(30, 20, 10, 10)],
    [{ x: -50, y: 3 }, true, region(5, 5, 1, 13)],
    [{ x: 50, y: 50 }, true, region(5, 5, 35, 25)],
  ])("moved by %j (grows: %s) is %j", (by, grows, moved) => {
    const shifted = shiftedRegion(region(5, 5, 10, 10), by, grows, size);
    expect(shifted).toEqual(moved);
    expect(treatmentFault({ decision: "mask", regions: [shifted] }, size)).toBeUndefined();
  });
});
