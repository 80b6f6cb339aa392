/** What of the process is listened to. */
export type StoppableProcess = Pick<NodeJS.Process, "on" | "connected" | "disconnect" | "send">;

/**
 * Resolves when this host should stop: a signal, the terminal closing, or the end of the process that started it (its channel closes even
 * when it was killed). To be asked before anything is opened. Signals after the first change nothing: Ctrl+C in a terminal reaches a host
 * twice, from the terminal and from the process that started it, and the second must not cut the closing off.
 */
export function untilStopped(process: StoppableProcess): Promise<"signal" | "owner-gone"> {
  return new Promise<"signal" | "owner-gone">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve("signal"));
    if (process.connected) process.on("disconnect", () => resolve("owner-gone"));
    // There was a channel, and it is closed already: nobody will tell us any more.
    else if (process.send) resolve("owner-gone");
  }).finally(() => {
    // An open channel would keep this process alive after its work is done.
    if (process.connected) process.disconnect();
  });
}
