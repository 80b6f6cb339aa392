import { expect, it } from "vitest";

import { migratedDatabase } from "../dump-schema.ts";
import { migratedFrom } from "../migrated-from.ts";

const at = "2026-01-02T00:00:00Z";
let made = 0;
/** A paper that goes out under a number, with a revision of its own. */
const publication = (item: string, number: string): string => {
  made += 1;
  const digest = String(made).padStart(64, "0");
  return `INSERT INTO revision (id, item_id, rev_no, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
      VALUES ('v${made}', '${item}', ${made}, '{}', '{"indexNumber":"${number}"}', x'00', '${digest}', 'r', '', 'a', 'p', '${at}');
    INSERT INTO publication (id, item_id, revision_id, review_id, content_digest, package_id, released_by, released_at, released_on, proof, title_cache)
      VALUES ('p${made}', '${item}', 'v${made}', 'r${made}', '${digest}', 'k${made}', 'a', '${at}', '2026-01-02', '[{"ok":true}]', '');`;
};

it("0050-index-number gives a number that went out twice to the first, and none away again", async () => {
  const now = await migratedDatabase();
  // Reviews, proofs and packages are the matter of other tests.
  const others = now
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('revision','publication')
         AND name NOT IN ('publication_under_its_own_number','publication_keeps_its_number')`,
    )
    .pluck()
    .all() as string[];
  now.close();
  const raw = await migratedFrom(
    "0050-index-number",
    [
      ...others.map((name) => `DROP TRIGGER IF EXISTS ${name};`),
      publication("i", "A/2026-00001"),
      publication("j", "A/2026-00001"),
      publication("k", ""),
      publication("l", " A/2026-00002 "),
    ].join("\n"),
    { foreignKeys: "OFF" },
  );
  const numbers = () => raw.prepare("SELECT number, item_id AS item FROM index_number ORDER BY number").all();
  expect(numbers()).toEqual([
    { number: "A/2026-00001", item: "i" },
    { number: "A/2026-00002", item: "l" },
  ]);
  expect(() => raw.exec(publication("m", "A/2026-00001"))).toThrow("索引号");
  raw.exec(publication("m", "A/2026-00003"));
  raw.exec(publication("i", "A/2026-00001"));
  raw.exec(publication("n", ""));
  expect(numbers()).toEqual([
    { number: "A/2026-00001", item: "i" },
    { number: "A/2026-00002", item: "l" },
    { number: "A/2026-00003", item: "m" },
  ]);
  raw.close();
});
