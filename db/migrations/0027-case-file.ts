import { sql, type Kysely } from "kysely";

/**
 * Scans and files of an application: what arrived, what proves an entry on the clock. They are evidence: never changed,
 * never deleted (V5); one added by mistake is marked void with its reason and stays readable.
 */
const statements = [
  `CREATE TABLE case_file (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    application_id TEXT NOT NULL REFERENCES application(id),
    kind TEXT NOT NULL CHECK (kind IN ('application','identity','authorisation','proof','found','other')),
    event_id TEXT REFERENCES clock_event(id),
    file_name TEXT NOT NULL CHECK (length(trim(file_name)) > 0),
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    digest TEXT NOT NULL REFERENCES blob(digest),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    added_at TEXT NOT NULL,
    CHECK (event_id IS NULL OR kind = 'proof')
  ) STRICT`,
  `CREATE INDEX case_file_by_application ON case_file(application_id, seq)`,
  `CREATE TABLE case_file_void (
    file_id TEXT PRIMARY KEY REFERENCES case_file(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    voided_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER case_file_proves_its_case BEFORE INSERT ON case_file
   WHEN NEW.event_id IS NOT NULL AND NEW.application_id IS NOT (
     SELECT application_id FROM clock_event WHERE id = NEW.event_id)
   BEGIN SELECT RAISE(ABORT, 'V5: a proof belongs to an event of its own case'); END`,
  `CREATE TRIGGER case_file_account_is_persons BEFORE INSERT ON case_file
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER case_file_no_update BEFORE UPDATE ON case_file
   BEGIN SELECT RAISE(ABORT, 'V5: evidence never changes'); END`,
  `CREATE TRIGGER case_file_no_delete BEFORE DELETE ON case_file
   BEGIN SELECT RAISE(ABORT, 'V5: evidence is never deleted'); END`,
  `CREATE TRIGGER case_file_void_account_is_persons BEFORE INSERT ON case_file_void
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER case_file_void_no_update BEFORE UPDATE ON case_file_void
   BEGIN SELECT RAISE(ABORT, 'V5: a void never changes'); END`,
  `CREATE TRIGGER case_file_void_no_delete BEFORE DELETE ON case_file_void
   BEGIN SELECT RAISE(ABORT, 'V5: a void is never deleted'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
