import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("no-way-around", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      "no-way-around",
      `INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at)
         VALUES ('a1', 'hejing', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
       INSERT INTO person_key VALUES ('k1', 'p1', 'ed25519-sha256', x'01', x'02', '2026-01-01T00:00:00Z', NULL);
       INSERT INTO number_register VALUES ('公开告', 2026, 1, '云建公开告〔2026〕1号', 'l1', 'allotted', NULL, 'a1', '2026-01-02T00:00:00Z');
       INSERT INTO receipt VALUES ('x1', x'00', '[]', 'accepted', 1, '2026-01-02T00:00:00Z');
       INSERT INTO export_record VALUES ('e1', 'x1', '刻录光盘报送', 'a1', '2026-01-02T00:00:00Z');
       DROP TRIGGER letter_issue_needs_its_review; DROP TRIGGER letter_issue_needs_legal_opinion;
       DROP TRIGGER letter_issue_not_after_split; DROP TRIGGER letter_issue_not_of_a_passage; DROP TRIGGER letter_issue_of_newest_revision;
       DROP TRIGGER letter_issue_of_open_units; DROP TRIGGER letter_issue_of_several_answers;
       DROP TRIGGER clock_event_positions_run; DROP TRIGGER clock_event_not_after_split`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const issue = (change: Record<string, string | number | null> = {}) =>
    raw
      .prepare(
        `INSERT INTO letter_issue (letter_id, revision_id, review_id, content_digest, series, year, number, doc_number, issue_date, signed_by, signed_at)
         VALUES (@letter, @letter, @letter, 'd', @series, @year, @number, @docNumber, @day, 'a1', '2026-01-02T00:00:00Z')`,
      )
      .run({
        letter: "l1",
        series: "公开告",
        year: 2026,
        number: 1,
        docNumber: "云建公开告〔2026〕1号",
        day: "2026-01-02",
        ...change,
      });
  const allot = (number: number, letter: string) =>
    raw
      .prepare(
        "INSERT INTO number_register VALUES ('公开告', 2026, ?, ?, ?, 'allotted', NULL, 'a1', '2026-01-03T00:00:00Z')",
      )
      .run(number, `云建公开告〔2026〕${number}号`, letter);

  it("keeps the rows", () => {
    for (const table of ["account", "person_key", "number_register", "receipt", "export_record"])
      expect([table, raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 1]);
  });

  it("leaves an account and a key to their person, and a revoked key out of use", () => {
    expect(() => raw.exec("UPDATE account SET person_id = 'p2'")).toThrow(/V4/);
    expect(() => raw.exec("UPDATE person_key SET public_key = x'09'")).toThrow(/V4/);
    raw.exec("UPDATE account SET state = 'disabled'; UPDATE person_key SET wrapped_private_key = x'03'");
    raw.exec("UPDATE person_key SET revoked_at = '2026-01-03T00:00:00Z'");
    expect(() => raw.exec("UPDATE person_key SET revoked_at = NULL")).toThrow(/V4/);
    expect(() => raw.exec("DELETE FROM person_key")).toThrow(/V5/);
  });

  it.each([
    ["another letter's number", { letter: "l2" }, /V10/],
    ["a number that was never allotted", { number: 7 }, /V10/],
    ["a number worded otherwise", { docNumber: "云建公开告〔2026〕01号" }, /V10/],
    ["half a number", { series: null }, /V10/],
    ["a wording without its number", { series: null, year: null, number: null }, /V10/],
    ["a day that is none", { day: "2026-02-30" }, /V6/],
  ])("issues no letter under %s", (_what, change, refusal) => {
    expect(() => issue(change)).toThrow(refusal);
  });

  it("allots the next number once the last went out or was voided", () => {
    expect(() => allot(2, "l2")).toThrow(/V10/);
    issue();
    issue({ letter: "l9", series: null, year: null, number: null, docNumber: null });
    allot(2, "l2");
    expect(() => allot(3, "l3")).toThrow(/V10/);
    raw.exec("UPDATE number_register SET state = 'void', void_reason = '重复登记' WHERE number = 2");
    expect(() => issue({ letter: "l2", number: 2, docNumber: "云建公开告〔2026〕2号" })).toThrow(/V10/);
    allot(3, "l3");
  });

  it("takes days of the calendar as clock events and service dates alone", () => {
    const event = (type: string, day: string, told: string) =>
      raw
        .prepare(
          "INSERT INTO clock_event (id, application_id, position, type, on_day, event, note, account_id, recorded_at) VALUES (?, 'c', 1, ?, ?, ?, '', 'a1', '2026-01-02T00:00:00Z')",
        )
        .run(`${type}${day}`, type, day, told);
    expect(() => event("received", "2026-02-29", '{"type":"received","onDay":"2026-02-29"}')).toThrow(/V6/);
    expect(() => event("received", "2026-02-27", '{"type":"received","onDay":"2026-02-26"}')).toThrow(/V6/);
    expect(() => event("received", "2026-02-27", '{"type":"replied","onDay":"2026-02-27"}')).toThrow(/V6/);
    event("received", "2026-02-27", '{"type":"received","onDay":"2026-02-27"}');
    const served = (day: string, received: string | null) =>
      raw
        .prepare(
          "INSERT INTO letter_service VALUES ('l1', 'post', ?, ?, 'EM1', '', 'a1', '2026-01-02T00:00:00Z')",
        )
        .run(day, received);
    expect(() => served("2026-1-2", null)).toThrow(/V6/);
    expect(() => served("2026-01-02", "明天")).toThrow(/V6/);
    served("2026-01-02", null);
  });

  it.each(["receipt", "export_record"])("keeps %s as it is", (table) => {
    expect(() => raw.exec(`UPDATE ${table} SET package_id = 'y'`)).toThrow(/V8/);
    expect(() => raw.exec(`DELETE FROM ${table}`)).toThrow(/V8/);
  });
});
