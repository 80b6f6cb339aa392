import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";

describe("appeal", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    const db = kyselyOver<unknown>(raw);
    const at = migrations.findIndex((migration) => migration.name.endsWith("-appeal"));
    for (const migration of migrations.slice(0, at)) await migration.up(db);
    raw.pragma("foreign_keys = OFF");
    for (const [id, kind, decision] of [
      ["d1", "suitDirect", "claimRejected"],
      ["d2", "suitAfter", undefined],
      ["d3", "reconsideration", "maintained"],
      ["d4", "suitAfter", "claimRejected"],
    ] as const) {
      raw
        .prepare(
          `INSERT INTO dispute (id, kind, procedure, application_id, case_no, organ, filed_on, copy_received_on, note, account_id, recorded_at)
           VALUES (?, ?, 'normal', 'x1', '', '云州市城区人民法院', '2026-03-02', '2026-03-10', '', 'a1', '2026-03-10T01:00:00Z')`,
        )
        .run(id, kind);
      if (decision)
        raw
          .prepare(
            `INSERT INTO dispute_step (id, dispute_id, kind, on_day, decision, lesson, note, account_id, recorded_at)
             VALUES (?, ?, 'decided', '2026-05-20', ?, '', '', 'a1', '2026-05-20T01:00:00Z')`,
          )
          .run(`${id}-decided`, id, decision);
    }
    await migrations[at]?.up(db);
  });
  afterAll(() => {
    raw.close();
  });

  const appeal = (id: string, dispute: string, more: Record<string, string | null> = {}) =>
    raw
      .prepare(
        `INSERT INTO appeal (id, dispute_id, appellant, court, case_no, appealed_on, copy_received_on, note, account_id, recorded_at)
         VALUES (@id, @dispute, @appellant, '云州市中级人民法院', '', '2026-06-01', @copy, '', 'a1', '2026-06-10T01:00:00Z')`,
      )
      .run({ id, dispute, appellant: "applicant", copy: "2026-06-10", ...more });
  const step = (id: string, kind: string, more: Record<string, string> = {}) =>
    raw
      .prepare(
        `INSERT INTO appeal_step (id, appeal_id, kind, on_day, decision, new_decision, reason, lesson, note, account_id, recorded_at)
         VALUES (?, ?, ?, '2026-08-20', ?, ?, ?, ?, ?, 'a1', '2026-08-20T01:00:00Z')`,
      )
      .run(
        `${id}-${kind}`,
        id,
        kind,
        more["decision"] ?? null,
        more["newDecision"] ?? null,
        more["reason"] ?? null,
        more["lesson"] ?? "",
        more["note"] ?? "",
      );

  it("keeps the disputes of the version before", () => {
    expect(raw.prepare("SELECT count(*) AS n FROM dispute").get()).toEqual({ n: 4 });
  });

  it("takes one second instance of a decided suit, with the copy unless the organ alone appealed", () => {
    expect(() => appeal("p0", "d2")).toThrow(/V5: only a decided suit/);
    expect(() => appeal("p0", "d3")).toThrow(/V5: only a decided suit/);
    expect(() => appeal("p0", "d1", { copy: null })).toThrow(/CHECK/);
    expect(() => appeal("p0", "d1", { copy: "2026-05-31" })).toThrow(/CHECK/);
    appeal("p1", "d1");
    expect(() => appeal("p2", "d1")).toThrow(/V5: a suit has one/);
    appeal("p4", "d4", { appellant: "organ", copy: null });
  });

  it("can be entered anew after a mistake, which needs its reason", () => {
    expect(() => step("p1", "voided")).toThrow(/CHECK/);
    step("p1", "voided", { note: "登错案件" });
    expect(() => step("p1", "decided", { decision: "upheld" })).toThrow(/V5: an appeal that ended/);
    appeal("p3", "d1");
  });

  it("says what stands instead of the first judgment, and what is learned when it is lost", () => {
    step("p3", "answered");
    expect(() => step("p3", "retried", { newDecision: "claimRejected" })).toThrow(/V5: a new judgment/);
    expect(() => step("p3", "decided", { decision: "changed" })).toThrow(/CHECK/);
    expect(() => step("p3", "decided", { decision: "upheld", newDecision: "revoked" })).toThrow(/CHECK/);
    expect(() => step("p3", "decided", { decision: "changed", newDecision: "revoked" })).toThrow(/CHECK/);
    step("p3", "decided", { decision: "remanded" });
    expect(() => step("p3", "answered")).toThrow(/V5|UNIQUE/);
    step("p3", "retried", { newDecision: "revoked", reason: "late", lesson: "先办理延期" });
    expect(() => step("p3", "retried", { newDecision: "claimRejected" })).toThrow(/UNIQUE/);
  });

  it("never changes and never loses anything (V5)", () => {
    for (const table of ["appeal", "appeal_step"]) {
      expect(() => raw.prepare(`UPDATE ${table} SET note = 'x'`).run()).toThrow(/V5/);
      expect(() => raw.prepare(`DELETE FROM ${table}`).run()).toThrow(/V5/);
    }
  });
});
