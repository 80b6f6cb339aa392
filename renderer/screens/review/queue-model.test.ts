import { describe, expect, it } from "vitest";

import type { QueueRow } from "../../../shared/contract/reviews.ts";
import { neighbourRow, rowAfterDecision, windowOf, withPage } from "./queue-model.ts";

const row = (reviewId: string): QueueRow => ({ reviewId }) as QueueRow;
const rows = ["a", "b", "c"].map(row);

describe("moving in the queue (J, K)", () => {
  it.each([
    ["a", 1, "b"],
    ["b", -1, "a"],
    ["c", 1, "c"],
    ["a", -1, "a"],
    [undefined, 1, "a"],
    ["elsewhere", -1, "a"],
  ] as const)("from %s by %d to %s", (from, direction, to) => {
    expect(neighbourRow(rows, from, direction)?.reviewId).toBe(to);
  });
  it("goes nowhere in an empty queue", () => {
    expect(neighbourRow([], "a", 1)).toBeUndefined();
  });
});

describe("after a decision", () => {
  it.each([
    ["a", "b"],
    ["b", "c"],
    ["c", "b"],
    ["elsewhere", "a"],
  ] as const)("on %s opens %s", (decided, next) => {
    expect(rowAfterDecision(rows, decided)?.reviewId).toBe(next);
  });
  it("leaves an empty queue empty", () => {
    expect(rowAfterDecision([row("a")], "a")).toBeUndefined();
  });
});

it("adds a page without repeating rows that moved", () => {
  expect(withPage(rows, [row("c"), row("d")]).map((each) => each.reviewId)).toEqual(["a", "b", "c", "d"]);
});

it("draws the rows in view and some around them", () => {
  expect(windowOf(0, 770, 77, 1000)).toEqual({ first: 0, last: 16 });
  expect(windowOf(77 * 500, 770, 77, 1000)).toEqual({ first: 494, last: 516 });
  expect(windowOf(77 * 5000, 770, 77, 20)).toEqual({ first: 4994, last: 4994 });
});
