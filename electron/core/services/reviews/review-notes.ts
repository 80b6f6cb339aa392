import { readReviewNotes } from "../../../../db/readers/review-desk.ts";
import { insertReviewNote } from "../../../../db/writers/review-desk.ts";
import { mayReadReviewersNotes } from "../../../../shared/domain/review/review-notes.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { revisionDocuments } from "../items/read-items.ts";
import { write, type Work } from "../work.ts";
import { readReviewFacts, type ReviewFacts } from "./review-facts.ts";

function amongReviewers(work: Work, facts: ReviewFacts): boolean {
  return mayReadReviewersNotes(work.actor, {
    drafterPersonIds: [facts.item.drafterPersonId, facts.revision.createdByPerson],
  });
}

/** Notes on the revision and its passages; a drafter's answer never contains those among reviewers. */
export async function readNotes(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const reviewer = amongReviewers(work, facts);
  const notes = await readReviewNotes(work.db, input.reviewId, {
    amongReviewers: reviewer,
    counts: facts.counts,
  });
  return answer({
    amongReviewers: reviewer,
    notes: notes.map((note) => ({ ...note, writtenAt: note.writtenAt as Instant })),
  });
}

/** Writes a note; it never changes and is never taken back. */
export async function writeNote(
  work: Work,
  input: {
    reviewId: string;
    audience: "everyone" | "reviewers";
    text: string;
    position?: number | undefined;
  },
) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  if (input.audience === "reviewers" && !amongReviewers(work, facts)) return refuse("not-allowed");
  const blocks = revisionDocuments(facts.revision.body).document.content.length;
  if (input.position !== undefined && input.position >= blocks) return refuse("unknown-passage");
  await write(work, async (tx, audit) => {
    await insertReviewNote(tx, {
      id: work.ports.newId(),
      reviewId: input.reviewId,
      position: input.position,
      audience: input.audience,
      text: input.text,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "review.noteWritten",
      subjectKind: "review",
      subjectId: input.reviewId,
      detail: { audience: input.audience },
    });
  });
  work.changed("reviews", `review:${input.reviewId}`);
  return readNotes(work, input);
}
