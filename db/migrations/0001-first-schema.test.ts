import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { up } from "./0001-first-schema.ts";

describe("the first schema", () => {
  let raw: RawDatabase;
  const all = <T>(sql: string) => raw.prepare(sql).all() as T[];

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    await up(kyselyOver<unknown>(raw));
  });
  afterAll(() => {
    raw.close();
  });

  it("has only STRICT tables, besides the full-text index", () => {
    const loose = all<{ name: string }>(
      "SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' AND strict=0 AND name NOT LIKE 'sqlite_%'",
    );
    expect(loose).toEqual([]);
  });

  it("is sound and its references point at existing columns", () => {
    expect(raw.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(raw.pragma("foreign_key_check")).toEqual([]);
    const broken = all<{ t: string; target: string; column: string }>(
      `SELECT m.name AS t, f."table" AS target, f."to" AS "column"
       FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type='table' AND f."to" IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM pragma_table_info(f."table") c WHERE c.name = f."to")`,
    );
    expect(broken).toEqual([]);
  });

  it("lets no deletion or change cascade", () => {
    const references = all<{ on_delete: string; on_update: string }>(
      "SELECT f.on_delete, f.on_update FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type='table'",
    );
    expect(references.length).toBeGreaterThan(20);
    expect(
      references.filter((row) => row.on_delete !== "NO ACTION" || row.on_update !== "NO ACTION"),
    ).toEqual([]);
  });

  it.each(["V1", "V2", "V3", "V4", "V5", "V8", "V10"])("%s is held by triggers that name it", (invariant) => {
    const triggers = all<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE type='trigger'");
    expect(triggers.filter((row) => row.sql.includes(`'${invariant}: `)).length).toBeGreaterThan(0);
  });

  it("has no trigger whose refusal names no invariant", () => {
    const refusing = all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type='trigger' AND sql LIKE '%RAISE%'",
    );
    expect(refusing.length).toBeGreaterThan(30);
    expect(refusing.filter((row) => !/RAISE\(ABORT, 'V\d+: /.test(row.sql)).map((row) => row.name)).toEqual(
      [],
    );
  });
});
