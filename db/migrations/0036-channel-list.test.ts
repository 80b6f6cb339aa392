import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const name = "0036-channel-list";
const at = "'2026-01-01T00:00:00Z'";

describe("0036-channel-list", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      name,
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', ${at});
       INSERT INTO revision (id, item_id, rev_no, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
       VALUES ('r1', 'i1', 1, '{}', '{"channels":["website"]}', CAST('{"scope":{"channels":["website"]}}' AS BLOB), '${"a".repeat(64)}', 'x', '', 'a1', 'p1', ${at})`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the rows of the version before as they are", () => {
    expect(raw.prepare("SELECT metadata, CAST(content AS TEXT) AS content FROM revision").get()).toEqual({
      metadata: '{"channels":["website"]}',
      content: '{"scope":{"channels":["website"]}}',
    });
  });

  it("has only STRICT tables and refusals that name their invariant", () => {
    expect(
      raw.prepare("SELECT strict FROM pragma_table_list WHERE schema='main' AND name='channel_list'").all(),
    ).toEqual([{ strict: 1 }]);
    const triggers = raw
      .prepare(
        "SELECT sql FROM sqlite_schema WHERE type='trigger' AND (tbl_name='channel_list' OR name LIKE 'revision_%channels%')",
      )
      .all() as { sql: string }[];
    expect(triggers.length).toBe(8);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[1-5]: /);
  });
});
