import { sql } from "kysely";

import type { SearchEntry } from "../../shared/domain/search/search-entry.ts";
import type { WriteTx } from "../schema/tables.ts";

/** Replaces the entry of one row: rowid = item.seq * 2 for items, application.seq * 2 + 1 for applications. */
export async function putSearchEntry(tx: WriteTx, rowid: number, entry: SearchEntry): Promise<void> {
  await sql`insert or replace into search_index(rowid, title, body) values (${rowid}, ${entry.title}, ${entry.body})`.execute(
    tx,
  );
  await tx.deleteFrom("search_facet").where("row_id", "=", rowid).execute();
  // Several rows a statement, as far as their number of values allows.
  for (let from = 0; from < entry.facets.length; from += 200)
    await tx
      .insertInto("search_facet")
      .values(entry.facets.slice(from, from + 200).map((facet) => ({ row_id: rowid, ...facet })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** How many segments of one size the index merges by itself; FTS5's own default (https://sqlite.org/fts5.html#the_automerge_configuration_option). */
const automerge = 4;
/** Pages of one merging: some milliseconds, of which half goes into encrypting them. */
const mergedAtOnce = 32;

/** An instruction to the index, written into it like a row; its value must be an integer, which a bound number is not. */
async function instruct(tx: WriteTx, instruction: "automerge" | "merge", value: number): Promise<void> {
  await sql`insert into search_index(search_index, rank) values (${instruction}, ${sql.lit(value)})`.execute(
    tx,
  );
}

/**
 * Merges a little of what was written to the index; answers whether there was anything to merge. An index of many small
 * segments answers slowly, and sixteen of one size SQLite merges in one go, however large they are.
 */
export async function mergeSearchIndex(tx: WriteTx): Promise<boolean> {
  const changes = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select total_changes() as count`.execute(tx);
    return rows[0]?.count ?? 0;
  };
  const before = await changes();
  await instruct(tx, "merge", mergedAtOnce);
  // The instruction itself counts as one change.
  return (await changes()) - before > 1;
}

/**
 * Writes entries without what the index merges along with them: the more it holds, the more of it, at moments of its
 * own. Whoever calls merges (`mergeSearchIndex`) until nothing is left, a little at a time. What the index does by
 * itself for others is the same again before the transaction ends.
 */
export async function writeUnmerged(tx: WriteTx, write: () => Promise<void>): Promise<void> {
  await instruct(tx, "automerge", 0);
  await write();
  // Writes out what is gathered, while nothing is merged along with that.
  await mergeSearchIndex(tx);
  await instruct(tx, "automerge", automerge);
}

/** Begins to make the entries of an older edition anew. */
export async function beginSearchEdition(tx: WriteTx, edition: number): Promise<void> {
  await tx
    .updateTable("search_edition")
    .set({ edition, complete: 0, items_done: 0, applications_done: 0 })
    .where("edition", "<", edition)
    .execute();
}

/** How far the entries were made anew. */
export async function keepSearchProgress(
  tx: WriteTx,
  done: { readonly items: number; readonly applications: number; readonly complete: boolean },
): Promise<void> {
  await tx
    .updateTable("search_edition")
    .set({
      items_done: done.items,
      applications_done: done.applications,
      complete: done.complete ? 1 : 0,
    })
    .execute();
}
