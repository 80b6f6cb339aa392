import { sql, type Kysely } from "kysely";

/**
 * The holiday schedule of a year as it was imported, and the decision of the second person. The schedule in force of a
 * year is its newest confirmed import; nothing is overwritten, since every letter names the calendar it was counted by.
 * `calendar_year` of the first schema held one row a year, was never written and goes.
 */
const statements = [
  `DROP TABLE calendar_year`,
  `CREATE TABLE calendar_import (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    notice TEXT NOT NULL CHECK (length(trim(notice)) > 0),
    body TEXT NOT NULL CHECK (json_valid(body)),
    source_digest TEXT NOT NULL CHECK (length(source_digest) = 64),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    imported_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX calendar_import_by_year ON calendar_import(year, seq)`,
  `CREATE TABLE calendar_decision (
    import_id TEXT PRIMARY KEY REFERENCES calendar_import(id),
    decision TEXT NOT NULL CHECK (decision IN ('confirm','reject')),
    version TEXT UNIQUE,
    changes TEXT NOT NULL CHECK (json_valid(changes)),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK ((decision = 'confirm') = (version IS NOT NULL))
  ) STRICT`,
  `CREATE TRIGGER calendar_import_no_update BEFORE UPDATE ON calendar_import
   BEGIN SELECT RAISE(ABORT, 'V6: an imported schedule never changes'); END`,
  `CREATE TRIGGER calendar_import_no_delete BEFORE DELETE ON calendar_import
   BEGIN SELECT RAISE(ABORT, 'V6: an imported schedule is never deleted'); END`,
  `CREATE TRIGGER calendar_decision_no_update BEFORE UPDATE ON calendar_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END`,
  `CREATE TRIGGER calendar_decision_no_delete BEFORE DELETE ON calendar_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END`,
  `CREATE TRIGGER calendar_import_by_system_admin BEFORE INSERT ON calendar_import
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'systemAdmin')
   BEGIN SELECT RAISE(ABORT, 'V4: a schedule is imported by the system administrator'); END`,
  `CREATE TRIGGER calendar_decision_by_another BEFORE INSERT ON calendar_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'securityAdmin')
     OR NEW.person_id IN (SELECT person_id FROM calendar_import WHERE id = NEW.import_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a schedule is confirmed by the security administrator, never by who imported it'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
