import { sql } from "kysely";

import { Pace } from "./pace.ts";
import type { ServerDb, ServerTx } from "./schema.ts";

type Act<T> = (tx: ServerTx) => Promise<T>;

interface Waiting {
  readonly act: Act<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const mostTogether = 64;

/**
 * Group commit. A durable commit costs a flush of the disk; what several packages want to write at the same time goes
 * into one transaction, each act behind a savepoint of its own, so that one that fails takes back only itself. An act
 * is answered after the commit, never before. The flush holds the thread: under load the queue rests after each as
 * long as it took, so that requests go on and more of them share the next one.
 */
export class CommitQueue {
  readonly #db: ServerDb;
  #waiting: Waiting[] = [];
  #running = false;
  readonly #pace = new Pace({ times: 1, longestMs: 15, freeASecond: 20 });

  constructor(db: ServerDb) {
    this.#db = db;
  }

  run<T>(act: Act<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ act, resolve: resolve as (value: unknown) => void, reject });
      if (!this.#running) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      if (this.#waiting.length < mostTogether) await this.#pace.rest();
      const batch = this.#waiting.splice(0, mostTogether);
      await this.#pace.timed(() => this.#commit(batch));
    }
    this.#running = false;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      await this.#db.transaction().execute(async (tx) => {
        for (const { act, resolve, reject } of batch) {
          await sql`savepoint act`.execute(tx);
          try {
            const value = await act(tx);
            answers.push(() => resolve(value));
          } catch (error) {
            // A full disk ended the whole transaction already: its cause is what everybody has to hear.
            await sql`rollback to act`.execute(tx).catch(() => {
              throw error;
            });
            answers.push(() => reject(error));
          }
          await sql`release act`.execute(tx);
        }
      });
    } catch (error) {
      // The commit itself failed (a full disk): nobody's act is done.
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const answer of answers) answer();
  }
}
