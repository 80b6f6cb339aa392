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
