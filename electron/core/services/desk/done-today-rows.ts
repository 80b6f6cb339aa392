import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { reviewConclusions, reviewStages } from "../../../../shared/domain/review/review-stages.ts";
import { decidedToday } from "../reviews/decided-reviews.ts";
import { decisionWords } from "../reviews/decision-words.ts";
import type { Work } from "../work.ts";

/** Enough of a day to look back on; 我审过的 has all. */
const shownAtMost = 50;

/** What the caller decided today, folded under what still waits. */
export async function doneTodayRows(work: Work): Promise<readonly WorkRow[]> {
  return (await decidedToday(work, shownAtMost)).map((row) => ({
    workId: `done:${row.actId}`,
    group: "doneToday",
    title: row.title,
    reason: `${reviewStages[row.stage].label}，${
      row.decision === "agree" && row.conclusion
        ? reviewConclusions[row.conclusion].label
        : decisionWords[row.decision]
    }`,
    todo: "看审查",
    from: "",
    address: `/reviews/${row.reviewId}`,
  }));
}
