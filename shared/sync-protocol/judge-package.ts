import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { judgeProfileBag } from "./bag.ts";
import type { BagProblem, PackageFiles } from "./bag.ts";
import { equalBytes, fromBase64, toHex, utf8Text } from "./bytes.ts";
import { contentPath, parseContent } from "./content.ts";
import type { Content } from "./content.ts";
import type { RegisteredDelegation } from "./delegations.ts";
import { checkSignatures, parseEnvelope } from "./dsse.ts";
import type { CheckedSignature, Envelope } from "./dsse.ts";
import { adminRoles, parseKeyList } from "./key-record.ts";
import type { KeyRecord } from "./key-record.ts";
import { headGrew } from "./merkle-proofs.ts";
import type { TreeHead } from "./merkle-proofs.ts";
import { ed25519Raw, openCheckpoint } from "./notes.ts";
import { auditPath, carriedKeysPath, reviewPathPattern, submissionPath } from "./package-layout.ts";
import type { ProblemSlug } from "./problems.ts";
import { builtInReviewPolicy, judgeReviews } from "./review-gate.ts";
import type { GateCode, GateFinding, GateReview, ReviewPolicy } from "./review-gate.ts";
import { parseStatement } from "./statements.ts";
import type { Statement } from "./statements.ts";
import type { ProtocolCrypto } from "./suites.ts";
import { parseWitnessRequest } from "./witness-request.ts";

/**
 * Judges a package that has been read: everything that can be known without the server's tables. The workstation
 * before it seals, the server before it accepts, and `verify package` on any machine run this same code.
 */

const checkIds = [
  "archive",
  "bag",
  "statement",
  "files",
  "content",
  "fields",
  "submission-signature",
  "review-signatures",
  "review-binding",
  "review-stages",
  "review-separation",
  "review-conclusions",
  "audit",
  "key-trust",
] as const;
export type CheckId = (typeof checkIds)[number];

export type PackageCode =
  | GateCode
  | BagProblem["code"]
  | "archive-unreadable"
  | "envelope-malformed"
  | "statement-malformed"
  | "submission-of-other-package"
  | "subjects-differ"
  | "digest-differs"
  | "content-malformed"
  | "content-rule-broken"
  | "field-differs"
  | "attachment-list-differs"
  | "byte-count-differs"
  | "device-key-unknown"
  | "device-key-revoked"
  | "device-signature-missing"
  | "submitter-signature-missing"
  | "audit-malformed"
  | "audit-head-differs"
  | "audit-signature-invalid"
  | "audit-rewritten"
  | "carried-keys-malformed"
  | "carried-key-contradicts-registry"
  | "key-not-registered";

export interface PackageFinding {
  readonly slug: ProblemSlug;
  readonly code: PackageCode;
  /** Path, field or stage: names of the format, never content. */
  readonly at?: string;
}

export interface PackageCheck {
  readonly id: CheckId;
  readonly status: "ok" | "failed" | "warning" | "skipped";
  readonly findings: readonly PackageFinding[];
}

export interface JudgeOptions {
  /** The registry of this machine or server; empty when it has none. */
  readonly registry: (keyid: string) => KeyRecord | undefined;
  /**
   * Whether keys that the package itself carries may be used. They prove that the parts belong together, not who
   * signed; the server never uses them.
   */
  readonly useCarriedKeys: boolean;
  readonly policy?: ReviewPolicy;
  /** The delegation as the registry knows it; absent where there is no registry of them. */
  readonly delegationOf?: (delegationId: string) => RegisteredDelegation | undefined;
  /** The head of the device's audit log that was witnessed last, when known. */
  readonly witnessed?: TreeHead;
  /** What was read before; without it everything is read anew. */
  readonly memo?: StatementMemo;
  /** What the caller parsed from these very arrays of bytes. */
  readonly parsed?: ParsedBefore;
}

/** Parts of a package by the array of bytes they were parsed from: another array, equal or not, is parsed anew. */
export interface ParsedBefore {
  readonly content: ParsedBytes<Content>;
  readonly keys?: ParsedBytes<readonly KeyRecord[]>;
  readonly statements: ReadonlyMap<Uint8Array, ReadStatement<"review" | "submission">>;
}

export interface ParsedBytes<T> {
  readonly bytes: Uint8Array;
  readonly value: T;
}

/**
 * An envelope and the statement in it. Depends on the envelope's bytes alone; of its signatures it keeps what was
 * computed with which public key, never whether that key may sign.
 */
export interface ReadStatement<Name extends "review" | "submission"> {
  readonly envelope: Envelope;
  readonly statement: Statement<Name>;
  readonly payloadDigest: string;
  readonly verified: Map<string, boolean>;
}

/** Under which key a memo keeps a statement. */
function statementKey(crypto: ProtocolCrypto, name: "review" | "submission", envelope: Uint8Array): string {
  return `${name} ${toHex(crypto.sha256(envelope))}`;
}

/** Statements by kind and SHA-256 of their envelope, for a package that is judged twice: announced, and with its bag. */
export interface StatementMemo {
  take(key: string): ReadStatement<"review" | "submission"> | undefined;
  keep(key: string, read: ReadStatement<"review" | "submission">): void;
}

export interface PackageJudgement {
  /** No check failed or was skipped. Says nothing about trust in the keys. */
  readonly valid: boolean;
  /** Every signature was made by a key of the registry. */
  readonly trusted: boolean;
  /** Slug of the first failure, in the order of the checks. */
  readonly slug?: ProblemSlug;
  readonly checks: readonly PackageCheck[];
  readonly packageId: string;
  /** SHA-256 of the submission payload: the identity of the package. */
  readonly packageDigest?: string;
  readonly contentDigest?: string;
  readonly submission?: Statement<"submission">;
  readonly content?: Content;
  readonly reviews: readonly GateReview[];
}

interface Announced {
  readonly submission: Statement<"submission">;
  readonly packageDigest: string;
  readonly contentDigest: string;
  readonly submissionSignatures: readonly CheckedSignature[];
  readonly reviews: readonly GateReview[];
}

type FindKey = (keyid: string) => KeyRecord | undefined;

const gateAt = (finding: GateFinding): PackageFinding =>
  finding.stage
    ? { slug: finding.slug, code: finding.code, at: finding.stage }
    : { slug: finding.slug, code: finding.code };

/** Opens the submission and the reviews: fixpoint, schema, signatures held against keys. */
function openStatements(
  crypto: ProtocolCrypto,
  packageId: string,
  submissionBytes: Uint8Array | undefined,
  reviewFiles: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  findKey: FindKey,
  { memo, parsed }: Pick<JudgeOptions, "memo" | "parsed">,
): Result<Announced, readonly PackageFinding[]> {
  const findings: PackageFinding[] = [];
  const read = <Name extends "review" | "submission">(
    name: Name,
    path: string,
    bytes: Uint8Array,
  ): ReadStatement<Name> | undefined => {
    const own = parsed?.statements.get(bytes);
    if (own) return own as ReadStatement<Name>;
    const key = memo ? statementKey(crypto, name, bytes) : "";
    const known = memo?.take(key);
    if (known) return known;
    const envelope = parseEnvelope(bytes);
    const statement = envelope.ok ? parseStatement(name, envelope.value.payload) : envelope;
    if (!envelope.ok || !statement.ok) {
      const slug = !statement.ok && statement.error.type === "fixpoint" ? "fixpoint" : "schema";
      const code = envelope.ok ? "statement-malformed" : "envelope-malformed";
      findings.push({ slug, code, at: path });
      return undefined;
    }
    const opened = {
      envelope: envelope.value,
      statement: statement.value,
      payloadDigest: toHex(crypto.sha256(envelope.value.payload)),
      verified: new Map<string, boolean>(),
    };
    memo?.keep(key, opened);
    return opened;
  };
  const reviews: GateReview[] = [];
  for (const { path, bytes } of reviewFiles) {
    const opened = read("review", path, bytes);
    if (!opened) continue;
    const { statement, payloadDigest, envelope, verified } = opened;
    const signatures = checkSignatures(crypto, envelope, findKey, verified);
    reviews.push({ path, payloadDigest, statement, signatures });
  }
  const submission = submissionBytes ? read("submission", submissionPath, submissionBytes) : undefined;
  if (!submission) {
    if (!submissionBytes) findings.push({ slug: "bag-invalid", code: "file-missing", at: submissionPath });
    return err(findings);
  }
  const { statement, envelope, payloadDigest, verified } = submission;
  if (statement.predicate.packageId !== packageId) {
    findings.push({ slug: "bag-invalid", code: "submission-of-other-package", at: "packageId" });
  }
  const contentDigest = statement.subject.find((entry) => entry.name === contentPath)?.digest.sha256;
  if (contentDigest === undefined) {
    findings.push({ slug: "schema", code: "subjects-differ", at: contentPath });
  }
  if (findings.length > 0 || contentDigest === undefined) return err(findings);
  return ok({
    submission: statement,
    packageDigest: payloadDigest,
    contentDigest,
    submissionSignatures: checkSignatures(crypto, envelope, findKey, verified),
    reviews,
  });
}

function judgeSubmissionSignature({ submission, submissionSignatures }: Announced): PackageFinding[] {
  const findings: PackageFinding[] = [];
  const at = submissionPath;
  let device = false;
  let person = false;
  for (const { key, valid } of submissionSignatures) {
    if (!key) findings.push({ slug: "device-unknown", code: "device-key-unknown", at });
    else if (!valid) findings.push({ slug: "signature", code: "signature-invalid", at });
    else if (key.revoked) findings.push({ slug: "device-revoked", code: "device-key-revoked", at });
    else if (key.owner.type === "device" && key.owner.id === submission.predicate.deviceId) device = true;
    else if (key.owner.type === "person") {
      // SD-06: the three administrators have no business role, hence submit nothing.
      if (key.roles?.some((role) => adminRoles.includes(role))) {
        findings.push({ slug: "review-role", code: "administrator-signs", at });
      } else person = true;
    }
  }
  if (findings.length > 0) return findings;
  if (!device) findings.push({ slug: "signature", code: "device-signature-missing", at });
  if (!person) findings.push({ slug: "signature", code: "submitter-signature-missing", at });
  return findings;
}

function judgeFiles({ submission }: Announced, files: PackageFiles["files"]): PackageFinding[] {
  const findings: PackageFinding[] = [];
  const subjects = new Map(submission.subject.map((entry) => [entry.name, entry.digest.sha256]));
  let bytes = 0;
  for (const file of files.values()) {
    if (!file.path.startsWith("data/")) continue;
    bytes += file.size;
    const digest = subjects.get(file.path);
    if (digest === undefined) findings.push({ slug: "bag-invalid", code: "subjects-differ", at: file.path });
    else if (digest !== file.sha256)
      findings.push({ slug: "digest-mismatch", code: "digest-differs", at: file.path });
  }
  for (const name of subjects.keys()) {
    if (!files.has(name)) findings.push({ slug: "bag-invalid", code: "subjects-differ", at: name });
  }
  if (bytes !== submission.predicate.bytes) {
    findings.push({ slug: "bag-invalid", code: "byte-count-differs", at: "bytes" });
  }
  return findings;
}

function judgeFields(
  { submission }: Announced,
  content: Content,
  files: PackageFiles["files"],
): PackageFinding[] {
  const findings: PackageFinding[] = [];
  const { predicate } = submission;
  const differs = (field: string): void => {
    findings.push({ slug: "schema", code: "field-differs", at: field });
  };
  for (const field of ["objectType", "objectId", "revNo", "orgCode"] as const) {
    if (predicate[field] !== content[field]) differs(field);
  }
  // A request relays what is to go out, under the kind it will go out with.
  if (predicate.kind !== content.kind && !predicate.request) differs("kind");
  const { base } = predicate;
  if (base === undefined ? content.parents.length > 0 : !content.parents.includes(base)) differs("base");
  const listed = new Map(content.files.map((file) => [file.path, file]));
  for (const file of files.values()) {
    if (!file.path.startsWith("data/files/")) continue;
    const entry = listed.get(file.path);
    if (!entry || entry.size !== file.size || entry.digest.sha256 !== file.sha256) {
      findings.push({ slug: "bag-invalid", code: "attachment-list-differs", at: file.path });
    }
    listed.delete(file.path);
  }
  for (const path of listed.keys()) {
    findings.push({ slug: "bag-invalid", code: "attachment-list-differs", at: path });
  }
  return findings;
}

function judgeAudit(
  crypto: ProtocolCrypto,
  { submission, submissionSignatures }: Announced,
  bytes: Uint8Array | undefined,
  witnessed: TreeHead | undefined,
): PackageFinding[] {
  const at = auditPath;
  const request = parseWitnessRequest((bytes ? utf8Text(bytes) : undefined) ?? "");
  if (!request.ok) return [{ slug: "bag-invalid", code: "audit-malformed", at }];
  const { auditHead, deviceId } = submission.predicate;
  const deviceKeys = submissionSignatures.flatMap(({ key }) =>
    key?.owner.type === "device" && key.owner.id === deviceId ? [key] : [],
  );
  const logKeys = deviceKeys.flatMap((key) => {
    const spki = fromBase64(key.publicKey);
    const publicKey = spki ? ed25519Raw(spki) : undefined;
    return publicKey ? [{ name: auditHead.origin, type: "ed25519" as const, publicKey }] : [];
  });
  const checkpoint = openCheckpoint(crypto, request.value.checkpoint, {
    origin: auditHead.origin,
    logKeys,
    witnesses: [],
    witnessThreshold: 0,
  });
  if (!checkpoint.ok) {
    const slug = "audit-inconsistent";
    if (checkpoint.error.type === "malformed") return [{ slug: "bag-invalid", code: "audit-malformed", at }];
    if (checkpoint.error.type === "other-origin") return [{ slug, code: "audit-head-differs", at }];
    return [{ slug, code: "audit-signature-invalid", at }];
  }
  const root = fromBase64(auditHead.root);
  if (checkpoint.value.size !== auditHead.size || !root || !equalBytes(root, checkpoint.value.root)) {
    return [{ slug: "audit-inconsistent", code: "audit-head-differs", at }];
  }
  if (witnessed && witnessed.size === request.value.oldSize) {
    const grew = headGrew(crypto.sha256, witnessed, checkpoint.value, request.value.proof);
    if (!grew) return [{ slug: "audit-inconsistent", code: "audit-rewritten", at }];
  }
  return [];
}

class Checks {
  readonly #results = new Map<CheckId, PackageCheck>();

  record(id: CheckId, findings: readonly PackageFinding[], status?: PackageCheck["status"]): void {
    this.#results.set(id, { id, status: status ?? (findings.length === 0 ? "ok" : "failed"), findings });
  }

  all(): readonly PackageCheck[] {
    return checkIds.map((id) => this.#results.get(id) ?? { id, status: "skipped", findings: [] });
  }
}

type Known = Partial<
  Pick<PackageJudgement, "packageDigest" | "contentDigest" | "submission" | "content" | "reviews" | "trusted">
>;

function finish(packageId: string, checks: readonly PackageCheck[], known: Known): PackageJudgement {
  const slug = checks.find((check) => check.status === "failed")?.findings[0]?.slug;
  return {
    trusted: false,
    reviews: [],
    ...known,
    valid: checks.every((check) => check.status === "ok" || check.status === "warning"),
    checks,
    packageId,
    ...(slug === undefined ? {} : { slug }),
  };
}

/** The judgement of something that could not even be read as a package. */
export function unreadablePackage(slug: ProblemSlug, at: string): PackageJudgement {
  const checks = new Checks();
  checks.record("archive", [{ slug, code: "archive-unreadable", at }]);
  return finish("", checks.all(), {});
}

interface Keys {
  readonly find: FindKey;
  readonly problems: readonly PackageFinding[];
}

/** Registry first; a carried key only fills a gap, and must not contradict what is registered. */
function gatherKeys(crypto: ProtocolCrypto, read: PackageFiles, options: JudgeOptions): Keys {
  const carriedBytes = options.useCarriedKeys ? read.small.get(carriedKeysPath) : undefined;
  if (!carriedBytes) return { find: options.registry, problems: [] };
  const own = options.parsed?.keys;
  const known = own && own.bytes === carriedBytes ? ok(own.value) : undefined;
  const carried = known ?? parseKeyList(crypto.sha256, carriedBytes);
  const at = carriedKeysPath;
  if (!carried.ok) {
    return { find: options.registry, problems: [{ slug: "schema", code: "carried-keys-malformed", at }] };
  }
  const problems: PackageFinding[] = [];
  const byId = new Map(carried.value.map((record) => [record.keyid, record]));
  for (const record of carried.value) {
    const known = options.registry(record.keyid);
    if (known && (known.owner.id !== record.owner.id || known.owner.type !== record.owner.type)) {
      problems.push({ slug: "signature", code: "carried-key-contradicts-registry", at });
    }
  }
  return { find: (keyid) => options.registry(keyid) ?? byId.get(keyid), problems };
}

function recordGate(checks: Checks, announced: Announced, options: JudgeOptions, content?: Content): void {
  const verdict = judgeReviews({
    submission: announced.submission.predicate,
    contentDigest: announced.contentDigest,
    reviews: announced.reviews,
    policy: options.policy ?? builtInReviewPolicy,
    submittedBy: announced.submissionSignatures.filter(({ valid }) => valid).map(({ keyid }) => keyid),
    ...(content ? { scope: content.scope, contentKind: content.kind } : {}),
    ...(options.delegationOf ? { delegationOf: options.delegationOf } : {}),
  });
  checks.record("submission-signature", judgeSubmissionSignature(announced));
  checks.record("review-signatures", verdict.signatures.map(gateAt));
  checks.record("review-binding", verdict.binding.map(gateAt));
  checks.record("review-stages", verdict.stages.map(gateAt));
  checks.record("review-separation", verdict.separation.map(gateAt));
  checks.record("review-conclusions", verdict.conclusions.map(gateAt));
}

function keyidsOf(announced: Announced): readonly string[] {
  const signatures = [
    ...announced.submissionSignatures,
    ...announced.reviews.flatMap((review) => review.signatures),
  ];
  return [...new Set(signatures.map((signature) => signature.keyid))];
}

function recordTrust(checks: Checks, announced: Announced, keys: Keys, options: JudgeOptions): boolean {
  const unknown = keyidsOf(announced).filter((keyid) => !options.registry(keyid));
  if (keys.problems.length > 0) {
    checks.record("key-trust", keys.problems);
    return false;
  }
  const findings = unknown.map((keyid): PackageFinding => ({
    slug: "signature",
    code: "key-not-registered",
    at: keyid.slice(0, 16),
  }));
  checks.record("key-trust", findings, findings.length === 0 ? "ok" : "warning");
  return findings.length === 0;
}

/** Judges a read package completely. */
export function judgePackage(
  crypto: ProtocolCrypto,
  read: PackageFiles,
  options: JudgeOptions,
): PackageJudgement {
  const checks = new Checks();
  checks.record("archive", []);
  checks.record(
    "bag",
    judgeProfileBag(read).map(({ code, path }) => ({ slug: "bag-invalid", code, at: path })),
  );
  const keys = gatherKeys(crypto, read, options);
  const reviewFiles = [...read.small]
    .filter(([path]) => reviewPathPattern.test(path))
    .map(([path, bytes]) => ({ path, bytes }));
  const announced = openStatements(
    crypto,
    read.packageId,
    read.small.get(submissionPath),
    reviewFiles,
    keys.find,
    options,
  );
  const contentFile = read.small.get(contentPath);
  const own = options.parsed?.content;
  const known = own && own.bytes === contentFile ? ok(own.value) : undefined;
  const content = known ?? (contentFile ? parseContent(contentFile) : undefined);
  if (content && !content.ok) {
    const { error } = content;
    const slug = error.type === "fixpoint" ? "fixpoint" : error.type === "too-large" ? "too-large" : "schema";
    const code = error.type === "rule" ? "content-rule-broken" : "content-malformed";
    const at = error.type === "schema" ? error.at : error.type === "rule" ? error.rule : contentPath;
    checks.record("content", [{ slug, code, at }]);
  } else if (content) checks.record("content", []);
  if (!announced.ok) {
    checks.record("statement", announced.error);
    return finish(read.packageId, checks.all(), {});
  }
  checks.record("statement", []);
  checks.record("files", judgeFiles(announced.value, read.files));
  const opened = content?.ok ? content.value : undefined;
  if (opened) checks.record("fields", judgeFields(announced.value, opened, read.files));
  recordGate(checks, announced.value, options, opened);
  checks.record("audit", judgeAudit(crypto, announced.value, read.small.get(auditPath), options.witnessed));
  const trusted = recordTrust(checks, announced.value, keys, options);
  return finish(read.packageId, checks.all(), {
    trusted,
    packageDigest: announced.value.packageDigest,
    contentDigest: announced.value.contentDigest,
    submission: announced.value.submission,
    reviews: announced.value.reviews,
    ...(opened ? { content: opened } : {}),
  });
}

/**
 * Judges the statements alone, before any byte of the bag is sent: a hopeless package costs no upload. Checks that
 * need the bag are "skipped", hence `valid` is false; ask `slug`.
 */
export function judgeAnnouncement(
  crypto: ProtocolCrypto,
  packageId: string,
  submission: Uint8Array,
  reviews: readonly Uint8Array[],
  options: JudgeOptions,
): PackageJudgement {
  const checks = new Checks();
  const files = reviews.map((bytes, index) => ({ path: `metadata/review-${index + 1}`, bytes }));
  const announced = openStatements(crypto, packageId, submission, files, options.registry, options);
  if (!announced.ok) {
    checks.record("statement", announced.error);
    return finish(packageId, checks.all(), {});
  }
  checks.record("statement", []);
  recordGate(checks, announced.value, options);
  return finish(packageId, checks.all(), {
    packageDigest: announced.value.packageDigest,
    contentDigest: announced.value.contentDigest,
    submission: announced.value.submission,
    reviews: announced.value.reviews,
  });
}
