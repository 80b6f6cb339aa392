import type { Database } from "better-sqlite3";

export type Prepare = (text: string) => ReturnType<Database["prepare"]>;

/** More than any program of this project asks again and again. */
const mostStatements = 300;

/** Longer texts are lists of rows or ids of some length that hardly comes twice. */
const longestText = 8192;

/**
 * Compiles each statement once and keeps it. A program asks the same few hundred texts, and what SQLite compiles lies in
 * memory that the garbage collector cannot see: statements that are thrown away after each use wait there for a
 * collection that nothing calls for, gigabytes of them where thousands of rows are written.
 */
export function keptStatements(database: Database): Prepare {
  const kept = new Map<string, ReturnType<Prepare>>();
  return (text) => {
    const known = kept.get(text);
    if (known && !known.busy) return known;
    const statement = database.prepare(text);
    if (text.length > longestText) return statement;
    const [oldest] = kept.size < mostStatements ? [] : kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(text, statement);
    return statement;
  };
}
