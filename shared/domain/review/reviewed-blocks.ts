import { mapPlainText, positionAt } from "../item/plain-text.ts";
import { blockText, type Block, type StructuredDocument } from "../item/structured-document.ts";

/** What one block is for a reviewer who has seen an earlier one: only `changed` blocks are bright (review.md §7). */
export type BlockStanding = "reviewed" | "changed";

/** A decision of 专门审查 that covered a block with the same words and the same masks. */
export interface EarlierConclusion {
  readonly reviewNo: string;
  readonly itemId: string;
  readonly title: string;
  readonly revNo: number;
  readonly conclusion: string;
  readonly personName: string;
  readonly decidedAt: string;
  readonly released: boolean;
}

export interface BlockHistory {
  readonly position: number;
  readonly standing: BlockStanding;
  readonly earlier?: EarlierConclusion;
}

/** The words of a block; the rows of a table are lines. */
export function textsOf(block: Block): string {
  return block.type === "table"
    ? block.content
        .map((row) =>
          row.content.map((cell) => cell.content.map((each) => blockText(each)).join("")).join("\t"),
        )
        .join("\n")
    : blockText(block);
}

/**
 * What each block is known by: its own words together with the words that would go out. A block whose masks changed
 * is another block, a block that only moved is the same one. Empty blocks have no key.
 */
export function blockKeys(
  document: StructuredDocument,
  releaseDocument: StructuredDocument,
): readonly (string | undefined)[] {
  return document.content.map((block, position) => {
    const text = textsOf(block);
    const out = releaseDocument.content[position];
    return text.trim() === "" ? undefined : JSON.stringify([block.type, text, out ? textsOf(out) : ""]);
  });
}

/** Number of the block that holds an offset of the plain text, or undefined outside it. */
export function blockAtOffset(document: StructuredDocument, offset: number): number | undefined {
  return positionAt(mapPlainText(document), offset)?.path[0];
}

/**
 * Blocks that may be remembered from a decision. A return remembers nothing about the blocks it objects to, and
 * nothing at all where it names no place: what was meant is then unknown.
 */
export function rememberedPositions(
  blockCount: number,
  decision: { readonly kind: "agree" | "return" | "refer"; readonly objectedBlocks: readonly number[] },
): readonly number[] {
  if (decision.kind === "refer") return [];
  if (decision.kind === "return" && decision.objectedBlocks.length === 0) return [];
  const objected = new Set(decision.objectedBlocks);
  return Array.from({ length: blockCount }, (_, position) => position).filter(
    (position) => !objected.has(position),
  );
}

/**
 * The standing of every block. A review of another item counts only once that item is released and only for text
 * made here: text from outside (imported, or obtained from others) never counts as reviewed until this very item was
 * (一事一审, 保密法实施条例42). The decision is still for the whole revision; nothing here approves anything.
 */
export function standingOfBlocks(input: {
  readonly itemId: string;
  readonly fromOutside: boolean;
  readonly keys: readonly (string | undefined)[];
  readonly earlierByKey: ReadonlyMap<string, readonly EarlierConclusion[]>;
}): readonly BlockHistory[] {
  return input.keys.map((key, position): BlockHistory => {
    const candidates = (key === undefined ? [] : (input.earlierByKey.get(key) ?? [])).filter(
      (earlier) => earlier.itemId === input.itemId || (earlier.released && !input.fromOutside),
    );
    const newest = candidates.toSorted((a, b) => (a.decidedAt < b.decidedAt ? 1 : -1))[0];
    return newest
      ? { position, standing: "reviewed", earlier: newest }
      : { position, standing: key === undefined ? "reviewed" : "changed" };
  });
}
