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

export interface GivenAnswer {
  readonly letterId: string;
  readonly applicationId: string;
  readonly template: string;
  readonly docNumber: string;
  readonly issueDate: string;
}

/** Signed letters of the applications whose number is not void, oldest first. */
export async function readGivenAnswers(
  db: ReadDb,
  applicationIds: readonly string[],
): Promise<readonly GivenAnswer[]> {
  if (applicationIds.length === 0) return [];
  const rows = await db
    .selectFrom("letter as l")
    .leftJoin("joint_answer_part as p", "p.letter_id", "l.id")
    .innerJoin("letter_issue as s", (join) =>
      join.on((eb) => eb("s.letter_id", "=", eb.fn.coalesce("p.joint_letter_id", "l.id"))),
    )
    .leftJoin("number_register as n", (join) =>
      join
        .onRef("n.series", "=", "s.series")
        .onRef("n.year", "=", "s.year")
        .onRef("n.number", "=", "s.number"),
    )
    .select(["l.id", "l.application_id", "l.template", "s.doc_number", "s.issue_date"])
    .where("l.application_id", "in", applicationIds)
    .where((eb) => eb.or([eb("n.state", "is", null), eb("n.state", "<>", "void")]))
    .orderBy("s.issue_date")
    .orderBy("l.id")
    .execute();
  return rows.map((row) => ({
    letterId: row.id,
    applicationId: row.application_id,
    template: row.template,
    docNumber: row.doc_number ?? "",
    issueDate: row.issue_date,
  }));
}
