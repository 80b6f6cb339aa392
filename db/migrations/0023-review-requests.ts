import { sql, type Kysely } from "kysely";

/**
 * Review on another machine of the unit: who may be asked (no sign-in here), what was asked and answered, and at the
 * other end what came in and how it was answered. Decisions from elsewhere stand in `stage_decision` like all others.
 */
const grows = (table: string): readonly string[] => [
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END`,
  `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END`,
];
const stages = "'unitHeadReview','confidentialityCheck','officeCheck','leaderApproval'";
const stageRole = (stage: string): string =>
  `CASE ${stage} WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer'
     WHEN 'officeCheck' THEN 'disclosureOffice' ELSE 'leader' END`;

const statements = [
  `CREATE TABLE remote_person (
    person_id TEXT PRIMARY KEY REFERENCES person(id),
    account_id TEXT NOT NULL UNIQUE REFERENCES account(id),
    registered_by TEXT NOT NULL REFERENCES account(id),
    registered_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  ...grows("remote_person"),
  `CREATE TRIGGER remote_person_by_security_admin BEFORE INSERT ON remote_person
   WHEN NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.registered_by AND role = 'securityAdmin')
     OR NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.account_id AND person_id = NEW.person_id AND state = 'disabled')
   BEGIN SELECT RAISE(ABORT, 'V4: who reviews elsewhere is registered by the security administrator, without sign-in'); END`,
  `CREATE TRIGGER remote_person_never_signs_in BEFORE UPDATE OF state ON account
   WHEN NEW.state = 'active' AND EXISTS (SELECT 1 FROM remote_person WHERE account_id = NEW.id)
   BEGIN SELECT RAISE(ABORT, 'V4: who reviews elsewhere does not sign in here'); END`,

  `CREATE TABLE review_request (
    package_id TEXT PRIMARY KEY REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL CHECK (stage IN (${stages})),
    content_digest TEXT NOT NULL,
    to_person_id TEXT NOT NULL REFERENCES remote_person(person_id),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    sent_at TEXT NOT NULL,
    UNIQUE (review_id, stage, to_person_id)
  ) STRICT`,
  ...grows("review_request"),
  `CREATE TRIGGER review_request_for_the_stage_that_waits BEFORE INSERT ON review_request
   WHEN NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = NEW.stage
     AND r.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V2: asked is for the current stage of an open review, and for its digest'); END`,
  `CREATE TRIGGER stage_decision_elsewhere_was_asked_for BEFORE INSERT ON stage_decision
   WHEN EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.person_id)
     AND NOT EXISTS (SELECT 1 FROM review_request q WHERE q.review_id = NEW.review_id AND q.stage = NEW.stage
       AND q.to_person_id = NEW.person_id AND q.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V1: who reviews elsewhere decides only what was asked'); END`,

  `CREATE TABLE review_request_answer (
    request_id TEXT PRIMARY KEY REFERENCES review_request(package_id),
    package_id TEXT NOT NULL UNIQUE,
    decision_id TEXT NOT NULL UNIQUE REFERENCES stage_decision(id),
    via TEXT NOT NULL CHECK (via IN ('network','file')),
    received_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  ...grows("review_request_answer"),
  `CREATE TRIGGER review_request_answer_fits BEFORE INSERT ON review_request_answer
   WHEN NOT EXISTS (SELECT 1 FROM review_request q JOIN stage_decision d ON d.id = NEW.decision_id
     WHERE q.package_id = NEW.request_id AND d.review_id = q.review_id AND d.stage = q.stage AND d.person_id = q.to_person_id)
   BEGIN SELECT RAISE(ABORT, 'V1: the answer is another person''s, or to something else'); END`,

  `CREATE TABLE arrived_package (
    package_id TEXT PRIMARY KEY,
    what TEXT NOT NULL CHECK (what IN ('request','answer','refused')),
    problem TEXT,
    request_id TEXT,
    via TEXT NOT NULL CHECK (via IN ('network','file')),
    arrived_at TEXT NOT NULL,
    CHECK ((what = 'refused') = (problem IS NOT NULL))
  ) STRICT, WITHOUT ROWID`,

  `CREATE INDEX arrived_package_by_request ON arrived_package(request_id) WHERE request_id IS NOT NULL`,

  `CREATE TABLE incoming_request (
    seq INTEGER PRIMARY KEY,
    package_id TEXT NOT NULL UNIQUE REFERENCES arrived_package(package_id),
    stage TEXT NOT NULL CHECK (stage IN (${stages})),
    review_no TEXT NOT NULL,
    object_id TEXT NOT NULL,
    rev_no INTEGER NOT NULL CHECK (rev_no >= 1),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    organ_name TEXT NOT NULL,
    device_id TEXT NOT NULL,
    content BLOB NOT NULL,
    content_digest TEXT NOT NULL CHECK (length(content_digest) = 64),
    reviews TEXT NOT NULL CHECK (json_valid(reviews)),
    trusted INTEGER NOT NULL CHECK (trusted IN (0,1)),
    arrived_at TEXT NOT NULL
  ) STRICT`,
  ...grows("incoming_request"),
  `CREATE TABLE incoming_request_file (
    package_id TEXT NOT NULL REFERENCES incoming_request(package_id),
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES blob(digest),
    PRIMARY KEY (package_id, position)
  ) STRICT, WITHOUT ROWID`,
  ...grows("incoming_request_file"),
  `CREATE TABLE incoming_answer (
    request_id TEXT PRIMARY KEY REFERENCES incoming_request(package_id),
    package_id TEXT NOT NULL UNIQUE REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    decision TEXT NOT NULL CHECK (decision IN ('agree','return')),
    conclusion TEXT NOT NULL,
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    checklist TEXT NOT NULL CHECK (json_valid(checklist)),
    content_digest TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    envelope BLOB NOT NULL,
    decided_at TEXT NOT NULL,
    CHECK (decision = 'agree' OR json_array_length(reasons) > 0)
  ) STRICT, WITHOUT ROWID`,
  ...grows("incoming_answer"),
  `CREATE TRIGGER incoming_answer_to_what_was_read BEFORE INSERT ON incoming_answer
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM incoming_request WHERE package_id = NEW.request_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the decision is for another digest'); END`,
  `CREATE TRIGGER incoming_answer_by_role BEFORE INSERT ON incoming_answer
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role ar JOIN incoming_request q ON q.package_id = NEW.request_id
       WHERE ar.account_id = NEW.account_id AND ar.role = ${stageRole("q.stage")})
   BEGIN SELECT RAISE(ABORT, 'V4: the account does not hold the role of this stage'); END`,
  `CREATE TRIGGER incoming_answer_by_another_person BEFORE INSERT ON incoming_answer
   WHEN EXISTS (SELECT 1 FROM incoming_request q, json_each(q.reviews) r
     WHERE q.package_id = NEW.request_id AND json_extract(r.value, '$.personId') = NEW.person_id)
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
