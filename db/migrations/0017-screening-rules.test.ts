import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const name = "0017-screening-rules";

describe("0017-screening-rules", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      name,
      `
      INSERT INTO person (id, name, unit_name, created_at) VALUES
        ('p1', '周敏', '保密办', '2026-01-01T00:00:00Z'), ('p2', '吴珊', '信息中心', '2026-01-01T00:00:00Z');
      INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at) VALUES
        ('a1', 'zhoumin', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
        ('a2', 'wushan', 'p2', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
      INSERT INTO account_role (account_id, role, granted_at) VALUES
        ('a1', 'confidentialityReviewer', '2026-01-01T00:00:00Z'), ('a2', 'drafter', '2026-01-01T00:00:00Z');`,
      { foreignKeys: "ON" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const put = (version: number, more: { account?: string; person?: string; reason?: string } = {}) =>
    raw
      .prepare(
        `INSERT INTO screening_rule_set (version, body, body_digest, reason, account_id, person_id, put_at)
         VALUES (?, '{}', ?, ?, ?, ?, '2026-11-28T00:00:00Z')`,
      )
      .run(version, "0".repeat(64), more.reason ?? "新规定", more.account ?? "a1", more.person ?? "p1");

  it("keeps the rows of the version before and is STRICT", () => {
    expect(raw.prepare("SELECT name FROM person ORDER BY id").pluck().all()).toEqual(["周敏", "吴珊"]);
    expect(
      raw.prepare("SELECT strict FROM pragma_table_list WHERE name = 'screening_rule_set'").pluck().get(),
    ).toBe(1);
  });

  it("is put in force by the confidentiality reviewer, with a reason (V4)", () => {
    expect(() => put(1, { account: "a2", person: "p2" })).toThrow(/V4/);
    expect(() => put(1, { person: "p2" })).toThrow(/V4/);
    expect(() => put(1, { reason: "  " })).toThrow(/CHECK/);
  });

  it("grows by one and never changes (V6)", () => {
    expect(() => put(2)).toThrow(/V6/);
    put(1);
    expect(() => put(1)).toThrow(/V6/);
    put(2);
    expect(() => raw.prepare("UPDATE screening_rule_set SET body = '[]'").run()).toThrow(/V6/);
    expect(() => raw.prepare("DELETE FROM screening_rule_set").run()).toThrow(/V6/);
    expect(() =>
      raw.prepare("INSERT OR REPLACE INTO screening_rule_set SELECT * FROM screening_rule_set").run(),
    ).toThrow(/V6/);
  });
});
