import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("draft-picture", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      "draft-picture",
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '林晓彤', '住房保障科', '2026-01-01T00:00:00Z');
       INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at)
         VALUES ('a1', 'linxiaotong', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
       INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
         VALUES ('i1', 'publicNotice', '公示', 'drafting', 'proactive', 'a1', 'p1', '住房保障科', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
       DROP TRIGGER IF EXISTS review_matches_revision;
       DROP TRIGGER IF EXISTS review_covers_newest_revision;
       DROP TRIGGER IF EXISTS review_has_mandatory_stages;
       DROP TRIGGER IF EXISTS review_stage_moves_with_decisions`,
      { foreignKeys: "ON" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const digest = "ab".repeat(32);
  const decide = (change: Record<string, string> = {}) =>
    raw
      .prepare(
        `INSERT INTO draft_picture (item_id, digest, decision, regions, account_id, person_id, decided_at)
         VALUES (@item, @digest, @decision, @regions, 'a1', 'p1', '2026-03-09T01:00:00Z')`,
      )
      .run({ item: "i1", digest, decision: "keep", regions: "[]", ...change });
  const region = '[{"x":1,"y":2,"width":3,"height":4}]';

  it.each([
    ["a mask without regions", { decision: "mask" }, /CHECK/],
    ["regions that are not masked", { regions: region }, /CHECK/],
    ["regions that are no list", { decision: "mask", regions: '{"x":1}' }, /CHECK/],
    ["another decision", { decision: "blur" }, /CHECK/],
    ["a digest that is none", { digest: "AB".repeat(32) }, /CHECK/],
    ["an unknown item", { item: "i9" }, /FOREIGN KEY/],
  ])("takes no %s", (_name, change, refusal) => {
    expect(() => decide(change)).toThrow(refusal);
  });

  it("keeps one decision a picture, and lets none change while reviewers read", () => {
    decide({ decision: "mask", regions: region });
    expect(() => decide()).toThrow(/UNIQUE/);
    raw.pragma("foreign_keys = OFF");
    raw.exec(
      `INSERT INTO review (id, review_no, item_id, revision_id, content_digest, stage_path, state, current_stage, reason, opened_by, opened_at, stage_arrived_at, from_person_cache, title_cache, finding_counts_cache, due_day_cache)
       VALUES ('r', 'r', 'i1', 'v', 'd', '["selfCheck","confidentialityCheck","leaderApproval"]', 'open', 'selfCheck', '', 'a1', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z', '', '公示', '{}', '2026-01-09')`,
    );
    expect(() => decide({ digest: "cd".repeat(32) })).toThrow(/V3/);
    expect(() => raw.exec("UPDATE draft_picture SET decision = 'drop', regions = '[]'")).toThrow(/V3/);
    expect(() => raw.exec("DELETE FROM draft_picture")).toThrow(/V3/);
    raw.exec("UPDATE review SET state = 'stale', current_stage = NULL");
    raw.exec("DELETE FROM draft_picture");
    expect(raw.prepare("SELECT count(*) AS n FROM draft_picture").get()).toEqual({ n: 0 });
  });
});
