import type { ListedReferral } from "../../../../db/readers/referrals.ts";
import type { ReferralDraftRow } from "../../../../db/writers/referrals.ts";
import type { ReferralInput, ReferralPassage } from "../../../../shared/contract/referrals.ts";
import { blockPlaces } from "../../../../shared/domain/item/block-places.ts";
import { checklistByCode } from "../../../../shared/domain/review/checklist.ts";
import { referralProblem, type ReferredMatters } from "../../../../shared/domain/review/referral.ts";
import { textsOf } from "../../../../shared/domain/review/reviewed-blocks.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { readJoinsView } from "../aggregation/review-joins.ts";
import { revisionAttachmentViews, revisionDocuments } from "../items/read-items.ts";
import type { ReviewFacts } from "../reviews/review-facts.ts";
import type { Work } from "../work.ts";

/** The blocks of what would go out that have words, each with where it stands. */
function passagesOf(facts: Pick<ReviewFacts, "revision">): readonly ReferralPassage[] {
  const { releaseDocument } = revisionDocuments(facts.revision.body);
  const places = blockPlaces(releaseDocument);
  return releaseDocument.content.flatMap((block, position) => {
    const text = textsOf(block).trim();
    return text === "" ? [] : [{ position, where: places[position] ?? "正文", text }];
  });
}

/** What the review could not settle: every check answered 不能确定, every join answered 拿不准 (review.md §4). */
function doubtsOf(
  facts: Pick<ReviewFacts, "checklist" | "joins">,
): Pick<ReferredMatters, "checks" | "joinIds"> {
  return {
    checks: facts.checklist.filter((row) => row.answer === "unsure").map((row) => row.code),
    joinIds: facts.joins.filter((join) => join.answer?.answer === "refer").map((join) => join.joinId),
  };
}

/** A referral as it will be stored, or why it cannot be. `doubts` are of the moment the stage asked. */
export function prepareReferral(
  work: Work,
  facts: ReviewFacts,
  input: ReferralInput,
  doubts: Pick<ReferredMatters, "checks" | "joinIds"> = doubtsOf(facts),
) {
  const known = new Set(passagesOf(facts).map((passage) => passage.position));
  const files = new Set(facts.attachments.map((attachment) => attachment.attachmentId));
  if (
    input.positions.some((position) => !known.has(position)) ||
    input.attachmentIds.some((attachmentId) => !files.has(attachmentId))
  )
    return refuse("unknown-passage");
  const mark = detectClassificationMark(`${input.organ}\n${input.doubt}`);
  if (mark) return refuse("secret-mark", { facts: { markType: mark.markType, bytes: input.doubt.length } });
  const row: ReferralDraftRow = {
    question: input.question,
    organKind: input.organKind,
    organ: input.organ,
    form: input.form,
    signer: input.form === "request" ? input.signer.trim() : "",
    matters: {
      positions: [...new Set(input.positions)].toSorted((a, b) => a - b),
      attachmentIds: [...new Set(input.attachmentIds)],
      ...doubts,
    },
    doubt: input.doubt.trim(),
    protectedOn: input.protectedOn,
  };
  const problem = referralProblem({ ...row, protectedOn: input.protectedOn }, doubts, todayOf(work.ports));
  if (problem === "doubt-left-out") throw new Error("a doubt was left out of a referral");
  return problem ? refuse(problem) : ({ ok: true, row } as const);
}

/** The matters of a referral in words. */
export async function mattersInWords(work: Work, facts: ReviewFacts, referral: ListedReferral) {
  const { matters } = referral;
  const joins =
    matters.joinIds.length > 0 ? await readJoinsView(work, { reviewId: referral.reviewId }) : undefined;
  return {
    passages: passagesOf(facts).filter((passage) => matters.positions.includes(passage.position)),
    attachments: revisionAttachmentViews(facts.attachments, facts.revision.body)
      .filter((attachment) => matters.attachmentIds.includes(attachment.attachmentId))
      .map(({ attachmentId, fileName }) => ({ attachmentId, fileName })),
    checks: matters.checks.map((code) => checklistByCode.get(code)?.check ?? code),
    joins: joins?.ok
      ? joins.value.joins
          .filter((join) => join.joinId !== undefined && matters.joinIds.includes(join.joinId))
          .map((join) => join.sentence)
      : [],
  };
}
