import type { DecisionRecord } from "../../../../db/readers/reviews.ts";

/** "受赵立群委托": stands beside the name of whoever decided by a lent right (SD-05). */
export function actedForWords(
  delegation: Pick<NonNullable<DecisionRecord["delegation"]>, "kind" | "fromPersonName">,
): string {
  return delegation.kind === "deputy"
    ? `受${delegation.fromPersonName}委托`
    : `经${delegation.fromPersonName}提出、安全保密管理员确认的应急授权`;
}

export const decisionWords = { agree: "同意", return: "退回", refer: "报请确定" } as const;
