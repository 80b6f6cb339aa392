import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

const item = (id: string, kind: string) =>
  `INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache) VALUES ('${id}', '${kind}', '公示', 'drafting', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
   INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at) VALUES ('${id}', 0, '{}', '{}', 1, 'done', '[]', '{}', 'a', '2026-01-02T00:00:00Z');`;

it("0033-rules-of-draft keeps the drafts, and lets no revision name rules its text or files never met", async () => {
  const raw = await migratedFrom(
    "0033-rules-of-draft",
    `${item("i", "publicNotice")} ${item("l", "letter")}
     INSERT INTO draft_attachment (id, item_id, position, file_name, media_type, size, digest, findings, added_at) VALUES ('f', 'i', 1, '名单.txt', 'text/plain', 1, 'd', '[]', '2026-01-02T00:00:00Z');`,
    { foreignKeys: "OFF" },
  );
  expect(raw.prepare("SELECT item_id, screened_by FROM draft ORDER BY item_id").all()).toEqual([
    { item_id: "i", screened_by: "" },
    { item_id: "l", screened_by: "" },
  ]);
  const freeze = (itemId: string, digest: string) => () =>
    raw.exec(
      `INSERT INTO revision (id, item_id, rev_no, parent_digest, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
       VALUES ('${digest}', '${itemId}', 1, NULL, '{}', '{}', x'00', '${digest.padEnd(64, "0")}', 'rules 2', '', 'a', 'p', '2026-01-03T00:00:00Z')`,
    );
  const screened = (table: string, rules: string) =>
    raw.exec(`UPDATE ${table} SET screened_by = '${rules}' WHERE item_id = 'i'`);
  screened("draft", "rules 2");
  expect(freeze("i", "1")).toThrow(/a file of the draft was screened by other rules/);
  screened("draft", "rules 1");
  screened("draft_attachment", "rules 2");
  expect(freeze("i", "1")).toThrow(/the text of the draft was screened by other rules/);
  screened("draft", "rules 2");
  expect(freeze("i", "1")).not.toThrow();
  // The text of a letter is composed and screened when it is frozen.
  expect(freeze("l", "2")).not.toThrow();
  raw.close();
});
