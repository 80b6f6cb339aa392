import { sql, type Kysely } from "kysely";

/**
 * Comments beside the draft of a letter: work material that never enters a revision. They are written and settled as
 * events, never changed (V5), not while the letter is under review (its words are said there, and two reviewers judge
 * apart), and not after it is signed.
 */
const closed = (letter: string) => `EXISTS (SELECT 1 FROM letter_issue WHERE letter_id = ${letter})
     OR EXISTS (SELECT 1 FROM review r JOIN letter l ON l.item_id = r.item_id
       WHERE l.id = ${letter} AND r.state IN ('open','referred'))`;
const statements = [
  `CREATE TABLE letter_comment (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    letter_id TEXT NOT NULL REFERENCES letter(id),
    reply_to TEXT REFERENCES letter_comment(id),
    block_id TEXT,
    field TEXT,
    quote TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    written_at TEXT NOT NULL,
    CHECK (block_id IS NOT NULL OR (field IS NULL AND quote = '')),
    CHECK (reply_to IS NULL OR block_id IS NULL)
  ) STRICT`,
  `CREATE INDEX letter_comment_by_letter ON letter_comment(letter_id, seq)`,
  `CREATE TABLE letter_comment_event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    comment_id TEXT NOT NULL REFERENCES letter_comment(id),
    kind TEXT NOT NULL CHECK (kind IN ('resolved','reopened')),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX letter_comment_event_by_comment ON letter_comment_event(comment_id, seq)`,
  `CREATE TRIGGER letter_comment_while_drafting BEFORE INSERT ON letter_comment
   WHEN ${closed("NEW.letter_id")}
   BEGIN SELECT RAISE(ABORT, 'V3: a letter under review or signed takes no comments'); END`,
  `CREATE TRIGGER letter_comment_answers_a_comment BEFORE INSERT ON letter_comment
   WHEN NEW.reply_to IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM letter_comment c WHERE c.id = NEW.reply_to AND c.letter_id = NEW.letter_id AND c.reply_to IS NULL
       AND 'resolved' IS NOT (SELECT e.kind FROM letter_comment_event e WHERE e.comment_id = c.id ORDER BY e.seq DESC LIMIT 1))
   BEGIN SELECT RAISE(ABORT, 'V5: a reply answers an open comment of its letter'); END`,
  `CREATE TRIGGER letter_comment_account_is_persons BEFORE INSERT ON letter_comment
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER letter_comment_no_update BEFORE UPDATE ON letter_comment
   BEGIN SELECT RAISE(ABORT, 'V5: comments never change'); END`,
  `CREATE TRIGGER letter_comment_no_delete BEFORE DELETE ON letter_comment
   BEGIN SELECT RAISE(ABORT, 'V5: comments are never deleted'); END`,
  `CREATE TRIGGER letter_comment_event_in_turns BEFORE INSERT ON letter_comment_event
   WHEN NOT EXISTS (SELECT 1 FROM letter_comment WHERE id = NEW.comment_id AND reply_to IS NULL)
     OR (NEW.kind = 'resolved') = ('resolved' IS (
       SELECT kind FROM letter_comment_event WHERE comment_id = NEW.comment_id ORDER BY seq DESC LIMIT 1))
   BEGIN SELECT RAISE(ABORT, 'V5: a comment is settled and opened again in turns'); END`,
  `CREATE TRIGGER letter_comment_event_while_drafting BEFORE INSERT ON letter_comment_event
   WHEN ${closed("(SELECT letter_id FROM letter_comment WHERE id = NEW.comment_id)")}
   BEGIN SELECT RAISE(ABORT, 'V3: a letter under review or signed takes no comments'); END`,
  `CREATE TRIGGER letter_comment_event_account_is_persons BEFORE INSERT ON letter_comment_event
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END`,
  `CREATE TRIGGER letter_comment_event_no_update BEFORE UPDATE ON letter_comment_event
   BEGIN SELECT RAISE(ABORT, 'V5: what was settled never changes'); END`,
  `CREATE TRIGGER letter_comment_event_no_delete BEFORE DELETE ON letter_comment_event
   BEGIN SELECT RAISE(ABORT, 'V5: what was settled is never deleted'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
