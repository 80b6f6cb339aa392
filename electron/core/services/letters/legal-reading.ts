import { readDisputes } from "../../../../db/readers/disputes.ts";
import { readItem } from "../../../../db/readers/items.ts";
import { readAnswersOf } from "../../../../db/readers/joint-answers.ts";
import { readLegalOpinions } from "../../../../db/readers/legal-opinions.ts";
import { insertLegalOpinion } from "../../../../db/writers/legal-opinions.ts";
import type { LegalReadingView } from "../../../../shared/contract/legal-reading.ts";
import {
  legalReadingAsked,
  mayReadForLaw,
  type LegalOpinion,
  type LegalReadingReason,
} from "../../../../shared/domain/letters/legal-reading.ts";
import { jointAnswerId, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { readLetterFacts, type LetterFactsRead } from "./letter-state.ts";

/** Why a letter of a case is read for the law; empty where it need not be. Of several answers each may ask for it. */
export async function legalReadingReasons(
  work: Work,
  letter: { readonly letterId: string; readonly template: LetterId; readonly applicationId: string },
): Promise<readonly LegalReadingReason[]> {
  if (letter.template === jointAnswerId) {
    const reasons = new Map<string, LegalReadingReason>();
    for (const answer of await readAnswersOf(work.db, letter.letterId))
      for (const reason of await legalReadingReasons(work, {
        ...answer,
        template: answer.template as LetterId,
      }))
        reasons.set(reason.text, reason);
    return [...reasons.values()];
  }
  const disputes = await readDisputes(work.db, { applicationId: letter.applicationId });
  return legalReadingAsked({
    template: letter.template,
    disputes: disputes.filter((each) => !each.voided).length,
  });
}

const factsOf = (state: LetterFactsRead) => ({
  letterId: state.letter.letterId,
  template: state.template.id,
  applicationId: state.letter.applicationId,
});

/** What is read: the submitted content while a review of it runs or has approved it. */
function digestToRead(state: LetterFactsRead): string | undefined {
  const head = state.heads[0];
  const { review } = state;
  if (!head || !review || state.draft.changedSinceRevision) return undefined;
  return ["open", "referred", "approved"].includes(review.state) &&
    review.contentDigest === head.contentDigest
    ? head.contentDigest
    : undefined;
}

/** Why a letter with this content cannot be signed yet; undefined when it can. The store refuses the same. */
export async function legalObstacle(
  work: Work,
  state: LetterFactsRead,
  digest: string,
): Promise<readonly LegalReadingReason[] | undefined> {
  const asked = await legalReadingReasons(work, factsOf(state));
  if (asked.length === 0) return undefined;
  const opinions = await readLegalOpinions(work.db, state.letter.letterId);
  const last = opinions.findLast((each) => each.contentDigest === digest);
  return last?.opinion === "agree" && last.personId !== work.actor.personId ? undefined : asked;
}

async function drafters(work: Work, state: LetterFactsRead): Promise<readonly string[]> {
  const item = await readItem(work.db, state.letter.itemId);
  return item ? [item.drafterPersonId] : [];
}

async function viewOf(work: Work, state: LetterFactsRead): Promise<LegalReadingView> {
  const digest = digestToRead(state);
  const current = state.letter.issue?.contentDigest ?? digest;
  const opinions = await readLegalOpinions(work.db, state.letter.letterId);
  return {
    asked: await legalReadingReasons(work, factsOf(state)),
    ...(digest ? { digest } : {}),
    opinions: opinions.map((each) => ({
      opinion: each.opinion,
      text: each.text,
      personName: each.personName,
      at: each.recordedAt as Instant,
      stale: each.contentDigest !== current,
    })),
    done: opinions.findLast((each) => each.contentDigest === current)?.opinion === "agree",
    mayRead:
      digest !== undefined &&
      !state.letter.issue &&
      mayReadForLaw(work.actor, await drafters(work, state)) === undefined,
  };
}

export async function readLegalReading(work: Work, input: { letterId: string }) {
  const state = await readLetterFacts(work, input.letterId);
  return state ? answer(await viewOf(work, state)) : refuse("unknown-letter");
}

export async function giveLegalOpinion(
  work: Work,
  input: { letterId: string; digest: string; opinion: LegalOpinion; text: string },
) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  if (state.letter.issue) return refuse("already-signed");
  const refusal = mayReadForLaw(work.actor, await drafters(work, state));
  if (refusal) return refuse(refusal === "own-letter" ? "own-item" : "not-allowed");
  const head = state.heads[0];
  if (!head || digestToRead(state) !== input.digest) return refuse("stale");
  if (detectClassificationMark(input.text)) return refuse("secret-mark");
  await write(work, async (tx, audit) => {
    await insertLegalOpinion(tx, {
      id: work.ports.newId(),
      letter_id: input.letterId,
      revision_id: head.revisionId,
      content_digest: input.digest,
      opinion: input.opinion,
      text: input.text,
      account_id: work.actor.accountId,
      person_id: work.actor.personId,
      recorded_at: instantOf(work.ports),
    });
    audit({
      act: "letter.legallyRead",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { opinion: input.opinion, contentDigest: input.digest },
    });
  });
  work.changed(`letter:${input.letterId}`, `application:${state.letter.applicationId}`);
  return answer(await viewOf(work, state));
}
