import { readFindingsBefore, type FindingRecord } from "../../../../db/readers/items.ts";
import { insertFindingAnswers } from "../../../../db/writers/items.ts";
import type { FindingView } from "../../../../shared/contract/items.ts";
import type { AnsweringAct } from "../../../../shared/contract/reviews.ts";
import { answeredTogether, type Together } from "../../../../shared/domain/review/answered-together.ts";
import type { FindingAnswer } from "../../../../shared/domain/review/review-stages.ts";
import { fileFindingId, parseFileFindingId } from "../../../../shared/domain/screening/long-list.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { myStage } from "./answer-review.ts";
import { readReviewFacts } from "./review-facts.ts";
import { viewOf, type Findings } from "./sent-findings.ts";

/** The findings that are named, by their ids or by their places; undefined where one is not of this revision. */
function namedFindings(findings: Findings, ids: readonly string[]): readonly FindingRecord[] | undefined {
  const places = ids.map(parseFileFindingId);
  const byId = places.every(Boolean)
    ? new Map<string, FindingRecord>()
    : new Map(findings.map((finding) => [finding.findingId, finding]));
  const named = ids.flatMap((id, at) => {
    const place = places[at];
    const finding = place ? findings[place.id] : byId.get(id);
    return finding && (!place || finding.attachmentId === place.attachmentId) ? [finding] : [];
  });
  return named.length === ids.length ? named : undefined;
}

export async function readFindingsUnderReview(
  work: Work,
  input: { reviewId: string; attachmentId: string; first: number; limit: number },
) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const window = facts.findings.slice(input.first, input.first + input.limit);
  return answer<readonly FindingView[]>(
    window.flatMap((finding, at) =>
      finding.attachmentId === input.attachmentId
        ? [viewOf(finding, fileFindingId(input.attachmentId, input.first + at))]
        : [],
    ),
  );
}

export async function readEqualsUnderReview(work: Work, input: { reviewId: string; findingId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const named = namedFindings(facts.findings, [input.findingId]);
  if (!named) return refuse("unknown-finding");
  const holds = answeredTogether(named, { equals: true }, "mask");
  const equals = facts.findings.filter((finding) => holds(finding, true));
  return answer({
    count: Math.max(1, equals.length),
    places: [...new Set(equals.map(({ where }) => where))].slice(0, 4),
  });
}

export async function answerFindings(
  work: Work,
  input: {
    reviewId: string;
    findingIds: readonly string[];
    together?: Together | undefined;
    answer: FindingAnswer | null;
    note: string;
  },
) {
  const mine = await myStage(work, input.reviewId);
  if (!mine.ok) return mine;
  const named = namedFindings(mine.facts.findings, input.findingIds);
  if (!named) return refuse("unknown-finding");
  if (input.answer !== null && input.answer !== "mask" && input.note.trim() === "")
    return refuse("note-missing");
  const own = new Set(named.map(({ findingId }) => findingId));
  const holds = answeredTogether(named, input.together ?? {}, input.answer);
  const answered = mine.facts.findings.filter(
    (finding) => own.has(finding.findingId) || holds(finding, !finding.answer),
  );
  return answer(
    await give(
      work,
      input.reviewId,
      answered.map(({ findingId }) => ({ findingId, answer: input.answer, note: input.note.trim() })),
      input.answer ?? "none",
    ),
  );
}

/** Only the own acts of the stage at hand; what somebody answered apart from this person counts as little here as on the screen. */
export async function undoAnswers(work: Work, input: { reviewId: string; from: number; to: number }) {
  const mine = await myStage(work, input.reviewId);
  if (!mine.ok) return mine;
  const { review, counts } = mine.facts;
  const before = await readFindingsBefore(work.db, review.revisionId, input, counts);
  if (before.length === 0 || before.some(({ byPersonId }) => byPersonId !== work.actor.personId))
    return refuse("unknown-finding");
  await give(work, input.reviewId, before, "undone");
  return answer(null);
}

async function give(
  work: Work,
  reviewId: string,
  given: readonly {
    readonly findingId: string;
    readonly answer: FindingAnswer | null;
    readonly note: string;
  }[],
  word: string,
): Promise<AnsweringAct> {
  const { accountId, personId } = work.actor;
  const at = instantOf(work.ports);
  const act = await write(work, async (tx, audit) => {
    const last = await insertFindingAnswers(
      tx,
      given.map(({ findingId, answer: one, note }) => ({
        findingId,
        answer: one,
        note,
        accountId,
        personId,
        at,
      })),
    );
    audit({
      act: "review.findingsAnswered",
      subjectKind: "review",
      subjectId: reviewId,
      detail: { count: given.length, answer: word },
    });
    return { from: last - given.length + 1, to: last };
  });
  work.changed(`review:${reviewId}`);
  return act;
}
