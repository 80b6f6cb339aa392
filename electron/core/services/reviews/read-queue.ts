import { countJoins } from "../../../../db/readers/aggregation.ts";
import { readNewestAssignments, type AssignmentRecord } from "../../../../db/readers/acting-for-others.ts";
import { readQueue, type QueueOwners, type QueueRecord } from "../../../../db/readers/reviews.ts";
import { readRisks } from "../../../../db/readers/second-opinion.ts";
import { riskLevel } from "../../../../shared/domain/review/review-risk.ts";
import type { Page } from "../../../../shared/contract/primitives.ts";
import type { QueueRow } from "../../../../shared/contract/reviews.ts";
import type { Delegation } from "../../../../shared/domain/access/delegation.ts";
import { reviewStages, type ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import { findingClasses } from "../../../../shared/domain/screening/finding-types.ts";
import { searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import { formatChineseDate, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { parseCursor, remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { countQueue, disputesToSettle } from "./count-queue.ts";
import { delegationsInForce, queueStages, stagesByRole } from "./stage-rights.ts";

function lentWords(delegation: Delegation): string {
  return delegation.kind === "deputy"
    ? `受${delegation.fromPersonName}委托，至${formatChineseDate(delegation.untilDay)}`
    : `应急授权，仅限本件、限${formatChineseDate(delegation.untilDay)}`;
}

/** Why a row is the caller's, where that is not plain from the own role. */
function routeOf(
  row: QueueRecord,
  byRole: readonly ReviewStage[],
  lent: readonly Delegation[],
  assigned: AssignmentRecord | undefined,
): string {
  const words: string[] = [];
  const stage = row.currentStage ?? "selfCheck";
  if (!byRole.includes(stage)) {
    const right = lent.find(
      (each) => each.stage === stage && (each.reviewId === undefined || each.reviewId === row.reviewId),
    );
    if (right) words.push(lentWords(right));
  }
  if (assigned) {
    const act = assigned.handedOverBy
      ? `接${assigned.handedOverBy}移交`
      : `${assigned.byPersonName}指派${assigned.toPersonName}`;
    words.push(assigned.reason === "" ? act : `${act}：${assigned.reason}`);
  }
  return words.join("；");
}

export interface QueueInput {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly stage?: readonly ReviewStage[] | undefined;
  readonly overdueOnly?: boolean | undefined;
  readonly titleContains?: string | undefined;
  readonly owners?: QueueOwners | undefined;
}

/** The joins with what is out stand beside the findings under their glyph 聚; a rule that finds one itself adds to them. */
function withJoins(counts: QueueRow["findingCounts"], joins: number | undefined): QueueRow["findingCounts"] {
  const { glyph } = findingClasses.aggregation;
  return joins === undefined ? counts : { ...counts, [glyph]: (counts[glyph] ?? 0) + joins };
}

type QueuePage = Page<QueueRow> & { readonly total: number };

/** The queue of the caller: rows on a stage the caller may decide, most urgent first, each with why it is there. */
export async function reviewQueue(work: Work, input: QueueInput) {
  const cursor = input.after ? parseCursor(input.after) : undefined;
  if (input.after && !cursor) return refuse("invalid-input", { field: "after" });
  const asked = await queueStages(work);
  const whole = !input.stage && !input.overdueOnly && !input.titleContains;
  const disputes = whole && !cursor ? await disputesToSettle(work) : [];
  const stages = input.stage ? asked.filter((entry) => input.stage?.includes(entry.stage)) : asked;
  const titleMatch = input.titleContains ? searchQuery(input.titleContains, "title") : undefined;
  const today = todayOf(work.ports);
  if (stages.length === 0 || (input.titleContains && !titleMatch))
    return answer<QueuePage>({ rows: [], total: 0 });
  const owners = input.owners ?? "mine";
  const { personId } = work.actor;
  const queue = {
    stages,
    personId,
    owners,
    leaderMayHeadUnit: work.settings.leaderMayHeadUnit,
    ...(input.overdueOnly ? { dueBefore: today } : {}),
    ...(titleMatch ? { titleMatch } : {}),
  };
  const rows = await readQueue(work.db, {
    ...queue,
    ...(cursor ? { after: { dueDay: cursor.key, seq: cursor.seq } } : {}),
    limit: input.limit,
  });
  const byRole = stagesByRole(work);
  const lent = await delegationsInForce(work);
  const shown = [...disputes, ...rows];
  const assignments = await readNewestAssignments(
    work.db,
    shown.filter((row) => row.assigneeId).map((row) => row.reviewId),
  );
  const risks = await readRisks(
    work.db,
    shown.map((row) => row.reviewId),
  );
  const joins = await countJoins(
    work.db,
    shown.map((row) => row.reviewId),
  );
  const toSettle = new Set(disputes.map((row) => row.reviewId));
  const last = rows.at(-1);
  const wholeListRead = !cursor && rows.length < input.limit;
  const total = wholeListRead ? rows.length : Math.max(rows.length, (await countQueue(work, queue)).total);
  return answer<QueuePage>({
    rows: shown.map((row): QueueRow => {
      const stage = row.currentStage ?? "selfCheck";
      const assigned = assignments.get(row.reviewId);
      const risk = risks.get(row.reviewId);
      const settle = toSettle.has(row.reviewId);
      return {
        reviewId: row.reviewId,
        itemId: row.itemId,
        reviewNo: row.reviewNo,
        title: row.title,
        kind: row.kind,
        revNo: row.revNo,
        digest: row.contentDigest,
        stage,
        reason: settle ? "两名审查员意见不一致，请裁定" : row.reason,
        route: settle ? "" : routeOf(row, byRole, lent, assigned),
        ...(risk ? { risk: riskLevel(risk.score) } : {}),
        twoReviewers: risk?.secondRequired === true,
        toSettle: settle,
        ...(assigned ? { assignee: assigned.toPersonName } : {}),
        fromPerson: row.fromPerson,
        arrivedAt: row.stageArrivedAt as Instant,
        dueDay: row.dueDay as CalendarDay,
        remainingWorkdays: remainingWorkdays(work, today, row.dueDay as CalendarDay),
        limitWorkdays: reviewStages[stage].limitWorkdays,
        findingCounts: withJoins(row.findingCounts, joins.get(row.reviewId)),
      };
    }),
    ...(last && rows.length === input.limit ? { next: `${last.seq}~${last.dueDay}` } : {}),
    total: total + disputes.length,
  });
}
