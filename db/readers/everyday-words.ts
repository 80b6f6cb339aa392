import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

/** Changes with every word that is added or taken back; nothing in a database of an edition that knew none, opened for rescue. */
export async function everydayWordsMark(db: ReadDb): Promise<string | undefined> {
  const known =
    await sql`select 1 from sqlite_schema where type = 'table' and name = 'everyday_word'`.execute(db);
  if (known.rows.length === 0) return undefined;
  const { rows } = await sql<{
    mark: string;
  }>`select count(*) || '/' || count(removed_at) as mark from everyday_word`.execute(db);
  return rows[0]?.mark;
}

/** The department's own words in use, the newest first. */
export async function readEverydayWords(db: ReadDb) {
  const rows = await db
    .selectFrom("everyday_word as w")
    .innerJoin("person as n", "n.id", "w.added_by_person")
    .select(["w.id", "w.everyday", "w.official", "w.direction", "w.field"])
    .select(["w.added_by_account", "w.added_at", "n.name"])
    .where("w.removed_at", "is", null)
    .orderBy("w.seq", "desc")
    .execute();
  return rows.map((row) => ({
    wordId: row.id,
    everyday: row.everyday,
    official: row.official,
    direction: row.direction,
    field: row.field,
    addedByAccount: row.added_by_account,
    addedBy: row.name,
    addedAt: row.added_at,
  }));
}
