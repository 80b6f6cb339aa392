import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

export interface ReceivedApplication {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly intake: unknown;
  readonly receiptDate: string;
  /** Withdrawn without a letter of ours: the fee counter leaves it out. */
  readonly withdrawnUnprocessed: boolean;
}

/**
 * Applications received from a day through another that may be of one of these people, in the order of the register; of
 * a split application its units, at its place. Who is the same person says the domain; joint applications always come.
 */
export async function readReceivedOf(
  db: ReadDb,
  request: {
    readonly from: string;
    readonly through: string;
    readonly names: readonly string[];
    readonly idNumbers: readonly string[];
  },
): Promise<readonly ReceivedApplication[]> {
  const rows = await db
    .selectFrom("application as a")
    .leftJoin("application_unit as u", "u.application_id", "a.id")
    .leftJoin("application as p", "p.id", "u.parent_id")
    .select([
      "a.id",
      "a.application_no",
      "a.intake",
      "a.receipt_date_cache",
      sql<0 | 1>`not exists (select 1 from letter l where l.application_id = a.id)
        and exists (select 1 from clock_event e where e.application_id = a.id and e.type = 'withdrawn'
          and not exists (select 1 from clock_event r where r.application_id = a.id and r.type = 'eventRevoked'
            and r.event ->> '$.eventId' = e.id))`.as("unprocessed"),
    ])
    .where("a.receipt_date_cache", ">=", request.from)
    .where("a.receipt_date_cache", "<=", request.through)
    .where("a.id", "not in", db.selectFrom("application_split").select("parent_id"))
    .where((eb) =>
      eb.or([
        eb("a.applicant_name_cache", "in", request.names),
        ...(request.idNumbers.length > 0
          ? [sql<boolean>`a.intake ->> '$.idNumber' in (${sql.join(request.idNumbers)})`]
          : []),
        sql<boolean>`json_array_length(a.intake, '$.coApplicants') > 0`,
      ]),
    )
    .orderBy("a.receipt_date_cache")
    .orderBy(sql`coalesce(p.seq, a.seq)`)
    .orderBy(sql`coalesce(u.position, 0)`)
    .execute();
  return rows.map((row) => ({
    applicationId: row.id,
    applicationNo: row.application_no,
    intake: JSON.parse(row.intake),
    receiptDate: row.receipt_date_cache ?? "",
    withdrawnUnprocessed: row.unprocessed === 1,
  }));
}
