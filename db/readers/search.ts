import { sql, type RawBuilder } from "kysely";

import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** One hit of the full-text index. The better it is, the lower its cost: a hit in the title weighs ten times one in the text. */
export interface FoundRow {
  readonly rowid: number;
  readonly cost: number;
}

const inOrder = (match: string, limit: number) =>
  sql<FoundRow>`select rowid, bm25(search_index, 10.0, 1.0) as cost from search_index where search_index match ${match}
    order by rowid limit ${limit}`;

const ranked = (match: string, limit: number) =>
  sql<FoundRow>`select rowid, bm25(search_index, 10.0, 1.0) as cost from search_index where search_index match ${match}
    order by cost, rowid limit ${limit}`;

/**
 * What matches with its cost, in the order of the row numbers, which is that of the index itself; of more than `most` the best. Sorting
 * as many rows costs more than ranking them.
 */
export async function searchRows(db: ReadDb, match: string, most: number): Promise<readonly FoundRow[]> {
  const { rows } = await inOrder(match, most + 1).execute(db);
  if (rows.length <= most) return rows;
  const best = await ranked(match, most).execute(db);
  return best.rows.sort((a, b) => a.rowid - b.rowid);
}

const titlesOf = (rowids: string) =>
  sql<{
    rowid: number;
    title: string;
  }>`select j.value as rowid, i.title_cache as title from json_each(${rowids}) j cross join item i on i.seq = j.value / 2 and j.value % 2 = 0`;

/** The titles of items by their row numbers. */
export async function readTitles(
  db: ReadDb,
  rowids: readonly number[],
): Promise<readonly { readonly rowid: number; readonly title: string }[]> {
  const { rows } = await titlesOf(JSON.stringify(rowids)).execute(db);
  return rows;
}

/** The rows of the items that changed last, for a search by filters alone. */
export async function newestRows(db: ReadDb, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("item")
    .select("seq")
    .where("kind", "<>", "letter")
    .orderBy("updated_at_cache", "desc")
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ seq }) => seq * 2);
}

const titles = (match: string, limit: number) =>
  sql<{
    title: string;
  }>`select i.title_cache as title from (select rowid from search_index where search_index match ${match}
     order by rowid desc limit ${limit}) r cross join item i on i.seq = r.rowid / 2 and r.rowid % 2 = 0`;

/** The titles of the newest rows that match. */
export async function newestTitles(db: ReadDb, match: string, limit: number): Promise<readonly string[]> {
  const { rows } = await titles(match, limit).execute(db);
  return rows.map(({ title }) => title);
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

const numbered = (forms: readonly string[]) => {
  const list = sql.join(forms);
  return sql<{
    seq: number;
  }>`select seq from item where doc_number_cache in (${list}) and doc_number_cache <> ''
     union select i.seq from number_register n join item i on i.id = n.letter_id where n.doc_number in (${list}) and n.state <> 'void'
     order by seq`;
};

/** Papers and letters under one of several ways to write a number. */
export async function rowsOfNumber(db: ReadDb, forms: readonly string[]): Promise<readonly number[]> {
  const { rows } = await numbered(forms).execute(db);
  return rows.map(({ seq }) => seq * 2);
}

const facetRows = (facet: "unit" | "section", value: string) =>
  sql<{
    row_id: number;
  }>`select distinct row_id from search_facet where facet = ${facet} and instr(value, ${value}) > 0 order by row_id desc`;

/** Papers with a passage that names a unit as responsible, or with a section; the newest first. */
export async function readFacetRows(
  db: ReadDb,
  facet: "unit" | "section",
  value: string,
): Promise<readonly number[]> {
  const { rows } = await facetRows(facet, value).execute(db);
  return rows.map((row) => row.row_id);
}

const planOf = async (db: ReadDb, query: RawBuilder<unknown>): Promise<readonly string[]> =>
  await queryPlan(db, { compile: () => query.compile(db) });

/** The plans of the queries of a search, for the test that holds them. */
export const explainSearch = {
  inOrder: async (db: ReadDb) => await planOf(db, inOrder('"公示"', 20)),
  ranked: async (db: ReadDb) => await planOf(db, ranked('"公示"', 20)),
  titlesOf: async (db: ReadDb) => await planOf(db, titlesOf("[2,3]")),
  titles: async (db: ReadDb) => await planOf(db, titles('title : "公示"', 20)),
  numbered: async (db: ReadDb) => await planOf(db, numbered(["云建发〔2026〕2号", "云建发(2026)2号"])),
  byFacet: async (db: ReadDb) => await planOf(db, facetRows("unit", "市司法局")),
};

export interface FoundItem {
  readonly seq: number;
  readonly id: string;
  readonly title: string;
  readonly docNumber: string;
  readonly unitName: string;
  readonly formedOn?: string;
  readonly applicationId?: string;
}

export async function readFoundItems(db: ReadDb, seqs: readonly number[]): Promise<readonly FoundItem[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("item")
    .select([
      "seq",
      "id",
      "title_cache",
      "doc_number_cache",
      "application_id",
      "unit_name",
      "formed_on_cache",
    ])
    .where("seq", "in", seqs)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    title: row.title_cache,
    docNumber: row.doc_number_cache,
    unitName: row.unit_name,
    ...(row.formed_on_cache ? { formedOn: row.formed_on_cache } : {}),
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
  }[]
> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("application")
    .select(["seq", "id", "application_no", "applicant_name_cache", "intake"])
    .where("seq", "in", seqs)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    applicationNo: row.application_no,
    applicantName: row.applicant_name_cache,
    requestedInformation: (JSON.parse(row.intake) as { requestedInformation: string }).requestedInformation,
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
