import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";
import { up } from "./0007-acting-for-others.ts";

describe("0007-acting-for-others", () => {
  let raw: RawDatabase;
  const run = (sql: string, ...values: unknown[]) => raw.prepare(sql).run(...values);
  const digest = "a".repeat(64);
  const decide = (
    stage: string,
    person: string,
    delegation: string | null,
    at = "2026-01-06T01:00:00.000Z",
  ) =>
    run(
      `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, delegation_id, envelope, decided_at)
       VALUES (?, 'r1', ?, 'agree', 'disclose', '[]', '[]', ?, ?, ?, ?, x'00', ?)`,
      `d-${stage}`,
      stage,
      digest,
      `a-${person}`,
      person,
      delegation,
      at,
    );

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    for (const before of migrations.slice(
      0,
      migrations.findIndex(({ name }) => name.endsWith("acting-for-others")),
    ))
      await before.up(kyselyOver<unknown>(raw));
    const people: readonly (readonly [string, string])[] = [
      ["drafter", "drafter"],
      ["head", "unitHead"],
      ["reviewer", "confidentialityReviewer"],
      ["office", "disclosureOffice"],
      ["leader", "leader"],
      ["security", "securityAdmin"],
      ["auditor", "auditAdmin"],
      ["deputy", "drafter"],
    ];
    for (const [person, role] of people) {
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
        VALUES (1, 'r1', '密审〔2026〕1号', 'i1', 'v1', '${digest}', '["selfCheck","unitHeadReview","confidentialityCheck","leaderApproval"]', 'open', 'selfCheck', '', 'a-drafter', '2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z', '', '公示', '{}', '2026-01-06');
      INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at)
        VALUES ('d0', 'r1', 'selfCheck', 'agree', NULL, '[]', '[]', '${digest}', 'a-drafter', 'drafter', x'0102', '2026-01-05T01:00:00Z');
      UPDATE review SET current_stage = 'unitHeadReview' WHERE id = 'r1';
    `);
    await up(kyselyOver<unknown>(raw));
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the decisions of the version before, to the byte", () => {
    expect(
      raw.prepare("SELECT id, person_id, delegation_id, hex(envelope) AS e FROM stage_decision").all(),
    ).toEqual([{ id: "d0", person_id: "drafter", delegation_id: null, e: "0102" }]);
    expect(raw.pragma("foreign_key_check")).toEqual([]);
    expect(raw.prepare("SELECT strict FROM pragma_table_list WHERE name = 'stage_decision'").get()).toEqual({
      strict: 1,
    });
  });

  it("has refusals that name their invariant", () => {
    const triggers = raw
      .prepare(
        "SELECT sql FROM sqlite_schema WHERE type='trigger' AND tbl_name IN ('stage_decision','delegation','delegation_confirmation','delegation_end','emergency_seen','handover','review_assignment')",
      )
      .all() as { sql: string }[];
    expect(triggers.length).toBeGreaterThan(20);
    for (const { sql } of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[23456]: /);
  });

  /** Each attempt runs on its own savepoint, so that a hole would not spoil the next one. */
  const attempt = (...acts: readonly (() => void)[]): string => {
    raw.exec("SAVEPOINT attempt");
    try {
      for (const act of acts) act();
      return "nothing refused it";
    } catch (error) {
      return (error as Error).message;
    } finally {
      raw.exec("ROLLBACK TO attempt; RELEASE attempt");
    }
  };
  const lend =
    (change: Record<string, string | null> = {}) =>
    () => {
      const row = {
        id: "g1",
        kind: "deputy",
        stage: "unitHeadReview",
        from_person_id: "head",
        to_person_id: "deputy",
        review_id: null,
        first_day: "2026-01-05",
        last_day: "2026-01-09",
        reason: "出差",
        proposed_by_account: "a-head",
        proposed_by_person: "head",
        proposed_at: "2026-01-05T00:00:00Z",
        ...change,
      };
      run(
        `INSERT INTO delegation (${Object.keys(row).join(",")}) VALUES (${Object.keys(row)
          .map(() => "?")
          .join(",")})`,
        ...Object.values(row),
      );
    };
  const confirm =
    (who = "security") =>
    () =>
      run(
        "INSERT INTO delegation_confirmation VALUES ('g1', 'confirm', '', ?, ?, '2026-01-05T02:00:00Z')",
        `a-${who}`,
        who,
      );
  const use = (at?: string) => () => decide("unitHeadReview", "deputy", "g1", at);

  it("lets a deputy decide under a confirmed delegation on its days", () => {
    expect(attempt(lend(), confirm(), use())).toBe("nothing refused it");
  });
  it.each<readonly [string, readonly (() => void)[]]>([
    ["without a delegation", [() => decide("unitHeadReview", "deputy", null)]],
    ["before it is confirmed", [lend(), use()]],
    ["on the day after its last", [lend(), confirm(), use("2026-01-09T16:00:00.000Z")]],
    ["before its first day", [lend({ first_day: "2026-01-07" }), confirm(), use()]],
    [
      "after it was ended",
      [
        lend(),
        confirm(),
        () => run("INSERT INTO delegation_end VALUES ('g1','回来了','a-head','head','2026-01-05T03:00:00Z')"),
        use(),
      ],
    ],
    [
      "for another stage",
      [
        lend(),
        confirm(),
        () => run("UPDATE review SET current_stage='confidentialityCheck'"),
        () => decide("confidentialityCheck", "deputy", "g1"),
      ],
    ],
    [
      "when the lender lost the role",
      [lend(), confirm(), () => run("DELETE FROM account_role WHERE account_id='a-head'"), use()],
    ],
    [
      "lent by somebody who has no such right",
      [lend({ from_person_id: "leader", proposed_by_person: "leader", proposed_by_account: "a-leader" })],
    ],
    ["proposed by a stranger", [lend({ proposed_by_person: "leader", proposed_by_account: "a-leader" })]],
    [
      "proposed by who receives it",
      [lend({ to_person_id: "office", proposed_by_person: "office", proposed_by_account: "a-office" })],
    ],
    ["to an administrator", [lend({ to_person_id: "auditor" })]],
    ["confirmed by the lender", [lend(), confirm("head")]],
    [
      "confirmed by the office that asked",
      [lend({ proposed_by_person: "office", proposed_by_account: "a-office" }), confirm("office")],
    ],
    [
      "confirmed under a false name",
      [
        lend(),
        () =>
          run(
            "INSERT INTO delegation_confirmation VALUES ('g1','confirm','','a-security','auditor','2026-01-05T02:00:00Z')",
          ),
      ],
    ],
    [
      "to the drafter of the item",
      [lend({ to_person_id: "drafter" }), confirm(), () => decide("unitHeadReview", "drafter", "g1")],
    ],
    [
      "an emergency right proposed by a drafter",
      [
        lend({
          kind: "emergency",
          review_id: "r1",
          last_day: "2026-01-05",
          from_person_id: "drafter",
          proposed_by_person: "drafter",
          proposed_by_account: "a-drafter",
        }),
      ],
    ],
  ])("V4 refuses a right %s", (_name, acts) => {
    expect(attempt(...acts)).toMatch(/^V[34]: /);
  });
  it.each<readonly [string, Record<string, string | null>]>([
    ["without days in order", { first_day: "2026-01-09", last_day: "2026-01-05" }],
    ["with a day that is none", { last_day: "2026-02-31" }],
    ["to the lender", { to_person_id: "head" }],
    ["that is an emergency for every review", { kind: "emergency", last_day: "2026-01-05" }],
    [
      "that is an emergency for a week",
      {
        kind: "emergency",
        review_id: "r1",
        from_person_id: "leader",
        proposed_by_person: "leader",
        proposed_by_account: "a-leader",
      },
    ],
    ["without a reason", { reason: " " }],
  ])("refuses a delegation %s", (_name, change) => {
    expect(attempt(lend(change))).toMatch(/CHECK|^V4/);
  });
  it("V5 never changes or deletes a delegation, its confirmation or its end", () => {
    for (const act of [
      "UPDATE delegation SET last_day='2027-01-01'",
      "DELETE FROM delegation",
      "UPDATE delegation_confirmation SET decision='refuse'",
      "DELETE FROM delegation_confirmation",
    ])
      expect(attempt(lend(), confirm(), () => run(act))).toMatch(/^V5: /);
  });
  it("V4 does not let the lender of a used right decide another stage", () => {
    const asReviewer = () =>
      run(
        "INSERT INTO account_role VALUES ('a-head', 'confidentialityReviewer', NULL, '2026-01-01T00:00:00Z')",
      );
    const next = () => run("UPDATE review SET current_stage='confidentialityCheck'");
    expect(
      attempt(asReviewer, lend(), confirm(), use(), next, () => decide("confidentialityCheck", "head", null)),
    ).toMatch(/^V4: one person/);
    expect(
      attempt(lend(), confirm(), use(), next, () => decide("confidentialityCheck", "reviewer", null)),
    ).toBe("nothing refused it");
  });
  describe("the small unit (SD-08)", () => {
    const small = () => run(`UPDATE organisation SET settings = '{"leaderMayHeadUnit":true}'`);
    const to = (stage: string) => () => run("UPDATE review SET current_stage=?", stage);
    const head = () => decide("unitHeadReview", "leader", null);
    const review = () => decide("confidentialityCheck", "reviewer", null);
    const approve = () => decide("leaderApproval", "leader", null);
    const path = [head, to("confidentialityCheck"), review, to("leaderApproval"), approve];
    it("the leader takes stages 2 and 5 only where the setting allows it", () => {
      expect(attempt(...path)).toMatch(/^V4: /);
      expect(attempt(small, ...path)).toBe("nothing refused it");
      // Holding both roles is no way round the setting.
      const bothRoles = () =>
        run("INSERT INTO account_role VALUES ('a-leader', 'unitHead', NULL, '2026-01-01T00:00:00Z')");
      expect(attempt(bothRoles, ...path)).toMatch(/^V4: one person/);
    });
    it("never stages 3 and 5", () => {
      const both = () =>
        run(
          "INSERT INTO account_role VALUES ('a-leader', 'confidentialityReviewer', NULL, '2026-01-01T00:00:00Z')",
        );
      expect(
        attempt(
          small,
          both,
          () => decide("unitHeadReview", "head", null),
          to("confidentialityCheck"),
          () => decide("confidentialityCheck", "leader", null),
          to("leaderApproval"),
          approve,
        ),
      ).toMatch(/^V4: one person/);
    });
  });
  describe("assignments", () => {
    const assign =
      (person: string, by = "office", stage = "unitHeadReview") =>
      () =>
        run(
          "INSERT INTO review_assignment (review_id, stage, to_person_id, reason, by_account, by_person, at) VALUES ('r1', ?, ?, '', ?, ?, '2026-01-05T02:00:00Z')",
          stage,
          person,
          `a-${by}`,
          by,
        );
    it("go to who may decide the stage, by the office", () => {
      expect(attempt(assign("head"))).toBe("nothing refused it");
      expect(attempt(lend(), confirm(), assign("deputy"))).toBe("nothing refused it");
    });
    it.each([
      ["somebody without the right", assign("deputy")],
      ["the drafter", assign("drafter")],
      ["a stage that is not the turn", assign("reviewer", "office", "confidentialityCheck")],
      ["anybody by a drafter", assign("head", "deputy")],
    ])("V4 refuses %s", (_name, act) => {
      expect(attempt(act)).toMatch(/^V4: /);
    });
    it("V6 the list shows no assignee that nobody assigned", () => {
      expect(attempt(() => run("UPDATE review SET assignee_cache='head'"))).toMatch(/^V6: /);
      expect(attempt(assign("head"), () => run("UPDATE review SET assignee_cache='head'"))).toBe(
        "nothing refused it",
      );
    });
  });
  it("V2 takes the four stage lists of the settings and no other", () => {
    const open = (path: string) => () => {
      run("UPDATE review SET state='stale', current_stage=NULL");
      run(
        `INSERT INTO revision (id, item_id, rev_no, parent_digest, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
         VALUES ('v2', 'i1', 2, NULL, '{}', '{}', x'00', '${"b".repeat(64)}', '1', '', 'a-drafter', 'drafter', '2026-01-05T00:00:00Z')`,
      );
      run(
        `INSERT INTO review (seq, id, review_no, item_id, revision_id, content_digest, stage_path, state, current_stage, reason, opened_by, opened_at, stage_arrived_at, from_person_cache, title_cache, finding_counts_cache, due_day_cache)
         VALUES (2, 'r2', '密审〔2026〕2号', 'i1', 'v2', '${"b".repeat(64)}', ?, 'open', 'selfCheck', '', 'a-drafter', '2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z', '', '公示', '{}', '2026-01-06')`,
        path,
      );
    };
    expect(attempt(open('["selfCheck","confidentialityCheck","leaderApproval"]'))).toBe("nothing refused it");
    expect(attempt(open('["selfCheck","confidentialityCheck","officeCheck","leaderApproval"]'))).toBe(
      "nothing refused it",
    );
    for (const path of [
      '["selfCheck","unitHeadReview","leaderApproval"]',
      '["confidentialityCheck","leaderApproval"]',
      '["selfCheck","unitHeadReview","confidentialityCheck"]',
      '["selfCheck","leaderApproval","confidentialityCheck"]',
    ])
      expect(attempt(open(path))).toMatch(/^V2: /);
  });
});
