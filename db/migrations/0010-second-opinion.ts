import { sql, type Kysely } from "kysely";

/**
 * Risk decides the path: a review at or above the threshold needs two opinions at 专门审查 before its decision; two that
 * differ need somebody to say which one stands. The triggers that held decisions to the answers about joins stand
 * again (0007 made `stage_decision` anew), and count the answers of the opinion that stands.
 */
const holds = (account: string, roles: string) =>
  `EXISTS (SELECT 1 FROM account_role WHERE account_id = ${account} AND role IN (${roles}))`;
const drafters = (review: string) =>
  `SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = ${review}
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = ${review}`;
/** A confirmed delegation of 专门审查 that covers the moment; days are those of Beijing. */
const lentInForce = (which: string, personId: string, review: string, at: string) =>
  `EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE ${which} AND g.stage = 'confidentialityCheck' AND g.to_person_id = ${personId}
       AND (g.review_id IS NULL OR g.review_id = ${review})
       AND date(${at}, '+8 hours') BETWEEN g.first_day AND g.last_day AND c.decided_at <= ${at}
       AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id)
       AND (g.kind = 'emergency' OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id
         WHERE a.person_id = g.from_person_id AND ar.role = 'confidentialityReviewer')))`;
const never = (table: string, words: string) => [
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: ${words} never changes'); END`,
  `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: ${words} is never deleted'); END`,
];
/** The people behind an opinion or a decision: who gave it, and who lent the right as its holder. */
const behind = (alias: string) =>
  `SELECT ${alias}.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = ${alias}.delegation_id AND g.kind = 'deputy'`;
const lastJoinAnswer = (standing: string) =>
  `(SELECT a.answer FROM aggregation_answer a WHERE a.join_id = j.id
     AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = j.review_id AND o.person_id = a.person_id AND o.id IS NOT ${standing})
   ORDER BY a.id DESC LIMIT 1)`;
const decided = (review: string) =>
  `(SELECT d.id FROM stage_decision d WHERE d.review_id = ${review} AND d.stage = 'confidentialityCheck')`;

const statements = [
  `CREATE TABLE review_risk (
    review_id TEXT PRIMARY KEY REFERENCES review(id),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    threshold INTEGER NOT NULL CHECK (threshold BETWEEN 1 AND 101),
    second_required INTEGER NOT NULL CHECK (second_required = (score >= threshold)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    rules_version TEXT NOT NULL,
    assessed_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE review_opinion (
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
    UNIQUE (review_id, person_id)
  ) STRICT`,
  `CREATE TABLE opinion_dispute (
    review_id TEXT PRIMARY KEY REFERENCES review(id),
    passages TEXT NOT NULL CHECK (json_valid(passages)),
    found_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE opinion_settlement (
    review_id TEXT PRIMARY KEY REFERENCES opinion_dispute(review_id),
    opinion_id TEXT NOT NULL UNIQUE REFERENCES review_opinion(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    settled_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  ...never("review_risk", "an assessed risk"),
  ...never("review_opinion", "an opinion"),
  ...never("opinion_dispute", "a disagreement"),
  ...never("opinion_settlement", "a settlement"),
  `CREATE TRIGGER review_risk_at_the_opening BEFORE INSERT ON review_risk
   WHEN NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'selfCheck'
       AND r.opened_at = NEW.assessed_at)
     OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the risk is assessed with the opening of the review'); END`,
  `CREATE TRIGGER review_opinion_where_two_are_needed BEFORE INSERT ON review_opinion
   WHEN NOT EXISTS (SELECT 1 FROM review r JOIN review_risk k ON k.review_id = r.id AND k.second_required = 1
       WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'confidentialityCheck')
     OR (SELECT count(*) FROM review_opinion WHERE review_id = NEW.review_id) >= 2
   BEGIN SELECT RAISE(ABORT, 'V2: two opinions on the confidentiality check of an open review, no more'); END`,
  `CREATE TRIGGER review_opinion_on_reviewed_digest BEFORE INSERT ON review_opinion
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the opinion is on another digest'); END`,
  `CREATE TRIGGER review_opinion_by_a_reviewer BEFORE INSERT ON review_opinion
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR ${holds("NEW.account_id", "'systemAdmin','securityAdmin','auditAdmin'")}
     OR (NEW.delegation_id IS NULL AND NOT ${holds("NEW.account_id", "'confidentialityReviewer'")})
     OR (NEW.delegation_id IS NOT NULL AND NOT ${lentInForce("g.id = NEW.delegation_id", "NEW.person_id", "NEW.review_id", "NEW.given_at")})
   BEGIN SELECT RAISE(ABORT, 'V4: an opinion is given by a confidentiality reviewer or a deputy'); END`,
  `CREATE TRIGGER review_opinion_by_another BEFORE INSERT ON review_opinion
   WHEN EXISTS (SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id) me
     WHERE me.p IN (${drafters("NEW.review_id")}))
     OR EXISTS (SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id AND g.kind = 'deputy') me
       WHERE EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND me.p IN (${behind("o")}))
         OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id AND me.p IN (${behind("d")})))
   BEGIN SELECT RAISE(ABORT, 'V4: two opinions come from two persons who drafted nothing and decided nothing'); END`,
  `CREATE TRIGGER opinion_dispute_of_two BEFORE INSERT ON opinion_dispute
   WHEN (SELECT count(DISTINCT o.decision || ' ' || o.conclusion) FROM review_opinion o WHERE o.review_id = NEW.review_id) < 2
   BEGIN SELECT RAISE(ABORT, 'V2: no two opinions that differ'); END`,
  `CREATE TRIGGER opinion_settlement_by_whom BEFORE INSERT ON opinion_settlement
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT ${holds("NEW.account_id", "'disclosureOffice','leader'")}
     OR NEW.review_id IS NOT (SELECT review_id FROM review_opinion WHERE id = NEW.opinion_id)
     OR NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'confidentialityCheck')
     OR NEW.person_id IN (${drafters("NEW.review_id")})
     OR EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND NEW.person_id IN (${behind("o")}))
     OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id AND NEW.person_id IN (${behind("d")}))
   BEGIN SELECT RAISE(ABORT, 'V4: which opinion stands says the office or the leader, never who drafted, decided or gave one'); END`,
  `CREATE TRIGGER stage_decision_of_two_opinions BEFORE INSERT ON stage_decision
   WHEN NEW.stage = 'confidentialityCheck' AND EXISTS (SELECT 1 FROM review_risk k WHERE k.review_id = NEW.review_id AND k.second_required = 1)
     AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.id = NEW.id AND o.review_id = NEW.review_id AND o.person_id = NEW.person_id
       AND o.account_id = NEW.account_id AND o.decision = NEW.decision AND o.conclusion IS NEW.conclusion AND o.envelope = NEW.envelope
       AND o.delegation_id IS NEW.delegation_id
       AND (EXISTS (SELECT 1 FROM review_opinion other WHERE other.review_id = o.review_id AND other.id <> o.id
             AND other.decision = o.decision AND other.conclusion = o.conclusion)
         OR EXISTS (SELECT 1 FROM opinion_settlement s WHERE s.opinion_id = o.id)))
   BEGIN SELECT RAISE(ABORT, 'V4: this review needs two opinions that agree, or a settlement'); END`,
  `CREATE TRIGGER stage_decision_not_by_who_gave_an_opinion BEFORE INSERT ON stage_decision
   WHEN NEW.stage <> 'confidentialityCheck' AND EXISTS (
     SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id AND g.kind = 'deputy') me
     WHERE EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND me.p IN (${behind("o")})))
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END`,
  `CREATE TRIGGER review_assignment_not_to_who_gave_an_opinion BEFORE INSERT ON review_assignment
   WHEN EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND NEW.to_person_id IN (${behind("o")}))
   BEGIN SELECT RAISE(ABORT, 'V4: an item is assigned to somebody who may decide its stage'); END`,

  `CREATE TRIGGER stage_decision_joins_answered BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','officeCheck','leaderApproval') AND EXISTS (
     SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
       AND NOT EXISTS (SELECT 1 FROM aggregation_answer a WHERE a.join_id = j.id))
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not answered'); END`,
  `CREATE TRIGGER stage_decision_joins_accepted BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','leaderApproval')
     AND NEW.conclusion IN ('disclose','discloseRedacted','disclosePartial','discloseTargeted') AND EXISTS (
     SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
       AND ${lastJoinAnswer(`COALESCE(${decided("NEW.review_id")}, NEW.id)`)} IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END`,
  `DROP TRIGGER publication_joins_accepted`,
  `CREATE TRIGGER publication_joins_accepted BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
     AND ${lastJoinAnswer(decided("NEW.review_id"))} IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END`,
  `DROP TRIGGER aggregation_answer_by_reviewer`,
  `CREATE TRIGGER aggregation_answer_by_reviewer BEFORE INSERT ON aggregation_answer
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT (${holds("NEW.account_id", "'confidentialityReviewer'")}
       OR ${lentInForce("1", "NEW.person_id", "(SELECT j.review_id FROM aggregation_join j WHERE j.id = NEW.join_id)", "NEW.answered_at")})
     OR NEW.person_id IN (
       SELECT v.created_by_person FROM aggregation_join j JOIN review r ON r.id = j.review_id JOIN revision v ON v.id = r.revision_id WHERE j.id = NEW.join_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a join is answered by the confidentiality reviewer, never by the drafter'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
