import { sql, type Kysely } from "kysely";

/**
 * Acting for somebody in reviews on another machine. A delegation between two people of another machine is registered
 * here like any other; an answer signed under it counts when it was in force on the day it was signed and not signed
 * before it was asked for. A confirmed or ended delegation is signed, so that the server can hold decisions against it.
 */
const holds = (account: string, roles: string) =>
  `EXISTS (SELECT 1 FROM account_role WHERE account_id = ${account} AND role IN (${roles}))`;
const personHolds = (personId: string, roles: string) =>
  `EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = ${personId} AND ar.role IN (${roles}))`;
const stageRole = (stage: string) =>
  `CASE ${stage} WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END`;
const administrators = "'systemAdmin','securityAdmin','auditAdmin'";
const smallUnit = "(SELECT json_extract(settings,'$.leaderMayHeadUnit') FROM organisation WHERE id = 1) IS 1";
const elsewhere = (personId: string) => `EXISTS (SELECT 1 FROM remote_person WHERE person_id = ${personId})`;
/** A confirmed delegation of `stage` to `personId` on the day of a moment; days are those of Beijing. */
const covers = (id: string, stage: string, personId: string, at: string) =>
  `EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE g.id = ${id} AND g.stage = ${stage} AND g.to_person_id = ${personId}
       AND date(${at}, '+8 hours') BETWEEN g.first_day AND g.last_day
       AND (g.kind = 'emergency' OR ${personHolds("g.from_person_id", stageRole(stage))})`;
const ofThisReview = "(g.review_id IS NULL OR g.review_id = NEW.review_id)";
const neverEnded = "NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id)";
const asked = (person: string) =>
  `(${person} = q.to_person_id OR EXISTS (SELECT 1 FROM delegation g WHERE g.id = %.delegation_id AND g.kind = 'deputy' AND g.from_person_id = q.to_person_id))`;

const statements = [
  "ALTER TABLE stage_decision ADD COLUMN signed_at TEXT",
  "DROP TRIGGER stage_decision_by_role",
  `CREATE TRIGGER stage_decision_by_role BEFORE INSERT ON stage_decision
   WHEN (NEW.delegation_id IS NULL AND NOT EXISTS (SELECT 1 FROM account_role ar WHERE ar.account_id = NEW.account_id AND (
       ar.role = COALESCE(${stageRole("NEW.stage")}, 'drafter')
       OR (NEW.stage = 'selfCheck' AND ar.role = 'disclosureOffice')
       OR (NEW.stage = 'unitHeadReview' AND ar.role = 'leader' AND ${smallUnit}))))
     OR (NEW.delegation_id IS NOT NULL AND ${holds("NEW.account_id", administrators)})
     OR (NEW.delegation_id IS NOT NULL AND NOT ${elsewhere("NEW.person_id")} AND NOT
       ${covers("NEW.delegation_id", "NEW.stage", "NEW.person_id", "NEW.decided_at")} AND ${ofThisReview} AND c.decided_at <= NEW.decided_at AND ${neverEnded}))
     OR (NEW.delegation_id IS NOT NULL AND ${elsewhere("NEW.person_id")} AND NOT
       ${covers("NEW.delegation_id", "NEW.stage", "NEW.person_id", "NEW.signed_at")} AND g.kind = 'deputy'
         AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id AND e.ended_at <= NEW.signed_at)))
   BEGIN SELECT RAISE(ABORT, 'V4: the account holds neither the role of this stage nor a delegation in force'); END`,
  "DROP TRIGGER stage_decision_elsewhere_was_asked_for",
  `CREATE TRIGGER stage_decision_elsewhere_was_asked_for BEFORE INSERT ON stage_decision
   WHEN ${elsewhere("NEW.person_id")}
     AND NOT EXISTS (SELECT 1 FROM review_request q WHERE q.review_id = NEW.review_id AND q.stage = NEW.stage AND q.round = NEW.round
       AND q.content_digest = NEW.content_digest AND ${asked("NEW.person_id").replace("%", "NEW")}
       AND (NEW.delegation_id IS NULL OR date(NEW.signed_at, '+8 hours') >= date(q.sent_at, '+8 hours')))
   BEGIN SELECT RAISE(ABORT, 'V1: who reviews elsewhere decides only what was asked'); END`,
  "DROP TRIGGER review_request_answer_fits",
  `CREATE TRIGGER review_request_answer_fits BEFORE INSERT ON review_request_answer
   WHEN NOT EXISTS (SELECT 1 FROM review_request q JOIN stage_decision d ON d.id = NEW.decision_id
     WHERE q.package_id = NEW.request_id AND d.review_id = q.review_id AND d.stage = q.stage AND ${asked("d.person_id").replace("%", "d")})
   BEGIN SELECT RAISE(ABORT, 'V1: the answer is another person''s, or to something else'); END`,

  "DROP TRIGGER delegation_by_its_holder",
  `CREATE TRIGGER delegation_by_its_holder BEFORE INSERT ON delegation
   WHEN NEW.proposed_by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.proposed_by_account)
     OR NEW.proposed_by_person = NEW.to_person_id
     OR (NEW.kind = 'deputy' AND NOT ${personHolds("NEW.from_person_id", stageRole("NEW.stage"))})
     OR (NEW.kind = 'deputy' AND NEW.proposed_by_person <> NEW.from_person_id AND NOT ${holds("NEW.proposed_by_account", "'disclosureOffice'")})
     OR (NEW.kind = 'emergency' AND NOT ${holds("NEW.proposed_by_account", "'disclosureOffice','leader'")})
     OR ${personHolds("NEW.to_person_id", administrators)}
     OR ${elsewhere("NEW.from_person_id")} IS NOT ${elsewhere("NEW.to_person_id")}
     OR (${elsewhere("NEW.to_person_id")} AND NEW.kind <> 'deputy')
     OR (NOT ${elsewhere("NEW.to_person_id")} AND NOT EXISTS (SELECT 1 FROM account WHERE person_id = NEW.to_person_id AND state = 'active'))
   BEGIN SELECT RAISE(ABORT, 'V4: a stage right is lent by its holder to a person without an administrator role'); END`,

  "ALTER TABLE incoming_request ADD COLUMN of_person_id TEXT",
  "ALTER TABLE incoming_answer ADD COLUMN delegation_id TEXT REFERENCES delegation(id)",
  "DROP TRIGGER incoming_answer_by_role",
  `CREATE TRIGGER incoming_answer_by_role BEFORE INSERT ON incoming_answer
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR (NEW.delegation_id IS NULL AND NOT EXISTS (SELECT 1 FROM account_role ar JOIN incoming_request q ON q.package_id = NEW.request_id
       WHERE ar.account_id = NEW.account_id AND ar.role = ${stageRole("q.stage")}))
     OR (NEW.delegation_id IS NOT NULL AND (${holds("NEW.account_id", administrators)} OR NOT
       ${covers("NEW.delegation_id", "(SELECT stage FROM incoming_request WHERE package_id = NEW.request_id)", "NEW.person_id", "NEW.decided_at")}
         AND g.kind = 'deputy' AND c.decided_at <= NEW.decided_at AND ${neverEnded})))
   BEGIN SELECT RAISE(ABORT, 'V4: the account holds neither the role of this stage nor a delegation in force'); END`,
  "DROP TRIGGER incoming_answer_by_another_person",
  `CREATE TRIGGER incoming_answer_by_another_person BEFORE INSERT ON incoming_answer
   WHEN EXISTS (SELECT 1 FROM incoming_request q, json_each(q.reviews) r
     WHERE q.package_id = NEW.request_id AND json_extract(r.value, '$.personId') IN (NEW.person_id,
       (SELECT from_person_id FROM delegation WHERE id = NEW.delegation_id)))
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END`,
  `CREATE TRIGGER incoming_answer_of_who_was_asked BEFORE INSERT ON incoming_answer
   WHEN (SELECT of_person_id FROM incoming_request WHERE package_id = NEW.request_id)
     NOT IN (NEW.person_id, COALESCE((SELECT from_person_id FROM delegation WHERE id = NEW.delegation_id), NEW.person_id))
   BEGIN SELECT RAISE(ABORT, 'V1: somebody else was asked'); END`,

  `CREATE TABLE delegation_statement (
    seq INTEGER PRIMARY KEY,
    delegation_id TEXT NOT NULL REFERENCES delegation(id),
    what TEXT NOT NULL CHECK (what IN ('confirmed','ended')),
    envelope BLOB NOT NULL,
    signed_at TEXT NOT NULL,
    UNIQUE (delegation_id, what)
  ) STRICT`,
  `CREATE TRIGGER delegation_statement_no_update BEFORE UPDATE ON delegation_statement
   BEGIN SELECT RAISE(ABORT, 'V5: what was signed never changes'); END`,
  `CREATE TRIGGER delegation_statement_no_delete BEFORE DELETE ON delegation_statement
   BEGIN SELECT RAISE(ABORT, 'V5: what was signed is never deleted'); END`,
  `CREATE TRIGGER delegation_statement_of_what_is BEFORE INSERT ON delegation_statement
   WHEN (NEW.what = 'confirmed' AND NOT EXISTS (SELECT 1 FROM delegation_confirmation WHERE delegation_id = NEW.delegation_id AND decision = 'confirm'))
     OR (NEW.what = 'ended' AND NOT EXISTS (SELECT 1 FROM delegation_end WHERE delegation_id = NEW.delegation_id))
   BEGIN SELECT RAISE(ABORT, 'V4: signed is what was confirmed or ended'); END`,
  `CREATE TABLE delegation_sent (
    seq INTEGER PRIMARY KEY REFERENCES delegation_statement(seq),
    url TEXT NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
