import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { RawDatabase } from "../../../db/sqlite/open-database.ts";
import { createDocumentDesk } from "../../../electron/core/workers/document-desk.ts";
import type { CoreEvent } from "../../../shared/contract/bridge.ts";
import type { DepartmentRule } from "../../../shared/domain/screening/department-rule-set.ts";
import { person } from "../documents/corpus/case.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";
import { rawStore } from "../support/raw-store.ts";

const rule = (text: string, enabled = true): DepartmentRule => ({
  id: "own-1",
  kind: "word",
  text,
  type: "SENSITIVE_WORD",
  severity: "must-fix",
  explanation: "内部行动代号，不得公开",
  source: "云建办〔2026〕8号",
  enabled,
  owner: "保密办公室",
});
const bytesOf = (text: string) => new TextEncoder().encode(text);
const roster = `联系人：${person.name}，身份证号${person.id}。磐石行动的名单。`;

/** Rules that became newer: what was screened by older ones is screened again where it lies, and never signed or released unseen. */
describe("when the rules become newer", () => {
  let department: Department;
  let raw: RawDatabase;
  let texts: string[] = [];
  beforeAll(async () => {
    const real = createDocumentDesk(
      pathToFileURL(join(import.meta.dirname, "../../../electron/core/workers/document-worker.ts")),
    );
    department = await openDepartment({
      now: "2026-03-10T01:00:00Z",
      core: {
        desk: {
          ...real,
          screenText: async (text, rules) => {
            texts.push(text);
            return await real.screenText(text, rules);
          },
        },
      },
    });
    raw = await rawStore(department.folder);
  });
  afterAll(async () => {
    raw.close();
    await department.remove();
  });

  let version = 0;
  const put = async (...rules: DepartmentRule[]) => {
    ({ version } = await department.as("zhoumin", "putRulesInForce", {
      baseVersion: version,
      body: { rules, switchedOff: [] },
      reason: "局保密委员会要求",
    }));
  };
  const open = async (itemId: string) => await department.as("linxiaotong", "openItem", { itemId });
  const answerAll = async (itemId: string, answer: "mask" | "dismiss" = "mask") => {
    const { findings } = await open(itemId);
    const findingIds = findings.filter((finding) => !finding.answer).map(({ findingId }) => findingId);
    if (findingIds.length > 0)
      await department.as("linxiaotong", "answerDraftFindings", { itemId, findingIds, answer, note: "核过" });
  };
  const withRoster = async (title: string, text: string) => {
    const itemId = await draftItem(department, "linxiaotong", title, text);
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "名单.txt",
      bytes: bytesOf(roster),
    });
    await answerAll(itemId);
    return { itemId, attachmentId };
  };
  const again = async (itemId: string, attachmentId: string) =>
    await department.as("linxiaotong", "screenAttachmentAgain", { itemId, attachmentId });

  it("a file is screened again from the store, and what is new is told, with the rules that found it", async () => {
    const { itemId, attachmentId } = await withRoster("补贴公示", "磐石行动的补贴名单现予公示。");
    const before = await open(itemId);
    expect(before.attachments[0]).not.toHaveProperty("outdated");
    await put(rule("磐石行动"));
    const stale = await open(itemId);
    expect(stale.attachments[0]).toMatchObject({ outdated: true });
    expect(stale.blockers).toEqual([
      expect.objectContaining({ code: "attachments-outdated", target: "attachments" }),
    ]);
    const blocked = await department.ask("linxiaotong", "openReview", { itemId });
    expect(blocked.ok === false && blocked.error.code).toBe("blocked");

    const done = await again(itemId, attachmentId);
    expect(done).toMatchObject({ fresh: 1 });
    expect(done.rules).toMatch(/department 1$/u);
    const item = await open(itemId);
    expect(item.attachments[0]).toMatchObject({ screenedBy: done.rules });
    expect(item.attachments[0]).not.toHaveProperty("outdated");
    const inFile = item.findings.filter((finding) => finding.attachmentId);
    // What was answered stays answered; the new one is told as new.
    expect(inFile.filter((finding) => finding.answer).map(({ value }) => value)).toEqual(
      before.findings.filter((finding) => finding.attachmentId).map(({ value }) => value),
    );
    expect(inFile.filter((finding) => finding.newUnder)).toMatchObject([
      { value: "磐石行动", newUnder: done.rules },
    ]);
    // The attempt to freeze screened the text by the newer rules too.
    const inText = item.findings.find((finding) => !finding.attachmentId && finding.value === "磐石行动");
    expect(inText).toMatchObject({ newUnder: done.rules });
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: [inText?.findingId ?? ""],
      answer: "mask",
      note: "一项行动",
    });
    const offered = (await open(itemId)).findings.filter((finding) => !finding.answer);
    expect(offered).toMatchObject([{ value: "磐石行动", earlier: { answer: "mask", note: "一项行动" } }]);
    await answerAll(itemId);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    expect(
      raw.prepare("SELECT rules_version AS rules FROM revision WHERE id = ?").get(revision.revisionId),
    ).toEqual({ rules: done.rules });
    await approve(department, reviewId, revision.digest);
    const out = await department.ask("hejing", "release", { reviewId, digest: revision.digest, passphrase });
    expect(out.ok).toBe(true);
  });

  it("a file that an old edition screened is told as it is, whatever that edition did not know", async () => {
    const itemId = await draftItem(department, "linxiaotong", "旧版筛查的公示", "现予公示。");
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "名单.txt",
      bytes: bytesOf(roster),
    });
    raw.prepare("DELETE FROM draft_finding WHERE attachment_id = ? AND type = 'ID_CARD'").run(attachmentId);
    raw
      .prepare("UPDATE draft_attachment SET screened_by = ? WHERE id = ?")
      .run("screening 2020.1.1; checklist 2020.1", attachmentId);
    expect((await open(itemId)).findings.map(({ type }) => type)).not.toContain("ID_CARD");
    await again(itemId, attachmentId);
    const fresh = (await open(itemId)).findings.filter((finding) => finding.newUnder);
    expect(fresh.map(({ type, value }) => [type, value])).toEqual([["ID_CARD", person.id]]);
    // Screened once more by the same rules, it is still what is new and unanswered.
    await again(itemId, attachmentId);
    const still = (await open(itemId)).findings.filter((finding) => finding.newUnder);
    expect(still.map(({ type, value }) => [type, value])).toEqual([["ID_CARD", person.id]]);
    // The store itself lets no revision name rules that a file of the draft never met.
    raw.prepare("UPDATE draft_attachment SET screened_by = 'older' WHERE id = ?").run(attachmentId);
    expect(() =>
      raw
        .prepare(
          `INSERT INTO revision (id, item_id, rev_no, parent_digest, body, metadata, content, content_digest, rules_version, note, created_by_account, created_by_person, created_at)
           SELECT 'r', ?, 1, NULL, body, metadata, content, ?, rules_version, note, created_by_account, created_by_person, created_at FROM revision LIMIT 1`,
        )
        .run(itemId, "0".repeat(64)),
    ).toThrow(/V9: a file of the draft was screened by other rules/u);
  });

  it("what was to be masked stays masked where newer rules no longer find it", async () => {
    const { itemId, attachmentId } = await withRoster("沿用遮盖的公示", "磐石行动现予公示。");
    await put(rule("磐石行动", false));
    await again(itemId, attachmentId);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const item = await open(itemId);
    expect(
      item.findings
        .filter(({ value }) => value === "磐石行动")
        .map(({ lastUnder, answer }) => [lastUnder?.slice(-12), answer?.answer]),
    ).toEqual([
      ["department 1", "mask"],
      ["department 1", "mask"],
    ]);
    const review = await department.as("linxiaotong", "readReview", { reviewId });
    const copy = await department.as("linxiaotong", "readAttachment", {
      itemId,
      attachmentId: review.attachments[0]?.attachmentId ?? "",
    });
    expect(new TextDecoder().decode(copy.bytes)).not.toContain("磐石行动");
    expect(JSON.stringify(review.releaseDocument)).not.toContain("磐石行动");
    expect(JSON.stringify(review.document)).toContain("磐石行动");
  });

  it("a text is screened again only when its words or the rules changed, and finds the same", async () => {
    const text = `联系电话${person.mobile}，现予公示。`;
    const itemId = await draftItem(department, "linxiaotong", "逐次保存的公示", text);
    const first = await open(itemId);
    expect(first.findings.length).toBeGreaterThan(0);
    const metadata = proactiveMetadata("换了题目的公示");
    texts = [];
    const events: CoreEvent[] = [];
    const listening = department.core.connect((event) => events.push(event));
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: first.draftSeq,
      document: plainDocument(text),
      metadata,
    });
    const saved = await open(itemId);
    expect(saved.screening).toBe("done");
    expect(saved.findings).toEqual(first.findings);
    // Who has the paper open hears of it all the same: what stands in the way of its review is another.
    await expect.poll(() => events).toContainEqual({ type: "changed", areas: ["items", `item:${itemId}`] });
    department.core.disconnect(listening);
    await answerAll(itemId);
    await department.as("linxiaotong", "freezeRevision", { itemId });
    expect(texts).toEqual([]);
    const rows = (await department.as("linxiaotong", "listItems", { titleContains: "换了题目" })).rows;
    expect(rows.map((row) => row.itemId)).toEqual([itemId]);

    // The words change.
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: saved.draftSeq,
      document: plainDocument(`${text}附名单。`),
      metadata,
    });
    const changed = await screened(department, "linxiaotong", itemId);
    expect(texts).toEqual([`${text}附名单。`]);
    expect(changed.findings.map(({ findingId, answer }) => [findingId, answer?.answer])).toEqual(
      first.findings.map(({ findingId }) => [findingId, "mask"]),
    );
    // The rules change: the same words once more at the freezing, with the same findings and answers.
    await put(rule("没有的词"));
    await department.as("linxiaotong", "freezeRevision", { itemId });
    expect(texts).toHaveLength(2);
    expect((await open(itemId)).findings).toEqual(changed.findings);
  });

  it("shows how far the reading is, can be stopped, and then changes nothing", async () => {
    const itemId = await draftItem(department, "linxiaotong", "很长的附件", "现予公示。");
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "长.txt",
      bytes: bytesOf("关于召开会议的通知\n".repeat(60_000)),
    });
    await put(rule("召开会议"));
    const events: CoreEvent[] = [];
    const connection = department.core.connect((event) => events.push(event));
    await department.core.invoke(connection, "session.signIn", { accountName: "linxiaotong", passphrase });
    const workId = "6f1d3c2a-5b7e-4c1d-9a8b-0c1d2e3f4a5b";
    const running = department.core.invoke(connection, "items.screenAttachmentAgain", {
      itemId,
      attachmentId,
      workId,
    });
    let stopped = false;
    while (!stopped) {
      // Ends with the reading, or with the time limit of the test: before the file is out of the store nothing is read.
      await new Promise((resolve) => setTimeout(resolve, 1));
      const cancel = await department.core.invoke(connection, "items.cancelReading", { workId });
      stopped = cancel.ok && (cancel.value as { cancelled: boolean }).cancelled;
    }
    const answer = await running;
    expect(answer.ok === false && answer.error.code).toBe("cancelled");
    // Others may be told of other things meanwhile.
    const told = events.filter(({ type }) => type === "work-progress");
    expect(told.at(-1)).toMatchObject({ workId, state: "cancelled" });
    expect((await open(itemId)).attachments[0]).toMatchObject({ outdated: true });
  });

  describe("a letter", () => {
    let applicationId: string;
    beforeAll(async () => {
      ({ applicationId } = await department.as("hejing", "registerApplication", {
        ...intake,
        arrivedOn: "2026-03-02" as never,
      }));
    });
    const read = async (letterId: string) => await department.as("hejing", "readLetter", { letterId });
    const answerFiles = async (letterId: string) => {
      const { itemId, findings } = await read(letterId);
      const findingIds = findings.filter((each) => !each.answer).map((each) => each.findingId);
      if (findingIds.length > 0)
        await department.as("hejing", "answerDraftFindings", { itemId, findingIds, answer: "mask" });
    };
    const drafted = async (title: string) => {
      const { letterId } = await department.as("hejing", "createLetter", {
        applicationId,
        template: "disclosure-granted",
      });
      await department.as("hejing", "saveLetter", {
        letterId,
        draftSeq: 0,
        fields: { providedList: [{ title, pages: 2 }], providedForm: "纸质" },
      });
      const { itemId } = await read(letterId);
      const { attachmentId } = await department.as("hejing", "addAttachment", {
        itemId,
        fileName: "材料.txt",
        bytes: bytesOf(`${roster}青松行动的材料。`),
      });
      await answerFiles(letterId);
      return { letterId, itemId, attachmentId };
    };
    const rulesOf = async (letterId: string) => {
      const { revisions } = await read(letterId);
      const row = raw
        .prepare("SELECT rules_version AS rules FROM revision WHERE id = ?")
        .get(revisions[0]?.revisionId) as { rules: string };
      return row.rules;
    };
    const sign = async (letterId: string) => {
      const digest = (await read(letterId)).revisions[0]?.digest ?? "";
      return await department.ask("hejing", "signLetter", { letterId, digest, passphrase });
    };

    it("is not frozen with a file that only older rules looked at", async () => {
      const { letterId, itemId, attachmentId } = await drafted("加装电梯项目的招标文件");
      await put(rule("青松行动"));
      const stale = await read(letterId);
      expect(stale.blockers.map(({ code }) => code)).toContain("attachments-outdated");
      const early = await department.ask("hejing", "submitLetter", { letterId });
      expect(early.ok === false && early.error.code).toBe("blocked");
      await department.as("hejing", "screenAttachmentAgain", { itemId, attachmentId });
      const fresh = (await read(letterId)).findings.filter((each) => each.newUnder);
      expect(fresh.map(({ value }) => value)).toEqual(["青松行动"]);
      await answerFiles(letterId);
      const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
      await approveLetter(department, reviewId);
      expect(await rulesOf(letterId)).toMatch(new RegExp(`department ${version}$`, "u"));
      expect((await sign(letterId)).ok).toBe(true);
    });

    it("is screened once more at its signing: a finding of newer rules stops it, and it is reviewed anew", async () => {
      const { letterId, itemId, attachmentId } = await drafted("白鹭计划的招标文件");
      await approveLetter(department, (await department.as("hejing", "submitLetter", { letterId })).reviewId);
      const approvedBy = await rulesOf(letterId);
      await put(rule("白鹭计划"));
      expect(await read(letterId)).toMatchObject({ approvedUnderOtherRules: true, state: "approved" });
      const stopped = await sign(letterId);
      expect(stopped.ok === false && [stopped.error.code, JSON.stringify(stopped.error.facts)]).toEqual([
        "blocked",
        expect.stringMatching(/文书正文按现行规则又发现 2 处/u),
      ]);
      expect(await rulesOf(letterId)).toBe(approvedBy);

      await department.as("hejing", "takeUpAgain", { itemId });
      expect((await read(letterId)).state).toBe("drafting");
      const unseen = await department.ask("hejing", "submitLetter", { letterId });
      expect(unseen.ok === false && unseen.error.code).toBe("blocked");
      await department.as("hejing", "screenAttachmentAgain", { itemId, attachmentId });
      await answerFiles(letterId);
      const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
      const review = await department.as("hejing", "readReview", { reviewId });
      expect(review.findings.map(({ value }) => value)).toContain("白鹭计划");
      await approveLetter(department, reviewId);
      expect(await rulesOf(letterId)).not.toBe(approvedBy);
      expect((await sign(letterId)).ok).toBe(true);
    });

    it("is signed where newer rules find nothing more; its revision goes on naming those it was screened by", async () => {
      const { letterId } = await drafted("绿化项目的招标文件");
      await approveLetter(department, (await department.as("hejing", "submitLetter", { letterId })).reviewId);
      const approvedBy = await rulesOf(letterId);
      await put(rule("另一个没有的词"));
      expect((await sign(letterId)).ok).toBe(true);
      expect(await rulesOf(letterId)).toBe(approvedBy);
      const none = await department.ask("hejing", "takeUpAgain", { itemId: (await read(letterId)).itemId });
      expect(none.ok === false && none.error.code).toBe("not-approved");
    });
  });
});
