import {
  readFindings,
  readItem,
  readRevision,
  readRevisionAttachments,
  readRevisionHeads,
} from "../../../../db/readers/items.ts";
import { countReviewsOfYear, readReviewsOfItem, readRunningReview } from "../../../../db/readers/reviews.ts";
import { insertRisk } from "../../../../db/writers/second-opinion.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import {
  assessRisk,
  riskRulesVersion,
  type RiskAssessment,
} from "../../../../shared/domain/review/review-risk.ts";
import { updateItemCaches } from "../../../../db/writers/items.ts";
import { insertReview } from "../../../../db/writers/reviews.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { reviewStageDue } from "../../../../shared/domain/clock/index.ts";
import { stagePath } from "../../../../shared/domain/review/review-stages.ts";
import {
  findingClasses,
  findingTypes,
  type FindingType,
} from "../../../../shared/domain/screening/finding-types.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { prepareJoins } from "../aggregation/review-joins.ts";
import { freezeRevision } from "../items/freeze-revision.ts";
import { readParents } from "../sync/merge-base.ts";
import { write, type Work } from "../work.ts";

/** Findings of a revision counted by glyph class (密 内 私 商 聚 字 隐), for the queue. */
export function countByGlyph(
  findings: readonly { readonly type: string }[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const finding of findings) {
    const entry = findingTypes[finding.type as FindingType];
    const glyph = entry ? findingClasses[entry.class].glyph : "字";
    counts[glyph] = (counts[glyph] ?? 0) + 1;
  }
  return counts;
}

/** Why a review is in the queue, in one phrase. */
function reasonFor(revNo: number, earlier: readonly { readonly state: string }[]): string {
  const last = earlier[0];
  if (!last) return "新送审";
  if (last.state === "returned") return `第${revNo}稿：退回修改后重新送审`;
  if (last.state === "stale") return `第${revNo}稿：稿件有改动，原结论失效`;
  if (last.state === "concluded") return `第${revNo}稿：重新评估`;
  if (last.state === "used") return `第${revNo}稿：公开后更新`;
  return `第${revNo}稿：重新送审`;
}

/** The risk of what goes to review; a letter, whose register is its case, has no joins. */
async function riskOf(
  work: Work,
  input: {
    readonly itemId: string;
    readonly revisionId: string;
    readonly joins?: number;
    readonly findings: readonly { readonly type: string; readonly masked: boolean }[];
    readonly earlier: readonly { readonly state: string }[];
  },
): Promise<RiskAssessment> {
  const revision = await readRevision(work.db, input.revisionId);
  if (!revision) throw new Error("review without its revision");
  const metadata = itemMetadata.parse(revision.metadata);
  const item = await readItem(work.db, input.itemId);
  return assessRisk({
    kind: item?.kind ?? metadata.kind,
    originType: metadata.originType,
    audience: item?.kind === "letter" ? "targeted" : metadata.audience.kind,
    findings: input.findings.map(({ type, masked }) => ({
      class: findingTypes[type as FindingType]?.class ?? "wording",
      masked,
    })),
    joins: input.joins ?? 0,
    attachments: (await readRevisionAttachments(work.db, input.revisionId)).length,
    history: {
      returned: input.earlier.filter((review) => review.state === "returned").length,
      changedAfterApproval: input.earlier.filter((review) => review.state === "stale").length,
    },
  });
}

/** Opens the review of one frozen revision; shared by items and letters. */
export async function openReviewOf(
  work: Work,
  input: {
    readonly itemId: string;
    readonly revisionId: string;
    readonly revNo: number;
    readonly contentDigest: string;
    readonly title: string;
    /** Joins with what is already out. */
    readonly joins?: number;
    /** Stores what was found out about the revision together with its review. */
    readonly alsoInTransaction?: (tx: WriteTx, reviewId: string) => Promise<void>;
  },
) {
  const findings = await readFindings(work.db, input.revisionId);
  const earlier = await readReviewsOfItem(work.db, input.itemId);
  const risk = await riskOf(work, { ...input, findings, earlier });
  const reviewId = work.ports.newId();
  const at = instantOf(work.ports);
  const today = todayOf(work.ports);
  const year = Number(today.slice(0, 4));
  const path = stagePath({
    officeCheck: work.settings.officeCheckStage,
    unitHead: work.settings.unitHeadStage,
  });
  await write(work, async (tx, audit) => {
    const number = (await countReviewsOfYear(tx, year)) + 1;
    await insertReview(tx, {
      id: reviewId,
      reviewNo: `密审〔${year}〕${number}号`,
      itemId: input.itemId,
      revisionId: input.revisionId,
      contentDigest: input.contentDigest,
      stagePath: path,
      reason: reasonFor(input.revNo, earlier),
      openedBy: work.actor.accountId,
      fromPerson: work.actor.personName,
      title: input.title,
      findingCounts: countByGlyph(findings),
      dueDay: reviewStageDue("selfCheck", today, work.calendar).day,
      at,
    });
    await insertRisk(tx, {
      reviewId,
      ...risk,
      threshold: work.settings.secondReviewerFrom,
      rulesVersion: riskRulesVersion,
      at,
    });
    await input.alsoInTransaction?.(tx, reviewId);
    await updateItemCaches(tx, input.itemId, { state: "underReview", at });
    audit({
      act: "review.opened",
      subjectKind: "review",
      subjectId: reviewId,
      detail: { itemId: input.itemId, revisionId: input.revisionId, contentDigest: input.contentDigest },
    });
  });
  work.changed("reviews", "items", `item:${input.itemId}`);
  return { reviewId, revisionId: input.revisionId };
}

/** Freezes the draft when it changed and opens the one review of that revision (V2). */
export async function openReview(work: Work, input: { itemId: string }) {
  const item = await readItem(work.db, input.itemId);
  if (!item || item.kind === "letter") return refuse("unknown-item");
  if (!mayEditItem(work.actor, item)) return refuse("not-allowed");
  if (await readRunningReview(work.db, input.itemId)) return refuse("under-review");
  // What was kept back is looked at again (条例18), also when not a word changed: as a revision of its own (V2).
  const last = (await readReviewsOfItem(work.db, input.itemId))[0];
  const again = last?.state === "concluded";
  const frozen = await freezeRevision(work, {
    itemId: input.itemId,
    note: again ? "重新评估后送审" : "送审",
    again,
  });
  let revisionId: string;
  if (frozen.ok) revisionId = frozen.value.revisionId;
  else if (frozen.error.code === "nothing-changed") {
    const head = (await readRevisionHeads(work.db, input.itemId))[0];
    if (!head || head.reviewId)
      return refuse("blocked", { facts: { blockers: ["稿件没有改动，这一稿已经审查过"] } });
    // A version taken over from the center is out already, and nobody here has answered what was found in it.
    if ((await readParents(work.db, input.itemId)).includes(head.contentDigest))
      return refuse("blocked", { facts: { blockers: ["稿件没有改动，这一稿已经公开，修改后再送审"] } });
    revisionId = head.revisionId;
  } else if (
    frozen.error.code === "not-allowed" ||
    frozen.error.code === "unknown-item" ||
    frozen.error.code === "blocked" ||
    frozen.error.code === "under-review"
  ) {
    return frozen as {
      readonly ok: false;
      readonly error: { readonly code: "not-allowed" | "unknown-item" | "blocked" | "under-review" };
    };
  } else return refuse("internal");
  const revision = await readRevision(work.db, revisionId);
  if (!revision) return refuse("internal");
  const joins = await prepareJoins(work, { itemId: input.itemId, title: item.title, body: revision.body });
  return answer(
    await openReviewOf(work, {
      itemId: input.itemId,
      revisionId,
      revNo: revision.revNo,
      contentDigest: revision.contentDigest,
      title: item.title,
      joins: joins.digests.length,
      alsoInTransaction: joins.store,
    }),
  );
}
