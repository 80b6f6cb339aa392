/**
 * `node tests/bench/engine.ts [--entries 100000] [--size 67108864]`
 *
 * How long the steps of the outbox engine hold the program, which serves the person at the same time: proving the audit
 * log in a greeting, and opening a large package to send it. The longest pause of the event loop, by a timer that wants
 * to run all the time. Aim: ≤ 10 ms a step (docs/decisions/0006).
 */
import { createHash } from "node:crypto";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";

import { archiveOf } from "../../electron/core/services/sync/archive.ts";
import { auditCheckpoint } from "../../electron/core/services/sync/audit-checkpoint.ts";
import type { ReadDb } from "../../db/schema/tables.ts";
import { openRawDatabase } from "../../db/sqlite/open-database.ts";
import { Kysely, SqliteDialect } from "kysely";
import { generateSigningKey } from "../../electron/core/services/packages/keys.ts";

const { values: options } = parseArgs({
  options: {
    entries: { type: "string", default: "100000" },
    size: { type: "string", default: String(64 * 1024 * 1024) },
  },
});

interface Watched {
  readonly took: number;
  /** Every time nothing else could run, and the processor time of all threads in it; milliseconds. */
  readonly holds: readonly { readonly wall: number; readonly cpu: number }[];
}

async function watch(act: () => Promise<unknown>): Promise<Watched> {
  const holds: { wall: number; cpu: number }[] = [];
  let running = true;
  let last = performance.now();
  let cpu = process.cpuUsage();
  const look = (): void => {
    const used = process.cpuUsage(cpu);
    holds.push({ wall: performance.now() - last, cpu: (used.user + used.system) / 1000 });
    last = performance.now();
    cpu = process.cpuUsage();
    if (running) setImmediate(look);
  };
  await new Promise((resolve) => setImmediate(resolve));
  last = performance.now();
  cpu = process.cpuUsage();
  setImmediate(look);
  const start = performance.now();
  await act();
  const took = performance.now() - start;
  running = false;
  return { took, holds };
}

const percentile = (values: readonly number[], part: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0).toFixed(1);

const entries = Number(options.entries);
const raw = openRawDatabase({ path: ":memory:" });
if (!raw.ok) throw new Error(raw.error.type);
raw.value.exec(
  "CREATE TABLE audit_entry (idx INTEGER PRIMARY KEY, leaf_hash TEXT NOT NULL); CREATE TABLE audit_head (id INTEGER, size INTEGER, root TEXT, frontier TEXT)",
);
const insert = raw.value.prepare("INSERT INTO audit_entry VALUES (?, ?)");
raw.value.transaction(() => {
  for (let index = 0; index < entries; index++)
    insert.run(index, createHash("sha256").update(String(index)).digest("hex"));
})();
raw.value.prepare("INSERT INTO audit_head VALUES (1, ?, ?, '[]')").run(entries, "00".repeat(32));
const db = new Kysely({ dialect: new SqliteDialect({ database: raw.value }) }) as unknown as ReadDb;
const device = {
  deviceId: "01920000-0000-7000-8000-000000000001",
  incarnation: "01920000-0000-7000-8000-000000000002",
  privateKey: generateSigningKey().privateKey,
};
const line = (name: string, { took, holds }: Watched): void => {
  const figures = (of: "wall" | "cpu"): string => {
    const values = holds.map((hold) => hold[of]);
    return `p50 ${percentile(values, 0.5)}, p99 ${percentile(values, 0.99)}, longest ${percentile(values, 1)} ms`;
  };
  console.log(`${name} ${took.toFixed(0)} ms in ${holds.length} steps`);
  console.log(`  held, on the clock  ${figures("wall")} (aim ≤ 10)`);
  console.log(`  held, processor     ${figures("cpu")}`);
};

console.log(`load ${loadavg()[0]?.toFixed(1)}`);
line(
  `audit log of ${entries} entries proved   `,
  await watch(() => auditCheckpoint(db, device, entries - 10)),
);
const attachment = new Uint8Array(Number(options.size)).fill(7);
async function* zip(): AsyncIterable<Uint8Array> {
  yield new Uint8Array(4096);
  yield attachment;
}
line(
  `package of ${(Number(options.size) / 1048576).toFixed(0)} MiB opened              `,
  await watch(() => archiveOf(zip())),
);
await db.destroy();
