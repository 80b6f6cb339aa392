import { z } from "zod";

import { checklistAnswers, reviewConclusions, reviewStages } from "../domain/review/review-stages.ts";
import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { canonicalBytes, parseCanonical } from "./canonical-json.ts";
import * as f from "./fields.ts";

/** The in-toto statements of the protocol: `subject` names what is signed, `predicateType` says what is said of it. */

export const statementType = "https://in-toto.io/Statement/v1";

export const packageKinds = [
  "publish",
  "correct",
  "withdraw",
  "case-response",
  "case-event",
  "report",
  "review-request",
] as const;
export type PackageKind = (typeof packageKinds)[number];

export const objectTypes = ["entry", "case"] as const;

const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];
export const stage = z.enum(keysOf(reviewStages));
export const conclusion = z.enum(keysOf(reviewConclusions));

const subject = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(180)
    .regex(/^[a-z0-9][a-z0-9._/-]*$/),
  digest: f.digestSet,
});
export type StatementSubject = z.output<typeof subject>;

/** SD-05: a deputy acts only under a dated delegation that stands in the record. */
export const delegation = z.strictObject({
  delegationId: f.uuid,
  fromPersonId: f.uuid,
  validFrom: f.day,
  validUntil: f.day,
});

const reviewPredicate = z.strictObject({
  reviewId: f.uuid,
  reviewNo: f.line,
  stage,
  objectId: f.uuid,
  revNo: f.positive,
  kind: z.enum(packageKinds),
  conclusion,
  delegation: delegation.exactOptional(),
  grounds: z.array(f.line).max(50),
  personId: f.uuid,
  rulesVersion: f.rulesVersion,
  checksDigest: f.sha256Hex,
  /** The newest server checkpoint the signer had verified; absent on a machine that never saw one. */
  anchor: f.treeHead.exactOptional(),
  claimedAt: f.instant,
});

/** Which stage is asked for, and of whom; whoever acts for that person under a delegation may answer too (SD-05). */
const requestAsking = z.strictObject({
  asks: stage,
  of: f.uuid.exactOptional(),
  /** The types of what the content withholds: the answers to the checklist must agree with it. */
  withheld: z.array(f.code).min(1).max(100).exactOptional(),
});

/** What an answered request hands back beside the signed decision: why, and what was checked. */
const requestAnswer = z.strictObject({
  /** The package that asked. */
  answers: f.uuid,
  reasons: z.array(f.text).max(50),
  checklist: z
    .array(
      z.strictObject({
        code: f.code,
        answer: z.enum(keysOf(checklistAnswers)),
        note: z.string().max(2000),
      }),
    )
    .max(100),
  /** 暂缓公开, decided at the last stage: the day the paper comes back on. */
  deferUntil: f.day.exactOptional(),
});
export type RequestAnswer = z.output<typeof requestAnswer>;

const submissionPredicate = z.strictObject({
  packageId: f.uuid,
  kind: z.enum(packageKinds),
  objectType: z.enum(objectTypes),
  objectId: f.uuid,
  revNo: f.positive,
  /** contentDigest that this revision builds on; absent on the first. */
  base: f.sha256Hex.exactOptional(),
  orgCode: f.orgCode,
  deviceId: f.uuid,
  incarnation: f.uuid,
  deviceSeq: f.positive,
  reviews: z.array(z.strictObject({ reviewId: f.uuid, sha256: f.sha256Hex })).max(20),
  rulesVersion: f.rulesVersion,
  anchor: f.treeHead.exactOptional(),
  auditHead: f.treeHead,
  /**
   * Only with the kind `review-request`: which stage is asked for, or which request this answers. The content is then
   * the very one that is to go out, and the reviews are of its kind.
   */
  request: z.union([requestAsking, requestAnswer]).exactOptional(),
  /** Sum of the payload files' sizes. */
  bytes: f.count,
  app: f.line,
  nonce: f.nonce,
  claimedAt: f.instant,
});

const helloPredicate = z.strictObject({
  deviceId: f.uuid,
  incarnation: f.uuid,
  lastSeq: f.count,
  auditHead: f.treeHead,
  logView: f.treeHead.exactOptional(),
  rulesVersion: f.rulesVersion,
  /** Packages without a receipt yet. */
  open: z.array(f.uuid).max(500),
});

const keyRequestPredicate = z.strictObject({
  requestId: f.uuid,
  /** PKCS #10 request for the TLS certificate, base64 DER; absent for person keys. */
  csr: z.string().max(8192).exactOptional(),
  suite: z.string().max(40),
  publicKey: z.string().max(4096),
  owner: z.strictObject({ type: z.enum(["person", "device"]), id: f.uuid }),
  role: f.code.exactOptional(),
  claimedAt: f.instant,
});

/** SD-05, SD-07: a stage right lent to a person; signed by the security administrator who confirmed it. */
const delegationPredicate = z.strictObject({
  delegationId: f.uuid,
  /** Lent by its holder for dates, or opened for one review and one day (破窗授权). */
  kind: z.enum(["deputy", "emergency"]),
  stage: stage.exclude(["selfCheck"]),
  fromPersonId: f.uuid,
  toPersonId: f.uuid,
  validFrom: f.day,
  validUntil: f.day,
  /** Emergency only: the number of the one review it is for. */
  reviewNo: f.line.exactOptional(),
  orgCode: f.orgCode,
  /** It was ended before its last day. */
  endedAt: f.instant.exactOptional(),
  claimedAt: f.instant,
});

const volumeItem = z.strictObject({
  type: z.enum(["package", "receipt", "tuf"]),
  id: f.line,
  file: z.string().regex(/^[0-9]{4}\.age$/),
  part: f.positive,
  parts: f.positive,
  size: f.count,
  sha256: f.sha256Hex,
});

const volumePredicate = z.strictObject({
  volumeId: f.uuid,
  seq: f.positive,
  of: f.positive,
  direction: z.enum(["up", "down"]),
  items: z.array(volumeItem).max(9999),
  auditHead: f.treeHead,
  deviceSeqHigh: f.count,
  ledger: z.strictObject({
    mediaNo: f.line,
    label: z.literal("非涉密"),
    purpose: f.line,
    operator: f.uuid,
    approver: f.uuid,
  }),
});

/** What each statement says, by its type; `predicateType` is `urn:zwgk:<type>:v1`. */
const predicates = {
  review: reviewPredicate,
  submission: submissionPredicate,
  hello: helloPredicate,
  "key-request": keyRequestPredicate,
  delegation: delegationPredicate,
  volume: volumePredicate,
} as const;
export type StatementName = keyof typeof predicates;

export interface Statement<Name extends StatementName> {
  readonly subject: readonly StatementSubject[];
  readonly predicate: z.output<(typeof predicates)[Name]>;
}
export type ReviewPredicate = Statement<"review">["predicate"];
export type SubmissionPredicate = Statement<"submission">["predicate"];
export type HelloPredicate = Statement<"hello">["predicate"];
export type KeyRequestPredicate = Statement<"key-request">["predicate"];
export type DelegationPredicate = Statement<"delegation">["predicate"];

const exactlyOneSubject: ReadonlySet<StatementName> = new Set([
  "review",
  "hello",
  "key-request",
  "delegation",
]);

const statementSchema = z.strictObject({
  _type: z.literal(statementType),
  predicateType: z.string(),
  subject: z.array(subject).min(1).max(2000),
  predicate: z.unknown(),
});

export type StatementProblem =
  | { readonly type: "fixpoint" }
  | { readonly type: "schema"; readonly at: string }
  | { readonly type: "wrong-predicate-type" }
  | { readonly type: "subject-count" }
  | { readonly type: "duplicate-subject" };

/** Where a schema failed: the path only, never a value of the document. */
export function placeOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return "";
  const path = issue.path.map(String).join(".");
  return issue.code === "unrecognized_keys" ? `${path}${path === "" ? "" : "."}*` : path;
}

/** The payload bytes of a statement (JCS). Throws when it does not fit its own schema: that is a bug. */
export function statementBytes<Name extends StatementName>(
  name: Name,
  statement: Statement<Name>,
): Uint8Array {
  return writeStatement(name, statement).bytes;
}

/** The same, with the statement as it was read again from these bytes. */
export function writeStatement<Name extends StatementName>(
  name: Name,
  statement: Statement<Name>,
): { readonly bytes: Uint8Array; readonly statement: Statement<Name> } {
  const bytes = canonicalBytes({
    _type: statementType,
    predicateType: `urn:zwgk:${name}:v1`,
    subject: statement.subject,
    predicate: statement.predicate,
  });
  const again = parseStatement(name, bytes);
  if (!again.ok) {
    const at = again.error.type === "schema" ? ` at ${again.error.at}` : "";
    throw new Error(`${name} statement does not fit its schema: ${again.error.type}${at}`);
  }
  return { bytes, statement: again.value };
}

/** Reads the payload of an envelope as one kind of statement: fixpoint first, then the strict schema. */
export function parseStatement<Name extends StatementName>(
  name: Name,
  payload: Uint8Array,
): Result<Statement<Name>, StatementProblem> {
  const json = parseCanonical(payload);
  if (!json.ok) return err({ type: "fixpoint" });
  const outer = statementSchema.safeParse(json.value);
  if (!outer.success) return err({ type: "schema", at: placeOf(outer.error) });
  if (outer.data.predicateType !== `urn:zwgk:${name}:v1`) return err({ type: "wrong-predicate-type" });
  const names = outer.data.subject.map((entry) => entry.name);
  if (exactlyOneSubject.has(name) && names.length !== 1) return err({ type: "subject-count" });
  if (new Set(names).size !== names.length) return err({ type: "duplicate-subject" });
  const predicate = predicates[name].safeParse(outer.data.predicate);
  if (!predicate.success) return err({ type: "schema", at: `predicate.${placeOf(predicate.error)}` });
  return ok({
    subject: outer.data.subject,
    predicate: predicate.data as Statement<Name>["predicate"],
  });
}
