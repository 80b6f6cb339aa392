import { z } from "zod";

import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { canonicalBytes, parseCanonical } from "./canonical-json.ts";
import { leafBytes, parseLeaf } from "./log-leaf.ts";
import type { DecidedLeaf } from "./log-leaf.ts";
import { parseLogProof } from "./log-proof.ts";
import { leafHash } from "./merkle.ts";
import { headGrew, verifyInclusion } from "./merkle-proofs.ts";
import type { TreeHead } from "./merkle-proofs.ts";
import { openCheckpoint } from "./notes.ts";
import type { Checkpoint, CheckpointProblem, CheckpointTrust } from "./notes.ts";
import type { ProtocolCrypto } from "./suites.ts";

/**
 * A receipt: the leaf with the server's decision, and the proof that it stands in the server's log. It is verified
 * offline from pinned keys alone, by whatever road it came (I6).
 */

const receiptSchema = z.strictObject({ leaf: z.unknown(), proof: z.string().max(64 * 1024) });
const maxReceiptBytes = 96 * 1024;

export interface Receipt {
  readonly leaf: DecidedLeaf;
  /** C2SP tlog-proof@v1. */
  readonly proof: string;
}

export function receiptBytes(receipt: Receipt): Uint8Array {
  return canonicalBytes({ leaf: receipt.leaf, proof: receipt.proof });
}

export type ReceiptProblem =
  | { readonly type: "malformed" }
  | { readonly type: "other-package" }
  | { readonly type: "other-digest" }
  | { readonly type: "checkpoint"; readonly problem: CheckpointProblem["type"] }
  | { readonly type: "not-included" }
  | { readonly type: "log-rewritten" };

export function parseReceipt(bytes: Uint8Array): Result<Receipt, ReceiptProblem> {
  if (bytes.length > maxReceiptBytes) return err({ type: "malformed" });
  const json = parseCanonical(bytes);
  const parsed = json.ok ? receiptSchema.safeParse(json.value) : undefined;
  if (!parsed?.success) return err({ type: "malformed" });
  const leaf = parseLeaf(canonicalBytes(parsed.data.leaf));
  if (!leaf.ok || leaf.value.type !== "decided") return err({ type: "malformed" });
  return ok({ leaf: leaf.value, proof: parsed.data.proof });
}

export interface ReceiptQuestion {
  readonly trust: CheckpointTrust;
  /** What the holder sent; both are compared when given. */
  readonly packageId?: string;
  readonly packageDigest?: string;
  /** The newest head verified before, and the proof from the smaller to the larger of the two heads. */
  readonly logView?: { readonly head: TreeHead; readonly proof: readonly Uint8Array[] };
}

export interface VerifiedReceipt {
  readonly leaf: DecidedLeaf;
  readonly index: number;
  readonly checkpoint: Checkpoint;
}

/** Verifies a receipt: own package → log's signature and witnesses → inclusion → consistency with the known head. */
export function verifyReceipt(
  crypto: ProtocolCrypto,
  bytes: Uint8Array,
  question: ReceiptQuestion,
): Result<VerifiedReceipt, ReceiptProblem> {
  const receipt = parseReceipt(bytes);
  if (!receipt.ok) return receipt;
  const { leaf } = receipt.value;
  if (question.packageId !== undefined && leaf.packageId !== question.packageId) {
    return err({ type: "other-package" });
  }
  if (question.packageDigest !== undefined && leaf.packageDigest !== question.packageDigest) {
    return err({ type: "other-digest" });
  }
  const proof = parseLogProof(receipt.value.proof);
  if (!proof.ok) return err({ type: "malformed" });
  const checkpoint = openCheckpoint(crypto, proof.value.checkpoint, question.trust);
  if (!checkpoint.ok) return err({ type: "checkpoint", problem: checkpoint.error.type });
  const included = verifyInclusion(crypto.sha256, {
    index: proof.value.index,
    size: checkpoint.value.size,
    leafHash: leafHash(crypto.sha256, leafBytes(leaf)),
    proof: proof.value.path,
    root: checkpoint.value.root,
  });
  if (!included) return err({ type: "not-included" });
  if (question.logView) {
    const { head, proof: between } = question.logView;
    const [older, newer] =
      head.size <= checkpoint.value.size ? [head, checkpoint.value] : [checkpoint.value, head];
    if (!headGrew(crypto.sha256, older, newer, between)) return err({ type: "log-rewritten" });
  }
  return ok({ leaf, index: proof.value.index, checkpoint: checkpoint.value });
}
