import { sql, type Kysely } from "kysely";

/** The code that a revision names first in its catalogue field: 「ML-03-02 部门预算」. */
const codeOf = (revision: string): string => {
  const words = `trim(replace(coalesce(json_extract(v.metadata, '$.catalogueItem'), ''), '　', ' '))`;
  return `(SELECT substr(${words}, 1, instr(${words} || ' ', ' ') - 1) FROM revision v WHERE v.id = ${revision})`;
};

const refuse = (name: string, when: string, why: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${when}
   BEGIN SELECT RAISE(ABORT, '${why}'); END`;

const taken = "EXISTS (SELECT 1 FROM catalogue_code c WHERE c.code = NEW.item_code AND c.item_id <> NEW.id)";
/** A paper names its item by the words before the first blank. */
const blank = "instr(NEW.item_code, ' ') > 0 OR instr(NEW.item_code, '　') > 0";

/**
 * Which item of the catalogue a public paper belongs to (条例12; catalogue.md §1). A paper names its item by the code, inside
 * its reviewed bytes; a code that an item has or had is that item's for ever, so that renumbering the catalogue loses no
 * paper. `catalogue_paper` is kept by triggers from the releases: every paper that is public, with the newest of them.
 */
const statements = [
  `CREATE TABLE catalogue_code (
    code TEXT PRIMARY KEY CHECK (code <> ''),
    item_id TEXT NOT NULL REFERENCES catalogue_item(id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX catalogue_code_by_item ON catalogue_code(item_id)`,
  `INSERT INTO catalogue_code (code, item_id) SELECT item_code, id FROM catalogue_item`,
  `INSERT OR IGNORE INTO catalogue_code (code, item_id)
   SELECT content ->> '$.itemCode', item_id FROM catalogue_item_version ORDER BY saved_at`,
  refuse(
    "catalogue_code_of_its_item_when_made",
    `INSERT ON catalogue_item WHEN ${taken}`,
    "V5: a code stays with its item",
  ),
  refuse(
    "catalogue_code_of_its_item_when_changed",
    `UPDATE OF item_code ON catalogue_item WHEN ${taken}`,
    "V5: a code stays with its item",
  ),
  refuse(
    "catalogue_code_in_one_word_when_made",
    `INSERT ON catalogue_item WHEN ${blank}`,
    "V3: a code is one word",
  ),
  refuse(
    "catalogue_code_in_one_word_when_changed",
    `UPDATE OF item_code ON catalogue_item WHEN NEW.item_code <> OLD.item_code AND (${blank})`,
    "V3: a code is one word",
  ),
  ...["INSERT", "UPDATE OF item_code"].map(
    (
      event,
      at,
    ) => `CREATE TRIGGER catalogue_code_kept_when_${at === 0 ? "made" : "changed"} AFTER ${event} ON catalogue_item
     BEGIN INSERT INTO catalogue_code (code, item_id) VALUES (NEW.item_code, NEW.id) ON CONFLICT (code) DO NOTHING; END`,
  ),
  refuse("catalogue_code_no_update", "UPDATE ON catalogue_code", "V5: a code stays with its item"),
  refuse("catalogue_code_no_delete", "DELETE ON catalogue_code", "V5: a code stays with its item"),
  `CREATE TABLE catalogue_paper (
    item_id TEXT PRIMARY KEY REFERENCES item(id),
    code TEXT NOT NULL CHECK (code <> ''),
    publication_seq INTEGER NOT NULL UNIQUE REFERENCES publication(seq),
    released_on TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX catalogue_paper_by_code ON catalogue_paper(code, released_on, publication_seq)`,
  `INSERT INTO catalogue_paper (item_id, code, publication_seq, released_on)
   SELECT item_id, code, seq, released_on FROM (
     SELECT p.item_id, ${codeOf("p.revision_id")} AS code, p.seq, p.released_on FROM publication p
     WHERE p.withdrawn_at IS NULL AND p.seq = (SELECT max(l.seq) FROM publication l WHERE l.item_id = p.item_id)
   ) WHERE code <> ''`,
  // Items whose term comes again: fixed, monthly and quarterly; they alone can be overdue for updating.
  `CREATE INDEX catalogue_item_recurring ON catalogue_item(retired, responsible_unit, item_code)
   WHERE method = 'proactive' AND term_rule GLOB '[fmq]*'`,
  `CREATE TRIGGER publication_under_its_item AFTER INSERT ON publication
   BEGIN
     DELETE FROM catalogue_paper WHERE item_id = NEW.item_id;
     INSERT INTO catalogue_paper (item_id, code, publication_seq, released_on)
     SELECT NEW.item_id, ${codeOf("NEW.revision_id")}, NEW.seq, NEW.released_on
     WHERE NEW.withdrawn_at IS NULL AND ${codeOf("NEW.revision_id")} <> '';
   END`,
  `CREATE TRIGGER publication_leaves_its_item AFTER UPDATE OF withdrawn_at ON publication
   WHEN NEW.withdrawn_at IS NOT NULL
   BEGIN DELETE FROM catalogue_paper WHERE item_id = NEW.item_id; END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
