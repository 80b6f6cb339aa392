import { sql } from "kysely";

import type { EarlierConclusion } from "../../shared/domain/review/reviewed-blocks.ts";
import type { NoteAudience } from "../../shared/domain/review/review-notes.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

function earlierQuery(db: ReadDb, reviewId: string, digests: readonly string[]) {
  return (
    db
      .selectFrom("reviewed_block as b")
      // Only what stands: after a referral was answered the paper is looked at anew.
      .innerJoin("review as r", (join) =>
        join.onRef("r.id", "=", "b.review_id").onRef("r.round", "=", "b.round"),
      )
      .innerJoin("revision as v", "v.id", "r.revision_id")
      .innerJoin("stage_decision as d", (join) =>
        join
          .onRef("d.review_id", "=", "r.id")
          .onRef("d.round", "=", "b.round")
          .on("d.stage", "=", "confidentialityCheck"),
      )
      .innerJoin("person as p", "p.id", "d.person_id")
      .leftJoin("publication as pub", "pub.review_id", "r.id")
      .select([
        "b.block_digest",
        "r.review_no",
        "r.item_id",
        "r.title_cache",
        "v.rev_no",
        "d.conclusion",
        "d.decided_at",
        "p.name",
        "pub.id as publication_id",
        "pub.withdrawn_at",
      ])
      .where("b.block_digest", "in", digests)
      .where("b.review_id", "<>", reviewId)
  );
}

/** Earlier decisions on blocks, by the digest of the block; a withdrawn release no longer counts as one. */
export async function readEarlierConclusions(
  db: ReadDb,
  reviewId: string,
  digests: readonly string[],
): Promise<ReadonlyMap<string, readonly EarlierConclusion[]>> {
  const found = new Map<string, EarlierConclusion[]>();
  // A statement of SQLite takes a bounded number of parameters; a long paper is asked about in parts.
  for (let from = 0; from < digests.length; from += 500) {
    const rows = await earlierQuery(db, reviewId, digests.slice(from, from + 500)).execute();
    for (const row of rows) {
      const list = found.get(row.block_digest) ?? [];
      list.push({
        reviewNo: row.review_no,
        itemId: row.item_id,
        title: row.title_cache,
        revNo: row.rev_no,
        conclusion: row.conclusion ?? "returned",
        personName: row.name,
        decidedAt: row.decided_at,
        released: row.publication_id !== null && row.withdrawn_at === null,
      });
      found.set(row.block_digest, list);
    }
  }
  return found;
}

export async function explainEarlierConclusions(db: ReadDb): Promise<readonly string[]> {
  return queryPlan(db, earlierQuery(db, "review", ["digest"]));
}

export interface NoteRecord {
  readonly noteId: string;
  readonly position?: number;
  readonly audience: NoteAudience;
  readonly text: string;
  readonly personName: string;
  readonly writtenAt: string;
}

/** Notes of a review, oldest first; those among reviewers only where they are asked for. */
export async function readReviewNotes(
  db: ReadDb,
  reviewId: string,
  options: {
    readonly amongReviewers: boolean;
    /** Whose notes count for the reader while two opinions are apart. */
    readonly counts?: (given: { readonly personId: string; readonly at: string }) => boolean;
  },
): Promise<readonly NoteRecord[]> {
  let query = db
    .selectFrom("review_note as n")
    .innerJoin("person as p", "p.id", "n.person_id")
    .select(["n.id", "n.position", "n.audience", "n.text", "n.written_at", "n.person_id", "p.name"])
    .where("n.review_id", "=", reviewId)
    .orderBy("n.seq");
  if (!options.amongReviewers) query = query.where("n.audience", "=", "everyone");
  const rows = (await query.execute()).filter(
    (row) => options.counts?.({ personId: row.person_id, at: row.written_at }) ?? true,
  );
  return rows.map((row) => ({
    noteId: row.id,
    ...(row.position === null ? {} : { position: row.position }),
    audience: row.audience,
    text: row.text,
    personName: row.name,
    writtenAt: row.written_at,
  }));
}

function importQuery(db: ReadDb, itemId: string) {
  // The act stands as in the partial index, word for word.
  return db
    .selectFrom("audit_entry")
    .select("idx")
    .where(sql<boolean>`act = 'item.imported'`)
    .where("subject_id", "=", itemId);
}

/** Whether the text of an item came in as a file. */
export async function wasImported(db: ReadDb, itemId: string): Promise<boolean> {
  return (await importQuery(db, itemId).executeTakeFirst()) !== undefined;
}

export async function explainImport(db: ReadDb): Promise<readonly string[]> {
  return queryPlan(db, importQuery(db, "item"));
}
