import {
  readRefusedAnswers,
  readRemotePeople,
  readRequestsOfReview as readSent,
  type RemotePersonRecord,
} from "../../../../db/readers/review-requests.ts";
import { takeDeviceSeq } from "../../../../db/writers/people.ts";
import { insertOutbox } from "../../../../db/writers/publications.ts";
import { insertReviewRequest } from "../../../../db/writers/review-requests.ts";
import type { RequestsOfReview } from "../../../../shared/contract/review-requests.ts";
import type { Delegation } from "../../../../shared/domain/access/delegation.ts";
import { rightToDecide } from "../../../../shared/domain/access/policy.ts";
import { withheldTypes } from "../../../../shared/domain/review/checklist-findings.ts";
import type { ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { payloadOf, sealContent } from "../publications/sealed-package.ts";
import {
  answersOfFindings,
  blockersOfReview,
  decidersOf,
  determinedBy,
  readReviewFacts,
  type ReviewFacts,
} from "../reviews/review-facts.ts";
import { isDiskFull, write, type Work } from "../work.ts";

/** What a machine fetches in one go; larger ones are reviewed where they are. */
const largestRequest = 256 * 1024 * 1024;

/** Whether a person elsewhere may decide a stage: role, own item, stages held before, as for anybody here (V4). */
export function remoteRight(
  facts: ReviewFacts,
  person: RemotePersonRecord,
  day: CalendarDay,
  delegations: readonly Delegation[] = [],
) {
  return rightToDecide(
    { accountId: person.accountId, personId: person.personId, roles: person.roles },
    {
      reviewId: facts.review.reviewId,
      stage: facts.review.currentStage ?? "selfCheck",
      drafterPersonId: facts.revision.createdByPerson,
      itemDrafterPersonId: facts.item.drafterPersonId,
      deciders: decidersOf(facts),
      today: day,
      delegations,
    },
  );
}

/** Nobody decides a stage while another organ is asked; the review goes on here when it has answered. */
const whileReferred = "正在报请确定，收到答复以前不能请外机审查";

/** What of this stage only this machine can judge: the register of what is out, and two reviewers apart. */
export function whyDecidedHere(facts: ReviewFacts, stage: ReviewStage): string | undefined {
  // What another organ determined binds the conclusion, and stands in the register of this machine alone (条例17).
  if (determinedBy(facts)) return "上级或者保密行政管理部门已有答复，须对照答复在本机办理";
  if (stage === "selfCheck") return "自审由承办人在本机办理";
  if (stage === "confidentialityCheck" && facts.risk?.secondRequired === true)
    return "这件须由两名审查员分别审查，在本机办理";
  if (facts.joins.some((join) => !join.answer)) return "有汇聚风险须对照本机的公开登记答复";
  // The checklist is answered by who reviews; everything else must be settled before it leaves.
  const open = blockersOfReview(facts, stage).filter((blocker) => blocker.target !== "checklist");
  return open[0]?.text;
}

export async function readRequestsOfReview(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const stage = facts.review.currentStage;
  const sent = await readSent(work.db, input.reviewId);
  const asker = work.actor.roles.includes("drafter") || work.actor.roles.includes("disclosureOffice");
  const whyHere =
    facts.review.state === "referred" ? whileReferred : stage ? whyDecidedHere(facts, stage) : undefined;
  const asked = new Set(
    sent
      .filter((row) => row.stage === stage && row.round === facts.review.round)
      .map((row) => row.to_person_id),
  );
  const people = asker && stage ? await readRemotePeople(work.db) : [];
  const candidates = people.filter(
    (person) =>
      !person.revoked && !asked.has(person.personId) && remoteRight(facts, person, todayOf(work.ports)).ok,
  );
  return answer<RequestsOfReview>({
    sent: sent.map((row) => ({
      packageId: row.package_id,
      stage: row.stage,
      toPersonName: row.name,
      sentAt: row.sent_at as Instant,
      packageState: row.state,
      ...(row.received_at ? { answeredAt: row.received_at as Instant } : {}),
    })),
    refused: (await readRefusedAnswers(work.db, input.reviewId)).map((row) => ({
      problem: row.problem ?? "",
      arrivedAt: row.arrived_at as Instant,
    })),
    candidates: candidates.map(({ personId, personName }) => ({ personId, personName })),
    mayAsk: asker && stage !== undefined && whyHere === undefined && candidates.length > 0,
    ...(whyHere === undefined ? {} : { whyHere }),
  });
}

/** Seals the very bytes under review, with the decisions given so far, for one person elsewhere (V2, V3, V8). */
export async function sendReviewRequest(work: Work, input: { reviewId: string; personId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const stage = facts.review.currentStage;
  if (facts.review.state === "referred")
    return refuse("must-be-decided-here", { facts: { reason: whileReferred } });
  if (facts.review.state !== "open" || !stage) return refuse("review-closed");
  const person = (await readRemotePeople(work.db)).find((each) => each.personId === input.personId);
  if (!person || person.revoked) return refuse("unknown-person");
  const whyHere = whyDecidedHere(facts, stage);
  if (whyHere !== undefined) return refuse("must-be-decided-here", { facts: { reason: whyHere } });
  const right = remoteRight(facts, person, todayOf(work.ports));
  if (!right.ok)
    return refuse(right.refusal.type === "opinions-apart" ? "not-your-stage" : right.refusal.type);
  const earlier = await readSent(work.db, input.reviewId);
  const { round } = facts.review;
  if (
    earlier.some((row) => row.stage === stage && row.round === round && row.to_person_id === input.personId)
  )
    return refuse("already-asked");
  if (!work.signingKey) return refuse("locked");
  const size = facts.attachments.reduce((sum, each) => sum + each.sizeBytes, facts.revision.content.length);
  if (size > largestRequest) return refuse("request-too-large");
  const at = instantOf(work.ports);
  const packageId = work.ports.newId();
  const withheld = [...withheldTypes(answersOfFindings(facts))];
  const { sealed, incarnation, deviceSeq } = await sealContent(work, {
    packageId,
    content: facts.revision.content,
    files: await payloadOf(work, facts.revision.revisionId),
    reviews: facts.decisions.map((decision) => decision.envelope),
    signerIds: facts.decisions.map((decision) => decision.personId),
    security: "内部",
    request: { asks: stage, of: input.personId, ...(withheld.length > 0 ? { withheld } : {}) },
    at,
    day: todayOf(work.ports),
  });
  try {
    await write(work, async (tx, audit) => {
      if ((await takeDeviceSeq(tx)) !== deviceSeq) throw new Error("device sequence moved while sealing");
      await insertOutbox(tx, {
        packageId,
        objectId: facts.item.itemId,
        objectType: facts.item.kind === "letter" ? "case" : "entry",
        kind: "review-request",
        statement: sealed.submissionEnvelope,
        tagFiles: sealed.tagFiles,
        packageDigest: sealed.packageDigest,
        incarnation,
        deviceSeq,
        sizeBytes: sealed.zipSize,
        title: facts.metadata.title,
        at,
      });
      await insertReviewRequest(tx, {
        packageId,
        reviewId: input.reviewId,
        round,
        stage,
        contentDigest: facts.review.contentDigest,
        toPersonId: input.personId,
        accountId: work.actor.accountId,
        personId: work.actor.personId,
        at,
      });
      audit({
        act: "review.requestSent",
        subjectKind: "review",
        subjectId: input.reviewId,
        detail: { packageId, stage, to: input.personId, contentDigest: facts.review.contentDigest },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("packages", "reviews", `review:${input.reviewId}`);
  return answer({ packageId });
}
