import { readCounters } from "../../../../db/readers/items.ts";
import {
  countAssignedToOthers,
  readOpenDisputes,
  readQueueDueDays,
  type QueueRequest,
} from "../../../../db/readers/reviews.ts";
import type { Work } from "../work.ts";
import { queueStages } from "./stage-rights.ts";

/** Up to here a queue is counted row by row; beyond it the counters of the stages say about how many there are. */
const countedRows = 500;

/** Disagreements wait for a person, not in a crowd. */
const disputesShown = 50;

/** Two opinions that differ, for whoever may say which one stands (the first page of the queue begins with them). */
export async function disputesToSettle(work: Work) {
  return work.actor.roles.some((role) => role === "disclosureOffice" || role === "leader")
    ? await readOpenDisputes(work.db, work.actor.personId, disputesShown)
    : [];
}

export interface QueueCount {
  readonly total: number;
  /** One for each row; absent where the queue was not counted row by row. */
  readonly dueDays?: readonly string[];
}

/**
 * How many rows a queue has. The counters know stages, not who drafted or decided before, so they only tell whether it
 * is small enough to be counted itself; a queue that is not is said by them, without the self-checks, which are each
 * drafter's own.
 */
export async function countQueue(
  work: Work,
  request: Omit<QueueRequest, "limit" | "after">,
): Promise<QueueCount> {
  const { stages, owners, personId } = request;
  if (stages.length === 0) return { total: 0, dueDays: [] };
  const counters = await readCounters(work.db, "review.stage");
  const whole = [...new Set(stages.filter((entry) => !entry.reviewId).map((entry) => entry.stage))];
  const onStages = whole.reduce((sum, stage) => sum + (counters[stage] ?? 0), 0);
  const others = owners === "all" ? 0 : await countAssignedToOthers(work.db, whole, personId);
  const most = onStages - others;
  if (most > countedRows) {
    const selfChecks = whole.includes("selfCheck") ? (counters["selfCheck"] ?? 0) : 0;
    return { total: most - selfChecks };
  }
  const dueDays = await readQueueDueDays(work.db, { ...request, limit: countedRows });
  return { total: dueDays.length, dueDays };
}

/** 待我审查: what the caller can act on now, as the queue, 工作台 and the number beside 保密审查 say it. */
export async function countWaitingForMe(work: Work): Promise<QueueCount> {
  const counted = await countQueue(work, {
    stages: await queueStages(work),
    personId: work.actor.personId,
    owners: "mine",
    leaderMayHeadUnit: work.settings.leaderMayHeadUnit,
  });
  const disputes = await disputesToSettle(work);
  return {
    total: counted.total + disputes.length,
    ...(counted.dueDays ? { dueDays: [...counted.dueDays, ...disputes.map((row) => row.dueDay)] } : {}),
  };
}
