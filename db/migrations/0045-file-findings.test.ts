import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const finding = (findingId: string, value: string, more: object = {}) => ({
  findingId,
  type: "NAME",
  severity: "look-at",
  ruleId: "name",
  value,
  attachmentId: "t1",
  where: "第2行",
  ...more,
});
const given = (answer: string, note = "") => ({
  answer,
  note,
  accountId: "a1",
  personId: "p1",
  personName: "林晓彤",
  at: "2026-03-09T01:00:00Z",
});
const json = (value: unknown) => JSON.stringify(value).replaceAll("'", "''");

describe("file-findings", () => {
  let raw: RawDatabase;
  const digest = "ab".repeat(32);
  beforeAll(async () => {
    const text = { ...finding("x", "张三"), attachmentId: undefined, start: 1, end: 3 };
    const answers = { x: given("keep", "公务"), h1: given("mask"), h2: given("mask"), gone: given("mask") };
    raw = await migratedFrom(
      "file-findings",
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '林晓彤', '住房保障科', '2026-01-01T00:00:00Z');
       INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at)
         VALUES ('a1', 'linxiaotong', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
       INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
         VALUES ('i1', 'publicNotice', '公示', 'drafting', 'proactive', 'a1', 'p1', '住房保障科', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
       INSERT INTO blob (digest, size, state, created_at) VALUES ('${digest}', 1, 'durable', '2026-01-01T00:00:00Z');
       INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at)
         VALUES ('i1', 1, '{}', '{}', 1, 'done', '${json([text])}', '${json(answers)}', 'a1', '2026-01-01T00:00:00Z');
       INSERT INTO draft_attachment (id, item_id, position, file_name, media_type, size, digest, findings, added_at) VALUES
         ('t1', 'i1', 1, '名单.xlsx', 'm', 1, '${digest}', '${json([finding("h1", "李 四x"), finding("h2", "王五", { newUnder: "r2" }), finding("h3", "赵六")])}', '2026-01-01T00:00:00Z'),
         ('t2', 'i1', 2, '空.txt', 'm', 1, '${digest}', '[]', '2026-01-01T00:00:00Z')`,
      { foreignKeys: "ON" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps what was found in files row by row, in the order of the file", () => {
    expect(
      raw
        .prepare(
          "SELECT attachment_id, passage, value, words, place, new_under FROM draft_finding ORDER BY id",
        )
        .all(),
    ).toEqual([
      {
        attachment_id: "t1",
        passage: "h1",
        value: "李 四x",
        words: "李四X",
        place: "第2行",
        new_under: null,
      },
      { attachment_id: "t1", passage: "h2", value: "王五", words: "王五", place: "第2行", new_under: "r2" },
      { attachment_id: "t1", passage: "h3", value: "赵六", words: "赵六", place: "第2行", new_under: null },
    ]);
  });

  it("keeps one answer for what was answered together, and leaves those about the text beside the text", () => {
    expect(
      raw
        .prepare(
          `SELECT f.passage, a.answer, a.person_name FROM draft_finding_answer g
           JOIN draft_finding f ON f.id = g.finding_id JOIN draft_answer a ON a.id = g.answer_id ORDER BY f.id`,
        )
        .all(),
    ).toEqual([
      { passage: "h1", answer: "mask", person_name: "林晓彤" },
      { passage: "h2", answer: "mask", person_name: "林晓彤" },
    ]);
    expect(raw.prepare("SELECT count(*) AS n FROM draft_answer").get()).toEqual({ n: 1 });
    const { answers, findings } = raw.prepare("SELECT answers, findings FROM draft").get() as {
      answers: string;
      findings: string;
    };
    expect(Object.keys(JSON.parse(answers) as object)).toEqual(["x", "gone"]);
    expect(JSON.parse(findings)).toHaveLength(1);
  });

  it("takes no answer for what is not there, and no other answer than the three", () => {
    expect(() => raw.exec("INSERT INTO draft_finding_answer VALUES (99, 1)")).toThrow(/FOREIGN KEY/);
    expect(() => raw.exec("UPDATE draft_answer SET answer = 'hide'")).toThrow(/CHECK/);
    expect(() => raw.exec("DELETE FROM draft_attachment WHERE id = 't1'")).toThrow(/FOREIGN KEY/);
  });
});
