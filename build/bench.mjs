/** `npm run bench [-- NAME…]`: runs the benchmarks of tests/bench, all of them or those named. They print figures and never judge. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { build, buildIsStale } from "./build-output.mjs";
import { ensureInstalled } from "./install.mjs";
import { root, runNode } from "./project.mjs";

/** These drive the built screens: figures of an older build would be printed as today's. */
const onScreen = new Set(["keystroke", "start"]);
const folder = join(root, "tests", "bench");

function benchmarks() {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.slice(0, -3))
    .sort();
}

async function main() {
  if (!(await ensureInstalled())) return 3;
  const known = benchmarks();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`没有这个基准：${unknown.join("、")}。可用的有：${known.join("、")}\n`);
    return 2;
  }
  const chosen = wanted.length > 0 ? wanted : known;
  if (chosen.some((name) => onScreen.has(name)) && buildIsStale()) {
    const code = await build({ quiet: true });
    if (code !== 0) return code;
  }
  let worst = 0;
  for (const name of chosen) {
    process.stdout.write(`\n== ${name}\n`);
    worst = Math.max(worst, await runNode(["--expose-gc", join(folder, `${name}.ts`)]));
  }
  return worst;
}

process.exitCode = await main();
