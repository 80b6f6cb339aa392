import {
  charactersBeginningWith,
  charactersOf,
  charactersSoundingLike,
  charactersSpeltFrom,
  LONGEST_SYLLABLE,
  splitSyllables,
} from "./sounds.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Words of the store that letters may mean, and how: the better kind first, then what stands in more documents. */
export interface SoundReading {
  readonly text: string;
  readonly kind: "pinyin" | "initials" | "unfinished" | "similarSound";
  /** No more documents than this hold the word: the rarest of its pairs. */
  readonly documents: number;
}

const WIDEST = 400;
const MOST = 24;
const LONGEST = 12;

interface Chain {
  readonly text: string;
  readonly last: string;
  readonly documents: number;
}

function widest(chains: Chain[]): Chain[] {
  return chains.length <= WIDEST
    ? chains
    : chains.toSorted((a, b) => b.documents - a.documents).slice(0, WIDEST);
}

/** Runs of characters, one of each slot, whose neighbours stand beside each other in the store. */
function chainsThrough(slots: readonly ReadonlySet<string>[], vocabulary: Vocabulary): readonly Chain[] {
  const [first, ...others] = slots;
  if (!first || others.length === 0) return [];
  let chains: Chain[] = [...first].map((text) => ({ text, last: text, documents: Infinity }));
  for (const slot of others) {
    const longer: Chain[] = [];
    for (const chain of chains) {
      const followers = vocabulary.after(chain.last);
      // The smaller of the two is walked: common characters are followed by thousands.
      const step = (next: string, documents: number): void => {
        longer.push({ text: chain.text + next, last: next, documents: Math.min(chain.documents, documents) });
      };
      if (followers.size < slot.size) {
        for (const [next, documents] of followers) if (slot.has(next)) step(next, documents);
      } else {
        for (const next of slot) {
          const documents = followers.get(next);
          if (documents !== undefined) step(next, documents);
        }
      }
    }
    chains = widest(longer);
    if (chains.length === 0) return [];
  }
  return chains;
}

/** Letters alone, perhaps set apart by blanks or apostrophes (xi'an): what can be pinyin or initials. */
export function lettersOf(query: string): readonly string[] | undefined {
  const text = query.normalize("NFKC").toLowerCase().trim();
  if (!/^[a-zü](?:[a-zü]|['’\s])*[a-zü]$/u.test(text)) return undefined;
  return text.replaceAll("ü", "v").split(/['’\s]+/u);
}

function combine<T>(parts: readonly (readonly (readonly T[])[])[]): readonly (readonly T[])[] {
  let combined: readonly (readonly T[])[] = [[]];
  for (const part of parts)
    combined = combined.flatMap((before) => part.map((after) => [...before, ...after])).slice(0, MOST);
  return combined;
}

const splitsOf = (parts: readonly string[]): readonly (readonly string[])[] =>
  combine(parts.map(splitSyllables));

/** Characters and letters in one word (依申qing公开): the characters stand as they are. */
function mixedSlots(query: string): readonly (readonly ReadonlySet<string>[])[] {
  const text = query
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/['’\s]+/gu, "");
  if (!/^[a-z\u3400-\u9fff]+$/u.test(text) || !/[a-z]/u.test(text) || !/[\u3400-\u9fff]/u.test(text))
    return [];
  const parts = [...text.matchAll(/[a-z]+|[\u3400-\u9fff]/gu)].map(([part]) =>
    part.charCodeAt(0) < 0x3400
      ? splitSyllables(part).map((syllables) => syllables.map(charactersOf))
      : [[new Set([part])]],
  );
  return combine(parts);
}

/** The last syllable is not typed to its end: zhengfuwangz. */
function unfinishedSlots(letters: string): readonly (readonly ReadonlySet<string>[])[] {
  for (let open = 1; open < Math.min(letters.length - 2, 6); open += 1) {
    const last = charactersSpeltFrom(letters.slice(-open));
    const splits = last.size === 0 ? [] : splitSyllables(letters.slice(0, -open));
    if (splits.length > 0) return splits.map((syllables) => [...syllables.map(charactersOf), last]);
  }
  return [];
}

/** Whether a query may be read by its sound at all. */
export function hasSound(query: string): boolean {
  return lettersOf(query) !== undefined || mixedSlots(query).length > 0;
}

/**
 * What letters may stand for: full pinyin first, then initials, then pinyin whose end is not typed yet, then sounds that many do not tell apart. Every reading stands
 * in the store pair by pair; whether it does as a whole only the index tells.
 */
export function readSounds(query: string, vocabulary: Vocabulary): readonly SoundReading[] {
  const parts = lettersOf(query) ?? [];
  const found = new Map<string, SoundReading>();
  const take = (kind: SoundReading["kind"], slots: readonly ReadonlySet<string>[]): void => {
    if (slots.length < 2 || slots.length > LONGEST) return;
    for (const { text, documents } of chainsThrough(slots, vocabulary))
      if (!found.has(text)) found.set(text, { text, kind, documents });
  };
  for (const slots of mixedSlots(query)) take("pinyin", slots);
  const letters = parts.join("");
  // Of more letters than twelve syllables have nothing is read.
  if (letters.length > LONGEST * LONGEST_SYLLABLE) return [];
  const splits = parts.length > 0 ? splitsOf(parts) : [];
  for (const syllables of splits) take("pinyin", syllables.map(charactersOf));
  if (letters.length <= 8) take("initials", Array.from(letters, charactersBeginningWith));
  if (![...found.values()].some(({ kind }) => kind === "pinyin")) {
    for (const slots of unfinishedSlots(letters)) take("unfinished", slots);
    for (const syllables of splits) take("similarSound", syllables.map(charactersSoundingLike));
  }
  const order = { pinyin: 0, initials: 1, unfinished: 2, similarSound: 3 };
  return [...found.values()]
    .toSorted(
      (a, b) => order[a.kind] - order[b.kind] || b.documents - a.documents || (a.text < b.text ? -1 : 1),
    )
    .slice(0, MOST);
}
