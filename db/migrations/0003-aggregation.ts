import { sql, type Kysely } from "kysely";

/**
 * The register of what is out, the joins a paper under review makes with it, and their answers. The facts can be rebuilt
 * from the publications and the imported texts; joins and answers are the record of a review and never change.
 */
const statements = [
  `CREATE TABLE aggregation_source (
    id TEXT PRIMARY KEY,
    publication_id TEXT UNIQUE REFERENCES publication(id),
    item_id TEXT REFERENCES item(id),
    organ_name TEXT NOT NULL,
    title TEXT NOT NULL,
    doc_number TEXT NOT NULL,
    published_on TEXT NOT NULL,
    outside_text TEXT,
    extraction_version INTEGER NOT NULL,
    registered_at TEXT NOT NULL,
    CHECK ((publication_id IS NULL) = (outside_text IS NOT NULL)),
    CHECK ((publication_id IS NULL) = (item_id IS NULL))
  ) STRICT`,
  `CREATE UNIQUE INDEX aggregation_source_outside ON aggregation_source(organ_name, title, published_on) WHERE publication_id IS NULL`,
  `CREATE INDEX aggregation_source_by_version ON aggregation_source(extraction_version)`,
  `CREATE TABLE aggregation_fact (
    id INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES aggregation_source(id),
    entity_kind TEXT NOT NULL CHECK (entity_kind IN ('facility','person','dwelling','group','figure','series')),
    entity_key TEXT NOT NULL,
    entity TEXT NOT NULL,
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    passage TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX aggregation_fact_by_key ON aggregation_fact(entity_key, source_id)`,
  `CREATE INDEX aggregation_fact_by_source ON aggregation_fact(source_id)`,
  `CREATE TABLE aggregation_join (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    join_digest TEXT NOT NULL CHECK (length(join_digest) = 64),
    rule_id TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    source_ids TEXT NOT NULL CHECK (json_valid(source_ids) AND json_array_length(source_ids) > 0),
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    found_at TEXT NOT NULL,
    UNIQUE (review_id, join_digest)
  ) STRICT`,
  `CREATE TABLE aggregation_answer (
    id INTEGER PRIMARY KEY,
    join_id TEXT NOT NULL REFERENCES aggregation_join(id),
    answer TEXT NOT NULL CHECK (answer IN ('accept','coarsen','withhold','refer')),
    basis TEXT NOT NULL CHECK (length(trim(basis)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    answered_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX aggregation_answer_by_join ON aggregation_answer(join_id, id)`,

  `CREATE TRIGGER aggregation_join_no_update BEFORE UPDATE ON aggregation_join
   BEGIN SELECT RAISE(ABORT, 'V5: joins never change'); END`,
  `CREATE TRIGGER aggregation_join_no_delete BEFORE DELETE ON aggregation_join
   BEGIN SELECT RAISE(ABORT, 'V5: joins are never deleted'); END`,
  `CREATE TRIGGER aggregation_answer_no_update BEFORE UPDATE ON aggregation_answer
   BEGIN SELECT RAISE(ABORT, 'V5: answers to joins never change'); END`,
  `CREATE TRIGGER aggregation_answer_no_delete BEFORE DELETE ON aggregation_answer
   BEGIN SELECT RAISE(ABORT, 'V5: answers to joins are never deleted'); END`,
  `CREATE TRIGGER aggregation_answer_by_reviewer BEFORE INSERT ON aggregation_answer
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'confidentialityReviewer')
     OR NEW.person_id IN (
       SELECT v.created_by_person FROM aggregation_join j JOIN review r ON r.id = j.review_id JOIN revision v ON v.id = r.revision_id WHERE j.id = NEW.join_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a join is answered by the confidentiality reviewer, never by the drafter'); END`,
  `CREATE TRIGGER aggregation_answer_while_running BEFORE INSERT ON aggregation_answer
   WHEN NOT EXISTS (SELECT 1 FROM aggregation_join j JOIN review r ON r.id = j.review_id
     WHERE j.id = NEW.join_id AND r.state IN ('open','approved'))
   BEGIN SELECT RAISE(ABORT, 'V5: the review is over'); END`,
  // Without an answer no later stage agrees; a conclusion that lets the paper out needs every join accepted.
  `CREATE TRIGGER stage_decision_joins_answered BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','officeCheck','leaderApproval') AND EXISTS (
     SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
       AND NOT EXISTS (SELECT 1 FROM aggregation_answer a WHERE a.join_id = j.id))
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not answered'); END`,
  `CREATE TRIGGER stage_decision_joins_accepted BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','leaderApproval')
     AND NEW.conclusion IN ('disclose','discloseRedacted','disclosePartial','discloseTargeted') AND EXISTS (
     SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
       AND (SELECT a.answer FROM aggregation_answer a WHERE a.join_id = j.id ORDER BY a.id DESC LIMIT 1) IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END`,
  `CREATE TRIGGER publication_joins_accepted BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
     AND (SELECT a.answer FROM aggregation_answer a WHERE a.join_id = j.id ORDER BY a.id DESC LIMIT 1) IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
