import { describe, expect, it } from "vitest";

import { readXmlTree } from "../containers/xml-reader.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits } from "../reading/read-limits.ts";
import { chineseNumber, WordNumbering } from "./word-numbering.ts";

const xml = (source: string) =>
  readXmlTree(new TextEncoder().encode(source), new ReadBudget(defaultReadLimits));
const level = (index: number, format: string, text: string): string =>
  `<lvl ilvl="${index}"><start val="1"/><numFmt val="${format}"/><lvlText val="${text}"/></lvl>`;
const place = (id: number, index: number) => xml(`<numPr><ilvl val="${index}"/><numId val="${id}"/></numPr>`);

describe("chineseNumber", () => {
  it.each([
    [1, "一"],
    [10, "十"],
    [12, "十二"],
    [20, "二十"],
    [101, "一百零一"],
    [110, "一百一十"],
    [1_005, "一千零五"],
    [0, "0"],
  ])("%d", (value, text) => {
    expect(chineseNumber(value)).toBe(text);
  });
});

describe("WordNumbering", () => {
  const root = `<numbering><abstractNum abstractNumId="0">${level(0, "chineseCountingThousand", "%1、")}${level(1, "chineseCounting", "（%2）")}${level(2, "decimal", "%3.")}${level(3, "bullet", "·")}</abstractNum><num numId="1"><abstractNumId val="0"/></num><num numId="2"><abstractNumId val="0"/></num><num numId="3"><abstractNumId val="0"/><lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride></num></numbering>`;

  it("counts levels, restarts the lower ones and goes on across instances of one list (17.9)", () => {
    const numbering = new WordNumbering(xml(root));
    const steps = [
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 2],
      [1, 0],
      [1, 1],
      [2, 0],
      [3, 0],
      [3, 0],
      [1, 3],
      [0, 0],
      [9, 0],
    ] as const;
    expect(steps.map(([id, index]) => numbering.next(place(id, index)))).toEqual([
      "一、",
      "（一）",
      "（二）",
      "1.",
      "二、",
      "（一）",
      "三、",
      "五、",
      "六、",
      "",
      "",
      "",
    ]);
  });
});
