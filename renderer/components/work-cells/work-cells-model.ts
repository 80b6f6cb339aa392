/** One working day of the small clock. */
export type WorkCell = "used" | "today" | "lastDay" | "left" | "over";

/** More cells than this would say less, not more; the words carry the number. */
export const mostOver = 3;

/**
 * The cells of the small clock (tokens.md §4.8): one for each working day allowed. With `remaining` = `limit` the
 * paper came today and nothing is used; with 0 today is the last day; below 0 the days over follow, at least one.
 */
export function workCells(limit: number, remaining: number): readonly WorkCell[] {
  const cells: WorkCell[] = [];
  for (let day = 1; day <= limit; day += 1) {
    const left = limit - day;
    if (remaining < 0 || left > remaining) cells.push("used");
    else if (left === remaining) cells.push(remaining === 0 ? "lastDay" : "today");
    else cells.push("left");
  }
  for (let over = 0; over < Math.min(-remaining, mostOver); over += 1) cells.push("over");
  return cells;
}

/** The class by which the days of a period take no more room than a list has: three, ten, twenty, or the forty of an extended answer. */
export function cellWidth(limit: number): string {
  if (limit > 22) return "work-cells--hair";
  if (limit > 14) return "work-cells--thin";
  return limit > 5 ? "work-cells--narrow" : "";
}
