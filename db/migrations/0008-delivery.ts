import { sql, type Kysely } from "kysely";

/**
 * What became of a letter after its first service (`letter_service`): signed for, returned, sent again. Append-only;
 * the order is a return before each new sending, and nothing after it was received.
 */
const statements = [
  `CREATE TABLE delivery_step (
    id TEXT PRIMARY KEY,
    letter_id TEXT NOT NULL REFERENCES letter_service(letter_id),
    position INTEGER NOT NULL CHECK (position >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('sent','received','returned')),
    on_day TEXT NOT NULL,
    method TEXT,
    cause TEXT CHECK (cause IN ('applicantAddress','refused','unclaimed','organAddress')),
    tracking_no TEXT NOT NULL,
    note TEXT NOT NULL CHECK (length(trim(note)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (letter_id, position),
    CHECK ((kind = 'sent') = (method IS NOT NULL)),
    CHECK ((kind = 'returned') = (cause IS NOT NULL)),
    CHECK (method IS NOT 'post' OR length(trim(tracking_no)) > 0)
  ) STRICT`,
  `CREATE TRIGGER delivery_step_no_update BEFORE UPDATE ON delivery_step
   BEGIN SELECT RAISE(ABORT, 'V5: the service of a letter never changes'); END`,
  `CREATE TRIGGER delivery_step_no_delete BEFORE DELETE ON delivery_step
   BEGIN SELECT RAISE(ABORT, 'V5: the service of a letter is never deleted'); END`,
  `CREATE TRIGGER delivery_step_in_order BEFORE INSERT ON delivery_step
   WHEN NEW.position <> COALESCE((SELECT MAX(position) FROM delivery_step WHERE letter_id = NEW.letter_id), 0) + 1
     OR NEW.on_day < COALESCE((SELECT MAX(on_day) FROM delivery_step WHERE letter_id = NEW.letter_id),
       (SELECT clock_date FROM letter_service WHERE letter_id = NEW.letter_id))
   BEGIN SELECT RAISE(ABORT, 'V5: the steps of a service are appended in order'); END`,
  `CREATE TRIGGER delivery_step_follows BEFORE INSERT ON delivery_step
   WHEN (NEW.kind = 'sent') <> ('returned' IS (
     SELECT kind FROM delivery_step WHERE letter_id = NEW.letter_id ORDER BY position DESC LIMIT 1))
     OR EXISTS (SELECT 1 FROM delivery_step WHERE letter_id = NEW.letter_id AND kind = 'received')
   BEGIN SELECT RAISE(ABORT, 'V5: sent again only after a return, nothing after the receipt'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
