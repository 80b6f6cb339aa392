/**
 * Wrong forms of four characters. There are far more of them than of all other words together, and each is looked for as it
 * stands, so they lie beside the automaton in a table of their own: a window of four code units, one bit to tell that it is
 * none, and the form itself where the bit is set.
 */
export interface FourForm {
  readonly word: string;
  readonly right: string;
  readonly organ: boolean;
}

export interface FourForms {
  /** One bit for each form, by hash. */
  readonly bits: Uint32Array;
  /** Open hash table, three numbers a slot: the first two units, the last two, and the place in `forms` plus 1 (0: empty). */
  readonly slots: Int32Array;
  readonly shift: number;
  readonly forms: readonly FourForm[];
}

const GOLDEN = 0x9e3779b1;
const SPREAD = 0x85ebca6b;
/** 2^21 bits, 256 KB. */
const FORM_BITS = 21;

const hashOf = (head: number, tail: number): number => Math.imul(Math.imul(head, SPREAD) ^ tail, GOLDEN);

const pairAt = (word: string, at: number): number => (word.charCodeAt(at) << 16) | word.charCodeAt(at + 1);

/** Builds the table of `forms`: each of four code units, none twice. */
export function buildFourForms(forms: readonly FourForm[]): FourForms {
  const size = Math.max(4, Math.ceil(Math.log2(forms.length * 1.5 + 1)));
  const slots = new Int32Array(3 << size);
  const bits = new Uint32Array(1 << (FORM_BITS - 5));
  const mask = (1 << size) - 1;
  for (const [number, { word }] of forms.entries()) {
    const head = pairAt(word, 0);
    const tail = pairAt(word, 2);
    const hash = hashOf(head, tail);
    const bit = hash >>> (32 - FORM_BITS);
    bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
    let slot = hash >>> (32 - size);
    while (slots[slot * 3 + 2] !== 0) slot = (slot + 1) & mask;
    slots[slot * 3] = head;
    slots[slot * 3 + 1] = tail;
    slots[slot * 3 + 2] = number + 1;
  }
  return { bits, slots, shift: 32 - size, forms };
}

/** Calls `found` for every form in the first `length` units of `codes`, from left to right. */
export function scanFourForms(
  { bits, slots, shift, forms }: FourForms,
  codes: Uint16Array,
  length: number,
  found: (form: FourForm, start: number) => void,
): void {
  if (length < 4) return;
  const mask = slots.length / 3 - 1;
  // Pairs that begin one, two and three units before the last one that was read.
  let first = ((codes[0] as number) << 16) | (codes[1] as number);
  let second = ((codes[1] as number) << 16) | (codes[2] as number);
  for (let at = 3; at < length; at += 1) {
    const tail = (second << 16) | (codes[at] as number);
    const hash = hashOf(first, tail);
    const bit = hash >>> (32 - FORM_BITS);
    if (((bits[bit >>> 5] as number) & (1 << (bit & 31))) !== 0) {
      for (let slot = hash >>> shift; ; slot = (slot + 1) & mask) {
        const number = slots[slot * 3 + 2] as number;
        if (number === 0) break;
        if (slots[slot * 3] === first && slots[slot * 3 + 1] === tail) {
          found(forms[number - 1] as FourForm, at - 3);
          break;
        }
      }
    }
    first = second;
    second = tail;
  }
}
