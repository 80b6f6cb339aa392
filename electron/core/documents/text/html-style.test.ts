import { describe, expect, it } from "vitest";

import { lookOf, parseCssColour, parseDeclarations, parseStyleSheet } from "./html-style.ts";

describe("lookOf", () => {
  it.each([
    ["display:none", true],
    ["DISPLAY : None !important", true],
    ["visibility:hidden", true],
    ["opacity:0", true],
    ["opacity:0.5", false],
    ["font-size:0", true],
    ["font-size:0.5px", true],
    ["font-size:12px", false],
    ["text-indent:2em", false],
    ["text-indent:-9999px", true],
    ["position:absolute;left:-10000px", true],
    ["left:-10000px", false],
    ["clip:rect(0 0 0 0);position:absolute", true],
    ["clip-path:inset(50%)", true],
    ["width:0;height:0;overflow:hidden", true],
    ["height:0", false],
    ["margin:0", false],
  ])("%s", (style, hidden) => {
    expect(lookOf(parseDeclarations(style)).hiddenBecause !== undefined).toBe(hidden);
  });
});

describe("parseStyleSheet", () => {
  it("reads simple selectors, media for the screen, and skips print and pointer states", () => {
    const rules = parseStyleSheet(
      "/* a */ .a, p#b { display:none } @media print { .c{display:none} } @media screen { .d{display:none} } .e:hover{display:none} @charset 'x';",
    );
    expect(rules.map((rule) => rule.selector.classes[0] ?? rule.selector.id)).toEqual(["a", "b", "d"]);
  });

  it("ends on a sheet that never closes", () => {
    expect(parseStyleSheet("a{".repeat(10_000)).length).toBeLessThanOrEqual(5_000);
  });
});

describe("parseCssColour", () => {
  it.each([
    ["#fff", [255, 255, 255, 1]],
    ["white", [255, 255, 255, 1]],
    ["rgb(1, 2, 3)", [1, 2, 3, 1]],
    ["rgba(1,2,3,0.5)", [1, 2, 3, 0.5]],
    ["rgb(1 2 3 / 50%)", [1, 2, 3, 0.5]],
    ["transparent", [255, 255, 255, 0]],
    ["linear-gradient(red, blue)", undefined],
  ])("%s", (text, colour) => {
    expect(parseCssColour(text)).toEqual(colour);
  });
});
