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
  readonly applicationId?: string;
  readonly state: string;
}

export async function readFoundItems(db: ReadDb, seqs: readonly number[]): Promise<readonly FoundItem[]> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("item")
    .select(["seq", "id", "kind", "title_cache", "application_id", "state_cache"])
    .where("seq", "in", seqs)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    title: row.title_cache,
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
  }[]
> {
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("application")
    .select(["seq", "id", "application_no", "applicant_name_cache"])
    .where("seq", "in", seqs)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    applicationNo: row.application_no,
    applicantName: row.applicant_name_cache,
  }));
}
