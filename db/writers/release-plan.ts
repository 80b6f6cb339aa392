import type { DeliveryMethod } from "../../shared/domain/publication/delivery.ts";
import type { WriteTx } from "../schema/tables.ts";

interface Author {
  readonly accountId: string;
  readonly personId: string;
  readonly at: string;
}

export async function insertReleasePlan(
  tx: WriteTx,
  row: Author & {
    readonly reviewId: string;
    readonly notBefore?: string | undefined;
    readonly reason: string;
  },
): Promise<void> {
  await tx
    .insertInto("release_plan")
    .values({
      review_id: row.reviewId,
      not_before: row.notBefore ?? null,
      reason: row.reason,
      account_id: row.accountId,
      person_id: row.personId,
      planned_at: row.at,
    })
    .execute();
}

/** Forms a group; the drafts of its members count as changed, because the group is part of what is reviewed (V3). */
export async function insertGroup(
  tx: WriteTx,
  row: Author & { readonly id: string; readonly name: string; readonly itemIds: readonly string[] },
): Promise<void> {
  await tx
    .insertInto("item_group")
    .values({
      id: row.id,
      name: row.name,
      account_id: row.accountId,
      person_id: row.personId,
      formed_at: row.at,
    })
    .execute();
  for (const itemId of row.itemIds)
    await tx.insertInto("item_group_member").values({ group_id: row.id, item_id: itemId }).execute();
  await markChanged(tx, row.itemIds);
}

async function markChanged(tx: WriteTx, itemIds: readonly string[]): Promise<void> {
  await tx.updateTable("draft").set({ changed_since_revision: 1 }).where("item_id", "in", itemIds).execute();
}

export async function insertGroupEnd(
  tx: WriteTx,
  row: {
    readonly groupId: string;
    readonly itemIds: readonly string[];
    readonly reason: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("item_group_end")
    .values({ group_id: row.groupId, reason: row.reason, account_id: row.accountId, ended_at: row.at })
    .execute();
  await markChanged(tx, row.itemIds);
}

export async function insertDelivery(
  tx: WriteTx,
  row: Author & {
    readonly id: string;
    readonly publicationId: string;
    readonly recipient: string;
    readonly method: DeliveryMethod;
    readonly evidence: string;
    readonly deliveredOn: string;
  },
): Promise<void> {
  await tx
    .insertInto("targeted_delivery")
    .values({
      id: row.id,
      publication_id: row.publicationId,
      recipient: row.recipient,
      method: row.method,
      evidence: row.evidence,
      delivered_on: row.deliveredOn,
      account_id: row.accountId,
      person_id: row.personId,
      recorded_at: row.at,
    })
    .execute();
}
