import { sql, type Kysely } from "kysely";

/** 泄密处置: the incident, the releases it concerns and what was done; the record only grows (V5). It holds no content. */
const statements = [
  `CREATE INDEX revision_attachment_by_digest ON revision_attachment(digest)`,
  `CREATE INDEX export_record_by_package ON export_record(package_id)`,
  `CREATE TABLE leak (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident_no TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('stateSecret','workSecret','privacy','business')),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    discovered_at TEXT NOT NULL,
    found_how TEXT NOT NULL CHECK (length(trim(found_how)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    opened_at TEXT NOT NULL,
    CHECK (discovered_at <= opened_at)
  ) STRICT`,
  `CREATE TABLE leak_release (
    leak_id TEXT NOT NULL REFERENCES leak(id),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    link TEXT NOT NULL CHECK (link IN ('itself','sameItem','sameText','sameFile','sameFacts')),
    added_at TEXT NOT NULL,
    PRIMARY KEY (leak_id, publication_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE leak_step (
    leak_id TEXT NOT NULL REFERENCES leak(id),
    step TEXT NOT NULL CHECK (step IN ('evidenceKept','copiesAsked','reportedToAuthority','reportedToSuperior','causeFound','closed')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (leak_id, step)
  ) STRICT`,
  ...["leak", "leak_release", "leak_step"].flatMap((table) => [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak never changes'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak is never deleted'); END`,
  ]),
  `CREATE TRIGGER leak_by_its_person BEFORE INSERT ON leak
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER leak_step_by_its_person BEFORE INSERT ON leak_step
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id
       AND role IN ('confidentialityReviewer','disclosureOffice','leader'))
   BEGIN SELECT RAISE(ABORT, 'V4: steps are recorded by the reviewer, the office or the leader'); END`,
  `CREATE TRIGGER leak_step_before_the_end BEFORE INSERT ON leak_step
   WHEN EXISTS (SELECT 1 FROM leak_step s WHERE s.leak_id = NEW.leak_id AND s.step = 'closed')
   BEGIN SELECT RAISE(ABORT, 'V5: the leak is closed'); END`,
  `CREATE TRIGGER leak_closed_when_down BEFORE INSERT ON leak_step
   WHEN NEW.step = 'closed' AND (EXISTS (
     SELECT 1 FROM leak_release r JOIN publication p ON p.id = r.publication_id
     WHERE r.leak_id = NEW.leak_id AND p.withdrawn_at IS NULL AND EXISTS (
       SELECT 1 FROM withdrawal w WHERE w.item_id = p.item_id AND w.reason = 'secrecyRisk'
         AND NOT EXISTS (SELECT 1 FROM withdrawal_decision d WHERE d.withdrawal_id = w.id)))
     OR EXISTS (SELECT 1 FROM leak l JOIN publication p ON p.id = l.publication_id WHERE l.id = NEW.leak_id AND p.withdrawn_at IS NULL))
   BEGIN SELECT RAISE(ABORT, 'V1: a leak is closed only when it is down'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
