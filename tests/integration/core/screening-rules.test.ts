import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { DepartmentRule } from "../../../shared/domain/screening/department-rule-set.ts";
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

  it("can be switched off, marks never", async () => {
    const marks = await put(1, [], ["class-star"]);
    expect(marks.ok === false && marks.error).toMatchObject({
      code: "screening-rules-invalid",
      facts: { rules: ["class-star"] },
    });
    expect((await put(1, [word("own-1", "磐石行动", { enabled: false })], ["mobile"])).ok).toBe(true);
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
      const answer = await put(2, [rule]);
      expect(answer.ok === false && answer.error.code).toMatch(/^(?:screening-rules-invalid|invalid-input)$/);
    }
    const drafter = await department.ask("linxiaotong", "putRulesInForce", {
      baseVersion: 2,
      body: { rules: [], switchedOff: [] },
      reason: "x",
    });
    expect(drafter.ok === false && drafter.error.code).toBe("not-allowed");
    const view = await department.as("linxiaotong", "readScreeningRules", {});
    expect(view.version).toBe(2);
    expect(view.versions.map(({ version, putBy }) => [version, putBy])).toEqual([
      [2, "周敏"],
      [1, "周敏"],
    ]);
    expect((await department.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });
});
