import type { DelegableStage, DelegationKind } from "../../shared/domain/access/delegation.ts";
import type { WriteTx } from "../schema/tables.ts";

/** Who wrote a row, and when. */
export interface Written {
  readonly accountId: string;
  readonly personId: string;
  readonly at: string;
}

export async function insertDelegation(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly kind: DelegationKind;
    readonly stage: DelegableStage;
    readonly fromPersonId: string;
    readonly toPersonId: string;
    readonly reviewId?: string | undefined;
    readonly fromDay: string;
    readonly untilDay: string;
    readonly reason: string;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("delegation")
    .values({
      id: row.id,
      kind: row.kind,
      stage: row.stage,
      from_person_id: row.fromPersonId,
      to_person_id: row.toPersonId,
      review_id: row.reviewId ?? null,
      first_day: row.fromDay,
      last_day: row.untilDay,
      reason: row.reason,
      proposed_by_account: row.accountId,
      proposed_by_person: row.personId,
      proposed_at: row.at,
    })
    .execute();
}

export async function insertConfirmation(
  tx: WriteTx,
  row: {
    readonly delegationId: string;
    readonly decision: "confirm" | "refuse";
    readonly note: string;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("delegation_confirmation")
    .values({
      delegation_id: row.delegationId,
      decision: row.decision,
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      decided_at: row.at,
    })
    .execute();
}

export async function insertDelegationEnd(
  tx: WriteTx,
  row: { readonly delegationId: string; readonly reason: string } & Written,
): Promise<void> {
  await tx
    .insertInto("delegation_end")
    .values({
      delegation_id: row.delegationId,
      reason: row.reason,
      account_id: row.accountId,
      person_id: row.personId,
      ended_at: row.at,
    })
    .execute();
}

/** A confirmed or ended delegation as it was signed. */
export async function insertDelegationStatement(
  tx: WriteTx,
  row: {
    readonly delegationId: string;
    readonly what: "confirmed" | "ended";
    readonly envelope: Uint8Array;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("delegation_statement")
    .values({ delegation_id: row.delegationId, what: row.what, envelope: row.envelope, signed_at: row.at })
    .execute();
}

/** What a server said to a statement. */
export async function putDelegationSent(
  tx: WriteTx,
  row: { readonly seq: number; readonly url: string; readonly answer: string; readonly at: string },
): Promise<void> {
  await tx
    .insertInto("delegation_sent")
    .values(row)
    .onConflict((conflict) => conflict.column("seq").doUpdateSet(row))
    .execute();
}

export async function insertEmergencySeen(
  tx: WriteTx,
  row: { readonly delegationId: string; readonly note: string } & Written,
): Promise<void> {
  await tx
    .insertInto("emergency_seen")
    .values({
      delegation_id: row.delegationId,
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      seen_at: row.at,
    })
    .execute();
}

export async function insertHandover(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly fromPersonId: string;
    readonly toPersonId: string;
    readonly reason: string;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("handover")
    .values({
      id: row.id,
      from_person_id: row.fromPersonId,
      to_person_id: row.toPersonId,
      reason: row.reason,
      by_account: row.accountId,
      by_person: row.personId,
      at: row.at,
    })
    .execute();
}

/** Assigns the current stage of a review and makes the queue show it; a brief comes with a handover only. */
export async function insertAssignment(
  tx: WriteTx,
  row: {
    readonly reviewId: string;
    readonly stage: DelegableStage;
    readonly toPersonId: string;
    readonly handover?: { readonly id: string; readonly brief: object } | undefined;
    readonly reason: string;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("review_assignment")
    .values({
      review_id: row.reviewId,
      stage: row.stage,
      to_person_id: row.toPersonId,
      handover_id: row.handover?.id ?? null,
      brief: row.handover ? JSON.stringify(row.handover.brief) : null,
      reason: row.reason,
      by_account: row.accountId,
      by_person: row.personId,
      at: row.at,
    })
    .execute();
  await tx
    .updateTable("review")
    .set({ assignee_cache: row.toPersonId })
    .where("id", "=", row.reviewId)
    .execute();
}

/** Keeps a filter under its name; the same name again replaces it. */
export async function saveQueueFilter(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly accountId: string;
    readonly name: string;
    readonly filter: object;
    readonly at: string;
  },
): Promise<void> {
  const filter = JSON.stringify(row.filter);
  await tx
    .insertInto("queue_filter")
    .values({ id: row.id, account_id: row.accountId, name: row.name, filter, saved_at: row.at })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "name"]).doUpdateSet({ filter, saved_at: row.at }),
    )
    .execute();
}

export async function deleteQueueFilter(tx: WriteTx, accountId: string, filterId: string): Promise<void> {
  await tx
    .deleteFrom("queue_filter")
    .where("account_id", "=", accountId)
    .where("id", "=", filterId)
    .execute();
}
