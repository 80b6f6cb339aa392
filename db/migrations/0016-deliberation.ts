import { sql, type Kysely } from "kysely";

/** 会商研判 about an application: who sat together, who said what, what follows. Append-only. */
const statements = [
  `CREATE TABLE deliberation (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application(id),
    held_on TEXT NOT NULL,
    chair TEXT NOT NULL CHECK (length(trim(chair)) > 0),
    participants TEXT NOT NULL CHECK (json_valid(participants) AND json_array_length(participants) >= 1),
    question TEXT NOT NULL CHECK (length(trim(question)) > 0),
    opinions TEXT NOT NULL CHECK (json_valid(opinions) AND json_array_length(opinions) >= 1),
    conclusion TEXT NOT NULL CHECK (length(trim(conclusion)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX deliberation_by_application ON deliberation(application_id, held_on)`,
  `CREATE TRIGGER deliberation_no_update BEFORE UPDATE ON deliberation
   BEGIN SELECT RAISE(ABORT, 'V5: minutes never change'); END`,
  `CREATE TRIGGER deliberation_no_delete BEFORE DELETE ON deliberation
   BEGIN SELECT RAISE(ABORT, 'V5: minutes are never deleted'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
