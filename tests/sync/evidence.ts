import { afterAll, afterEach } from "vitest";

/** What draws is drawn from this; `DISCLOSURE_SEED` draws the same again. */
export const seed = Number(process.env["DISCLOSURE_SEED"] ?? Date.now() % 2 ** 31);

/** A generator (mulberry32) of numbers below a bound. */
export function seededRandom(from: number): (below: number) => number {
  let state = from >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * Prints, when the file is through, what it has shown: its number in the plan, its seed ("fixed" where nothing is
 * drawn), how much was tried, and the invariants, which are said to hold only when every test of the file passed.
 */
export function printsEvidence(
  id: string,
  facts: { readonly seed: number | "fixed"; readonly counts: () => string; readonly invariants: string },
): void {
  let tests = 0;
  let failed = 0;
  afterEach(({ task }) => {
    tests += 1;
    if ((task.result?.errors ?? []).length > 0) failed += 1;
  });
  afterAll(() => {
    const verdict = failed === 0 ? `${facts.invariants} hold` : `${failed} FAILED`;
    console.log(`${id}: seed ${facts.seed}, ${facts.counts()}, ${tests} tests; ${verdict}`);
  });
}
