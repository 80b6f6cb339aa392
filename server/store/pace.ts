/**
 * Spaces acts that flush the disk, so that more work shares each of them. What an act costs hardly depends on how much
 * it carries: fewer and larger ones are what lets a server keep up when it is asked for more than it can do one by one.
 *
 * The spacing finds itself: it doubles while acts gather more than one caller and is halved when one gathered nobody
 * else, so that who comes alone, or again and again after its own answer, waits for nobody.
 */
export class Pace {
  readonly #longestMs: number;
  #spacingMs = 0;
  #dueAt = 0;
  #endRest: (() => void) | undefined;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** Runs an act for so many callers. */
  async timed<T>(callers: number, act: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await act();
    } finally {
      const ended = performance.now();
      const took = ended - started;
      const spacing =
        callers > 1 ? Math.min(Math.max(2 * this.#spacingMs, took), this.#longestMs) : this.#spacingMs / 2;
      this.#spacingMs = spacing < 1 ? 0 : spacing;
      // One that was slow rests as long as it took: the thread is others' too.
      this.#dueAt = Math.max(started + this.#spacingMs, ended + Math.min(took, this.#spacingMs));
    }
  }

  /** Waits until the next act is due, or until `hurry` is called. */
  async rest(): Promise<void> {
    const left = this.#dueAt - performance.now();
    if (left < 2) return;
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
