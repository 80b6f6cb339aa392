import { sql, type Kysely } from "kysely";

/**
 * What the drafter decided about the pictures of attached files, by the digest of the picture: equal pictures share it, a
 * changed one asks again. It stands still while reviewers read (V3); what a revision was made of is inside the revision.
 */
const underReview = (row: string): string =>
  `EXISTS (SELECT 1 FROM review r WHERE r.item_id = ${row}.item_id AND r.state IN ('open','referred'))`;
const still = (name: string, event: string, row: string): string =>
  `CREATE TRIGGER draft_picture_${name} BEFORE ${event} ON draft_picture
   WHEN ${underReview(row)}
   BEGIN SELECT RAISE(ABORT, 'V3: decisions about pictures stand still under review'); END`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `CREATE TABLE draft_picture (
      item_id TEXT NOT NULL REFERENCES item(id),
      digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
      decision TEXT NOT NULL CHECK (decision IN ('keep','mask','drop')),
      regions TEXT NOT NULL CHECK (json_valid(regions) AND json_type(regions) = 'array'),
      account_id TEXT NOT NULL REFERENCES account(id),
      person_id TEXT NOT NULL REFERENCES person(id),
      decided_at TEXT NOT NULL,
      PRIMARY KEY (item_id, digest),
      CHECK ((decision = 'mask') = (json_array_length(regions) > 0))
    ) STRICT, WITHOUT ROWID`,
    still("insert", "INSERT", "NEW"),
    still("update", "UPDATE", "OLD"),
    still("delete", "DELETE", "OLD"),
  ])
    await sql.raw(statement).execute(db);
}
