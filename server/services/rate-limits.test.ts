import { describe, expect, it } from "vitest";

import { RateLimiter } from "./rate-limits.ts";

describe("token buckets", () => {
  it("lets a burst through, then as many as come back, and says how long to wait", () => {
    let now = 0;
    const limiter = new RateLimiter({ burst: 3, perSecond: 0.5 }, () => now);
    expect([1, 2, 3].map(() => limiter.take("a"))).toEqual([0, 0, 0]);
    expect(limiter.take("a")).toBe(2);
    now = 2000;
    expect(limiter.take("a")).toBe(0);
    expect(limiter.take("a")).toBe(2);
  });

  it("keeps callers apart and never saves up more than a burst", () => {
    let now = 0;
    const limiter = new RateLimiter({ burst: 2, perSecond: 1 }, () => now);
    limiter.take("a");
    limiter.take("a");
    expect(limiter.take("a")).toBe(1);
    expect(limiter.take("b")).toBe(0);
    now = 3_600_000;
    expect([1, 2].map(() => limiter.take("a"))).toEqual([0, 0]);
    expect(limiter.take("a")).toBe(1);
  });
});
