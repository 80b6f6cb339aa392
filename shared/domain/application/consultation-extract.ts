/** What a source is divided into: pages, paragraphs and table rows, rows of sheets, lines. */
export const extractUnits = { page: "页", passage: "段", row: "行" } as const;
export type ExtractUnit = keyof typeof extractUnits;

/** One part of a source that can go to a consulted party, numbered from 1. */
export interface SourceUnit {
  readonly number: number;
  /** Where it stands, in the user's words: 「第3页」「工作表“报价”第2行」. */
  readonly where: string;
  readonly text: string;
}

const ascending = (numbers: ReadonlySet<number>): readonly number[] => [...numbers].toSorted((a, b) => a - b);

/**
 * Reads 「1-3,5」 as typed: commas, 、 or blanks between, a hyphen or 至 for a range. Undefined when it is not that or
 * names a part the source does not have.
 */
export function parseUnitRange(text: string, count: number): readonly number[] | undefined {
  const chosen = new Set<number>();
  const pieces = text
    .normalize("NFKC")
    .split(/[,、;\s]+/u)
    .filter((piece) => piece !== "");
  for (const piece of pieces) {
    const match = /^第?(\d{1,6})(?:[-–—~至到](\d{1,6}))?[页段行]?$/u.exec(piece);
    if (!match) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from < 1 || to < from || to > count) return undefined;
    for (let number = from; number <= to; number += 1) chosen.add(number);
  }
  return chosen.size > 0 ? ascending(chosen) : undefined;
}

function runsOf(numbers: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  for (const number of ascending(new Set(numbers))) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

/** 「1-3、5」, as `parseUnitRange` reads it. */
export function unitRangeText(numbers: readonly number[]): string {
  return runsOf(numbers)
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
    .join("、");
}

/** 「第1—3、5页，共40页」: which parts go, of how many. */
export function describeUnits(numbers: readonly number[], unit: ExtractUnit, count: number): string {
  const word = extractUnits[unit];
  const parts = runsOf(numbers).map(([from, to]) => (from === to ? `${from}` : `${from}—${to}`));
  return `第${parts.join("、")}${word}，共${count}${word}`;
}

/** Shorter lines stand in too many papers to say anything about where they come from. */
const tellingCharacters = 4;

/**
 * The lines of what is left out that must not be found in the extract. A line that also stands in what was chosen
 * proves nothing and is not looked for. `fold` makes two writings of one text equal.
 */
export function linesLeftOut(
  units: readonly SourceUnit[],
  chosen: ReadonlySet<number>,
  fold: (text: string) => string,
): readonly string[] {
  const kept = fold(
    units
      .filter(({ number }) => chosen.has(number))
      .map(({ text }) => text)
      .join("\n"),
  );
  const lines = new Map<string, string>();
  for (const { number, text } of units) {
    if (chosen.has(number)) continue;
    for (const line of text.split(/[\n\t]/u)) {
      const folded = fold(line);
      if (folded.length >= tellingCharacters && !kept.includes(folded)) lines.set(folded, line.trim());
    }
  }
  return [...lines.values()];
}
