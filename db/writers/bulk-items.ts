import type { ItemTable, DraftTable, RevisionTable } from "../schema/items.ts";
import type { ReviewTable, StageDecisionTable } from "../schema/reviews.ts";
import type { Insertable } from "kysely";
import type { WriteTx } from "../schema/tables.ts";
import type { SearchEntry } from "../../shared/domain/search/search-entry.ts";
import { putSearchEntry } from "./search.ts";

/** Rows of many items, written in the order the triggers ask for; used to fill demo departments. */
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
  readonly searchEntries: readonly ({ readonly itemId: string } & SearchEntry)[];
}

/** A row a statement, each of them compiled once: a statement of many rows costs more to compile than it saves. */
export async function insertBulk(tx: WriteTx, bulk: BulkItems): Promise<void> {
  for (const item of bulk.items) await tx.insertInto("item").values(item).execute();
  for (const draft of bulk.drafts) await tx.insertInto("draft").values(draft).execute();
  for (const revision of bulk.revisions) await tx.insertInto("revision").values(revision).execute();
  for (const review of bulk.reviews) await tx.insertInto("review").values(review).execute();
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
  for (const { itemId, ...entry } of bulk.searchEntries) {
    const { seq } = await tx
      .selectFrom("item")
      .select("seq")
      .where("id", "=", itemId)
      .executeTakeFirstOrThrow();
    await putSearchEntry(tx, seq * 2, entry);
  }
}
