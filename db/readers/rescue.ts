import type { RawDatabase } from "../sqlite/open-database.ts";

export interface ReadableTable {
  readonly name: string;
  /** Rows that could be read. */
  readonly readable: number;
  /** False when reading stopped at damage. */
  readonly complete: boolean;
}

/** Reads every ordinary table of a possibly damaged database, as far as it goes; each row is handed on as one JSON line. */
export function readTables(raw: RawDatabase, row?: (line: string) => void): readonly ReadableTable[] {
  const names = raw
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'search_index%' order by name",
    )
    .pluck()
    .all() as string[];
  return names.map((name) => {
    let readable = 0;
    try {
      for (const found of raw.prepare(`select * from "${name}"`).iterate() as Iterable<
        Record<string, unknown>
      >) {
        readable += 1;
        row?.(
          JSON.stringify({ table: name, row: found }, (_key, value: unknown) =>
            value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value,
          ),
        );
      }
      return { name, readable, complete: true };
    } catch {
      // Damage inside this table: what came before it was handed on, the next table may be whole.
      return { name, readable, complete: false };
    }
  });
}
