import { insertJoinAnswer } from "../../../../db/writers/aggregation.ts";
import type { JoinAnswer } from "../../../../shared/domain/aggregation/join-answers.ts";
import { refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { readReviewFacts } from "../reviews/review-facts.ts";
import { write, type Work } from "../work.ts";
import { mayNotAnswer, readJoinsView } from "./review-joins.ts";

/** Answers one join with its basis. An answer may be replaced by a later one; both stay in the record (V5). */
export async function answerJoin(
  work: Work,
  input: { reviewId: string; joinId: string; answer: JoinAnswer; basis: string },
) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const because = await mayNotAnswer(work, facts);
  if (because) return refuse(because.code);
  const join = facts.joins.find((each) => each.joinId === input.joinId);
  if (!join) return refuse("unknown-join");
  if (input.basis.trim() === "") return refuse("basis-missing");
  await write(work, async (tx, audit) => {
    await insertJoinAnswer(tx, {
      joinId: input.joinId,
      answer: input.answer,
      basis: input.basis.trim(),
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "review.joinAnswered",
      subjectKind: "review",
      subjectId: input.reviewId,
      detail: { joinId: input.joinId, ruleId: join.ruleId, answer: input.answer },
    });
  });
  work.changed(`review:${input.reviewId}`);
  return readJoinsView(work, { reviewId: input.reviewId });
}
