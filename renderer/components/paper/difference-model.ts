import type { DocumentDifference, LineDifference } from "../../../shared/domain/item/document-difference.ts";

/** A stretch of the comparison: what changed with a line around it, or how many unchanged lines are left out. */
export type DifferenceRow =
  | { readonly kind: "line"; readonly line: LineDifference; readonly key: string }
  | { readonly kind: "gap"; readonly count: number; readonly key: string };

/** Unchanged lines shown on either side of a change. */
const linesAround = 1;

/** Leaves out the unchanged lines that stand farther from a change. */
export function collapseDifference(difference: DocumentDifference): readonly DifferenceRow[] {
  const { lines } = difference;
  const keep = new Set<number>();
  lines.forEach((line, index) => {
    if (line.kind === "same") return;
    for (let near = index - linesAround; near <= index + linesAround; near += 1) keep.add(near);
  });
  const rows: DifferenceRow[] = [];
  let left = 0;
  lines.forEach((line, index) => {
    if (!keep.has(index)) {
      left += 1;
      return;
    }
    if (left > 0) rows.push({ kind: "gap", count: left, key: `gap-${index}` });
    left = 0;
    rows.push({ kind: "line", line, key: `line-${index}` });
  });
  if (left > 0) rows.push({ kind: "gap", count: left, key: "gap-end" });
  return rows;
}

/** 「正文改 3 段，增 1 段，删 2 段；遮盖改 2 段」. */
export function differenceSummary(difference: DocumentDifference, masks = 0): string {
  return [wordsSummary(difference), ...(masks > 0 ? [`遮盖改 ${masks} 段`] : [])].join("；");
}

function wordsSummary(difference: DocumentDifference): string {
  if (difference.identical) return "正文没有改动";
  const parts = [
    difference.changedLines > 0 ? `改 ${difference.changedLines} 段` : "",
    difference.addedLines > 0 ? `增 ${difference.addedLines} 段` : "",
    difference.removedLines > 0 ? `删 ${difference.removedLines} 段` : "",
  ].filter((part) => part !== "");
  return `正文${parts.join("，")}`;
}
