import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Pace } from "./pace.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An act that takes so long. */
const lasting = (ms: number) => async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};

/** How long a rest lasts that begins now. */
async function restOf(pace: Pace): Promise<number> {
  const started = performance.now();
  const ended = pace.rest().then(() => performance.now());
  await vi.advanceTimersByTimeAsync(1000);
  return (await ended) - started;
}

describe("the pace of acts that flush", () => {
  it("widens while acts gather several callers, up to its longest, and is gone again for who comes alone", async () => {
    const pace = new Pace(40);
    await pace.timed(1, lasting(4));
    expect(await restOf(pace)).toBeLessThan(2);
    const widening: number[] = [];
    for (let i = 0; i < 6; i++) {
      await pace.timed(5, lasting(4));
      widening.push(await restOf(pace));
    }
    expect(widening.toSorted((a, b) => a - b)).toEqual(widening);
    // 40 ms from the beginning of one to the beginning of the next, of which the act took 4.
    expect(widening.at(-1)).toBeGreaterThan(30);
    expect(widening.at(-1)).toBeLessThanOrEqual(40);
    for (let i = 0; i < 8; i++) await pace.timed(1, lasting(4));
    expect(await restOf(pace)).toBeLessThan(2);
  });

  it("rests as long as a slow act took, and no longer than its longest", async () => {
    const pace = new Pace(40);
    for (let i = 0; i < 6; i++) await pace.timed(5, lasting(500));
    const rest = await restOf(pace);
    expect(rest).toBeGreaterThan(30);
    expect(rest).toBeLessThanOrEqual(41);
  });

  it("ends a rest at once when it is hurried", async () => {
    const pace = new Pace(40);
    for (let i = 0; i < 6; i++) await pace.timed(5, lasting(1));
    const started = performance.now();
    const rest = pace.rest();
    pace.hurry();
    await rest;
    expect(performance.now()).toBe(started);
  });
});
