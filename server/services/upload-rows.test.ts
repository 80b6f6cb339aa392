import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openServerStore } from "../store/open-store.ts";
import type { ServerStore } from "../store/open-store.ts";
import { UploadRows } from "./upload-rows.ts";
import type { UploadRow } from "./upload-rows.ts";

let store: ServerStore;
let rows: UploadRows;

beforeEach(() => {
  const opened = openServerStore(":memory:");
  if (!opened.ok) throw new Error(opened.error.type);
  store = opened.value;
  rows = new UploadRows(store.uploads);
});
afterEach(async () => {
  await store.close();
});

const row = (id: string): UploadRow => ({
  upload_id: id,
  package_id: `package of ${id}`,
  device_id: "device",
  size: 10,
  flushed: 0,
  zip_sha256: "0".repeat(64),
  salt: new Uint8Array(32),
  created_at: "2026-03-02T02:11:09.000Z",
});

/** What a process that starts now would find. */
const stored = async (): Promise<readonly string[]> =>
  (await store.uploads.selectFrom("upload").select(["upload_id", "flushed"]).execute()).map(
    ({ upload_id, flushed }) => `${upload_id} ${flushed}`,
  );

describe("uploads under way", () => {
  it("are written when something of them is flushed, and with every offset from then on", async () => {
    await rows.add(row("a"));
    expect(await rows.find("a")).toMatchObject({ flushed: 0 });
    expect(await stored()).toEqual([]);
    await rows.setFlushed("a", 4);
    expect(await stored()).toEqual(["a 4"]);
    await rows.setFlushed("a", 10);
    expect(await stored()).toEqual(["a 10"]);
    expect(await rows.ofPackage("package of a")).toHaveLength(1);
  });

  it("are found no more once they are decided, and taken out of the database together", async () => {
    for (let i = 0; i < 64; i++) {
      await rows.add(row(`u${i}`));
      await rows.setFlushed(`u${i}`, 10);
    }
    await rows.done("u0");
    expect(await rows.find("u0")).toBeUndefined();
    expect(await rows.ofPackage("package of u0")).toEqual([]);
    expect(await rows.count()).toBe(63);
    expect(await stored()).toContain("u0 10");
    for (let i = 1; i < 64; i++) await rows.done(`u${i}`);
    expect(await stored()).toEqual([]);
    expect(await rows.count()).toBe(0);
  });

  it("go at once when they are of no use, written or not", async () => {
    await rows.add(row("a"));
    await rows.add(row("b"));
    await rows.setFlushed("b", 3);
    await rows.remove("a");
    await rows.remove("b");
    expect(await rows.find("a")).toBeUndefined();
    expect(await rows.find("b")).toBeUndefined();
    expect(await stored()).toEqual([]);
  });

  it("do not gather in memory when they send nothing", async () => {
    for (let i = 0; i < 205; i++) await rows.add(row(`u${i}`));
    expect(await stored()).toHaveLength(5);
    expect(await rows.count()).toBe(205);
    expect(await rows.begunBefore("2026-03-03T00:00:00.000Z")).toHaveLength(205);
    expect(await rows.begunBefore("2026-03-01T00:00:00.000Z")).toEqual([]);
    // Those that were written go on like the others.
    await rows.setFlushed("u0", 10);
    expect(await stored()).toContain("u0 10");
  });

  it("are all in the database when the process ended in order", async () => {
    await rows.add(row("a"));
    await rows.add(row("b"));
    await rows.setFlushed("b", 10);
    await rows.done("b");
    await rows.settle();
    expect(await stored()).toEqual(["a 0"]);
    expect(await new UploadRows(store.uploads).find("a")).toMatchObject({ flushed: 0 });
  });
});
