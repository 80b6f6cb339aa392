import { synonymPairs, type SynonymPair } from "./synonym-pairs.ts";
import { unitPairs } from "./unit-names.ts";

/** A part of what was typed: words that mean the same, the typed one first. */
export interface MeaningPart {
  readonly typed: string;
  readonly others: readonly string[];
  /** How near the others are: those of a word that only reaches the official one are further off (domain/search.md §8). */
  readonly weight: number;
}

const MOST_OTHERS = 5;

function reachesOf(
  pairs: readonly Pick<SynonymPair, "official" | "everyday" | "direction">[],
): ReadonlyMap<string, readonly string[]> {
  const reaches = new Map<string, string[]>();
  const add = (from: string, to: string): void => {
    const own = reaches.get(from);
    if (!own) reaches.set(from, [to]);
    else if (!own.includes(to) && own.length < MOST_OTHERS) own.push(to);
  };
  for (const { official, everyday, direction } of pairs) {
    add(everyday, official);
    if (direction === "both") add(official, everyday);
  }
  return reaches;
}

/** Offices too are known by several names (市监局, 市场监督管理局). */
const shipped = reachesOf([
  ...synonymPairs,
  ...unitPairs.map(({ fuller, shorter }) => ({
    official: fuller,
    everyday: shorter,
    direction: "both" as const,
  })),
]);
const further = new Set(
  synonymPairs.filter(({ direction }) => direction === "toOfficial").map(({ everyday }) => everyday),
);
const weightOf = (word: string): number => (further.has(word) ? 0.6 : 0.8);
const longest = Math.max(...[...shipped.keys()].map((word) => word.length));

/** Words between two meanings that carry none: 的, 了, 怎么办. */
const filler = /^(?:的|了|吗|呢|怎么|怎样|如何|办|办理|有哪些|是什么)+$/u;

/**
 * Cuts a run of characters at the longest words that are known in two wordings; undefined when there is none. What stands between
 * stays as typed; a single character between two words is left out.
 */
export function meaningParts(run: string): readonly MeaningPart[] | undefined {
  const parts: MeaningPart[] = [];
  let between = "";
  const close = (): void => {
    const left = between.replaceAll(/^[的了之]+|[的了之]+$/gu, "");
    if (left.length > 1 && !filler.test(left)) parts.push({ typed: left, others: [], weight: 1 });
    between = "";
  };
  for (let at = 0; at < run.length;) {
    let word: string | undefined;
    for (let length = Math.min(longest, run.length - at); length > 1 && word === undefined; length -= 1) {
      const candidate = run.slice(at, at + length);
      if (shipped.has(candidate)) word = candidate;
    }
    if (word === undefined) {
      between += run.charAt(at);
      at += 1;
      continue;
    }
    close();
    parts.push({ typed: word, others: shipped.get(word) ?? [], weight: weightOf(word) });
    at += word.length;
  }
  close();
  return parts.some(({ others }) => others.length > 0) ? parts : undefined;
}
