/** Waiting between attempts: full jitter, so that ten thousand workstations do not come back in one second. */

const baseMs = 2000;
const capMs = 15 * 60_000;

/** random(0, min(15 min, 2 s · 2^attempts)), or exactly what the server asked for. `random` is in [0, 1). */
export function retryDelayMs(attempts: number, random: number, retryAfterSeconds?: number): number {
  if (retryAfterSeconds !== undefined) return Math.max(0, retryAfterSeconds) * 1000;
  return Math.floor(random * Math.min(capMs, baseMs * 2 ** Math.min(attempts, 20)));
}
