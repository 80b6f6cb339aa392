import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const twoCharacters = /^[\u3400-\u9fff\uf900-\ufaff]{2}$/;

/** The pairs of characters in the index after one of them, in their order, with the number of documents; read in portions. */
export async function readPairs(
  db: ReadDb,
  after: string,
  limit: number,
): Promise<{
  readonly pairs: readonly { readonly pair: string; readonly documents: number }[];
  readonly last?: string;
}> {
  // In the temporary schema: the file of the store stays as the migrations make it.
  await sql`create virtual table if not exists temp.search_pairs using fts5vocab(main, search_index, row)`.execute(
    db,
  );
  const { rows } = await sql<{
    term: string;
    doc: number;
  }>`select term, doc from temp.search_pairs where term > ${after} order by term limit ${limit}`.execute(db);
  const last = rows.length === limit ? rows.at(-1)?.term : undefined;
  return {
    pairs: rows.flatMap(({ term, doc }) =>
      twoCharacters.test(term) ? [{ pair: term, documents: doc }] : [],
    ),
    ...(last === undefined ? {} : { last }),
  };
}

/**
 * Changes with every write to the index and with nothing else: the record of its segments, which counts the pages written.
 */
export function indexMark(raw: RawDatabase): string {
  return raw
    .prepare("select coalesce((select hex(block) from search_index_data where id = 10), '')")
    .pluck()
    .get() as string;
}

export interface SearchEdition {
  readonly edition: number;
  readonly complete: boolean;
  /** Sequence numbers up to which the entries are of this edition. */
  readonly items: number;
  readonly applications: number;
}

export async function readSearchEdition(db: ReadDb): Promise<SearchEdition> {
  const row = await db.selectFrom("search_edition").selectAll().executeTakeFirstOrThrow();
  return {
    edition: row.edition,
    complete: row.complete === 1,
    items: row.items_done,
    applications: row.applications_done,
  };
}

/** The next items in the order they were made, with title and saved text. */
export async function readItemTexts(
  db: ReadDb,
  after: number,
  limit: number,
): Promise<readonly { readonly seq: number; readonly title: string; readonly body: unknown }[]> {
  const rows = await db
    .selectFrom("item as i")
    .leftJoin("draft as d", "d.item_id", "i.id")
    .select(["i.seq", "i.title_cache", "d.body"])
    .where("i.seq", ">", after)
    .orderBy("i.seq")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    title: row.title_cache,
    body: row.body === null ? undefined : (JSON.parse(row.body) as unknown),
  }));
}

/** The next applications in the order they came, as they were received. */
export async function readIntakes(
  db: ReadDb,
  after: number,
  limit: number,
): Promise<readonly { readonly seq: number; readonly applicationNo: string; readonly intake: unknown }[]> {
  const rows = await db
    .selectFrom("application")
    .select(["seq", "application_no", "intake"])
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    applicationNo: row.application_no,
    intake: JSON.parse(row.intake) as unknown,
  }));
}
