import { createHash } from "node:crypto";

import { readFindings, readRevision } from "../../../../db/readers/items.ts";
import { readEarlierConclusions, wasImported } from "../../../../db/readers/review-desk.ts";
import { readReviewsOfItem } from "../../../../db/readers/reviews.ts";
import { insertReviewedBlocks } from "../../../../db/writers/review-desk.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import {
  offeredDismissals,
  type PlacedFinding,
} from "../../../../shared/domain/review/offered-dismissals.ts";
import {
  blockAtOffset,
  blockKeys,
  rememberedPositions,
  standingOfBlocks,
} from "../../../../shared/domain/review/reviewed-blocks.ts";
import { answer, refuse } from "../answer.ts";
import { revisionDocuments } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { readReviewFacts, type ReviewFacts } from "./review-facts.ts";

/** Earlier revisions that are looked through for dismissals; older ones say little about today's passage. */
const revisionsLookedThrough = 12;

const digestOf = (key: string) => createHash("sha256").update(key).digest("hex");

function digestsOf(body: unknown): readonly (string | undefined)[] {
  const { document, releaseDocument } = revisionDocuments(body);
  return blockKeys(document, releaseDocument).map((key) => (key === undefined ? undefined : digestOf(key)));
}

/** Keeps which blocks a decision of 专门审查 covered; in the transaction of that decision. */
export async function rememberBlocks(
  tx: WriteTx,
  facts: ReviewFacts,
  decision: {
    readonly kind: "agree" | "return" | "refer";
    readonly reasons: readonly { readonly findingId?: string | undefined }[];
  },
): Promise<void> {
  const { document } = revisionDocuments(facts.revision.body);
  const objectedBlocks = decision.reasons.flatMap(({ findingId }) => {
    const start = facts.findings.find((finding) => finding.findingId === findingId)?.start;
    const block = start === undefined ? undefined : blockAtOffset(document, start);
    return block === undefined ? [] : [block];
  });
  const digests = digestsOf(facts.revision.body);
  const positions = rememberedPositions(digests.length, { kind: decision.kind, objectedBlocks });
  await insertReviewedBlocks(
    tx,
    facts.review,
    positions.flatMap((position) => {
      const digest = digests[position];
      return digest === undefined ? [] : [{ position, digest }];
    }),
  );
}

/** Findings in the text of a revision, each with the block it stands in; those in files have no passage. */
async function placedFindings(
  work: Work,
  revisionId: string,
  counts?: ReviewFacts["counts"],
): Promise<readonly PlacedFinding[]> {
  const revision = await readRevision(work.db, revisionId);
  if (!revision) return [];
  const { document } = revisionDocuments(revision.body);
  // The words themselves, whatever mask lies on them now: a mask is an answer, not another passage.
  const keys = blockKeys(document, document);
  const findings = await readFindings(work.db, revisionId, counts);
  return findings.flatMap((finding) => {
    const block = finding.start === undefined ? undefined : blockAtOffset(document, finding.start);
    const passage = block === undefined ? undefined : keys[block];
    if (passage === undefined) return [];
    return [
      {
        findingId: finding.findingId,
        type: finding.type,
        ruleId: finding.ruleId,
        value: finding.value,
        passage: digestOf(passage),
        ...(finding.answer?.answer === "dismiss" ? { dismissal: finding.answer } : {}),
      },
    ];
  });
}

/** What was decided before about the same words: blocks already reviewed, and dismissals to offer again. */
export async function readReviewMemory(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const keys = digestsOf(facts.revision.body);
  const earlierByKey = await readEarlierConclusions(
    work.db,
    input.reviewId,
    keys.filter((key) => key !== undefined),
  );
  const fromOutside =
    facts.metadata.originType !== "made" || (await wasImported(work.db, facts.review.itemId));
  const blocks = standingOfBlocks({ itemId: facts.review.itemId, fromOutside, keys, earlierByKey });
  const earlier = (await readReviewsOfItem(work.db, facts.review.itemId))
    .filter((other) => other.seq < facts.review.seq)
    .slice(0, revisionsLookedThrough);
  const before: PlacedFinding[] = [];
  for (const other of earlier) before.push(...(await placedFindings(work, other.revisionId)));
  const now = (await placedFindings(work, facts.review.revisionId, facts.counts)).filter(
    (finding) => !finding.dismissal,
  );
  return answer({ fromOutside, blocks, offered: offeredDismissals(now, before) });
}
