import type { Compilable, CompiledQuery, InferResult, Insertable, Kysely } from "kysely";

import type { ServerDb, ServerTables, ServerTx } from "./schema.ts";

/**
 * Queries of the way every package takes, built once: to build one anew costs many times what SQLite needs to answer
 * it. The texts stay where they are used, written in the query builder like every other.
 */

type Value = string | number | Uint8Array | null;

/** Stands for a value while a query is built. */
class Place {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** Makes a query that is built at its first use, with places for its values. */
export const prepared = <Values extends readonly Value[], Query extends Compilable>(
  build: (db: ServerDb | ServerTx, ...values: Values) => Query,
): ((db: ServerDb | ServerTx, ...values: Values) => Promise<InferResult<Query>>) => preparedOn(build);

/** The same over any tables. */
export function preparedOn<Tables, Values extends readonly Value[], Query extends Compilable>(
  build: (db: Kysely<Tables>, ...values: Values) => Query,
): (db: Kysely<Tables>, ...values: Values) => Promise<InferResult<Query>> {
  let compiled: CompiledQuery | undefined;
  return async (db, ...values) => {
    compiled ??= build(db, ...(values.map((_, index) => new Place(index)) as unknown as Values)).compile();
    const parameters = compiled.parameters.map((value) =>
      value instanceof Place ? values[value.index] : value,
    );
    const { rows } = await db.executeQuery({ ...compiled, parameters });
    return rows as InferResult<Query>;
  };
}

const insertions = new Map<string, CompiledQuery>();

/** Inserts one row; the query is built once for a table and its columns. */
export async function insertRow<Table extends keyof ServerTables>(
  db: ServerDb | ServerTx,
  table: Table,
  row: Insertable<ServerTables[Table]>,
): Promise<void> {
  const name = `${table} ${Object.keys(row).join(" ")}`;
  const compiled = insertions.get(name) ?? db.insertInto(table).values(row).compile();
  insertions.set(name, compiled);
  await db.executeQuery({ ...compiled, parameters: Object.values(row) });
}
