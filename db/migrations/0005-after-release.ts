import { sql, type Kysely } from "kysely";

/**
 * What follows a release: the withdrawal with a review and a package of its own, and the check after publication.
 * A withdrawal always wins (I5): once agreed to, nothing of its item is released again.
 */
const statements = [
  `CREATE TABLE withdrawal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    withdrawal_no TEXT NOT NULL UNIQUE,
    item_id TEXT NOT NULL REFERENCES item(id),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    reason TEXT NOT NULL CHECK (reason IN ('expired','superseded','error','privacy','secrecyRisk','courtDecision')),
    note TEXT NOT NULL,
    content BLOB NOT NULL,
    content_digest TEXT NOT NULL UNIQUE CHECK (length(content_digest) = 64),
    requested_by_account TEXT NOT NULL REFERENCES account(id),
    requested_by_person TEXT NOT NULL REFERENCES person(id),
    requested_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX withdrawal_by_item ON withdrawal(item_id, seq)`,
  `CREATE TABLE withdrawal_decision (
    id TEXT PRIMARY KEY,
    withdrawal_id TEXT NOT NULL UNIQUE REFERENCES withdrawal(id),
    decision TEXT NOT NULL CHECK (decision IN ('agree','return')),
    stage TEXT NOT NULL CHECK (stage IN ('confidentialityCheck','leaderApproval')),
    note TEXT NOT NULL,
    content_digest TEXT NOT NULL,
    envelope BLOB NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    package_id TEXT UNIQUE REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    decided_at TEXT NOT NULL,
    CHECK ((decision = 'agree') = (package_id IS NOT NULL)),
    CHECK (decision = 'agree' OR length(trim(note)) > 0)
  ) STRICT`,
  `CREATE TABLE post_check (
    id TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publication(id),
    result TEXT NOT NULL CHECK (result IN ('same','differs')),
    points TEXT NOT NULL CHECK (json_valid(points)),
    place TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    checked_at TEXT NOT NULL,
    CHECK (result = 'same' OR length(trim(note)) > 0)
  ) STRICT`,
  `CREATE INDEX post_check_by_publication ON post_check(publication_id, checked_at)`,

  `CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal
   BEGIN SELECT RAISE(ABORT, 'V5: a request to withdraw never changes'); END`,
  `CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal
   BEGIN SELECT RAISE(ABORT, 'V5: a request to withdraw is never deleted'); END`,
  `CREATE TRIGGER withdrawal_decision_no_update BEFORE UPDATE ON withdrawal_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END`,
  `CREATE TRIGGER withdrawal_decision_no_delete BEFORE DELETE ON withdrawal_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END`,
  `CREATE TRIGGER post_check_no_update BEFORE UPDATE ON post_check
   BEGIN SELECT RAISE(ABORT, 'V5: checks never change'); END`,
  `CREATE TRIGGER post_check_no_delete BEFORE DELETE ON post_check
   BEGIN SELECT RAISE(ABORT, 'V5: checks are never deleted'); END`,
  `CREATE TRIGGER withdrawal_of_what_is_out BEFORE INSERT ON withdrawal
   WHEN NOT EXISTS (SELECT 1 FROM publication p WHERE p.id = NEW.publication_id AND p.item_id = NEW.item_id AND p.withdrawn_at IS NULL)
     OR EXISTS (SELECT 1 FROM withdrawal w WHERE w.item_id = NEW.item_id
       AND NOT EXISTS (SELECT 1 FROM withdrawal_decision d WHERE d.withdrawal_id = w.id))
   BEGIN SELECT RAISE(ABORT, 'V2: one open withdrawal of something that is out'); END`,
  `CREATE TRIGGER withdrawal_decision_covers_digest BEFORE INSERT ON withdrawal_decision
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM withdrawal WHERE id = NEW.withdrawal_id)
   BEGIN SELECT RAISE(ABORT, 'V2: a review of a withdrawal covers its digest'); END`,
  `CREATE TRIGGER withdrawal_decision_by_another BEFORE INSERT ON withdrawal_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id
       AND role = CASE NEW.stage WHEN 'leaderApproval' THEN 'leader' ELSE 'confidentialityReviewer' END)
     OR NEW.person_id IN (SELECT requested_by_person FROM withdrawal WHERE id = NEW.withdrawal_id)
     OR NEW.person_id IN (SELECT v.created_by_person FROM withdrawal w JOIN publication p ON p.id = w.publication_id
       JOIN revision v ON v.id = p.revision_id WHERE w.id = NEW.withdrawal_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a withdrawal is decided by the reviewer or the leader, never by who asked or drafted'); END`,
  `CREATE TRIGGER outbox_withdraw_needs_its_review BEFORE INSERT ON outbox
   WHEN NEW.kind = 'withdraw' AND NOT EXISTS (
     SELECT 1 FROM withdrawal_decision d JOIN withdrawal w ON w.id = d.withdrawal_id
     WHERE d.package_id = NEW.package_id AND d.decision = 'agree' AND w.item_id = NEW.object_id)
   BEGIN SELECT RAISE(ABORT, 'V1: no agreed withdrawal stands behind this package'); END`,
  `CREATE TRIGGER publication_withdrawn_by_review BEFORE UPDATE OF withdrawn_at ON publication
   WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NOT EXISTS (
     SELECT 1 FROM withdrawal w JOIN withdrawal_decision d ON d.withdrawal_id = w.id
     WHERE w.item_id = NEW.item_id AND d.decision = 'agree' AND d.decided_at = NEW.withdrawn_at)
   BEGIN SELECT RAISE(ABORT, 'V1: taken down only by a reviewed withdrawal, and for good'); END`,
  `CREATE TRIGGER publication_not_after_withdrawal BEFORE INSERT ON publication
   WHEN NEW.withdrawn_at IS NOT NULL OR EXISTS (
     SELECT 1 FROM withdrawal w JOIN withdrawal_decision d ON d.withdrawal_id = w.id
     WHERE w.item_id = NEW.item_id AND d.decision = 'agree')
   BEGIN SELECT RAISE(ABORT, 'V1: the item was withdrawn; withdrawing always wins'); END`,
  `CREATE TRIGGER post_check_by_drafter_or_reviewer BEFORE INSERT ON post_check
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id
       AND role IN ('drafter','confidentialityReviewer','disclosureOffice'))
   BEGIN SELECT RAISE(ABORT, 'V4: checked by the drafter, the reviewer or the disclosure office'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
