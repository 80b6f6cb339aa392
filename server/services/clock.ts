import type { Instant } from "../../shared/kernel/calendar-day.ts";

/** The server's clock. What it says is recorded and shown; it orders and decides nothing (I9). */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function instantOf(clock: Clock): Instant {
  return clock.now().toISOString() as Instant;
}
