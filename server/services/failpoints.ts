/**
 * Named steps at which a test may stop the process as kill -9 does, to prove that a restart goes on from there
 * (I2, I11). Outside tests the variable is not set and nothing happens.
 */
export const failpointNames = [
  "announce-stored",
  "upload-created",
  "chunk-written",
  "chunk-flushed",
  "upload-complete",
  "bag-durable",
  "decided",
  "q1",
  "q2",
  "q3",
  "q4",
] as const;
export type FailpointName = (typeof failpointNames)[number];

export type Failpoint = (name: FailpointName) => void;

/** Reads `name` or `name:N` (the N-th time it is reached). */
export function failpointFrom(setting: string | undefined): Failpoint {
  const match = /^([a-z0-9-]+)(?::(\d+))?$/.exec(setting ?? "");
  if (!match) return () => undefined;
  let left = Number(match[2] ?? "1");
  return (name) => {
    if (name !== match[1]) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
}
