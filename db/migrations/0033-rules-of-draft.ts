import { sql, type Kysely } from "kysely";

/**
 * By which rules a draft's text and each of its files were screened last; '' where that was never written down. A
 * revision names the rules it was screened by, so nothing that older ones looked at may go into it.
 */
const statements = [
  "ALTER TABLE draft ADD COLUMN screened_by TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE draft_attachment ADD COLUMN screened_by TEXT NOT NULL DEFAULT ''",
  `CREATE TRIGGER revision_files_screened BEFORE INSERT ON revision
   WHEN EXISTS (SELECT 1 FROM draft_attachment a WHERE a.item_id = NEW.item_id AND a.screened_by IS NOT NEW.rules_version)
   BEGIN SELECT RAISE(ABORT, 'V9: a file of the draft was screened by other rules than the revision names'); END`,
  `CREATE TRIGGER revision_text_screened BEFORE INSERT ON revision
   WHEN EXISTS (
     SELECT 1 FROM draft d JOIN item i ON i.id = d.item_id
     WHERE d.item_id = NEW.item_id AND i.kind <> 'letter' AND d.screening = 'done'
       AND d.screened_by IS NOT NEW.rules_version)
   BEGIN SELECT RAISE(ABORT, 'V9: the text of the draft was screened by other rules than the revision names'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
