import { equalBytes } from "./bytes.ts";
import type { Sha256 } from "./bytes.ts";
import { nodeHash } from "./merkle.ts";

/** Reads the hash of a full subtree: entries [index·2^level, (index+1)·2^level). */
export type NodeReader = (level: number, index: number) => Uint8Array;

/** The largest power of two below `size` (RFC 6962 calls it k); `size` must be at least 2. */
function splitPoint(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

function isPowerOfTwo(size: number): boolean {
  while (size > 1 && size % 2 === 0) size /= 2;
  return size === 1;
}

/** MTH(D[start:end]) of a range that starts at a multiple of the power of two covering it. */
function rangeHash(sha256: Sha256, read: NodeReader, start: number, end: number): Uint8Array {
  const size = end - start;
  if (isPowerOfTwo(size)) return read(Math.round(Math.log2(size)), start / size);
  const middle = start + splitPoint(size);
  return nodeHash(sha256, rangeHash(sha256, read, start, middle), rangeHash(sha256, read, middle, end));
}

/** The root at `size`, computed from kept nodes. `size` must be at least 1. */
export function rootAt(sha256: Sha256, read: NodeReader, size: number): Uint8Array {
  return rangeHash(sha256, read, 0, size);
}

/** PATH(index, D[0:size]) of RFC 6962, 2.1.1, from the leaf's sibling up. Throws outside the tree: that is a bug. */
export function inclusionProof(
  sha256: Sha256,
  read: NodeReader,
  index: number,
  size: number,
): readonly Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new Error("index outside the tree");
  const path: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      path.push(rangeHash(sha256, read, middle, end));
      end = middle;
    } else {
      path.push(rangeHash(sha256, read, start, middle));
      start = middle;
    }
  }
  return path.reverse();
}

/** PROOF(oldSize, D[0:size]) of RFC 6962, 2.1.2. Empty when the sizes are equal or the old tree is empty. */
export function consistencyProof(
  sha256: Sha256,
  read: NodeReader,
  oldSize: number,
  size: number,
): readonly Uint8Array[] {
  if (!(oldSize >= 0 && oldSize <= size)) throw new Error("old size beyond the tree");
  if (oldSize === 0 || oldSize === size) return [];
  const path: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (oldSize !== end) {
    const middle = start + splitPoint(end - start);
    if (oldSize <= middle) {
      path.push(rangeHash(sha256, read, middle, end));
      end = middle;
    } else {
      path.push(rangeHash(sha256, read, start, middle));
      start = middle;
    }
  }
  // When the old tree is a left edge of the path, its root is known to the verifier and is left out.
  if (start !== 0) path.push(rangeHash(sha256, read, start, end));
  return path.reverse();
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Verifies that the leaf stands at `index` in the tree of `size` with `root` (RFC 9162, 2.1.3.2). */
export function verifyInclusion(sha256: Sha256, claim: InclusionClaim): boolean {
  const { index, size, proof } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (claim.leafHash.length !== 32) return false;
  let hash = claim.leafHash;
  let node = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== 32) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sha256, sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(sha256, hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(hash, claim.root);
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly size: number;
  readonly oldRoot: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Verifies that the tree of `size` continues the tree of `oldSize` (RFC 9162, 2.1.4.2). An old size of 0 is refused:
 * every tree continues the empty one, so that there is nothing to prove (see `headGrew`).
 */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): boolean {
  const { oldSize, size, oldRoot, root } = claim;
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(size)) return false;
  if (oldSize < 1 || oldSize > size) return false;
  if (oldSize === size) return claim.proof.length === 0 && equalBytes(oldRoot, root);
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...claim.proof] : [...claim.proof];
  const first = path[0];
  if (!first || path.some((hash) => hash.length !== 32)) return false;
  let node = oldSize - 1;
  let last = size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let oldHash = first;
  let newHash = first;
  for (const hash of path.slice(1)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sha256, hash, oldHash);
      newHash = nodeHash(sha256, hash, newHash);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      newHash = nodeHash(sha256, newHash, hash);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, root);
}

/** A tree head: what a checkpoint signs. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Whether `head` continues `old`, as a witness asks it (C2SP tlog-witness): from the empty tree the proof must be
 * empty, from any other it must verify.
 */
export function headGrew(
  sha256: Sha256,
  old: TreeHead,
  head: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (old.size === 0) return proof.length === 0 && head.size >= 0;
  return verifyConsistency(sha256, {
    oldSize: old.size,
    size: head.size,
    oldRoot: old.root,
    root: head.root,
    proof,
  });
}
