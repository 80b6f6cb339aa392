/**
 * Which pairs of characters stand beside each other anywhere in the store, and in how many documents: what a search by sound
 * or a correction may lead to. Read off the full-text index, which holds the same pairs.
 */
export interface Vocabulary {
  /** How many documents hold the pair; 0 when none does. */
  readonly documentsWith: (first: string, second: string) => number;
  /** What follows a character, with the number of documents. */
  readonly after: (first: string) => ReadonlyMap<string, number>;
  readonly firsts: () => Iterable<string>;
}

const nothing: ReadonlyMap<string, number> = new Map();

export class PairVocabulary implements Vocabulary {
  readonly #followers = new Map<string, Map<string, number>>();

  add(first: string, second: string, documents: number): void {
    const own = this.#followers.get(first);
    if (own) own.set(second, documents);
    else this.#followers.set(first, new Map([[second, documents]]));
  }

  documentsWith(first: string, second: string): number {
    return this.#followers.get(first)?.get(second) ?? 0;
  }

  after(first: string): ReadonlyMap<string, number> {
    return this.#followers.get(first) ?? nothing;
  }

  firsts(): Iterable<string> {
    return this.#followers.keys();
  }
}
