import { sql, type Kysely } from "kysely";

/** Each time a case file was closed and handed over: its number, its term, the digest of exactly the bundle. */
const statements = [
  `CREATE TABLE case_archive (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application(id),
    archive_no TEXT NOT NULL,
    retention TEXT NOT NULL CHECK (retention IN ('permanent','thirtyYears','tenYears')),
    bundle_digest TEXT NOT NULL CHECK (length(bundle_digest) = 64),
    file_count INTEGER NOT NULL CHECK (file_count > 0),
    checks TEXT NOT NULL CHECK (json_valid(checks)),
    account_id TEXT NOT NULL REFERENCES account(id),
    archived_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX case_archive_by_application ON case_archive(application_id, archived_at)`,
  `CREATE TRIGGER case_archive_of_closed_case BEFORE INSERT ON case_archive
   WHEN NOT EXISTS (SELECT 1 FROM application WHERE id = NEW.application_id AND closed_cache = 1)
   BEGIN SELECT RAISE(ABORT, 'V5: only a closed case is archived'); END`,
  `CREATE TRIGGER case_archive_no_update BEFORE UPDATE ON case_archive
   BEGIN SELECT RAISE(ABORT, 'V5: what was archived never changes'); END`,
  `CREATE TRIGGER case_archive_no_delete BEFORE DELETE ON case_archive
   BEGIN SELECT RAISE(ABORT, 'V5: what was archived never changes'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
