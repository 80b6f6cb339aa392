import { equalWords } from "../screening/equal-words.ts";
import type { FindingAnswer } from "./review-stages.ts";

/** What else is answered with the findings that are named. */
export interface Together {
  /** All with the same type and words, in the text and in every file. */
  readonly equals?: boolean | undefined;
  /** All of the same type in the same file, or in the text, that nobody answered. */
  readonly kind?: boolean | undefined;
}

interface Alike {
  readonly type: string;
  readonly value: string;
  readonly attachmentId?: string | undefined;
}

/**
 * Whether an answer may be given to a whole kind at once: masks always; that something may be published, or is none, only where a
 * look is asked for. What must be treated is answered one by one, so that no single key lets a column of identity numbers go.
 */
export const mayTakeKind = (severity: "must-fix" | "look-at", answer: FindingAnswer | null): boolean =>
  answer === "mask" || severity === "look-at";

/**
 * Whether a finding is answered together with the named ones: those of equal words, answered or not, and those of a kind that are
 * open. What must be treated is let go one by one.
 */
export function answeredTogether(
  named: readonly Alike[],
  { equals, kind }: Together,
  answer: FindingAnswer | null,
): (finding: Alike & { readonly severity: "must-fix" | "look-at" }, open: boolean) => boolean {
  const kindOf = (one: Alike): string => `${one.type} ${one.attachmentId ?? ""}`;
  const ofTypes = new Set(equals ? named.map(({ type }) => type) : []);
  const wordsOf = ({ type, value }: Alike): string => `${type} ${equalWords(value)}`;
  const words = new Set(named.filter(({ value }) => equals && equalWords(value) !== "").map(wordsOf));
  const kinds = new Set(kind ? named.map(kindOf) : []);
  return (finding, open) =>
    (open && kinds.has(kindOf(finding)) && mayTakeKind(finding.severity, answer)) ||
    (ofTypes.has(finding.type) && words.has(wordsOf(finding)));
}
