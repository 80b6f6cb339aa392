import type { FindingAnswer } from "../review/review-stages.ts";
import type { FindingType, Severity } from "./finding-types.ts";

/** What findings of a list have in common: what they are, and how they were answered. */
export interface ListKind {
  readonly type: FindingType;
  readonly severity: Severity;
  readonly answer?: FindingAnswer;
  /** Found by newer rules in words that older ones had looked at. */
  readonly fresh?: true;
}

/**
 * The findings of a file that has too many to be sent: in the order of the file one sign a finding, which says its kind.
 * What each is and where it stands is asked for by window.
 */
export interface LongList {
  readonly attachmentId: string;
  /** Number of the first finding; the others follow one by one. */
  readonly first: number;
  readonly kinds: readonly ListKind[];
  readonly order: string;
}

const firstSign = 48;

export const signOfKind = (index: number): string => String.fromCharCode(firstSign + index);

/** The kinds of a list from its first finding to the last. */
export function kindsInOrder({ kinds, order }: Pick<LongList, "kinds" | "order">): readonly ListKind[] {
  return Array.from({ length: order.length }, (_, at) => {
    const kind = kinds[order.charCodeAt(at) - firstSign];
    if (!kind) throw new Error("a list with a sign of no kind");
    return kind;
  });
}

/** How many findings of a list nobody answered. */
export function openInList({ kinds, order }: Pick<LongList, "kinds" | "order">): number {
  const open = new Set(kinds.flatMap(({ answer }, at) => (answer ? [] : [signOfKind(at)])));
  let count = 0;
  for (let at = 0; at < order.length; at += 1) if (open.has(order.charAt(at))) count += 1;
  return count;
}

/** What a finding in a file is called outside the store: the file, and its number there. */
export const fileFindingId = (attachmentId: string, id: number): string => `${attachmentId}.${id}`;

export function parseFileFindingId(
  findingId: string,
): { readonly attachmentId: string; readonly id: number } | undefined {
  const parts = /^(.+)\.(\d{1,15})$/u.exec(findingId);
  return parts?.[1] && parts[2] ? { attachmentId: parts[1], id: Number(parts[2]) } : undefined;
}
