import { describe, expect, it } from "vitest";

import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { carriedKeys } from "./carried-keys.ts";
import { generateSigningKey, keyRecordOf } from "./keys.ts";

const record = keyRecordOf(generateSigningKey(), {
  type: "device",
  id: "0192a000-0000-7000-8000-000000000001",
});

describe("the keys a package carries", () => {
  it("are not parsed again when the package before carried the same", () => {
    const first = carriedKeys([record]);
    const second = carriedKeys([{ ...record }]);
    expect(first.read?.value).toEqual([record]);
    expect(second.read?.value).toBe(first.read?.value);
    expect(second.read?.bytes).toBe(second.bytes);
  });

  it("are read anew once one of them is revoked", () => {
    carriedKeys([record]);
    const revoked = { ...record, revoked: { at: "2026-03-02T02:11:09Z" as Instant } };
    expect(carriedKeys([revoked]).read?.value).toEqual([revoked]);
    expect(carriedKeys([record]).read?.value).toEqual([record]);
  });

  it("count as unread where a reader would refuse them", () => {
    expect(carriedKeys([record, record]).read).toBeUndefined();
    expect(carriedKeys([{ ...record, keyid: "a".repeat(64) }]).read).toBeUndefined();
  });
});
