/** Where a block holds numbers of persons: what names and addresses lean on. */
import type { Block, RawFinding } from "../block.ts";
import type { TextFindingType } from "../finding-types.ts";

const personal: ReadonlySet<TextFindingType> = new Set<TextFindingType>([
  "ID_CARD",
  "ID_CARD_MASKED",
  "MOBILE",
  "MOBILE_MASKED",
  "BANK_CARD",
  "BANK_CARD_MASKED",
  "PASSPORT",
  "PERMIT",
  "SOCIAL_SECURITY",
  "LANDLINE",
]);

const known = new WeakMap<Block, readonly RawFinding[]>();

/** The personal numbers found so far, by place. Read after the number pass; the list is kept. */
export function personalSpots(block: Block): readonly RawFinding[] {
  let spots = known.get(block);
  if (!spots) {
    spots = block.findings.filter((finding) => personal.has(finding.type)).sort((a, b) => a.start - b.start);
    known.set(block, spots);
  }
  return spots;
}

/** The index of the first number that begins at `from` or behind it, found by halving. */
function indexFrom(spots: readonly RawFinding[], from: number): number {
  let low = 0;
  let high = spots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spots[middle] as RawFinding).start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first personal number that begins at `from` or behind it. */
export function nextSpot(block: Block, from: number): RawFinding | undefined {
  const spots = personalSpots(block);
  return spots[indexFrom(spots, from)];
}

/** Whether a personal number begins within a range. */
export function holdsSpot(block: Block, start: number, end: number): boolean {
  const next = nextSpot(block, start);
  return next !== undefined && next.start < end;
}

/** The personal numbers that begin within a range. */
export function spotsWithin(block: Block, start: number, end: number): readonly RawFinding[] {
  const spots = personalSpots(block);
  const found: RawFinding[] = [];
  for (let at = indexFrom(spots, start); at < spots.length && (spots[at] as RawFinding).start < end; at += 1)
    found.push(spots[at] as RawFinding);
  return found;
}
