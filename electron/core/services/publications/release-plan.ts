import { readGroupOfItem, readReleasePlan, type GroupMember } from "../../../../db/readers/release-plan.ts";
import { readReview } from "../../../../db/readers/reviews.ts";
import { insertReleasePlan } from "../../../../db/writers/release-plan.ts";
import type { Blocker } from "../../../../shared/contract/items.ts";
import type { ReleasePlanView } from "../../../../shared/contract/release-plan.ts";
import { threeInStep, type InStep } from "../../../../shared/domain/publication/three-in-step.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { momentLabel } from "./terms.ts";

const day = (at: string | undefined) => (at ? dayOfInstant(at as Instant) : undefined);

function inStep(member: GroupMember): InStep {
  const submittedOn = day(member.submittedAt);
  const approvedOn = day(member.approvedAt);
  const publishedOn = day(member.publishedAt);
  return {
    draftedOn: dayOfInstant(member.createdAt as Instant),
    ...(submittedOn ? { submittedOn } : {}),
    ...(approvedOn ? { approvedOn } : {}),
    ...(publishedOn ? { publishedOn } : {}),
  };
}

export async function readReleasePlanView(work: Work, input: { reviewId: string }) {
  const review = await readReview(work.db, input.reviewId);
  if (!review) return refuse("unknown-review");
  const plan = await readReleasePlan(work.db, input.reviewId);
  const group = await readGroupOfItem(work.db, review.itemId);
  const policy = group?.members.find((member) => member.kind === "policyDocument");
  const interpretation = group?.members.find((member) => member.kind === "policyInterpretation");
  return answer<ReleasePlanView>({
    ...(plan
      ? {
          plan: {
            ...(plan.notBefore ? { notBefore: plan.notBefore as Instant } : {}),
            reason: plan.reason,
            by: plan.by,
            at: plan.plannedAt as Instant,
          },
        }
      : {}),
    ...(group
      ? {
          group: {
            groupId: group.groupId,
            name: group.name,
            members: group.members.map((member) => ({
              itemId: member.itemId,
              title: member.title,
              ready: member.ready,
              ...(member.publishedAt ? { publishedAt: member.publishedAt as Instant } : {}),
            })),
            ...(policy && interpretation
              ? { threeInStep: threeInStep(inStep(policy), inStep(interpretation)) }
              : {}),
          },
        }
      : {}),
    mayPlan: work.actor.roles.includes("disclosureOffice") || work.actor.roles.includes("leader"),
  });
}

export async function planRelease(
  work: Work,
  input: { reviewId: string; notBefore?: string | undefined; reason: string },
) {
  const review = await readReview(work.db, input.reviewId);
  if (!review) return refuse("unknown-review");
  if (review.state === "used") return refuse("already-published");
  const now = instantOf(work.ports);
  const notBefore = input.notBefore ? new Date(input.notBefore).toISOString() : undefined;
  if (notBefore !== undefined && notBefore <= now) return refuse("moment-in-past");
  await write(work, async (tx, audit) => {
    await insertReleasePlan(tx, {
      reviewId: input.reviewId,
      notBefore,
      reason: input.reason,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: now,
    });
    audit({
      act: "publication.planned",
      subjectKind: "review",
      subjectId: input.reviewId,
      detail: { notBefore: notBefore ?? "" },
    });
  });
  work.changed("reviews", "publications");
  return answer({});
}

/** What holds a release back besides its own review: its time has not come, or its group is not ready. */
export async function planBlockers(
  work: Work,
  review: { readonly reviewId: string; readonly itemId: string },
): Promise<readonly Blocker[]> {
  const blockers: Blocker[] = [];
  const plan = await readReleasePlan(work.db, review.reviewId);
  if (plan?.notBefore && plan.notBefore > instantOf(work.ports))
    blockers.push({ code: "embargoed", text: `定于${momentLabel(plan.notBefore)}发布：${plan.reason}` });
  const waiting =
    (await readGroupOfItem(work.db, review.itemId))?.members.filter((member) => !member.ready) ?? [];
  if (waiting.length > 0)
    blockers.push({
      code: "group-not-ready",
      text: `同组的${waiting.map((member) => `《${member.title}》`).join("、")}还没有批准，要一起发布`,
    });
  return blockers;
}
