import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

export interface MatterCandidate {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly intake: unknown;
  readonly receiptDate?: string;
  readonly registeredAt: string;
  readonly closed: boolean;
}

/** A piece of a request that more applications have than this ties none of them to it, and ranking them all is slow. */
export const commonFrom = 400;

/**
 * The probes that few applications have. Counting stops at the limit, so a word of every request costs no more than a
 * rare one; where all are common, the one counted first stays: something is better than nothing.
 */
export async function rareProbes(db: ReadDb, probes: readonly string[]): Promise<readonly string[]> {
  const rare: string[] = [];
  for (const probe of probes) {
    const counted = await sql<{ n: number }>`
      select count(*) as n from (
        select 1 from search_index where search_index match ${probe} limit ${commonFrom + 1})`.execute(db);
    if ((counted.rows[0]?.n ?? 0) <= commonFrom) rare.push(probe);
  }
  return rare.length > 0 ? rare : probes.slice(0, 1);
}

/** Applications the index finds for the probes, best first, and those under the same names; each once. */
export async function readMatterCandidates(
  db: ReadDb,
  request: {
    /** Queries of the index; any of them may hit. */
    readonly probes: readonly string[];
    readonly applicantNames: readonly string[];
    readonly limit: number;
  },
): Promise<readonly MatterCandidate[]> {
  const match = (await rareProbes(db, request.probes)).map((probe) => `(${probe})`).join(" OR ");
  const found = match
    ? await sql<{ seq: number }>`
        select (rowid - 1) / 2 as seq from search_index
        where search_index match ${match} and rowid % 2 = 1 order by rank limit ${request.limit}`.execute(db)
    : { rows: [] };
  const named =
    request.applicantNames.length === 0
      ? []
      : await db
          .selectFrom("application")
          .select("seq")
          .where("applicant_name_cache", "in", request.applicantNames)
          .orderBy("seq", "desc")
          .limit(request.limit * 3)
          .execute();
  const seqs = [...new Set([...found.rows, ...named].map((row) => row.seq))];
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom("application")
    .select(["id", "application_no", "intake", "receipt_date_cache", "registered_at", "closed_cache", "seq"])
    .where("seq", "in", seqs)
    // A split application was asked by its units.
    .where("id", "not in", db.selectFrom("application_split").select("parent_id"))
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({
    applicationId: row.id,
    applicationNo: row.application_no,
    intake: JSON.parse(row.intake),
    ...(row.receipt_date_cache ? { receiptDate: row.receipt_date_cache } : {}),
    registeredAt: row.registered_at,
    closed: row.closed_cache === 1,
  }));
}
