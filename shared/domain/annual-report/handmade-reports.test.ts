import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { annualReport } from "./annual-report.ts";
import type { AnnualReport } from "./report-model.ts";
import { cellIds, reportFormats } from "./report-format.ts";

function readFixture(name: string): Readonly<Record<string, unknown>> {
  const path = new URL(`../../../tests/fixtures/annual-report/${name}`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, unknown>>;
}

function build(input: unknown): AnnualReport {
  const result = annualReport(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const failing = (input: unknown): readonly string[] =>
  build(input)
    .identities.filter((identity) => !identity.holds)
    .map((identity) => identity.id);

/** What 2024 left behind, as its report would say. */
const before2025 = {
  "t2.r4.nat": 1,
  "t2.r4.biz": 1,
  "t2.r4.law": 1,
  "t2.r4.sum": 3,
  "t1.rules.in_force": 4,
  "t1.normative.in_force": 19,
};

/** Counted by hand on paper before the program was asked; every cell that is not named is 0. */
describe("five reports counted by hand", () => {
  it.each(["handmade-2020", "handmade-2024", "handmade-2025", "handmade-2026", "handmade-units-2023"])(
    "%s: all cells",
    (name) => {
      const named = readFixture(`${name}.expected.json`);
      const report = build(readFixture(`${name}.input.json`));
      const zeros = Object.fromEntries(cellIds(reportFormats[report.format]).map((id) => [id, 0]));
      if (report.format === "2021-30") expect(Object.keys(zeros)).toHaveLength(200);
      expect(report.cells).toEqual({ ...zeros, ...named });
    },
  );

  it.each(["handmade-2020", "handmade-2024", "handmade-units-2023"])("%s: every identity holds", (name) => {
    expect(failing(readFixture(`${name}.input.json`))).toEqual([]);
  });

  it("tells where the cells named for the whole are not the sum of the units (I9)", () => {
    const input = readFixture("handmade-units-2023.input.json");
    const whole = { ...build(input).cells, "t1.penalty.decisions": 7 };
    const report = build({ ...input, cells: whole });
    expect(report.identities.filter(({ holds }) => !holds)).toMatchObject([
      { id: "I9", detail: expect.stringContaining("t1.penalty.decisions") as unknown },
    ]);
  });

  it("names the unit a fault stands in", () => {
    const faulty = { cases: [["01", "2023-13-01", "nat", null, null]] };
    expect(
      annualReport({ year: 2023, units: [{ cases: [] }, faulty, { cells: { "t2.r9.nat": 1 } }] }),
    ).toEqual({
      ok: false,
      error: [
        { type: "case-invalid", index: 0, id: "01", field: "units[1].received" },
        { type: "unknown-cell", cell: "t2.r9.nat" },
      ],
    });
  });

  it("holds every identity against the year before (I5, I6)", () => {
    const report = build({ ...readFixture("handmade-2025.input.json"), previous: before2025 });
    expect(report.identities.map(({ id, holds }) => [id, holds])).toEqual(
      ["I1", "I2", "I3", "I4", "I8", "I5", "I6"].map((id) => [id, true]),
    );
  });

  it("fails I5 where last year's open cases are not those carried over, and only I5", () => {
    const { year, cells } = build(readFixture("handmade-2025.input.json"));
    const next = { ...readFixture("handmade-2026.input.json"), previous: { year, cells: { ...cells } } };
    expect(build(next).identities.find(({ id }) => id === "I5")?.detail).toContain("t2.r2.nat：2 ≠ 1");
    const { "t1.rules.in_force": _rules, "t1.normative.in_force": _normative, ...rest } = cells;
    expect(failing({ ...next, previous: rest })).toEqual(["I5"]);
  });

  it("fails I6, I7 and I8 each for its own fault", () => {
    const input = readFixture("handmade-2025.input.json");
    expect(failing({ ...input, previous: { ...before2025, "t1.normative.in_force": 20 } })).toEqual(["I6"]);
    expect(failing({ ...input, texts: { one: "全年新收政府信息公开申请12件。" } })).toEqual(["I7"]);
    expect(failing({ ...input, texts: { one: "全年新收政府信息公开申请11件。" } })).toEqual([]);
    expect(failing({ year: 2025, cases: [], table1_input: { "penalty.decisions": -1 } })).toEqual(["I8"]);
  });

  it.each([
    ["a report of another year", { previous: { year: 2023, cells: {} } }, "previous.year"],
    ["a figure that is none", { previous: { "t2.r4.sum": "3" } }, "previous.t2.r4.sum"],
  ])("refuses %s as last year's", (_what, more, field) => {
    expect(annualReport({ year: 2025, cases: [], ...more })).toEqual({
      ok: false,
      error: [{ type: "field-invalid", field }],
    });
  });

  it("refuses a result without the day of its decision, which would count as 尚未审结", () => {
    const disputes = [["d", "review", "2025-03-01", null, "upheld"]];
    expect(annualReport({ year: 2025, cases: [], disputes })).toEqual({
      ok: false,
      error: [{ type: "dispute-invalid", index: 0, id: "d", field: "closed" }],
    });
    expect(
      build({ year: 2025, cases: [], disputes: [["d", "review", "2025-03-01", null, "pending"]] }).cells,
    ).toMatchObject({ "t3.review.pending": 1 });
  });
});
