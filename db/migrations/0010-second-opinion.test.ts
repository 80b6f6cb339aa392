import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";
import { up } from "./0010-second-opinion.ts";

describe("0010-second-opinion", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    const own = migrations.findIndex(({ name }) => name.endsWith("second-opinion"));
    for (const before of migrations.slice(0, own)) await before.up(kyselyOver<unknown>(raw));
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

  it("holds decisions to the answers about joins again, as before 0007", () => {
    const names = (
      raw
        .prepare(
          "SELECT name FROM sqlite_schema WHERE type='trigger' AND tbl_name IN ('stage_decision','aggregation_answer','publication')",
        )
        .all() as { name: string }[]
    ).map((row) => row.name);
    expect(names).toEqual(
      expect.arrayContaining([
        "stage_decision_joins_answered",
        "stage_decision_joins_accepted",
        "publication_joins_accepted",
        "aggregation_answer_by_reviewer",
        "stage_decision_of_two_opinions",
      ]),
    );
  });

  it("has only STRICT tables and refusals that name their invariant", () => {
    const tables = ["opinion_dispute", "opinion_settlement", "review_opinion", "review_risk"];
    const list = tables.map((name) => `'${name}'`).join(",");
    expect(
      raw
        .prepare(
          `SELECT name FROM pragma_table_list WHERE schema='main' AND name IN (${list}) AND strict=1 ORDER BY name`,
        )
        .all(),
    ).toEqual(tables.map((name) => ({ name })));
    const triggers = raw
      .prepare(`SELECT sql FROM sqlite_schema WHERE type='trigger' AND tbl_name IN (${list})`)
      .all() as { sql: string }[];
    expect(triggers.length).toBeGreaterThanOrEqual(14);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[2345]: /);
  });

  it("asks for a second reviewer exactly from the threshold", () => {
    const insert = (score: number, second: number) => () =>
      raw
        .prepare("INSERT INTO review_risk VALUES ('r', ?, 60, ?, '[]', '1', '2026-01-01T00:00:00Z')")
        .run(score, second);
    expect(insert(60, 0)).toThrow(/CHECK|V3/u);
    expect(insert(101, 1)).toThrow(/CHECK|V3/u);
  });
});
