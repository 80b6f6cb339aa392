import type { PictureTreatment } from "../../shared/domain/item/picture-treatment.ts";
import type { WriteTx } from "../schema/tables.ts";

/** Puts a decision about a picture in the place of the one before. */
export async function putDraftPicture(
  tx: WriteTx,
  row: PictureTreatment & {
    readonly itemId: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  const values = {
    decision: row.decision,
    regions: JSON.stringify(row.regions),
    account_id: row.accountId,
    person_id: row.personId,
    decided_at: row.at,
  };
  await tx
    .insertInto("draft_picture")
    .values({ item_id: row.itemId, digest: row.digest, ...values })
    .onConflict((conflict) => conflict.columns(["item_id", "digest"]).doUpdateSet(values))
    .execute();
}

/** Takes a decision back. */
export async function deleteDraftPicture(tx: WriteTx, itemId: string, digest: string): Promise<void> {
  await tx.deleteFrom("draft_picture").where("item_id", "=", itemId).where("digest", "=", digest).execute();
}
