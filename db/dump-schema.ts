import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { migrations } from "./migrations/index.ts";
import { kyselyOver, openRawDatabase, type RawDatabase } from "./sqlite/open-database.ts";

/** `node db/dump-schema.ts` writes `db/schema.sql`: what the migrations make, in one place, for people and for diffs. */
export const schemaFile = join(import.meta.dirname, "schema.sql");

/** An empty database in memory after every migration; the caller closes it. */
export async function migratedDatabase(): Promise<RawDatabase> {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(`no database in memory: ${opened.error.type}`);
  const db = kyselyOver<unknown>(opened.value);
  for (const migration of migrations) await migration.up(db);
  return opened.value;
}

/** Every table, index and trigger by kind and name; without the shadow tables that FTS5 makes for itself. */
export async function schemaDump(): Promise<string> {
  const raw = await migratedDatabase();
  const rows = raw
    .prepare(
      `SELECT sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_index\\_%' ESCAPE '\\'
       ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, tbl_name, name`,
    )
    .all() as { sql: string }[];
  raw.close();
  const names = migrations.map((migration) => migration.name).join(", ");
  return `-- Made by db/dump-schema.ts from the migrations ${names}; never edited by hand.\n\n${rows
    .map((row) => `${row.sql};\n`)
    .join("\n")}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(schemaFile, await schemaDump());
