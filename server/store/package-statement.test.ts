import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { openRawDatabase } from "../../db/sqlite/open-database.ts";
import { migrations } from "./migrations.ts";
import { openServerStore } from "./open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "package-statement-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a database of an older version", () => {
  it("keeps the envelopes of its packages, and they stay fixed", async () => {
    const path = join(folder, "server.db");
    const raw = openRawDatabase({ path });
    if (!raw.ok) throw new Error(raw.error.type);
    for (const statement of migrations.slice(0, 3).flat()) raw.value.exec(statement);
    raw.value.pragma("user_version = 3");
    raw.value.exec(
      `INSERT INTO package VALUES ('p', 'digest', 'd', 'i', 1, 'org', 'publish', 'entry', 'o', 1, NULL, 'content',
         x'01', x'02', 'announced', NULL, 'network', '2026-03-02T02:11:09Z', NULL, NULL, NULL, NULL, NULL, NULL)`,
    );
    raw.value.close();
    const opened = openServerStore(path);
    if (!opened.ok) throw new Error(opened.error.type);
    const { db } = opened.value;
    const statements = await db.selectFrom("package_statement").selectAll().execute();
    expect(statements).toEqual([{ package_id: "p", submission: Buffer.of(1), reviews: Buffer.of(2) }]);
    expect(await db.selectFrom("package").select(["digest", "device_seq"]).execute()).toEqual([
      { digest: "digest", device_seq: 1 },
    ]);
    const change = { submission: new Uint8Array([9]) };
    await expect(db.updateTable("package_statement").set(change).execute()).rejects.toThrow(/never changes/);
    await expect(db.updateTable("package").set({ digest: "other" }).execute()).rejects.toThrow(
      /never changes/,
    );
    await opened.value.close();
  });
});
