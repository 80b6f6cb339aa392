import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";

import { startRounds } from "./rounds.ts";

/** A round that can be held open, and counts how often it began. */
function heldRound() {
  let release = (): void => {};
  const seen = { begun: 0, ended: 0 };
  return {
    seen,
    release: () => release(),
    round: async (): Promise<void> => {
      seen.begun += 1;
      if (seen.begun > 1) await new Promise<void>((resolve) => (release = resolve));
      seen.ended += 1;
    },
  };
}

it("has ended its first round when it resolves, and goes on by itself", async () => {
  const { round, seen } = heldRound();
  const rounds = await startRounds(round, 1, () => {});
  expect(seen).toEqual({ begun: 1, ended: 1 });
  await expect.poll(() => seen.begun).toBe(2);
  void rounds.stop();
});

it("waits at a stop for the round in hand, and lets no other begin", async () => {
  const { round, seen, release } = heldRound();
  const rounds = await startRounds(round, 1, () => {});
  await expect.poll(() => seen.begun).toBe(2);
  let stopped = false;
  const stopping = rounds.stop().then(() => (stopped = true));
  await wait(20);
  expect(stopped).toBe(false);
  release();
  await stopping;
  await wait(20);
  expect(seen).toEqual({ begun: 2, ended: 2 });
});

it("begins no round after a stop between two", async () => {
  const { round, seen } = heldRound();
  const rounds = await startRounds(round, 50, () => {});
  await rounds.stop();
  await wait(100);
  expect(seen.begun).toBe(1);
});

it("goes on after a round that failed", async () => {
  const errors: unknown[] = [];
  let begun = 0;
  const rounds = await startRounds(
    async () => {
      begun += 1;
      if (begun === 1) throw new Error("target gone");
    },
    1,
    (error) => errors.push(error),
  );
  await expect.poll(() => begun).toBeGreaterThan(1);
  await rounds.stop();
  expect(errors).toHaveLength(1);
});
