import { readPostChecks } from "../../../../db/readers/after-release.ts";
import { readPublicationOfReview } from "../../../../db/readers/publications.ts";
import type { StepAfterwards } from "../../../../shared/contract/reviews.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";
import type { ReviewFacts } from "./review-facts.ts";

/** What follows the approvals (review.md §1, stages 7 and 8): 发布 and 复核. A letter is signed and served, not released. */
export async function stepsAfterwards(
  work: Work,
  facts: ReviewFacts,
  publication: Awaited<ReturnType<typeof readPublicationOfReview>>,
): Promise<readonly StepAfterwards[]> {
  if (facts.item.kind === "letter") return [];
  const check = publication ? (await readPostChecks(work.db, publication.publicationId))[0] : undefined;
  return [
    {
      step: "release",
      ...(publication
        ? {
            state: "done",
            personName: publication.releasedByName,
            doneAt: publication.releasedAt as Instant,
          }
        : { state: facts.review.state === "approved" ? "current" : "waiting" }),
    },
    {
      step: "postCheck",
      ...(check
        ? {
            // What was found different is to be put right and checked again.
            state: check.result === "same" ? "done" : "current",
            result: check.result,
            personName: check.personName,
            doneAt: check.checkedAt as Instant,
          }
        : { state: publication ? "current" : "waiting" }),
    },
  ];
}
