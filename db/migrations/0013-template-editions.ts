import { sql, type Kysely } from "kysely";

/**
 * The department's wordings of letters: what was proposed, and the decision of another person. Nothing is overwritten,
 * since every letter names the edition it was written from. `template` of the first schema was never written and goes.
 */
const statements = [
  `DROP TABLE template`,
  `CREATE TABLE template_edition (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    template TEXT NOT NULL,
    version TEXT NOT NULL,
    base_version TEXT NOT NULL,
    changes TEXT NOT NULL CHECK (json_valid(changes) AND json_type(changes) = 'object' AND changes <> '{}'),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    effective_from TEXT NOT NULL CHECK (effective_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    proposed_at TEXT NOT NULL,
    UNIQUE (template, version)
  ) STRICT`,
  `CREATE TABLE template_decision (
    edition_id TEXT PRIMARY KEY REFERENCES template_edition(id),
    decision TEXT NOT NULL CHECK (decision IN ('approve','reject')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK (decision = 'approve' OR length(trim(note)) > 0)
  ) STRICT`,
  `CREATE TRIGGER template_edition_no_update BEFORE UPDATE ON template_edition
   BEGIN SELECT RAISE(ABORT, 'V5: a wording that was proposed never changes'); END`,
  `CREATE TRIGGER template_edition_no_delete BEFORE DELETE ON template_edition
   BEGIN SELECT RAISE(ABORT, 'V5: a wording that was proposed is never deleted'); END`,
  `CREATE TRIGGER template_decision_no_update BEFORE UPDATE ON template_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END`,
  `CREATE TRIGGER template_decision_no_delete BEFORE DELETE ON template_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END`,
  `CREATE TRIGGER template_edition_by_office BEFORE INSERT ON template_edition
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: a wording is proposed by the disclosure office'); END`,
  `CREATE TRIGGER template_edition_one_at_a_time BEFORE INSERT ON template_edition
   WHEN EXISTS (SELECT 1 FROM template_edition e WHERE e.template = NEW.template
     AND NOT EXISTS (SELECT 1 FROM template_decision d WHERE d.edition_id = e.id))
   BEGIN SELECT RAISE(ABORT, 'V2: one wording of a letter waits for its decision at a time'); END`,
  `CREATE TRIGGER template_decision_by_leader BEFORE INSERT ON template_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'leader')
     OR NEW.person_id IN (SELECT person_id FROM template_edition WHERE id = NEW.edition_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a wording is approved by the leader, never by who proposed it'); END`,
  `CREATE TRIGGER template_decision_not_backwards BEFORE INSERT ON template_decision
   WHEN NEW.decision = 'approve' AND substr(NEW.decided_at, 1, 10) > (SELECT effective_from FROM template_edition WHERE id = NEW.edition_id)
   BEGIN SELECT RAISE(ABORT, 'V5: a wording does not take effect before it is approved'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
