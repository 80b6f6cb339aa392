/** Overlaps between findings of one block: which of two readings of the same characters stays. */
import type { RawFinding } from "./block.ts";
import type { TextFindingType } from "./finding-types.ts";

/** Lower wins. Slips lose against everything: a wrong character inside a name or address is no slip. */
const rank: Readonly<Partial<Record<TextFindingType, number>>> = {
  ID_CARD: 0,
  BANK_CARD: 1,
  MOBILE: 1,
  USCC_INVALID: 1,
  PASSPORT: 1,
  PERMIT: 1,
  SOCIAL_SECURITY: 2,
  PLATE: 2,
  EMAIL: 0,
  LANDLINE: 2,
  GEO: 1,
  NAME: 3,
  ADDRESS: 3,
  INTERNAL_MARK: 3,
  OUTDATED_ORGAN: 4,
  SENSITIVE_WORD: 4,
  TYPO: 6,
};

const rankOf = (finding: RawFinding): number => rank[finding.type] ?? 2;

/** Keeps the stronger of overlapping findings, the longer of equals; the same span twice only once. */
export function resolveFindings(findings: readonly RawFinding[], _text: string): RawFinding[] {
  const ordered = findings.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: RawFinding[] = [];
  const byPlace = new Map<number, RawFinding[]>();
  for (const finding of ordered) {
    const buckets = bucketsOf(finding);
    const clash = buckets.some((bucket) =>
      byPlace.get(bucket)?.some((other) => other.start < finding.end && finding.start < other.end),
    );
    if (clash) continue;
    kept.push(finding);
    for (const bucket of buckets) {
      const list = byPlace.get(bucket);
      if (list) list.push(finding);
      else byPlace.set(bucket, [finding]);
    }
  }
  return kept;
}

function bucketsOf(finding: RawFinding): readonly number[] {
  const buckets: number[] = [];
  for (let bucket = finding.start >> 5; bucket <= (finding.end - 1) >> 5; bucket += 1) buckets.push(bucket);
  return buckets;
}
