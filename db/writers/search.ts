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
