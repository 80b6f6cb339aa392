import { sql, type Kysely } from "kysely";

const refuse = (name: string, when: string, why: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${when}
   BEGIN SELECT RAISE(ABORT, '${why}'); END`;

/** Columns that hold the day on which something was done, and no reckoned one. */
const days = [
  ["clock_event", "on_day"],
  ["letter_issue", "issue_date"],
  ["letter_service", "clock_date"],
  ["letter_service", "received_on"],
] as const;

/**
 * Closes what raw SQL could still walk around: an account handed to another person (V4), a revoked key taken back into use,
 * a letter under another letter's number and a number nobody used (V10), days that are none and clock events whose columns say
 * something else than the event (V6), proofs of what left that change afterwards (V8).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    refuse(
      "account_stays_its_persons",
      "UPDATE OF id, person_id ON account",
      "V4: an account stays the account of its person",
    ),
    refuse(
      "person_key_fixed",
      "UPDATE OF keyid, person_id, suite, public_key, created_at ON person_key",
      "V4: a key stays the key of its person",
    ),
    refuse(
      "person_key_revoked_for_good",
      "UPDATE OF revoked_at ON person_key WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT OLD.revoked_at",
      "V4: a revoked key is not taken back into use",
    ),
    refuse(
      "person_key_no_delete",
      "DELETE ON person_key",
      "V5: what decisions were signed with stays on record",
    ),
    refuse(
      "letter_issue_under_its_number",
      `INSERT ON letter_issue
   WHEN CASE WHEN coalesce(NEW.series, NEW.year, NEW.number, NEW.doc_number) IS NULL THEN 0 ELSE NOT EXISTS (
     SELECT 1 FROM number_register n WHERE n.series = NEW.series AND n.year = NEW.year AND n.number = NEW.number
       AND n.doc_number = NEW.doc_number AND n.letter_id = NEW.letter_id AND n.state = 'allotted') END`,
      "V10: a letter goes out under the number allotted to it",
    ),
    refuse(
      "number_register_uses_the_last",
      `INSERT ON number_register
   WHEN EXISTS (
     SELECT 1 FROM number_register n WHERE n.series = NEW.series AND n.year = NEW.year AND n.number = NEW.number - 1 AND n.state = 'allotted'
       AND NOT EXISTS (SELECT 1 FROM letter_issue i WHERE i.letter_id = n.letter_id AND i.doc_number = n.doc_number))`,
      "V10: the last number is neither used nor voided with a reason",
    ),
    ...days.map(([table, column]) =>
      refuse(
        `${table}_${column}_is_a_day`,
        `INSERT ON ${table}
   WHEN NEW.${column} IS NOT NULL AND NEW.${column} IS NOT date(NEW.${column})`,
        `V6: ${table}.${column} is a day of the calendar`,
      ),
    ),
    refuse(
      "clock_event_as_it_is_told",
      `INSERT ON clock_event
   WHEN json_extract(NEW.event, '$.type') IS NOT NEW.type OR json_extract(NEW.event, '$.onDay') IS NOT NEW.on_day`,
      "V6: type and day of a clock event are those of the event",
    ),
    ...["receipt", "export_record"].flatMap((table) => [
      refuse(`${table}_no_update`, `UPDATE ON ${table}`, "V8: the proof of what left never changes"),
      refuse(`${table}_no_delete`, `DELETE ON ${table}`, "V8: the proof of what left is never deleted"),
    ]),
  ])
    await sql.raw(statement).execute(db);
}
