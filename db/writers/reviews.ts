import type {
  ChecklistAnswer,
  ReviewConclusion,
  ReviewStage,
  ReviewState,
} from "../../shared/domain/review/review-stages.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertReview(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly reviewNo: string;
    readonly itemId: string;
    readonly revisionId: string;
    readonly contentDigest: string;
    readonly stagePath: readonly ReviewStage[];
    readonly reason: string;
    readonly openedBy: string;
    readonly fromPerson: string;
    readonly title: string;
    readonly findingCounts: Readonly<Record<string, number>>;
    readonly dueDay: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("review")
    .values({
      id: row.id,
      review_no: row.reviewNo,
      item_id: row.itemId,
      revision_id: row.revisionId,
      content_digest: row.contentDigest,
      stage_path: JSON.stringify(row.stagePath),
      state: "open",
      current_stage: row.stagePath[0] ?? "selfCheck",
      reason: row.reason,
      opened_by: row.openedBy,
      opened_at: row.at,
      stage_arrived_at: row.at,
      from_person_cache: row.fromPerson,
      title_cache: row.title,
      finding_counts_cache: JSON.stringify(row.findingCounts),
      due_day_cache: row.dueDay,
    })
    .execute();
}

export async function insertDecision(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly reviewId: string;
    readonly round: number;
    readonly stage: ReviewStage;
    readonly decision: "agree" | "return" | "refer";
    readonly conclusion?: ReviewConclusion;
    readonly grounds: readonly string[];
    readonly reasons: readonly object[];
    readonly contentDigest: string;
    readonly accountId: string;
    readonly personId: string;
    readonly delegationId?: string | undefined;
    readonly reassessOn?: string | undefined;
    readonly signedAt?: string | undefined;
    readonly envelope: Uint8Array;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("stage_decision")
    .values({
      id: row.id,
      review_id: row.reviewId,
      round: row.round,
      stage: row.stage,
      decision: row.decision,
      conclusion: row.conclusion ?? null,
      grounds: JSON.stringify(row.grounds),
      reasons: JSON.stringify(row.reasons),
      content_digest: row.contentDigest,
      account_id: row.accountId,
      person_id: row.personId,
      delegation_id: row.delegationId ?? null,
      envelope: row.envelope,
      decided_at: row.at,
      reassess_on: row.reassessOn ?? null,
      signed_at: row.signedAt ?? null,
    })
    .execute();
}

/** Moves an open review to its next stage. */
export async function moveReview(
  tx: WriteTx,
  reviewId: string,
  move: {
    readonly stage: ReviewStage;
    readonly fromPerson: string;
    readonly dueDay: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable("review")
    .set({
      current_stage: move.stage,
      from_person_cache: move.fromPerson,
      due_day_cache: move.dueDay,
      stage_arrived_at: move.at,
      assignee_cache: null,
    })
    .where("id", "=", reviewId)
    .execute();
}

export async function updateStageDue(tx: WriteTx, reviewId: string, dueDay: string): Promise<void> {
  await tx.updateTable("review").set({ due_day_cache: dueDay }).where("id", "=", reviewId).execute();
}

export async function endReview(
  tx: WriteTx,
  reviewId: string,
  state: Exclude<ReviewState, "open">,
): Promise<void> {
  await tx
    .updateTable("review")
    .set({ state, current_stage: null, assignee_cache: null })
    .where("id", "=", reviewId)
    .execute();
}

export async function insertChecklistAnswer(
  tx: WriteTx,
  row: {
    readonly reviewId: string;
    readonly stage: ReviewStage;
    readonly code: string;
    readonly answer: ChecklistAnswer;
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("checklist_answer")
    .values({
      review_id: row.reviewId,
      stage: row.stage,
      code: row.code,
      answer: row.answer,
      note: row.note,
      account_id: row.accountId,
      answered_at: row.at,
    })
    .execute();
}
