/**
 * `node tests/bench/start.ts [--sizes 0,10000,100000] [--rounds 5]`
 *
 * From the start of the program's process to the first useful row: the host starts, the store is opened, the browser loads the screen, a
 * person signs in, and the list of 公开信息 shows its first row (with no items: the sentence that says so). The size 0 is the same shell
 * with an empty page. Prints the median of each step and the ratio to the empty one. The passphrase's key derivation is part of every round.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { demoPassphrase } from "../../electron/core/services/demo/demo-people.ts";
import { startLoopback } from "../e2e/start-loopback.ts";

const { values: options } = parseArgs({
  options: { sizes: { type: "string", default: "0,10000,100000" }, rounds: { type: "string", default: "5" } },
});
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "start-"));
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

interface Round {
  readonly signIn: number;
  readonly firstRow: number;
}

async function round(dataDir: string): Promise<Round> {
  const start = performance.now();
  const program = await startLoopback({ dataDir });
  try {
    const page = program.firstWindow;
    await page.getByLabel("账号", { exact: false }).first().fill("hejing");
    const signIn = performance.now() - start;
    await page.locator("input[type=password]").first().fill(demoPassphrase);
    await page.keyboard.press("Enter");
    await page.getByRole("navigation").first().getByText("公开", { exact: true }).click();
    await page.locator("main [role=row] [role=gridcell], main .state").first().waitFor();
    return { signIn, firstRow: performance.now() - start };
  } finally {
    await program.close();
  }
}

try {
  console.log(`median of ${options.rounds} rounds; load average ${loadavg()[0]?.toFixed(1)}`);
  let empty: number | undefined;
  for (const size of options.sizes.split(",").map(Number)) {
    const dataDir = join(folder, String(size));
    execFileSync(
      process.execPath,
      [
        join(root, "electron/hosts/command-line/main.ts"),
        "demo",
        "--data",
        dataDir,
        "--items",
        String(size),
        "--cases",
        "0",
      ],
      { stdio: "ignore" },
    );
    const rounds: Round[] = [];
    for (let n = 0; n < Number(options.rounds); n += 1) rounds.push(await round(dataDir));
    const firstRow = median(rounds.map((one) => one.firstRow));
    empty ??= firstRow;
    console.log(
      `${String(size).padStart(7)} items: sign-in screen ${median(rounds.map((one) => one.signIn)).toFixed(0)} ms, ` +
        `first row ${firstRow.toFixed(0)} ms, ${(firstRow / empty).toFixed(2)} × the empty page`,
    );
    rmSync(dataDir, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
