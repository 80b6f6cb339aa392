import { setImmediate as breathe } from "node:timers/promises";

import { readPairs } from "../../../../db/readers/search-upkeep.ts";
import type { RawDatabase } from "../../../../db/sqlite/open-database.ts";
import { PairVocabulary, type Vocabulary } from "../../../../shared/domain/search/vocabulary.ts";
import type { Work } from "../work.ts";

interface Loaded {
  readonly vocabulary: Vocabulary;
  readonly changes: number;
  readonly atMs: number;
  readonly tookMs: number;
}

const loaded = new WeakMap<RawDatabase, Loaded>();

const PORTION = 5000;
/** What is read this quickly is read anew whenever anything was written. */
const QUICK_MS = 30;
/** A large store's words are as old as this at most. */
const OLDEST_MS = 60_000;

/** The pairs of characters of the store, read in portions so that no screen waits for it, and kept while they are fresh enough. */
export async function storeVocabulary(work: Work): Promise<Vocabulary> {
  const { raw } = work.store;
  const changes = raw.prepare("select total_changes()").pluck().get() as number;
  const now = performance.now();
  const kept = loaded.get(raw);
  if (kept && (kept.changes === changes || (kept.tookMs > QUICK_MS && now - kept.atMs < OLDEST_MS)))
    return kept.vocabulary;
  const vocabulary = new PairVocabulary();
  let after: string | undefined = "\u3400";
  while (after !== undefined) {
    const { pairs, last } = await readPairs(work.db, after, PORTION);
    for (const { pair, documents } of pairs) vocabulary.add(pair.charAt(0), pair.charAt(1), documents);
    after = last;
    if (after !== undefined) await breathe();
  }
  loaded.set(raw, { vocabulary, changes, atMs: now, tookMs: performance.now() - now });
  return vocabulary;
}
