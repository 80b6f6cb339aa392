import { sql, type Kysely } from "kysely";

/**
 * 报请确定: the referral, what became of it, its answer. An answer leads back to 专门审查 of the same review, so stages
 * are decided in rounds: `review.round` counts the referrals that ended, decisions and opinions of 专门审查 and later
 * stages stand only in the round of the review, and one person may decide the same stage again in a later one.
 */
const holds = (account: string, roles: string) =>
  `EXISTS (SELECT 1 FROM account_role WHERE account_id = ${account} AND role IN (${roles}))`;
const drafters = (review: string) =>
  `SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = ${review}
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = ${review}`;
const smallUnit = "(SELECT json_extract(settings,'$.leaderMayHeadUnit') FROM organisation WHERE id = 1) IS 1";
const behind = (alias: string) =>
  `SELECT ${alias}.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = ${alias}.delegation_id AND g.kind = 'deputy'`;
const roundOf = (review: string) => `(SELECT round FROM review WHERE id = ${review})`;
const never = (table: string, words: string) => [
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: ${words} never changes'); END`,
  `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: ${words} is never deleted'); END`,
];
const inItsRound = (table: string) =>
  `CREATE TRIGGER ${table}_in_its_round BEFORE INSERT ON ${table}
   WHEN NEW.round IS NOT ${roundOf("NEW.review_id")}
   BEGIN SELECT RAISE(ABORT, 'V3: the review is in another round'); END`;
const releasing = "('disclose','discloseRedacted','disclosePartial','discloseTargeted')";
const lastJoinAnswer = (standing: string) =>
  `(SELECT a.answer FROM aggregation_answer a WHERE a.join_id = j.id
     AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = j.review_id AND o.round = ${roundOf("j.review_id")}
       AND o.person_id = a.person_id AND o.id IS NOT ${standing})
   ORDER BY a.id DESC LIMIT 1)`;
const decided = (review: string) =>
  `(SELECT d.id FROM standing_decision d WHERE d.review_id = ${review} AND d.stage = 'confidentialityCheck')`;
/** The last answer that determined something; a later one of a higher organ takes its place. */
const lastAnswer = (review: string) =>
  `(SELECT a.answer FROM referral f JOIN referral_answer a ON a.referral_id = f.id
    WHERE f.review_id = ${review} AND a.answer <> 'noAuthority' ORDER BY f.seq DESC LIMIT 1)`;
const ended = (alias: string) =>
  `(EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = ${alias}.id)
    OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = ${alias}.id AND s.step = 'withdrawn'))`;
const handled = "'confidentialityReviewer','disclosureOffice','leader'";
/** Recorded by the reviewer, the office or the leader, in their own name, never by who drafted the item. */
const byItsPeople = (review: string) =>
  `NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT ${holds("NEW.account_id", handled)} OR NEW.person_id IN (${drafters(review)})`;
const reviewOf = "(SELECT f.review_id FROM referral f WHERE f.id = NEW.referral_id)";

/** Tables that get a round, in the order their rows depend on each other, with the triggers that change. */
const rounds = [
  {
    table: "stage_decision",
    create: `CREATE TABLE stage_decision (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL CHECK (stage IN ('selfCheck','unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    decision TEXT NOT NULL CHECK (decision IN ('agree','return','refer')),
    conclusion TEXT,
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    content_digest TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    delegation_id TEXT REFERENCES delegation(id),
    envelope BLOB NOT NULL,
    decided_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    UNIQUE (review_id, stage, round)
  ) STRICT`,
    changed: [
      "stage_decision_one_stage_a_person",
      "stage_decision_of_two_opinions",
      "stage_decision_joins_accepted",
      "stage_decision_elsewhere_was_asked_for",
    ],
  },
  {
    table: "review_opinion",
    create: `CREATE TABLE review_opinion (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    review_id TEXT NOT NULL REFERENCES review(id),
    decision TEXT NOT NULL CHECK (decision IN ('agree','return','refer')),
    conclusion TEXT NOT NULL,
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    content_digest TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    delegation_id TEXT REFERENCES delegation(id),
    envelope BLOB NOT NULL,
    given_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    UNIQUE (review_id, person_id, round)
  ) STRICT`,
    changed: ["review_opinion_where_two_are_needed", "review_opinion_by_another"],
  },
  {
    table: "opinion_dispute",
    create: `CREATE TABLE opinion_dispute (
    review_id TEXT NOT NULL REFERENCES review(id),
    passages TEXT NOT NULL CHECK (json_valid(passages)),
    found_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    PRIMARY KEY (review_id, round)
  ) STRICT, WITHOUT ROWID`,
    changed: ["opinion_dispute_of_two"],
  },
  {
    table: "opinion_settlement",
    create: `CREATE TABLE opinion_settlement (
    review_id TEXT NOT NULL,
    opinion_id TEXT NOT NULL UNIQUE REFERENCES review_opinion(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    settled_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    PRIMARY KEY (review_id, round),
    FOREIGN KEY (review_id, round) REFERENCES opinion_dispute(review_id, round)
  ) STRICT, WITHOUT ROWID`,
    changed: ["opinion_settlement_by_whom"],
  },
  {
    table: "reviewed_block",
    create: `CREATE TABLE reviewed_block (
    review_id TEXT NOT NULL REFERENCES review(id),
    position INTEGER NOT NULL CHECK (position >= 0),
    block_digest TEXT NOT NULL CHECK (length(block_digest) = 64),
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    PRIMARY KEY (review_id, position, round)
  ) STRICT, WITHOUT ROWID`,
    changed: ["reviewed_block_needs_decision"],
  },
  {
    table: "review_request",
    create: `CREATE TABLE review_request (
    package_id TEXT PRIMARY KEY REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL CHECK (stage IN ('unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    content_digest TEXT NOT NULL,
    to_person_id TEXT NOT NULL REFERENCES remote_person(person_id),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    sent_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    UNIQUE (review_id, stage, to_person_id, round)
  ) STRICT`,
    changed: [],
  },
  {
    // As it is; it refers to two tables that are made anew.
    table: "review_request_answer",
    create: undefined,
    changed: [],
  },
] as const;

const referrals = [
  `CREATE TABLE referral (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    review_id TEXT NOT NULL REFERENCES review(id),
    round INTEGER NOT NULL,
    content_digest TEXT NOT NULL,
    decision_id TEXT NOT NULL REFERENCES stage_decision(id),
    follows TEXT UNIQUE REFERENCES referral(id),
    question TEXT NOT NULL CHECK (question IN ('stateSecret','disclosure')),
    organ_kind TEXT NOT NULL CHECK (organ_kind IN ('competentOrgan','nationalSecrecyAuthority','provincialSecrecyAuthority','localSecrecyAuthority')),
    organ TEXT NOT NULL CHECK (length(trim(organ)) > 0),
    matters TEXT NOT NULL CHECK (json_valid(matters)),
    doubt TEXT NOT NULL CHECK (length(trim(doubt)) > 0),
    protected_on TEXT NOT NULL CHECK (protected_on = date(protected_on)),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    drafted_at TEXT NOT NULL,
    CHECK (question <> 'stateSecret' OR organ_kind IN ('nationalSecrecyAuthority','provincialSecrecyAuthority'))
  ) STRICT`,
  `CREATE INDEX referral_by_review ON referral(review_id, seq)`,
  `CREATE TABLE referral_step (
    seq INTEGER PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referral(id),
    step TEXT NOT NULL CHECK (step IN ('sent','received','reminded','withdrawn')),
    on_day TEXT NOT NULL CHECK (on_day = date(on_day)),
    doc_number TEXT,
    note TEXT NOT NULL,
    follow_up_on TEXT CHECK (follow_up_on = date(follow_up_on)),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    CHECK ((step = 'sent') = (doc_number IS NOT NULL)),
    CHECK (step <> 'withdrawn' OR length(trim(note)) > 0)
  ) STRICT`,
  `CREATE INDEX referral_step_by_referral ON referral_step(referral_id, seq)`,
  `CREATE UNIQUE INDEX referral_step_once ON referral_step(referral_id, step) WHERE step <> 'reminded'`,
  `CREATE UNIQUE INDEX referral_step_number ON referral_step(doc_number) WHERE doc_number IS NOT NULL`,
  `CREATE TABLE referral_answer (
    referral_id TEXT PRIMARY KEY REFERENCES referral(id),
    content_digest TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('open','partly','closed','secret','noAuthority')),
    organ TEXT NOT NULL CHECK (length(trim(organ)) > 0),
    doc_number TEXT NOT NULL CHECK (length(trim(doc_number)) > 0),
    answered_on TEXT NOT NULL CHECK (answered_on = date(answered_on)),
    matters TEXT NOT NULL CHECK (json_valid(matters)),
    level TEXT CHECK (level IN ('topSecret','highlySecret','secret')),
    period TEXT CHECK (json_valid(period)),
    note TEXT NOT NULL,
    scan_digest TEXT REFERENCES blob(digest),
    scan_name TEXT,
    kept_at TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    CHECK ((answer = 'secret') = (level IS NOT NULL) AND (level IS NULL) = (period IS NULL)),
    CHECK ((scan_digest IS NULL) = (scan_name IS NULL)),
    CHECK (scan_digest IS NOT NULL OR length(trim(kept_at)) > 0)
  ) STRICT, WITHOUT ROWID`,
  ...never("referral_step", "a step of a referral"),
  ...never("referral_answer", "an answer"),
  `CREATE TRIGGER referral_no_delete BEFORE DELETE ON referral
   BEGIN SELECT RAISE(ABORT, 'V5: a referral is never deleted'); END`,
  `CREATE TRIGGER referral_fixed_once_sent BEFORE UPDATE ON referral
   WHEN EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = OLD.id) OR EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = OLD.id)
     OR NEW.seq IS NOT OLD.seq OR NEW.id IS NOT OLD.id OR NEW.review_id IS NOT OLD.review_id OR NEW.round IS NOT OLD.round
     OR NEW.content_digest IS NOT OLD.content_digest OR NEW.decision_id IS NOT OLD.decision_id OR NEW.follows IS NOT OLD.follows
     OR NEW.account_id IS NOT OLD.account_id OR NEW.person_id IS NOT OLD.person_id OR NEW.drafted_at IS NOT OLD.drafted_at
   BEGIN SELECT RAISE(ABORT, 'V5: a referral that was sent never changes, nor what it is about'); END`,
  `CREATE TRIGGER referral_of_a_waiting_review BEFORE INSERT ON referral
   WHEN NOT EXISTS (SELECT 1 FROM review r JOIN stage_decision d ON d.review_id = r.id
     WHERE r.id = NEW.review_id AND r.state = 'referred' AND r.round = NEW.round AND r.content_digest = NEW.content_digest
       AND d.id = NEW.decision_id AND d.decision = 'refer' AND d.round = NEW.round)
   BEGIN SELECT RAISE(ABORT, 'V3: a referral is of the bytes a review waits with'); END`,
  `CREATE TRIGGER referral_one_at_a_time BEFORE INSERT ON referral
   WHEN EXISTS (SELECT 1 FROM referral f WHERE f.review_id = NEW.review_id AND f.round = NEW.round AND NOT ${ended("f")})
     OR (NEW.follows IS NOT NULL AND NEW.follows IS NOT (SELECT f.id FROM referral f JOIN referral_answer a ON a.referral_id = f.id
       WHERE f.review_id = NEW.review_id AND f.round = NEW.round AND a.answer = 'noAuthority' ORDER BY f.seq DESC LIMIT 1))
   BEGIN SELECT RAISE(ABORT, 'V2: one question at a time; the next one follows an organ without authority'); END`,
  `CREATE TRIGGER referral_by_its_people BEFORE INSERT ON referral
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NEW.person_id IN (${drafters("NEW.review_id")})
     OR NOT (${holds("NEW.account_id", handled)}
       OR (NEW.follows IS NULL AND NEW.person_id IS (SELECT person_id FROM stage_decision WHERE id = NEW.decision_id)))
   BEGIN SELECT RAISE(ABORT, 'V4: a referral is drafted by who decided it, the reviewer, the office or the leader'); END`,
  `CREATE TRIGGER referral_step_by_its_people BEFORE INSERT ON referral_step
   WHEN ${byItsPeople(reviewOf)}
   BEGIN SELECT RAISE(ABORT, 'V4: a referral is carried on by the reviewer, the office or the leader, never by the drafter'); END`,
  `CREATE TRIGGER referral_step_in_order BEFORE INSERT ON referral_step
   WHEN (SELECT ${ended("f")} FROM referral f WHERE f.id = NEW.referral_id)
     OR (NEW.step IN ('received','reminded') AND NOT EXISTS (
       SELECT 1 FROM referral_step s WHERE s.referral_id = NEW.referral_id AND s.step = 'sent' AND s.on_day <= NEW.on_day))
     OR NOT EXISTS (SELECT 1 FROM referral f JOIN review r ON r.id = f.review_id
       WHERE f.id = NEW.referral_id AND r.state = 'referred' AND r.round = f.round AND r.content_digest = f.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V3: the review does not wait for this referral, or it was not sent'); END`,
  `CREATE TRIGGER referral_answer_by_its_people BEFORE INSERT ON referral_answer
   WHEN ${byItsPeople(reviewOf)}
   BEGIN SELECT RAISE(ABORT, 'V4: an answer is entered by the reviewer, the office or the leader, never by the drafter'); END`,
  `CREATE TRIGGER referral_answer_to_what_was_sent BEFORE INSERT ON referral_answer
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM referral WHERE id = NEW.referral_id)
     OR (NEW.answer = 'secret' AND (SELECT question FROM referral WHERE id = NEW.referral_id) <> 'stateSecret')
     OR NOT EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = NEW.referral_id AND s.step = 'sent' AND s.on_day <= NEW.answered_on)
     OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = NEW.referral_id AND s.step = 'withdrawn')
   BEGIN SELECT RAISE(ABORT, 'V3: an answer is to a referral that was sent, about its bytes'); END`,
];

const changedTriggers = [
  inItsRound("stage_decision"),
  inItsRound("review_opinion"),
  inItsRound("opinion_dispute"),
  inItsRound("opinion_settlement"),
  inItsRound("reviewed_block"),
  inItsRound("review_request"),
  `CREATE TRIGGER stage_decision_elsewhere_was_asked_for BEFORE INSERT ON stage_decision
   WHEN EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.person_id)
     AND NOT EXISTS (SELECT 1 FROM review_request q WHERE q.review_id = NEW.review_id AND q.stage = NEW.stage AND q.round = NEW.round
       AND q.to_person_id = NEW.person_id AND q.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V1: who reviews elsewhere decides only what was asked'); END`,
  `CREATE TRIGGER stage_decision_one_stage_a_person BEFORE INSERT ON stage_decision
   WHEN EXISTS (
     SELECT 1 FROM stage_decision d LEFT JOIN delegation g ON g.id = d.delegation_id
       LEFT JOIN delegation mine ON mine.id = NEW.delegation_id
     WHERE d.review_id = NEW.review_id
       AND NOT (d.stage = NEW.stage AND d.round < NEW.round)
       AND (NEW.person_id IN (d.person_id, CASE WHEN g.kind = 'deputy' THEN g.from_person_id END)
         OR (mine.kind = 'deputy' AND mine.from_person_id IN (d.person_id, CASE WHEN g.kind = 'deputy' THEN g.from_person_id END)))
       AND NOT (${smallUnit} AND d.delegation_id IS NULL AND NEW.delegation_id IS NULL
         AND d.stage = 'unitHeadReview' AND NEW.stage = 'leaderApproval'))
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END`,
  `CREATE TRIGGER stage_decision_of_two_opinions BEFORE INSERT ON stage_decision
   WHEN NEW.stage = 'confidentialityCheck' AND NEW.decision <> 'refer'
     AND EXISTS (SELECT 1 FROM review_risk k WHERE k.review_id = NEW.review_id AND k.second_required = 1)
     AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.id = NEW.id AND o.review_id = NEW.review_id AND o.round = NEW.round
       AND o.person_id = NEW.person_id AND o.account_id = NEW.account_id AND o.decision = NEW.decision
       AND o.conclusion IS NEW.conclusion AND o.envelope = NEW.envelope AND o.delegation_id IS NEW.delegation_id
       AND (EXISTS (SELECT 1 FROM review_opinion other WHERE other.review_id = o.review_id AND other.round = o.round AND other.id <> o.id
             AND other.decision = o.decision AND other.conclusion = o.conclusion)
         OR EXISTS (SELECT 1 FROM opinion_settlement s WHERE s.opinion_id = o.id)))
   BEGIN SELECT RAISE(ABORT, 'V4: this review needs two opinions that agree, or a settlement'); END`,
  `CREATE TRIGGER stage_decision_joins_accepted BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','leaderApproval')
     AND NEW.conclusion IN ${releasing} AND EXISTS (
     SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
       AND ${lastJoinAnswer(`COALESCE(${decided("NEW.review_id")}, NEW.id)`)} IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END`,
  `CREATE TRIGGER stage_decision_follows_the_answer BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','leaderApproval') AND NEW.conclusion IN ${releasing}
     AND ${lastAnswer("NEW.review_id")} IN ('partly','closed','secret')
   BEGIN SELECT RAISE(ABORT, 'V1: the organ that was asked does not allow it'); END`,
  `CREATE TRIGGER review_opinion_where_two_are_needed BEFORE INSERT ON review_opinion
   WHEN NOT EXISTS (SELECT 1 FROM review r JOIN review_risk k ON k.review_id = r.id AND k.second_required = 1
       WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'confidentialityCheck')
     OR (SELECT count(*) FROM review_opinion WHERE review_id = NEW.review_id AND round = NEW.round) >= 2
   BEGIN SELECT RAISE(ABORT, 'V2: two opinions on the confidentiality check of an open review, no more'); END`,
  `CREATE TRIGGER review_opinion_by_another BEFORE INSERT ON review_opinion
   WHEN EXISTS (SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id) me
     WHERE me.p IN (${drafters("NEW.review_id")}))
     OR EXISTS (SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id AND g.kind = 'deputy') me
       WHERE EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.round AND me.p IN (${behind("o")}))
         OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id
           AND NOT (d.stage = 'confidentialityCheck' AND d.round < NEW.round) AND me.p IN (${behind("d")})))
   BEGIN SELECT RAISE(ABORT, 'V4: two opinions come from two persons who drafted nothing and decided nothing'); END`,
  `CREATE TRIGGER opinion_dispute_of_two BEFORE INSERT ON opinion_dispute
   WHEN (SELECT count(DISTINCT o.decision || ' ' || o.conclusion) FROM review_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.round) < 2
   BEGIN SELECT RAISE(ABORT, 'V2: no two opinions that differ'); END`,
  `CREATE TRIGGER opinion_settlement_by_whom BEFORE INSERT ON opinion_settlement
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT ${holds("NEW.account_id", "'disclosureOffice','leader'")}
     OR NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.id = NEW.opinion_id AND o.review_id = NEW.review_id AND o.round = NEW.round)
     OR NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'confidentialityCheck')
     OR NEW.person_id IN (${drafters("NEW.review_id")})
     OR EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND NEW.person_id IN (${behind("o")}))
     OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id AND NEW.person_id IN (${behind("d")}))
   BEGIN SELECT RAISE(ABORT, 'V4: which opinion stands says the office or the leader, never who drafted, decided or gave one'); END`,
  `CREATE TRIGGER reviewed_block_needs_decision BEFORE INSERT ON reviewed_block
   WHEN NOT EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id AND d.round = NEW.round
     AND d.stage = 'confidentialityCheck' AND d.decision <> 'refer')
   BEGIN SELECT RAISE(ABORT, 'V2: a block counts as reviewed only by a decision of the confidentiality check'); END`,
  `DROP TRIGGER review_assignment_not_to_who_gave_an_opinion`,
  `CREATE TRIGGER review_assignment_not_to_who_gave_an_opinion BEFORE INSERT ON review_assignment
   WHEN EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND NEW.to_person_id IN (${behind("o")})
     AND NOT (NEW.stage = 'confidentialityCheck' AND o.round < ${roundOf("NEW.review_id")}))
   BEGIN SELECT RAISE(ABORT, 'V4: an item is assigned to somebody who may decide its stage'); END`,
  `DROP TRIGGER review_approved_only_by_stages`,
  `CREATE TRIGGER review_approved_only_by_stages BEFORE UPDATE OF state ON review
   WHEN NEW.state IN ('approved','used') AND EXISTS (
     SELECT 1 FROM json_each(OLD.stage_path) s WHERE NOT EXISTS (
       SELECT 1 FROM standing_decision d WHERE d.review_id = OLD.id AND d.stage = s.value AND d.decision = 'agree' AND d.content_digest = OLD.content_digest))
   BEGIN SELECT RAISE(ABORT, 'V1: approved only when every stage agreed to this digest'); END`,
  `DROP TRIGGER review_stage_moves_with_decisions`,
  `CREATE TRIGGER review_stage_moves_with_decisions BEFORE UPDATE OF current_stage ON review
   WHEN NEW.current_stage IS NOT NULL AND NEW.current_stage IS NOT OLD.current_stage AND EXISTS (
     SELECT 1 FROM json_each(OLD.stage_path) s
     WHERE s.key < (SELECT key FROM json_each(OLD.stage_path) WHERE value = NEW.current_stage)
       AND NOT EXISTS (SELECT 1 FROM standing_decision d WHERE d.review_id = OLD.id AND d.stage = s.value AND d.decision = 'agree'))
   BEGIN SELECT RAISE(ABORT, 'V3: no stage is skipped'); END`,
  `CREATE TRIGGER review_refers_by_a_decision BEFORE UPDATE OF state ON review
   WHEN NEW.state = 'referred' AND OLD.state <> 'referred' AND NOT EXISTS (
     SELECT 1 FROM stage_decision d WHERE d.review_id = OLD.id AND d.round = OLD.round AND d.decision = 'refer' AND d.content_digest = OLD.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V2: a review waits for an organ only by the decision of a stage'); END`,
  `CREATE TRIGGER review_waits_for_its_answer BEFORE UPDATE OF state ON review
   WHEN OLD.state = 'referred' AND NEW.state NOT IN ('referred','stale') AND NOT (
     (NEW.state = 'open' AND NEW.current_stage = 'confidentialityCheck' AND NEW.round = OLD.round + 1
       AND EXISTS (SELECT 1 FROM referral f WHERE f.review_id = OLD.id AND f.round = OLD.round AND f.content_digest = OLD.content_digest
         AND (EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = f.id AND a.content_digest = OLD.content_digest AND a.answer IN ('open','partly','closed'))
           OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = f.id AND s.step = 'withdrawn')))
       AND NOT EXISTS (SELECT 1 FROM referral f WHERE f.review_id = OLD.id AND f.round = OLD.round AND NOT ${ended("f")}))
     OR (NEW.state = 'concluded' AND NEW.round = OLD.round AND EXISTS (
       SELECT 1 FROM referral f JOIN referral_answer a ON a.referral_id = f.id
       WHERE f.review_id = OLD.id AND f.round = OLD.round AND a.content_digest = OLD.content_digest AND a.answer = 'secret')))
   BEGIN SELECT RAISE(ABORT, 'V1: a review that waits for an organ goes on only with an answer about its bytes'); END`,
  `CREATE TRIGGER review_round_by_a_referral BEFORE UPDATE OF round ON review
   WHEN NEW.round IS NOT OLD.round AND NOT (OLD.state = 'referred' AND NEW.state = 'open' AND NEW.round = OLD.round + 1)
   BEGIN SELECT RAISE(ABORT, 'V3: a new round begins only when a referral has ended'); END`,
  `DROP TRIGGER publication_needs_every_stage`,
  `CREATE TRIGGER publication_needs_every_stage BEFORE INSERT ON publication
   WHEN EXISTS (
     SELECT 1 FROM review r, json_each(r.stage_path) s WHERE r.id = NEW.review_id AND NOT EXISTS (
       SELECT 1 FROM standing_decision d WHERE d.review_id = r.id AND d.stage = s.value AND d.decision = 'agree' AND d.content_digest = NEW.content_digest))
   BEGIN SELECT RAISE(ABORT, 'V1: a stage has not agreed to this digest'); END`,
  `DROP TRIGGER publication_releases_on_conclusion`,
  `CREATE TRIGGER publication_releases_on_conclusion BEFORE INSERT ON publication
   WHEN NOT EXISTS (SELECT 1 FROM standing_decision d WHERE d.review_id = NEW.review_id AND d.stage = 'leaderApproval'
     AND d.conclusion IN ${releasing})
   BEGIN SELECT RAISE(ABORT, 'V1: the conclusion does not allow a release'); END`,
  `DROP TRIGGER publication_joins_accepted`,
  `CREATE TRIGGER publication_joins_accepted BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
     AND ${lastJoinAnswer(decided("NEW.review_id"))} IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END`,
  `CREATE TRIGGER publication_follows_the_answer BEFORE INSERT ON publication
   WHEN ${lastAnswer("NEW.review_id")} IN ('partly','closed','secret')
   BEGIN SELECT RAISE(ABORT, 'V1: the organ that was asked does not allow it'); END`,
];

const run = async (db: Kysely<unknown>, statements: readonly string[]) => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

/** Makes the tables anew with their rows; their indexes and the triggers that do not change stand again word for word. */
async function giveRounds(db: Kysely<unknown>): Promise<void> {
  const names = rounds.map(({ table }) => `'${table}'`).join(",");
  const changed = rounds.flatMap((each) => each.changed.map((name) => `'${name}'`)).join(",");
  const kept = await sql
    .raw<{ sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE type IN ('index','trigger') AND sql IS NOT NULL
         AND tbl_name IN (${names}) AND name NOT IN (${changed}) ORDER BY rowid`,
    )
    .execute(db);
  const asBefore = new Map<string, string>();
  for (const { table } of rounds) {
    const found = await sql
      .raw<{ sql: string }>(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '${table}'`)
      .execute(db);
    asBefore.set(table, found.rows[0]?.sql ?? "");
    await run(db, [`CREATE TABLE ${table}_kept AS SELECT * FROM ${table}`]);
  }
  for (const { table } of rounds.toReversed()) await run(db, [`DROP TABLE ${table}`]);
  for (const { table, create } of rounds) {
    const columns = await sql
      .raw<{ name: string }>(`SELECT name FROM pragma_table_info('${table}_kept')`)
      .execute(db);
    const list = columns.rows.map(({ name }) => name).join(",");
    await run(db, [
      create ?? asBefore.get(table) ?? "",
      `INSERT INTO ${table} (${list}) SELECT ${list} FROM ${table}_kept`,
      `DROP TABLE ${table}_kept`,
    ]);
  }
  await run(
    db,
    kept.rows.map((row) => row.sql),
  );
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await run(db, [`ALTER TABLE review ADD COLUMN round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0)`]);
  await giveRounds(db);
  await run(db, [
    `CREATE VIEW standing_decision AS SELECT d.* FROM stage_decision d JOIN review r ON r.id = d.review_id
     WHERE d.stage IN ('selfCheck','unitHeadReview') OR d.round = r.round`,
    ...referrals,
    ...changedTriggers,
  ]);
}
