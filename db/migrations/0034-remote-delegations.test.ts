import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const at = "'2026-01-01T00:00:00Z'";

describe("0034-remote-delegations", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      "0034-remote-delegations",
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p', '周敏', '办公室', ${at}), ('q', '李宁', '办公室', ${at});
       INSERT INTO arrived_package VALUES ('r', 'request', NULL, NULL, 'file', ${at});
       INSERT INTO incoming_request (package_id, stage, review_no, object_id, rev_no, kind, title, organ_name, device_id, content, content_digest, reviews, trusted, arrived_at)
       VALUES ('r', 'confidentialityCheck', 'n', 'o', 1, 'publish', 't', 'u', 'd', x'00', '${"a".repeat(64)}', '[]', 0, ${at})`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps requests that name nobody, and the tables stay strict", () => {
    expect(raw.prepare("SELECT package_id, of_person_id FROM incoming_request").all()).toEqual([
      { package_id: "r", of_person_id: null },
    ]);
    const strict = "SELECT count(*) AS n FROM pragma_table_list WHERE name LIKE 'delegation%' AND strict = 0";
    expect(raw.prepare(strict).get()).toEqual({ n: 0 });
  });

  it("signs only what was confirmed or ended, and never changes it", () => {
    const put = (what: string) =>
      raw
        .prepare(
          `INSERT INTO delegation_statement (delegation_id, what, envelope, signed_at) VALUES ('g', ?, x'00', ${at})`,
        )
        .run(what);
    expect(() => put("confirmed")).toThrow(/V4/);
    expect(() => put("ended")).toThrow(/V4/);
    const { name } = raw
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name = 'delegation_confirmed_by_another'",
      )
      .get() as { name: string };
    raw.exec(`DROP TRIGGER ${name}`);
    raw.exec(`INSERT INTO delegation_confirmation VALUES ('g', 'confirm', '', 'a', 'p', ${at})`);
    put("confirmed");
    expect(() => put("confirmed")).toThrow(/UNIQUE/);
    expect(() => raw.exec("UPDATE delegation_statement SET envelope = x'01'")).toThrow(/V5/);
    expect(() => raw.exec("DELETE FROM delegation_statement")).toThrow(/V5/);
  });
});
