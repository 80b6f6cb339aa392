import type { ReadDb } from "../schema/tables.ts";

/** Results, newest first; of one person, or of everybody. */
export async function readTrainingResults(db: ReadDb, personId: string | undefined, limit: number) {
  let query = db
    .selectFrom("training_result as t")
    .innerJoin("person as n", "n.id", "t.person_id")
    .select([
      "t.id",
      "t.set_version",
      "t.traps",
      "t.caught",
      "t.false_alarms",
      "t.minutes",
      "t.finished_at",
      "n.name",
    ])
    .orderBy("t.seq", "desc")
    .limit(limit);
  if (personId) query = query.where("t.person_id", "=", personId);
  return query.execute();
}
