import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedDatabase } from "../dump-schema.ts";
import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const at = "2026-01-02T00:00:00Z";
let made = 0;

/** A paper that goes out on a day, naming what stands in its catalogue field. */
const publication = (item: string, catalogueItem: string, on = "2026-01-02"): string => {
  made += 1;
  const digest = String(made).padStart(64, "0");
  return `INSERT INTO revision (id, item_id, rev_no, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
      VALUES ('v${made}', '${item}', ${made}, '{}', '${JSON.stringify({ catalogueItem })}', x'00', '${digest}', 'r', '', 'a', 'p', '${at}');
    INSERT INTO publication (id, item_id, revision_id, review_id, content_digest, package_id, released_by, released_at, released_on, proof, title_cache)
      VALUES ('p${made}', '${item}', 'v${made}', 'r${made}', '${digest}', 'k${made}', 'a', '${at}', '${on}', '[{"ok":true}]', '');`;
};

const item = (id: string, code: string): string =>
  `INSERT INTO catalogue_item (id, item_code, level1, level2, content_elements, legal_basis, statutory, term_rule, subject_organ, responsible_unit,
     responsible_post, method, audience, channels, level, period_rule, valid_from, lacks_cache, version, change_reason,
     created_by_account, created_by_person, created_at, updated_by_account, updated_by_person, updated_at)
   VALUES ('${id}', '${code}', '财政', '预算', '["表"]', '[{"title":"预算法"}]', 1, 'quarterly+10', '局', '科', '', 'proactive', 'public',
     '["website"]', NULL, 'permanent', '2026-01-01', 0, 1, '编制', 'a', 'p', '${at}', 'a', 'p', '${at}');`;

const renumber = (id: string, code: string): string =>
  `UPDATE catalogue_item SET item_code = '${code}', version = version + 1 WHERE id = '${id}';`;

describe("0054-catalogue-link", () => {
  let raw: RawDatabase;
  const papers = () =>
    raw
      .prepare("SELECT item_id AS item, code, released_on AS day FROM catalogue_paper ORDER BY item_id")
      .all();
  const codes = () => raw.prepare("SELECT code, item_id AS item FROM catalogue_code ORDER BY code").all();

  beforeAll(async () => {
    const now = await migratedDatabase();
    // Reviews, proofs and packages are the matter of other tests.
    const others = now
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('revision','publication')
           AND name NOT IN ('publication_under_its_item','publication_leaves_its_item')`,
      )
      .pluck()
      .all() as string[];
    now.close();
    raw = await migratedFrom(
      "0054-catalogue-link",
      [
        ...others.map((name) => `DROP TRIGGER IF EXISTS ${name};`),
        `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p', 'o', '办公室', '${at}');
         INSERT INTO account (id, person_id, name, state, must_change_passphrase, passphrase_changed_at, created_at) VALUES ('a', 'p', 'o', 'active', 0, '${at}', '${at}');
         INSERT INTO account_role (account_id, role, granted_at) VALUES ('a', 'disclosureOffice', '${at}');`,
        item("c1", "ML-01"),
        renumber("c1", "ML-02"),
        // It took the code the other one had given up: it keeps what it has now.
        item("c2", "ML-01"),
        item("c3", "两 词"),
        publication("i", "ML-01 部门预算"),
        publication("i", "　ML-02　部门预算 ", "2026-02-03"),
        publication("j", ""),
        publication("k", "部门预算"),
        publication("l", "ML-02"),
        "UPDATE publication SET withdrawn_at = '2026-03-01T00:00:00Z' WHERE item_id = 'l';",
      ].join("\n"),
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("gives each code to the item that has it, and files what is public under the code it names", () => {
    expect(codes()).toEqual([
      { code: "ML-01", item: "c2" },
      { code: "ML-02", item: "c1" },
      { code: "两 词", item: "c3" },
    ]);
    expect(papers()).toEqual([
      { item: "i", code: "ML-02", day: "2026-02-03" },
      { item: "k", code: "部门预算", day: "2026-01-02" },
    ]);
  });

  it("keeps a code with its item for ever, and takes none of two words", () => {
    raw.exec(renumber("c2", "ML-09"));
    expect(() => raw.exec(item("c4", "ML-01"))).toThrow("V5: a code stays with its item");
    expect(() => raw.exec(renumber("c1", "ML-01"))).toThrow("V5: a code stays with its item");
    expect(() => raw.exec(item("c4", "ML 05"))).toThrow("V3: a code is one word");
    expect(() => raw.exec(renumber("c1", "ML　05"))).toThrow("V3: a code is one word");
    // What was there before may be changed otherwise.
    raw.exec(renumber("c3", "两 词"));
    raw.exec(renumber("c2", "ML-01"));
    expect(codes()).toContainEqual({ code: "ML-09", item: "c2" });
    for (const act of [
      "UPDATE catalogue_code SET item_id = 'c1'",
      "DELETE FROM catalogue_code",
      "INSERT OR REPLACE INTO catalogue_code VALUES ('ML-01', 'c1')",
    ])
      expect(() => raw.exec(act)).toThrow("V5: a code stays with its item");
  });

  it("follows each release and each withdrawal", () => {
    raw.exec(publication("m", "ML-02 部门预算", "2026-04-01"));
    expect(papers()).toContainEqual({ item: "m", code: "ML-02", day: "2026-04-01" });
    raw.exec(publication("m", "ML-09 机构", "2026-05-01"));
    expect(papers()).toContainEqual({ item: "m", code: "ML-09", day: "2026-05-01" });
    raw.exec(publication("m", "", "2026-06-01"));
    expect(papers().map((row) => (row as { item: string }).item)).toEqual(["i", "k"]);
    raw.exec("UPDATE publication SET withdrawn_at = '2026-07-01T00:00:00Z' WHERE item_id = 'i'");
    expect(papers().map((row) => (row as { item: string }).item)).toEqual(["k"]);
  });
});
