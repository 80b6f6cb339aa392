import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const name = "0006-holiday-schedule";

describe("0006-holiday-schedule", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      name,
      `
      INSERT INTO person (id, name, unit_name, created_at) VALUES
        ('p1', '吴珊', '信息中心', '2026-01-01T00:00:00Z'), ('p2', '钱锐', '保密办', '2026-01-01T00:00:00Z');
      INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at) VALUES
        ('a1', 'wushan', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
        ('a2', 'qianrui', 'p2', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
      INSERT INTO account_role (account_id, role, granted_at) VALUES
        ('a1', 'systemAdmin', '2026-01-01T00:00:00Z'), ('a2', 'securityAdmin', '2026-01-01T00:00:00Z');`,
      { foreignKeys: "ON" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const bring = (id: string, account: string, person: string) =>
    raw
      .prepare(
        `INSERT INTO calendar_import (id, year, notice, body, source_digest, account_id, person_id, imported_at)
         VALUES (?, 2027, '通知', '{}', ?, ?, ?, '2026-11-28T00:00:00Z')`,
      )
      .run(id, "0".repeat(64), account, person);
  const decide = (id: string, account: string, person: string, decision = "confirm") =>
    raw
      .prepare(
        `INSERT INTO calendar_decision (import_id, decision, version, changes, account_id, person_id, decided_at)
         VALUES (?, ?, ?, '[]', ?, ?, '2026-11-28T01:00:00Z')`,
      )
      .run(id, decision, decision === "confirm" ? `v-${id}` : null, account, person);

  it("keeps the rows of the version before and has only STRICT tables", () => {
    expect(raw.prepare("SELECT name FROM person ORDER BY id").all()).toEqual([
      { name: "吴珊" },
      { name: "钱锐" },
    ]);
    expect(
      raw
        .prepare(
          "SELECT name FROM pragma_table_list WHERE schema='main' AND name LIKE 'calendar%' AND strict=1 ORDER BY name",
        )
        .all(),
    ).toEqual([{ name: "calendar_decision" }, { name: "calendar_import" }]);
  });

  it("one person imports, another confirms (V4)", () => {
    expect(() => bring("i0", "a2", "p2")).toThrow(/V4: a schedule is imported/);
    expect(() => bring("i0", "a1", "p2")).toThrow(/V4: a schedule is imported/);
    bring("i1", "a1", "p1");
    expect(() => decide("i1", "a1", "p1")).toThrow(/V4: a schedule is confirmed/);
    decide("i1", "a2", "p2");
    expect(() => decide("i1", "a2", "p2", "reject")).toThrow(/UNIQUE/);
  });

  it("what was imported and decided never changes (V5, V6)", () => {
    expect(() => raw.prepare("UPDATE calendar_import SET body = '{\"off\":[]}'").run()).toThrow(/V6/);
    expect(() => raw.prepare("DELETE FROM calendar_import").run()).toThrow(/V6/);
    expect(() => raw.prepare("UPDATE calendar_decision SET version = 'other'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM calendar_decision").run()).toThrow(/V5/);
  });
});
