interface Held {
  /** Asks the holder to let go. */
  readonly ask: () => void;
  readonly freed: Promise<void>;
}

export interface UploadLocksOptions {
  /** How long a holder that was asked to let go may go on. */
  readonly drainMs: number;
  /** How long anybody waits for a lock. */
  readonly waitMs: number;
}

/**
 * One request at a time for an upload. A connection that died without a word holds its upload until the client is back
 * on a new one: the newcomer asks for it, and what still stands after the drain is cut off.
 */
export class UploadLocks {
  readonly #options: UploadLocksOptions;
  readonly #held = new Map<string, Held>();

  constructor(options: UploadLocksOptions) {
    this.#options = options;
  }

  /** Takes the lock; `cutOff` ends what its holder is doing. Answers how to give it back; undefined: not to be had. */
  async take(uploadId: string, cutOff: () => void): Promise<(() => void) | undefined> {
    const until = performance.now() + this.#options.waitMs;
    for (let held = this.#held.get(uploadId); held; held = this.#held.get(uploadId)) {
      held.ask();
      const left = until - performance.now();
      if (left <= 0 || !(await settledWithin(held.freed, left))) return undefined;
    }
    const freed = Promise.withResolvers<void>();
    let drain: NodeJS.Timeout | undefined;
    const mine: Held = {
      ask: () => {
        drain ??= setTimeout(cutOff, this.#options.drainMs);
      },
      freed: freed.promise,
    };
    this.#held.set(uploadId, mine);
    return () => {
      clearTimeout(drain);
      if (this.#held.get(uploadId) === mine) this.#held.delete(uploadId);
      freed.resolve();
    };
  }
}

async function settledWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = await Promise.race([promise.then(() => true as const), late]);
  clearTimeout(timer);
  return settled;
}
