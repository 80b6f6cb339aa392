import { migrations } from "./migrations/index.ts";
import { kyselyOver, openRawDatabase, type RawDatabase } from "./sqlite/open-database.ts";

/**
 * For the tests of a migration: a database in memory as it was before the one named `name` (with or without its number),
 * with `rows` of that version in it, and then migrated. The caller closes it.
 */
export async function migratedFrom(
  name: string,
  rows: string,
  { foreignKeys }: { readonly foreignKeys: "ON" | "OFF" },
): Promise<RawDatabase> {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(opened.error.type);
  const raw = opened.value;
  const db = kyselyOver<unknown>(raw);
  const at = migrations.findIndex(
    (migration) => migration.name.replace(/^\d+-/, "") === name.replace(/^\d+-/, ""),
  );
  if (at < 0) throw new Error(`no migration is called ${name}`);
  for (const migration of migrations.slice(0, at)) await migration.up(db);
  raw.pragma(`foreign_keys = ${foreignKeys}`);
  raw.exec(rows);
  await migrations[at]?.up(db);
  return raw;
}
