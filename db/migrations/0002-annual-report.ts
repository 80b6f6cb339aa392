import { sql, type Kysely } from "kysely";

/**
 * What people write into the annual report of a year (条例49、50): the text parts, the figures of table 1 and the
 * disputes of table 3. Figures that are counted from cases are never stored (V6). `seq` grows with every save, so that
 * nobody overwrites what somebody else saved meanwhile.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE annual_report (
    year INTEGER PRIMARY KEY CHECK (year BETWEEN 2008 AND 2999),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    texts TEXT NOT NULL CHECK (json_valid(texts)),
    table_one TEXT NOT NULL CHECK (json_valid(table_one)),
    disputes TEXT NOT NULL CHECK (json_valid(disputes)),
    saved_by TEXT NOT NULL REFERENCES account(id),
    saved_at TEXT NOT NULL
  ) STRICT`,
    )
    .execute(db);
  await sql
    .raw(
      `CREATE TRIGGER annual_report_seq BEFORE UPDATE ON annual_report WHEN NEW.seq <> OLD.seq + 1 OR NEW.year <> OLD.year
   BEGIN SELECT RAISE(ABORT, 'V8: a saved report is replaced only by whoever has read it'); END`,
    )
    .execute(db);
}
