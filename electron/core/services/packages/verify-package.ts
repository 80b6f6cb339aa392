import { closeSync, fstatSync, openSync, readSync } from "node:fs";

import { err, ok } from "../../../../shared/kernel/result.ts";
import type { Result } from "../../../../shared/kernel/result.ts";
import { judgePackage, unreadablePackage } from "../../../../shared/sync-protocol/judge-package.ts";
import type {
  CheckId,
  PackageCheck,
  PackageJudgement,
} from "../../../../shared/sync-protocol/judge-package.ts";
import type { KeyRecord } from "../../../../shared/sync-protocol/key-record.ts";
import {
  checkNames,
  checkSentence,
  packageSentence,
} from "../../../../shared/sync-protocol/package-wording.ts";
import type { ProblemSlug } from "../../../../shared/sync-protocol/problems.ts";
import { readPackage } from "../../../../shared/sync-protocol/read-package.ts";
import type { ReadProblem } from "../../../../shared/sync-protocol/read-package.ts";
import type { ReviewPolicy } from "../../../../shared/sync-protocol/review-gate.ts";
import type { RandomAccess } from "../../../../shared/sync-protocol/zip-profile.ts";
import { nodeCrypto } from "./node-crypto.ts";

export interface VerifiedCheck {
  readonly id: CheckId;
  /** 检查名称. */
  readonly name: string;
  readonly status: PackageCheck["status"];
  readonly sentence: string;
  /** Codes and places, for programs. */
  readonly findings: PackageCheck["findings"];
}

/** One signature of the package: who is said to have signed, and whether that key is known here. */
export interface VerifiedSigner {
  readonly as: string;
  readonly keyid: string;
  readonly ownerId?: string;
  readonly registered: boolean;
}

export interface VerificationReport {
  readonly valid: boolean;
  readonly trusted: boolean;
  readonly summary: string;
  readonly slug?: ProblemSlug;
  readonly packageId?: string;
  readonly packageDigest?: string;
  readonly contentDigest?: string;
  readonly kind?: string;
  readonly objectId?: string;
  readonly revNo?: number;
  readonly title?: string;
  readonly organName?: string;
  readonly signers: readonly VerifiedSigner[];
  readonly checks: readonly VerifiedCheck[];
}

export interface VerifyOptions {
  /** Keys registered on this machine; without them every signature is reported as not registered. */
  readonly trustedKeys?: readonly KeyRecord[];
  readonly policy?: ReviewPolicy;
}

export type VerifyFileProblem = {
  readonly type: "file-missing" | "not-a-file" | "file-unreadable";
};

function readProblemPlace(problem: ReadProblem): { readonly slug: ProblemSlug; readonly at: string } {
  if (problem.type === "zip") {
    return { slug: problem.problem === "too-large" ? "too-large" : "bag-invalid", at: problem.problem };
  }
  return { slug: problem.type === "too-large" ? "too-large" : "bag-invalid", at: problem.path };
}

function judge(file: RandomAccess, options: VerifyOptions): PackageJudgement {
  const read = readPackage(nodeCrypto, file);
  if (!read.ok) {
    const { slug, at } = readProblemPlace(read.error);
    return unreadablePackage(slug, at);
  }
  const registry = new Map((options.trustedKeys ?? []).map((record) => [record.keyid, record]));
  return judgePackage(nodeCrypto, read.value, {
    registry: (keyid) => registry.get(keyid),
    useCarriedKeys: true,
    ...(options.policy ? { policy: options.policy } : {}),
  });
}

function signersOf(judgement: PackageJudgement, options: VerifyOptions): readonly VerifiedSigner[] {
  const registered = new Set((options.trustedKeys ?? []).map((record) => record.keyid));
  return judgement.reviews.flatMap((review) =>
    review.signatures.map((signature) => ({
      as: review.statement.predicate.stage,
      keyid: signature.keyid,
      ownerId: review.statement.predicate.personId,
      registered: registered.has(signature.keyid),
    })),
  );
}

function reportOf(judgement: PackageJudgement, options: VerifyOptions): VerificationReport {
  const { submission, content } = judgement;
  return {
    valid: judgement.valid,
    trusted: judgement.trusted,
    summary: packageSentence(judgement),
    ...(judgement.slug === undefined ? {} : { slug: judgement.slug }),
    ...(judgement.packageId === "" ? {} : { packageId: judgement.packageId }),
    ...(judgement.packageDigest === undefined ? {} : { packageDigest: judgement.packageDigest }),
    ...(judgement.contentDigest === undefined ? {} : { contentDigest: judgement.contentDigest }),
    ...(submission
      ? {
          kind: submission.predicate.kind,
          objectId: submission.predicate.objectId,
          revNo: submission.predicate.revNo,
        }
      : {}),
    ...(content ? { title: content.title, organName: content.organName } : {}),
    signers: signersOf(judgement, options),
    checks: judgement.checks.map((check) => ({
      id: check.id,
      name: checkNames[check.id],
      status: check.status,
      sentence: checkSentence(check),
      findings: check.findings,
    })),
  };
}

/** Verifies a package held in memory. */
export function verifyPackageBytes(bytes: Uint8Array, options: VerifyOptions = {}): VerificationReport {
  const access: RandomAccess = {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
  return reportOf(judge(access, options), options);
}

/**
 * Verifies a package file offline, without a store, on any machine. Reads the file once; memory stays bounded by the
 * small files in it. A file that shrinks meanwhile is reported as unreadable.
 */
export function verifyPackage(
  path: string,
  options: VerifyOptions = {},
): Result<VerificationReport, VerifyFileProblem> {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return err({ type: missing ? "file-missing" : "file-unreadable" });
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return err({ type: "not-a-file" });
    const access: RandomAccess = {
      size: stat.size,
      read: (offset, length) => readExactly(descriptor, offset, length),
    };
    return ok(reportOf(judge(access, options), options));
  } catch (error) {
    if (error instanceof ShortRead) return err({ type: "file-unreadable" });
    if (typeof (error as NodeJS.ErrnoException).code === "string") return err({ type: "file-unreadable" });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

class ShortRead extends Error {}

function readExactly(descriptor: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const count = readSync(descriptor, bytes, done, length - done, offset + done);
    if (count === 0) throw new ShortRead("file ended early");
    done += count;
  }
  return bytes;
}
