import { setTimeout } from "node:timers/promises";

export interface PaceOptions {
  /** How many times as long as the last act a rest takes. */
  readonly times: number;
  readonly longestMs: number;
  /** So many acts in a second need no rest: who comes alone waits for nobody. */
  readonly freeASecond: number;
}

/** Spaces acts that flush the disk, so that under load more work shares each of them. */
export class Pace {
  readonly #options: PaceOptions;
  #restUntil = 0;
  #secondStarted = 0;
  #acts = 0;
  #actsBefore = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  async timed<T>(act: () => Promise<T>): Promise<T> {
    const started = performance.now();
    if (started - this.#secondStarted >= 1000) {
      this.#actsBefore = started - this.#secondStarted < 2000 ? this.#acts : 0;
      this.#acts = 0;
      this.#secondStarted = started;
    }
    this.#acts += 1;
    try {
      return await act();
    } finally {
      const { times, longestMs, freeASecond } = this.#options;
      const ended = performance.now();
      const busy = Math.max(this.#acts, this.#actsBefore) > freeASecond;
      const rest = busy ? Math.min(times * (ended - started), longestMs) : 0;
      this.#restUntil = Math.max(this.#restUntil, ended + rest);
    }
  }

  /** Waits until the next act is due. */
  async rest(): Promise<void> {
    const left = this.#restUntil - performance.now();
    if (left >= 2) await setTimeout(left);
  }
}
