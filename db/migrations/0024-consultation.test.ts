import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";

const at = "2026-03-09T01:00:00Z";
const digest = "a".repeat(64);

describe("0024-consultation", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    const db = kyselyOver<unknown>(raw);
    const here = migrations.findIndex((migration) => migration.name === "0024-consultation");
    for (const migration of migrations.slice(0, here)) await migration.up(db);
    raw.pragma("foreign_keys = OFF");
    raw.exec(
      "INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '2026-01-01T00:00:00Z')",
    );
    await migrations[here]?.up(db);
    // What the triggers look at, without the rows behind it.
    const letter = raw.prepare(
      `INSERT INTO letter (id, item_id, application_id, template, template_version, choice_reasons, created_at)
       VALUES (?, ?, ?, ?, '2026.1', '[]', '${at}')`,
    );
    letter.run("l1", "i1", "x1", "third-party-consultation-letter");
    letter.run("l2", "i2", "x1", "third-party-decision-notice");
    letter.run("l3", "i3", "x2", "third-party-consultation-letter");
    letter.run("l4", "i4", "x1", "other-organ-consultation-letter");
  });
  afterAll(() => {
    raw.close();
  });

  const party = (id: string, more: Record<string, string> = {}) => {
    const row = {
      id,
      clock_id: id,
      party: "thirdParty",
      basis: "thirdPartyRights",
      name: "云州建工有限公司",
      reason: "报价清单是商业秘密",
      asked: "投标文件第3至4页",
      ...more,
    };
    return raw
      .prepare(
        `INSERT INTO consultation (id, application_id, clock_id, party, basis, name, contact, phone, address, reason, asked, document_no, account_id, recorded_at)
         VALUES (@id, 'x1', @clock_id, @party, @basis, @name, '', '', '', @reason, @asked, '', 'a1', '${at}')`,
      )
      .run(row);
  };
  const link = (letterId: string, consultationId: string, role = "consultation") =>
    raw
      .prepare(
        `INSERT INTO consultation_letter (letter_id, consultation_id, role, account_id, recorded_at) VALUES (?, ?, ?, 'a1', '${at}')`,
      )
      .run(letterId, consultationId, role);
  const extract = (id: string, consultationId: string, more: Record<string, string | number | null> = {}) =>
    raw
      .prepare(
        `INSERT INTO consultation_extract (id, consultation_id, kind, pages, source_name, source_digest, blob_digest, file_name, media_type, size_bytes, checks, account_id, recorded_at)
         VALUES (@id, @consultation_id, @kind, '第3页', '', @source_digest, @blob_digest, '', '', @size_bytes, @checks, 'a1', '${at}')`,
      )
      .run({
        id,
        consultation_id: consultationId,
        kind: "paper",
        source_digest: null,
        blob_digest: null,
        size_bytes: 0,
        checks: "[]",
        ...more,
      });
  const said = (id: string, more: Record<string, string | null> = {}) =>
    raw
      .prepare(
        `INSERT INTO consultation_answer (id, consultation_id, opinion, passages, reasons, arrived_on, proof, source, form_digest, event_id, account_id, recorded_at)
         VALUES (@id, 'c1', @opinion, @passages, @reasons, '2026-03-20', @proof, @source, @form_digest, @event_id, 'a1', '${at}')`,
      )
      .run({
        id,
        opinion: "objection",
        passages: "",
        reasons: "",
        proof: "函复",
        source: "typed",
        form_digest: null,
        event_id: null,
        ...more,
      });

  it("keeps the rows of the version before and names every party once", () => {
    expect(raw.prepare("SELECT name FROM person").all()).toEqual([{ name: "何静" }]);
    expect(() => party("c0", { basis: "jointInformation" })).toThrow(/CHECK/);
    expect(() => party("c0", { name: " " })).toThrow(/CHECK/);
    party("c1");
    expect(() => party("c2", { clock_id: "c1" })).toThrow(/UNIQUE/);
    party("c2", { party: "otherOrgan", basis: "consistency" });
  });

  it("takes only a letter to this party, of this case", () => {
    expect(() => link("l2", "c1")).toThrow(/not one to this party/);
    expect(() => link("l3", "c1")).toThrow(/not one to this party/);
    expect(() => link("l4", "c1")).toThrow(/not one to this party/);
    expect(() => link("l2", "c2", "decisionNotice")).toThrow(/not one to this party/);
    link("l1", "c1");
    link("l2", "c1", "decisionNotice");
    expect(() => link("l1", "c1")).toThrow(/UNIQUE|PRIMARY/);
  });

  it("keeps an extract with what was looked for in it, and none after the letter was signed (V1)", () => {
    expect(() => extract("e0", "c1", { kind: "file" })).toThrow(/CHECK/);
    expect(() =>
      extract("e0", "c1", { kind: "file", source_digest: digest, blob_digest: digest, size_bytes: 9 }),
    ).toThrow(/CHECK/);
    extract("e1", "c1", {
      kind: "file",
      source_digest: digest,
      blob_digest: digest,
      size_bytes: 9,
      checks: '[{"ok":true,"detail":"没有隐藏数据"}]',
    });
    raw.exec("DROP TRIGGER letter_issue_needs_its_review; DROP TRIGGER letter_issue_of_newest_revision");
    raw.exec(
      `INSERT INTO letter_issue (letter_id, revision_id, review_id, content_digest, issue_date, signed_by, signed_at)
       VALUES ('l1', 'r1', 'v1', '${digest}', '2026-03-10', 'a1', '${at}')`,
    );
    expect(() => extract("e2", "c1")).toThrow(/V1/);
    extract("e2", "c2");
  });

  it("carries only the signed letter to this party in a packet", () => {
    const pack = (id: string, consultationId: string, letterId: string) =>
      raw
        .prepare(
          `INSERT INTO consultation_packet (id, consultation_id, letter_id, question_digest, bundle_digest, account_id, recorded_at)
           VALUES (?, ?, ?, '${digest}', '${digest}', 'a1', '${at}')`,
        )
        .run(id, consultationId, letterId);
    expect(() => pack("k0", "c2", "l1")).toThrow(/V1/);
    expect(() => pack("k0", "c1", "l2")).toThrow(/V1/);
    pack("k1", "c1", "l1");
  });

  it("takes an answer that can be understood, and points only to its own event (V6)", () => {
    expect(() => said("s0", { opinion: "partial" })).toThrow(/CHECK/);
    expect(() => said("s0", { opinion: "consent", passages: "第3页" })).toThrow(/CHECK/);
    expect(() => said("s0", { source: "form", form_digest: digest })).toThrow(/CHECK/);
    expect(() => said("s0", { form_digest: digest })).toThrow(/CHECK/);
    expect(() => said("s0", { proof: " " })).toThrow(/CHECK/);
    const event = raw.prepare(
      `INSERT INTO clock_event (id, application_id, position, type, on_day, event, note, account_id, recorded_at)
       VALUES (?, 'x1', ?, 'consultationReturned', ?, ?, '', 'a1', '${at}')`,
    );
    event.run("e-other", 1, "2026-03-20", '{"consultationId":"c2"}');
    event.run("e-day", 2, "2026-03-19", '{"consultationId":"c1"}');
    event.run("e-own", 3, "2026-03-20", '{"consultationId":"c1"}');
    expect(() => said("s0", { event_id: "e-other" })).toThrow(/V6/);
    expect(() => said("s0", { event_id: "e-day" })).toThrow(/V6/);
    said("s1", { event_id: "e-own" });
    said("s2", { opinion: "partial", passages: "报价清单" });
  });

  it("follows up forward and takes nothing back that went out", () => {
    const again = (nextOn: string | null) =>
      raw
        .prepare(
          `INSERT INTO consultation_follow_up (id, consultation_id, on_day, method, note, next_on, account_id, recorded_at)
           VALUES ('f1', 'c1', '2026-03-18', 'telephone', '正在研究', ?, 'a1', '${at}')`,
        )
        .run(nextOn);
    expect(() => again("2026-03-18")).toThrow(/CHECK/);
    again("2026-03-20");
    raw.exec(
      `INSERT INTO consultation_decision (id, consultation_id, outcome, reason, account_id, recorded_at)
       VALUES ('d1', 'c1', 'withhold', '有合理理由', 'a1', '${at}')`,
    );
    const undo = raw.prepare(
      `INSERT INTO consultation_void (consultation_id, reason, account_id, recorded_at) VALUES (?, '登记错误', 'a1', '${at}')`,
    );
    expect(() => undo.run("c1")).toThrow(/V5/);
    undo.run("c2");
  });

  it.each([
    "consultation",
    "consultation_letter",
    "consultation_extract",
    "consultation_packet",
    "consultation_follow_up",
    "consultation_answer",
    "consultation_decision",
    "consultation_void",
  ])("%s never changes (V5)", (table) => {
    expect(raw.prepare(`SELECT count(*) AS n FROM ${table}`).get()).not.toEqual({ n: 0 });
    expect(() => raw.prepare(`UPDATE ${table} SET recorded_at = 'later'`).run()).toThrow(/V5/);
    expect(() => raw.prepare(`DELETE FROM ${table}`).run()).toThrow(/V5/);
  });
});
