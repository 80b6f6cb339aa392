import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { rawStore } from "../support/raw-store.ts";
import {
  answerChecklist,
  draftItem,
  openDepartment,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";

const mobile = "13812345678";
const title = "补贴发放公示";
const first = `第一段是补贴的发放范围。\n联系电话${mobile}，供群众咨询。\n第三段是发放的标准。`;
const second = first.replace("第三段是发放的标准。", "第三段是改过的标准。");

describe("return, change, re-review: only the change is bright, dismissals are offered and never applied", () => {
  let department: Department;
  let itemId: string;
  let reviews: string[] = [];

  async function sendIn(text: string): Promise<{ reviewId: string; digest: string }> {
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument(text),
      metadata: proactiveMetadata(title),
    });
    const { findings } = await screened(department, "linxiaotong", itemId);
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map((finding) => finding.findingId),
      answer: "keep",
      note: "办事指南已公布",
    });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    return { reviewId, digest: view.revision.digest };
  }

  /** Hands on to 专门审查. */
  async function toConfidentialityCheck({ reviewId, digest }: { reviewId: string; digest: string }) {
    await answerChecklist(department, "linxiaotong", reviewId);
    await department.as("linxiaotong", "decideStage", {
      reviewId,
      stage: "selfCheck",
      digest,
      decision: "agree",
    });
    await department.as("zhaoliqun", "decideStage", {
      reviewId,
      stage: "unitHeadReview",
      digest,
      decision: "agree",
    });
  }

  beforeAll(async () => {
    department = await openDepartment();
    itemId = await draftItem(department, "linxiaotong", title, first);
    const one = await sendIn(first);
    await toConfidentialityCheck(one);
    const { findings } = await department.as("zhoumin", "readReview", { reviewId: one.reviewId });
    await department.as("zhoumin", "answerFindings", {
      reviewId: one.reviewId,
      findingIds: findings.map((finding) => finding.findingId),
      answer: "dismiss",
      note: "单位公开的咨询电话",
    });
    await department.as("zhoumin", "decideStage", {
      reviewId: one.reviewId,
      stage: "confidentialityCheck",
      digest: one.digest,
      decision: "return",
      reasons: [{ text: "说明电话是不是公开的", findingId: findings[0]?.findingId ?? "" }],
    });
    reviews = [one.reviewId, (await sendIn(second)).reviewId];
  });
  afterAll(() => department.remove());

  const memory = (account: "zhoumin" | "linxiaotong", reviewId: string) =>
    department.as(account, "readReviewMemory", { reviewId });

  it("the first revision has nothing behind it", async () => {
    const { blocks } = await memory("zhoumin", reviews[0] ?? "");
    expect(blocks.map((block) => block.standing)).toEqual(["changed", "changed", "changed"]);
  });

  it("tells in the history who did what, and at which stage once", async () => {
    const { events } = await department.as("zhoumin", "readReview", { reviewId: reviews[0] ?? "" });
    expect(events.flatMap(({ stage, what }) => (stage ? [[stage, what]] : []))).toEqual([
      ["selfCheck", "同意"],
      ["unitHeadReview", "同意"],
      ["confidentialityCheck", "退回"],
    ]);
  });

  it("leads from the old review to the newer one", async () => {
    const old = await department.as("zhoumin", "readReview", { reviewId: reviews[0] ?? "" });
    expect(old.newer).toEqual({ reviewId: reviews[1], revNo: 2 });
    const { newer } = await department.as("zhoumin", "readReview", { reviewId: reviews[1] ?? "" });
    expect(newer).toBeUndefined();
  });

  it("an unchanged block shows who decided when; the changed one and the one objected to stay bright", async () => {
    const { blocks, fromOutside } = await memory("zhoumin", reviews[1] ?? "");
    expect(fromOutside).toBe(false);
    expect(blocks.map((block) => block.standing)).toEqual(["reviewed", "changed", "changed"]);
    expect(blocks[0]?.earlier).toMatchObject({ personName: "周敏", conclusion: "returned", revNo: 1 });
  });

  it("offers the earlier dismissal with its reason and answers nothing by itself", async () => {
    const reviewId = reviews[1] ?? "";
    const { offered } = await memory("zhoumin", reviewId);
    expect(offered).toEqual([expect.objectContaining({ note: "单位公开的咨询电话", personName: "周敏" })]);
    const { findings } = await department.as("linxiaotong", "readReview", { reviewId });
    expect(findings.map((finding) => finding.answer?.answer)).toEqual(["keep"]);
  });

  it("text of another item that is not released does not count", async () => {
    const other = await draftItem(department, "sunyihang", "另一件", first.replace(mobile, "见附件"));
    const { reviewId } = await department.as("sunyihang", "openReview", { itemId: other });
    const { blocks } = await memory("zhoumin", reviewId);
    expect(blocks.every((block) => block.standing === "changed")).toBe(true);
  });

  it("compares what is masked too, where no word changed", async () => {
    const own = await draftItem(department, "linxiaotong", "只改遮盖", first);
    const answerAs = async (answer: "keep" | "mask") => {
      const { findings } = await screened(department, "linxiaotong", own);
      await department.as("linxiaotong", "answerDraftFindings", {
        itemId: own,
        findingIds: findings.map((finding) => finding.findingId),
        answer,
        note: "办事指南已公布",
      });
      return (await department.as("linxiaotong", "freezeRevision", { itemId: own })).revisionId;
    };
    const fromRevisionId = await answerAs("keep");
    const toRevisionId = await answerAs("mask");
    const { document, masks } = await department.as("linxiaotong", "compareRevisions", {
      fromRevisionId,
      toRevisionId,
    });
    expect(document.identical).toBe(true);
    expect(masks.map(({ path }) => path)).toEqual([[1]]);
    expect(JSON.stringify(masks)).toContain(mobile.slice(3, 7));
  });

  it("notes among reviewers never reach the drafter, who cannot write one either", async () => {
    const reviewId = reviews[1] ?? "";
    const secret = "提请注意与上月公示的重合";
    await department.as("zhoumin", "writeReviewNote", { reviewId, audience: "reviewers", text: secret });
    await department.as("zhoumin", "writeReviewNote", {
      reviewId,
      audience: "everyone",
      position: 1,
      text: "请写明电话出处",
    });
    const toDrafter = await department.as("linxiaotong", "readReviewNotes", { reviewId });
    expect(toDrafter.notes.map((note) => [note.text, note.position])).toEqual([["请写明电话出处", 1]]);
    const toOffice = await department.as("hejing", "readReviewNotes", { reviewId });
    expect(toOffice.notes).toHaveLength(2);
    const refused = await department.ask("linxiaotong", "writeReviewNote", {
      reviewId,
      audience: "reviewers",
      text: "x",
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    const everything = JSON.stringify([
      await department.as("linxiaotong", "readReview", { reviewId }),
      await department.as("linxiaotong", "readReviewForm", { reviewId }),
      await memory("linxiaotong", reviewId),
      toDrafter,
    ]);
    expect(everything).not.toContain(secret);
    const outside = await department.ask("zhoumin", "writeReviewNote", {
      reviewId,
      audience: "everyone",
      position: 99,
      text: "x",
    });
    expect(outside).toMatchObject({ ok: false, error: { code: "unknown-passage" } });
  });

  it("the store itself refuses a drafter among reviewers and a block without a decision", async () => {
    await department.close();
    const raw = await rawStore(department.folder);
    const person = raw
      .prepare("SELECT a.id AS account, a.person_id AS person FROM account a WHERE a.name = 'linxiaotong'")
      .get() as { account: string; person: string };
    expect(() =>
      raw
        .prepare(
          "INSERT INTO review_note (id, review_id, audience, text, account_id, person_id, written_at) VALUES ('n', ?, 'reviewers', 'x', ?, ?, '2026-09-16T01:00:00Z')",
        )
        .run(reviews[1], person.account, person.person),
    ).toThrow(/^V4/u);
    expect(() =>
      raw
        .prepare("INSERT INTO reviewed_block (review_id, position, block_digest) VALUES (?, 0, ?)")
        .run(reviews[1], "0".repeat(64)),
    ).toThrow(/^V2/u);
    for (const sql of [
      "DELETE FROM review_note",
      "UPDATE review_note SET text = 'y'",
      "DELETE FROM reviewed_block",
    ])
      expect(() => raw.exec(sql)).toThrow(/^V5/u);
    raw.close();
  });
});
