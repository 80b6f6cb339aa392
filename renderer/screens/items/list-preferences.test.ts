import { describe, expect, it } from "vitest";

import { parsePreferences } from "./list-preferences.ts";

describe("preferences of a list", () => {
  it.each([
    [null, { density: "standard", hidden: [] }],
    ["not json", { density: "standard", hidden: [] }],
    ['{"density":"huge","hidden":["docNumber","title"]}', { density: "standard", hidden: ["docNumber"] }],
    ['{"density":"compact","hidden":"all"}', { density: "compact", hidden: [] }],
  ])("%s", (text, expected) => {
    expect(parsePreferences(text)).toEqual(expected);
  });
});
