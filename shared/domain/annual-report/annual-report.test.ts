import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { annualReport, casesOfCell } from "./annual-report.ts";
import type { AnnualReport } from "./report-model.ts";
import { suggestApplicantKind } from "./applicant-kind.ts";
import { type Cells, unitsAddUp } from "./identities.ts";
import { outcomeEntries, outcomeRowsFor } from "./outcome-rows.ts";
import { compareReports, inEarlierFormat, sumUnits } from "./report-comparison.ts";
import { cellIds, reportFormats } from "./report-format.ts";
import {
  draftFeeSentence,
  draftPartOne,
  missingParts,
  reportTitle,
  sharedWithLastYear,
} from "./report-texts.ts";

type CaseLine = [string, string, string, string | null, string | null];

interface Example {
  readonly year: number;
  readonly cases: readonly CaseLine[];
  readonly disputes: readonly unknown[];
  readonly table1_input: Readonly<Record<string, number>>;
}

interface Expected {
  readonly t2: Readonly<Record<string, readonly number[]>>;
  readonly t3: Readonly<Record<string, readonly number[]>>;
}

function readFixture<T>(name: string): T {
  const path = new URL(`../../../tests/fixtures/annual-report/${name}`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

const example = readFixture<Example>("worked-example-2024.input.json");
const expected = readFixture<Expected>("worked-example-2024.expected.json");

function build(input: unknown, options?: Parameters<typeof annualReport>[1]): AnnualReport {
  const result = annualReport(input, options);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function errorTypes(input: unknown, options?: Parameters<typeof annualReport>[1]): readonly string[] {
  const result = annualReport(input, options);
  return result.ok ? [] : result.error.map((error) => error.type);
}

/** The expected tables of the handbook as cells. */
function expectedCells(): Record<string, number> {
  const cells: Record<string, number> = {};
  for (const [name, amount] of Object.entries(example.table1_input)) cells[`t1.${name}`] = amount;
  const put = (
    prefix: string,
    rows: Readonly<Record<string, readonly number[]>>,
    columns: readonly string[],
  ): void => {
    for (const [row, amounts] of Object.entries(rows)) {
      for (const [index, column] of columns.entries())
        cells[`${prefix}.${row}.${column}`] = amounts[index] ?? -1;
    }
  };
  put("t2", expected.t2, ["nat", "biz", "sci", "pub", "law", "oth", "sum"]);
  put("t3", expected.t3, ["upheld", "corrected", "other", "pending", "total"]);
  return cells;
}

describe("the worked example of 2024", () => {
  const report = build(example);

  it("gives exactly the 200 cells", () => {
    expect(Object.keys(report.cells)).toHaveLength(200);
    expect(report.cells).toEqual(expectedCells());
  });

  it("holds every identity", () => {
    expect(report.identities.map(({ id, holds }) => [id, holds])).toEqual([
      ["I1", true],
      ["I2", true],
      ["I3", true],
      ["I4", true],
      ["I8", true],
    ]);
  });

  it("names the cases of a cell", () => {
    expect(casesOfCell(report, "t2.r4.sum")).toEqual(["EX-012", "EX-016", "EX-036", "EX-037", "EX-046"]);
    expect(casesOfCell(report, "t2.r2.biz")).toEqual(["EX-041"]);
    for (const none of ["t9.r9.none", "__proto__", "constructor"])
      expect(casesOfCell(report, none)).toEqual([]);
    expect(casesOfCell(report, "t3.suit_after.pending")).toEqual(["EX-D06"]);
    for (const [cell, ids] of Object.entries(report.sources)) expect(report.cells[cell]).toBe(ids.length);
  });

  it("does not depend on the order of the cases", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...example.cases], { minLength: example.cases.length }), (cases) => {
        expect(build({ ...example, cases })).toEqual(report);
      }),
      { numRuns: 30 },
    );
  });

  it("moves one case from its row to r4 when it is decided a day later, and nothing else", () => {
    const cases = example.cases.map((line) =>
      line[0] === "EX-006" ? [line[0], line[1], line[2], line[3], "2025-01-01"] : line,
    );
    const moved = build({ ...example, cases }).cells;
    const changes = Object.keys(moved)
      .filter((cell) => moved[cell] !== report.cells[cell])
      .map((cell) => [cell, (moved[cell] ?? 0) - (report.cells[cell] ?? 0)]);
    expect(Object.fromEntries(changes)).toEqual({
      "t2.r3_4_1.law": -1,
      "t2.r3_4_1.sum": -1,
      "t2.r3_7.law": -1,
      "t2.r3_7.sum": -1,
      "t2.r4.law": 1,
      "t2.r4.sum": 1,
    });
  });

  it.each(["toString", "constructor", "__proto__"])(
    "counts no outcome named %s, like a word of every object",
    (outcome) => {
      const cases = example.cases.map((line) =>
        line[0] === "EX-039" ? line.map((field) => (field === "refuse_reconfirm" ? outcome : field)) : line,
      );
      expect(annualReport({ ...example, cases })).toEqual({
        ok: false,
        error: [{ type: "outcome-without-row", id: "EX-039", outcome }],
      });
    },
  );

  it("refuses to build when an outcome has no row, and names the case", () => {
    const { refuse_reconfirm: _gone, ...outcomeRows } = outcomeRowsFor("2021-30");
    expect(annualReport(example, { outcomeRows })).toEqual({
      ok: false,
      error: [{ type: "outcome-without-row", id: "EX-039", outcome: "refuse_reconfirm" }],
    });
  });

  it("has one row for 其他处理 in the earlier format, with the sum", () => {
    const earlier = build({ ...example, table1_input: {} }, { format: "2019-60" });
    expect(earlier.cells["t2.r3_6.sum"]).toBe(6);
    expect(earlier.cells["t2.r3_6.nat"]).toBe(5);
    expect(Object.keys(earlier.cells).filter((cell) => cell.startsWith("t2."))).toHaveLength(23 * 7);
    expect(earlier.identities.every((identity) => identity.holds)).toBe(true);
    expect(inEarlierFormat(report.cells, "2021-30")["t2.r3_6.sum"]).toBe(6);
  });

  it("keeps the same totals for any cases: intake equals handling", () => {
    const codes = outcomeEntries.map((entry) => entry.code);
    const day = fc
      .integer({ min: 0, max: 900 })
      .map((offset) => new Date(Date.UTC(2023, 5, 1 + offset)).toISOString().slice(0, 10));
    const line = fc
      .record({
        received: day,
        length: fc.integer({ min: 0, max: 60 }),
        applicant: fc.constantFrom("nat", "biz", "sci", "pub", "law", "oth"),
        outcome: fc.constantFrom(...codes),
        open: fc.boolean(),
      })
      .map(({ received, length, applicant, outcome, open }) => {
        const decided = new Date(Date.parse(received) + length * 86_400_000).toISOString().slice(0, 10);
        return open ? [received, applicant, null, null] : [received, applicant, outcome, decided];
      });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const cases = lines.map((entry, index) => [`C${index}`, ...entry]);
        const reports = [2023, 2024, 2025].map((year) => build({ year, cases }));
        for (const [index, own] of reports.entries()) {
          expect(own.identities.every((identity) => identity.holds)).toBe(true);
          const before = reports[index - 1];
          // What one year carries forward is what the next carries over.
          if (!before) continue;
          const next = build({ year: own.year, cases }, { previous: before.cells });
          expect(next.identities.find((identity) => identity.id === "I5")?.holds).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("an empty year", () => {
  it("gives zeros and no error", () => {
    const report = build({ year: 2025, cases: [] });
    expect(Object.values(report.cells).every((amount) => amount === 0)).toBe(true);
    expect(report.identities.every((identity) => identity.holds)).toBe(true);
  });
});

describe("input", () => {
  it.each([
    ["no object", [], ["not-an-object"]],
    ["no year", { cases: [] }, ["field-invalid"]],
    ["no cases", { year: 2024 }, ["field-invalid"]],
    [
      "a case without a real day",
      { year: 2024, cases: [["a", "2024-02-30", "nat", null, null]] },
      ["case-invalid"],
    ],
    [
      "an unknown applicant",
      { year: 2024, cases: [["a", "2024-02-03", "dog", null, null]] },
      ["case-invalid"],
    ],
    [
      "an outcome without a date",
      { year: 2024, cases: [["a", "2024-02-03", "nat", "partial", null]] },
      ["case-invalid"],
    ],
    [
      "a date without an outcome",
      { year: 2024, cases: [["a", "2024-02-03", "nat", null, "2024-03-01"]] },
      ["case-invalid"],
    ],
    [
      "decided before received",
      { year: 2024, cases: [["a", "2024-02-03", "nat", "partial", "2024-02-01"]] },
      ["case-invalid"],
    ],
    [
      "a case twice",
      {
        year: 2024,
        cases: [
          ["a", "2024-02-03", "nat", null, null],
          ["a", "2024-02-03", "nat", null, null],
        ],
      },
      ["duplicate-id"],
    ],
    [
      "an unknown track",
      { year: 2024, cases: [], disputes: [["d", "appeal", "2024-02-03", null, null]] },
      ["dispute-invalid"],
    ],
    [
      "a closed dispute without result",
      { year: 2024, cases: [], disputes: [["d", "review", "2024-02-03", "2024-03-01", null]] },
      ["dispute-invalid"],
    ],
    [
      "an unknown cell of table 1",
      { year: 2024, cases: [], table1_input: { "rules.burnt": 1 } },
      ["unknown-cell"],
    ],
    ["text in table 1", { year: 2024, cases: [], table1_input: { "rules.issued": "1" } }, ["field-invalid"]],
  ])("refuses %s", (_what, input, types) => {
    expect(errorTypes(input)).toEqual(types);
  });

  it("reads objects as well as tuples", () => {
    const cases = example.cases.map(([id, received, applicant, outcome, decided]) => ({
      id,
      received,
      applicant,
      outcome,
      decided,
    }));
    expect(build({ ...example, cases }).cells).toEqual(build(example).cells);
  });

  it("finds a broken figure of table 1", () => {
    const report = build({ year: 2024, cases: [], table1_input: { "rules.issued": 1.5 } });
    expect(report.identities.find((identity) => identity.id === "I8")).toMatchObject({ holds: false });
  });
});

describe("overrides", () => {
  it("need a reason and may not break an identity", () => {
    const override = { cell: "t1.penalty.decisions", value: 203, reason: "补录一件" };
    expect(build(example, { overrides: [override] }).cells["t1.penalty.decisions"]).toBe(203);
    expect(errorTypes(example, { overrides: [{ ...override, reason: " " }] })).toEqual([
      "override-without-reason",
    ]);
    expect(errorTypes(example, { overrides: [{ cell: "t2.r1.nat", value: 33, reason: "x" }] })).toEqual([
      "override-breaks-identity",
    ]);
    expect(errorTypes(example, { overrides: [{ cell: "t9.x", value: 1, reason: "x" }] })).toEqual([
      "unknown-cell",
    ]);
  });
});

describe("checks across years, units and texts", () => {
  const report = build(example);

  it("I5 and I6 compare with last year's report", () => {
    const previous: Record<string, number> = Object.fromEntries(
      cellIds(reportFormats["2021-30"]).map((id) => [id, 0]),
    );
    for (const [column, index] of Object.entries({ nat: 0, biz: 1, oth: 5, sum: 6 })) {
      previous[`t2.r4.${column}`] = expected.t2["r2"]?.[index] ?? 0;
    }
    previous["t1.rules.in_force"] = 2;
    previous["t1.normative.in_force"] = 8;
    const holds = (changed: Cells): readonly unknown[] =>
      build(example, { previous: changed })
        .identities.filter((identity) => identity.id === "I5" || identity.id === "I6")
        .map((identity) => [identity.id, identity.holds, identity.required]);
    expect(holds(previous)).toEqual([
      ["I5", true, false],
      ["I6", true, false],
    ]);
    expect(holds({ ...previous, "t2.r4.nat": 1, "t1.normative.in_force": 9 })).toEqual([
      ["I5", false, false],
      ["I6", false, false],
    ]);
  });

  it("I7 compares the figures of the text with the tables", () => {
    const seven = (text: string): boolean | undefined =>
      build(example, { texts: { one: text } }).identities.find((identity) => identity.id === "I7")?.holds;
    expect(
      seven("全年新收政府信息公开申请44件，上年结转4件，其中予以公开8件。行政复议4件，行政诉讼3件。"),
    ).toBe(true);
    expect(seven("全年新收政府信息公开申请45件。")).toBe(false);
    expect(seven("行政复议4件，行政诉讼2件。")).toBe(false);
    expect(build(example, { texts: { one: "平稳有序。" } }).identities.at(-1)).toMatchObject({
      holds: true,
      detail: "文字部分没有写出要与表格核对的数字",
    });
  });

  it("I9: a sum of units is the sum of each cell", () => {
    const half = build({ ...example, cases: example.cases.slice(0, 25), disputes: [] }).cells;
    const rest = build({ ...example, cases: example.cases.slice(25), table1_input: {} }).cells;
    const sum = sumUnits([half, rest], "2021-30");
    expect(sum).toEqual(report.cells);
    expect(unitsAddUp(sum, [half, rest]).holds).toBe(true);
    expect(unitsAddUp(sum, [half]).holds).toBe(false);
  });

  it("compares two years, also across the change of format", () => {
    const same = compareReports(report, report);
    expect(same).toHaveLength(200);
    expect(same.every((entry) => entry.change === 0)).toBe(true);
    const earlier = build({ ...example, table1_input: { "permit.decisions": 400 } }, { format: "2019-60" });
    const across = compareReports(report, earlier);
    const of = (cell: string): unknown => across.find((entry) => entry.cell === cell);
    expect(of("t2.r3_6.sum")).toEqual({ cell: "t2.r3_6.sum", current: 6, previous: 6, change: 0, ratio: 0 });
    expect(of("t2.r3_6_1.sum")).toEqual({ cell: "t2.r3_6_1.sum", current: 1 });
    expect(of("t1.permit.decisions")).toMatchObject({ current: 443, previous: 400, change: 43 });
    expect(of("t1.rules.issued")).toEqual({ cell: "t1.rules.issued", current: 0 });
  });
});

describe("texts", () => {
  const report = build(example);
  const facts = { year: 2024, organName: "云州市住房和城乡建设局", cells: report.cells, feesCollected: 0 };

  it("drafts part one from the tables, in figures that I7 accepts", () => {
    const draft = draftPartOne({
      ...facts,
      publishedItems: 812,
      obligations: { total: 30, done: 27, running: 2 },
    });
    expect(draft.map((entry) => entry.strand)).toEqual([
      "（一）主动公开",
      "（二）依申请公开",
      "（三）政府信息管理",
      "（四）政府信息公开平台建设",
      "（五）监督保障",
    ]);
    expect(draft[1]?.text).toBe(
      "新收政府信息公开申请44件，上年结转4件，办结43件，结转下年度继续办理5件。其中予以公开8件，部分公开4件，不予公开11件，无法提供6件，不予处理8件，其他处理6件。因政府信息公开引起的行政复议4件，行政诉讼3件。",
    );
    const texts = { one: draft.map((entry) => entry.text).join("") };
    expect(build(example, { texts }).identities.at(-1)).toMatchObject({ id: "I7", holds: true });
    expect(draft[4]?.text).toContain("尚未完成1项");
  });

  it("always has a sentence on fees", () => {
    expect(draftFeeSentence(facts)).toBe("2024年，本机关未收取政府信息公开信息处理费。");
    expect(draftFeeSentence({ ...facts, feesCollected: 1100 })).toContain("1100元");
  });

  it("names the parts that are still empty and the title", () => {
    expect(missingParts({ one: "x", five: " " })).toEqual(["five", "six"]);
    expect(reportTitle("云州市住房和城乡建设局", 2024)).toBe(
      "云州市住房和城乡建设局2024年政府信息公开工作年度报告",
    );
  });

  it("measures what is copied from last year", () => {
    const text = "全年坚持以公开为常态不公开为例外，持续推进政务公开标准化规范化建设。";
    expect(sharedWithLastYear(text, text)).toBe(1);
    expect(sharedWithLastYear(text, "另起一段完全不同的文字，说明本年度工作的新情况和新举措。")).toBe(0);
    expect(sharedWithLastYear("", text)).toBe(0);
  });
});

describe("applicant kind by default", () => {
  it.each([
    [undefined, "nat"],
    ["云州市正言律师事务所", "law"],
    ["云州学院", "sci"],
    ["云州市慈善总会", "pub"],
    ["云州恒升电梯有限公司", "biz"],
    ["锦绣小区业主委员会", "oth"],
  ])("%s is %s", (name, kind) => {
    expect(suggestApplicantKind(name)).toBe(kind);
  });
});
