import { sql, type Kysely } from "kysely";

/**
 * A file that is taken out of a draft and comes back with the same bytes finds the answers that were given about it: they
 * are about the same passages of the same item. They wait by item and digest until the draft is frozen and no longer, so
 * that nothing is answered by what was said before another review (V3). An answer that came back so says it.
 */
const statements = [
  "CREATE UNIQUE INDEX draft_answer_of_item ON draft_answer(id, item_id)",
  `CREATE TABLE draft_kept_answer (
    item_id TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    passage TEXT NOT NULL,
    answer_id INTEGER NOT NULL,
    PRIMARY KEY (item_id, digest, passage),
    FOREIGN KEY (answer_id, item_id) REFERENCES draft_answer(id, item_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER draft_kept_answer_until_frozen AFTER INSERT ON revision
   BEGIN DELETE FROM draft_kept_answer WHERE item_id = NEW.item_id; END`,
  "ALTER TABLE draft_finding_answer ADD COLUMN carried INTEGER NOT NULL DEFAULT 0 CHECK (carried IN (0,1))",
  `CREATE TRIGGER draft_finding_answer_carried BEFORE INSERT ON draft_finding_answer
   WHEN NEW.carried = 1 AND NOT EXISTS (
     SELECT 1 FROM draft_finding f
     JOIN draft_attachment t ON t.id = f.attachment_id
     JOIN draft_answer a ON a.id = NEW.answer_id AND a.item_id = t.item_id
     WHERE f.id = NEW.finding_id)
   BEGIN SELECT RAISE(ABORT, 'V2: an answer is carried over within its item alone'); END`,
  `CREATE TRIGGER draft_finding_answer_stands BEFORE UPDATE ON draft_finding_answer
   BEGIN SELECT RAISE(ABORT, 'V2: another answer is given in its place'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
