import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

export interface IssuedLetterRecord {
  readonly letterId: string;
  readonly template: string;
  readonly docNumber?: string;
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  readonly issueDate: string;
  readonly signedAt: string;
  readonly voided: boolean;
  readonly service?: { readonly method: string; readonly clockDate: string };
}

export interface IssuedLetterFilter {
  readonly show: "waiting" | "served" | "void" | "all";
  readonly contains?: string | undefined;
}

function base(db: ReadDb, filter: IssuedLetterFilter) {
  let query = db
    .selectFrom("letter_issue as s")
    .innerJoin("letter as l", "l.id", "s.letter_id")
    .innerJoin("application as a", "a.id", "l.application_id")
    .leftJoin("letter_service as v", "v.letter_id", "s.letter_id")
    .leftJoin("number_register as n", (join) =>
      join
        .onRef("n.series", "=", "s.series")
        .onRef("n.year", "=", "s.year")
        .onRef("n.number", "=", "s.number"),
    );
  const isVoid = sql<boolean>`n.state is 'void'`;
  if (filter.show === "void") query = query.where(isVoid);
  if (filter.show === "served") query = query.where("v.method", "is not", null);
  if (filter.show === "waiting") query = query.where("v.method", "is", null).where((eb) => eb.not(isVoid));
  if (filter.contains) {
    const words = filter.contains;
    query = query.where(
      sql<boolean>`(instr(coalesce(s.doc_number, ''), ${words}) > 0 or instr(a.application_no, ${words}) > 0 or instr(a.applicant_name_cache, ${words}) > 0)`,
    );
  }
  return query;
}

/** Signed letters, the newest first; `after` is the last row of the page before. */
export async function readIssuedLetters(
  db: ReadDb,
  filter: IssuedLetterFilter,
  page: {
    readonly after?: { readonly signedAt: string; readonly letterId: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly IssuedLetterRecord[]> {
  let query = base(db, filter)
    .select([
      "s.letter_id",
      "l.template",
      "s.doc_number",
      "l.application_id",
      "a.application_no",
      "a.applicant_name_cache",
      "s.issue_date",
      "s.signed_at",
      "n.state as number_state",
      "v.method",
      "v.clock_date",
    ])
    .orderBy("s.signed_at", "desc")
    .orderBy("s.letter_id", "desc")
    .limit(page.limit);
  if (page.after)
    query = query.where(
      sql<boolean>`(s.signed_at, s.letter_id) < (${page.after.signedAt}, ${page.after.letterId})`,
    );
  return (await query.execute()).map((row) => ({
    letterId: row.letter_id,
    template: row.template,
    ...(row.doc_number ? { docNumber: row.doc_number } : {}),
    applicationId: row.application_id,
    applicationNo: row.application_no,
    applicantName: row.applicant_name_cache,
    issueDate: row.issue_date,
    signedAt: row.signed_at,
    voided: row.number_state === "void",
    ...(row.method && row.clock_date ? { service: { method: row.method, clockDate: row.clock_date } } : {}),
  }));
}

export async function countIssuedLetters(db: ReadDb, filter: IssuedLetterFilter): Promise<number> {
  const { n } = await base(db, filter)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}
