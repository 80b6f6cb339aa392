import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  answerChecklist,
  approve,
  draftItem,
  openDepartment,
  passphrase,
  type AccountName,
  type Department,
} from "../support/department.ts";

/** What the desk reminds of over the life of a review (review.md §6), each role with its own rows. */
describe("reminders of the review desk", () => {
  let department: Department;
  beforeAll(async () => {
    // Monday; papers of these tests were formed on 2026-09-10 and are due on 2026-10-14 (条例26; 中秋 25–27 September, 国庆 1–7 October, worked on 20 September and 10 October).
    department = await openDepartment({ now: "2026-09-14T01:00:00Z" });
  });
  afterAll(async () => {
    await department.remove();
  });

  const row = async (who: AccountName, workId: string) =>
    (await department.as(who, "readHome", {})).rows.find((each) => each.workId === workId);
  const sent = async (title: string) => {
    const itemId = await draftItem(department, "linxiaotong", title, "现予公示。");
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { digest } = (await department.as("linxiaotong", "readReview", { reviewId })).revision;
    return { itemId, reviewId, digest };
  };
  const toCheck = async (title: string) => {
    const one = await sent(title);
    await answerChecklist(department, "linxiaotong", one.reviewId);
    for (const [who, stage] of [
      ["linxiaotong", "selfCheck"],
      ["zhaoliqun", "unitHeadReview"],
    ] as const)
      await department.as(who, "decideStage", {
        reviewId: one.reviewId,
        stage,
        digest: one.digest,
        decision: "agree",
      });
    return one;
  };

  it("tells the leader the day before 专门审查 ends, and not earlier; the reviewer reads the same words", async () => {
    department.setNow("2026-09-14T01:00:00Z");
    const { reviewId } = await toCheck("督办公示");
    const escalated = `escalated:${reviewId}`;
    expect(await row("zhengke", escalated)).toBeUndefined();
    department.setNow("2026-09-16T01:00:00Z");
    expect(await row("zhengke", escalated)).toMatchObject({
      todo: "督办",
      remainingWorkdays: 1,
      reason: expect.stringMatching(/^专门审查下一个工作日届满，.*到保密审查员$/),
    });
    expect(await row("zhoumin", `review:${reviewId}`)).toMatchObject({
      reason: "专门审查下一个工作日届满；新送审",
    });
    // Neither the drafter nor the office stands above that stage.
    expect(await row("linxiaotong", escalated)).toBeUndefined();
    expect(await row("hejing", escalated)).toBeUndefined();
    department.setNow("2026-09-21T01:00:00Z");
    const late = await row("zhengke", escalated);
    expect(late).toMatchObject({ group: "overdue" });
    expect(late?.reason).toMatch(/^专门审查已超期 \d+ 个工作日/);
  });

  it("a self-check that lies is told to the unit head on its last day, not on the day it arrived", async () => {
    department.setNow("2026-09-21T01:00:00Z");
    const { reviewId } = await sent("自审拖延公示");
    expect(await row("zhaoliqun", `escalated:${reviewId}`)).toBeUndefined();
    department.setNow("2026-09-22T01:00:00Z");
    expect(await row("zhaoliqun", `escalated:${reviewId}`)).toMatchObject({ group: "today" });
  });

  it("a paper whose own period ends is checked the same day and stands first in the queue", async () => {
    department.setNow("2026-09-22T01:00:00Z");
    const calm = await toCheck("不急的公示");
    department.setNow("2026-10-13T01:00:00Z");
    const { reviewId } = await toCheck("加急公示");
    const urgent = await row("zhoumin", `review:${reviewId}`);
    expect(urgent).toMatchObject({
      group: "today",
      remainingWorkdays: 0,
      reason: "加急，专门审查当日办结；新送审",
    });
    expect(await row("zhengke", `escalated:${reviewId}`)).toMatchObject({ group: "today" });
    const queue = (await department.as("zhoumin", "reviewQueue", { limit: 50 })).rows;
    expect(queue.find((each) => each.reviewId === reviewId)?.dueDay).toBe("2026-10-13");
    expect(queue.map((each) => each.reviewId)).toContain(calm.reviewId);
  });

  it("an approval that lies is on the desk of the office, first by 条例26, at last as void", async () => {
    department.setNow("2026-09-22T01:00:00Z");
    const { reviewId, digest } = await sent("待发布公示");
    await approve(department, reviewId, digest);
    expect(await row("hejing", `approved:${reviewId}`)).toMatchObject({
      todo: "发布",
      reason: expect.stringMatching(/^条例第二十六条，10月14日前发布$/),
    });
    department.setNow("2027-04-01T01:00:00Z");
    expect(await row("hejing", `approved:${reviewId}`)).toMatchObject({
      todo: "退承办人重新送审",
      group: "overdue",
    });
  });

  it("what was returned is on the drafter's desk at once, with who returned it", async () => {
    department.setNow("2026-09-22T01:00:00Z");
    const { itemId, reviewId, digest } = await sent("退回公示");
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
      decision: "return",
      reasons: [{ text: "补充附件" }],
    });
    expect(await row("linxiaotong", `returned:${itemId}`)).toMatchObject({
      todo: "修改后重新送审",
      from: "赵立群",
      reason: expect.stringContaining("10月14日前公开"),
    });
    expect(await row("linxiaotong", `item:${itemId}`)).toBeUndefined();
    expect(await row("sunyihang", `returned:${itemId}`)).toBeUndefined();
  });

  it("what was put off needs its day, comes back on it, and is judged anew without a changed word", async () => {
    department.setNow("2026-09-22T01:00:00Z");
    const { itemId, reviewId, digest } = await sent("暂缓公示");
    await answerChecklist(department, "linxiaotong", reviewId);
    for (const [who, stage] of [
      ["linxiaotong", "selfCheck"],
      ["zhaoliqun", "unitHeadReview"],
      ["zhoumin", "confidentialityCheck"],
      ["hejing", "officeCheck"],
    ] as const) {
      if (stage === "confidentialityCheck") await answerChecklist(department, who, reviewId);
      await department.as(who, "decideStage", {
        reviewId,
        stage,
        digest,
        decision: "agree",
        ...(stage === "confidentialityCheck" ? { conclusion: "defer" as const } : {}),
      });
    }
    const last = {
      reviewId,
      stage: "leaderApproval" as const,
      digest,
      decision: "agree" as const,
      conclusion: "defer" as const,
      reasons: [{ text: "招标结束后公开" }],
      passphrase,
    };
    // Unlocks the screen of a person the clock has left behind.
    await row("zhengke", "none");
    for (const [day, code] of [
      [undefined, "defer-day-missing"],
      ["2026-09-22", "defer-day-out-of-range"],
      ["2027-12-01", "defer-day-out-of-range"],
    ] as const) {
      const refused = await department.ask("zhengke", "decideStage", {
        ...last,
        ...(day ? { deferUntil: day as never } : {}),
      });
      expect(refused.ok === false && refused.error.code).toBe(code);
    }
    await department.as("zhengke", "decideStage", { ...last, deferUntil: "2026-11-02" as never });
    expect(await row("linxiaotong", `reassess:${itemId}`)).toBeUndefined();
    department.setNow("2026-11-02T01:00:00Z");
    for (const who of ["linxiaotong", "hejing"] as const)
      expect(await row(who, `reassess:${itemId}`)).toMatchObject({
        group: "today",
        todo: "重新评估，送审",
        reason: "9月22日暂缓公开（招标结束后公开），11月2日重新评估",
      });
    expect(await row("sunyihang", `reassess:${itemId}`)).toBeUndefined();
    const anew = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId: anew.reviewId });
    expect(view.revision).toMatchObject({ revNo: 2, note: "重新评估后送审" });
    expect(view.revision.digest).not.toBe(digest);
    expect(await row("linxiaotong", `reassess:${itemId}`)).toBeUndefined();
  });

  it("shows the overseer the thirty most urgent of a stage, says how many more there are, and lists all by windows", async () => {
    department.setNow("2026-10-12T01:00:00Z");
    await row("zhaoliqun", "none");
    await row("linxiaotong", "none");
    const before = (await department.as("zhaoliqun", "listEscalated", { stage: "selfCheck" })).rows.length;
    const ids: string[] = [];
    for (let n = before; n < 33; n += 1) ids.push((await sent(`自审督办公示之${n}`)).reviewId);
    department.setNow("2026-10-14T01:00:00Z");
    await row("zhengke", "none");
    const { rows } = await department.as("zhaoliqun", "readHome", {});
    const shown = rows.filter((each) => each.workId.startsWith("escalated:"));
    expect(shown.length).toBe(30);
    expect(rows.filter((each) => each.workId.startsWith("escalated-more:"))).toMatchObject([
      {
        title: "自审还有 3 件临期或者超期",
        reason: "这里只列最急的 30 件",
        todo: "看全部",
        address: "/reviews/escalated/selfCheck",
      },
    ]);
    const seen: string[] = [];
    let after: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await department.as("zhaoliqun", "listEscalated", {
        stage: "selfCheck",
        limit: 20,
        ...(after ? { after } : {}),
      });
      expect(page.stages).toEqual([{ stage: "selfCheck", label: "自审", total: 33 }]);
      seen.push(...page.rows.map((each) => each.workId));
      sizes.push(page.rows.length);
      after = page.next;
    } while (after);
    expect(sizes).toEqual([20, 13]);
    expect(new Set(seen).size).toBe(33);
    expect(seen.slice(0, 30)).toEqual(shown.map((each) => each.workId));
    for (const id of ids) expect(seen).toContain(`escalated:${id}`);
    const other = await department.ask("zhengke", "listEscalated", { stage: "selfCheck" });
    expect(other.ok === false && other.error.code).toBe("not-your-stage");
    expect((await department.ask("zhoumin", "listEscalated", { stage: "selfCheck" })).ok).toBe(false);
  });
});
