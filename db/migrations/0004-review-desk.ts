import { sql, type Kysely } from "kysely";

/**
 * The review desk: which blocks of a revision a 专门审查 has covered (as digests; a decision is still for the whole
 * revision), and notes on a passage. Notes among reviewers are never written by the drafter; both only grow (V5).
 */
const statements = [
  `CREATE TABLE reviewed_block (
    review_id TEXT NOT NULL REFERENCES review(id),
    position INTEGER NOT NULL CHECK (position >= 0),
    block_digest TEXT NOT NULL CHECK (length(block_digest) = 64),
    PRIMARY KEY (review_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX reviewed_block_by_digest ON reviewed_block(block_digest, review_id)`,
  `CREATE TRIGGER reviewed_block_needs_decision BEFORE INSERT ON reviewed_block
   WHEN NOT EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id AND d.stage = 'confidentialityCheck' AND d.decision <> 'refer')
   BEGIN SELECT RAISE(ABORT, 'V2: a block counts as reviewed only by a decision of the confidentiality check'); END`,
  `CREATE TRIGGER reviewed_block_no_update BEFORE UPDATE ON reviewed_block
   BEGIN SELECT RAISE(ABORT, 'V5: what a review covered never changes'); END`,
  `CREATE TRIGGER reviewed_block_no_delete BEFORE DELETE ON reviewed_block
   BEGIN SELECT RAISE(ABORT, 'V5: what a review covered is never deleted'); END`,

  `CREATE INDEX audit_of_import ON audit_entry(subject_id) WHERE act = 'item.imported'`,

  `CREATE TABLE review_note (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    review_id TEXT NOT NULL REFERENCES review(id),
    position INTEGER CHECK (position >= 0),
    audience TEXT NOT NULL CHECK (audience IN ('everyone','reviewers')),
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    written_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX review_note_by_review ON review_note(review_id, seq)`,
  `CREATE TRIGGER review_note_among_reviewers BEFORE INSERT ON review_note
   WHEN NEW.audience = 'reviewers' AND NEW.person_id IN (
     SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
     UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a drafter takes no part in notes among reviewers'); END`,
  `CREATE TRIGGER review_note_account_is_persons BEFORE INSERT ON review_note
   WHEN NEW.person_id <> (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER review_note_no_update BEFORE UPDATE ON review_note
   BEGIN SELECT RAISE(ABORT, 'V5: notes never change'); END`,
  `CREATE TRIGGER review_note_no_delete BEFORE DELETE ON review_note
   BEGIN SELECT RAISE(ABORT, 'V5: notes are never deleted'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
