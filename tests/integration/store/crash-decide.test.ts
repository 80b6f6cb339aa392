import { afterAll, expect, it } from "vitest";

import { CrashRounds, rounds } from "../support/crash-rounds.ts";
import { answerChecklist, draftItem } from "../support/department.ts";

const crash = new CrashRounds();
afterAll(() => crash.remove());

it(`kill -9 during a stage decision leaves it made or not made, ${rounds} rounds`, async () => {
  const review = await crash.prepare(async (department) => {
    const itemId = await draftItem(department, "linxiaotong", "等待部门审核的公示", "等待部门审核的公示。");
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    await answerChecklist(department, "linxiaotong", reviewId);
    await department.as("linxiaotong", "decideStage", {
      reviewId,
      stage: "selfCheck",
      digest: revision.digest,
      decision: "agree",
    });
    return { reviewId, digest: revision.digest };
  });
  const killed = await crash.run(
    "decide",
    review,
    (round) => ({ step: ["before-decision", "before-commit", "after-decision"][round % 3] ?? "", hits: 1 }),
    async (department, { acknowledged }, step) => {
      const view = await department.as("zhaoliqun", "readReview", { reviewId: review.reviewId });
      const decided = view.stages.find((stage) => stage.stage === "unitHeadReview")?.state === "done";
      if (acknowledged.length > 0 || step === "after-decision") expect(decided).toBe(true);
      // Decision and position of the review stand or fall together.
      expect(view.currentStage).toBe(decided ? "confidentialityCheck" : "unitHeadReview");
    },
  );
  expect(killed).toBe(rounds);
}, 600_000);
