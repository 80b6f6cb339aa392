import { describe, expect, it } from "vitest";

import { shownColumns } from "./shown-columns.ts";

const columns = [
  { key: "title", needs: 240 },
  { key: "number", width: 160, givesWay: true as const },
  { key: "state", width: 100 },
  { key: "unit", width: 80, givesWay: true as const },
];

describe("the columns of a list", () => {
  it.each([
    [900, ["title", "number", "state", "unit"]],
    [580, ["title", "number", "state", "unit"]],
    [579, ["title", "number", "state"]],
    [500, ["title", "number", "state"]],
    [499, ["title", "state"]],
    // Where nothing more gives way the title takes what is left.
    [200, ["title", "state"]],
    // Not measured yet.
    [0, ["title", "number", "state", "unit"]],
  ])("at %d", (width, keys) => {
    expect(shownColumns(columns, width).map((column) => column.key)).toEqual(keys);
  });
});
