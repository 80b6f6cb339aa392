import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("case-file", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom(
      "case-file",
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z');
       INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at)
         VALUES ('a1', 'hejing', 'p1', 'active', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
       INSERT INTO clock_event (id, application_id, position, type, on_day, event, note, account_id, recorded_at)
         VALUES ('e1', 'x1', 1, 'applicationArrived', '2026-01-01', '{}', '', 'a1', '2026-01-01T00:00:00Z')`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const add = (change: Record<string, unknown>) =>
    raw
      .prepare(
        `INSERT INTO case_file (id, application_id, kind, event_id, file_name, media_type, size, digest, note, account_id, person_id, added_at)
         VALUES (@id, @application, @kind, @event, @name, 'application/pdf', @size, @digest, '', 'a1', @person, '2026-03-09T01:00:00Z')`,
      )
      .run({
        application: "x1",
        kind: "application",
        event: null,
        name: "申请表.pdf",
        size: 10,
        digest: "d".repeat(64),
        person: "p1",
        ...change,
      });
  const voidFile = (file: string, reason: string, person = "p1") =>
    raw
      .prepare(
        `INSERT INTO case_file_void (file_id, reason, account_id, person_id, voided_at)
         VALUES (?, ?, 'a1', ?, '2026-03-09T01:00:00Z')`,
      )
      .run(file, reason, person);

  it("keeps the events of the version before", () => {
    expect(raw.prepare("SELECT id FROM clock_event").all()).toEqual([{ id: "e1" }]);
  });

  it("takes files of known kinds, and a proof only for an event of the same case", () => {
    add({ id: "f1" });
    add({ id: "f2", kind: "proof", event: "e1" });
    expect(() => add({ id: "x", kind: "secret" })).toThrow(/CHECK/);
    expect(() => add({ id: "x", name: " " })).toThrow(/CHECK/);
    expect(() => add({ id: "x", size: 0 })).toThrow(/CHECK/);
    expect(() => add({ id: "x", kind: "other", event: "e1" })).toThrow(/CHECK/);
    expect(() => add({ id: "x", kind: "proof", event: "e1", application: "x2" })).toThrow(/V5/);
    expect(() => add({ id: "x", kind: "proof", event: "e9" })).toThrow(/V5/);
    expect(() => add({ id: "x", person: "p2" })).toThrow(/V4/);
  });

  it("is voided once, with a reason", () => {
    expect(() => voidFile("f1", " ")).toThrow(/CHECK/);
    expect(() => voidFile("f1", "扫错了", "p2")).toThrow(/V4/);
    voidFile("f1", "扫错了");
    expect(() => voidFile("f1", "再来")).toThrow(/UNIQUE/);
  });

  it("never changes (V5)", () => {
    expect(() => raw.prepare("UPDATE case_file SET note = '改'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM case_file").run()).toThrow(/V5/);
    expect(() => raw.prepare("UPDATE case_file_void SET reason = '改'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM case_file_void").run()).toThrow(/V5/);
  });
});
