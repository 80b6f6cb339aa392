import { setTimeout as pause } from "node:timers/promises";

import {
  readIntakes,
  readItemTexts,
  readSearchEdition,
  type SearchEdition,
} from "../../../../db/readers/search-upkeep.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import {
  beginSearchEdition,
  keepSearchProgress,
  mergeSearchIndex,
  putSearchEntry,
  writeUnmerged,
} from "../../../../db/writers/search.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import {
  applicationEntry,
  itemEntry,
  SEARCH_EDITION,
  type SearchEntry,
} from "../../../../shared/domain/search/search-entry.ts";
import type { Work } from "../work.ts";
import { readFactsAhead } from "./search-facts.ts";
import { OLDEST_MS, refreshVocabulary } from "./search-vocabulary.ts";

type Parts = Pick<Work, "db" | "store" | "ports">;

/** One slice takes well under a frame where texts are short; one text is never cut. */
const SLICE_MS = 6;
const PORTION = 8;
/** The first screen comes before any of this. */
const usualPace = { startMs: 2_000, betweenMs: 20 };

function entryOfText(title: string, body: unknown): SearchEntry {
  const parsed = body === undefined ? undefined : parseStructuredDocument(body);
  return itemEntry(title, parsed?.ok ? plainText(parsed.value) : "");
}

type Intake = Parameters<typeof applicationEntry>[1];

/** The next entries anew, in one transaction with how far it came; nothing is read before it that could be older than a save. */
async function nextSlice(tx: WriteTx, state: SearchEdition): Promise<SearchEdition> {
  const end = performance.now() + SLICE_MS;
  let { items, applications } = state;
  const texts = await readItemTexts(tx, items, PORTION);
  const intakes = texts.length > 0 ? [] : await readIntakes(tx, applications, PORTION);
  const write = async (): Promise<void> => {
    for (const { seq, title, body } of texts) {
      await putSearchEntry(tx, seq * 2, entryOfText(title, body));
      items = seq;
      if (performance.now() > end) break;
    }
    for (const { seq, applicationNo, intake } of intakes) {
      // Applications of the first editions have one applicant.
      const received = { coApplicants: [], ...(intake as object) } as unknown as Intake;
      await putSearchEntry(tx, seq * 2 + 1, applicationEntry(applicationNo, received));
      applications = seq;
      if (performance.now() > end) break;
    }
  };
  if (texts.length + intakes.length > 0) await writeUnmerged(tx, write);
  const complete = texts.length === 0 && intakes.length === 0;
  await keepSearchProgress(tx, { items, applications, complete });
  return { edition: state.edition, complete, items, applications };
}

const isWanted = ({ edition, complete }: SearchEdition): boolean => edition === SEARCH_EDITION && !complete;

/**
 * Makes the entries of an older edition anew, a few at a time, and goes on where it was cut off. A newer edition, of a
 * program that was put back, stays.
 */
async function makeAnew({ db, ports }: Parts, pace: typeof usualPace, signal: AbortSignal): Promise<void> {
  const slice = async (): Promise<SearchEdition> =>
    await db.transaction().execute(async (tx) => {
      const state = await readSearchEdition(tx);
      return isWanted(state) ? await nextSlice(tx, state) : state;
    });
  await db.transaction().execute(async (tx) => await beginSearchEdition(tx, SEARCH_EDITION));
  // An empty store is of this edition from its first moment.
  let state = await slice();
  if (!isWanted(state)) return;
  await pause(pace.startMs, undefined, { ref: false, signal });
  while (isWanted(state) && !signal.aborted) {
    state = await slice();
    // Before more is written, so that the index never has more small segments than it merges a little at a time.
    let more = true;
    while (more && !signal.aborted) {
      await pause(pace.betweenMs, undefined, { ref: false, signal });
      more = await db.transaction().execute(mergeSearchIndex);
    }
  }
  if (!isWanted(state)) ports.log({ level: "info", event: "search-entries-made-anew" });
}

/** Cares for what the search box asks, in the background, as long as the store is open. */
export function createSearchUpkeep(
  parts: Parts,
  pace = usualPace,
): {
  readonly run: () => Promise<void>;
  readonly stop: () => void;
} {
  const stopped = new AbortController();
  const { signal } = stopped;
  const keepWords = async (): Promise<void> => {
    await pause(pace.startMs, undefined, { ref: false, signal });
    await readFactsAhead(parts, signal);
    while (!signal.aborted) {
      await refreshVocabulary(parts, signal);
      await pause(OLDEST_MS / 2, undefined, { ref: false, signal });
    }
  };
  return {
    run: async () => {
      try {
        await Promise.all([keepWords(), makeAnew(parts, pace, signal)]);
      } catch (error) {
        // A pause ends with an error of its own when the store closes.
        if (!signal.aborted) throw error;
      }
    },
    stop: () => stopped.abort(),
  };
}
