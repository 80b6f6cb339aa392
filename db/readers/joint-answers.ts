import type { ReadDb } from "../schema/tables.ts";

/** The answers within a letter that gives several, in the order of their units. */
export async function readAnswersOf(
  db: ReadDb,
  jointLetterId: string,
): Promise<
  readonly { readonly letterId: string; readonly template: string; readonly applicationId: string }[]
> {
  const rows = await db
    .selectFrom("joint_answer_part as p")
    .innerJoin("letter as l", "l.id", "p.letter_id")
    .innerJoin("application_unit as u", "u.application_id", "l.application_id")
    .select(["l.id", "l.template", "l.application_id"])
    .where("p.joint_letter_id", "=", jointLetterId)
    .orderBy("u.position")
    .execute();
  return rows.map((row) => ({ letterId: row.id, template: row.template, applicationId: row.application_id }));
}
