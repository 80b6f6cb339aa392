import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import type { ReleasePackageInput } from "../../electron/core/services/packages/seal-package.ts";
import { bagTagFiles } from "../../shared/sync-protocol/bag.ts";
import { concatBytes, toHex } from "../../shared/sync-protocol/bytes.ts";
import { canonicalBytes } from "../../shared/sync-protocol/canonical-json.ts";
import { envelopeBytes, parseEnvelope, signEnvelope } from "../../shared/sync-protocol/dsse.ts";
import { statementType } from "../../shared/sync-protocol/statements.ts";
import type { Signer } from "../../shared/sync-protocol/suites.ts";
import { planZip } from "../../shared/sync-protocol/zip-writer.ts";
import { sampleInput } from "./sample-package.ts";
import type { SampleOptions } from "./sample-package.ts";

/** Puts packages together without any of the checks that sealing makes: what an attacker or a broken program sends. */

export interface Forgery extends SampleOptions {
  /** Replaces content.json as it travels; statements keep the digest of the original unless `resign`. */
  readonly contentBytes?: (original: Uint8Array) => Uint8Array;
  /** Whether the submission names the digests of what travels (true) or of the original (false, default). */
  readonly resign?: boolean;
  readonly attachmentBytes?: (original: Uint8Array) => Uint8Array;
  /** Changes the submission statement before it is signed. */
  readonly submission?: (statement: SubmissionDraft) => unknown;
  /** Changes the payload bytes of the submission before they are signed. */
  readonly submissionPayload?: (payload: Uint8Array) => Uint8Array;
  readonly submissionEnvelope?: (envelope: Uint8Array) => Uint8Array;
  readonly submissionSigners?: (input: ReleasePackageInput) => readonly Signer[];
  readonly envelopes?: (reviews: readonly Uint8Array[]) => readonly Uint8Array[];
  readonly extraFiles?: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly dropFiles?: readonly string[];
  /** Changes a file after the manifests were made. */
  readonly afterManifest?: (path: string, bytes: Uint8Array) => Uint8Array;
  readonly audit?: (audit: Uint8Array) => Uint8Array;
  readonly folder?: string;
}

export interface SubmissionDraft {
  _type: string;
  predicateType: string;
  subject: { name: string; digest: Record<string, string> }[];
  predicate: Record<string, unknown>;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export interface Forged {
  readonly packageId: string;
  readonly zip: Uint8Array;
  readonly submissionEnvelope: Uint8Array;
  readonly reviews: readonly Uint8Array[];
}

export interface RawEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A ZIP of the profile around any entries. */
export function zipOf(entries: readonly RawEntry[]): Uint8Array {
  const plan = planZip(
    entries.map((entry) => ({ name: entry.name, size: entry.bytes.length, crc32: crc32(entry.bytes) })),
  );
  return concatBytes(
    ...entries.flatMap((entry, index) => [plan.localHeaders[index] as Uint8Array, entry.bytes]),
    plan.tail,
  );
}

function reviewEntry(envelope: Uint8Array): { reviewId: unknown; sha256: string } {
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) return { reviewId: "", sha256: "" };
  const statement = JSON.parse(Buffer.from(parsed.value.payload).toString("utf8")) as {
    predicate?: { reviewId?: unknown };
  };
  return { reviewId: statement.predicate?.reviewId, sha256: sha256(parsed.value.payload) };
}

export async function forgePackage(forgery: Forgery = {}): Promise<Forged> {
  const input = await sampleInput(forgery);
  const original = JSON.parse(Buffer.from(input.content).toString("utf8")) as Record<string, unknown>;
  const content = forgery.contentBytes?.(input.content) ?? input.content;
  const attachments = input.files.map((file) => {
    if (!(file.source instanceof Uint8Array)) throw new Error("forgeries hold their attachments in memory");
    return {
      path: file.path,
      original: file.source,
      bytes: forgery.attachmentBytes?.(file.source) ?? file.source,
    };
  });
  const payload = [
    { path: "data/content.json", bytes: content },
    ...attachments.map(({ path, bytes }) => ({ path, bytes })),
  ];
  const signedOver =
    forgery.resign === true
      ? payload
      : [
          { path: "data/content.json", bytes: input.content },
          ...attachments.map(({ path, original: bytes }) => ({ path, bytes })),
        ];
  const reviews = forgery.envelopes?.(input.reviews) ?? input.reviews;
  const parents = original["parents"] as string[];
  const draft: SubmissionDraft = {
    _type: statementType,
    predicateType: "urn:zwgk:submission:v1",
    subject: signedOver.map((file) => ({ name: file.path, digest: { sha256: sha256(file.bytes) } })),
    predicate: {
      packageId: input.packageId,
      kind: input.submission.request ? "review-request" : original["kind"],
      objectType: original["objectType"],
      objectId: original["objectId"],
      revNo: original["revNo"],
      ...(parents[0] === undefined ? {} : { base: parents[0] }),
      orgCode: original["orgCode"],
      reviews: reviews.map(reviewEntry),
      bytes: signedOver.reduce((sum, file) => sum + file.bytes.length, 0),
      ...input.submission,
    },
  };
  const statement = forgery.submission?.(draft) ?? draft;
  const statementBytes = canonicalBytes(statement);
  const signers = forgery.submissionSigners?.(input) ?? [input.signers.device, input.signers.submitter];
  const signed = await signEnvelope(forgery.submissionPayload?.(statementBytes) ?? statementBytes, signers);
  const envelope = forgery.submissionEnvelope?.(envelopeBytes(signed)) ?? envelopeBytes(signed);

  const metadata = [
    { path: "metadata/submission.dsse.json", bytes: envelope },
    ...reviews.map((bytes, index) => ({
      path: `metadata/review-${String(index + 1).padStart(2, "0")}.dsse.json`,
      bytes,
    })),
    { path: "metadata/audit.txt", bytes: forgery.audit?.(input.audit) ?? input.audit },
    { path: "metadata/keys.json", bytes: canonicalBytes({ schema: "zwgk.keys/1", keys: input.keys }) },
  ];
  const extra = forgery.extraFiles ?? [];
  const allPayload = [...payload, ...extra.filter((file) => file.path.startsWith("data/"))];
  const allMetadata = [...metadata, ...extra.filter((file) => !file.path.startsWith("data/"))];
  const tagFiles = bagTagFiles(
    nodeCrypto.sha256,
    {
      packageId: input.packageId,
      kind: "publish",
      objectId: String(original["objectId"]),
      deviceId: input.submission.deviceId,
      organName: String(original["organName"]),
      baggingDate: input.baggingDate,
      security: input.security,
    },
    allPayload.map((file) => ({ path: file.path, size: file.bytes.length, sha256: sha256(file.bytes) })),
    allMetadata,
  );
  const folder = forgery.folder ?? input.packageId;
  const entries = [...tagFiles, ...allPayload]
    .filter((file) => !forgery.dropFiles?.includes(file.path))
    .map((file) => ({
      name: `${folder}/${file.path}`,
      bytes: forgery.afterManifest?.(file.path, file.bytes) ?? file.bytes,
    }));
  return { packageId: input.packageId, zip: zipOf(entries), submissionEnvelope: envelope, reviews };
}

/** Flips one bit. */
export function flipBit(bytes: Uint8Array, at = Math.floor(bytes.length / 2)): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

/** Signs changed payload text anew: the content of the lie is then what must be noticed. */
export async function resignPayload(
  envelope: Uint8Array,
  signers: readonly Signer[],
  change: (text: string) => string,
): Promise<Uint8Array> {
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) throw new Error("no envelope");
  const text = change(Buffer.from(parsed.value.payload).toString("utf8"));
  return envelopeBytes(await signEnvelope(new Uint8Array(Buffer.from(text, "utf8")), signers));
}

export const digestOf = (bytes: Uint8Array): string => toHex(nodeCrypto.sha256(bytes));
