import { afterAll, beforeAll, expect, it } from "vitest";

import {
  answerChecklist,
  draftItem,
  openDepartment,
  type AccountName,
  type Department,
} from "../support/department.ts";

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

async function toOfficeCheck(drafter: AccountName, title: string): Promise<void> {
  const itemId = await draftItem(department, drafter, title, "现予公示。");
  const { reviewId } = await department.as(drafter, "openReview", { itemId });
  const { digest } = (await department.as(drafter, "readReview", { reviewId })).revision;
  const agree = { reviewId, digest, decision: "agree" as const };
  await answerChecklist(department, drafter, reviewId);
  await department.as(drafter, "decideStage", { ...agree, stage: "selfCheck" });
  await department.as("zhaoliqun", "decideStage", { ...agree, stage: "unitHeadReview" });
  await answerChecklist(department, "zhoumin", reviewId);
  await department.as("zhoumin", "decideStage", {
    ...agree,
    stage: "confidentialityCheck",
    conclusion: "disclose",
  });
}

it("a queue that is read whole counts what is in it, not what else stands on its stages", async () => {
  await toOfficeCheck("linxiaotong", "承办人的公示");
  // Whoever drafted it never decides it (V4): it stands on the stage and is not in the queue.
  await toOfficeCheck("hejing", "公开机构自己的公示");
  const queue = await department.as("hejing", "reviewQueue", { limit: 50 });
  expect(queue.rows.map((row) => row.title)).toEqual(["承办人的公示"]);
  expect(queue.total).toBe(1);
  const none = await department.as("hejing", "reviewQueue", { limit: 50, titleContains: "没有这件" });
  expect(none).toMatchObject({ rows: [], total: 0 });
});

it("the desk and the number beside 保密审查 say what the person can act on now, as the queue does", async () => {
  const ofDesk = async (account: AccountName) => {
    const home = await department.as(account, "readHome", {});
    return {
      beside: home.counts.reviews,
      pictured: home.reviewsByRemaining.reduce((sum, group) => sum + group.count, 0),
      queue: (await department.as(account, "reviewQueue", { limit: 1 })).total,
    };
  };
  // Of two on the stage one is her own; her queue is longer than the page that is read.
  await toOfficeCheck("linxiaotong", "第二件公示");
  expect(await ofDesk("hejing")).toEqual({ beside: 2, pictured: 2, queue: 2 });
  // A self-check waits for its drafter and for no other.
  const itemId = await draftItem(department, "linxiaotong", "等待自审的公示", "现予公示。");
  await department.as("linxiaotong", "openReview", { itemId });
  expect(await ofDesk("linxiaotong")).toEqual({ beside: 1, pictured: 1, queue: 1 });
  expect(await ofDesk("hejing")).toEqual({ beside: 2, pictured: 2, queue: 2 });
  expect(await ofDesk("zhengke")).toEqual({ beside: 0, pictured: 0, queue: 0 });
});
