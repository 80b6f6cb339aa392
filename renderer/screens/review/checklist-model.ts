import type { ChecklistRow } from "../../../shared/contract/reviews.ts";
import type { ChecklistAnswer } from "../../../shared/domain/review/review-stages.ts";

export interface ChecklistGroupRows {
  readonly group: string;
  readonly rows: readonly ChecklistRow[];
  readonly open: number;
}

/** Nobody answered it yet, or it was answered against what is withheld. */
function isOpen(row: ChecklistRow): boolean {
  return row.answer === undefined || row.contradicted === true;
}

/** The checks by group, in print order. */
export function checklistGroupsOf(rows: readonly ChecklistRow[]): readonly ChecklistGroupRows[] {
  const groups = new Map<string, ChecklistRow[]>();
  for (const row of rows) {
    const list = groups.get(row.group);
    if (list) list.push(row);
    else groups.set(row.group, [row]);
  }
  return [...groups].map(([group, list]) => ({
    group,
    rows: list,
    open: list.filter(isOpen).length,
  }));
}

export function openChecks(rows: readonly ChecklistRow[]): number {
  return rows.filter(isOpen).length;
}

/** A "yes" needs its treatment, an "unsure" what is not sure (review.md §4). */
export function answerNeedsNote(answer: ChecklistAnswer): boolean {
  return answer === "yes" || answer === "unsure";
}

/** What a "yes" says until the person writes something else: what was found there, treated as the findings say. */
export function proposedNote(row: Pick<ChecklistRow, "hint">, answer: ChecklistAnswer): string {
  return answer === "yes" && row.hint ? `${row.hint}，已按发现逐处处理` : "";
}

/** The next check to answer below `code`, from the top again when there is none. */
export function nextOpenCheck(rows: readonly ChecklistRow[], code: string | undefined): string | undefined {
  const start = rows.findIndex((row) => row.code === code);
  const turned = [...rows.slice(start + 1), ...rows.slice(0, start + 1)];
  return turned.find((row) => isOpen(row) && row.code !== code)?.code;
}

/** Where the work goes on after an answer to `code`: to the next open check, but not away from what is said against it. */
export function checkAfterAnswer(rows: readonly ChecklistRow[], code: string): string | undefined {
  return rows.some((row) => row.code === code && row.contradicted) ? code : nextOpenCheck(rows, code);
}
