import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { cellWidth, mostOver, workCells } from "./work-cells-model.ts";

describe("the small clock (11-components)", () => {
  it.each([
    [3, 3, ["left", "left", "left"]],
    [3, 2, ["today", "left", "left"]],
    [3, 1, ["used", "today", "left"]],
    [3, 0, ["used", "used", "lastDay"]],
    [3, -2, ["used", "used", "used", "over", "over"]],
  ])("limit %d, %d left", (limit, remaining, cells) => {
    expect(workCells(limit, remaining)).toEqual(cells);
  });

  it("draws 14 used, today and 5 left for 20 days with 5 left", () => {
    const cells = workCells(20, 5);
    expect(cells.filter((cell) => cell === "used")).toHaveLength(14);
    expect(cells[14]).toBe("today");
    expect(cells.filter((cell) => cell === "left")).toHaveLength(5);
  });

  it("takes the room a list has, also with forty days and three over", () => {
    const pixels: Readonly<Record<string, number>> = {
      "": 11,
      "work-cells--narrow": 5,
      "work-cells--thin": 4,
      "work-cells--hair": 2,
    };
    for (let limit = 1; limit <= 43; limit += 1)
      expect((pixels[cellWidth(limit)] ?? 99) * (limit + mostOver)).toBeLessThanOrEqual(100);
  });

  it("has one cell for each day allowed, and as many ahead as are left", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -5, max: 60 }), (limit, wanted) => {
        const remaining = Math.min(wanted, limit);
        const cells = workCells(limit, remaining);
        expect(cells.filter((cell) => cell !== "over")).toHaveLength(limit);
        expect(cells.filter((cell) => cell === "left")).toHaveLength(Math.max(0, Math.min(remaining, limit)));
        expect(cells.filter((cell) => cell === "over")).toHaveLength(
          Math.min(mostOver, Math.max(0, -remaining)),
        );
      }),
    );
  });
});
