import { sql, type Kysely } from "kysely";

/**
 * Acting for somebody else: dated delegations and emergency rights (SD-05, SD-07), assignments and handovers, the
 * small unit whose leader also heads it (SD-08), stage lists without 部门审核, and filters people keep.
 *
 * `stage_decision` is made anew because one person may now hold two stages in exactly one case, which a UNIQUE
 * constraint cannot say; its rows are kept and its other triggers stand as before.
 */
const person = (column: string, account: string) =>
  `NEW.${column} IS NOT (SELECT person_id FROM account WHERE id = NEW.${account})`;
const holds = (account: string, roles: string) =>
  `EXISTS (SELECT 1 FROM account_role WHERE account_id = ${account} AND role IN (${roles}))`;
const personHolds = (personId: string, roles: string) =>
  `EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = ${personId} AND ar.role IN (${roles}))`;
const stageRole = (stage: string) =>
  `CASE ${stage} WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END`;
const administrators = "'systemAdmin','securityAdmin','auditAdmin'";
const smallUnit = "(SELECT json_extract(settings,'$.leaderMayHeadUnit') FROM organisation WHERE id = 1) IS 1";
const drafters = (review: string) =>
  `SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = ${review}
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = ${review}`;
/** A delegation that gives `personId` the stage of a review at a moment; days are those of Beijing. */
const inForce = (delegation: string, stage: string, personId: string, review: string, at: string) =>
  `EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE ${delegation} AND g.stage = ${stage} AND g.to_person_id = ${personId}
       AND (g.review_id IS NULL OR g.review_id = ${review})
       AND date(${at}, '+8 hours') BETWEEN g.first_day AND g.last_day AND c.decided_at <= ${at}
       AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id)
       AND (g.kind = 'emergency' OR ${personHolds("g.from_person_id", stageRole(stage))}))`;
const never = (table: string, words: string) => [
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: ${words} never changes'); END`,
  `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: ${words} is never deleted'); END`,
];

const delegations = [
  `CREATE TABLE delegation (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('deputy','emergency')),
    stage TEXT NOT NULL CHECK (stage IN ('unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    from_person_id TEXT NOT NULL REFERENCES person(id),
    to_person_id TEXT NOT NULL REFERENCES person(id),
    review_id TEXT REFERENCES review(id),
    first_day TEXT NOT NULL CHECK (first_day = date(first_day)),
    last_day TEXT NOT NULL CHECK (last_day = date(last_day)),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    proposed_by_account TEXT NOT NULL REFERENCES account(id),
    proposed_by_person TEXT NOT NULL REFERENCES person(id),
    proposed_at TEXT NOT NULL,
    CHECK (first_day <= last_day),
    CHECK (from_person_id <> to_person_id),
    CHECK ((kind = 'emergency') = (review_id IS NOT NULL)),
    CHECK (kind = 'deputy' OR (first_day = last_day AND from_person_id = proposed_by_person))
  ) STRICT`,
  `CREATE INDEX delegation_by_deputy ON delegation(to_person_id, last_day)`,
  `CREATE TABLE delegation_confirmation (
    delegation_id TEXT PRIMARY KEY REFERENCES delegation(id),
    decision TEXT NOT NULL CHECK (decision IN ('confirm','refuse')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK (decision = 'confirm' OR length(trim(note)) > 0)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE delegation_end (
    delegation_id TEXT PRIMARY KEY REFERENCES delegation(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    ended_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE emergency_seen (
    delegation_id TEXT PRIMARY KEY REFERENCES delegation(id),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    seen_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  ...never("delegation", "a delegation"),
  ...never("delegation_confirmation", "a confirmation"),
  ...never("delegation_end", "the end of a delegation"),
  ...never("emergency_seen", "what the auditor saw"),
  `CREATE TRIGGER delegation_by_its_holder BEFORE INSERT ON delegation
   WHEN ${person("proposed_by_person", "proposed_by_account")}
     OR NEW.proposed_by_person = NEW.to_person_id
     OR (NEW.kind = 'deputy' AND NOT ${personHolds("NEW.from_person_id", stageRole("NEW.stage"))})
     OR (NEW.kind = 'deputy' AND NEW.proposed_by_person <> NEW.from_person_id AND NOT ${holds("NEW.proposed_by_account", "'disclosureOffice'")})
     OR (NEW.kind = 'emergency' AND NOT ${holds("NEW.proposed_by_account", "'disclosureOffice','leader'")})
     OR ${personHolds("NEW.to_person_id", administrators)}
     OR NOT EXISTS (SELECT 1 FROM account WHERE person_id = NEW.to_person_id AND state = 'active')
   BEGIN SELECT RAISE(ABORT, 'V4: a stage right is lent by its holder to a person without an administrator role'); END`,
  `CREATE TRIGGER delegation_confirmed_by_another BEFORE INSERT ON delegation_confirmation
   WHEN ${person("person_id", "account_id")} OR NOT ${holds("NEW.account_id", "'securityAdmin'")}
     OR NEW.person_id IN (SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id
       UNION SELECT g.to_person_id FROM delegation g WHERE g.id = NEW.delegation_id
       UNION SELECT g.proposed_by_person FROM delegation g WHERE g.id = NEW.delegation_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a delegation is confirmed by the security administrator, never by who is in it'); END`,
  `CREATE TRIGGER delegation_end_by_its_people BEFORE INSERT ON delegation_end
   WHEN ${person("person_id", "account_id")} OR (NOT ${holds("NEW.account_id", "'securityAdmin'")}
     AND NEW.person_id NOT IN (SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id
       UNION SELECT g.proposed_by_person FROM delegation g WHERE g.id = NEW.delegation_id))
   BEGIN SELECT RAISE(ABORT, 'V4: a delegation is ended by who lent it or by the security administrator'); END`,
  `CREATE TRIGGER emergency_seen_by_auditor BEFORE INSERT ON emergency_seen
   WHEN ${person("person_id", "account_id")} OR NOT ${holds("NEW.account_id", "'auditAdmin'")}
     OR NOT EXISTS (SELECT 1 FROM delegation WHERE id = NEW.delegation_id AND kind = 'emergency')
   BEGIN SELECT RAISE(ABORT, 'V4: an emergency right is looked at by the auditor'); END`,
];

const decisions = [
  `CREATE TABLE stage_decision_kept AS SELECT * FROM stage_decision`,
  `DROP TABLE stage_decision`,
  `CREATE TABLE stage_decision (
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
    UNIQUE (review_id, stage)
  ) STRICT`,
  `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at)
   SELECT id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at FROM stage_decision_kept`,
  `DROP TABLE stage_decision_kept`,
  `CREATE INDEX stage_decision_by_person ON stage_decision(review_id, person_id)`,
  `CREATE TRIGGER stage_decision_on_current_stage BEFORE INSERT ON stage_decision
   WHEN NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = NEW.stage)
   BEGIN SELECT RAISE(ABORT, 'V2: only the current stage of an open review is decided'); END`,
  `CREATE TRIGGER stage_decision_on_reviewed_digest BEFORE INSERT ON stage_decision
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the decision is for another digest'); END`,
  `CREATE TRIGGER stage_decision_not_by_drafter BEFORE INSERT ON stage_decision
   WHEN NEW.stage <> 'selfCheck' AND (NEW.person_id IN (${drafters("NEW.review_id")})
     OR (SELECT from_person_id FROM delegation WHERE id = NEW.delegation_id) IN (${drafters("NEW.review_id")}))
   BEGIN SELECT RAISE(ABORT, 'V4: a drafter never reviews the own item, nor does who stands in for the drafter'); END`,
  `CREATE TRIGGER stage_decision_self_check_by_drafter BEFORE INSERT ON stage_decision
   WHEN NEW.stage = 'selfCheck' AND NEW.person_id <> (SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V4: the self-check is the drafter''s'); END`,
  `CREATE TRIGGER stage_decision_account_is_persons BEFORE INSERT ON stage_decision
   WHEN NEW.person_id <> (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER stage_decision_by_role BEFORE INSERT ON stage_decision
   WHEN (NEW.delegation_id IS NULL AND NOT EXISTS (SELECT 1 FROM account_role ar WHERE ar.account_id = NEW.account_id AND (
       ar.role = COALESCE(${stageRole("NEW.stage")}, 'drafter')
       OR (NEW.stage = 'selfCheck' AND ar.role = 'disclosureOffice')
       OR (NEW.stage = 'unitHeadReview' AND ar.role = 'leader' AND ${smallUnit}))))
     OR (NEW.delegation_id IS NOT NULL AND (${holds("NEW.account_id", administrators)}
       OR NOT ${inForce("g.id = NEW.delegation_id", "NEW.stage", "NEW.person_id", "NEW.review_id", "NEW.decided_at")}))
   BEGIN SELECT RAISE(ABORT, 'V4: the account holds neither the role of this stage nor a delegation in force'); END`,
  `CREATE TRIGGER stage_decision_one_stage_a_person BEFORE INSERT ON stage_decision
   WHEN EXISTS (
     SELECT 1 FROM stage_decision d LEFT JOIN delegation g ON g.id = d.delegation_id
       LEFT JOIN delegation mine ON mine.id = NEW.delegation_id
     WHERE d.review_id = NEW.review_id
       AND (NEW.person_id IN (d.person_id, CASE WHEN g.kind = 'deputy' THEN g.from_person_id END)
         OR (mine.kind = 'deputy' AND mine.from_person_id IN (d.person_id, CASE WHEN g.kind = 'deputy' THEN g.from_person_id END)))
       AND NOT (${smallUnit} AND d.delegation_id IS NULL AND NEW.delegation_id IS NULL
         AND d.stage = 'unitHeadReview' AND NEW.stage = 'leaderApproval'))
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END`,
  ...never("stage_decision", "a decision"),
  `DROP TRIGGER review_has_mandatory_stages`,
  `CREATE TRIGGER review_has_mandatory_stages BEFORE INSERT ON review
   WHEN (SELECT group_concat(value, ',') FROM json_each(NEW.stage_path)) NOT IN (
     'selfCheck,unitHeadReview,confidentialityCheck,leaderApproval','selfCheck,unitHeadReview,confidentialityCheck,officeCheck,leaderApproval',
     'selfCheck,confidentialityCheck,leaderApproval','selfCheck,confidentialityCheck,officeCheck,leaderApproval')
     OR NEW.state <> 'open' OR NEW.current_stage <> 'selfCheck'
   BEGIN SELECT RAISE(ABORT, 'V2: a review starts at selfCheck with all mandatory stages'); END`,
];

const assignments = [
  `CREATE TABLE handover (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    from_person_id TEXT NOT NULL REFERENCES person(id),
    to_person_id TEXT NOT NULL REFERENCES person(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    by_account TEXT NOT NULL REFERENCES account(id),
    by_person TEXT NOT NULL REFERENCES person(id),
    at TEXT NOT NULL,
    CHECK (from_person_id <> to_person_id)
  ) STRICT`,
  `CREATE INDEX handover_by_receiver ON handover(to_person_id, seq)`,
  `CREATE TABLE review_assignment (
    seq INTEGER PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL CHECK (stage IN ('unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    to_person_id TEXT NOT NULL REFERENCES person(id),
    handover_id TEXT REFERENCES handover(id),
    brief TEXT CHECK (brief IS NULL OR json_valid(brief)),
    reason TEXT NOT NULL,
    by_account TEXT NOT NULL REFERENCES account(id),
    by_person TEXT NOT NULL REFERENCES person(id),
    at TEXT NOT NULL,
    CHECK ((handover_id IS NULL) = (brief IS NULL))
  ) STRICT`,
  `CREATE INDEX review_assignment_by_review ON review_assignment(review_id, stage, seq)`,
  `CREATE INDEX review_assignment_by_handover ON review_assignment(handover_id, seq) WHERE handover_id IS NOT NULL`,
  ...never("handover", "a handover"),
  ...never("review_assignment", "an assignment"),
  `CREATE TRIGGER handover_by_whom BEFORE INSERT ON handover
   WHEN ${person("by_person", "by_account")}
     OR (NEW.by_person <> NEW.from_person_id AND NOT ${holds("NEW.by_account", "'disclosureOffice','leader'")})
     OR ${holds("NEW.by_account", administrators)}
   BEGIN SELECT RAISE(ABORT, 'V4: work is handed over by its holder, the disclosure office or the leader'); END`,
  `CREATE TRIGGER review_assignment_to_who_may BEFORE INSERT ON review_assignment
   WHEN ${person("by_person", "by_account")}
     OR NOT (${holds("NEW.by_account", "'disclosureOffice','leader'")}
       OR NEW.by_person IS (SELECT from_person_id FROM handover WHERE id = NEW.handover_id))
     OR NEW.to_person_id IS NOT COALESCE((SELECT to_person_id FROM handover WHERE id = NEW.handover_id), NEW.to_person_id)
     OR NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = NEW.stage)
     OR NEW.to_person_id IN (${drafters("NEW.review_id")})
     OR NOT (${personHolds("NEW.to_person_id", stageRole("NEW.stage"))}
       OR (NEW.stage = 'unitHeadReview' AND ${smallUnit} AND ${personHolds("NEW.to_person_id", "'leader'")})
       OR ${inForce("1", "NEW.stage", "NEW.to_person_id", "NEW.review_id", "NEW.at")})
   BEGIN SELECT RAISE(ABORT, 'V4: an item is assigned to somebody who may decide its stage; an assignment gives no right'); END`,
  `ALTER TABLE review ADD COLUMN assignee_cache TEXT REFERENCES person(id)`,
  `CREATE INDEX review_queue_by_assignee ON review(current_stage, assignee_cache, due_day_cache, seq) WHERE state = 'open'`,
  `CREATE TRIGGER review_assignee_is_recorded BEFORE UPDATE OF assignee_cache ON review
   WHEN NEW.assignee_cache IS NOT NULL AND NEW.assignee_cache IS NOT (
     SELECT a.to_person_id FROM review_assignment a WHERE a.review_id = NEW.id AND a.stage = NEW.current_stage ORDER BY a.seq DESC LIMIT 1)
   BEGIN SELECT RAISE(ABORT, 'V6: the assignee is the one of the newest assignment'); END`,
  `CREATE TABLE queue_filter (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    filter TEXT NOT NULL CHECK (json_valid(filter)),
    saved_at TEXT NOT NULL,
    UNIQUE (account_id, name)
  ) STRICT`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...delegations, ...decisions, ...assignments])
    await sql.raw(statement).execute(db);
}
