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

/** The personal numbers within a range, found by halving. */
export function spotsWithin(block: Block, start: number, end: number): readonly RawFinding[] {
  const spots = personalSpots(block);
  let low = 0;
  let high = spots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spots[middle] as RawFinding).start < start) low = middle + 1;
    else high = middle;
  }
  const found: RawFinding[] = [];
  for (let at = low; at < spots.length && (spots[at] as RawFinding).start < end; at += 1)
    found.push(spots[at] as RawFinding);
  return found;
}
