import { sql, type Kysely } from "kysely";

/** 定期清理: one batch a week, what was found, and what was decided on each; all of it only ever grows (V5). */
const statements = [
  `CREATE INDEX publication_by_item ON publication(item_id, seq)`,
  `CREATE TABLE clean_up_batch (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    batch_no TEXT NOT NULL UNIQUE,
    week TEXT NOT NULL UNIQUE CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    rules_version TEXT NOT NULL,
    seen_up_to INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES account(id),
    opened_on TEXT NOT NULL,
    opened_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE clean_up_entry (
    id TEXT PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES clean_up_batch(id),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    cause TEXT NOT NULL CHECK (cause IN ('termOver','superseded','repealed','newRule')),
    detail TEXT NOT NULL,
    by_publication_id TEXT REFERENCES publication(id),
    UNIQUE (batch_id, publication_id)
  ) STRICT`,
  `CREATE INDEX clean_up_entry_by_publication ON clean_up_entry(publication_id)`,
  `CREATE TABLE clean_up_decision (
    entry_id TEXT PRIMARY KEY REFERENCES clean_up_entry(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('keep','invalid','repealed','withdraw')),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    new_term TEXT CHECK (new_term IS NULL OR json_valid(new_term)),
    withdrawal_id TEXT UNIQUE REFERENCES withdrawal(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK ((outcome = 'withdraw') = (withdrawal_id IS NOT NULL)),
    CHECK (outcome = 'keep' OR new_term IS NULL)
  ) STRICT`,
  `CREATE TABLE clean_up_screening (
    publication_id TEXT PRIMARY KEY REFERENCES publication(id),
    rules_version TEXT NOT NULL
  ) STRICT`,
  ...["clean_up_batch", "clean_up_entry", "clean_up_decision"].flatMap((table) => [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up never changes'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up is never deleted'); END`,
  ]),
  `CREATE TRIGGER clean_up_entry_of_what_is_out BEFORE INSERT ON clean_up_entry
   WHEN NOT EXISTS (SELECT 1 FROM publication p WHERE p.id = NEW.publication_id AND p.withdrawn_at IS NULL)
     OR EXISTS (SELECT 1 FROM clean_up_entry e WHERE e.publication_id = NEW.publication_id
       AND NOT EXISTS (SELECT 1 FROM clean_up_decision d WHERE d.entry_id = e.id))
   BEGIN SELECT RAISE(ABORT, 'V2: one open question about something that is out'); END`,
  `CREATE TRIGGER clean_up_decision_by_office BEFORE INSERT ON clean_up_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office decides on the clean-up'); END`,
  `CREATE TRIGGER clean_up_keep_has_a_term BEFORE INSERT ON clean_up_decision
   WHEN NEW.outcome = 'keep' AND NEW.new_term IS NULL
     AND (SELECT cause FROM clean_up_entry WHERE id = NEW.entry_id) = 'termOver'
   BEGIN SELECT RAISE(ABORT, 'V3: what stays beyond its term needs a new one'); END`,
  `CREATE TRIGGER clean_up_withdraw_has_its_review BEFORE INSERT ON clean_up_decision
   WHEN NEW.outcome = 'withdraw' AND NOT EXISTS (
     SELECT 1 FROM withdrawal w JOIN clean_up_entry e ON e.id = NEW.entry_id
       JOIN publication p ON p.id = e.publication_id
     WHERE w.id = NEW.withdrawal_id AND w.item_id = p.item_id)
   BEGIN SELECT RAISE(ABORT, 'V1: taken down only by a reviewed withdrawal of its own'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
