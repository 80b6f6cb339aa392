import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

/** The better one hit is, the lower; a hit in the title weighs ten times one in the text. */
const cost = sql<number>`bm25(search_index, 10.0, 1.0)`;

const ranked = (match: string, limit: number) =>
  sql<{
    rowid: number;
    cost: number;
  }>`select rowid, ${cost} as cost from search_index where search_index match ${match} order by cost, rowid limit ${limit}`;

/** Row ids that match, best first; what is equally good stands in the order it came. */
export async function searchRows(
  db: ReadDb,
  match: string,
  limit: number,
): Promise<readonly { readonly rowid: number; readonly score: number }[]> {
  const { rows } = await ranked(match, limit).execute(db);
  return rows.map((row) => ({ rowid: row.rowid, score: -row.cost }));
}

/** The rows of the items that changed last, for a search by filters alone. */
export async function newestRows(
  db: ReadDb,
  limit: number,
): Promise<readonly { readonly rowid: number; readonly score: number }[]> {
  const rows = await db
    .selectFrom("item")
    .select("seq")
    .where("kind", "<>", "letter")
    .orderBy("updated_at_cache", "desc")
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ seq }) => ({ rowid: seq * 2, score: 0 }));
}

/** How many rows match, counted no further than `most`. */
export async function countRows(db: ReadDb, match: string, most: number): Promise<number> {
  const counted = await sql<{
    n: number;
  }>`select count(*) as n from (select 1 from search_index where search_index match ${match} limit ${most})`.execute(
    db,
  );
  return counted.rows[0]?.n ?? 0;
}

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

export interface FoundItem {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly docNumber: string;
  readonly unitName: string;
  readonly formedOn?: string;
  readonly applicationId?: string;
  readonly state: string;
  readonly property: string;
  readonly createdAt: string;
}

export async function readFoundItems(db: ReadDb, seqs: readonly number[]): Promise<readonly FoundItem[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("item")
    .select([
      "seq",
      "id",
      "kind",
      "title_cache",
      "doc_number_cache",
      "application_id",
      "state_cache",
      "property_cache",
      "unit_name",
      "formed_on_cache",
      "created_at",
    ])
    .where("seq", "in", seqs)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    title: row.title_cache,
    docNumber: row.doc_number_cache,
    unitName: row.unit_name,
    ...(row.formed_on_cache ? { formedOn: row.formed_on_cache } : {}),
    state: row.state_cache,
    property: row.property_cache,
    createdAt: row.created_at,
    ...(row.application_id ? { applicationId: row.application_id } : {}),
  }));
}

export async function readFoundApplications(
  db: ReadDb,
  seqs: readonly number[],
): Promise<
  readonly {
    readonly seq: number;
    readonly id: string;
    readonly applicationNo: string;
    readonly applicantName: string;
    readonly requestedInformation: string;
    readonly year: string;
  }[]
> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("application")
    .select(["seq", "id", "application_no", "applicant_name_cache", "intake", "registered_at"])
    .where("seq", "in", seqs)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    applicationNo: row.application_no,
    applicantName: row.applicant_name_cache,
    requestedInformation: (JSON.parse(row.intake) as { requestedInformation: string }).requestedInformation,
    year: row.registered_at.slice(0, 4),
  }));
}

/** The saved bodies of some items, for the passages that are shown beside a hit. */
export async function readBodies(
  db: ReadDb,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("draft")
    .select(["item_id", "body"])
    .where("item_id", "in", itemIds)
    .execute();
  return new Map(rows.map((row) => [row.item_id, JSON.parse(row.body) as unknown]));
}

/** Up to this many hits a list starts from them; up to the second it tests its rows against all of them at once. */
const fewHits = 500;
const manyHits = 25_000;

/**
 * How a list best uses a title search: start from the few hits, read along the list's own index and test rows against
 * the set of hits, or, for a word that stands in every other title, ask the full-text index row by row.
 * Each is slow where another is fast; measured by tests/bench/open-queue.ts.
 */
export type TitleHits =
  | { readonly kind: "start-from"; readonly seqs: readonly number[] }
  | { readonly kind: "test-against" }
  | { readonly kind: "ask-each" };

export async function planTitleHits(db: ReadDb, titleMatch: string): Promise<TitleHits> {
  const few = await sql<{
    seq: number;
  }>`select rowid / 2 as seq from search_index where search_index match ${titleMatch} and rowid % 2 = 0 limit ${fewHits + 1}`.execute(
    db,
  );
  if (few.rows.length <= fewHits) return { kind: "start-from", seqs: few.rows.map((row) => row.seq) };
  const counted = await sql<{
    n: number;
  }>`select count(*) as n from (select 1 from search_index where search_index match ${titleMatch} limit ${manyHits + 1})`.execute(
    db,
  );
  return (counted.rows[0]?.n ?? 0) > manyHits ? { kind: "ask-each" } : { kind: "test-against" };
}

/** The condition on `item` as `i` that goes with a plan of several hits. */
export function titleAmongMany(hits: Exclude<TitleHits, { kind: "start-from" }>, titleMatch: string) {
  return hits.kind === "ask-each"
    ? sql<boolean>`exists (select 1 from search_index where search_index match ${titleMatch} and rowid = i.seq * 2)`
    : sql<boolean>`+i.seq in (select rowid / 2 from search_index where search_index match ${titleMatch} and rowid % 2 = 0)`;
}
