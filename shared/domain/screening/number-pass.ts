/**
 * One pass over the folded text that collects runs of digits, letters and mask characters, and chains of runs that
 * are only set apart by a blank, a hyphen or a middle dot. Every detector of numbers reads these chains; none
 * searches the text again. A run that touches another digit or letter is never a candidate.
 */
import { CharClass, classTable, type FoldedText } from "./normalise.ts";

export interface NumberRun {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
  readonly letters: number;
  /** Mask characters, and x/X where they stand in for digits. */
  readonly masks: number;
}

/** A chain is handed on when it is this long, so that a page of figures stays a matter of small pieces. */
const LONGEST_CHAIN = 24;
/** No number of this pass has fewer digits, letters and masks, but for plates of the police, which hold letters. */
export const SHORTEST_NUMBER = 5;
const DIGIT = CharClass.digit;
const LETTER = CharClass.letter;
const MASK = CharClass.mask;
const JOINER = CharClass.joiner;
/** Middle dots in a row stand for what is left out: 「4303••••001X」; one alone joins groups. */
const DOT = 0xb7;
const PARENTHESIS_OPEN = 40;
const PARENTHESIS_CLOSE = 41;

/** The runs of the chain at hand, and the chains of each length they make: nothing is made anew for a number. */
const runs: { -readonly [Key in keyof NumberRun]: NumberRun[Key] }[] = Array.from(
  { length: LONGEST_CHAIN },
  () => ({ start: 0, end: 0, digits: 0, letters: 0, masks: 0 }),
);
const chains: readonly (readonly NumberRun[])[] = [[], ...runs.map((_, last) => runs.slice(0, last + 1))];

/** Calls `visit` with each chain of runs of a folded text, in order. The runs are used again after the call. */
export function scanNumbers(
  { codes, length, others, otherCount }: FoldedText,
  visit: (chain: readonly NumberRun[]) => void,
): void {
  const table = classTable;
  let count = 0;
  let at = 0;
  const flush = (): void => {
    if (count > 0) visit(chains[count] as readonly NumberRun[]);
    count = 0;
  };
  for (let index = 0; index < otherCount; index += 1) {
    const start = others[index] as number;
    if (start < at || ((table[codes[start] as number] as number) & (DIGIT | LETTER | MASK)) === 0) continue;
    at = start;
    let digits = 0;
    let letters = 0;
    let masks = 0;
    for (; at < length; at += 1) {
      const code = codes[at] as number;
      const bits = table[code] as number;
      if ((bits & DIGIT) !== 0) digits += 1;
      else if ((bits & MASK) !== 0) masks += 1;
      else if ((bits & LETTER) !== 0) {
        if (code === 88 || code === 120) masks += 1;
        else letters += 1;
      } else if (code === DOT && (codes[at - 1] === DOT || codes[at + 1] === DOT)) masks += 1;
      else break;
    }
    if (digits === 0 && masks === 0 && letters > 2) {
      flush();
      continue;
    }
    if (
      count === LONGEST_CHAIN ||
      (count > 0 && !joined(codes, (runs[count - 1] as NumberRun).end, start, count))
    )
      flush();
    // Most runs are a short figure by itself: a year, an amount, an article.
    if (
      count === 0 &&
      at - start < SHORTEST_NUMBER &&
      letters === 0 &&
      ((table[codes[at] as number] as number) & JOINER) === 0 &&
      codes[at] !== PARENTHESIS_CLOSE
    )
      continue;
    const run = runs[count] as (typeof runs)[number];
    run.start = start;
    run.end = at;
    run.digits = digits;
    run.letters = letters;
    run.masks = masks;
    count += 1;
  }
  flush();
}

/** Whether what lies between two runs lets them be groups of one number; `count` runs stand in front. */
function joined(codes: Uint16Array, from: number, to: number, count: number): boolean {
  const gap = to - from;
  if (gap > 3) return false;
  for (let at = from; at < to; at += 1) {
    const code = codes[at] as number;
    if (((classTable[code] as number) & JOINER) !== 0) continue;
    if (code === PARENTHESIS_CLOSE && count === 1 && opensWithParenthesis(codes, runs[0] as NumberRun))
      continue;
    return false;
  }
  return gap <= 2 || codes[from] === PARENTHESIS_CLOSE || codes[from] === codes[from + 1];
}

function opensWithParenthesis(codes: Uint16Array, run: NumberRun): boolean {
  const before = codes[run.start - 1];
  return before === PARENTHESIS_OPEN || (before === 43 && codes[run.start - 2] === PARENTHESIS_OPEN);
}
