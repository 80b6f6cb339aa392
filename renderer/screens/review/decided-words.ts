import type { DecidedReviews, DecidedRow } from "../../../shared/contract/reviews.ts";
import { reviewConclusions } from "../../../shared/domain/review/review-stages.ts";
import { clockTime } from "../../wording/dates.ts";
import type { StateWords } from "../../wording/states.ts";

/** 「今天审结 6 件，最近一件 10:41」 */
export function decidedTodayWords({ reviews, latestAt }: DecidedReviews["today"]): string {
  if (reviews === 0 || latestAt === undefined) return "今天还没有审结的";
  return `今天审结 ${reviews} 件，最近一件 ${clockTime(latestAt)}`;
}

/** The own conclusion as a tag: agreed green, sent back or referred amber, refused plain with a lock. */
export function decidedTag(row: Pick<DecidedRow, "decision" | "conclusion" | "opinion">): StateWords {
  const own = row.opinion ? "意见：" : "";
  if (row.decision === "return") return { label: `${own}退回修改`, kind: "soon", icon: "back" };
  if (row.decision === "refer") return { label: `${own}报请确定`, kind: "soon", icon: "clock" };
  const conclusion = row.conclusion ? reviewConclusions[row.conclusion] : undefined;
  if (conclusion && !conclusion.releases)
    return { label: `${own}${conclusion.label}`, kind: "plain", icon: "lock" };
  return { label: `${own}${conclusion?.label ?? "同意"}`, kind: "done" };
}
