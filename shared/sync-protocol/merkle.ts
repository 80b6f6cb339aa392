import { concatBytes } from "./bytes.ts";
import type { Sha256 } from "./bytes.ts";

/**
 * The append-only tree of RFC 6962, section 2.1. Sizes and indexes are safe integers (≤ 2^53−1); 32-bit operators
 * are avoided on purpose, they would wrap.
 */

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** Hash of one entry: SHA-256(0x00 ‖ entry). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(concatBytes(leafPrefix, entry));
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(nodePrefix, left, right));
}

/** Root of the tree without entries: SHA-256 of the empty string. */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0));
}

/**
 * What must be kept to append to a tree without rereading it: its size and the roots of its full subtrees, the
 * largest (leftmost) first. There are as many as the size has one bits, at most 53.
 */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** A full subtree that came into being: `level` 0 is a leaf; it covers entries [index·2^level, (index+1)·2^level). */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** Appends one leaf hash and names the full subtrees that this completed, the leaf itself first. */
export function appendLeafWithNodes(
  sha256: Sha256,
  frontier: Frontier,
  leaf: Uint8Array,
): { readonly frontier: Frontier; readonly nodes: readonly TreeNode[] } {
  const hashes = [...frontier.hashes];
  const nodes: TreeNode[] = [{ level: 0, index: frontier.size, hash: leaf }];
  let hash = leaf;
  let level = 0;
  let rest = frontier.size;
  while (rest % 2 === 1) {
    const left = hashes.pop();
    if (!left) throw new Error("frontier does not match its size");
    hash = nodeHash(sha256, left, hash);
    rest = (rest - 1) / 2;
    level += 1;
    nodes.push({ level, index: rest, hash });
  }
  hashes.push(hash);
  return { frontier: { size: frontier.size + 1, hashes }, nodes };
}

/** Appends one leaf hash (see `leafHash`) to the tree. */
export function appendLeaf(sha256: Sha256, frontier: Frontier, leaf: Uint8Array): Frontier {
  return appendLeafWithNodes(sha256, frontier, leaf).frontier;
}

/** The root of the tree that the frontier stands for. */
export function rootOf(sha256: Sha256, frontier: Frontier): Uint8Array {
  let root: Uint8Array | undefined;
  for (const hash of frontier.hashes.toReversed()) root = root ? nodeHash(sha256, hash, root) : hash;
  return root ?? emptyRoot(sha256);
}

/** Whether the number of hashes fits the size; to be asked of a frontier read back from storage. */
export function isFrontier(frontier: Frontier): boolean {
  if (!Number.isSafeInteger(frontier.size) || frontier.size < 0) return false;
  let ones = 0;
  for (let rest = frontier.size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return frontier.hashes.length === ones && frontier.hashes.every((hash) => hash.length === 32);
}
