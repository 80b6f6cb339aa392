import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";

describe("0022-application-units", () => {
  let raw: RawDatabase;
  const application = (id: string, receipt: string | null, name = "刘长河") =>
    raw
      .prepare(
        `INSERT INTO application (id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache, receipt_date_cache)
         VALUES (?, ?, json_object('applicantName', ?, 'idNumber', '1', 'applicantType', 'citizen'), 'a1', '2026-03-02T01:00:00Z', ?, 'running', 0, ?)`,
      )
      .run(id, id, name, name, receipt);
  const event = (applicationId: string, position: number, type: string) =>
    raw
      .prepare(
        `INSERT INTO clock_event (id, application_id, position, type, on_day, event, note, account_id, recorded_at)
         VALUES (?, ?, ?, ?, '2026-03-02', '{}', '', 'a1', '2026-03-02T01:00:00Z')`,
      )
      .run(`${applicationId}-${position}`, applicationId, position, type);
  const unit = (id: string, parent: string, position: number) =>
    raw.prepare("INSERT INTO application_unit VALUES (?, ?, ?)").run(id, parent, position);
  const split = (parent: string, count: number) =>
    raw
      .prepare("INSERT INTO application_split VALUES (?, ?, 'a1', '2026-03-03T01:00:00Z')")
      .run(parent, count);
  const letter = (id: string, applicationId: string, template: string) =>
    raw
      .prepare(
        `INSERT INTO letter (id, item_id, application_id, template, template_version, choice_reasons, created_at)
         VALUES (?, ?, ?, ?, '1', '[]', '2026-03-03T01:00:00Z')`,
      )
      .run(id, `i-${id}`, applicationId, template);
  const issue = (letterId: string) =>
    raw
      .prepare(
        `INSERT INTO letter_issue (letter_id, revision_id, content_digest, issue_date, signed_by, signed_at)
         VALUES (?, 'r1', 'd', '2026-03-03', 'a1', '2026-03-03T01:00:00Z')`,
      )
      .run(letterId);

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    const db = kyselyOver<unknown>(raw);
    const at = migrations.findIndex((migration) => migration.name === "0022-application-units");
    for (const migration of migrations.slice(0, at)) await migration.up(db);
    raw.pragma("foreign_keys = OFF");
    application("p", "2026-03-02");
    await migrations[at]?.up(db);
    for (const id of ["u1", "u2", "u3"]) application(id, "2026-03-02");
    application("other-day", "2026-03-03");
    application("other-name", "2026-03-02", "宋明");
    application("unconfirmed", null);
    // That an issue needs its review is the business of the first schema's test.
    raw.exec("DROP TRIGGER letter_issue_needs_its_review; DROP TRIGGER letter_issue_of_newest_revision");
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the applications of the version before", () => {
    expect(raw.prepare("SELECT id FROM application WHERE id = 'p'").all()).toEqual([{ id: "p" }]);
  });

  it("takes units in order, of the same applicant and receipt date, one level deep", () => {
    expect(() => unit("u1", "p", 2)).toThrow(/units run from 1/);
    expect(() => unit("p", "p", 1)).toThrow(/CHECK|same|split again/);
    expect(() => unit("other-day", "p", 1)).toThrow(/keeps the applicant and the receipt date/);
    expect(() => unit("other-name", "p", 1)).toThrow(/keeps the applicant and the receipt date/);
    expect(() => unit("u1", "unconfirmed", 1)).toThrow(/keeps the applicant and the receipt date/);
    unit("u1", "p", 1);
    expect(() => unit("u2", "u1", 1)).toThrow(/not split again/);
    expect(() => unit("p", "u3", 1)).toThrow(/not split again/);
    letter("l-u2", "u2", "unable-not-held");
    expect(() => unit("u2", "p", 2)).toThrow(/begins without letters/);
    unit("u3", "p", 2);
  });

  it("is split whole, with its clock ended, and before any decision", () => {
    expect(() => split("p", 2)).toThrow(/ends the clock/);
    event("p", 1, "split");
    expect(() => split("p", 3)).toThrow(/all its units/);
    event("other-day", 1, "split");
    expect(() => split("other-day", 0)).toThrow(/CHECK/);
    letter("l1", "p", "unable-not-held");
    raw.exec("SAVEPOINT decided");
    issue("l1");
    expect(() => split("p", 2)).toThrow(/once a decision was issued/);
    raw.exec("ROLLBACK TO decided");
    split("p", 2);
  });

  it("freezes the application and the split itself (V5)", () => {
    expect(() => event("p", 2, "eventRevoked")).toThrow(/V5: after the split/);
    expect(() => letter("l2", "p", "unable-not-held")).toThrow(/belong to the units/);
    expect(() => issue("l1")).toThrow(/belong to the units/);
    application("u4", "2026-03-02");
    expect(() => unit("u4", "p", 3)).toThrow(/complete once/);
    for (const table of ["application_unit", "application_split"]) {
      expect(() => raw.exec(`UPDATE ${table} SET parent_id = 'u2'`)).toThrow(/V5/);
      expect(() => raw.exec(`DELETE FROM ${table}`)).toThrow(/V5/);
    }
    letter("l3", "u1", "unable-not-held");
  });
});
