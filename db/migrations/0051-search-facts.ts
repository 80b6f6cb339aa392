import { sql, type Kysely } from "kysely";

/**
 * What a search reads beside its hits, by index: a paper by its number, and of drafts with a mark (失效, 废止) or of another's making
 * what they say of it. These lie behind the text in their row, which may have thousands of pages.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "CREATE INDEX item_by_doc_number ON item(doc_number_cache) WHERE doc_number_cache <> ''",
    `CREATE INDEX draft_search_facts ON draft(item_id, changed_since_revision, metadata ->> '$.originType', metadata -> '$.validity')
     WHERE metadata ->> '$.originType' <> 'made' OR metadata -> '$.validity' IS NOT NULL`,
  ])
    await sql.raw(statement).execute(db);
}
