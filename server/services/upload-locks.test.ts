import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { UploadLocks } from "./upload-locks.ts";

const options = { drainMs: 3000, waitMs: 30_000 };
const nothing = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("one request at a time for an upload", () => {
  it("hands the lock on when it is given back; other uploads wait for nobody", async () => {
    const locks = new UploadLocks(options);
    const order: string[] = [];
    const first = await locks.take("a", nothing);
    const second = locks.take("a", nothing).then((release) => {
      order.push("second");
      return release;
    });
    expect(await locks.take("b", nothing)).toBeDefined();
    order.push("first ends");
    first?.();
    expect(await second).toBeDefined();
    expect(order).toEqual(["first ends", "second"]);
  });

  it("cuts off a holder that does not let go within the drain, once", async () => {
    const locks = new UploadLocks(options);
    const cutOff = vi.fn<() => void>();
    const release = await locks.take("a", cutOff);
    const next = locks.take("a", nothing);
    void locks.take("a", nothing);
    await vi.advanceTimersByTimeAsync(options.drainMs - 1);
    expect(cutOff).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(cutOff).toHaveBeenCalledTimes(1);
    release?.();
    expect(await next).toBeDefined();
  });

  it("leaves a holder alone whom nobody asked, and gives up on one that never ends", async () => {
    const locks = new UploadLocks(options);
    const cutOff = vi.fn<() => void>();
    await locks.take("a", cutOff);
    await vi.advanceTimersByTimeAsync(10 * options.drainMs);
    expect(cutOff).not.toHaveBeenCalled();
    const waiting = locks.take("a", nothing);
    await vi.advanceTimersByTimeAsync(options.waitMs);
    expect(await waiting).toBeUndefined();
  });
});
