import { randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import {
  cpSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { migrations } from "../../../db/migrations/index.ts";
import { openStore, storePaths, type OpenStoreOptions, type Store } from "../../../db/open-store.ts";
import { openRawDatabase } from "../../../db/sqlite/open-database.ts";
import { draftItem, openDepartment, type Department } from "../support/department.ts";
import { rawStore, storeKeys } from "../support/raw-store.ts";

const key = new Uint8Array(randomBytes(32));
const now = () => new Date("2026-09-16T01:00:00Z");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (change: Partial<OpenStoreOptions> = {}) =>
  openStore({ folder, key, now, ballastBytes: 1 << 20, ...change });

async function opened(change: Partial<OpenStoreOptions> = {}): Promise<Store> {
  const store = await open(change);
  if (!store.ok) throw new Error(`store does not open: ${store.error.type}`);
  return store.value;
}

describe("opening the store", () => {
  it("sets the pragmas of the plan and they hold (sync.md §4)", async () => {
    const store = await opened();
    const pragma = (name: string) => store.raw.pragma(name, { simple: true });
    expect({
      journal_mode: pragma("journal_mode"),
      synchronous: pragma("synchronous"),
      foreign_keys: pragma("foreign_keys"),
      trusted_schema: pragma("trusted_schema"),
      cell_size_check: pragma("cell_size_check"),
      busy_timeout: pragma("busy_timeout"),
      secure_delete: pragma("secure_delete"),
      temp_store: pragma("temp_store"),
      user_version: pragma("user_version"),
    }).toEqual({
      journal_mode: "wal",
      synchronous: 2,
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      busy_timeout: 5000,
      secure_delete: 1,
      temp_store: 2,
      user_version: migrations.length,
    });
    await store.close();
  });

  it("leaves a file without any plain SQLite header or word of its schema", async () => {
    const store = await opened();
    await store.close();
    const bytes = readFileSync(storePaths(folder).database);
    expect(bytes.subarray(0, 16).toString("latin1")).not.toContain("SQLite format");
    for (const word of ["CREATE TABLE", "publication", "audit_entry"])
      expect(bytes.includes(Buffer.from(word))).toBe(false);
  });

  it("refuses a wrong key and changes nothing", async () => {
    await (await opened()).close();
    const before = readFileSync(storePaths(folder).database);
    const refused = await open({ key: new Uint8Array(randomBytes(32)) });
    expect(refused).toEqual({ ok: false, error: { type: "wrong-key" } });
    expect(readFileSync(storePaths(folder).database).equals(before)).toBe(true);
    await (await opened()).close();
  });

  it("refuses a second owner in the same process and in another, until the first lets go", async () => {
    const first = await opened();
    expect(await open()).toEqual({ ok: false, error: { type: "in-use" } });
    expect(await ownerLockFromOutside(folder)).toBe("refused");
    await first.close();
    expect(await ownerLockFromOutside(folder)).toBe("taken");
    await (await opened()).close();
  });

  it("refuses a store written by a newer version and leaves it as it is", async () => {
    const store = await opened();
    store.raw.pragma("user_version = 99");
    await store.close();
    expect(await open()).toEqual({ ok: false, error: { type: "newer-schema", version: 99 } });
    const raw = openRawDatabase({ path: storePaths(folder).database, key });
    if (!raw.ok) throw new Error(raw.error.type);
    expect(raw.value.pragma("user_version", { simple: true })).toBe(99);
    raw.value.close();
  });

  it("keeps a reserve on the disk and frees it once when asked", async () => {
    const store = await opened();
    expect(statSync(join(folder, "ballast")).size).toBe(1 << 20);
    expect([store.releaseBallast(), store.releaseBallast()]).toEqual([true, false]);
    await store.close();
    await (await opened()).close();
    expect(statSync(join(folder, "ballast")).size).toBe(1 << 20);
  });

  it("knows an unclean end from a clean one", async () => {
    const clean = await opened();
    expect(clean.afterUncleanEnd).toBe(false);
    await clean.close();
    const again = await opened();
    expect(again.afterUncleanEnd).toBe(false);
    await again.close();
    writeFileSync(join(folder, "running"), "");
    const unclean = await opened();
    expect([unclean.afterUncleanEnd, unclean.readOnly]).toEqual([true, false]);
    await unclean.close();
  });
});

/** Takes and frees the owner's lock in a process of its own. */
function ownerLockFromOutside(place: string): Promise<string> {
  const lockModule = pathToFileURL(join(import.meta.dirname, "../../../db/sqlite/owner-lock.ts")).href;
  const script = `import { takeOwnerLock } from ${JSON.stringify(lockModule)};
    const lock = takeOwnerLock(${JSON.stringify(join(place, "owner.lock"))});
    process.stdout.write(lock ? "taken" : "refused"); lock?.release();`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", () => resolve(output));
  });
}

describe("migrating", () => {
  const next = {
    name: "0002-of-the-test",
    up: async (db: Parameters<(typeof migrations)[number]["up"]>[0]) => {
      await sql`ALTER TABLE meta ADD COLUMN note TEXT`.execute(db);
    },
  };
  const failing = {
    name: "0002-that-fails",
    up: async (db: Parameters<(typeof migrations)[number]["up"]>[0]) => {
      await sql`ALTER TABLE meta ADD COLUMN note TEXT`.execute(db);
      await sql`UPDATE meta SET note = 'x'`.execute(db);
      throw new Error("half way");
    },
  };
  const backups = () =>
    existsSync(storePaths(folder).backups) ? readdirSync(storePaths(folder).backups) : [];

  async function withRow(): Promise<void> {
    const store = await opened();
    store.raw.prepare("INSERT INTO meta(key,value) VALUES ('kept','yes')").run();
    await store.close();
  }

  it("an empty database runs every migration and needs no backup", async () => {
    const store = await opened();
    expect(store.raw.pragma("user_version", { simple: true })).toBe(migrations.length);
    expect(backups()).toEqual([]);
    await store.close();
  });

  it("backs a store with rows up before the next migration runs, and the backup opens with the same key", async () => {
    await withRow();
    const store = await opened({ migrations: [...migrations, next] });
    expect(store.raw.pragma("user_version", { simple: true })).toBe(migrations.length + 1);
    expect(store.raw.prepare("SELECT value, note FROM meta WHERE key='kept'").get()).toEqual({
      value: "yes",
      note: null,
    });
    const [name, ...more] = backups();
    expect(more).toEqual([]);
    expect(name).toBe(`before-schema-${migrations.length + 1}-2026-09-16T01-00-00-000Z.db`);
    const copy = openRawDatabase({
      path: join(storePaths(folder).backups, name ?? ""),
      key,
      readOnly: true,
    });
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(copy.value.pragma("user_version", { simple: true })).toBe(migrations.length);
    expect(copy.value.prepare("SELECT value FROM meta WHERE key='kept'").get()).toEqual({ value: "yes" });
    copy.value.close();
    await store.close();
  });

  it("a migration that fails half way leaves version and rows as they were, and the store opens again", async () => {
    await withRow();
    await expect(open({ migrations: [...migrations, failing] })).rejects.toThrow("half way");
    expect(backups()).toHaveLength(1);
    const store = await opened();
    expect(store.raw.pragma("user_version", { simple: true })).toBe(migrations.length);
    expect(store.raw.prepare("SELECT * FROM meta WHERE key='kept'").get()).toEqual({
      key: "kept",
      value: "yes",
    });
    await store.close();
  });

  it("does not migrate when the backup cannot be written", async () => {
    await withRow();
    // A file where the folder of the backups would be.
    writeFileSync(storePaths(folder).backups, "");
    const refused = await open({ migrations: [...migrations, next] });
    expect(refused).toEqual({ ok: false, error: { type: "backup-failed" } });
    rmSync(storePaths(folder).backups);
    const store = await opened();
    expect(store.raw.pragma("user_version", { simple: true })).toBe(migrations.length);
    await store.close();
  });
});

describe("a damaged file", () => {
  let prepared: string;
  beforeAll(async () => {
    prepared = mkdtempSync(join(tmpdir(), "damaged-"));
    rmSync(prepared, { recursive: true });
    const department: Department = await openDepartment({ folder: prepared });
    for (let n = 0; n < 8; n += 1)
      await draftItem(department, "linxiaotong", `第${n}件公示`, "现予公示。".repeat(400));
    await department.close();
  }, 120_000);
  afterAll(() => rmSync(prepared, { recursive: true, force: true }));

  /** Overwrites one page of content, as a bad sector would: where it lies is asked, since the schema grows. */
  async function damage(place: string): Promise<void> {
    const raw = await rawStore(place);
    const { rootpage } = raw.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'draft'").get() as {
      rootpage: number;
    };
    raw.close();
    const handle = openSync(storePaths(place).database, "r+");
    writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, (rootpage - 1) * 4096);
    closeSync(handle);
    // The owner died with it: this is what makes the next opening look.
    writeFileSync(join(place, "running"), "");
  }

  const listing = (place: string) =>
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(place.length))
      .toSorted();

  it("is opened for reading only; nothing is deleted and nothing is written to it", async () => {
    cpSync(prepared, folder, { recursive: true });
    const { databaseKey } = await storeKeys(folder);
    await damage(folder);
    const files = listing(folder);
    const bytes = readFileSync(storePaths(folder).database);
    const store = await opened({ key: databaseKey });
    expect([store.readOnly, store.afterUncleanEnd]).toEqual([true, true]);
    expect(store.raw.prepare("SELECT count(*) AS n FROM account").get()).toEqual({ n: 10 });
    expect(() => store.raw.prepare("INSERT INTO meta(key,value) VALUES ('a','b')").run()).toThrow(/readonly/);
    await store.close();
    expect(listing(folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(files);
    expect(readFileSync(storePaths(folder).database).equals(bytes)).toBe(true);
    // Still marked as uncleanly ended: the next opening rescues again.
    const again = await opened({ key: databaseKey });
    expect(again.readOnly).toBe(true);
    await again.close();
  });

  it("shows a person who signs in that the store is in rescue, and writing is refused in those words", async () => {
    cpSync(prepared, folder, { recursive: true });
    await damage(folder);
    const department = await openDepartment({ folder });
    const connection = await department.connection("linxiaotong");
    const start = await department.core.invoke(connection, "session.start", {});
    expect(start).toMatchObject({ ok: true, value: { store: "rescue" } });
    const refused = await department.ask("linxiaotong", "createItem", {
      title: "新的公示",
      kind: "publicNotice",
    });
    expect(refused.ok === false && refused.error.code).toBe("store-read-only");
    const checked = await department.as("wushan", "checkStore", {});
    expect(checked.state).toBe("rescue");
    expect(checked.checks.map(({ name, ok }) => [name, ok])).toContainEqual(["数据库结构", false]);
    // No backup of what is damaged: it would stand beside the sound ones.
    const copied = await department.ask("wushan", "backUpStore", {});
    expect(copied.ok === false && copied.error.code).toBe("store-read-only");
    expect(readdirSync(folder)).not.toContain("backups");
    await department.close();
  });

  it("a file without its first page is refused, not replaced", async () => {
    cpSync(prepared, folder, { recursive: true });
    const { databaseKey } = await storeKeys(folder);
    const path = storePaths(folder).database;
    const handle = openSync(path, "r+");
    writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, 0);
    closeSync(handle);
    const bytes = readFileSync(path);
    const refused = await open({ key: databaseKey });
    expect(refused.ok).toBe(false);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});

describe("a backup", () => {
  it("is a whole store of its own, opens with the key, and counts only after it was checked", async () => {
    const department = await openDepartment({ folder });
    await draftItem(department, "linxiaotong", "备份之前的公示", "现予公示。");
    const target = join(folder, "elsewhere");
    const asked = async () =>
      (await department.as("wushan", "readHome", {})).rows.map((row) => [row.title, row.reason]);
    expect(await asked()).toEqual([["备份数据库", "还没有备份过"]]);
    const made = await department.as("wushan", "backUpStore", { folder: target });
    expect(made.bytes).toBe(statSync(join(target, made.fileName)).size);
    expect(await asked()).toEqual([]);
    expect(readdirSync(target)).toEqual([made.fileName]);
    const { databaseKey } = await storeKeys(folder);
    const copy = openRawDatabase({ path: join(target, made.fileName), key: databaseKey, readOnly: true });
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(copy.value.prepare("SELECT title_cache AS t FROM item").all()).toEqual([{ t: "备份之前的公示" }]);
    copy.value.close();
    expect(openRawDatabase({ path: join(target, made.fileName), key, readOnly: true })).toEqual({
      ok: false,
      error: { type: "wrong-key" },
    });
    const health = await department.as("wushan", "checkStore", {});
    expect(health.state).toBe("healthy");
    expect(health.lastBackupAt).toBeDefined();
    await department.close();
  });

  it("into a place that is no folder is refused and leaves no mark", async () => {
    const department = await openDepartment({ folder });
    writeFileSync(join(folder, "a-file"), "");
    const refused = await department.ask("wushan", "backUpStore", { folder: join(folder, "a-file") });
    expect(refused.ok === false && refused.error.code).toBe("folder-unusable");
    // Relative to where the program runs nobody would find it again.
    const nowhere = await department.ask("wushan", "backUpStore", { folder: "备份" });
    expect(nowhere.ok === false && nowhere.error.code).toBe("folder-unusable");
    expect(existsSync("备份")).toBe(false);
    const health = await department.as("wushan", "checkStore", {});
    expect(health.lastBackupAt).toBeUndefined();
    await department.close();
  });
});
