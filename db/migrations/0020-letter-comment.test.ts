import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("letter-comment", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      "letter-comment",
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z');
       INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at)
         VALUES ('a1', 'hejing', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
       INSERT INTO letter (id, item_id, application_id, template, template_version, choice_reasons, created_at)
         VALUES ('l1', 'i1', 'x1', 'unable-not-held', '1', '[]', '2026-01-01T00:00:00Z');
       INSERT INTO letter (id, item_id, application_id, template, template_version, choice_reasons, created_at)
         VALUES ('l2', 'i2', 'x1', 'unable-not-held', '1', '[]', '2026-01-01T00:00:00Z')`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const write = (change: Record<string, unknown>) =>
    raw
      .prepare(
        `INSERT INTO letter_comment (id, letter_id, reply_to, block_id, field, quote, text, account_id, person_id, written_at)
         VALUES (@id, @letter, @replyTo, @block, @field, @quote, @text, 'a1', @person, '2026-03-09T01:00:00Z')`,
      )
      .run({
        letter: "l1",
        replyTo: null,
        block: null,
        field: null,
        quote: "",
        text: "写得再具体些",
        person: "p1",
        ...change,
      });
  const settle = (id: string, comment: string, kind: string) =>
    raw
      .prepare(
        `INSERT INTO letter_comment_event (id, comment_id, kind, account_id, person_id, recorded_at)
         VALUES (?, ?, ?, 'a1', 'p1', '2026-03-09T01:00:00Z')`,
      )
      .run(id, comment, kind);

  it("keeps the letters of the version before", () => {
    expect(raw.prepare("SELECT id FROM letter").all()).toEqual([{ id: "l1" }, { id: "l2" }]);
  });

  it("takes a comment with its place, and an answer without one to an open comment of the same letter", () => {
    write({ id: "c1", block: "facts", field: "searchResult", quote: "没有找到" });
    write({ id: "c2", replyTo: "c1" });
    expect(() => write({ id: "x", field: "searchResult" })).toThrow(/CHECK/);
    expect(() => write({ id: "x", quote: "没有找到" })).toThrow(/CHECK/);
    expect(() => write({ id: "x", text: " " })).toThrow(/CHECK/);
    expect(() => write({ id: "x", replyTo: "c1", block: "facts" })).toThrow(/CHECK/);
    expect(() => write({ id: "x", replyTo: "c1", letter: "l2" })).toThrow(/V5/);
    expect(() => write({ id: "x", replyTo: "c2" })).toThrow(/V5/);
    expect(() => write({ id: "x", person: "p2" })).toThrow(/V4/);
  });

  it("is settled and opened again in turns, and answered only while it is open", () => {
    expect(() => settle("e0", "c1", "reopened")).toThrow(/V5/);
    expect(() => settle("e0", "c2", "resolved")).toThrow(/V5/);
    settle("e1", "c1", "resolved");
    expect(() => settle("e2", "c1", "resolved")).toThrow(/V5/);
    expect(() => write({ id: "x", replyTo: "c1" })).toThrow(/V5/);
    settle("e2", "c1", "reopened");
    write({ id: "c3", replyTo: "c1" });
  });

  it("never changes (V5)", () => {
    expect(() => raw.prepare("UPDATE letter_comment SET text = '改'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM letter_comment").run()).toThrow(/V5/);
    expect(() => raw.prepare("UPDATE letter_comment_event SET kind = 'reopened'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM letter_comment_event").run()).toThrow(/V5/);
  });

  it("takes nothing while the letter is under review, and nothing once it is signed (V3)", () => {
    for (const trigger of raw
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('review','letter_issue')",
      )
      .all() as { name: string }[])
      raw.exec(`DROP TRIGGER ${trigger.name}`);
    raw.exec(
      `INSERT INTO review (id, review_no, item_id, revision_id, content_digest, stage_path, state, reason, opened_by, opened_at,
         stage_arrived_at, from_person_cache, title_cache, finding_counts_cache, due_day_cache)
       VALUES ('r1', 'S1', 'i1', 'v1', '${"0".repeat(64)}', '[]', 'referred', '', 'a1', '2026-03-09T01:00:00Z',
         '2026-03-09T01:00:00Z', '', '', '{}', '2026-03-20')`,
    );
    expect(() => write({ id: "x" })).toThrow(/V3/);
    expect(() => settle("e9", "c1", "resolved")).toThrow(/V3/);
    write({ id: "c4", letter: "l2" });
    raw.exec(
      `INSERT INTO letter_issue (letter_id, revision_id, content_digest, issue_date, signed_by, signed_at)
       VALUES ('l2', 'v2', '${"0".repeat(64)}', '2026-03-09', 'a1', '2026-03-09T01:00:00Z')`,
    );
    expect(() => write({ id: "x", letter: "l2" })).toThrow(/V3/);
    expect(() => settle("e9", "c4", "resolved")).toThrow(/V3/);
  });
});
