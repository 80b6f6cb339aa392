import {
  readPostChecks,
  readRelease,
  readWithdrawalsOfItem,
  type WithdrawalRecord,
} from "../../../../db/readers/after-release.ts";
import { insertPostCheck } from "../../../../db/writers/after-release.ts";
import type { ReleaseView, WithdrawalView } from "../../../../shared/contract/after-release.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import { channelNames } from "../../../../shared/domain/item/channel-list.ts";
import {
  postCheckDue,
  postCheckProblem,
  type PostCheckPoint,
  type PostCheckResult,
} from "../../../../shared/domain/publication/post-check.ts";
import { withdrawalStage } from "../../../../shared/domain/publication/withdrawal.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { parseContent } from "../../../../shared/sync-protocol/content.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { audienceLabel, termLabel, timingOf } from "./terms.ts";

function withdrawalView(record: WithdrawalRecord): WithdrawalView {
  const { decision } = record;
  return {
    withdrawalId: record.withdrawalId,
    withdrawalNo: record.withdrawalNo,
    reason: record.reason,
    note: record.note,
    digest: record.contentDigest,
    requestedBy: record.requesterName,
    requestedAt: record.requestedAt as Instant,
    ...(decision
      ? {
          decision: {
            decision: decision.decision,
            note: decision.note,
            by: decision.personName,
            at: decision.decidedAt as Instant,
            ...(decision.packageId ? { packageId: decision.packageId } : {}),
            ...(decision.packageState ? { packageState: decision.packageState } : {}),
          },
        }
      : {}),
  };
}

/** One entry of the register, with its check after publication and its withdrawals. */
export async function readReleaseView(work: Work, input: { publicationId: string }) {
  const release = await readRelease(work.db, input.publicationId);
  if (!release) return refuse("unknown-publication");
  const metadata = itemMetadata.parse(release.metadata);
  const content = parseContent(release.content);
  const deadline = content.ok ? content.value.scope.disclosureDeadline : undefined;
  const withdrawals = await readWithdrawalsOfItem(work.db, release.itemId);
  const open = withdrawals.find((each) => !each.decision);
  const stage = open
    ? withdrawalStage(work.actor, {
        requesterPersonId: open.requesterPersonId,
        drafterPersonId: release.drafterPersonId,
      })
    : undefined;
  return answer<ReleaseView>({
    publicationId: release.publicationId,
    itemId: release.itemId,
    title: release.title,
    docNumber: release.docNumber,
    reviewId: release.reviewId,
    reviewNo: release.reviewNo,
    audience: audienceLabel(metadata.audience),
    channelNames: channelNames(metadata),
    releasedAt: release.releasedAt as Instant,
    releasedBy: release.releasedByName,
    ...(deadline ? { disclosureDeadline: deadline } : {}),
    termLabel: termLabel(metadata.publicationPeriod),
    ...(release.publicUntil ? { publicUntil: release.publicUntil as CalendarDay } : {}),
    ...timingOf(metadata),
    packageId: release.packageId,
    packageState: release.packageState,
    ...(release.receiptAt ? { receiptAt: release.receiptAt as Instant } : {}),
    ...(release.withdrawnAt ? { withdrawnAt: release.withdrawnAt as Instant } : {}),
    postCheckDue: postCheckDue(release.releasedOn as CalendarDay, work.calendar).day,
    postChecks: (await readPostChecks(work.db, release.publicationId)).map((check) => ({
      result: check.result,
      points: check.points,
      place: check.place,
      note: check.note,
      by: check.personName,
      at: check.checkedAt as Instant,
    })),
    withdrawals: withdrawals.map(withdrawalView),
    mayDecide: stage?.ok === true,
    ...(stage?.ok === false ? { whyNot: stage.because } : {}),
  });
}

/** Records who held the published page against the approved version, what was looked at and what came out. */
export async function recordPostCheck(
  work: Work,
  input: {
    publicationId: string;
    result: PostCheckResult;
    points: readonly PostCheckPoint[];
    place: string;
    note: string;
  },
) {
  const release = await readRelease(work.db, input.publicationId);
  if (!release) return refuse("unknown-publication");
  const problem = postCheckProblem(input);
  if (problem) return refuse(problem);
  await write(work, async (tx, audit) => {
    await insertPostCheck(tx, {
      id: work.ports.newId(),
      publicationId: release.publicationId,
      result: input.result,
      points: input.points,
      place: input.place,
      note: input.note.trim(),
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "publication.checked",
      subjectKind: "publication",
      subjectId: release.publicationId,
      result: input.result,
      detail: { contentDigest: release.contentDigest, points: input.points.join(",") },
    });
  });
  work.changed("publications");
  return answer({});
}
