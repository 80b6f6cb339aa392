import { updateItemCaches } from "../../../../db/writers/items.ts";
import { endReview, insertDecision, moveReview } from "../../../../db/writers/reviews.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import type { DelegationKind } from "../../../../shared/domain/access/delegation.ts";
import type { ItemState } from "../../../../shared/domain/item/item-kinds.ts";
import type {
  ReviewConclusion,
  ReviewStage,
  ReviewState,
} from "../../../../shared/domain/review/review-stages.ts";
import type { AuditEntry } from "../../audit/audit-log.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import type { ReviewFacts } from "./review-facts.ts";
import { reopenAnswers } from "./reopen-answers.ts";
import { rememberBlocks } from "./review-memory.ts";
import { stageDueOf } from "./stage-due.ts";

/** A stage as one person decided and signed it. */
export interface DecidedStage {
  readonly decisionId: string;
  readonly stage: ReviewStage;
  readonly decision: "agree" | "return" | "refer";
  readonly conclusion: ReviewConclusion;
  readonly grounds: readonly string[];
  readonly reasons: readonly { readonly text: string; readonly findingId?: string | undefined }[];
  readonly accountId: string;
  readonly personId: string;
  readonly personName: string;
  readonly delegation?: {
    readonly delegationId: string;
    readonly kind: DelegationKind;
    readonly fromPersonId: string;
  };
  /** With 暂缓公开: the day the paper comes back on. */
  readonly reassessOn?: string;
  /** When it was signed on another machine. */
  readonly signedAt?: string;
  readonly envelope: Uint8Array;
  /** Hex SHA-256 of the signed statement. */
  readonly payloadDigest: string;
  readonly at: string;
}

export interface NextPosition {
  readonly state: ReviewState;
  readonly currentStage?: ReviewStage;
}

/** What an item becomes when its review does. */
export const itemStateAfter: Readonly<Record<ReviewState, ItemState>> = {
  open: "underReview",
  referred: "underReview",
  returned: "returned",
  approved: "approved",
  concluded: "withheld",
  stale: "drafting",
  used: "published",
};

/** Stores a decision, where the review goes from it, what it covered and its audit entry; inside one transaction (V5). */
export async function applyDecision(
  work: Pick<Work, "ports" | "calendar">,
  tx: WriteTx,
  audit: (entry: AuditEntry) => void,
  facts: ReviewFacts,
  decided: DecidedStage,
  next: NextPosition,
): Promise<void> {
  const { review } = facts;
  const { delegation } = decided;
  await insertDecision(tx, {
    id: decided.decisionId,
    reviewId: review.reviewId,
    round: review.round,
    stage: decided.stage,
    decision: decided.decision,
    conclusion: decided.conclusion,
    grounds: decided.grounds,
    reasons: decided.reasons,
    contentDigest: review.contentDigest,
    accountId: decided.accountId,
    personId: decided.personId,
    delegationId: delegation?.delegationId,
    reassessOn: decided.reassessOn,
    signedAt: decided.signedAt,
    envelope: decided.envelope,
    at: decided.at,
  });
  if (decided.stage === "confidentialityCheck")
    await rememberBlocks(tx, facts, { kind: decided.decision, reasons: decided.reasons });
  if (next.state === "open" && next.currentStage) {
    await moveReview(tx, review.reviewId, {
      stage: next.currentStage,
      fromPerson: decided.personName,
      dueDay: await stageDueOf(tx, work.calendar, review, {
        stage: next.currentStage,
        arrivedOn: todayOf(work.ports),
      }),
      at: decided.at,
    });
  } else if (next.state !== "open") await endReview(tx, review.reviewId, next.state);
  if (next.state === "returned") await reopenAnswers(tx, audit, facts);
  await updateItemCaches(tx, review.itemId, { state: itemStateAfter[next.state], at: decided.at });
  audit({
    act: "review.decided",
    subjectKind: "review",
    subjectId: review.reviewId,
    result: decided.decision,
    detail: {
      stage: decided.stage,
      conclusion: decided.conclusion,
      contentDigest: review.contentDigest,
      statement: decided.payloadDigest,
      decidedBy: decided.personId,
      ...(delegation
        ? {
            delegation: delegation.delegationId,
            delegationKind: delegation.kind,
            actedFor: delegation.fromPersonId,
          }
        : {}),
      next: next.currentStage ?? next.state,
    },
  });
}
