import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";

const own = migrations.findIndex(({ name }) => name.endsWith("-referral"));

describe("0026-referral", () => {
  let raw: RawDatabase;
  const run = (sql: string, ...values: unknown[]) => raw.prepare(sql).run(...values);
  const all = (sql: string) => raw.prepare(sql).all();
  const digest = "a".repeat(64);
  let before: readonly { name: string; sql: string }[] = [];
  const parts = () =>
    raw
      .prepare(
        `SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger','index') AND sql IS NOT NULL
         AND tbl_name IN ('stage_decision','review_opinion','opinion_dispute','opinion_settlement','reviewed_block','review_request','review_request_answer')`,
      )
      .all() as { name: string; sql: string }[];

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    for (const earlier of migrations.slice(0, own)) await earlier.up(kyselyOver<unknown>(raw));
    for (const [person, role] of [
      ["drafter", "drafter"],
      ["head", "unitHead"],
      ["reviewer", "confidentialityReviewer"],
      ["second", "confidentialityReviewer"],
      ["leader", "leader"],
    ] as const) {
      run("INSERT INTO person VALUES (?, ?, '办公室', '2026-01-01T00:00:00Z')", person, person);
      run(
        "INSERT INTO account VALUES (?, ?, ?, 'active', 0, '2026-01-01T00:00:00Z', NULL, NULL, '2026-01-01T00:00:00Z')",
        `a-${person}`,
        person,
        person,
      );
      run("INSERT INTO account_role VALUES (?, ?, NULL, '2026-01-01T00:00:00Z')", `a-${person}`, role);
    }
    raw.exec(`
      INSERT INTO organisation VALUES (1, '{}', '{}', '2026-01-01T00:00:00Z');
      INSERT INTO item (seq, id, kind, drafter_account_id, drafter_person_id, unit_name, created_at, title_cache, property_cache, state_cache, updated_at_cache)
        VALUES (1, 'i1', 'publicNotice', 'a-drafter', 'drafter', '办公室', '2026-01-01T00:00:00Z', '公示', 'proactive', 'underReview', '2026-01-01T00:00:00Z');
      INSERT INTO revision (id, item_id, rev_no, parent_digest, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
        VALUES ('v1', 'i1', 1, NULL, '{}', '{}', x'00', '${digest}', '1', '', 'a-drafter', 'drafter', '2026-01-01T00:00:00Z');
      INSERT INTO review (seq, id, review_no, item_id, revision_id, content_digest, stage_path, state, current_stage, reason, opened_by, opened_at, stage_arrived_at, from_person_cache, title_cache, finding_counts_cache, due_day_cache)
        VALUES (1, 'r1', '密审〔2026〕1号', 'i1', 'v1', '${digest}', '["selfCheck","confidentialityCheck","leaderApproval"]', 'open', 'selfCheck', '', 'a-drafter', '2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z', '', '公示', '{}', '2026-01-06');
      INSERT INTO review_risk VALUES ('r1', 80, 60, 1, '[]', '1', '2026-01-05T00:00:00Z');
      INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at)
        VALUES ('d0', 'r1', 'selfCheck', 'agree', NULL, '[]', '[]', '${digest}', 'a-drafter', 'drafter', x'0102', '2026-01-05T01:00:00Z');
      UPDATE review SET current_stage = 'confidentialityCheck' WHERE id = 'r1';
      INSERT INTO review_opinion (id, review_id, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, given_at)
        VALUES ('d1', 'r1', 'refer', 'referred', '[]', '[]', '${digest}', 'a-reviewer', 'reviewer', x'03', '2026-01-05T02:00:00Z'),
               ('d2', 'r1', 'return', 'returned', '[]', '[]', '${digest}', 'a-second', 'second', x'04', '2026-01-05T03:00:00Z');
      INSERT INTO opinion_dispute VALUES ('r1', '[]', '2026-01-05T03:00:00Z');
      INSERT INTO opinion_settlement VALUES ('r1', 'd1', '不能确定', 'a-leader', 'leader', '2026-01-05T04:00:00Z');
      INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at)
        VALUES ('d1', 'r1', 'confidentialityCheck', 'refer', 'referred', '[]', '[]', '${digest}', 'a-reviewer', 'reviewer', x'03', '2026-01-05T04:00:00Z');
      UPDATE review SET state = 'referred', current_stage = NULL WHERE id = 'r1';
    `);
    before = parts();
    await migrations[own]?.up(kyselyOver<unknown>(raw));
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps every decision, opinion, disagreement and settlement of the version before, in round 0", () => {
    expect(all("SELECT id, round, hex(envelope) AS e FROM stage_decision ORDER BY id")).toEqual([
      { id: "d0", round: 0, e: "0102" },
      { id: "d1", round: 0, e: "03" },
    ]);
    expect(all("SELECT id, seq, round FROM review_opinion ORDER BY id")).toEqual([
      { id: "d1", seq: 1, round: 0 },
      { id: "d2", seq: 2, round: 0 },
    ]);
    expect(all("SELECT review_id, round FROM opinion_dispute")).toEqual([{ review_id: "r1", round: 0 }]);
    expect(all("SELECT opinion_id, round FROM opinion_settlement")).toEqual([{ opinion_id: "d1", round: 0 }]);
    expect(raw.pragma("foreign_key_check")).toEqual([]);
    expect(all("SELECT id FROM standing_decision ORDER BY id")).toEqual([{ id: "d0" }, { id: "d1" }]);
  });

  it("has every index and trigger of the version before on the tables made anew, and drops no refusal", () => {
    const now = new Map(parts().map((part) => [part.name, part.sql]));
    const changed = before.filter((part) => now.get(part.name) !== part.sql).map((part) => part.name);
    expect(before.filter((part) => !now.has(part.name))).toEqual([]);
    expect(changed.toSorted()).toEqual([
      "opinion_dispute_of_two",
      "opinion_settlement_by_whom",
      "review_opinion_by_another",
      "review_opinion_where_two_are_needed",
      "reviewed_block_needs_decision",
      "stage_decision_elsewhere_was_asked_for",
      "stage_decision_joins_accepted",
      "stage_decision_of_two_opinions",
      "stage_decision_one_stage_a_person",
    ]);
    for (const { sql } of parts().filter((part) => part.sql.startsWith("CREATE TRIGGER")))
      expect(sql).toMatch(/RAISE\(ABORT, 'V[1-6]: /);
  });

  it("has only STRICT tables and refusals that name their invariant", () => {
    expect(
      all(
        "SELECT name FROM pragma_table_list WHERE schema='main' AND strict=1 AND name IN ('stage_decision','review_opinion','opinion_dispute','opinion_settlement','reviewed_block','review_request','review_request_answer','referral','referral_step','referral_answer') ORDER BY name",
      ).length,
    ).toBe(10);
    const triggers = all(
      "SELECT sql FROM sqlite_schema WHERE type='trigger' AND tbl_name IN ('referral','referral_step','referral_answer')",
    ) as { sql: string }[];
    expect(triggers.length).toBeGreaterThanOrEqual(12);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[1-5]: /);
  });

  it("lets a review that was waiting before be put to an organ, and only by a referral go on", () => {
    const attempt = (act: () => void): string => {
      raw.exec("SAVEPOINT attempt");
      try {
        act();
        return "nothing refused it";
      } catch (error) {
        return (error as Error).message;
      } finally {
        raw.exec("ROLLBACK TO attempt; RELEASE attempt");
      }
    };
    const resume =
      "UPDATE review SET state = 'open', current_stage = 'confidentialityCheck', round = 1 WHERE id = 'r1'";
    expect(attempt(() => raw.exec(resume))).toMatch(/^V1/);
    expect(
      attempt(() => {
        raw.exec(`
          INSERT INTO referral (id, review_id, round, content_digest, decision_id, question, organ_kind, organ, matters, doubt, protected_on, account_id, person_id, drafted_at)
            VALUES ('f1', 'r1', 0, '${digest}', 'd1', 'disclosure', 'competentOrgan', '省厅', '{}', '不明', '2026-01-05', 'a-second', 'second', '2026-01-06T00:00:00Z');
          INSERT INTO referral_step (referral_id, step, on_day, note, account_id, person_id, recorded_at)
            VALUES ('f1', 'withdrawn', '2026-01-07', '不再需要', 'a-second', 'second', '2026-01-07T00:00:00Z');`);
        raw.exec(resume);
      }),
    ).toBe("nothing refused it");
  });
});
