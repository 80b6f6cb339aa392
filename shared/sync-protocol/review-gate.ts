import { z } from "zod";

import { reviewConclusions, reviewStages } from "../domain/review/review-stages.ts";
import type { ReviewStage } from "../domain/review/review-stages.ts";
import { dayOfInstant } from "../kernel/calendar-day.ts";
import type { Content } from "./content.ts";
import type { CheckedSignature } from "./dsse.ts";
import type { RegisteredDelegation } from "./delegations.ts";
import { count, positive } from "./fields.ts";
import { adminRoles } from "./key-record.ts";
import { packageKinds, stage } from "./statements.ts";
import type { PackageKind, ReviewPredicate, Statement, SubmissionPredicate } from "./statements.ts";
import type { ProblemSlug } from "./problems.ts";
import type { SuiteId } from "./suites.ts";
import { isSuiteId } from "./suites.ts";

/**
 * The publication gate: 先审查、后公开, 一事一审 (保密法35, 保密法实施条例42, 条例17). Nothing goes out unless every stage that
 * its kind asks for is signed for exactly this content by distinct persons. Every broken rule is reported.
 */

/** `rules/review-policy.json`: which stages a kind needs beyond those that can never be absent. */
export const reviewPolicy = z.strictObject({
  schema: z.literal("zwgk.review-policy/1"),
  version: positive,
  required: z.partialRecord(z.enum(packageKinds), z.array(stage)),
  /** SD-08: in a unit too small otherwise, the leader may also take the unit head's stage. */
  leaderMayHeadUnit: z.boolean(),
  requiredSuites: z.array(
    z.custom<SuiteId>((value) => typeof value === "string" && isSuiteId(value), "unknown suite"),
  ),
  /** Reviews under older rules are refused. */
  rulesFloor: count,
});
export type ReviewPolicy = z.output<typeof reviewPolicy>;

export const builtInReviewPolicy: ReviewPolicy = {
  schema: "zwgk.review-policy/1",
  version: 1,
  required: { report: ["leaderApproval"] },
  leaderMayHeadUnit: false,
  requiredSuites: ["ed25519-sha256"],
  rulesFloor: 0,
};

/** Stages no policy can remove. */
const neverAbsent: Readonly<Partial<Record<PackageKind, readonly ReviewStage[]>>> = {
  publish: ["selfCheck", "confidentialityCheck", "leaderApproval"],
  correct: ["selfCheck", "confidentialityCheck", "leaderApproval"],
  "case-response": ["selfCheck", "confidentialityCheck", "leaderApproval"],
};

/** Taking something down needs one of these, so that a leak can be stopped fast. */
const withdrawNeedsOneOf: readonly ReviewStage[] = ["confidentialityCheck", "leaderApproval"];

/** One review envelope: its statement and its signatures held against known keys. */
export interface GateReview {
  readonly path: string;
  /** Hex SHA-256 of the payload. */
  readonly payloadDigest: string;
  readonly statement: Statement<"review">;
  readonly signatures: readonly CheckedSignature[];
}

export type GateCode =
  | "review-list-differs"
  | "review-of-other-content"
  | "review-of-other-object"
  | "review-numbers-differ"
  | "stage-missing"
  | "stage-twice"
  | "review-id-twice"
  | "conclusion-refuses"
  | "conclusion-needs-targeted-audience"
  | "person-holds-two-stages"
  | "key-used-for-two-stages"
  | "signature-missing"
  | "signature-invalid"
  | "signing-key-unknown"
  | "signer-is-not-the-person"
  | "signing-key-revoked"
  | "suite-missing"
  | "role-missing"
  | "administrator-signs"
  | "delegation-to-oneself"
  | "delegation-not-in-force"
  | "delegation-not-registered"
  | "delegation-differs"
  | "delegation-ended"
  | "request-misplaced"
  | "answer-not-by-its-reviewer"
  | "rules-too-old";

export interface GateFinding {
  readonly slug: ProblemSlug;
  readonly code: GateCode;
  readonly stage?: ReviewStage;
}

export interface GateQuestion {
  readonly submission: SubmissionPredicate;
  readonly contentDigest: string;
  readonly reviews: readonly GateReview[];
  /** Known once the bag is there; the announcement is judged without them. */
  readonly scope?: Content["scope"];
  readonly contentKind?: PackageKind;
  /** Keys that signed the submission. */
  readonly submittedBy: readonly string[];
  readonly policy: ReviewPolicy;
  /** The delegation as the registry knows it; absent offline. */
  readonly delegationOf?: (delegationId: string) => RegisteredDelegation | undefined;
}

/** Which stages a kind must have under a policy. */
function requiredStages(kind: PackageKind, policy: ReviewPolicy): readonly ReviewStage[] {
  const wanted = new Set([...(neverAbsent[kind] ?? []), ...(policy.required[kind] ?? [])]);
  return (Object.keys(reviewStages) as ReviewStage[]).filter((name) => wanted.has(name));
}

/**
 * A request relays what is to go out to another machine of the unit: it asks for one stage that nobody has decided, after the self-check;
 * an answer is sent by the person who gave it.
 */
function judgeRequest({ submission, reviews, submittedBy }: GateQuestion): GateFinding[] {
  const { kind, request } = submission;
  if (!request) return [];
  if (kind !== "review-request") return [{ slug: "schema", code: "request-misplaced" }];
  if ("asks" in request) {
    const present = reviews.map((review) => review.statement.predicate.stage);
    if (request.asks === "selfCheck" || present.includes(request.asks))
      return [{ slug: "review-mismatch", code: "request-misplaced", stage: request.asks }];
    return present.includes("selfCheck")
      ? []
      : [{ slug: "review-missing", code: "stage-missing", stage: "selfCheck" }];
  }
  const own = reviews.some((review) =>
    review.signatures.some(({ keyid, valid }) => valid && submittedBy.includes(keyid)),
  );
  return own ? [] : [{ slug: "review-role", code: "answer-not-by-its-reviewer" }];
}

/** What may be relayed for its review: what is to go out, or a paper whose review decides that it does not. */
const relayedKinds: ReadonlySet<PackageKind> = new Set([
  "publish",
  "correct",
  "case-response",
  "review-request",
]);

/** The kind every review must be for: the package's own, or the one of what it relays. */
function reviewedKind({ submission, contentKind, reviews }: GateQuestion): PackageKind | undefined {
  if (!submission.request) return submission.kind;
  const kind = contentKind ?? reviews[0]?.statement.predicate.kind;
  return kind !== undefined && relayedKinds.has(kind) ? kind : undefined;
}

function judgeStages(question: GateQuestion): GateFinding[] {
  const { submission, reviews, policy } = question;
  const findings: GateFinding[] = judgeRequest(question);
  const present = new Set(reviews.map((review) => review.statement.predicate.stage));
  for (const name of requiredStages(submission.kind, policy)) {
    if (!present.has(name)) findings.push({ slug: "review-missing", code: "stage-missing", stage: name });
  }
  if (submission.kind === "withdraw" && !withdrawNeedsOneOf.some((name) => present.has(name))) {
    findings.push({ slug: "review-missing", code: "stage-missing", stage: "confidentialityCheck" });
  }
  const seen = new Set<ReviewStage>();
  for (const { statement } of reviews) {
    const { stage: name } = statement.predicate;
    if (seen.has(name)) findings.push({ slug: "review-mismatch", code: "stage-twice", stage: name });
    seen.add(name);
  }
  return findings;
}

function judgeBinding(question: GateQuestion): GateFinding[] {
  const { submission, contentDigest, reviews } = question;
  const kind = reviewedKind(question);
  const findings: GateFinding[] = [];
  const listed = submission.reviews.map((entry) => `${entry.reviewId} ${entry.sha256}`).toSorted();
  const present = reviews
    .map((review) => `${review.statement.predicate.reviewId} ${review.payloadDigest}`)
    .toSorted();
  if (listed.join("\n") !== present.join("\n")) {
    findings.push({ slug: "review-mismatch", code: "review-list-differs" });
  }
  const ids = new Set<string>();
  const numbers = new Set<string>();
  for (const { statement } of reviews) {
    const { predicate, subject } = statement;
    if (subject[0]?.name !== "data/content.json" || subject[0].digest.sha256 !== contentDigest) {
      findings.push({ slug: "review-mismatch", code: "review-of-other-content", stage: predicate.stage });
    }
    if (
      predicate.objectId !== submission.objectId ||
      predicate.revNo !== submission.revNo ||
      predicate.kind !== kind
    ) {
      findings.push({ slug: "review-mismatch", code: "review-of-other-object", stage: predicate.stage });
    }
    if (ids.has(predicate.reviewId)) {
      findings.push({ slug: "review-used", code: "review-id-twice", stage: predicate.stage });
    }
    ids.add(predicate.reviewId);
    numbers.add(predicate.reviewNo);
  }
  // 一事一审: the stages of one package belong to one review, under one number.
  if (numbers.size > 1) findings.push({ slug: "review-mismatch", code: "review-numbers-differ" });
  return findings;
}

function judgeConclusions({ submission, reviews, scope }: GateQuestion): GateFinding[] {
  const findings: GateFinding[] = [];
  const goesOut = ["publish", "correct", "case-response"].includes(submission.kind);
  // An answer carries whatever was concluded, also that it goes back.
  if (submission.request && "answers" in submission.request) return findings;
  for (const { statement } of reviews) {
    const { conclusion, stage: name } = statement.predicate;
    const allows = goesOut
      ? reviewConclusions[conclusion].releases
      : conclusion !== "returned" && conclusion !== "referred";
    if (!allows) findings.push({ slug: "review-refused", code: "conclusion-refuses", stage: name });
    else if (goesOut && conclusion === "discloseTargeted" && scope?.audience.kind === "public") {
      findings.push({
        slug: "review-refused",
        code: "conclusion-needs-targeted-audience",
        stage: name,
      });
    }
  }
  return findings;
}

/** SD-01 and V4: one person holds at most one stage, told apart by person and by key. */
function judgeSeparation({ reviews, policy, delegationOf }: GateQuestion): GateFinding[] {
  const findings: GateFinding[] = [];
  const bothAllowed = (a: ReviewStage, b: ReviewStage): boolean =>
    policy.leaderMayHeadUnit && [a, b].toSorted().join() === ["leaderApproval", "unitHeadReview"].join();
  // A lent right does not get round it: whoever lent the right stands behind the decision. An emergency is nobody's.
  const behind = ({ personId, delegation }: ReviewPredicate): readonly string[] =>
    delegation && delegationOf?.(delegation.delegationId)?.kind === "deputy"
      ? [personId, delegation.fromPersonId]
      : [personId];
  reviews.forEach((later, index) => {
    for (const earlier of reviews.slice(0, index)) {
      const [a, b] = [earlier.statement.predicate, later.statement.predicate];
      const lent = a.delegation !== undefined || b.delegation !== undefined;
      if (a.stage === b.stage || (!lent && bothAllowed(a.stage, b.stage))) continue;
      if (behind(a).some((personId) => behind(b).includes(personId))) {
        findings.push({ slug: "review-separation", code: "person-holds-two-stages", stage: b.stage });
      } else if (
        later.signatures.some(({ keyid }) => earlier.signatures.some((other) => other.keyid === keyid))
      ) {
        findings.push({ slug: "review-separation", code: "key-used-for-two-stages", stage: b.stage });
      }
    }
  });
  return findings;
}

/** What a statement says of its delegation counts for nothing against what is registered (SD-05). */
function heldAgainst(
  predicate: ReviewPredicate,
  claimed: NonNullable<ReviewPredicate["delegation"]>,
  known: RegisteredDelegation | undefined,
): GateCode | undefined {
  if (!known) return "delegation-not-registered";
  const same =
    known.toPersonId === predicate.personId &&
    known.fromPersonId === claimed.fromPersonId &&
    known.stage === predicate.stage &&
    known.validFrom === claimed.validFrom &&
    known.validUntil === claimed.validUntil &&
    (known.kind === "deputy" || known.reviewNo === predicate.reviewNo);
  if (!same) return "delegation-differs";
  return known.endedAt !== undefined && Date.parse(predicate.claimedAt) > Date.parse(known.endedAt)
    ? "delegation-ended"
    : undefined;
}

function judgeSignature(review: GateReview, question: GateQuestion): GateFinding[] {
  const { predicate } = review.statement;
  const findings: GateFinding[] = [];
  const add = (slug: ProblemSlug, code: GateCode): void => {
    findings.push({ slug, code, stage: predicate.stage });
  };
  for (const signature of review.signatures) {
    const { key } = signature;
    if (!key) add("signature", "signing-key-unknown");
    else if (!signature.valid) add("signature", "signature-invalid");
    else if (key.owner.type !== "person" || key.owner.id !== predicate.personId) {
      add("signature", "signer-is-not-the-person");
    } else if (key.revoked) add("review-key-revoked", "signing-key-revoked");
    else {
      const roles = key.roles ?? [];
      if (roles.some((role) => adminRoles.includes(role))) add("review-role", "administrator-signs");
      // A deputy has the role by delegation only; whose it is, is for the registry to say.
      if (!predicate.delegation && !roles.includes(reviewStages[predicate.stage].role)) {
        add("review-role", "role-missing");
      }
    }
  }
  for (const suite of question.policy.requiredSuites) {
    if (!review.signatures.some((signature) => signature.valid && signature.key?.suite === suite)) {
      if (findings.length === 0) add("signature", "suite-missing");
    }
  }
  const { delegation } = predicate;
  if (delegation) {
    const on = dayOfInstant(predicate.claimedAt);
    if (delegation.fromPersonId === predicate.personId) add("review-role", "delegation-to-oneself");
    if (on < delegation.validFrom || on > delegation.validUntil)
      add("review-role", "delegation-not-in-force");
    if (question.delegationOf) {
      const problem = heldAgainst(predicate, delegation, question.delegationOf(delegation.delegationId));
      if (problem) add("review-role", problem);
    }
  }
  if (predicate.rulesVersion.targets < question.policy.rulesFloor) add("rules-too-old", "rules-too-old");
  return findings;
}

export interface GateVerdict {
  readonly binding: readonly GateFinding[];
  readonly signatures: readonly GateFinding[];
  readonly stages: readonly GateFinding[];
  readonly separation: readonly GateFinding[];
  readonly conclusions: readonly GateFinding[];
}

/** Judges the reviews of one package. Empty lists everywhere: it may go. */
export function judgeReviews(question: GateQuestion): GateVerdict {
  return {
    binding: judgeBinding(question),
    signatures: question.reviews.flatMap((review) => judgeSignature(review, question)),
    stages: judgeStages(question),
    separation: judgeSeparation(question),
    conclusions: judgeConclusions(question),
  };
}
