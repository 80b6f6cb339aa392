import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";

import { answerChecklist, draftItem, openDepartment, type Department } from "../support/department.ts";

/** Findings and answers are read once and later answers added: what is shown is what a workstation just started shows. */
let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(async () => {
  await department.close();
  rmSync(department.folder, { recursive: true, force: true });
});

async function underReview(title: string): Promise<string> {
  const itemId = await draftItem(
    department,
    "linxiaotong",
    title,
    `${title}。联系人王伟，电话13812345678；联系人李静，电话13987654321。`,
  );
  const { findings } = await department.as("linxiaotong", "openItem", { itemId });
  await department.as("linxiaotong", "answerDraftFindings", {
    itemId,
    findingIds: findings.map((finding) => finding.findingId),
    answer: "keep",
    note: "公务联系方式",
  });
  const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
  await answerChecklist(department, "linxiaotong", reviewId);
  const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
  for (const [account, stage] of [
    ["linxiaotong", "selfCheck"],
    ["zhaoliqun", "unitHeadReview"],
  ] as const)
    await department.as(account, "decideStage", {
      reviewId,
      stage,
      digest: revision.digest,
      decision: "agree",
    });
  return reviewId;
}

const shown = async (reviewId: string) =>
  (await department.as("zhoumin", "readReview", { reviewId })).findings.map(({ value, answer }) => [
    value,
    answer?.answer,
    answer?.note,
    answer?.personName,
  ]);

it("shows each answer as it is given, taken back and given again, by turns in two reviews", async () => {
  const [one, other] = [await underReview("公告一"), await underReview("公告二")];
  const ids = new Map<string, readonly string[]>();
  for (const reviewId of [one, other]) {
    const { findings } = await department.as("zhoumin", "readReview", { reviewId });
    ids.set(
      reviewId,
      findings.map(({ findingId }) => findingId),
    );
  }
  const give = async (reviewId: string, at: number, answer: "mask" | "dismiss" | null, note = "") => {
    const findingId = ids.get(reviewId)?.[at] ?? "";
    await department.as("zhoumin", "answerFindings", { reviewId, findingIds: [findingId], answer, note });
  };
  await give(one, 0, "dismiss", "不是私人");
  expect((await shown(one))[0]?.slice(1)).toEqual(["dismiss", "不是私人", "周敏"]);
  await give(other, 0, "mask");
  expect((await shown(other))[0]?.slice(1)).toEqual(["mask", "", "周敏"]);
  expect((await shown(one))[0]?.slice(1)).toEqual(["dismiss", "不是私人", "周敏"]);
  await give(one, 0, null);
  expect((await shown(one))[0]?.slice(1)).toEqual([undefined, undefined, undefined]);
  await give(one, 1, "mask");
  await give(one, 0, "mask");
  // Refused acts leave nothing behind.
  const refused = await department.ask("zhoumin", "answerFindings", {
    reviewId: one,
    findingIds: [ids.get(one)?.[2] ?? "", "unknown"],
    answer: "mask",
    note: "",
  });
  expect(refused.ok).toBe(false);

  const before = [await shown(one), await shown(other)];
  const { folder } = department;
  await department.close();
  department = await openDepartment({ folder });
  expect([await shown(one), await shown(other)]).toEqual(before);
});
