import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("0011-disputes", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    // Applications and letters have their own tests; here only the dispute matters.
    raw = await migratedFrom(
      "0011-disputes",
      "INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z')",
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const dispute = (id: string, more: { letter?: string; filed?: string } = {}) =>
    raw
      .prepare(
        `INSERT INTO dispute (id, kind, procedure, application_id, letter_id, case_no, organ, filed_on, copy_received_on, note, account_id, recorded_at)
         VALUES (?, 'reconsideration', 'normal', 'x1', ?, '', '云州市人民政府', ?, '2026-03-10', '', 'a1', '2026-03-10T01:00:00Z')`,
      )
      .run(id, more.letter ?? null, more.filed ?? "2026-03-02");
  const step = (id: string, kind: string, more: Record<string, string> = {}) =>
    raw
      .prepare(
        `INSERT INTO dispute_step (id, dispute_id, kind, on_day, decision, reason, lesson, note, account_id, recorded_at)
         VALUES (?, ?, ?, '2026-03-20', ?, ?, ?, ?, 'a1', '2026-03-20T01:00:00Z')`,
      )
      .run(
        `${id}-${kind}`,
        id,
        kind,
        more["decision"] ?? null,
        more["reason"] ?? null,
        more["lesson"] ?? "",
        more["note"] ?? "",
      );

  it("keeps the rows of the version before", () => {
    expect(raw.prepare("SELECT name FROM person").all()).toEqual([{ name: "何静" }]);
  });

  it("takes a dispute only about a signed letter of its application, received after it was filed", () => {
    expect(() => dispute("d0", { letter: "nothing" })).toThrow(/V5: a dispute is about/);
    expect(() => dispute("d0", { filed: "2026-03-11" })).toThrow(/CHECK/);
    dispute("d1");
    dispute("d2");
  });

  it("a lost case has its reason and its lesson, and what ended stays ended (V5)", () => {
    expect(() => step("d1", "decided")).toThrow(/CHECK/);
    expect(() => step("d1", "decided", { decision: "revoked" })).toThrow(/CHECK/);
    expect(() => step("d1", "decided", { decision: "revoked", reason: "late", lesson: " " })).toThrow(
      /CHECK/,
    );
    step("d1", "answered");
    step("d1", "decided", { decision: "revoked", reason: "late", lesson: "先办理延期" });
    expect(() => step("d1", "voided", { note: "误登" })).toThrow(/V5: a dispute that ended/);
    expect(() => step("d2", "voided")).toThrow(/CHECK/);
    step("d2", "voided", { note: "重复登记" });
    expect(() => step("d2", "decided", { decision: "maintained" })).toThrow(/V5: a dispute that ended/);
  });

  it("never changes and never loses anything (V5)", () => {
    for (const table of ["dispute", "dispute_step"]) {
      expect(() => raw.prepare(`UPDATE ${table} SET note = 'x'`).run()).toThrow(/V5/);
      expect(() => raw.prepare(`DELETE FROM ${table}`).run()).toThrow(/V5/);
    }
  });
});
