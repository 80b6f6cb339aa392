import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { DepartmentRule } from "../../../shared/domain/screening/department-rule-set.ts";
import { docxFile, paragraph } from "../documents/corpus/office-files.ts";
import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";

const word = (id: string, text: string, more: Partial<DepartmentRule> = {}): DepartmentRule => ({
  id,
  kind: "word",
  text,
  type: "SENSITIVE_WORD",
  severity: "must-fix",
  explanation: "内部行动代号，不得公开",
  source: "云建办〔2026〕8号",
  enabled: true,
  owner: "保密办公室",
  ...more,
});

/** A department's own rules: tried over everything that is out, put in force by version, and used for all that follows. */
describe("screening rules of the department", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(async () => {
    await department.remove();
  });

  const approved = async (title: string, text: string) => {
    const itemId = await draftItem(department, "linxiaotong", title, text);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, revision.digest);
    return { itemId, reviewId, digest: revision.digest };
  };
  const release = (ready: { reviewId: string; digest: string }) =>
    department.ask("hejing", "release", { reviewId: ready.reviewId, digest: ready.digest, passphrase });
  const put = (baseVersion: number, rules: readonly DepartmentRule[], switchedOff: readonly string[] = []) =>
    department.ask("zhoumin", "putRulesInForce", {
      baseVersion,
      body: { rules: [...rules], switchedOff: [...switchedOff] },
      reason: "局保密委员会要求",
    });

  it("are tried over what is out, without changing anything", async () => {
    const out = await approved("环境整治的公告", "“磐石行动”五月起开展，磐石行动由三个科室承办。");
    expect((await release(out)).ok).toBe(true);
    const waiting = await approved("另一份没有公开的公告", "磐石行动第二批。");
    const body = { rules: [word("own-1", "磐石行动"), word("own-2", "没有的词")], switchedOff: [] };
    const trial = await department.as("zhoumin", "replayRules", { body });
    expect(trial).toMatchObject({ looked: 1, papersHit: 1 });
    expect(trial.hits).toMatchObject([
      { itemId: out.itemId, ruleId: "own-1", count: 2, title: "环境整治的公告" },
    ]);
    expect(trial.hits[0]?.passage).toContain("磐石行动");
    expect((await department.as("zhoumin", "readScreeningRules", {})).version).toBe(0);

    // What was approved before the rule is screened again at the release, and does not leave.
    expect((await put(0, body.rules)).ok).toBe(true);
    const stopped = await release(waiting);
    expect(stopped.ok === false && stopped.error.code).toBe("proof-failed");
  });

  it("find in drafts from then on, and are named by the revision", async () => {
    const itemId = await draftItem(department, "sunyihang", "工作动态", "磐石行动取得进展。");
    const item = await department.as("sunyihang", "openItem", { itemId });
    expect(item.findings.map(({ ruleId, value }) => [ruleId, value])).toEqual([["own-1", "磐石行动"]]);
    await department.as("sunyihang", "answerDraftFindings", {
      itemId,
      findingIds: item.findings.map(({ findingId }) => findingId),
      answer: "mask",
    });
    const { reviewId } = await department.as("sunyihang", "openReview", { itemId });
    const form = await department.as("zhoumin", "readReviewForm", { reviewId });
    expect(JSON.stringify(form)).toMatch(/department 1/);
    const imported = await department.as("sunyihang", "importFile", {
      fileName: "说明.txt",
      bytes: new TextEncoder().encode("磐石行动的说明"),
    });
    const second = await department.as("sunyihang", "openItem", { itemId: imported.itemId });
    expect(second.findings.map(({ ruleId }) => ruleId)).toContain("own-1");
  });

  it("reach every attachment: a word the department withholds does not leave in a file", async () => {
    const bytes = docxFile(paragraph("实施说明") + paragraph("行动代号为长河计划，各科室配合。"));
    const withFile = async (title: string) => {
      const itemId = await draftItem(department, "linxiaotong", title, "现将实施说明予以公开。");
      await department.as("linxiaotong", "addAttachment", {
        itemId,
        fileName: "实施说明.docx",
        bytes: Uint8Array.from(bytes),
      });
      return itemId;
    };
    const waiting = await withFile("第一份说明");
    const drafted = await withFile("第二份说明");
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId: waiting });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, revision.digest);
    const clean = await department.as("hejing", "previewRelease", { reviewId });
    expect(clean.proof.filter((check) => !check.ok)).toEqual([]);

    const longRiver = word("own-4", "长河计划");
    expect((await put(1, [word("own-1", "磐石行动"), longRiver])).ok).toBe(true);
    // Approved before the rule: stopped by the proof, which names the file and no content.
    const preview = await department.as("hejing", "previewRelease", { reviewId });
    const failed = preview.proof.filter((check) => !check.ok);
    expect(failed.map((check) => check.name)).toEqual(["附件没有残留"]);
    expect(failed[0]?.detail).toContain("实施说明.docx");
    expect(failed[0]?.detail).not.toContain("长河计划");
    const stopped = await release({ reviewId, digest: revision.digest });
    expect(stopped.ok === false && stopped.error.code).toBe("proof-failed");
    // Taken up before the rule: goes into no review until it is taken up again and answered.
    const blocked = await department.ask("linxiaotong", "openReview", { itemId: drafted });
    expect(blocked.ok === false && blocked.error.code).toBe("blocked");
    const opened = await department.as("linxiaotong", "openItem", { itemId: drafted });
    await department.as("linxiaotong", "removeAttachment", {
      itemId: drafted,
      attachmentId: opened.attachments[0]?.attachmentId ?? "",
    });
    await department.as("linxiaotong", "addAttachment", {
      itemId: drafted,
      fileName: "实施说明.docx",
      bytes: Uint8Array.from(bytes),
    });
    const { findings } = await department.as("linxiaotong", "openItem", { itemId: drafted });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(["own-4"]);
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId: drafted,
      findingIds: findings.map(({ findingId }) => findingId),
      answer: "mask",
    });
    const second = await department.as("linxiaotong", "openReview", { itemId: drafted });
    const reviewed = await department.as("linxiaotong", "readReview", { reviewId: second.reviewId });
    await approve(department, second.reviewId, reviewed.revision.digest);
    expect((await release({ reviewId: second.reviewId, digest: reviewed.revision.digest })).ok).toBe(true);
  });

  it("reach a text saved before them: it is screened once more before its review", async () => {
    const text = "现将远山工程的进展予以公开。";
    const itemId = await draftItem(department, "linxiaotong", "早先保存的文稿", text);
    expect((await department.as("linxiaotong", "openItem", { itemId })).findings).toEqual([]);
    const rules = [word("own-1", "磐石行动"), word("own-4", "长河计划"), word("own-5", "远山工程")];
    expect((await put(2, rules)).ok).toBe(true);
    const blocked = await department.ask("linxiaotong", "openReview", { itemId });
    expect(blocked.ok === false && blocked.error.code).toBe("blocked");
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    expect(findings.map(({ ruleId, value }) => [ruleId, value])).toEqual([["own-5", "远山工程"]]);
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map(({ findingId }) => findingId),
      answer: "mask",
    });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const form = JSON.stringify(await department.as("zhoumin", "readReviewForm", { reviewId }));
    expect(form).toMatch(/department 3/);
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, revision.digest);
    expect((await release({ reviewId, digest: revision.digest })).ok).toBe(true);
  });

  it("reach the lists made publishable: their words stand in no cell, title or remark", async () => {
    const made = await department.as("linxiaotong", "desensitiseList", {
      fileName: "参与名单.csv",
      bytes: new TextEncoder().encode(
        "长河计划参与人员\n姓名,分工,备注\n张建国,长河计划联络,无\n李梅,后勤,参加长 河计划\n",
      ),
      preset: "named",
    });
    const text = new TextDecoder().decode(made.file.bytes);
    expect(text).not.toMatch(/长\s*河计划/u);
    expect(text).toContain("张建国");
    expect(text).toContain("后勤");
    expect(made.checks.every((check) => check.ok)).toBe(true);
  });

  it("can be switched off, marks never", async () => {
    const marks = await put(3, [], ["class-star"]);
    expect(marks.ok === false && marks.error).toMatchObject({
      code: "screening-rules-invalid",
      facts: { rules: ["class-star"] },
    });
    expect((await put(3, [word("own-1", "磐石行动", { enabled: false })], ["mobile"])).ok).toBe(true);
    const itemId = await draftItem(department, "sunyihang", "联系方式", "磐石行动，手机13800138000。");
    expect((await department.as("sunyihang", "openItem", { itemId })).findings).toEqual([]);
  });

  it("refuse what would silence, run away, or overwrite another's change", async () => {
    const moved = await put(0, []);
    expect(moved.ok === false && moved.error.code).toBe("rules-moved-on");
    for (const rule of [
      word("own-3", "词"),
      word("own-3", "(a+)+$", { kind: "pattern" }),
      word("mobile", "词语"),
      word("own-3", "密级词", { type: "CLASS_MARK" }),
    ]) {
      const answer = await put(4, [rule]);
      expect(answer.ok === false && answer.error.code).toMatch(/^(?:screening-rules-invalid|invalid-input)$/);
    }
    const drafter = await department.ask("linxiaotong", "putRulesInForce", {
      baseVersion: 4,
      body: { rules: [], switchedOff: [] },
      reason: "x",
    });
    expect(drafter.ok === false && drafter.error.code).toBe("not-allowed");
    const view = await department.as("linxiaotong", "readScreeningRules", {});
    expect(view.version).toBe(4);
    expect(view.versions.map(({ version, putBy }) => [version, putBy])).toEqual([
      [4, "周敏"],
      [3, "周敏"],
      [2, "周敏"],
      [1, "周敏"],
    ]);
    expect((await department.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });
});
