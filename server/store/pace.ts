export interface PaceOptions {
  /** From the beginning of one act to the beginning of the next, at most. */
  readonly longestMs: number;
  /** So many acts in a second need no rest: they cost little together. */
  readonly freeASecond: number;
}

/** How long the rest is that tries whether anybody comes meanwhile. */
const firstTryMs = 10;
/** So many acts pass between two tries. */
const tryEvery = 16;

/**
 * Spaces acts that flush the disk, so that more work shares each of them. What an act costs hardly depends on how much
 * it carries: fewer and larger ones are what lets a server keep up when it is asked for more than it can do one by one.
 *
 * The spacing finds itself. An act holds the thread, so that nobody is seen to come during one: now and then, when there
 * are many, a short rest tries it. Rests that gather somebody grow longer; those that gather nobody grow shorter and
 * end, so that who asks again and again after its own answer waits for nobody.
 */
export class Pace {
  readonly #options: PaceOptions;
  #spacingMs = 0;
  #dueAt = 0;
  #rested = false;
  #sinceTry = 0;
  #secondStarted = 0;
  #acts = 0;
  #actsBefore = 0;
  #endRest: (() => void) | undefined;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Runs an act for so many callers. */
  async timed<T>(callers: number, act: () => Promise<T>): Promise<T> {
    const started = performance.now();
    this.#count(started);
    try {
      return await act();
    } finally {
      const ended = performance.now();
      const took = ended - started;
      const { longestMs, freeASecond } = this.#options;
      this.#spacingMs = this.#nextSpacing(callers);
      const busy = Math.max(this.#acts, this.#actsBefore) > freeASecond;
      const spacing = busy ? Math.min(this.#spacingMs, longestMs) : 0;
      // One that was slow rests as long as it took: the thread is others' too.
      this.#dueAt = Math.max(started + spacing, ended + Math.min(took, spacing));
      this.#rested = false;
    }
  }

  #count(now: number): void {
    if (now - this.#secondStarted >= 1000) {
      this.#actsBefore = now - this.#secondStarted < 2000 ? this.#acts : 0;
      this.#acts = 0;
      this.#secondStarted = now;
    }
    this.#acts += 1;
  }

  #nextSpacing(callers: number): number {
    if (callers > 1) return Math.min(Math.max(2 * this.#spacingMs, firstTryMs), this.#options.longestMs);
    if (this.#rested) return this.#spacingMs < firstTryMs / 2 ? 0 : this.#spacingMs / 2;
    if (this.#spacingMs > 0) return this.#spacingMs;
    this.#sinceTry = (this.#sinceTry + 1) % tryEvery;
    return this.#sinceTry === 0 ? firstTryMs : 0;
  }

  /** Waits until the next act is due, or until `hurry` is called. */
  async rest(): Promise<void> {
    const left = this.#dueAt - performance.now();
    if (left < 1) return;
    this.#rested = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      this.#endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endRest = undefined;
  }

  /** Ends a rest that is under way: enough has gathered, or something must not wait. */
  hurry(): void {
    this.#endRest?.();
  }
}
