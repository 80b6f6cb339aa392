import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { RawDatabase } from "../../../db/sqlite/open-database.ts";
import { refusalGrounds } from "../../../shared/domain/review/refusal-grounds.ts";
import {
  answerChecklist,
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  type Department,
} from "../support/department.ts";
import { signedLetter } from "../support/letters.ts";
import { rawStore } from "../support/raw-store.ts";

/** Each invariant is tried with raw SQL on a real store in a real state; the store's own message names it. */
describe("the store holds the invariants against raw SQL", () => {
  let department: Department;
  let raw: RawDatabase;
  let approved: { itemId: string; reviewId: string; digest: string };
  let released: {
    itemId: string;
    reviewId: string;
    digest: string;
    publicationId: string;
    packageId: string;
  };
  let open: { itemId: string; reviewId: string; digest: string };
  let letterId: string;

  const one = <T>(sql: string, ...values: unknown[]): T => raw.prepare(sql).get(...values) as T;
  const run = (sql: string, ...values: unknown[]) => raw.prepare(sql).run(...values);
  /** Runs in a transaction that is rolled back, so that a hole would not spoil the next test. */
  const attempt = (act: () => void): string => {
    raw.exec("BEGIN IMMEDIATE");
    try {
      act();
      return "nothing refused it";
    } catch (error) {
      return (error as Error).message;
    } finally {
      raw.exec("ROLLBACK");
    }
  };

  async function reviewed(
    title: string,
    more = "",
    attachment?: { fileName: string; bytes: Uint8Array<ArrayBuffer> },
  ) {
    const itemId = await draftItem(department, "linxiaotong", title, `${title}。现予公示。${more}`);
    if (attachment) await department.as("linxiaotong", "addAttachment", { itemId, ...attachment });
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    if (findings.length > 0)
      await department.as("linxiaotong", "answerDraftFindings", {
        itemId,
        findingIds: findings.map((finding) => finding.findingId),
        answer: "mask",
      });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    return { itemId, reviewId, digest: view.revision.digest };
  }

  beforeAll(async () => {
    department = await openDepartment();
    open = await reviewed("仍在审查的公示", "申请人手机13812345678。");
    approved = await reviewed("已批准的公示");
    await approve(department, approved.reviewId, approved.digest);
    const going = await reviewed("已发布的公示");
    await approve(department, going.reviewId, going.digest);
    released = {
      ...going,
      ...(await department.as("hejing", "release", {
        reviewId: going.reviewId,
        digest: going.digest,
        passphrase,
      })),
    };
    letterId = await signedLetter(department);
    raw = await rawStore(department.folder);
  }, 120_000);
  afterAll(async () => {
    raw.close();
    await department.remove();
  });

  const publish = (from: { itemId: string; reviewId: string }, change: Record<string, unknown> = {}) => {
    const review = one<{ revision_id: string; content_digest: string }>(
      "SELECT revision_id, content_digest FROM review WHERE id = ?",
      from.reviewId,
    );
    const row = {
      id: "p",
      item_id: from.itemId,
      revision_id: review.revision_id,
      review_id: from.reviewId,
      content_digest: review.content_digest,
      // Of no other release; its row of the outbox would follow in the same transaction.
      package_id: "of-its-own",
      released_by: one<{ id: string }>("SELECT id FROM account WHERE name='hejing'").id,
      released_at: "2026-09-16T02:00:00Z",
      released_on: "2026-09-16",
      proof: '[{"name":"遮盖内容没有残留","ok":true,"detail":""}]',
      title_cache: "t",
      ...change,
    };
    run(
      `INSERT INTO publication(${Object.keys(row).join(",")}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join(",")})`,
      ...Object.values(row),
    );
  };

  describe("V1 a release needs the approved, unused review of exactly its digest", () => {
    it("not while the review is open", () => {
      expect(attempt(() => publish(open))).toMatch(/^V1/);
    });
    it("not with another digest", () => {
      expect(attempt(() => publish(approved, { content_digest: "0".repeat(64) }))).toMatch(/^V1/);
    });
    it("not a second time", () => {
      expect(attempt(() => publish(released))).toMatch(/^V1/);
    });
    it("not by setting the review to approved by hand", () => {
      expect(
        attempt(() =>
          run("UPDATE review SET state='approved', current_stage=NULL WHERE id=?", open.reviewId),
        ),
      ).toMatch(/^V1/);
    });
    it("not a letter without its review", () => {
      expect(
        attempt(() => {
          const revision = one<{ id: string; content_digest: string; item_id: string }>(
            "SELECT id, content_digest, item_id FROM revision WHERE item_id=?",
            open.itemId,
          );
          run(
            "INSERT INTO letter(id,item_id,application_id,template,template_version,choice_reasons,created_at) SELECT 'x', ?, application_id, template, template_version, '[]', created_at FROM letter LIMIT 1",
            open.itemId,
          );
          run(
            "INSERT INTO letter_issue(letter_id,revision_id,review_id,content_digest,issue_date,signed_by,signed_at) VALUES ('x',?,?,?,'2026-09-16',(SELECT id FROM account LIMIT 1),'2026-09-16T02:00:00Z')",
            revision.id,
            open.reviewId,
            revision.content_digest,
          );
        }),
      ).toMatch(/^V1/);
    });
  });

  describe("V2 one review covers one revision of one item", () => {
    const insertReview = (change: Record<string, unknown>) => {
      const row = {
        ...one<Record<string, unknown>>("SELECT * FROM review WHERE id=?", open.reviewId),
        seq: null,
        id: "r",
        review_no: "密审〔2026〕999号",
        ...change,
      };
      run(
        `INSERT INTO review(${Object.keys(row).join(",")}) VALUES (${Object.keys(row)
          .map(() => "?")
          .join(",")})`,
        ...Object.values(row),
      );
    };
    it("not two reviews of one revision", () => {
      expect(attempt(() => insertReview({}))).toMatch(/^V2|UNIQUE constraint failed: review/);
    });
    it("not a review whose digest is not its revision's", () => {
      expect(attempt(() => insertReview({ content_digest: "1".repeat(64) }))).toMatch(/^V2/);
    });
    it("not with a mandatory stage left out", () => {
      const other = one<{ id: string; content_digest: string; item_id: string }>(
        "SELECT v.id, v.content_digest, v.item_id FROM revision v WHERE v.item_id=?",
        released.itemId,
      );
      expect(
        attempt(() =>
          insertReview({
            item_id: other.item_id,
            revision_id: other.id,
            content_digest: other.content_digest,
            stage_path: '["selfCheck","leaderApproval"]',
          }),
        ),
      ).toMatch(/^V2/);
    });
    it("not moved to another revision", () => {
      expect(
        attempt(() => run("UPDATE review SET content_digest=? WHERE id=?", "2".repeat(64), open.reviewId)),
      ).toMatch(/^V2/);
    });
    it("not decided out of turn", () => {
      expect(attempt(() => decide(open.reviewId, "leaderApproval", "zhengke"))).toMatch(/^V2/);
    });
  });

  const decide = (reviewId: string, stage: string, account: string, change: Record<string, unknown> = {}) => {
    const digest = one<{ content_digest: string }>(
      "SELECT content_digest FROM review WHERE id=?",
      reviewId,
    ).content_digest;
    const person = one<{ id: string; person_id: string }>(
      "SELECT id, person_id FROM account WHERE name=?",
      account,
    );
    const row = {
      id: `d-${stage}-${account}`,
      review_id: reviewId,
      stage,
      decision: "agree",
      conclusion: "disclose",
      grounds: "[]",
      reasons: "[]",
      content_digest: digest,
      account_id: person.id,
      person_id: person.person_id,
      envelope: Buffer.from("x"),
      decided_at: "2026-09-16T02:00:00Z",
      ...change,
    };
    run(
      `INSERT INTO stage_decision(${Object.keys(row).join(",")}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join(",")})`,
      ...Object.values(row),
    );
  };

  describe("V3 a change makes a new revision and the later stages start again", () => {
    it.each([
      ["the text of a revision", "UPDATE revision SET body='{}'"],
      ["the content of a revision", "UPDATE revision SET content=x'00'"],
      ["the metadata of a revision", "UPDATE revision SET metadata='{}'"],
      ["a revision away", "DELETE FROM revision"],
    ])("not %s", (_what, sql) => {
      expect(attempt(() => run(sql))).toMatch(/^V3/);
    });
    it("not an attachment added under review", () => {
      expect(
        attempt(() => {
          run(
            "INSERT INTO blob(digest,size,state,created_at) VALUES (?,1,'durable','2026-09-16T02:00:00Z')",
            "3".repeat(64),
          );
          run(
            "INSERT INTO revision_attachment(id,revision_id,position,file_name,media_type,size,digest) SELECT 'a', revision_id, 9, 'f', 'text/plain', 1, ? FROM review WHERE id=?",
            "3".repeat(64),
            open.reviewId,
          );
        }),
      ).toMatch(/^V3/);
    });
    it("not a release once a newer revision stands", () => {
      expect(
        attempt(() => {
          run(
            "INSERT INTO revision SELECT 'newer', item_id, rev_no+1, parent_digest, body, metadata, content, ?, rules_version, note, created_by_account, created_by_person, created_at FROM revision WHERE item_id=?",
            "4".repeat(64),
            approved.itemId,
          );
          publish(approved);
        }),
      ).toMatch(/^V3/);
    });
    it("not a release once the draft changed", () => {
      expect(
        attempt(() => {
          run("UPDATE draft SET changed_since_revision=1 WHERE item_id=?", approved.itemId);
          publish(approved);
        }),
      ).toMatch(/^V3/);
    });
    it("not an ended review taken up again", () => {
      expect(attempt(() => run("UPDATE review SET state='approved' WHERE id=?", released.reviewId))).toMatch(
        /^V3/,
      );
    });
    it("not a stage skipped", () => {
      expect(
        attempt(() => run("UPDATE review SET current_stage='leaderApproval' WHERE id=?", open.reviewId)),
      ).toMatch(/^V3/);
    });
    it("not a decision on another digest", () => {
      expect(
        attempt(() => decide(open.reviewId, "selfCheck", "linxiaotong", { content_digest: "5".repeat(64) })),
      ).toMatch(/^V3/);
    });
    it("not revision numbers with a gap", () => {
      expect(
        attempt(() =>
          run(
            "INSERT INTO revision SELECT 'gap', item_id, rev_no+2, parent_digest, body, metadata, content, ?, rules_version, note, created_by_account, created_by_person, created_at FROM revision WHERE item_id=?",
            "6".repeat(64),
            open.itemId,
          ),
        ),
      ).toMatch(/^V3/);
    });
  });

  describe("V4 separation of duties", () => {
    it("not the self-check by somebody else", () => {
      expect(attempt(() => decide(open.reviewId, "selfCheck", "sunyihang"))).toMatch(/^V4/);
    });
    it("not a stage by somebody without its role", () => {
      expect(
        attempt(() => {
          decide(open.reviewId, "selfCheck", "linxiaotong");
          run("UPDATE review SET current_stage='unitHeadReview' WHERE id=?", open.reviewId);
          decide(open.reviewId, "unitHeadReview", "zhoumin");
        }),
      ).toMatch(/^V4/);
    });
    it("not a later stage by the drafter, whatever roles the account has", () => {
      expect(
        attempt(() => {
          run(
            "INSERT INTO account_role SELECT id,'unitHead',NULL,'2026-09-16T02:00:00Z' FROM account WHERE name='linxiaotong'",
          );
          decide(open.reviewId, "selfCheck", "linxiaotong");
          run("UPDATE review SET current_stage='unitHeadReview' WHERE id=?", open.reviewId);
          decide(open.reviewId, "unitHeadReview", "linxiaotong");
        }),
      ).toMatch(/^V4|UNIQUE constraint failed: stage_decision/);
    });
    it("not two stages by one person", () => {
      expect(
        attempt(() => {
          run(
            "INSERT INTO account_role SELECT id,'confidentialityReviewer',NULL,'2026-09-16T02:00:00Z' FROM account WHERE name='zhaoliqun'",
          );
          decide(open.reviewId, "selfCheck", "linxiaotong");
          run("UPDATE review SET current_stage='unitHeadReview' WHERE id=?", open.reviewId);
          decide(open.reviewId, "unitHeadReview", "zhaoliqun");
          run("UPDATE review SET current_stage='confidentialityCheck' WHERE id=?", open.reviewId);
          decide(open.reviewId, "confidentialityCheck", "zhaoliqun");
        }),
      ).toMatch(/^V4: one person holds at most one stage/);
    });
    it("not another person's name under one's account", () => {
      const other = one<{ person_id: string }>(
        "SELECT person_id FROM account WHERE name='sunyihang'",
      ).person_id;
      expect(attempt(() => decide(open.reviewId, "selfCheck", "linxiaotong", { person_id: other }))).toMatch(
        /^V4/,
      );
    });
    it.each(["drafter", "auditAdmin"])("not an administrator who is also %s", (role) => {
      expect(
        attempt(() =>
          run(
            "INSERT INTO account_role SELECT id,?,NULL,'2026-09-16T02:00:00Z' FROM account WHERE name='wushan'",
            role,
          ),
        ),
      ).toMatch(/^V4/);
    });
    it("not a role granted to oneself", () => {
      expect(
        attempt(() =>
          run(
            "INSERT INTO account_role SELECT id,'leader',id,'2026-09-16T02:00:00Z' FROM account WHERE name='sunyihang'",
          ),
        ),
      ).toMatch(/^V4/);
    });
    it("not another drafter for an item", () => {
      expect(
        attempt(() =>
          run(
            "UPDATE item SET drafter_person_id=(SELECT person_id FROM account WHERE name='sunyihang') WHERE id=?",
            open.itemId,
          ),
        ),
      ).toMatch(/^V4/);
    });
  });

  it("V4 not an account handed to another person", () => {
    expect(
      attempt(() =>
        run(
          "UPDATE account SET person_id=(SELECT person_id FROM account WHERE name='sunyihang') WHERE name='linxiaotong'",
        ),
      ),
    ).toMatch(/^V4/);
  });

  describe("V4 a key stays its person's, and a revoked one out of use", () => {
    it.each([
      ["another key under the same name", "UPDATE person_key SET public_key=x'00'"],
      ["a key for another person", "UPDATE person_key SET person_id=(SELECT min(id) FROM person)"],
    ])("not %s", (_what, sql) => {
      expect(attempt(() => run(sql))).toMatch(/^V4/);
    });
    it("not a revocation taken back", () => {
      expect(
        attempt(() => {
          run("UPDATE person_key SET revoked_at='2026-09-16T02:00:00Z'");
          run("UPDATE person_key SET revoked_at=NULL");
        }),
      ).toMatch(/^V4/);
    });
    it("not a key deleted", () => {
      expect(attempt(() => run("DELETE FROM person_key"))).toMatch(/^V5/);
    });
  });

  describe("V5 what may not be deleted is not pushed out by a row with its key either", () => {
    /** Tables whose rows are never deleted, with rows in this store. */
    const kept = (): readonly string[] =>
      (
        raw
          .prepare(
            "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type='trigger' AND sql LIKE '%BEFORE DELETE ON%' AND sql NOT LIKE '%WHEN%'",
          )
          .pluck()
          .all() as string[]
      ).filter((table) => one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).n > 0);
    it("not by INSERT OR REPLACE, in any of these tables", () => {
      expect(kept()).toEqual(
        expect.arrayContaining([
          "application",
          "checklist_answer",
          "item",
          "letter_version",
          "outbox",
          "reviewed_block",
        ]),
      );
      const pushedOut = kept().filter((table) =>
        attempt(() => run(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).startsWith("nothing"),
      );
      expect(pushedOut).toEqual([]);
    });
    it("not by UPDATE OR REPLACE of an order", () => {
      expect(
        attempt(() =>
          run("UPDATE OR REPLACE review SET seq=(SELECT min(seq) FROM review) WHERE id=?", approved.reviewId),
        ),
      ).toMatch(/^V5|FOREIGN KEY/);
    });
  });

  describe("V5 what was decided, recorded, issued or audited only grows", () => {
    it.each([
      ["stage_decision", "decision='return'"],
      ["clock_event", "on_day='2020-01-01'"],
      ["letter_issue", "issue_date='2020-01-01'"],
      ["audit_entry", "act='x'"],
      ["checklist_answer", "answer='na'"],
      ["publication", "released_on='2020-01-01'"],
      ["finding", "value='x'"],
      ["application", "application_no='x'"],
      ["letter_version", "fields='{}'"],
    ])("%s is neither changed nor deleted", (table, change) => {
      // Row triggers of an empty table would refuse nothing.
      expect(one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).n).toBeGreaterThan(0);
      expect(attempt(() => run(`UPDATE ${table} SET ${change}`))).toMatch(/^V5/);
      expect(attempt(() => run(`DELETE FROM ${table}`))).toMatch(/^V5/);
    });
    it("the audit log has no gap and does not shrink", () => {
      expect(
        attempt(() =>
          run(
            "INSERT INTO audit_entry SELECT idx+1000, at, account_id, person_name, act, subject_kind, subject_id, result, detail, salt, leaf, leaf_hash FROM audit_entry WHERE idx=0",
          ),
        ),
      ).toMatch(/^V5/);
      expect(attempt(() => run("UPDATE audit_head SET size = size - 1"))).toMatch(/^V5/);
    });
    it("clock events are appended in order", () => {
      expect(
        attempt(() =>
          run(
            "INSERT INTO clock_event SELECT 'e', application_id, position+5, type, on_day, event, note, account_id, recorded_at FROM clock_event LIMIT 1",
          ),
        ),
      ).toMatch(/^V5/);
    });
  });

  it("V6 no table stores a due date but as a rebuildable cache", () => {
    const columns = raw
      .prepare(
        "SELECT m.name AS t, c.name AS c FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type='table'",
      )
      .all() as { t: string; c: string }[];
    const due = columns.filter(({ c }) => /due|deadline|remaining|until/i.test(c));
    expect(due.length).toBeGreaterThan(0);
    expect(due.filter(({ c }) => !c.endsWith("_cache"))).toEqual([]);
  });

  it("V6 a clock event is of a day of the calendar, and says in its columns what the event says", () => {
    const told = (type: string, onDay: string, event: object) =>
      attempt(() =>
        run(
          "INSERT INTO clock_event SELECT 'e', application_id, (SELECT max(position)+1 FROM clock_event), ?, ?, ?, note, account_id, recorded_at FROM clock_event LIMIT 1",
          type,
          onDay,
          JSON.stringify(event),
        ),
      );
    expect(told("withdrawn", "2026-09-31", { type: "withdrawn", onDay: "2026-09-31" })).toMatch(/^V6/);
    expect(told("withdrawn", "2026-09-16", { type: "withdrawn", onDay: "2026-09-15" })).toMatch(/^V6/);
    expect(told("withdrawn", "2026-09-16", { type: "replied", onDay: "2026-09-16" })).toMatch(/^V6/);
    expect(told("withdrawn", "2026-09-16", { type: "withdrawn", onDay: "2026-09-16" })).toMatch(/^nothing/);
  });

  describe("V9 what leaves holds its proof and nothing that was masked", () => {
    let masked: { itemId: string; reviewId: string; digest: string };
    beforeAll(async () => {
      masked = await reviewed("有遮盖的公示", "申请人手机13987654321。");
      await approve(department, masked.reviewId, masked.digest);
    });
    it.each([
      ["without a proof", "[]"],
      ["on something that is no list of checks", '{"ok":true}'],
      ["with a check that failed", '[{"name":"a","ok":true},{"name":"b","ok":false}]'],
      ["with a check nobody made", '[{"name":"a"}]'],
    ])("no release %s", (_what, proof) => {
      expect(attempt(() => publish(approved, { proof }))).toMatch(/^V9/);
    });
    it("no release of what was masked, should the stored words still hold it", () => {
      const withMasked = (value: string) =>
        attempt(() => {
          run(
            "INSERT INTO finding SELECT 'left', revision_id, 900, 'NAME', 'must-fix', 'r', ?, 0, 2, NULL, '', 1 FROM review WHERE id = ?",
            value,
            masked.reviewId,
          );
          publish(masked);
        });
      expect(withMasked("现予公示")).toMatch(/^V9: what was masked/);
      expect(withMasked("13987654321")).toBe("nothing refused it");
    });
    it("no release in the package of another", () => {
      expect(attempt(() => publish(approved, { package_id: released.packageId }))).toMatch(/^V9/);
    });
  });

  describe("V11 a refusal names its ground, and a letter goes out with the relief of its kind", () => {
    let waiting: { itemId: string; reviewId: string; digest: string };
    beforeAll(async () => {
      waiting = await reviewed("等待专门审查的公示");
      const { reviewId, digest } = waiting;
      await answerChecklist(department, "linxiaotong", reviewId);
      await department.as("linxiaotong", "decideStage", {
        reviewId,
        digest,
        stage: "selfCheck",
        decision: "agree",
      });
      await department.as("zhaoliqun", "decideStage", {
        reviewId,
        digest,
        stage: "unitHeadReview",
        decision: "agree",
      });
    });
    const concludes = (conclusion: string, grounds: readonly string[]) =>
      attempt(() =>
        decide(waiting.reviewId, "confidentialityCheck", "zhoumin", {
          conclusion,
          grounds: JSON.stringify(grounds),
        }),
      );
    it.each([
      ["no ground", []],
      ["words of one's own", ["领导要求"]],
      ["an enumerated one beside another", [refusalGrounds[0] ?? "", "其他"]],
    ])("no conclusion that keeps something back on %s", (_what, grounds) => {
      for (const conclusion of ["withhold", "disclosePartial"])
        expect(concludes(conclusion, grounds)).toMatch(/^V11/);
    });
    it("one on every ground of the enumeration, and a disclosure without any", () => {
      for (const ground of refusalGrounds)
        expect([ground, concludes("withhold", [ground])]).toEqual([ground, "nothing refused it"]);
      expect(concludes("disclose", [])).toBe("nothing refused it");
    });
    it("no ground of one's own through the contract", async () => {
      const answer = await department.core.invoke(await department.connection("zhoumin"), "reviews.decide", {
        ...waiting,
        stage: "confidentialityCheck",
        decision: "agree",
        conclusion: "withhold",
        grounds: ["领导要求"],
      });
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid-input", field: "grounds.0" } });
    });
  });

  describe("V10 letter numbers run without gaps and stay in the register", () => {
    it("not a number out of turn", () => {
      expect(
        attempt(() =>
          run(
            "INSERT INTO number_register SELECT series, year, number+2, doc_number||'x', letter_id, 'allotted', NULL, allotted_by, allotted_at FROM number_register LIMIT 1",
          ),
        ),
      ).toMatch(/^V10/);
    });
    it("not a further number while the last is neither used nor voided", () => {
      const next = (by: number) =>
        run(
          "INSERT INTO number_register SELECT series, year, number+?, doc_number||?, letter_id, 'allotted', NULL, allotted_by, allotted_at FROM number_register LIMIT 1",
          by,
          by,
        );
      expect(
        attempt(() => {
          next(1);
          next(2);
        }),
      ).toMatch(/^V10: the last number/);
    });
    it("not a number deleted", () => {
      expect(attempt(() => run("DELETE FROM number_register"))).toMatch(/^V10/);
    });
    it("not a number changed", () => {
      expect(attempt(() => run("UPDATE number_register SET doc_number='云建公开告〔2026〕99号'"))).toMatch(
        /^V10/,
      );
    });
    it("not a void without a reason", () => {
      expect(
        attempt(() =>
          run("UPDATE number_register SET state='void', void_reason='' WHERE letter_id=?", letterId),
        ),
      ).toMatch(/CHECK constraint failed/);
    });
  });

  it("V8 a sealed package is neither changed nor deleted", () => {
    expect(attempt(() => run("UPDATE outbox SET statement=x'00'"))).toMatch(/^V8/);
    expect(attempt(() => run("DELETE FROM outbox"))).toMatch(/^V8/);
  });

  it("a trigger or constraint that somebody took out of the file is told by the check of the store", async () => {
    const rules = async () => {
      const { state, checks } = await department.as("wushan", "checkStore", {});
      const check = checks.find(({ name }) => name === "约束和触发器");
      return { state, ok: check?.ok, detail: check?.detail };
    };
    expect(await rules()).toMatchObject({ state: "healthy", ok: true });
    const sql = one<{ sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE name='stage_decision_not_by_drafter'",
    ).sql;
    raw.exec("DROP TRIGGER stage_decision_not_by_drafter");
    const missing = await rules();
    expect(missing).toMatchObject({ state: "damaged", ok: false });
    expect(missing.detail).toContain("stage_decision_not_by_drafter");
    raw.exec(sql.replace("WHEN NEW.stage", "WHEN 0 AND NEW.stage"));
    expect((await rules()).detail).toContain("被改动1项");
    raw.exec(
      `DROP TRIGGER stage_decision_not_by_drafter; ${sql}; CREATE TRIGGER own AFTER INSERT ON review BEGIN SELECT 1; END`,
    );
    expect((await rules()).detail).toContain("多出1项（own）");
    raw.exec("DROP TRIGGER own");
    expect(await rules()).toMatchObject({ state: "healthy", ok: true });
  });

  it("still releases the approved review through the contract, so that the refusals above are not for other reasons", async () => {
    const done = await department.ask("hejing", "release", {
      reviewId: approved.reviewId,
      digest: approved.digest,
      passphrase,
    });
    expect(done.ok).toBe(true);
  });

  it("changing one character after approval makes the release impossible through the contract", async () => {
    const changed = await reviewed("批准后改动一个字的公示");
    await approve(department, changed.reviewId, changed.digest);
    const item = await department.as("linxiaotong", "openItem", { itemId: changed.itemId });
    const input = {
      itemId: changed.itemId,
      draftSeq: item.draftSeq,
      document: plainDocument("批准后改动一个字的公示。现予公布。"),
      metadata: proactiveMetadata("批准后改动一个字的公示"),
    };
    const guarded = await department.ask("linxiaotong", "saveDraft", input);
    expect(guarded.ok === false && guarded.error.code).toBe("under-review");
    await department.as("linxiaotong", "saveDraft", { ...input, voidReview: true });
    const refused = await department.ask("hejing", "release", {
      reviewId: changed.reviewId,
      digest: changed.digest,
      passphrase,
    });
    expect(refused.ok === false && refused.error.code).toBe("stale");
    const preview = await department.as("hejing", "previewRelease", { reviewId: changed.reviewId });
    expect(preview.blockers.length).toBeGreaterThan(0);
    expect(attempt(() => publish(changed))).toMatch(/^V[13]/);
  });

  it.each(["an attachment added", "an attachment removed"] as const)(
    "%s after approval ends the approval, and only when the person says so",
    async (change) => {
      const bytes = new TextEncoder().encode("附件：办理流程说明。");
      const item = await reviewed(`批准后改动附件的公示（${change}）`, "", { fileName: "流程.txt", bytes });
      await approve(department, item.reviewId, item.digest);
      const opened = await department.as("linxiaotong", "openItem", { itemId: item.itemId });
      const act = async (voidReview: boolean) =>
        change === "an attachment added"
          ? await department.ask("linxiaotong", "addAttachment", {
              itemId: item.itemId,
              fileName: "另一份.txt",
              bytes,
              voidReview,
            })
          : await department.ask("linxiaotong", "removeAttachment", {
              itemId: item.itemId,
              attachmentId: opened.attachments[0]?.attachmentId ?? "",
              voidReview,
            });
      const guarded = await act(false);
      expect(guarded.ok === false && guarded.error.code).toBe("under-review");
      expect((await act(true)).ok).toBe(true);
      const refused = await department.ask("hejing", "release", {
        reviewId: item.reviewId,
        digest: item.digest,
        passphrase,
      });
      expect(refused.ok === false && refused.error.code).toBe("stale");
      const now = await department.as("linxiaotong", "openItem", { itemId: item.itemId });
      expect(now.state).toBe("drafting");
      expect(attempt(() => publish(item))).toMatch(/^V[13]/);
    },
  );
});
