import { sql, type Kysely } from "kysely";

/**
 * A department's own screening rules, one row a version: the whole set, who put it in force and why. The newest is in
 * force; none is changed or removed, since revisions and decisions name the version they were screened by.
 */
const statements = [
  `CREATE TABLE screening_rule_set (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    body TEXT NOT NULL CHECK (json_valid(body)),
    body_digest TEXT NOT NULL CHECK (length(body_digest) = 64),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    put_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER screening_rule_set_no_update BEFORE UPDATE ON screening_rule_set
   BEGIN SELECT RAISE(ABORT, 'V6: a version of the rules never changes'); END`,
  `CREATE TRIGGER screening_rule_set_no_delete BEFORE DELETE ON screening_rule_set
   BEGIN SELECT RAISE(ABORT, 'V6: a version of the rules is never deleted'); END`,
  `CREATE TRIGGER screening_rule_set_next BEFORE INSERT ON screening_rule_set
   WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM screening_rule_set)
   BEGIN SELECT RAISE(ABORT, 'V6: versions of the rules follow one another'); END`,
  `CREATE TRIGGER screening_rule_set_by_reviewer BEFORE INSERT ON screening_rule_set
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'confidentialityReviewer')
   BEGIN SELECT RAISE(ABORT, 'V4: the rules are put in force by the confidentiality reviewer'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
