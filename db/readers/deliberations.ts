import type { ReadDb } from "../schema/tables.ts";

export interface DeliberationRecord {
  readonly deliberationId: string;
  readonly heldOn: string;
  readonly chair: string;
  readonly participants: readonly string[];
  readonly question: string;
  readonly opinions: readonly { readonly name: string; readonly opinion: string }[];
  readonly conclusion: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** The minutes of a case, oldest first. */
export async function readDeliberations(
  db: ReadDb,
  applicationId: string,
): Promise<readonly DeliberationRecord[]> {
  const rows = await db
    .selectFrom("deliberation as d")
    .innerJoin("account as c", "c.id", "d.account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .selectAll("d")
    .select("p.name")
    .where("d.application_id", "=", applicationId)
    .orderBy("d.held_on")
    .orderBy("d.recorded_at")
    .execute();
  return rows.map((row) => ({
    deliberationId: row.id,
    heldOn: row.held_on,
    chair: row.chair,
    participants: JSON.parse(row.participants) as readonly string[],
    question: row.question,
    opinions: JSON.parse(row.opinions) as DeliberationRecord["opinions"],
    conclusion: row.conclusion,
    recordedBy: row.name,
    recordedAt: row.recorded_at,
  }));
}
