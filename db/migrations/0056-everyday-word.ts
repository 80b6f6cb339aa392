import { sql, type Kysely } from "kysely";

const business = "('drafter','unitHead','confidentialityReviewer','disclosureOffice','leader')";
const inUse = "removed_at IS NULL";

const refuse = (name: string, when: string, why: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${when}
   BEGIN SELECT RAISE(ABORT, '${why}'); END`;

const hasNoRole = (account: string, roles: string): string =>
  `NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = ${account} AND role IN ${roles})`;
const isNotOf = (person: string, account: string): string =>
  `${person} IS NOT (SELECT person_id FROM account WHERE id = ${account})`;

/**
 * Everyday words that people of the department add to the shipped ones (domain/search.md §8, origin=user): whoever reads content may
 * add one; who added it or the disclosure office takes it back. An everyday word reaches one official wording at a time.
 */
const statements = [
  `CREATE TABLE everyday_word (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL CHECK (origin = 'user'),
    everyday TEXT NOT NULL CHECK (length(everyday) BETWEEN 2 AND 60 AND trim(everyday) = everyday),
    official TEXT NOT NULL CHECK (length(official) BETWEEN 2 AND 60 AND trim(official) = official),
    everyday_folded TEXT NOT NULL CHECK (length(everyday_folded) BETWEEN 2 AND 30 AND instr(everyday_folded, ' ') = 0),
    official_folded TEXT NOT NULL CHECK (length(official_folded) BETWEEN 2 AND 30 AND official_folded <> everyday_folded),
    direction TEXT NOT NULL CHECK (direction IN ('both','toOfficial')),
    field TEXT NOT NULL CHECK (field <> ''),
    added_by_account TEXT NOT NULL REFERENCES account(id),
    added_by_person TEXT NOT NULL REFERENCES person(id),
    added_at TEXT NOT NULL,
    removed_by_account TEXT REFERENCES account(id),
    removed_by_person TEXT REFERENCES person(id),
    removed_at TEXT,
    CHECK ((removed_at IS NULL) = (removed_by_account IS NULL) AND (removed_at IS NULL) = (removed_by_person IS NULL))
  ) STRICT`,
  `CREATE UNIQUE INDEX everyday_word_once ON everyday_word(everyday_folded) WHERE ${inUse}`,
  refuse(
    "everyday_word_by_who_reads_content",
    `INSERT ON everyday_word WHEN NEW.removed_at IS NOT NULL OR ${isNotOf("NEW.added_by_person", "NEW.added_by_account")}
     OR ${hasNoRole("NEW.added_by_account", business)}`,
    "V4: words are added by who reads content",
  ),
  refuse(
    "everyday_word_bounded",
    `INSERT ON everyday_word WHEN (SELECT count(*) FROM everyday_word WHERE ${inUse}) >= 500`,
    "V3: a department has at most 500 words of its own",
  ),
  refuse(
    "everyday_word_taken_back_once",
    `UPDATE ON everyday_word WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
     OR ${[
       "seq",
       "id",
       "origin",
       "everyday",
       "official",
       "everyday_folded",
       "official_folded",
       "direction",
       "field",
       "added_by_account",
       "added_by_person",
       "added_at",
     ]
       .map((column) => `NEW.${column} IS NOT OLD.${column}`)
       .join(" OR ")}`,
    "V5: a word is taken back once and changed never",
  ),
  refuse(
    "everyday_word_taken_back_by",
    `UPDATE ON everyday_word WHEN ${isNotOf("NEW.removed_by_person", "NEW.removed_by_account")}
     OR (NEW.removed_by_account IS NOT OLD.added_by_account AND ${hasNoRole("NEW.removed_by_account", "('disclosureOffice')")})`,
    "V4: a word is taken back by who added it or by the disclosure office",
  ),
  refuse("everyday_word_no_delete", "DELETE ON everyday_word", "V5: a word is taken back, never deleted"),
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
