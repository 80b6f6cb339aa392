import type { PictureDecision, PictureRegion } from "../../shared/domain/item/picture-treatment.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface DraftPictureRecord {
  readonly digest: string;
  readonly decision: PictureDecision;
  readonly regions: readonly PictureRegion[];
  readonly personName: string;
  readonly decidedAt: string;
}

/** What was decided about pictures of the files of a draft, those of files that are gone included. */
export async function readDraftPictures(db: ReadDb, itemId: string): Promise<readonly DraftPictureRecord[]> {
  const rows = await db
    .selectFrom("draft_picture")
    .innerJoin("person", "person.id", "draft_picture.person_id")
    .select(["digest", "decision", "regions", "decided_at", "person.name as person_name"])
    .where("item_id", "=", itemId)
    .orderBy("digest")
    .execute();
  return rows.map((row) => ({
    digest: row.digest,
    decision: row.decision,
    regions: JSON.parse(row.regions) as readonly PictureRegion[],
    personName: row.person_name,
    decidedAt: row.decided_at,
  }));
}
