import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { commonTokens, darkTokens, lightTokens } from "./tokens.ts";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

function declarations(selector: string): Record<string, string> {
  const start = css.indexOf("{", css.indexOf(selector));
  const block = css.slice(start + 1, css.indexOf("}", start));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map((match) => [
      match[1],
      match[2]?.trim().replace(/\s+/g, " "),
    ]),
  );
}

describe("tokens.ts", () => {
  it("holds the light theme of tokens.css, neither more nor less", () => {
    expect({ ...lightTokens, ...commonTokens }).toEqual(declarations(":root"));
  });

  it("holds the dark theme of tokens.css, neither more nor less", () => {
    expect(darkTokens).toEqual(declarations('[data-theme="dark"] {'));
  });

  it("gives every themed token a value in both themes", () => {
    expect(Object.keys(darkTokens).sort()).toEqual(Object.keys(lightTokens).sort());
  });
});

/** Relative luminance of a colour, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Which words stand on which grounds; disabled words are exempt. */
const plain = ["c-surface", "c-surface-2", "c-bg", "c-hover", "c-selected"] as const;
const words = {
  "c-ink": [...plain, "c-law-wash", "c-soon-wash", "c-done-wash"],
  "c-ink-2": [...plain, "c-law-wash", "c-soon-wash", "c-done-wash"],
  "c-ink-3": plain,
  "c-act": [...plain, "c-act-wash"],
  "c-law": [...plain, "c-law-wash"],
  "c-soon": [...plain, "c-soon-wash"],
  "c-done": [...plain, "c-done-wash"],
  "c-on-act": ["c-act-fill", "c-act-fill-hover", "c-law-fill"],
  "c-paper-ink": ["c-paper", "c-lock", "c-chip", "c-find", "c-find-on"],
  "c-chip-ink": ["c-chip", "c-paper"],
  "c-paper-red": ["c-paper"],
} as const;

describe.each([
  ["light", lightTokens],
  ["dark", darkTokens],
] as const)("the words of the %s theme", (_name, tokens) => {
  it.each(Object.entries(words))(
    "%s are read on every ground they stand on (WCAG 1.4.3)",
    (word, grounds) => {
      const token = (name: string): string => (tokens as Readonly<Record<string, string>>)[name] ?? "";
      for (const ground of grounds)
        expect(contrast(token(word), token(ground)), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    },
  );
});
