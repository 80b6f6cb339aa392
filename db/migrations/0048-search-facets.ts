import { sql, type Kysely } from "kysely";

/**
 * What a search filters by within a paper: the units its passages name as responsible and their sections. And the edition
 * that the entries of the index are of: those of an older one are made anew after the start, in the background, from where it last
 * stopped. Nothing was noted before, so all entries are of edition 0.
 */
const statements = [
  `CREATE TABLE search_facet (
    row_id INTEGER NOT NULL,
    facet TEXT NOT NULL CHECK (facet IN ('unit','section')),
    value TEXT NOT NULL CHECK (value <> ''),
    PRIMARY KEY (row_id, facet, value)
  ) STRICT, WITHOUT ROWID`,
  "CREATE INDEX search_facet_by_value ON search_facet(facet, value, row_id)",
  `CREATE TABLE search_edition (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    edition INTEGER NOT NULL CHECK (edition >= 0),
    complete INTEGER NOT NULL CHECK (complete IN (0,1)),
    items_done INTEGER NOT NULL CHECK (items_done >= 0),
    applications_done INTEGER NOT NULL CHECK (applications_done >= 0)
  ) STRICT`,
  "INSERT INTO search_edition (only, edition, complete, items_done, applications_done) VALUES (1, 0, 1, 0, 0)",
  // An edition never goes back, and what was made anew of it counts on.
  `CREATE TRIGGER search_edition_goes_on BEFORE UPDATE ON search_edition
   WHEN NEW.edition < OLD.edition
     OR (NEW.edition = OLD.edition AND (NEW.complete < OLD.complete OR NEW.items_done < OLD.items_done OR NEW.applications_done < OLD.applications_done))
   BEGIN SELECT RAISE(ABORT, 'the edition of the search index only goes on'); END`,
  `CREATE TRIGGER search_edition_no_delete BEFORE DELETE ON search_edition
   BEGIN SELECT RAISE(ABORT, 'the edition of the search index is not deleted'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
