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

const options = { longestMs: 40, freeASecond: 20 };

/** Acts that follow each other, each after its rest, for so many callers. Answers how long they rested together. */
async function acts(pace: Pace, count: number, callers: (rest: number) => number): Promise<number> {
  let rested = 0;
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    const ended = pace.rest().then(() => performance.now());
    while (vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
    const rest = (await ended) - started;
    rested += rest;
    await pace.timed(callers(rest), lasting(3));
  }
  return rested;
}

describe("the pace of acts that flush", () => {
  it("opens for callers that come at moments of their own, though none is seen during an act", async () => {
    const pace = new Pace(options);
    await acts(pace, 200, (rest) => (rest >= 5 ? 2 : 1));
    const rest = await restOf(pace);
    // 40 ms from the beginning of one to the beginning of the next, of which the act took 3.
    expect(rest).toBeGreaterThan(30);
    expect(rest).toBeLessThanOrEqual(40);
  });

  it("lets who asks again and again after its own answer wait hardly ever", async () => {
    const pace = new Pace(options);
    const rested = await acts(pace, 1000, () => 1);
    expect(rested).toBeGreaterThan(0);
    expect(rested / 1000).toBeLessThan(1);
  });

  it("closes again when rests gather nobody any more", async () => {
    const pace = new Pace(options);
    await acts(pace, 200, (rest) => (rest >= 5 ? 2 : 1));
    expect(await acts(pace, 500, () => 1)).toBeLessThan(500);
  });

  it("lets nobody wait where acts are few", async () => {
    const pace = new Pace(options);
    for (let i = 0; i < 40; i++) {
      await vi.advanceTimersByTimeAsync(100);
      expect(await acts(pace, 1, () => 3)).toBe(0);
    }
  });

  it("ends a rest at once when it is hurried", async () => {
    const pace = new Pace(options);
    await acts(pace, 100, () => 5);
    const started = performance.now();
    const rest = pace.rest();
    pace.hurry();
    await rest;
    expect(performance.now()).toBe(started);
  });
});
