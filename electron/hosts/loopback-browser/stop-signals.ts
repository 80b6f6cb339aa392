/**
 * Resolves when this host should stop: a signal, the terminal closing, or the end of the process that started it (its channel closes even
 * when it was killed).
 */
export function untilStopped(process: NodeJS.Process): Promise<"signal" | "owner-gone"> {
  return new Promise<"signal" | "owner-gone">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolve("signal"));
    if (process.connected) process.once("disconnect", () => resolve("owner-gone"));
  }).finally(() => {
    // An open channel would keep this process alive after its work is done.
    if (process.connected) process.disconnect();
  });
}
