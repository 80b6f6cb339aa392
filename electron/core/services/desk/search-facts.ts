import { setImmediate as breathe } from "node:timers/promises";

import {
  readFacts,
  readFactsOfItems,
  takeChangedFacts,
  toFacts,
  watchFacts,
  type FactsRow,
  type FoundFacts,
} from "../../../../db/readers/search-facts.ts";
import type { RawDatabase } from "../../../../db/sqlite/open-database.ts";
import { paperForm } from "../../../../shared/domain/search/paper-form.ts";
import type { Work } from "../work.ts";

/** What is known of a row beside its words; one object for all rows of the same, of which a store has some hundreds. */
export interface RowFacts {
  readonly facts: FoundFacts;
  /** The 文种 that its title ends with. */
  readonly form: string | undefined;
  /** The units that its passages name as responsible. */
  readonly named: readonly string[];
}

type Parts = { readonly db: Work["db"]; readonly store: Pick<Work["store"], "raw" | "readOnly"> };

/** Facts by the number of the row: reading them for ten thousand hits takes several times as long as finding these. */
class FactsOfRows {
  readonly #distinct: RowFacts[] = [];
  readonly #places = new Map<string, number>();
  /** One more than the place of the facts of each row; 0 where they are to be read. */
  #placeOf = new Uint32Array(1024);

  of(rowid: number): RowFacts | undefined {
    return this.#distinct[(this.#placeOf[rowid] ?? 0) - 1];
  }

  keep({ rowid, title, facts, named }: FactsRow): void {
    const form = paperForm(title);
    const key = `${facts}\n${form ?? ""}\n${named}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#distinct.push({ facts: toFacts(facts), form, named: JSON.parse(named) as string[] });
      this.#places.set(key, place);
    }
    if (rowid >= this.#placeOf.length) {
      const larger = new Uint32Array(rowid * 2);
      larger.set(this.#placeOf);
      this.#placeOf = larger;
    }
    this.#placeOf[rowid] = place;
  }

  forget(rowid: number): void {
    if (rowid < this.#placeOf.length) this.#placeOf[rowid] = 0;
  }
}

const kept = new WeakMap<RawDatabase, FactsOfRows>();

/** As they are now: what was written since is forgotten. Whoever calls holds the connection, so that nobody writes meanwhile. */
async function current({ db, store }: Parts): Promise<FactsOfRows> {
  // Nothing writes to a database that is opened for rescue.
  if (store.readOnly) return new FactsOfRows();
  let facts = kept.get(store.raw);
  if (!facts) {
    await watchFacts(db);
    kept.set(store.raw, (facts = new FactsOfRows()));
  }
  for (const rowid of await takeChangedFacts(db)) facts.forget(rowid);
  return facts;
}

/** What tells the facts of each of some rows; undefined for a row of nothing any more. */
export async function factsOfRows(
  { db, store }: Parts,
  rows: readonly { readonly rowid: number }[],
): Promise<(rowid: number) => RowFacts | undefined> {
  return await db.connection().execute(async (held) => {
    const facts = await current({ db: held, store });
    const unknown: number[] = [];
    for (const { rowid } of rows) if (facts.of(rowid) === undefined) unknown.push(rowid);
    if (unknown.length > 0)
      for (const row of await readFacts(held, unknown, { marks: !store.readOnly })) facts.keep(row);
    return (rowid) => facts.of(rowid);
  });
}

/** Items whose facts are read in one go, in a few milliseconds. */
const PORTION = 512;

/** Reads the facts of all items ahead, a little at a time, so that no first search reads those of its hits. */
export async function readFactsAhead({ db, store }: Parts, signal: AbortSignal): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined && !signal.aborted; await breathe()) {
    const from: number = after;
    after = await db.connection().execute(async (held) => {
      const facts = await current({ db: held, store });
      const rows = await readFactsOfItems(held, from, PORTION);
      for (const row of rows) facts.keep(row);
      const last = rows.at(-1);
      return last && last.rowid / 2;
    });
  }
}
