import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { err, ok } from "../../../../shared/kernel/result.ts";
import type { Result } from "../../../../shared/kernel/result.ts";
import { bagTagFiles } from "../../../../shared/sync-protocol/bag.ts";
import type { BagSecurity, MeasuredFile, TagFile } from "../../../../shared/sync-protocol/bag.ts";
import { toHex } from "../../../../shared/sync-protocol/bytes.ts";
import { contentPath, parseContent } from "../../../../shared/sync-protocol/content.ts";
import type { Content, ContentProblem } from "../../../../shared/sync-protocol/content.ts";
import { envelopeBytes, parseEnvelope, signEnvelope } from "../../../../shared/sync-protocol/dsse.ts";
import type { NamedTreeHead, RulesVersion } from "../../../../shared/sync-protocol/fields.ts";
import { judgePackage } from "../../../../shared/sync-protocol/judge-package.ts";
import type {
  PackageJudgement,
  ParsedBefore,
  ReadStatement,
} from "../../../../shared/sync-protocol/judge-package.ts";
import type { KeyRecord } from "../../../../shared/sync-protocol/key-record.ts";
import {
  auditPath,
  carriedKeysPath,
  payloadPathPattern,
  reviewPath,
  submissionPath,
  tagManifestPath,
} from "../../../../shared/sync-protocol/package-layout.ts";
import type { ReviewPolicy } from "../../../../shared/sync-protocol/review-gate.ts";
import { parseStatement, writeStatement } from "../../../../shared/sync-protocol/statements.ts";
import type { PackageKind, SubmissionPredicate } from "../../../../shared/sync-protocol/statements.ts";
import type { Signer } from "../../../../shared/sync-protocol/suites.ts";
import { planZip } from "../../../../shared/sync-protocol/zip-writer.ts";
import { carriedKeys } from "./carried-keys.ts";
import { writeDurably } from "./durable-file.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** A payload file: its bytes, or a way to read them again and again (they are read once to hash and once to write). */
export interface PayloadSource {
  /** `data/files/0001.pdf` … */
  readonly path: string;
  readonly source: Uint8Array | (() => AsyncIterable<Uint8Array>);
}

/** What the submission statement says beside what follows from the content. */
export interface SubmissionFacts {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly deviceSeq: number;
  readonly rulesVersion: RulesVersion;
  readonly anchor?: NamedTreeHead;
  readonly auditHead: NamedTreeHead;
  /** Name and version of the program. */
  readonly app: string;
  /** 32 random bytes, base64url. */
  readonly nonce: string;
  readonly claimedAt: Instant;
  /** Makes it a request for a stage, or the answer to one. */
  readonly request?: NonNullable<SubmissionPredicate["request"]>;
}

export interface ReleasePackageInput {
  readonly packageId: string;
  /** content.json exactly as it was reviewed. */
  readonly content: Uint8Array;
  readonly files: readonly PayloadSource[];
  /** One DSSE envelope a stage (see `signReview`), in any order. */
  readonly reviews: readonly Uint8Array[];
  readonly submission: SubmissionFacts;
  readonly signers: { readonly device: Signer; readonly submitter: Signer };
  /** Public records of every key that signed; carried along for machines without a registry. */
  readonly keys: readonly KeyRecord[];
  /** `metadata/audit.txt` (see `signAuditText`). */
  readonly audit: Uint8Array;
  readonly baggingDate: CalendarDay;
  readonly security: BagSecurity;
  readonly policy?: ReviewPolicy;
}

export type SealProblem =
  | { readonly type: "content"; readonly problem: ContentProblem }
  | { readonly type: "review-unreadable"; readonly position: number }
  | { readonly type: "file-path"; readonly path: string }
  | { readonly type: "refused"; readonly judgement: PackageJudgement };

export interface WrittenZip {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export interface SealedPackage {
  readonly packageId: string;
  /** SHA-256 of the submission payload: the identity of the package. The ZIP is transport and may be rebuilt. */
  readonly packageDigest: string;
  readonly contentDigest: string;
  /** The DSSE envelope to keep in the outbox. */
  readonly submissionEnvelope: Uint8Array;
  /** Sum of the payload files' sizes. */
  readonly bytes: number;
  /** Every file that is not payload, by path: with content and attachments, all that is needed to rebuild the ZIP. */
  readonly tagFiles: ReadonlyMap<string, Uint8Array>;
  readonly zipSize: number;
  /** The archive, piece by piece; the same bytes every time. Throws when a source no longer yields what was hashed. */
  zip(): AsyncIterable<Uint8Array>;
  /** Writes `path` durably: flushed and renamed, or not there at all. */
  writeZip(path: string): Promise<WrittenZip>;
}

interface Measured extends MeasuredFile {
  readonly crc32: number;
  readonly source: PayloadSource["source"];
}

async function* chunksOf(source: PayloadSource["source"]): AsyncIterable<Uint8Array> {
  if (source instanceof Uint8Array) yield source;
  else yield* source();
}

async function measure(file: PayloadSource): Promise<Measured> {
  const hash = createHash("sha256");
  let size = 0;
  let checksum = 0;
  for await (const chunk of chunksOf(file.source)) {
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    size += chunk.length;
  }
  return { path: file.path, size, sha256: hash.digest("hex"), crc32: checksum, source: file.source };
}

function measureBytes(path: string, bytes: Uint8Array): Measured {
  return {
    path,
    size: bytes.length,
    sha256: toHex(nodeCrypto.sha256(bytes)),
    crc32: crc32(bytes),
    source: bytes,
  };
}

/** An envelope as it travels, and what was read from these bytes. */
interface Opened<Name extends "review" | "submission"> {
  readonly bytes: Uint8Array;
  readonly read: ReadStatement<Name>;
}
type OpenedReview = Opened<"review">;

/** Reviews sorted by their id, so that the order in which they are handed over changes no byte. */
function openReviews(reviews: readonly Uint8Array[]): Result<readonly OpenedReview[], SealProblem> {
  const opened: OpenedReview[] = [];
  for (const [position, bytes] of reviews.entries()) {
    const envelope = parseEnvelope(bytes);
    const statement = envelope.ok ? parseStatement("review", envelope.value.payload) : undefined;
    if (!envelope.ok || !statement?.ok) return err({ type: "review-unreadable", position });
    const payloadDigest = toHex(nodeCrypto.sha256(envelope.value.payload));
    opened.push({
      bytes,
      read: { envelope: envelope.value, statement: statement.value, payloadDigest, verified: new Map() },
    });
  }
  return ok(opened.toSorted((a, b) => (reviewIdOf(a) < reviewIdOf(b) ? -1 : 1)));
}

const reviewIdOf = ({ read }: OpenedReview): string => read.statement.predicate.reviewId;

const kindOf = (input: ReleasePackageInput, content: Content): PackageKind =>
  input.submission.request ? "review-request" : content.kind;

/** The envelope that binds the payload files to the object, its base, the reviews used and the device's sequence. */
async function signSubmission(
  input: ReleasePackageInput,
  content: Content,
  payload: readonly Measured[],
  reviews: readonly OpenedReview[],
): Promise<Opened<"submission">> {
  const base = content.parents[0];
  const { bytes: signed, statement } = writeStatement("submission", {
    subject: payload
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => ({ name: file.path, digest: { sha256: file.sha256 } })),
    predicate: {
      packageId: input.packageId,
      kind: kindOf(input, content),
      objectType: content.objectType,
      objectId: content.objectId,
      revNo: content.revNo,
      ...(base === undefined ? {} : { base }),
      orgCode: content.orgCode,
      reviews: reviews.map((review) => ({
        reviewId: reviewIdOf(review),
        sha256: review.read.payloadDigest,
      })),
      bytes: payload.reduce((sum, file) => sum + file.size, 0),
      ...input.submission,
    },
  });
  const bytes = envelopeBytes(await signEnvelope(signed, [input.signers.device, input.signers.submitter]));
  const envelope = parseEnvelope(bytes);
  if (!envelope.ok) throw new Error(`submission cannot be read again: ${envelope.error.type}`);
  const payloadDigest = toHex(nodeCrypto.sha256(envelope.value.payload));
  return { bytes, read: { envelope: envelope.value, statement, payloadDigest, verified: new Map() } };
}

/**
 * Builds, signs and judges a package; nothing is written yet. What comes back has passed the same checks that the
 * server and `verify package` run, so that no package leaves that they would refuse (V1, V9).
 */
export async function buildReleasePackage(
  input: ReleasePackageInput,
): Promise<Result<SealedPackage, SealProblem>> {
  const content = parseContent(input.content);
  if (!content.ok) return err({ type: "content", problem: content.error });
  const reviews = openReviews(input.reviews);
  if (!reviews.ok) return reviews;
  const keys = carriedKeys(input.keys);
  const keyOf = new Map(input.keys.map((record) => [record.keyid, record]));
  const payload = [measureBytes(contentPath, input.content)];
  for (const file of input.files) {
    if (!payloadPathPattern.test(file.path) || file.path === contentPath) {
      return err({ type: "file-path", path: file.path });
    }
    payload.push(await measure(file));
  }

  const submission = await signSubmission(input, content.value, payload, reviews.value);
  const tagFiles = bagTagFiles(
    nodeCrypto.sha256,
    {
      packageId: input.packageId,
      kind: kindOf(input, content.value),
      objectId: content.value.objectId,
      deviceId: input.submission.deviceId,
      organName: content.value.organName,
      baggingDate: input.baggingDate,
      security: input.security,
    },
    payload,
    [
      { path: submissionPath, bytes: submission.bytes },
      ...reviews.value.map(({ bytes }, index) => ({ path: reviewPath(index + 1), bytes })),
      { path: auditPath, bytes: input.audit },
      { path: carriedKeysPath, bytes: keys.bytes },
    ],
  );
  const entries = [
    ...orderTagFiles(tagFiles).map((file) => ({ ...file, crc32: crc32(file.bytes), source: file.bytes })),
    ...payload,
  ];
  const judgement = judgeOwn(input, entries, tagFiles, keyOf, {
    content: { bytes: input.content, value: content.value },
    ...(keys.read ? { keys: keys.read } : {}),
    statements: new Map([submission, ...reviews.value].map(({ bytes, read }) => [bytes, read])),
  });
  if (!judgement.valid) return err({ type: "refused", judgement });
  const identity = { envelope: submission.bytes, packageDigest: submission.read.payloadDigest };
  return ok(sealed(input, entries, tagFiles, identity, payload));
}

/**
 * The archive of a package that was sealed before, from what the store keeps: the ZIP is transport and is rebuilt to
 * the byte. Throws when a payload no longer matches what was hashed.
 */
export async function rebuildPackage(input: {
  readonly packageId: string;
  readonly content: Uint8Array;
  readonly files: readonly PayloadSource[];
  readonly tagFiles: ReadonlyMap<string, Uint8Array>;
}): Promise<SealedPackage> {
  const envelope = input.tagFiles.get(submissionPath);
  const opened = envelope ? parseEnvelope(envelope) : undefined;
  if (!envelope || !opened?.ok) throw new Error("sealed package without its submission");
  const payload = [measureBytes(contentPath, input.content)];
  for (const file of input.files) payload.push(await measure(file));
  const tagFiles = [...input.tagFiles].map(([path, bytes]) => ({ path, bytes }));
  const entries = [
    ...orderTagFiles(tagFiles).map(({ path, bytes }) => measureBytes(path, bytes)),
    ...payload,
  ];
  const packageDigest = toHex(nodeCrypto.sha256(opened.value.payload));
  return sealed(input, entries, tagFiles, { envelope, packageDigest }, payload);
}

/** BagIt's own files first, as readers expect them; then metadata; payload follows. */
function orderTagFiles<T extends { readonly path: string }>(files: readonly T[]): readonly T[] {
  const rank = (path: string): string =>
    path === tagManifestPath ? "1" : path.includes("/") ? `2${path}` : "0";
  return files.toSorted((a, b) => (rank(a.path) < rank(b.path) ? -1 : rank(a.path) > rank(b.path) ? 1 : 0));
}

/**
 * The whole gate over the very bytes that leave. What was parsed from the same bytes a moment ago is not parsed again;
 * every signature is verified, every digest compared.
 */
function judgeOwn(
  input: ReleasePackageInput,
  entries: readonly Measured[],
  tagFiles: readonly TagFile[],
  keyOf: ReadonlyMap<string, KeyRecord>,
  parsed: ParsedBefore,
): PackageJudgement {
  const small = new Map(tagFiles.map(({ path, bytes }) => [path, bytes]));
  small.set(contentPath, input.content);
  return judgePackage(
    nodeCrypto,
    { packageId: input.packageId, files: new Map(entries.map((entry) => [entry.path, entry])), small },
    {
      registry: (keyid) => keyOf.get(keyid),
      useCarriedKeys: true,
      parsed,
      ...(input.policy ? { policy: input.policy } : {}),
    },
  );
}

function sealed(
  input: { readonly packageId: string },
  entries: readonly Measured[],
  tagFiles: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  submission: { readonly envelope: Uint8Array; readonly packageDigest: string },
  payload: readonly Measured[],
): SealedPackage {
  const plan = planZip(
    entries.map((entry) => ({
      name: `${input.packageId}/${entry.path}`,
      size: entry.size,
      crc32: entry.crc32,
    })),
  );
  async function* zip(): AsyncIterable<Uint8Array> {
    for (const [index, entry] of entries.entries()) {
      yield plan.localHeaders[index] as Uint8Array;
      const hash = createHash("sha256");
      for await (const chunk of chunksOf(entry.source)) {
        hash.update(chunk);
        yield chunk;
      }
      if (hash.digest("hex") !== entry.sha256) throw new Error(`${entry.path} changed after it was hashed`);
    }
    yield plan.tail;
  }
  return {
    packageId: input.packageId,
    packageDigest: submission.packageDigest,
    contentDigest: payload[0]?.sha256 ?? "",
    submissionEnvelope: submission.envelope,
    bytes: payload.reduce((sum, file) => sum + file.size, 0),
    tagFiles: new Map(tagFiles.map(({ path, bytes }) => [path, bytes])),
    zipSize: plan.totalSize,
    zip,
    writeZip: async (path) => {
      const hash = createHash("sha256");
      async function* counted(): AsyncIterable<Uint8Array> {
        for await (const chunk of zip()) {
          hash.update(chunk);
          yield chunk;
        }
      }
      const size = await writeDurably(path, counted());
      return { path, size, sha256: hash.digest("hex") };
    },
  };
}
