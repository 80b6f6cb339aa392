/**
 * `node tests/bench/store.ts [--rows 20000] [--commits 300]`
 *
 * What encryption and durability cost: the same work on an encrypted and a plain database file, with synchronous=FULL
 * (the product) and NORMAL. Prints times and ratios to the encrypted FULL file; judges nothing.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { openRawDatabase, type RawDatabase } from "../../db/sqlite/open-database.ts";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "20000" }, commits: { type: "string", default: "300" } },
});
const rows = Number(values.rows);
const commits = Number(values.commits);
const base = mkdtempSync(join(tmpdir(), "store-bench-"));
const key = new Uint8Array(randomBytes(32));
const body = "根据有关办法，现将补贴情况予以公示。".repeat(40);

function opened(path: string, encrypted: boolean, full: boolean): RawDatabase {
  const result = openRawDatabase({ path, ...(encrypted ? { key } : {}) });
  if (!result.ok) throw new Error(`does not open: ${result.error.type}`);
  if (!full) result.value.pragma("synchronous = NORMAL");
  return result.value;
}

const timed = (act: () => void): number => {
  const start = performance.now();
  act();
  return performance.now() - start;
};

type Figures = Record<"bulk insert" | "single commits" | "cold scan" | "warm reads", number>;

function measure(encrypted: boolean, full: boolean): { figures: Figures; bytes: number } {
  const path = join(base, `${encrypted ? "encrypted" : "plain"}-${full ? "full" : "normal"}.db`);
  let raw = opened(path, encrypted, full);
  raw.exec("CREATE TABLE t (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT");
  const insert = raw.prepare("INSERT INTO t(id, body) VALUES (?, ?)");
  const bulk = timed(() =>
    raw.transaction(() => {
      for (let n = 0; n < rows; n += 1) insert.run(`row-${n}`, `${n}${body}`);
    })(),
  );
  const single = timed(() => {
    for (let n = 0; n < commits; n += 1) insert.run(`single-${n}`, body);
  });
  raw.pragma("wal_checkpoint(TRUNCATE)");
  raw.close();
  raw = opened(path, encrypted, full);
  const scan = raw.prepare("SELECT sum(length(body)) AS n FROM t");
  const cold = timed(() => scan.get());
  const read = raw.prepare("SELECT body FROM t WHERE id = ?");
  const warm = timed(() => {
    for (let n = 0; n < rows; n += 1) read.get(`row-${(n * 7919) % 1000}`);
  });
  raw.close();
  return {
    figures: { "bulk insert": bulk, "single commits": single, "cold scan": cold, "warm reads": warm },
    bytes: statSync(path).size,
  };
}

try {
  const kinds = [
    ["encrypted FULL", true, true],
    ["encrypted NORMAL", true, false],
    ["plain FULL", false, true],
    ["plain NORMAL", false, false],
  ] as const;
  // The first pass warms the file system and the code; the second is printed.
  for (const [, encrypted, full] of kinds) measure(encrypted, full);
  for (const name of ["encrypted-full", "encrypted-normal", "plain-full", "plain-normal"])
    rmSync(join(base, `${name}.db`), { force: true });
  const results = kinds.map(([name, encrypted, full]) => ({ name, ...measure(encrypted, full) }));
  const reference = results[0]?.figures;
  const work: readonly (keyof Figures)[] = ["bulk insert", "single commits", "cold scan", "warm reads"];
  console.log(
    `${rows} rows of ${Buffer.byteLength(body)} bytes, ${commits} single commits; ms (ratio to encrypted FULL)`,
  );
  console.log(["".padEnd(20), ...work.map((name) => name.padStart(22)), "MB".padStart(8)].join(""));
  for (const { name, figures, bytes } of results) {
    const cells = work.map((kind) =>
      `${figures[kind].toFixed(1)} (${(figures[kind] / (reference?.[kind] ?? 1)).toFixed(2)})`.padStart(22),
    );
    console.log([name.padEnd(20), ...cells, (bytes / 1e6).toFixed(1).padStart(8)].join(""));
  }
} finally {
  rmSync(base, { recursive: true, force: true });
}
