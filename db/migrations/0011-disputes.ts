import { sql, type Kysely } from "kysely";

/**
 * Reconsideration and litigation about an answer: what came in, when it was answered, how it ended and what it teaches.
 * Append-only; one decision, nothing after it. The index finds the applications of one applicant.
 */
const statements = [
  `CREATE TABLE dispute (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('reconsideration','suitDirect','suitAfter')),
    procedure TEXT NOT NULL CHECK (procedure IN ('normal','summary')),
    application_id TEXT NOT NULL REFERENCES application(id),
    letter_id TEXT REFERENCES letter(id),
    case_no TEXT NOT NULL,
    organ TEXT NOT NULL CHECK (length(trim(organ)) > 0),
    filed_on TEXT NOT NULL,
    copy_received_on TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    CHECK (filed_on <= copy_received_on)
  ) STRICT`,
  `CREATE INDEX dispute_by_application ON dispute(application_id, seq)`,
  `CREATE INDEX dispute_by_filing ON dispute(filed_on, seq)`,
  `CREATE TABLE dispute_step (
    id TEXT PRIMARY KEY,
    dispute_id TEXT NOT NULL REFERENCES dispute(id),
    kind TEXT NOT NULL CHECK (kind IN ('answered','decided','voided')),
    on_day TEXT NOT NULL,
    received_on TEXT,
    decision TEXT CHECK (decision IN ('maintained','claimRejected','revoked','changed','unlawful','ordered','mediated','withdrawn','notAccepted')),
    reason TEXT CHECK (reason IN ('late','searchNotProven','groundWrong','reasonsMissing','notSeparated','thirdPartyNotAsked','contentMisread','correctionImproper','reliefWrong','serviceInvalid','notOurMatter','other')),
    lesson TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (dispute_id, kind),
    CHECK ((kind = 'decided') = (decision IS NOT NULL)),
    CHECK (decision IS NULL OR decision NOT IN ('revoked','changed','unlawful','ordered')
      OR (reason IS NOT NULL AND length(trim(lesson)) > 0)),
    CHECK (kind <> 'voided' OR length(trim(note)) > 0)
  ) STRICT`,
  `CREATE TRIGGER dispute_no_update BEFORE UPDATE ON dispute
   BEGIN SELECT RAISE(ABORT, 'V5: what came in from reconsideration or court never changes'); END`,
  `CREATE TRIGGER dispute_no_delete BEFORE DELETE ON dispute
   BEGIN SELECT RAISE(ABORT, 'V5: disputes are not deleted'); END`,
  `CREATE TRIGGER dispute_of_its_letter BEFORE INSERT ON dispute
   WHEN NEW.letter_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM letter l JOIN letter_issue s ON s.letter_id = l.id
     WHERE l.id = NEW.letter_id AND l.application_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'V5: a dispute is about a signed letter of its application'); END`,
  `CREATE TRIGGER dispute_step_no_update BEFORE UPDATE ON dispute_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END`,
  `CREATE TRIGGER dispute_step_no_delete BEFORE DELETE ON dispute_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END`,
  `CREATE TRIGGER dispute_step_until_decided BEFORE INSERT ON dispute_step
   WHEN EXISTS (SELECT 1 FROM dispute_step WHERE dispute_id = NEW.dispute_id AND kind IN ('decided','voided'))
   BEGIN SELECT RAISE(ABORT, 'V5: a dispute that ended stays ended'); END`,
  `CREATE INDEX application_by_applicant ON application(applicant_name_cache, seq)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
