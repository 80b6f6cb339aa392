import { setImmediate as breathe } from "node:timers/promises";

import { indexMark, readPairs } from "../../../../db/readers/search-upkeep.ts";
import type { RawDatabase } from "../../../../db/sqlite/open-database.ts";
import { PairVocabulary, type Vocabulary } from "../../../../shared/domain/search/vocabulary.ts";
import type { Work } from "../work.ts";

interface Loaded {
  readonly vocabulary: Vocabulary;
  /** The state of the index it was read from. */
  readonly mark: string;
  readonly atMs: number;
  readonly isSmall: boolean;
}

type Parts = { readonly db: Work["db"]; readonly store: Pick<Work["store"], "raw"> };

const loaded = new WeakMap<RawDatabase, Loaded>();
const underWay = new WeakMap<RawDatabase, Promise<Vocabulary>>();

/** A pair that stands in most texts takes some milliseconds alone, thousands of rare ones no more together. */
const PORTION = { least: 8, most: 512 };
/** After so long whoever else waits has a turn: well under one frame of the screen. */
const SLICE_MS = 5;
/** A store of so many pairs in all its texts is read in some hundredths of a second, and anew whenever a text was written. */
const SMALL = 2_000_000;
/** A large store's words are as old as this at most. */
export const OLDEST_MS = 60_000;

async function readWords({ db, store: { raw } }: Parts, signal?: AbortSignal): Promise<Vocabulary> {
  const vocabulary = new PairVocabulary();
  const mark = indexMark(raw);
  let size = 0;
  let portion = PORTION.least;
  let begun = performance.now();
  let after: string | undefined = "\u3400";
  while (after !== undefined) {
    const asked = performance.now();
    const { pairs, last } = await readPairs(db, after, portion);
    for (const { pair, documents } of pairs) {
      vocabulary.add(pair.charAt(0), pair.charAt(1), documents);
      size += documents;
    }
    after = last;
    portion = performance.now() - asked > SLICE_MS / 2 ? PORTION.least : Math.min(PORTION.most, portion * 2);
    if (performance.now() - begun < SLICE_MS) continue;
    await breathe();
    // The store closes: what was read so far serves whoever still asks, and is not kept.
    if (signal?.aborted) return vocabulary;
    begun = performance.now();
  }
  loaded.set(raw, { vocabulary, mark, atMs: performance.now(), isSmall: size <= SMALL });
  return vocabulary;
}

/** Reads the words once, however many wait for them. */
async function read(parts: Parts, signal?: AbortSignal): Promise<Vocabulary> {
  const { raw } = parts.store;
  const reading = underWay.get(raw) ?? readWords(parts, signal).finally(() => underWay.delete(raw));
  underWay.set(raw, reading);
  return await reading;
}

/**
 * Reads the pairs of characters of the store ahead, a little at a time, so that nobody waits for them who searches; and again
 * where texts were written since.
 */
export async function refreshVocabulary(parts: Parts, signal: AbortSignal): Promise<void> {
  if (loaded.get(parts.store.raw)?.mark !== indexMark(parts.store.raw)) await read(parts, signal);
}

function freshVocabulary(raw: RawDatabase): Vocabulary | undefined {
  const kept = loaded.get(raw);
  const isFresh =
    kept !== undefined &&
    ((!kept.isSmall && performance.now() - kept.atMs < OLDEST_MS) || kept.mark === indexMark(raw));
  return isFresh ? kept.vocabulary : undefined;
}

/** The pairs of characters of the store, kept while they are fresh enough. */
export async function storeVocabulary(work: Parts): Promise<Vocabulary> {
  const { raw } = work.store;
  // A reading that others began may be past the words of a text that was written since.
  if (!freshVocabulary(raw)) await underWay.get(raw);
  return freshVocabulary(raw) ?? (await read(work));
}
