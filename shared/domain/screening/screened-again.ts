import { equalWords } from "./equal-words.ts";

/** A finding as it is kept beside a draft. Its id stays the same for the same passage of the same text or file. */
export interface KeptFinding {
  readonly findingId: string;
  readonly type: string;
  readonly value: string;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly attachmentId?: string | undefined;
  /** The rules that found it first, where older ones had looked at the same words before and found nothing. */
  readonly newUnder?: string | undefined;
  /** The last rules that found it: newer ones no longer do, but it was to be masked and stays so. */
  readonly lastUnder?: string | undefined;
}

type Answers = Readonly<Record<string, { readonly answer: string } | undefined>>;

/** Where a passage stands now, nearest to where it stood; undefined when the text no longer has it. */
function placeOf(finding: KeptFinding, text: string): { start: number; end: number } | undefined {
  const before = finding.start ?? 0;
  let nearest: number | undefined;
  for (let at = text.indexOf(finding.value); at >= 0; at = text.indexOf(finding.value, at + 1))
    if (nearest === undefined || Math.abs(at - before) < Math.abs(nearest - before)) nearest = at;
  return nearest === undefined ? undefined : { start: nearest, end: nearest + finding.value.length };
}

/**
 * What stands beside a text or a file after another screening. What newer rules find in the same words is told as new.
 * What somebody ordered to be masked stays masked, also where the newer rules no longer report it: a change of rules
 * never uncovers anything by itself.
 */
export function screenedAgain<F extends KeptFinding>(input: {
  readonly before: readonly F[];
  readonly found: readonly F[];
  readonly answers: Answers;
  /** Undefined: never screened before. */
  readonly rulesBefore: string | undefined;
  readonly rules: string;
  /** The words are the ones that were screened before. */
  readonly sameWords: boolean;
  /** The text as it is now, where the words changed. */
  readonly text?: string;
}): readonly F[] {
  const { before, found, answers, rulesBefore, rules, sameWords, text } = input;
  const old = new Map(before.map((finding) => [finding.findingId, finding]));
  const otherRules = rulesBefore !== undefined && rulesBefore !== rules;
  const now = found.map((finding): F => {
    const known = old.get(finding.findingId);
    const { newUnder: _n, lastUnder: _l, ...plain } = finding;
    const under = known
      ? answers[finding.findingId]
        ? undefined
        : known.newUnder
      : otherRules && sameWords
        ? rules
        : undefined;
    return { ...(plain as F), ...(under === undefined ? {} : { newUnder: under }) };
  });
  const ids = new Set(found.map((finding) => finding.findingId));
  const spots = new Set(found.map(({ start, value }) => `${start ?? ""} ${equalWords(value)}`));
  const kept = before.flatMap((finding): F[] => {
    if (ids.has(finding.findingId) || answers[finding.findingId]?.answer !== "mask") return [];
    if (!otherRules && finding.lastUnder === undefined) return [];
    const place =
      finding.start === undefined || sameWords || text === undefined ? finding : placeOf(finding, text);
    // Found under another type at the same place: the new finding is the one to answer.
    if (!place || spots.has(`${place.start ?? ""} ${equalWords(finding.value)}`)) return [];
    const moved = place === finding ? {} : { start: place.start, end: place.end };
    return [{ ...finding, ...moved, lastUnder: finding.lastUnder ?? rulesBefore ?? "" }];
  });
  return [...now, ...kept];
}

/**
 * For findings without an answer: an answered one of the same draft with the same words, whose treatment is offered.
 * Under another type only a mask carries over; a reason for leaving something public speaks of its type.
 */
export function equalTreatments<A extends { readonly answer: string }>(
  findings: readonly KeptFinding[],
  answers: Readonly<Record<string, A | undefined>>,
): ReadonlyMap<string, A> {
  const ofType = new Map<string, A>();
  const masks = new Map<string, A>();
  for (const { findingId, type, value } of findings) {
    const given = answers[findingId];
    const words = given ? equalWords(value) : "";
    if (!given || words === "") continue;
    ofType.set(`${type} ${words}`, given);
    if (given.answer === "mask") masks.set(words, given);
  }
  const offered = new Map<string, A>();
  if (ofType.size === 0) return offered;
  for (const { findingId, type, value } of findings) {
    if (answers[findingId]) continue;
    const words = equalWords(value);
    const equal = ofType.get(`${type} ${words}`) ?? masks.get(words);
    if (equal) offered.set(findingId, equal);
  }
  return offered;
}
