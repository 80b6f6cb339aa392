import { sql, type Kysely } from "kysely";

/** Planned time of a release (时度效), items that go live together or not at all (三同步), and deliveries to named recipients. */
const grows = (table: string): readonly string[] => [
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END`,
  `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END`,
];
const statements = [
  `CREATE TABLE release_plan (
    seq INTEGER PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    not_before TEXT,
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    planned_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX release_plan_by_review ON release_plan(review_id, seq)`,
  ...grows("release_plan"),
  `CREATE TRIGGER publication_not_before_its_time BEFORE INSERT ON publication
   WHEN (SELECT not_before FROM release_plan WHERE review_id = NEW.review_id ORDER BY seq DESC LIMIT 1) > NEW.released_at
   BEGIN SELECT RAISE(ABORT, 'V1: its planned time has not come'); END`,

  `CREATE TABLE item_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    formed_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE item_group_end (
    group_id TEXT PRIMARY KEY REFERENCES item_group(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    ended_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE item_group_member (
    group_id TEXT NOT NULL REFERENCES item_group(id),
    item_id TEXT NOT NULL REFERENCES item(id),
    PRIMARY KEY (group_id, item_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX item_group_member_by_item ON item_group_member(item_id)`,
  ...["item_group", "item_group_end", "item_group_member"].flatMap(grows),
  `CREATE TRIGGER item_group_member_while_free BEFORE INSERT ON item_group_member
   WHEN EXISTS (SELECT 1 FROM review r WHERE r.item_id = NEW.item_id AND r.state IN ('open','approved','referred'))
     OR EXISTS (SELECT 1 FROM item_group_member m WHERE m.item_id = NEW.item_id
       AND NOT EXISTS (SELECT 1 FROM item_group_end e WHERE e.group_id = m.group_id))
   BEGIN SELECT RAISE(ABORT, 'V3: a group is part of what is reviewed; it is formed before the review, once'); END`,
  `CREATE TRIGGER item_group_end_while_free BEFORE INSERT ON item_group_end
   WHEN EXISTS (SELECT 1 FROM item_group_member m JOIN review r ON r.item_id = m.item_id
     WHERE m.group_id = NEW.group_id AND r.state IN ('open','approved','referred'))
   BEGIN SELECT RAISE(ABORT, 'V3: a group is part of what is reviewed; it is not dissolved meanwhile'); END`,
  `CREATE TRIGGER publication_with_its_group BEFORE INSERT ON publication
   WHEN EXISTS (
     SELECT 1 FROM item_group_member m JOIN item_group_member o ON o.group_id = m.group_id AND o.item_id <> m.item_id
     WHERE m.item_id = NEW.item_id
       AND NOT EXISTS (SELECT 1 FROM item_group_end e WHERE e.group_id = m.group_id)
       AND NOT EXISTS (SELECT 1 FROM review r WHERE r.item_id = o.item_id AND r.state IN ('approved','used')))
   BEGIN SELECT RAISE(ABORT, 'V1: a member of its group is not approved'); END`,

  `CREATE TABLE targeted_delivery (
    id TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publication(id),
    recipient TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('inPerson','post','system','noticeBoard')),
    evidence TEXT NOT NULL CHECK (length(trim(evidence)) > 0),
    delivered_on TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (publication_id, recipient)
  ) STRICT`,
  ...grows("targeted_delivery"),
  `CREATE TRIGGER targeted_delivery_to_its_audience BEFORE INSERT ON targeted_delivery
   WHEN NOT EXISTS (
     SELECT 1 FROM publication p JOIN revision v ON v.id = p.revision_id, json_each(v.metadata, '$.audience.recipients') r
     WHERE p.id = NEW.publication_id AND p.withdrawn_at IS NULL AND r.value = NEW.recipient)
   BEGIN SELECT RAISE(ABORT, 'V3: delivered only to the audience that was reviewed'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
