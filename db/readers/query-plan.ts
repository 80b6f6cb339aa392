import { CompiledQuery, type Compilable } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

/** The steps SQLite takes for a query, one line each (EXPLAIN QUERY PLAN); for the tests that keep lists on their index. */
export async function queryPlan(db: ReadDb, query: Compilable): Promise<readonly string[]> {
  const compiled = query.compile();
  const plan = await db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${compiled.sql}`, [...compiled.parameters]),
  );
  return plan.rows.map((row) => row.detail);
}
