import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { migrations } from "../../../db/migrations/index.ts";
import { openStore, storePaths, type Store } from "../../../db/open-store.ts";
import { searchRows } from "../../../db/readers/search.ts";
import { indexMark, readSearchEdition } from "../../../db/readers/search-upkeep.ts";
import { mergeSearchIndex, putSearchEntry, writeUnmerged } from "../../../db/writers/search.ts";
import { search } from "../../../electron/core/services/desk/search.ts";
import { createSearchUpkeep } from "../../../electron/core/services/desk/search-upkeep.ts";
import {
  refreshVocabulary,
  storeVocabulary,
} from "../../../electron/core/services/desk/search-vocabulary.ts";
import type { Work } from "../../../electron/core/services/work.ts";
import { phraseQuery } from "../../../shared/domain/search/bigrams.ts";
import { itemEntry, SEARCH_EDITION } from "../../../shared/domain/search/search-entry.ts";
import { draftItem, openDepartment, plainDocument } from "../support/department.ts";

const ports = {
  now: () => new Date("2026-09-16T01:00:00Z"),
  newId: () => "",
  randomBytes: () => new Uint8Array(),
  log: () => undefined,
  failpoint: undefined,
};

describe("entries of the index", () => {
  let folder = "";
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "upkeep-"));
    const opened = await openStore({
      folder,
      key: new Uint8Array(randomBytes(32)),
      now: ports.now,
      ballastBytes: 0,
    });
    if (!opened.ok) throw new Error(opened.error.type);
    store = opened.value;
    store.raw.pragma("foreign_keys = OFF");
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A row as the edition before left it: blanks part words. */
  const oldItem = (seq: number, text: string, terms: string): void => {
    store.raw
      .prepare(
        `INSERT INTO item (seq, id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
         VALUES (?, ?, 'publicNotice', '公示', 'drafting', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')`,
      )
      .run(seq, `i${seq}`);
    store.raw
      .prepare(
        `INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at)
         VALUES (?, 1, ?, '{}', 1, 'done', '[]', '{}', 'a', '2026-01-02T00:00:00Z')`,
      )
      .run(`i${seq}`, JSON.stringify(plainDocument(text)));
    store.raw
      .prepare("INSERT INTO search_index (rowid, title, body) VALUES (?, '公示 示', ?)")
      .run(seq * 2, terms);
  };
  const found = async (word: string): Promise<readonly number[]> =>
    (await searchRows(store.db, phraseQuery(word) ?? "", 1000)).map(({ rowid }) => rowid);
  const complete = async (): Promise<boolean> => (await readSearchEdition(store.db)).complete;
  const upkeep = (betweenMs = 0) =>
    createSearchUpkeep({ db: store.db, store, ports }, { startMs: 0, betweenMs });

  it("of an older edition are made anew: blanks part no words any more, units are found", async () => {
    oldItem(1, "政务 公开 工作", "政务 务 公开 开 工作 作");
    oldItem(2, "一、总则\n1. 做好公证。（责任单位：市司法局）", "一 总则 则");
    store.raw
      .prepare(
        `INSERT INTO application (seq, id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache)
         VALUES (1, 'a1', '2026001', ?, 'a', '2026-01-01T00:00:00Z', '王秀英', 'open', 0)`,
      )
      .run(JSON.stringify({ applicantName: "王秀英", requestedInformation: "加装 电梯 的方案" }));
    store.raw.exec("INSERT INTO search_index (rowid, title, body) VALUES (3, '', '加装 装 电梯 梯')");
    expect([await found("公开工作"), await found("加装电梯")]).toEqual([[], []]);

    const running = upkeep();
    const run = running.run();
    await expect.poll(complete, { timeout: 60_000 }).toBe(true);
    running.stop();
    await run;

    expect([await found("公开工作"), await found("加装电梯"), await found("王秀英")]).toEqual([
      [2],
      [3],
      [3],
    ]);
    expect(await readSearchEdition(store.db)).toEqual({
      edition: SEARCH_EDITION,
      complete: true,
      items: 2,
      applications: 1,
    });
    expect(store.raw.prepare("SELECT * FROM search_facet WHERE facet = 'unit'").all()).toEqual([
      { row_id: 4, facet: "unit", value: "市司法局" },
    ]);
  });

  it("are made anew from where it was cut off, and never twice", async () => {
    for (let seq = 1; seq <= 200; seq += 1) oldItem(seq, `政务 公开 第${seq}件`, "政务 务");
    // Slow enough to be cut off.
    const first = upkeep(20);
    const run = first.run();
    await expect
      .poll(async () => (await readSearchEdition(store.db)).items, { interval: 1, timeout: 60_000 })
      .toBeGreaterThan(0);
    first.stop();
    await run;
    const { items } = await readSearchEdition(store.db);
    expect(await found("政务公开")).toHaveLength(items);
    expect(items).toBeLessThan(200);

    // What was made anew stays as it is: only the rest follows.
    store.raw.prepare("UPDATE item SET title_cache = '改过' WHERE seq = 1").run();
    const second = upkeep();
    const again = second.run();
    await expect.poll(complete, { timeout: 60_000 }).toBe(true);
    second.stop();
    await again;
    expect(await found("政务公开")).toHaveLength(200);
    expect(await found("改过")).toEqual([]);

    const mark = indexMark(store.raw);
    const third = upkeep();
    const nothing = third.run();
    await new Promise((resolve) => setTimeout(resolve, 50));
    third.stop();
    await nothing;
    expect(indexMark(store.raw)).toBe(mark);
  });

  it("are written a little at a time, however much the index merges along with them", async () => {
    const { raw, db } = store;
    raw.pragma("wal_autocheckpoint = 0");
    const size = (): number => statSync(storePaths(folder).database + "-wal").size;
    let before = size();
    /** Bytes that the transaction that just ended wrote. */
    const written = (): number => {
      const bytes = size() - before;
      before += bytes;
      return bytes;
    };
    // Characters by turns, so that every text has pairs of its own.
    const text = (seq: number): string =>
      Array.from({ length: 400 }, (_, at) =>
        String.fromCodePoint(0x4e00 + ((seq * 397 + at * 31) % 5000)),
      ).join("");
    const turns: number[] = [];
    for (let first = 1; first <= 1200; first += 8) {
      await db.transaction().execute(async (tx) => {
        await writeUnmerged(tx, async () => {
          for (let seq = first; seq < first + 8; seq += 1)
            await putSearchEntry(tx, seq * 2, itemEntry("公示", text(seq)));
        });
      });
      turns.push(written());
      for (let more = true; more; turns.push(written()))
        more = await db.transaction().execute(mergeSearchIndex);
    }
    // What one merging writes at most, and the eight entries and their facets beside it.
    expect(Math.max(...turns)).toBeLessThan(640 * 1024);
    const segments = raw.prepare("SELECT count(DISTINCT segid) FROM search_index_idx").pluck().get();
    expect(segments).toBeLessThan(16);
    // What others write is merged by the index itself, as before.
    expect(raw.prepare("SELECT v FROM search_index_config WHERE k = 'automerge'").pluck().get()).toBe(4);
    const entries = raw.prepare("SELECT count(*) FROM search_index WHERE search_index MATCH '\"公示\"'");
    expect(entries.pluck().get()).toBe(1200);
  });

  it("of a newer edition, which a program put back does not know, stay", async () => {
    oldItem(1, "政务 公开", "政务 务");
    store.raw.exec(`UPDATE search_edition SET edition = ${SEARCH_EDITION + 1}`);
    const running = upkeep();
    const run = running.run();
    await new Promise((resolve) => setTimeout(resolve, 50));
    running.stop();
    await run;
    expect(await found("政务公开")).toEqual([]);
  });

  it("words are read ahead, and again only after a text was written", async () => {
    for (let seq = 1; seq <= 20; seq += 1) oldItem(seq, "政务公开", "政务 务公 公开 开");
    const { signal } = new AbortController();
    await refreshVocabulary({ db: store.db, store }, signal);
    const words = await storeVocabulary({ db: store.db, store });
    expect(words.documentsWith("公", "开")).toBe(20);
    store.raw.exec("UPDATE item SET title_cache = '另一份'");
    await refreshVocabulary({ db: store.db, store }, signal);
    expect(await storeVocabulary({ db: store.db, store })).toBe(words);
    store.raw.exec("INSERT INTO search_index (rowid, title, body) VALUES (100, '', '公开 开')");
    await refreshVocabulary({ db: store.db, store }, signal);
    expect((await storeVocabulary({ db: store.db, store })).documentsWith("公", "开")).toBe(21);
  });

  it("words of a text written while others read ahead are there for who asks after it", async () => {
    const insert = store.raw.prepare("INSERT INTO search_index (rowid, title, body) VALUES (?, '', ?)");
    const at = (place: number): string => String.fromCodePoint(0x4e00 + place);
    // So many pairs that they are read in several turns.
    insert.run(2, Array.from({ length: 40_000 }, (_, n) => at(Math.floor(n / 200)) + at(n % 200)).join(" "));
    const { signal } = new AbortController();
    const reading = refreshVocabulary({ db: store.db, store }, signal);
    await new Promise((resolve) => setImmediate(resolve));
    // These stand before what was read in the first turn.
    insert.run(4, "㐁㐂");
    const words = await storeVocabulary({ db: store.db, store });
    expect(words.documentsWith("㐁", "㐂")).toBe(1);
    await reading;
  });
});

it("a database opened for rescue is searched as it is, of whatever schema", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rescue-"));
  const key = new Uint8Array(randomBytes(32));
  const before = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name.endsWith("search-facets")),
  );
  const written = await openStore({ folder, key, now: ports.now, ballastBytes: 0, migrations: before });
  if (!written.ok) throw new Error(written.error.type);
  const { raw } = written.value;
  raw.pragma("foreign_keys = OFF");
  raw.exec(
    `INSERT INTO item (seq, id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
     VALUES (1, 'i', 'publicNotice', '公示', 'drafting', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')`,
  );
  raw.exec("INSERT INTO search_index (rowid, title, body) VALUES (2, '公示 示', '')");
  await written.value.close();
  const rescue = await openStore({ folder, key, now: ports.now, readOnly: true });
  if (!rescue.ok) throw new Error(rescue.error.type);
  const { value: store } = rescue;
  const work = { db: store.db, store, ports, actor: { roles: ["drafter"] } } as unknown as Work;
  for (const query of ["公示", "gongshi", "公示 单位:办公室"])
    expect(await search(work, { query, limit: 5 })).toMatchObject({ value: { total: 1 } });
  expect(await search(work, { query: "公示 章节:五", limit: 5 })).toMatchObject({ value: { total: 0 } });
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it("a new department is of the newest edition at once, and closes while its index is cared for", async () => {
  const department = await openDepartment();
  try {
    await draftItem(department, "linxiaotong", "公示", "政务 公开 工作。");
    const { hits } = await department.as("linxiaotong", "search", { query: "公开工作", limit: 5 });
    expect(hits).toHaveLength(1);
  } finally {
    await department.remove();
  }
  expect(department.logLines.filter(({ event }) => /later-failed|made-anew/u.test(event))).toEqual([]);
});
