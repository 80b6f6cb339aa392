/**
 * Wrong forms of four characters. There are far more of them than of all other words together, and each is looked for as it
 * stands, so they lie beside the automaton in a table of their own: a window of four code units, two bits to tell that it is
 * none, and the form itself where both are set. A form is never put together as a string: it goes in by its code units.
 */

/** What a wrong form should be. */
export interface RightForm {
  readonly right: string;
  readonly organ: boolean;
}

export interface FourForms {
  /** By hash, two bits of one number for each form: hardly anything else has both. */
  readonly bits: Uint32Array;
  /** Open hash table, three numbers a slot: the first two units, the last two, and the place in `rights` plus 1 (0: empty). */
  readonly slots: Int32Array;
  readonly shift: number;
  readonly rights: readonly RightForm[];
}

const GOLDEN = 0x9e3779b1;
const SPREAD = 0x85ebca6b;
/** 2^16 numbers of 32 bits, 256 KB. */
const PLACE_BITS = 16;
/** In the place of a right form: what is right by itself is no wrong form of something else. */
const NO_SLIP = -1;

/** The highest bits of a hash lead to a number, the ten below them to two of its bits. */
const placeOf = (hash: number): number => hash >>> (32 - PLACE_BITS);
const bitsOf = (hash: number): number =>
  (1 << ((hash >>> (27 - PLACE_BITS)) & 31)) | (1 << ((hash >>> (22 - PLACE_BITS)) & 31));

const hashOf = (head: number, tail: number): number => Math.imul(Math.imul(head, SPREAD) ^ tail, GOLDEN);

/** Takes the forms; of the same form twice the first counts. */
export class FourFormsBuilder {
  readonly #bits = new Uint32Array(1 << PLACE_BITS);
  readonly #rights: RightForm[] = [];
  #sizeBits: number;
  #slots: Int32Array;
  #count = 0;

  /** Room for 2^`sizeBits` forms to begin with. */
  constructor(sizeBits = 18) {
    this.#sizeBits = sizeBits;
    this.#slots = new Int32Array(3 << sizeBits);
  }

  /** A word that is right as it stands, whatever it looks like; told before the wrong forms. */
  keep(word: string): void {
    this.#put(pairAt(word, 0), pairAt(word, 2), NO_SLIP);
  }

  /** A form by its code units. */
  add(one: number, two: number, three: number, four: number, right: string, organ: boolean): void {
    const last = this.#rights.at(-1);
    if (last?.right !== right || last.organ !== organ) this.#rights.push({ right, organ });
    const head = (one << 16) | two;
    const tail = (three << 16) | four;
    if (!this.#put(head, tail, this.#rights.length)) return;
    const hash = hashOf(head, tail);
    const place = placeOf(hash);
    this.#bits[place] = (this.#bits[place] as number) | bitsOf(hash);
  }

  done(): FourForms {
    return { bits: this.#bits, slots: this.#slots, shift: 32 - this.#sizeBits, rights: this.#rights };
  }

  /** False where the form is in the table already. */
  #put(head: number, tail: number, value: number): boolean {
    if (this.#count * 3 >= 2 << this.#sizeBits) this.#grow();
    const slots = this.#slots;
    const mask = (1 << this.#sizeBits) - 1;
    let slot = hashOf(head, tail) >>> (32 - this.#sizeBits);
    for (; slots[slot * 3 + 2] !== 0; slot = (slot + 1) & mask)
      if (slots[slot * 3] === head && slots[slot * 3 + 1] === tail) return false;
    slots[slot * 3] = head;
    slots[slot * 3 + 1] = tail;
    slots[slot * 3 + 2] = value;
    this.#count += 1;
    return true;
  }

  #grow(): void {
    const old = this.#slots;
    this.#sizeBits += 1;
    this.#slots = new Int32Array(3 << this.#sizeBits);
    this.#count = 0;
    for (let at = 0; at < old.length; at += 3)
      if (old[at + 2] !== 0) this.#put(old[at] as number, old[at + 1] as number, old[at + 2] as number);
  }
}

const pairAt = (word: string, at: number): number => (word.charCodeAt(at) << 16) | word.charCodeAt(at + 1);

/** Calls `found` for every form in the first `length` units of `codes`, from left to right. */
export function scanFourForms(
  { bits, slots, shift, rights }: FourForms,
  codes: Uint16Array,
  length: number,
  found: (form: RightForm, start: number) => void,
): void {
  if (length < 4) return;
  const mask = slots.length / 3 - 1;
  // Pairs that begin one, two and three units before the last one that was read.
  let first = ((codes[0] as number) << 16) | (codes[1] as number);
  let second = ((codes[1] as number) << 16) | (codes[2] as number);
  for (let at = 3; at < length; at += 1) {
    const tail = (second << 16) | (codes[at] as number);
    const hash = hashOf(first, tail);
    const wanted = bitsOf(hash);
    if (((bits[placeOf(hash)] as number) & wanted) === wanted) {
      for (let slot = hash >>> shift; ; slot = (slot + 1) & mask) {
        const number = slots[slot * 3 + 2] as number;
        if (number === 0) break;
        if (slots[slot * 3] === first && slots[slot * 3 + 1] === tail) {
          if (number !== NO_SLIP) found(rights[number - 1] as RightForm, at - 3);
          break;
        }
      }
    }
    first = second;
    second = tail;
  }
}
