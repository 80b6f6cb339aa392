import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";

import { untilStopped, type StoppableProcess } from "./stop-signals.ts";

function fakeProcess(channel: "none" | "open" | "closed") {
  const events = new EventEmitter();
  const connected = channel === "open";
  const process = Object.assign(events, {
    connected,
    ...(channel === "none" ? {} : { send: () => true }),
    disconnect: () => {
      process.connected = false;
    },
  });
  return process;
}

const asked = async (process: EventEmitter) => await untilStopped(process as unknown as StoppableProcess);

describe("a host is told to stop", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "by %s, and a second one is not left to the system",
    async (signal) => {
      const process = fakeProcess("none");
      const stopped = asked(process);
      process.emit(signal);
      expect(await stopped).toBe("signal");
      // Without a listener the system would end the process in the middle of its closing.
      expect(process.emit(signal)).toBe(true);
    },
  );

  it("by the end of the process that started it, and lets go of the channel", async () => {
    const process = fakeProcess("open");
    const stopped = asked(process);
    process.emit("disconnect");
    expect(await stopped).toBe("owner-gone");
    const other = fakeProcess("open");
    const signalled = asked(other);
    other.emit("SIGTERM");
    await signalled;
    expect(other.connected).toBe(false);
  });

  it("at once when the process that started it ended before it was asked", async () => {
    expect(await asked(fakeProcess("closed"))).toBe("owner-gone");
  });
});
