import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const name = "0009-clean-up";

describe("0009-clean-up", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      name,
      "INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z')",
      { foreignKeys: "ON" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the rows of the version before", () => {
    expect(raw.prepare("SELECT name FROM person").all()).toEqual([{ name: "何静" }]);
    expect(raw.pragma("foreign_key_check")).toEqual([]);
  });

  it("has only STRICT tables and refusals that name their invariant", () => {
    expect(
      raw
        .prepare(
          "SELECT count(*) AS n FROM pragma_table_list WHERE schema='main' AND name LIKE 'clean_up%' AND type='table' AND strict=1",
        )
        .get(),
    ).toEqual({ n: 4 });
    const triggers = raw
      .prepare("SELECT sql FROM sqlite_schema WHERE type='trigger' AND name LIKE 'clean_up%'")
      .all() as { sql: string }[];
    expect(triggers.length).toBe(10);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[1-5]: /);
  });

  it("takes one batch a week", () => {
    raw.pragma("foreign_keys = OFF");
    const insert = (id: string, week: string) =>
      raw
        .prepare(
          "INSERT INTO clean_up_batch (id, batch_no, week, rules_version, seen_up_to, opened_by, opened_on, opened_at) VALUES (?, ?, ?, '1', 0, 'a', '2026-09-16', '2026-09-16T01:00:00Z')",
        )
        .run(id, id, week);
    insert("b1", "2026-W38");
    expect(() => insert("b2", "2026-W38")).toThrow(/UNIQUE/);
    expect(() => insert("b3", "week 38")).toThrow(/CHECK/);
    raw.pragma("foreign_keys = ON");
  });
});
