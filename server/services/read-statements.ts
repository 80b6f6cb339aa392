import type { ReadStatement, StatementMemo } from "../../shared/sync-protocol/judge-package.ts";

type Read = ReadStatement<"review" | "submission">;

const mostKept = 1000;
/** Longer ones are read again rather than kept. */
const longestKept = 16 * 1024;

/** Statements of announced packages, kept until their bags come; each serves once. */
export class ReadStatements implements StatementMemo {
  readonly #kept = new Map<string, Read>();

  take(key: string): Read | undefined {
    const read = this.#kept.get(key);
    this.#kept.delete(key);
    return read;
  }

  keep(key: string, read: Read): void {
    if (read.envelope.payload.length > longestKept) return;
    if (this.#kept.size >= mostKept) this.#kept.delete(this.#kept.keys().next().value ?? "");
    this.#kept.set(key, read);
  }
}
