import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { up as firstSchema } from "./0001-first-schema.ts";
import { up } from "./0002-annual-report.ts";

describe("0002-annual-report", () => {
  let raw: RawDatabase;
  const insert = (year: number, texts = "{}") =>
    raw
      .prepare(
        "INSERT INTO annual_report (year, seq, texts, table_one, disputes, saved_by, saved_at) VALUES (?, 1, ?, '{}', '[]', 'a1', '2026-01-05T01:00:00Z')",
      )
      .run(year, texts);

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    await firstSchema(kyselyOver<unknown>(raw));
    raw.exec(
      "INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z')",
    );
    raw.exec(
      "INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at) VALUES ('a1', 'hejing', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
    );
    await up(kyselyOver<unknown>(raw));
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the rows of the version before", () => {
    expect(raw.prepare("SELECT name FROM account").all()).toEqual([{ name: "hejing" }]);
    expect(raw.pragma("foreign_key_check")).toEqual([]);
  });

  it("holds one report a year, with texts that are JSON", () => {
    insert(2025);
    expect(() => insert(2025)).toThrow(/UNIQUE/u);
    expect(() => insert(2026, "not json")).toThrow(/CHECK/u);
    expect(() => insert(1999)).toThrow(/CHECK/u);
  });

  it("lets nobody save over what he has not read (V8)", () => {
    expect(() => raw.exec('UPDATE annual_report SET texts=\'{"one":"x"}\', seq=5 WHERE year=2025')).toThrow(
      /^V8/u,
    );
    raw.exec('UPDATE annual_report SET texts=\'{"one":"x"}\', seq=2 WHERE year=2025');
    expect(raw.prepare("SELECT seq FROM annual_report").all()).toEqual([{ seq: 2 }]);
  });
});
