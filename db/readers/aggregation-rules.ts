import type { CombinationRule } from "../../shared/domain/aggregation/rules.ts";
import type { ReadDb } from "../schema/tables.ts";

/** The newest list the department saved; undefined while it uses the program's. */
export async function readRuleList(db: ReadDb) {
  const row = await db
    .selectFrom("aggregation_rule_list")
    .select(["version", "rules"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row
    ? { version: row.version, rules: JSON.parse(row.rules) as readonly CombinationRule[] }
    : undefined;
}

export async function readRuleLists(db: ReadDb, limit: number) {
  return db
    .selectFrom("aggregation_rule_list as r")
    .innerJoin("person as n", "n.id", "r.person_id")
    .select(["r.version", "r.note", "r.saved_at", "n.name"])
    .orderBy("r.seq", "desc")
    .limit(limit)
    .execute();
}

/** Papers of our own that are registered, newest first, for a dry run. */
export async function readRegistered(db: ReadDb, limit: number) {
  return db
    .selectFrom("aggregation_source as s")
    .innerJoin("publication as p", "p.id", "s.publication_id")
    .select(["s.id as sourceId", "p.item_id as itemId", "s.title"])
    .orderBy("p.seq", "desc")
    .limit(limit)
    .execute();
}

export async function readFactsOf(db: ReadDb, sourceId: string) {
  return db.selectFrom("aggregation_fact").selectAll().where("source_id", "=", sourceId).execute();
}
