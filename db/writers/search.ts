import { sql } from "kysely";

import type { WriteTx } from "../schema/tables.ts";

/** Replaces the terms of one row: rowid = item.seq * 2 for items, application.seq * 2 + 1 for applications. */
export async function putSearchText(
  tx: WriteTx,
  rowid: number,
  terms: { readonly title: string; readonly body: string },
): Promise<void> {
  await sql`insert or replace into search_index(rowid, title, body) values (${rowid}, ${terms.title}, ${terms.body})`.execute(
    tx,
  );
}
