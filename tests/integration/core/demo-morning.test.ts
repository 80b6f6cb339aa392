import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, expect, it } from "vitest";

import { buildDemo } from "../../../electron/core/services/demo/build-demo.ts";
import { subjects } from "../../../electron/core/services/demo/demo-texts.ts";
import { demoPassphrase } from "../../../electron/core/services/demo/demo-people.ts";
import { openRawDatabase, type RawDatabase } from "../../../db/sqlite/open-database.ts";
import { storeFileName } from "../../../db/open-store.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { storeKeys } from "../support/raw-store.ts";

/** Before the first office hour: everything the demo would do on its day still lies ahead. */
const madeAt = new Date("2026-10-20T08:05:00+08:00");
const folder = mkdtempSync(join(tmpdir(), "demo-morning-"));
const workerAt = (name: string) =>
  pathToFileURL(join(import.meta.dirname, "../../../electron/core/workers", name));
let raw: RawDatabase;
beforeAll(async () => {
  await buildDemo({
    dataDir: folder,
    // As many as a first start makes.
    items: 40,
    cases: 24,
    seed: 1,
    today: calendarDay("2026-10-20"),
    madeAt,
    workers: { documentWorker: workerAt("document-worker.ts"), kdfWorker: workerAt("kdf-worker.ts") },
    version: "0.0.0-test",
    log: () => undefined,
    kdf: { memoryKiB: 64, passes: 1 },
  });
  const keys = await storeKeys(folder, "hejing", demoPassphrase);
  const opened = openRawDatabase({ path: join(folder, storeFileName), key: keys.databaseKey });
  if (!opened.ok) throw new Error(opened.error.type);
  raw = opened.value;
}, 240_000);
afterAll(() => {
  raw.close();
  rmSync(folder, { recursive: true, force: true });
});

it("a demo made early in the morning tells of nothing that has not happened yet", () => {
  const columns = raw
    .prepare(
      `SELECT t.name AS "table", c.name AS "column" FROM pragma_table_list t JOIN pragma_table_info(t.name) c
       WHERE t.schema = 'main' AND t.type = 'table' AND (c.name = 'at' OR c.name LIKE '%\\_at' ESCAPE '\\')`,
    )
    .all() as { table: string; column: string }[];
  const newest = columns.flatMap(({ table, column }) => {
    const { at } = raw.prepare(`SELECT max("${column}") AS at FROM "${table}"`).get() as {
      at: string | null;
    };
    return at === null ? [] : [{ where: `${table}.${column}`, at }];
  });
  expect(newest.length).toBeGreaterThan(30);
  expect(newest.filter(({ at }) => Date.parse(at) > madeAt.getTime())).toEqual([]);
  // The day itself is not empty for that.
  expect(newest.some(({ at }) => at > "2026-10-19T16:00")).toBe(true);
});

it("what proves a task of the demo is about the same thing and was out when it was called done", () => {
  const proved = raw
    .prepare(
      `SELECT t.text, t.updated_at AS at, p.title_cache AS title, p.released_at AS released FROM ledger_task t
       JOIN publication p ON p.item_id = t.evidence_item_id`,
    )
    .all() as { text: string; at: string; title: string; released: string }[];
  expect(proved).toHaveLength(1);
  for (const { text, at, title, released } of proved) {
    const subject = subjects.find((one) => text.includes(one)) ?? "no subject";
    expect(title).toContain(subject);
    expect(released < at).toBe(true);
  }
});
