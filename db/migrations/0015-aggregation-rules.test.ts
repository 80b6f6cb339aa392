import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const name = "0015-aggregation-rules";

describe("0015-aggregation-rules", () => {
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
    const tables = ["aggregation_rule_list"];
    const list = tables.map((table) => `'${table}'`).join(",");
    expect(
      raw
        .prepare(
          `SELECT name FROM pragma_table_list WHERE schema='main' AND name IN (${list}) AND strict=1 ORDER BY name`,
        )
        .all(),
    ).toEqual(tables.toSorted().map((table) => ({ name: table })));
    const triggers = raw
      .prepare(`SELECT sql FROM sqlite_schema WHERE type='trigger' AND tbl_name IN (${list})`)
      .all() as { sql: string }[];
    expect(triggers.length).toBe(3);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[1-5]: /);
  });
});
