import type { PostCheckPoint, PostCheckResult } from "../../shared/domain/publication/post-check.ts";
import type { WithdrawalReason } from "../../shared/domain/publication/withdrawal.ts";
import type { ReviewStage } from "../../shared/domain/review/review-stages.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function countWithdrawalsOfYear(tx: WriteTx, year: number): Promise<number> {
  return (
    await tx
      .selectFrom("withdrawal")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("withdrawal_no", "like", `密撤〔${year}〕%`)
      .executeTakeFirstOrThrow()
  ).n;
}

export async function insertWithdrawal(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly withdrawalNo: string;
    readonly itemId: string;
    readonly publicationId: string;
    readonly reason: WithdrawalReason;
    readonly note: string;
    readonly content: Uint8Array;
    readonly contentDigest: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("withdrawal")
    .values({
      id: row.id,
      withdrawal_no: row.withdrawalNo,
      item_id: row.itemId,
      publication_id: row.publicationId,
      reason: row.reason,
      note: row.note,
      content: row.content,
      content_digest: row.contentDigest,
      requested_by_account: row.accountId,
      requested_by_person: row.personId,
      requested_at: row.at,
    })
    .execute();
}

export async function insertWithdrawalDecision(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly withdrawalId: string;
    readonly decision: "agree" | "return";
    readonly stage: ReviewStage;
    readonly note: string;
    readonly contentDigest: string;
    readonly envelope: Uint8Array;
    readonly accountId: string;
    readonly personId: string;
    readonly packageId?: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("withdrawal_decision")
    .values({
      id: row.id,
      withdrawal_id: row.withdrawalId,
      decision: row.decision,
      stage: row.stage,
      note: row.note,
      content_digest: row.contentDigest,
      envelope: row.envelope,
      account_id: row.accountId,
      person_id: row.personId,
      package_id: row.packageId ?? null,
      decided_at: row.at,
    })
    .execute();
}

/** Everything of the item that is out counts as taken down from `at` on. */
export async function markWithdrawn(tx: WriteTx, itemId: string, at: string): Promise<void> {
  await tx
    .updateTable("publication")
    .set({ withdrawn_at: at })
    .where("item_id", "=", itemId)
    .where("withdrawn_at", "is", null)
    .execute();
}

/** Reviews of the item that still run end: whatever they would let out, withdrawing wins (I5). */
export async function endRunningReviews(tx: WriteTx, itemId: string): Promise<void> {
  await tx
    .updateTable("review")
    .set({ state: "stale", current_stage: null })
    .where("item_id", "=", itemId)
    .where("state", "in", ["open", "referred", "approved"])
    .execute();
}

export async function insertPostCheck(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly publicationId: string;
    readonly result: PostCheckResult;
    readonly points: readonly PostCheckPoint[];
    readonly place: string;
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("post_check")
    .values({
      id: row.id,
      publication_id: row.publicationId,
      result: row.result,
      points: JSON.stringify(row.points),
      place: row.place,
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      checked_at: row.at,
    })
    .execute();
}
