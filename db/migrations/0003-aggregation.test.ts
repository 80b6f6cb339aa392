import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { up as firstSchema } from "./0001-first-schema.ts";
import { up as annualReport } from "./0002-annual-report.ts";
import { up } from "./0003-aggregation.ts";

describe("0003-aggregation", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    await firstSchema(kyselyOver<unknown>(raw));
    await annualReport(kyselyOver<unknown>(raw));
    raw.exec(
      "INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z')",
    );
    await up(kyselyOver<unknown>(raw));
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
          "SELECT name FROM pragma_table_list WHERE schema='main' AND name LIKE 'aggregation%' AND type='table' AND strict=0",
        )
        .all(),
    ).toEqual([]);
    const triggers = raw
      .prepare(
        "SELECT sql FROM sqlite_schema WHERE type='trigger' AND (name LIKE 'aggregation%' OR name LIKE '%_joins_%')",
      )
      .all() as { sql: string }[];
    expect(triggers.length).toBeGreaterThan(6);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[145]: /);
  });

  it("takes a paper of another organ once, and none that is neither ours nor has a text", () => {
    const insert = (id: string, text: string | null) =>
      raw
        .prepare(
          "INSERT INTO aggregation_source VALUES (?, NULL, NULL, '市水务局', '水库名录', '', '2026-01-01', ?, 1, '2026-01-02T00:00:00Z')",
        )
        .run(id, text);
    insert("s1", "马河水库");
    expect(() => insert("s2", "马河水库")).toThrow(/UNIQUE/);
    expect(() => insert("s3", null)).toThrow(/CHECK/);
  });
});
