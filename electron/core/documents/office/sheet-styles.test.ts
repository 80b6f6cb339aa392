import { describe, expect, it } from "vitest";

import { formatHides } from "./sheet-styles.ts";

const text = { isText: true, number: 0 };
const value = (number: number) => ({ isText: false, number });

describe("formatHides (ECMA-376-1, 18.8.31)", () => {
  it.each([
    [";;;", text, true],
    [";;;", value(3), true],
    [";;", value(3), true],
    [";;", text, false],
    ["0;;", value(3), false],
    ["0;;", value(-3), true],
    ["0;;", value(0), false],
    ["0;-0;;@", value(0), false],
    [";;;", value(0), true],
    ["0;-0;0;@", text, false],
    ["0;-0;0;", text, true],
    ['"a;b"0', value(3), false],
    ["[Red];;;", text, true],
    ['" ";" ";" ";" "', text, true],
    ["General", text, false],
    ["@", text, false],
  ])("%j of %j", (format, cell, hides) => {
    expect(formatHides(format, cell)).toBe(hides);
  });
});
