import { sql, type Kysely } from "kysely";

/** The department's own lists of dangerous combinations, each with a version; the newest is in force (V5). */
const statements = [
  `CREATE TABLE aggregation_rule_list (
    seq INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE,
    rules TEXT NOT NULL CHECK (json_valid(rules) AND json_array_length(rules) > 0),
    note TEXT NOT NULL CHECK (length(trim(note)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    saved_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER aggregation_rule_list_no_update BEFORE UPDATE ON aggregation_rule_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of rules never changes'); END`,
  `CREATE TRIGGER aggregation_rule_list_no_delete BEFORE DELETE ON aggregation_rule_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of rules is never deleted'); END`,
  `CREATE TRIGGER aggregation_rule_list_by_reviewer BEFORE INSERT ON aggregation_rule_list
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'confidentialityReviewer')
   BEGIN SELECT RAISE(ABORT, 'V4: the confidentiality reviewer sets the rules'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
