/**
 * `npm test`: everything that must hold, on a fresh machine: installs packages, then format, lint, types, build, unit, architecture,
 * integration and end-to-end tests. `--soak` runs the longer rounds too. Ends with one line that sums all runners.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { build } from "./build-output.mjs";
import { ensureDebianPackages } from "./debian-packages.mjs";
import { ensureInstalled } from "./install.mjs";
import { codeFolders, projectEnvironment, root, runNode, tools } from "./project.mjs";
import {
  closingLine,
  playwrightCounts,
  playwrightFailures,
  sum,
  vitestCounts,
  vitestFailures,
} from "./test-report.mjs";

const results = join(root, "out", "test-results");

/** A step that is no test runner counts as one check. */
const check = (run) => async () => {
  const code = await run();
  return { code, counts: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 } };
};

const vitest = (project, env) => async () => {
  const report = join(results, `${project}.json`);
  const code = await runNode(
    [
      tools.vitest,
      "run",
      "--project",
      project,
      "--reporter=verbose",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    { env },
  );
  return { code, counts: vitestCounts(report), failures: vitestFailures(report) };
};

const playwright = (env) => async () => {
  const report = join(results, "e2e.json");
  const code = await runNode([tools.playwright, "test", "--reporter=list,json"], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return { code, counts: playwrightCounts(report), failures: playwrightFailures(report) };
};

function stepsFor(soak) {
  const env = projectEnvironment({
    // Several hundred tests start the program from its sources: Node keeps what it made of them.
    NODE_COMPILE_CACHE: join(root, "out", "compile-cache"),
    ...(soak ? { DISCLOSURE_SOAK: "1" } : {}),
  });
  return [
    { name: "格式", run: check(() => runNode([tools.oxfmt, "--check", ...codeFolders])) },
    { name: "静态检查", run: check(() => runNode([tools.oxlint, "--type-aware", ...codeFolders])) },
    { name: "类型", run: check(() => runNode([tools.tsc, "-b"])) },
    { name: "构建", run: check(() => build({ quiet: true })) },
    { name: "单元与架构测试", run: vitest("unit", env) },
    { name: "集成测试", run: vitest("integration", env) },
    { name: "端到端测试", run: playwright(env) },
  ];
}

async function main() {
  const soak = process.argv.includes("--soak");
  if (!(await ensureInstalled())) return 3;
  if (!(await ensureDebianPackages())) return 3;
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const outcomes = [];
  for (const step of stepsFor(soak)) {
    process.stdout.write(`\n== ${step.name}\n`);
    const started = performance.now();
    const { code, counts, failures = [] } = await step.run();
    // A runner that fails without a failed test (nothing collected, a crash) must not look green.
    const honest = code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    outcomes.push({
      name: step.name,
      counts: honest,
      failures,
      seconds: (performance.now() - started) / 1000,
    });
  }

  process.stdout.write("\n");
  for (const { name, counts, failures, seconds } of outcomes) {
    // By name beside the sums: ten thousand lines further up nobody finds them.
    for (const failure of failures) process.stdout.write(`未通过：${failure.replace(`${root}/`, "")}\n`);
    process.stdout.write(
      `${name}：通过 ${counts.passed}，未通过 ${counts.failed}，跳过 ${counts.skipped}（${seconds.toFixed(1)} 秒）\n`,
    );
  }
  const total = sum(outcomes.map((outcome) => outcome.counts));
  process.stdout.write(`${closingLine(total)}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

process.exitCode = await main();
