import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("0016-deliberation", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      "0016-deliberation",
      "INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z')",
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const sit = (id: string, participants: string, opinions: string, conclusion = "公开") =>
    raw
      .prepare(
        `INSERT INTO deliberation (id, application_id, held_on, chair, participants, question, opinions, conclusion, account_id, recorded_at)
         VALUES (?, 'x1', '2026-03-09', '郑克', ?, '能否公开', ?, ?, 'a1', '2026-03-09T01:00:00Z')`,
      )
      .run(id, participants, opinions, conclusion);

  it("keeps the rows of the version before and takes whole minutes only", () => {
    expect(raw.prepare("SELECT name FROM person").all()).toEqual([{ name: "何静" }]);
    expect(() => sit("d0", "[]", '[{"name":"何静","opinion":"同意"}]')).toThrow(/CHECK/);
    expect(() => sit("d0", '["何静"]', "[]")).toThrow(/CHECK/);
    expect(() => sit("d0", '["何静"]', '[{"name":"何静","opinion":"同意"}]', " ")).toThrow(/CHECK/);
    sit("d1", '["何静"]', '[{"name":"何静","opinion":"同意"}]');
  });

  it("never changes (V5)", () => {
    expect(() => raw.prepare("UPDATE deliberation SET conclusion = '不公开'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM deliberation").run()).toThrow(/V5/);
  });
});
