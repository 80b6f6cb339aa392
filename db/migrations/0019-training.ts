import { sql, type Kysely } from "kysely";

/** 演练: what came out of each run. It touches nothing of the real register, and no result is taken back (V5). */
const statements = [
  `CREATE TABLE training_result (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    set_version TEXT NOT NULL,
    traps INTEGER NOT NULL CHECK (traps > 0),
    caught INTEGER NOT NULL CHECK (caught BETWEEN 0 AND traps),
    false_alarms INTEGER NOT NULL CHECK (false_alarms >= 0),
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    finished_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX training_result_by_person ON training_result(person_id, seq)`,
  `CREATE TRIGGER training_result_no_update BEFORE UPDATE ON training_result
   BEGIN SELECT RAISE(ABORT, 'V5: a result never changes'); END`,
  `CREATE TRIGGER training_result_no_delete BEFORE DELETE ON training_result
   BEGIN SELECT RAISE(ABORT, 'V5: a result is never deleted'); END`,
  `CREATE TRIGGER training_result_by_its_person BEFORE INSERT ON training_result
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
