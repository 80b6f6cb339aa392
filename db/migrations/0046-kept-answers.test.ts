import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("kept-answers", () => {
  let raw: RawDatabase;
  const digest = "ab".repeat(32);
  const item = (id: string): string =>
    `INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
       VALUES ('${id}', 'publicNotice', '公示', 'drafting', 'proactive', 'a1', 'p1', '住房保障科', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
     INSERT INTO draft_attachment (id, item_id, position, file_name, media_type, size, digest, screened_by, added_at)
       VALUES ('of-${id}', '${id}', 1, '名单.xlsx', 'm', 1, '${digest}', 'r', '2026-01-01T00:00:00Z');
     INSERT INTO draft_answer (item_id, answer, note, account_id, person_id, person_name, at)
       VALUES ('${id}', 'mask', '', 'a1', 'p1', '林晓彤', '2026-03-09T01:00:00Z');
     INSERT INTO draft_finding (attachment_id, passage, type, severity, rule_id, value, words, place)
       VALUES ('of-${id}', 'h', 'NAME', 'look-at', 'name', '张三', '张三', '第2行');`;
  beforeAll(async () => {
    raw = await migratedFrom(
      "kept-answers",
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '林晓彤', '住房保障科', '2026-01-01T00:00:00Z');
       INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at)
         VALUES ('a1', 'linxiaotong', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
       INSERT INTO blob (digest, size, state, created_at) VALUES ('${digest}', 1, 'durable', '2026-01-01T00:00:00Z');
       ${item("i1")}${item("i2")}
       INSERT INTO draft_finding_answer (finding_id, answer_id) VALUES (1, 1)`,
      { foreignKeys: "ON" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("takes every answer there was for one that was given, not carried over", () => {
    expect(raw.prepare("SELECT finding_id, answer_id, carried FROM draft_finding_answer").all()).toEqual([
      { finding_id: 1, answer_id: 1, carried: 0 },
    ]);
  });

  it("carries an answer over within its item alone, and turns none into another", () => {
    const carry = (answerId: number) =>
      raw.exec(
        `INSERT INTO draft_finding_answer (finding_id, answer_id, carried) VALUES (2, ${answerId}, 1)`,
      );
    expect(() => carry(1)).toThrow(/V2/);
    carry(2);
    expect(() => raw.exec("UPDATE draft_finding_answer SET answer_id = 1 WHERE finding_id = 2")).toThrow(
      /V2/,
    );
    raw.exec("DELETE FROM draft_finding_answer WHERE finding_id = 2");
  });

  it("keeps an answer for its own item, and forgets all of an item with its next revision", () => {
    const keep = (itemId: string, answerId: number) =>
      raw.exec(`INSERT INTO draft_kept_answer VALUES ('${itemId}', '${digest}', 'h', ${answerId})`);
    expect(() => keep("i2", 1)).toThrow(/FOREIGN KEY/);
    keep("i1", 1);
    keep("i2", 2);
    raw.exec(
      `INSERT INTO revision (id, item_id, rev_no, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
       VALUES ('r1', 'i1', 1, '{}', '{}', x'7b7d', '${digest}', 'r', '', 'a1', 'p1', '2026-03-10T01:00:00Z')`,
    );
    expect(raw.prepare("SELECT item_id FROM draft_kept_answer").all()).toEqual([{ item_id: "i2" }]);
  });
});
