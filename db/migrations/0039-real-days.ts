import { sql, type Kysely } from "kysely";

/** Every column whose check compares the day with `date(day)`, which is NULL, and so no failure, for what is no day. */
const days = [
  ["stage_decision", "reassess_on"],
  ["delegation", "first_day"],
  ["delegation", "last_day"],
  ["referral", "protected_on"],
  ["referral_answer", "answered_on"],
  ["referral_step", "on_day"],
  ["referral_step", "follow_up_on"],
] as const;

const refuseUnlessDay = (event: string, table: string, column: string, name: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table}
   WHEN NEW.${column} IS NOT date(NEW.${column})
   BEGIN SELECT RAISE(ABORT, 'V6: ${table}.${column} is a day of the calendar'); END`;

/** Days are days of the calendar (V6): the new row holds one or none. Of these tables only a draft referral changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    ...days.map(([table, column]) => refuseUnlessDay("INSERT", table, column, `${table}_${column}_is_a_day`)),
    refuseUnlessDay("UPDATE", "referral", "protected_on", "referral_protected_on_stays_a_day"),
  ])
    await sql.raw(statement).execute(db);
}
