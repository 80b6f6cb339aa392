import type { ItemTable, DraftTable, RevisionTable } from "../schema/items.ts";
import type { ReviewTable, StageDecisionTable } from "../schema/reviews.ts";
import type { Insertable } from "kysely";
import { sql } from "kysely";

import type { WriteTx } from "../schema/tables.ts";

/** Rows of many items at once, written in the order the triggers ask for; used to fill demo departments. */
export interface BulkItems {
  readonly items: readonly Insertable<ItemTable>[];
  readonly drafts: readonly Insertable<DraftTable>[];
  readonly revisions: readonly Insertable<RevisionTable>[];
  readonly reviews: readonly Insertable<ReviewTable>[];
  readonly decisions: readonly Insertable<StageDecisionTable>[];
  /** Where each review stands after its decisions. */
  readonly positions: readonly {
    readonly reviewId: string;
    readonly stage: ReviewTable["current_stage"];
    readonly dueDay: string;
    readonly at: string;
    readonly fromPerson: string;
  }[];
  readonly searchTerms: readonly { readonly itemId: string; readonly title: string; readonly body: string }[];
}

export async function insertBulk(tx: WriteTx, bulk: BulkItems): Promise<void> {
  if (bulk.items.length > 0)
    await tx
      .insertInto("item")
      .values([...bulk.items])
      .execute();
  if (bulk.drafts.length > 0)
    await tx
      .insertInto("draft")
      .values([...bulk.drafts])
      .execute();
  if (bulk.revisions.length > 0)
    await tx
      .insertInto("revision")
      .values([...bulk.revisions])
      .execute();
  if (bulk.reviews.length > 0)
    await tx
      .insertInto("review")
      .values([...bulk.reviews])
      .execute();
  const byReview = new Map(bulk.positions.map((position) => [position.reviewId, position]));
  for (const review of bulk.reviews) {
    for (const decision of bulk.decisions.filter((entry) => entry.review_id === review.id)) {
      await tx
        .updateTable("review")
        .set({ current_stage: decision.stage })
        .where("id", "=", review.id)
        .execute();
      await tx.insertInto("stage_decision").values(decision).execute();
    }
    const position = byReview.get(review.id);
    if (position) {
      await tx
        .updateTable("review")
        .set({
          current_stage: position.stage,
          due_day_cache: position.dueDay,
          stage_arrived_at: position.at,
          from_person_cache: position.fromPerson,
        })
        .where("id", "=", review.id)
        .execute();
    }
  }
  for (const terms of bulk.searchTerms) {
    await sql`insert into search_index(rowid, title, body) select seq * 2, ${terms.title}, ${terms.body} from item where id = ${terms.itemId}`.execute(
      tx,
    );
  }
}
