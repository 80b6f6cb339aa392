import type { ShownFacts } from "./shown-facts.ts";

/** A hit before anything of it is read that is shown. */
export interface Found {
  readonly rowid: number;
  /** Which step of the search found it: whatever an earlier one found stands before. */
  readonly step: number;
  /** Where it stands among the rows of its step where these are equally good. */
  readonly place: number;
  readonly cost: number;
  readonly score: number;
  readonly facts: ShownFacts;
  /** The passages that a filter asks for, where it asks for passages. */
  readonly passages?: readonly string[];
}

/** The order of hits: what is weighed the same stands in the order of the bare ranking, and then in its place. */
export const byRank = (a: Found, b: Found): number =>
  a.step - b.step || b.score - a.score || a.cost - b.cost || a.place - b.place;

/** Puts one hit among the best ones so far, in their order, where it is one of them. */
export function keepBest(best: Found[], one: Found, most: number): void {
  const last = best[most - 1];
  if (last && byRank(one, last) >= 0) return;
  let at = best.length;
  while (at > 0 && byRank(one, best[at - 1] as Found) < 0) at -= 1;
  best.splice(at, 0, one);
  if (best.length > most) best.pop();
}

/** So many are picked out; more than that are sorted. */
const PICKED = 200;

/** The best of many hits, in their order: sorting all of them for a page takes as long as finding them. */
export function bestOf(found: readonly Found[], most: number): readonly Found[] {
  if (most > PICKED) return found.toSorted(byRank).slice(0, most);
  const best: Found[] = [];
  for (const one of found) keepBest(best, one, most);
  return best;
}
