import { CompiledQuery } from "kysely";

import { Pace } from "./pace.ts";
import type { ServerDb, ServerTx } from "./schema.ts";

type Act<T> = (tx: ServerTx) => Promise<T>;

interface Waiting {
  readonly act: Act<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const savepoint = CompiledQuery.raw("savepoint act");
const rollback = CompiledQuery.raw("rollback to act");
const release = CompiledQuery.raw("release act");

const mostTogether = 64;
/** So many that wait are enough for a commit of their own, whenever the last one was. */
const enough = 24;
/** A package is committed some three times on its way; together that stays well below what anybody notices. */
const longestSpacingMs = 40;

/**
 * Group commit. A durable commit costs a flush of the disk; what several packages want to write at the same time goes
 * into one transaction, each act behind a savepoint of its own, so that one that fails takes back only itself. An act
 * is answered after the commit, never before. The flush holds the thread: under load commits are spaced, so that
 * requests go on and more of them share the next one; how much a package costs then falls as more of them come.
 */
export class CommitQueue {
  readonly #db: ServerDb;
  #waiting: Waiting[] = [];
  #running = false;
  #pressing = false;
  readonly #pace = new Pace({ longestMs: longestSpacingMs, freeASecond: 20 });

  constructor(db: ServerDb) {
    this.#db = db;
  }

  /** `pressing`: many wait for this one act, so that it takes along whoever waits now. */
  run<T>(act: Act<T>, { pressing = false }: { readonly pressing?: boolean } = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ act, resolve: resolve as (value: unknown) => void, reject });
      this.#pressing ||= pressing;
      if (!this.#running) void this.#drain();
      else if (this.#mayNotWait()) this.#pace.hurry();
    });
  }

  #mayNotWait(): boolean {
    return this.#pressing || this.#waiting.length >= enough;
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      if (!this.#mayNotWait()) await this.#pace.rest();
      const batch = this.#waiting.splice(0, mostTogether);
      // Whatever pressed is in this batch, unless more wait than go together: then the next one follows at once.
      this.#pressing &&= this.#waiting.length > 0;
      await this.#pace.timed(batch.length, () => this.#commit(batch));
    }
    this.#running = false;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      await this.#db.transaction().execute(async (tx) => {
        for (const { act, resolve, reject } of batch) {
          await tx.executeQuery(savepoint);
          try {
            const value = await act(tx);
            answers.push(() => resolve(value));
          } catch (error) {
            // A full disk ended the whole transaction already: its cause is what everybody has to hear.
            await tx.executeQuery(rollback).catch(() => {
              throw error;
            });
            answers.push(() => reject(error));
          }
          await tx.executeQuery(release);
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
