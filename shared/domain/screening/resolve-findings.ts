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

/**
 * A name that only its sentence told gives way to a slip in a fixed phrase: 「“营商环竟”」 names nobody. A whole organ is no
 * name and no home: 「住防和城乡建设局」.
 */
const rankOfRule: Readonly<Partial<Record<string, number>>> = {
  "typo-phrase": 3.5,
  "typo-organ": 2.9,
  "name-prose": 3.7,
};

const rankOf = (finding: RawFinding): number => rankOfRule[finding.ruleId] ?? rank[finding.type] ?? 2;

/**
 * Keeps the stronger of overlapping findings, the longer of equals; the same span twice only once. `taken` marks the characters that
 * belong to a finding already: none yet.
 */
export function resolveFindings(findings: readonly RawFinding[], taken: Uint8Array): RawFinding[] {
  const ordered = findings
    .map((finding) => ({ finding, rank: rankOf(finding), length: finding.end - finding.start }))
    .sort((a, b) => a.rank - b.rank || b.length - a.length || a.finding.start - b.finding.start);
  const kept: RawFinding[] = [];
  for (const { finding } of ordered) {
    const { start, end } = finding;
    let free = true;
    for (let at = start; at < end && free; at += 1) free = taken[at] !== 1;
    if (!free) continue;
    taken.fill(1, start, end);
    kept.push(finding);
  }
  return kept;
}
