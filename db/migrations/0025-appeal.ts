import { sql, type Kysely } from "kysely";

/**
 * 二审: the second instance of a suit, with its own receipt, answer and decision. One at a time for a decided suit;
 * append-only (V5). A judgment against the organ keeps its reason and its lesson.
 */
const corrected = "('revoked','changed','unlawful','ordered')";
const statements = [
  `CREATE TABLE appeal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    dispute_id TEXT NOT NULL REFERENCES dispute(id),
    appellant TEXT NOT NULL CHECK (appellant IN ('applicant','organ','both')),
    court TEXT NOT NULL CHECK (length(trim(court)) > 0),
    case_no TEXT NOT NULL,
    appealed_on TEXT NOT NULL,
    copy_received_on TEXT,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    CHECK (appellant = 'organ' OR copy_received_on IS NOT NULL),
    CHECK (copy_received_on IS NULL OR appealed_on <= copy_received_on)
  ) STRICT`,
  `CREATE INDEX appeal_by_dispute ON appeal(dispute_id, seq)`,
  `CREATE TABLE appeal_step (
    id TEXT PRIMARY KEY,
    appeal_id TEXT NOT NULL REFERENCES appeal(id),
    kind TEXT NOT NULL CHECK (kind IN ('answered','decided','retried','voided')),
    on_day TEXT NOT NULL,
    received_on TEXT,
    decision TEXT CHECK (decision IN ('upheld','changed','remanded','withdrawn')),
    new_decision TEXT CHECK (new_decision IN ('claimRejected','revoked','changed','unlawful','ordered','mediated','withdrawn','notAccepted')),
    reason TEXT CHECK (reason IN ('late','searchNotProven','groundWrong','reasonsMissing','notSeparated','thirdPartyNotAsked','contentMisread','correctionImproper','reliefWrong','serviceInvalid','notOurMatter','other')),
    lesson TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (appeal_id, kind),
    CHECK ((kind = 'decided') = (decision IS NOT NULL)),
    CHECK ((new_decision IS NOT NULL) = (kind = 'retried' OR (kind = 'decided' AND decision = 'changed'))),
    CHECK (new_decision IS NULL OR new_decision NOT IN ${corrected}
      OR (reason IS NOT NULL AND length(trim(lesson)) > 0)),
    CHECK (kind <> 'voided' OR length(trim(note)) > 0)
  ) STRICT`,
  `CREATE TRIGGER appeal_of_a_decided_suit BEFORE INSERT ON appeal
   WHEN NOT EXISTS (
     SELECT 1 FROM dispute d JOIN dispute_step s ON s.dispute_id = d.id AND s.kind = 'decided'
     WHERE d.id = NEW.dispute_id AND d.kind <> 'reconsideration')
   BEGIN SELECT RAISE(ABORT, 'V5: only a decided suit has a second instance'); END`,
  `CREATE TRIGGER appeal_one_at_a_time BEFORE INSERT ON appeal
   WHEN EXISTS (SELECT 1 FROM appeal a WHERE a.dispute_id = NEW.dispute_id
     AND NOT EXISTS (SELECT 1 FROM appeal_step s WHERE s.appeal_id = a.id AND s.kind = 'voided'))
   BEGIN SELECT RAISE(ABORT, 'V5: a suit has one second instance'); END`,
  `CREATE TRIGGER appeal_no_update BEFORE UPDATE ON appeal
   BEGIN SELECT RAISE(ABORT, 'V5: what came in from court never changes'); END`,
  `CREATE TRIGGER appeal_no_delete BEFORE DELETE ON appeal
   BEGIN SELECT RAISE(ABORT, 'V5: appeals are not deleted'); END`,
  `CREATE TRIGGER appeal_step_until_decided BEFORE INSERT ON appeal_step
   WHEN NEW.kind <> 'retried'
     AND EXISTS (SELECT 1 FROM appeal_step WHERE appeal_id = NEW.appeal_id AND kind IN ('decided','voided'))
   BEGIN SELECT RAISE(ABORT, 'V5: an appeal that ended stays ended'); END`,
  `CREATE TRIGGER appeal_step_retried_after_remand BEFORE INSERT ON appeal_step
   WHEN NEW.kind = 'retried'
     AND NOT EXISTS (SELECT 1 FROM appeal_step WHERE appeal_id = NEW.appeal_id AND decision = 'remanded')
   BEGIN SELECT RAISE(ABORT, 'V5: a new judgment comes only after the case was sent back'); END`,
  `CREATE TRIGGER appeal_step_no_update BEFORE UPDATE ON appeal_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END`,
  `CREATE TRIGGER appeal_step_no_delete BEFORE DELETE ON appeal_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
