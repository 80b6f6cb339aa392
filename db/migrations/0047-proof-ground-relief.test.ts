import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { composeLetter } from "../../shared/domain/letters/compose-letter.ts";
import { letterIds } from "../../shared/domain/letters/letter-id.ts";
import { letterText } from "../../shared/domain/letters/letter-model.ts";
import { reliefBlocks, type ReliefBlockId } from "../../shared/domain/letters/relief-blocks.ts";
import { sampleFields } from "../../shared/domain/letters/sample-fields.ts";
import { letterTemplates, shippedTemplate } from "../../shared/domain/letters/templates/letter-templates.ts";
import { refusalGrounds } from "../../shared/domain/review/refusal-grounds.ts";
import { migratedDatabase } from "../dump-schema.ts";
import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const at = "2026-01-02T00:00:00Z";

/** The letter as its revision keeps it. */
const contentOf = (id: (typeof letterIds)[number]) => {
  const model = composeLetter(shippedTemplate(id), sampleFields(id), { templates: letterTemplates });
  return { text: letterText(model), model };
};

describe("proof-ground-relief", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    const now = await migratedDatabase();
    // The other rules of these tables have tests of their own.
    const others = now
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql NOT LIKE '%V9: a release%' AND sql NOT LIKE '%V9: what was%' AND sql NOT LIKE '%V11:%'
           AND tbl_name IN ('stage_decision','review_opinion','incoming_request','incoming_answer','publication','letter_issue','revision','letter','finding','finding_answer','outbox')`,
      )
      .pluck()
      .all() as string[];
    now.close();
    raw = await migratedFrom(
      "proof-ground-relief",
      `${others.map((name) => `DROP TRIGGER IF EXISTS ${name};`).join(" ")}
       INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at)
         VALUES ('d0', 'r0', 'leaderApproval', 'agree', 'withhold', '["以前的写法"]', '[]', 'c', 'a1', 'p1', x'01', '${at}');
       INSERT INTO publication (id, item_id, revision_id, review_id, content_digest, package_id, released_by, released_at, released_on, proof, title_cache)
         VALUES ('pub0', 'i0', 'v0', 'r0', 'c0', 'pack0', 'a1', '${at}', '2026-01-02', '[]', '')`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });
  const attempt = (act: () => void): string => {
    raw.exec("SAVEPOINT attempt");
    try {
      act();
      return "taken";
    } catch (error) {
      return (error as Error).message;
    } finally {
      raw.exec("ROLLBACK TO attempt; RELEASE attempt");
    }
  };
  const insertRevision = (id: string, content: object) =>
    raw
      .prepare(
        `INSERT INTO revision (id, item_id, rev_no, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
         VALUES (?, ?, 1, '{}', '{}', ?, ?, '', '', 'a1', 'p1', '${at}')`,
      )
      .run(id, `item of ${id}`, Buffer.from(JSON.stringify(content)), id.padEnd(64, "0"));

  it("keeps the rows that are there", () => {
    for (const table of ["stage_decision", "publication"])
      expect([table, raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 1]);
  });

  describe("V11 grounds", () => {
    const decide = (stage: string, decision: string, conclusion: string, grounds: readonly string[]) =>
      attempt(() =>
        raw
          .prepare(
            `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at)
             VALUES ('d1', 'r1', ?, ?, ?, ?, '["x"]', 'c', 'a1', 'p1', x'01', '${at}')`,
          )
          .run(stage, decision, conclusion, JSON.stringify(grounds)),
      );
    const opine = (decision: string, conclusion: string, grounds: readonly string[]) =>
      attempt(() =>
        raw
          .prepare(
            `INSERT INTO review_opinion (id, review_id, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, given_at)
             VALUES ('o1', 'r1', ?, ?, ?, '["x"]', 'c', 'a1', 'p1', x'01', '${at}')`,
          )
          .run(decision, conclusion, JSON.stringify(grounds)),
      );
    const answer = (stage: string, decision: string, conclusion: string, grounds: readonly string[]) =>
      attempt(() => {
        raw
          .prepare(
            `INSERT INTO incoming_request (package_id, stage, review_no, object_id, rev_no, kind, title, organ_name, device_id, content, content_digest, reviews, trusted, arrived_at)
             VALUES ('q1', ?, 'n', 'o', 1, 'publish', '', '', '', x'00', '${"0".repeat(64)}', '[]', 1, '${at}')`,
          )
          .run(stage);
        raw
          .prepare(
            `INSERT INTO incoming_answer (request_id, package_id, decision, conclusion, grounds, reasons, checklist, content_digest, account_id, person_id, envelope, decided_at)
             VALUES ('q1', 'q2', ?, ?, ?, '["x"]', '[]', 'c', 'a1', 'p1', x'01', '${at}')`,
          )
          .run(decision, conclusion, JSON.stringify(grounds));
      });

    it.each(["withhold", "disclosePartial"])("of %s are enumerated", (conclusion) => {
      for (const grounds of [[], ["领导要求"], [refusalGrounds[0] ?? "", "其他"]])
        for (const told of [
          decide("confidentialityCheck", "agree", conclusion, grounds),
          decide("leaderApproval", "agree", conclusion, grounds),
          opine("agree", conclusion, grounds),
          answer("leaderApproval", "agree", conclusion, grounds),
        ])
          expect(told).toMatch(/^V11/);
      for (const ground of refusalGrounds)
        for (const told of [
          decide("leaderApproval", "agree", conclusion, [ground]),
          opine("agree", conclusion, [ground]),
          answer("confidentialityCheck", "agree", conclusion, [ground]),
        ])
          expect(told).toBe("taken");
    });

    it("are asked of no return, of no disclosure, of nothing that is open to whoever applies, and of no stage that only lets through", () => {
      for (const told of [
        decide("unitHeadReview", "agree", "withhold", []),
        answer("officeCheck", "agree", "onApplicationOnly", []),
        decide("leaderApproval", "return", "returned", []),
        decide("leaderApproval", "agree", "disclose", []),
        decide("leaderApproval", "agree", "onApplicationOnly", []),
        opine("return", "returned", []),
      ])
        expect(told).toBe("taken");
    });
  });

  describe("V11 relief", () => {
    const issue = (template: string, body: object, day = "2026-01-02") =>
      attempt(() => {
        insertRevision("v", { body });
        raw
          .prepare(
            `INSERT INTO letter (id, item_id, application_id, template, template_version, choice_reasons, created_at)
             VALUES ('l', 'i', 'c', ?, '1', '[]', '${at}')`,
          )
          .run(template);
        raw
          .prepare(
            `INSERT INTO letter_issue (letter_id, revision_id, review_id, content_digest, issue_date, signed_by, signed_at)
             VALUES ('l', 'v', 'r', 'd', ?, 'a1', '${at}')`,
          )
          .run(day);
      });

    it.each(letterIds)("%s goes out as it is composed, and with no other relief", (id) => {
      const content = contentOf(id);
      expect(issue(id, content)).toBe("taken");
      const mayBe: Readonly<Record<string, readonly ReliefBlockId[]>> = {
        "disclosure-partial": ["relief-partial", "relief-dual"],
        "special-query": ["relief-dual", "relief-reconsideration-first"],
        "letter-rectification": Object.keys(reliefBlocks) as ReliefBlockId[],
      };
      const allowed = mayBe[id] ?? [content.model.relief.block];
      const everything = `${content.text}先向某机关申请行政复议，或者提起行政诉讼`;
      for (const block of Object.keys(reliefBlocks) as ReliefBlockId[]) {
        const told = issue(id, {
          text: everything,
          model: { ...content.model, relief: { ...content.model.relief, block } },
        });
        expect([block, told === "taken"]).toEqual([block, allowed.includes(block)]);
      }
    });

    it.each(letterIds.filter((id) => contentOf(id).model.relief.block !== "relief-none"))(
      "%s does not go out without the words of its relief",
      (id) => {
        const { text, model } = contentOf(id);
        for (const words of ["申请行政复议", "提起行政诉讼"])
          expect(issue(id, { text: text.replaceAll(words, ""), model })).toMatch(/^V11/);
      },
    );

    it("a refusal of before 2024 leaves the free choice", () => {
      const { text, model } = contentOf("refusal-third-party");
      const free = { text, model: { ...model, relief: { block: "relief-dual" } } };
      expect(issue("refusal-third-party", free, "2023-12-31")).toBe("taken");
      expect(issue("refusal-third-party", free, "2024-01-01")).toMatch(/^V11/);
    });

    it("no letter under a template nobody knows, or drawn by another", () => {
      const content = contentOf("unable-not-held");
      expect(
        issue("own-words", { ...content, model: { ...content.model, templateId: "own-words" } }),
      ).toMatch(/^V11/);
      expect(issue("unable-not-responsible", content)).toMatch(/^V11/);
      expect(issue("unable-not-held", {})).toMatch(/^V11/);
    });
  });

  describe("V9 releases", () => {
    const release = (content: object, more: { proof?: string; before?: string } = {}) =>
      attempt(() => {
        insertRevision("v", content);
        if (more.before) raw.exec(more.before);
        raw
          .prepare(
            `INSERT INTO publication (id, item_id, revision_id, review_id, content_digest, package_id, released_by, released_at, released_on, proof, title_cache)
             VALUES ('pub', 'i', 'v', 'r', 'd', 'pack', 'a1', '${at}', '2026-01-02', ?, '')`,
          )
          .run(more.proof ?? '[{"name":"摘要","ok":true,"detail":""}]');
      });
    const finding = (value: string, masked: 0 | 1, attachment = "NULL") =>
      `INSERT INTO finding VALUES ('f', 'v', 0, 'NAME', 'must-fix', 'r', '${value}', 0, 2, ${attachment}, '', ${masked});`;
    const text = (...words: readonly string[]) => ({
      title: "公示",
      body: { type: "doc", content: words.map((word) => ({ type: "text", text: word })) },
      files: [{ name: "李四.docx" }],
    });

    it.each(["[]", "{}", '"ok"', '[{"ok":false}]', '[{"ok":true},{"ok":"true"}]', "[1]"])(
      "not on the proof %s",
      (proof) => {
        expect(release(text("现予公示"), { proof })).toMatch(/^V9: a release holds the proof/);
      },
    );
    it("not with what was masked, in the text or the title", () => {
      expect(release(text("由", "李四负责"), { before: finding("李四", 1) })).toMatch(/^V9: what was masked/);
      expect(release({ ...text("现予公示"), title: "李四" }, { before: finding("李四", 1) })).toMatch(
        /^V9: what was masked/,
      );
    });
    it.each([
      ["it is masked everywhere", finding("李四", 1), text("由某人负责")],
      ["it was never masked", finding("李四", 0), text("由李四负责")],
      [
        "a reviewer let it stand",
        `${finding("李四", 1)} INSERT INTO finding_answer VALUES (1, 'f', 'keep', '依法公开', 'a1', 'p1', '${at}');`,
        text("由李四负责"),
      ],
      ["it is of a file", finding("李四", 1, "'att'"), text("由李四负责")],
    ])("where %s", (_why, before, content) => {
      expect(release(content, { before })).toBe("taken");
    });
    it("not in the package of another, nor in one of another kind", () => {
      const row = (object: string, kind: string) =>
        `INSERT INTO outbox (package_id, object_id, object_type, kind, statement, tag_files, package_digest, incarnation, device_seq, state, size_bytes, title_cache, sealed_at)
         VALUES ('pack', '${object}', 'entry', '${kind}', x'00', '{}', 'd', 'n', 1, 'sealed', 1, '', '${at}');`;
      expect(release(text("现予公示"), { before: row("i", "publish") })).toBe("taken");
      expect(release(text("现予公示"), { before: row("j", "publish") })).toMatch(/^V9: a release goes out/);
      expect(release(text("现予公示"), { before: row("i", "withdraw") })).toMatch(/^V9: a release goes out/);
    });
  });
});
