import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
interface TestReport {
  readonly vitestCounts: (path: string) => Counts;
  readonly playwrightCounts: (path: string) => Counts;
  readonly vitestFailures: (path: string) => readonly string[];
  readonly playwrightFailures: (path: string) => readonly string[];
  readonly sum: (counts: readonly Counts[]) => Counts;
  readonly closingLine: (counts: Counts) => string;
}

let folder: string;
let report: TestReport;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "report-"));
  report = (await import(new URL("../../build/test-report.mjs", import.meta.url).href)) as TestReport;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

describe("the sum of all test runners", () => {
  it("counts vitest's tests, and a file that could not be loaded as a failure", () => {
    const counts = report.vitestCounts(
      file({
        numPassedTests: 5,
        numFailedTests: 1,
        numPendingTests: 2,
        testResults: [
          { status: "failed", assertionResults: [{ status: "failed" }] },
          { status: "failed", assertionResults: [] },
          { status: "passed", assertionResults: [{ status: "passed" }] },
        ],
      }),
    );
    expect(counts).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it("counts a browser test that passed only when repeated as a failure", () => {
    const counts = report.playwrightCounts(
      file({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } }),
    );
    expect(counts).toEqual({ passed: 3, failed: 2, skipped: 1 });
  });

  it("names vitest's failed tests, and a file that could not be loaded", () => {
    const failures = report.vitestFailures(
      file({
        testResults: [
          {
            name: "a.test.ts",
            status: "failed",
            assertionResults: [
              { status: "passed", fullName: "adds one" },
              { status: "failed", fullName: "adds two" },
            ],
          },
          { name: "b.test.ts", status: "failed", assertionResults: [] },
          { name: "c.test.ts", status: "passed", assertionResults: [] },
        ],
      }),
    );
    expect(failures).toEqual(["a.test.ts › adds two", "b.test.ts"]);
    expect(report.vitestFailures(join(folder, "none.json"))).toEqual([]);
  });

  it("names the failed browser tests of suites within suites, also one that passed when repeated", () => {
    const spec = (title: string, status: string) => ({
      file: "s.spec.ts",
      line: 7,
      title,
      tests: [{ status }],
    });
    const failures = report.playwrightFailures(
      file({
        suites: [
          { specs: [spec("opens", "expected"), spec("closes", "unexpected")] },
          { suites: [{ specs: [spec("waits", "flaky")] }] },
        ],
      }),
    );
    expect(failures).toEqual(["s.spec.ts:7 › closes", "s.spec.ts:7 › waits"]);
    expect(report.playwrightFailures(join(folder, "none.json"))).toEqual([]);
  });

  it.each(["", "{", "null", "{}"])("counts the report %j as a failure", (content) => {
    expect(report.playwrightCounts(file(content)).failed).toBe(1);
  });

  it("counts a report that was never written as a failure", () => {
    expect(report.vitestCounts(join(folder, "none.json"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("closes with one plain line", () => {
    const total = report.sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 3 },
    ]);
    expect(report.closingLine(total)).toBe("3 passed, 1 failed, 3 skipped");
    expect(report.closingLine({ passed: 2, failed: 0, skipped: 0 })).toBe("2 passed, 0 failed");
  });
});
