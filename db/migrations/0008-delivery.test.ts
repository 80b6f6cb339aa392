import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("0008-delivery", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    // What a letter and its issue hold is the business of their own tests; here only the service matters.
    raw = await migratedFrom(
      "0008-delivery",
      `
      INSERT INTO letter_service (letter_id, method, clock_date, tracking_no, note, account_id, recorded_at)
      VALUES ('l1', 'post', '2026-03-02', 'EMS 1', '', 'a1', '2026-03-02T01:00:00Z');`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const step = (position: number, kind: string, day: string, more: Record<string, string> = {}) =>
    raw
      .prepare(
        `INSERT INTO delivery_step (id, letter_id, position, kind, on_day, method, cause, tracking_no, note, account_id, recorded_at)
         VALUES (?, 'l1', ?, ?, ?, ?, ?, ?, ?, 'a1', '2026-03-20T01:00:00Z')`,
      )
      .run(
        `s${position}-${kind}`,
        position,
        kind,
        day,
        more["method"] ?? null,
        more["cause"] ?? null,
        more["tracking"] ?? "",
        more["note"] ?? "凭证",
      );

  it("keeps the service recorded before", () => {
    expect(raw.prepare("SELECT method FROM letter_service").all()).toEqual([{ method: "post" }]);
  });

  it("takes the steps in their order only, each with its proof (V5)", () => {
    expect(() => step(1, "sent", "2026-03-10", { method: "direct" })).toThrow(/V5: sent again only/);
    expect(() => step(1, "received", "2026-03-01")).toThrow(/V5: the steps/);
    expect(() => step(2, "received", "2026-03-05")).toThrow(/V5: the steps/);
    expect(() => step(1, "returned", "2026-03-10", { cause: "refused", note: " " })).toThrow(/CHECK/);
    expect(() => step(1, "returned", "2026-03-10")).toThrow(/CHECK/);
    step(1, "returned", "2026-03-10", { cause: "unclaimed" });
    expect(() => step(2, "received", "2026-03-12")).toThrow(/V5: sent again only/);
    expect(() => step(2, "sent", "2026-03-12", { method: "post" })).toThrow(/CHECK/);
    step(2, "sent", "2026-03-12", { method: "post", tracking: "EMS 2" });
    step(3, "received", "2026-03-14");
    expect(() => step(4, "returned", "2026-03-15", { cause: "refused" })).toThrow(/V5: sent again only/);
  });

  it("never changes and never loses a step (V5)", () => {
    expect(() => raw.prepare("UPDATE delivery_step SET on_day = '2026-03-01'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM delivery_step").run()).toThrow(/V5/);
  });
});
