/**
 * `node tests/bench/aggregation.ts [--papers 100000] [--planted 40] [--innocent 100] [--seed N]`
 *
 * A register of synthetic papers that are out, in an encrypted store, with planted joins of every kind and innocent pairs
 * that look alike. Prints how many planted joins are asked about, how many innocent pairs, and how long a new paper takes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { openStore } from "../../db/open-store.ts";
import { measureRegister } from "../fixtures/aggregation/measure-register.ts";
import { syntheticRegister } from "../fixtures/aggregation/synthetic-register.ts";

const { values: options } = parseArgs({
  options: {
    papers: { type: "string", default: "100000" },
    planted: { type: "string", default: "40" },
    innocent: { type: "string", default: "100" },
    seed: { type: "string", default: "20260916" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "aggregation-"));
const countBy = (kinds: readonly string[]): string =>
  [...Map.groupBy(kinds, (kind) => kind)].map(([kind, each]) => `${kind}: ${each.length}`).join("; ");

try {
  const opened = await openStore({ folder, key: new Uint8Array(32).fill(7), now: () => new Date() });
  if (!opened.ok) throw new Error(`store does not open: ${opened.error.type}`);
  const start = performance.now();
  const measured = await measureRegister(
    opened.value.db,
    syntheticRegister(Number(options.seed), {
      papers: Number(options.papers),
      plantedPerKind: Number(options.planted),
      innocentPerKind: Number(options.innocent),
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  await opened.value.close();
  const times = measured.times.toSorted((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(2);
  const percent = (part: number, whole: number): string =>
    `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  console.log(
    `register: ${measured.sources} papers out, ${measured.facts} facts; whole run ${seconds.toFixed(1)} s`,
  );
  const found = measured.planted - measured.missed.length;
  console.log(
    `planted joins asked about: ${found}/${measured.planted} (${percent(found, measured.planted)})${measured.missed.length > 0 ? `; missed ${countBy(measured.missed)}` : ""}`,
  );
  console.log(
    `innocent pairs asked about: ${measured.flagged.length}/${measured.innocent} (${percent(measured.flagged.length, measured.innocent)})${measured.flagged.length > 0 ? `; ${countBy(measured.flagged)}` : ""}`,
  );
  console.log(
    `one new paper, ms: p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} over ${times.length} papers`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
