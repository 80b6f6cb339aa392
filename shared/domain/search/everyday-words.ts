import { foldForSearch } from "./fold.ts";
import { synonymPairs, type SynonymPair } from "./synonym-pairs.ts";
import { unitPairs } from "./unit-names.ts";

/** An everyday word and the official wording it reaches, as shipped or as somebody of the department added it. */
export type WordPair = Pick<SynonymPair, "official" | "everyday" | "field" | "direction">;

/** A part of what was typed: words that mean the same, the typed one first. */
export interface MeaningPart {
  readonly typed: string;
  readonly others: readonly string[];
  /** How near the others are: those of a word that only reaches the official one are further off (domain/search.md §8). */
  readonly weight: number;
  /** One of the others was added by people of the department. */
  readonly isOwn?: true;
}

/** Every word that is known in two wordings, as a query is cut by them. */
export interface EverydayWords {
  /** By the folded word: what it reaches, of the shipped pairs first. */
  readonly reaches: ReadonlyMap<string, readonly string[]>;
  /** Folded words that only reach the official one. */
  readonly further: ReadonlySet<string>;
  /** Folded words that reach one of the department's own. */
  readonly own: ReadonlySet<string>;
  readonly pairs: readonly WordPair[];
  readonly longest: number;
}

const MOST_OTHERS = 5;

/** The field of a word that no shipped pair tells the field of. */
export const otherField = "其他";

/** Offices too are known by several names (市监局, 市场监督管理局). */
const unitWords = unitPairs.map(({ fuller, shorter }) => ({
  official: fuller,
  everyday: shorter,
  direction: "both" as const,
}));

/** The shipped words with those of a department behind them: what is shipped stays as it is (domain/search.md §8). */
export function everydayWordsWith(ownPairs: readonly WordPair[]): EverydayWords {
  const reaches = new Map<string, string[]>();
  const own = new Set<string>();
  const add = (from: string, to: string, isOwn: boolean): void => {
    const key = foldForSearch(from);
    const known = reaches.get(key);
    if (known?.includes(to) || (known?.length ?? 0) >= MOST_OTHERS) return;
    if (known) known.push(to);
    else reaches.set(key, [to]);
    if (isOwn) own.add(key);
  };
  const addAll = (pairs: readonly Omit<WordPair, "field">[], isOwn: boolean): void => {
    for (const { official, everyday, direction } of pairs) {
      add(everyday, official, isOwn);
      if (direction === "both") add(official, everyday, isOwn);
    }
  };
  addAll(synonymPairs, false);
  addAll(unitWords, false);
  addAll(ownPairs, true);
  const pairs = [...synonymPairs, ...ownPairs];
  return {
    reaches,
    further: new Set(
      pairs
        .filter(({ direction }) => direction === "toOfficial")
        .map(({ everyday }) => foldForSearch(everyday)),
    ),
    own,
    pairs,
    longest: Math.max(...[...reaches.keys()].map((word) => word.length)),
  };
}

/** What the program came with. */
export const shippedWords = everydayWordsWith([]);

/** Words between two meanings that carry none: 的, 了, 怎么办. */
const filler = /^(?:的|了|吗|呢|怎么|怎样|如何|办|办理|有哪些|是什么)+$/u;

/** Letters and numbers are words as a whole: ETC does not stand in “fetch”. */
const latin = /[a-z0-9]/u;
const cutsLatin = (run: string, from: number, to: number): boolean =>
  (from > 0 && latin.test(run.charAt(from)) && latin.test(run.charAt(from - 1))) ||
  (to < run.length && latin.test(run.charAt(to)) && latin.test(run.charAt(to - 1)));

/**
 * Cuts a run of characters at the longest words that are known in two wordings; undefined when there is none. What stands between
 * stays as typed; a single character between two words is left out.
 */
export function meaningParts(
  run: string,
  { reaches, further, own, longest }: EverydayWords = shippedWords,
): readonly MeaningPart[] | undefined {
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
      if (reaches.has(candidate) && !cutsLatin(run, at, at + length)) word = candidate;
    }
    if (word === undefined) {
      between += run.charAt(at);
      at += 1;
      continue;
    }
    close();
    parts.push({
      typed: word,
      others: reaches.get(word) ?? [],
      weight: further.has(word) ? 0.6 : 0.8,
      ...(own.has(word) ? { isOwn: true } : {}),
    });
    at += word.length;
  }
  close();
  return parts.some(({ others }) => others.length > 0) ? parts : undefined;
}

/**
 * Where neither a word nor what it reaches stands in the store: the other official words of the same field, those that share most
 * characters with it first (domain/search.md §8).
 */
export function relatedOfficials(
  sought: readonly string[],
  { pairs }: EverydayWords = shippedWords,
): readonly string[] {
  const known = new Set(sought.map(foldForSearch));
  const isSought = ({ official, everyday }: WordPair): boolean =>
    known.has(foldForSearch(official)) || known.has(foldForSearch(everyday));
  const fields = new Set(pairs.filter(isSought).map(({ field }) => field));
  const characters = new Set(sought.join(""));
  const shared = (word: string): number =>
    [...new Set(word)].filter((character) => characters.has(character)).length;
  const officials = pairs
    .filter((pair) => pair.field !== otherField && fields.has(pair.field) && !isSought(pair))
    .map(({ official }) => official);
  return [...new Set(officials)].toSorted((a, b) => shared(b) - shared(a));
}
