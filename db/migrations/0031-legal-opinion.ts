import { sql, type Kysely } from "kysely";

/**
 * The legal reader's opinion on exactly one content of a letter. Letters on the grounds that go to court are issued only
 * with an agreeing newest opinion on their digest, by somebody who neither drafted nor signs them.
 */
const statements = [
  `CREATE TABLE legal_opinion (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    letter_id TEXT NOT NULL REFERENCES letter(id),
    revision_id TEXT NOT NULL REFERENCES revision(id),
    content_digest TEXT NOT NULL CHECK (length(content_digest) = 64),
    opinion TEXT NOT NULL CHECK (opinion IN ('agree','object')),
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX legal_opinion_by_letter ON legal_opinion(letter_id, seq)`,
  `CREATE TRIGGER legal_opinion_no_update BEFORE UPDATE ON legal_opinion
   BEGIN SELECT RAISE(ABORT, 'V5: an opinion never changes'); END`,
  `CREATE TRIGGER legal_opinion_no_delete BEFORE DELETE ON legal_opinion
   BEGIN SELECT RAISE(ABORT, 'V5: an opinion is never deleted'); END`,
  `CREATE TRIGGER legal_opinion_account_is_persons BEFORE INSERT ON legal_opinion
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER legal_opinion_of_this_content BEFORE INSERT ON legal_opinion
   WHEN NOT EXISTS (
     SELECT 1 FROM letter l JOIN revision v ON v.item_id = l.item_id
     WHERE l.id = NEW.letter_id AND v.id = NEW.revision_id AND v.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V1: the opinion is on no content of this letter'); END`,
  `CREATE TRIGGER legal_opinion_not_by_drafter BEFORE INSERT ON legal_opinion
   WHEN NEW.person_id = (
     SELECT i.drafter_person_id FROM letter l JOIN item i ON i.id = l.item_id WHERE l.id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a drafter never reads the own letter for the law'); END`,
  `CREATE TRIGGER legal_opinion_before_issue BEFORE INSERT ON legal_opinion
   WHEN EXISTS (SELECT 1 FROM letter_issue i WHERE i.letter_id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'V5: the letter is issued'); END`,
  `CREATE TRIGGER letter_issue_needs_legal_opinion BEFORE INSERT ON letter_issue
   WHEN EXISTS (
     SELECT 1 FROM letter l WHERE l.id = NEW.letter_id AND (
       l.template IN ('refusal-state-secret','refusal-legal-prohibition','refusal-security-stability',
         'refusal-third-party','refusal-internal-affairs','refusal-process-information','refusal-enforcement-file',
         'third-party-decision-notice','not-processed-abnormal-volume')
       OR (l.template IN ('unable-not-held','unable-not-responsible','not-processed-repeat','special-query')
         AND EXISTS (
           SELECT 1 FROM dispute d WHERE d.application_id = l.application_id AND NOT EXISTS (
             SELECT 1 FROM dispute_step s WHERE s.dispute_id = d.id AND s.kind = 'voided')))))
     AND coalesce((
       SELECT o.opinion = 'agree' AND o.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.signed_by)
       FROM legal_opinion o
       WHERE o.letter_id = NEW.letter_id AND o.content_digest = NEW.content_digest
       ORDER BY o.seq DESC LIMIT 1), 0) = 0
   BEGIN SELECT RAISE(ABORT, 'no legal reader agreed to exactly this letter'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
