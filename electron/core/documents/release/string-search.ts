const HEAD_BITS = 16;

/**
 * Where any of many strings stand in a text, in one run over it: a list of fifteen thousand persons withholds sixty thousand
 * values, and to look for them one after the other would take as many runs.
 */
export class StringSearch {
  /** Of each distinct string the places it has in the list it was made of. */
  readonly #places = new Map<string, number[]>();
  /** By the first two units of a string, or of one unit by that alone: how long the strings are that begin so, longest first. */
  readonly #lengths = new Map<number, number[]>();
  /** A mark for each such beginning, by hash: nearly all places of a text end here. */
  readonly #heads = new Uint8Array(1 << HEAD_BITS);
  /** How many of the strings are empty: these stand nowhere. */
  readonly empty: number;

  constructor(strings: readonly string[]) {
    this.empty = strings.filter((string) => string === "").length;
    for (const [place, string] of strings.entries()) {
      if (string === "") continue;
      const known = this.#places.get(string);
      if (known) {
        known.push(place);
        continue;
      }
      this.#places.set(string, [place]);
      const head = string.length === 1 ? -1 - string.charCodeAt(0) : headAt(string, 0);
      const lengths = this.#lengths.get(head);
      if (lengths === undefined) this.#lengths.set(head, [string.length]);
      else if (!lengths.includes(string.length)) {
        lengths.push(string.length);
        lengths.sort((a, b) => b - a);
      }
      this.#heads[slotOf(head)] = 1;
    }
  }

  /**
   * Calls `found` for every place a string stands at, from left to right, longer strings first; of equal strings with each of their
   * places in the list.
   */
  each(text: string, found: (place: number, at: number, length: number) => void): void {
    if (this.#places.size === 0) return;
    for (let at = 0; at < text.length; at += 1) {
      const head = headAt(text, at);
      if (this.#heads[slotOf(head)] === 1) this.#try(head, text, at, found);
      const single = -1 - text.charCodeAt(at);
      if (this.#heads[slotOf(single)] === 1) this.#try(single, text, at, found);
    }
  }

  #try(
    head: number,
    text: string,
    at: number,
    found: (place: number, at: number, length: number) => void,
  ): void {
    for (const length of this.#lengths.get(head) ?? []) {
      // At the end of the text a longer piece would be a shorter string.
      if (at + length > text.length) continue;
      for (const place of this.#places.get(text.slice(at, at + length)) ?? []) found(place, at, length);
    }
  }

  /** The places in the list of the strings that stand anywhere in one of the texts. */
  occurring(texts: Iterable<string>): ReadonlySet<number> {
    const occurring = new Set<number>();
    for (const text of texts) this.each(text, (place) => void occurring.add(place));
    return occurring;
  }
}

/** The two units from `at` on; at the end of a text the last one and none. */
const headAt = (text: string, at: number): number =>
  text.charCodeAt(at) * 65_536 + (text.charCodeAt(at + 1) || 0);
const slotOf = (head: number): number => Math.imul(head, 0x9e3779b1) >>> (32 - HEAD_BITS);
