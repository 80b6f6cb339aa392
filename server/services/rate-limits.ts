/**
 * Token buckets: one a device, and one an address for those who have said nothing of themselves yet. What is too much
 * is put off with `busy` and the seconds to wait, never lost.
 */

interface Bucket {
  tokens: number;
  at: number;
}

export interface RateLimit {
  /** Requests that may come at once, and how many come back a second. */
  readonly burst: number;
  readonly perSecond: number;
}

const mostBuckets = 200_000;

export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** `now` in milliseconds of a clock that never goes back. */
  constructor(limit: RateLimit, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Takes one token; answers 0, or the whole seconds until there is one. */
  take(who: string): number {
    const { burst, perSecond } = this.#limit;
    const now = this.#now();
    const bucket = this.#buckets.get(who) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    // The newest stand last, so that the first one is the one to forget.
    this.#buckets.delete(who);
    if (this.#buckets.size >= mostBuckets) this.#forgetOldest();
    const taken = tokens >= 1;
    this.#buckets.set(who, { tokens: taken ? tokens - 1 : tokens, at: now });
    return taken ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
