import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { up } from "./0004-review-desk.ts";
import { migrations } from "./index.ts";

describe("0004-review-desk", () => {
  let raw: RawDatabase;

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    for (const migration of migrations.slice(
      0,
      migrations.findIndex((each) => each.up === up),
    ))
      await migration.up(kyselyOver<unknown>(raw));
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

  it("remembers no block without a decision of the confidentiality check", () => {
    expect(() =>
      raw
        .prepare("INSERT INTO reviewed_block (review_id, position, block_digest) VALUES ('r1', 0, ?)")
        .run("a".repeat(64)),
    ).toThrow(/^V2/u);
  });

  it("takes no empty note and no other audience", () => {
    const insert = (audience: string, text: string) =>
      raw
        .prepare(
          "INSERT INTO review_note (id, review_id, audience, text, account_id, person_id, written_at) VALUES ('n1', 'r1', ?, ?, 'a1', 'p1', '2026-01-05T01:00:00Z')",
        )
        .run(audience, text);
    expect(() => insert("public", "x")).toThrow(/CHECK/u);
    expect(() => insert("everyone", "  ")).toThrow(/CHECK/u);
  });
});
