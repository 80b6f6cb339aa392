import { insertChecklistAnswer } from "../../../../db/writers/reviews.ts";
import { checklistByCode } from "../../../../shared/domain/review/checklist.ts";
import type { ChecklistAnswer } from "../../../../shared/domain/review/review-stages.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { readReviewFacts, type ReviewFacts } from "./review-facts.ts";
import { checklistRows } from "./read-reviews.ts";
import { rightOf } from "./stage-rights.ts";

/** Only the person whose turn it is answers; what is answered belongs to the record of that stage. */
export async function myStage(work: Work, reviewId: string) {
  const facts = await readReviewFacts(work.db, reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const stage = facts.review.currentStage;
  if (facts.review.state !== "open" || !stage) return refuse("review-closed");
  const right = await rightOf(work, facts, stage);
  if (!right.ok) return refuse("not-your-stage");
  return { ok: true, facts, stage } as const;
}

export async function answerChecklist(
  work: Work,
  input: { reviewId: string; code: string; answer: ChecklistAnswer; note: string },
) {
  const mine = await myStage(work, input.reviewId);
  if (!mine.ok) return mine;
  if (!checklistByCode.has(input.code)) return refuse("unknown-checklist-item");
  // "yes" names the passage and what was done with it (review.md §4).
  if (input.answer === "yes" && input.note.trim() === "") return refuse("treatment-missing");
  await write(work, async (tx, audit) => {
    await insertChecklistAnswer(tx, {
      reviewId: input.reviewId,
      stage: mine.stage,
      code: input.code,
      answer: input.answer,
      note: input.note.trim(),
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    audit({
      act: "review.checklistAnswered",
      subjectKind: "review",
      subjectId: input.reviewId,
      detail: { code: input.code, answer: input.answer },
    });
  });
  const facts = (await readReviewFacts(work.db, input.reviewId, work.actor.personId)) as ReviewFacts;
  return answer(checklistRows(facts));
}
