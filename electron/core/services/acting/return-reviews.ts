import type { RowOutcome } from "../../../../shared/contract/acting-for-others.ts";
import { stageRefusalText } from "../../../../shared/domain/access/policy.ts";
import type { ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import { answer, refuse } from "../answer.ts";
import { decideStage } from "../reviews/decide-stage.ts";
import type { Work } from "../work.ts";

function wordsFor(code: string): string {
  if (code === "not-your-stage" || code === "own-item" || code === "already-decided-a-stage")
    return stageRefusalText[code];
  if (code === "stale") return "稿件或者环节已有变动，请重新打开";
  if (code === "review-closed" || code === "unknown-review") return "审查已经结束";
  return "没有办成，请单独打开办理";
}

/**
 * Returns papers for one reason, each by its own signed decision on the digest that was shown (V2). Only returning can
 * be done so: 一事一审.
 */
export async function returnReviews(
  work: Work,
  input: {
    rows: readonly { reviewId: string; stage: ReviewStage; digest: string }[];
    reason: string;
    passphrase?: string | undefined;
  },
) {
  if (input.rows.some((row) => row.stage === "leaderApproval") && !input.passphrase)
    return refuse("passphrase-required");
  if (input.passphrase) {
    const wrong = await work.checkPassphrase(input.passphrase);
    if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  }
  const rows: RowOutcome[] = [];
  for (const row of input.rows) {
    const result = await decideStage(work, {
      ...row,
      decision: "return",
      grounds: [],
      reasons: [{ text: input.reason }],
      ...(row.stage === "leaderApproval" ? { passphrase: input.passphrase } : {}),
    });
    rows.push({
      reviewId: row.reviewId,
      done: result.ok,
      ...(result.ok ? {} : { because: wordsFor(result.error.code) }),
    });
  }
  return answer({ rows });
}
