import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { diffDocuments, diffMasks, diffText } from "./document-difference.ts";
import { applyMasks } from "./release-document.ts";
import { diffSequences } from "./sequence-difference.ts";
import { headingOf, paragraphOf, type Block, type StructuredDocument } from "./structured-document.ts";

const document = (...content: Block[]): StructuredDocument => ({ schemaVersion: 1, type: "doc", content });

function longestCommon(a: readonly number[], b: readonly number[]): number {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      rows[i]![j] = a[i] === b[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
  return rows[0]![0]!;
}

describe("diffSequences", () => {
  const small = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });

  it("gives a shortest script that turns one sequence into the other", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const runs = diffSequences(a.length, b.length, (i, j) => a[i] === b[j]);
        let i = 0;
        let j = 0;
        let kept = 0;
        for (const run of runs) {
          expect([run.aStart, run.bStart]).toEqual([i, j]);
          const [fromA, fromB] = [a.slice(run.aStart, run.aEnd), b.slice(run.bStart, run.bEnd)];
          expect({ same: fromA, removed: [], added: fromA }[run.kind]).toEqual(
            { same: fromB, removed: fromB, added: [] }[run.kind],
          );
          if (run.kind === "same") kept += fromA.length;
          i = run.aEnd;
          j = run.bEnd;
        }
        expect([i, j]).toEqual([a.length, b.length]);
        expect(kept).toBe(longestCommon(a, b));
      }),
      { numRuns: 2_000 },
    );
  });

  it("stays bounded when nothing is alike", () => {
    let compared = 0;
    const runs = diffSequences(
      200_000,
      200_000,
      () => {
        compared += 1;
        return false;
      },
      200,
    );
    expect(runs.map((run) => run.kind)).toEqual(["removed", "added"]);
    expect(compared).toBeLessThan(200_000);
  });
});

describe("diffText", () => {
  it("shows what changed in a sentence", () => {
    expect(diffText("会议定于5月8日召开。", "会议定于5月18日召开。")).toEqual([
      { kind: "same", text: "会议定于5月" },
      { kind: "added", text: "1" },
      { kind: "same", text: "8日召开。" },
    ]);
  });

  it("rebuilds both texts from its segments", () => {
    const words = fc.string({ unit: fc.constantFrom("政", "务", "公", "开", "𠮷"), maxLength: 60 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const segments = diffText(before, after);
        const join = (skip: string) =>
          segments
            .filter((segment) => segment.kind !== skip)
            .map((segment) => segment.text)
            .join("");
        expect([join("added"), join("removed")]).toEqual([before, after]);
      }),
    );
  });
});

describe("diffDocuments", () => {
  it("aligns paragraphs, then characters", () => {
    const difference = diffDocuments(
      document(
        headingOf("一、总则", 1),
        paragraphOf("本办法适用于全县。"),
        paragraphOf("由县政府办公室负责解释。"),
      ),
      document(
        headingOf("一、总则", 1),
        paragraphOf("新增一段说明文字内容。"),
        paragraphOf("本办法适用于全市。"),
        paragraphOf("由县政府办公室负责解释。"),
      ),
    );
    expect(difference.lines.map((line) => line.kind)).toEqual(["same", "added", "changed", "same"]);
    expect(difference).toMatchObject({ addedLines: 1, removedLines: 0, changedLines: 1, identical: false });
    expect(difference.lines[2]).toMatchObject({
      before: [1],
      after: [2],
      layoutChanged: false,
      segments: [
        { kind: "same", text: "本办法适用于全" },
        { kind: "removed", text: "县" },
        { kind: "added", text: "市" },
        { kind: "same", text: "。" },
      ],
    });
  });

  it("tells a change of layout from a change of words", () => {
    const difference = diffDocuments(document(paragraphOf("一、总则")), document(headingOf("一、总则", 1)));
    expect(difference.lines).toEqual([
      {
        kind: "changed",
        before: [0],
        after: [0],
        layoutChanged: true,
        segments: [{ kind: "same", text: "一、总则" }],
      },
    ]);
  });

  it("shows a changed row of a table by its path", () => {
    const table = (name: string): Block => ({
      type: "table",
      content: [
        ["姓名", "电话"],
        [name, "12345"],
      ].map((row) => ({
        type: "tableRow",
        content: row.map((cell) => ({ type: "tableCell", content: [paragraphOf(cell)] })),
      })),
    });
    const difference = diffDocuments(document(table("王某某")), document(table("王某")));
    expect(difference.lines[1]).toMatchObject({ kind: "changed", before: [0, 1], after: [0, 1] });
  });

  it("finds nothing between equal documents and something between others", () => {
    const block = fc.constantFrom(
      paragraphOf("甲"),
      paragraphOf("乙乙"),
      headingOf("甲", 1),
      paragraphOf("甲", "center"),
    );
    const any = fc.array(block, { minLength: 1, maxLength: 8 }).map((blocks) => document(...blocks));
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(diffDocuments(a, a).identical).toBe(true);
        expect(diffDocuments(a, b).identical).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe("diffMasks", () => {
  const phone = paragraphOf("联系电话：13812345678。");
  const masked = (of: StructuredDocument) => ({
    document: of,
    releaseDocument: applyMasks(of, [{ start: 5, end: 16, type: "MOBILE" }]),
  });
  const open = (of: StructuredDocument) => ({ document: of, releaseDocument: of });
  const between = (before: ReturnType<typeof open>, after: ReturnType<typeof open>) =>
    diffMasks(diffDocuments(before.document, after.document), before, after);

  it("tells a line of which only the mask changed, where it now stands", () => {
    const before = document(phone, paragraphOf("第二段。"));
    const after = document(phone, paragraphOf("新增的一段。"), paragraphOf("第二段。"));
    const [line, ...others] = between(open(before), masked(after));
    expect(others).toEqual([]);
    expect(line?.path).toEqual([0]);
    expect(line?.segments.map(({ kind }) => kind)).toContain("removed");
    expect(between(masked(before), masked(before))).toEqual([]);
    expect(between(open(before), open(after))).toEqual([]);
  });

  it("leaves a line to the difference of words where these changed too", () => {
    const after = document(paragraphOf("联系电话：13812345678，请来电。"));
    expect(between(open(document(phone)), masked(after))).toEqual([]);
  });
});
