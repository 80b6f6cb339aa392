import { sql, type Kysely } from "kysely";

const numberOf = (publication: string): string =>
  `(SELECT trim(json_extract(v.metadata, '$.indexNumber')) FROM revision v WHERE v.id = ${publication}.revision_id)`;

/**
 * 索引号 is unique, and never used again, also not after a paper was taken down (catalogue.md §4): what was published
 * under a number keeps it. Where two had gone out under one before, the first keeps it.
 */
const statements = [
  `CREATE TABLE index_number (
    number TEXT PRIMARY KEY CHECK (number <> ''),
    item_id TEXT NOT NULL REFERENCES item(id)
  ) STRICT, WITHOUT ROWID`,
  `INSERT OR IGNORE INTO index_number (number, item_id)
   SELECT number, item_id FROM (SELECT ${numberOf("p")} AS number, p.item_id, p.seq FROM publication p) WHERE number <> '' ORDER BY seq`,
  `CREATE TRIGGER publication_under_its_own_number BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM index_number n WHERE n.number = ${numberOf("NEW")} AND n.item_id <> NEW.item_id)
   BEGIN SELECT RAISE(ABORT, 'the 索引号 is that of another paper'); END`,
  `CREATE TRIGGER publication_keeps_its_number AFTER INSERT ON publication
   WHEN ${numberOf("NEW")} <> ''
   BEGIN INSERT INTO index_number (number, item_id) VALUES (${numberOf("NEW")}, NEW.item_id) ON CONFLICT (number) DO NOTHING; END`,
  `CREATE TRIGGER index_number_no_update BEFORE UPDATE ON index_number
   BEGIN SELECT RAISE(ABORT, 'an 索引号 stays with its paper'); END`,
  `CREATE TRIGGER index_number_no_delete BEFORE DELETE ON index_number
   BEGIN SELECT RAISE(ABORT, 'an 索引号 is never free again'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
