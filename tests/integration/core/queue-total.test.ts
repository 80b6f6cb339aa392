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
