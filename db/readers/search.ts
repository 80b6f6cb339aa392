import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

/** Row ids that match, best first; a hit in the title weighs ten times one in the text. */
export async function searchRows(
  db: ReadDb,
  match: string,
  limit: number,
): Promise<readonly { readonly rowid: number; readonly score: number }[]> {
  const found = await sql<{ rowid: number; score: number }>`
    select rowid, -bm25(search_index, 10.0, 1.0) as score from search_index where search_index match ${match} order by rank limit ${limit}`.execute(
    db,
  );
  return found.rows;
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
      "unit_name",
      "formed_on_cache",
      "application_id",
      "state_cache",
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
