import { migrations } from "./migrations/index.ts";
import { kyselyOver, openRawDatabase, type RawDatabase } from "./sqlite/open-database.ts";

/** Tables, indexes, views and triggers by name, in their wording without its spacing. */
function objectsOf(raw: RawDatabase): ReadonlyMap<string, string> {
  const rows = raw
    .prepare(
      // FTS5 words its own shadow tables, and not the same in every version.
      "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_index\\_%' ESCAPE '\\'",
    )
    .all() as { name: string; sql: string }[];
  return new Map(rows.map(({ name, sql }) => [name, sql.replaceAll(/\s+/gu, " ").trim()]));
}

export interface SchemaDeviations {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly added: readonly string[];
}

/** Made once, which takes half a second: the migrations stay the same as long as the program runs. */
let expectedObjects: ReadonlyMap<string, string> | undefined;

async function makeExpectedObjects(): Promise<ReadonlyMap<string, string>> {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(`no database in memory: ${opened.error.type}`);
  try {
    const db = kyselyOver<unknown>(opened.value);
    for (const migration of migrations) await migration.up(db);
    return objectsOf(opened.value);
  } finally {
    opened.value.close();
  }
}

/**
 * What the store's schema has lost, changed or gained against the one the migrations make: the constraints and triggers that
 * hold the invariants are no better than they stand in the file.
 */
export async function schemaDeviations(store: RawDatabase): Promise<SchemaDeviations> {
  const expected = (expectedObjects ??= await makeExpectedObjects());
  const actual = objectsOf(store);
  return {
    missing: [...expected.keys()].filter((name) => !actual.has(name)),
    changed: [...expected].flatMap(([name, sql]) =>
      actual.has(name) && actual.get(name) !== sql ? [name] : [],
    ),
    added: [...actual.keys()].filter((name) => !expected.has(name)),
  };
}
