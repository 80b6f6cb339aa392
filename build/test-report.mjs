import { readFileSync } from "node:fs";

/** Counts of one runner: { passed, failed, skipped }. A report that is missing or unreadable counts as one failure. */
const unreadable = { passed: 0, failed: 1, skipped: 0 };

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Counts of vitest's JSON report. A file that could not even be loaded has no tests; it counts as one failure. */
export function vitestCounts(path) {
  const report = readReport(path);
  if (!report) return unreadable;
  const brokenFiles = (report.testResults ?? []).filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + brokenFiles,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/** The full names of vitest's failed tests, each behind its file; of a file that could not be loaded, the file alone. */
export function vitestFailures(path) {
  return (readReport(path)?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [name] : [];
    return failed.map((test) => `${name} › ${test.fullName}`);
  });
}

/** The same of Playwright's report, whose tests lie in suites within suites. */
export function playwrightFailures(path) {
  const ofSuite = (suite) => [
    ...(suite.specs ?? [])
      .filter((spec) => spec.tests.some(({ status }) => status === "unexpected" || status === "flaky"))
      .map((spec) => `${spec.file}:${spec.line} › ${spec.title}`),
    ...(suite.suites ?? []).flatMap(ofSuite),
  ];
  return (readReport(path)?.suites ?? []).flatMap(ofSuite);
}

/** Counts of Playwright's JSON report. A test that passed only when repeated is a failure: it hides a race. */
export function playwrightCounts(path) {
  const stats = readReport(path)?.stats;
  if (!stats) return unreadable;
  return {
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
    skipped: stats.skipped ?? 0,
  };
}

export function sum(counts) {
  return counts.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
