import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { up as firstSchema } from "./0001-first-schema.ts";
import { up as annualReport } from "./0002-annual-report.ts";
import { up as aggregation } from "./0003-aggregation.ts";
import { up as reviewDesk } from "./0004-review-desk.ts";
import { up } from "./0005-after-release.ts";

describe("0005-after-release", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    await firstSchema(kyselyOver<unknown>(raw));
    await annualReport(kyselyOver<unknown>(raw));
    await aggregation(kyselyOver<unknown>(raw));
    await reviewDesk(kyselyOver<unknown>(raw));
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
          "SELECT name FROM pragma_table_list WHERE schema='main' AND name IN ('withdrawal','withdrawal_decision','post_check') AND strict=1 ORDER BY name",
        )
        .all(),
    ).toEqual([{ name: "post_check" }, { name: "withdrawal" }, { name: "withdrawal_decision" }]);
    const triggers = raw
      .prepare(
        "SELECT sql FROM sqlite_schema WHERE type='trigger' AND (tbl_name IN ('withdrawal','withdrawal_decision','post_check') OR name LIKE '%withdraw%')",
      )
      .all() as { sql: string }[];
    expect(triggers.length).toBeGreaterThan(10);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[1245]: /);
  });

  it("takes no take-down package without its review", () => {
    expect(() =>
      raw
        .prepare(
          `INSERT INTO outbox (package_id, object_id, object_type, kind, statement, tag_files, package_digest, incarnation, device_seq, state, size_bytes, title_cache, sealed_at)
           VALUES ('k1', 'i1', 'entry', 'withdraw', x'00', '{}', 'd', 'n', 1, 'sealed', 1, '', '2026-01-02T00:00:00Z')`,
        )
        .run(),
    ).toThrow(/V1: no agreed withdrawal/);
  });
});
