import type { FindingView } from "../../../shared/contract/items.ts";
import type { FindingAnswer } from "../../../shared/domain/review/review-stages.ts";
import { mayTakeKind } from "../../../shared/domain/review/answered-together.ts";
import { equalWords } from "../../../shared/domain/screening/equal-words.ts";
import { findingGlyphs, strictness, type FindingGlyph } from "./finding-classes.ts";
import { glyphOfType, labelOfType } from "./finding-words.ts";

/** What is reckoned of a list of findings is kept as long as the list: a file may hold tens of thousands of them. */
function keptFor<Value>(
  reckon: (findings: readonly FindingView[]) => Value,
): (findings: readonly FindingView[]) => Value {
  const kept = new WeakMap<readonly FindingView[], { readonly value: Value }>();
  return (findings) => {
    let known = kept.get(findings);
    if (!known) {
      known = { value: reckon(findings) };
      kept.set(findings, known);
    }
    return known.value;
  };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** In the order a reader meets them: the text from its start, then the files, in each as it was read. */
export const inReadingOrder = keptFor((findings): readonly FindingView[] =>
  findings.toSorted((a, b) => {
    const files = compare(a.attachmentId ?? "", b.attachmentId ?? "");
    if (files !== 0) return files;
    const left = a.start ?? Number.MAX_SAFE_INTEGER;
    const right = b.start ?? Number.MAX_SAFE_INTEGER;
    if (left !== right) return left - right;
    return strictness(glyphOfType(a.type)) - strictness(glyphOfType(b.type));
  }),
);

export type FindingCounts = Readonly<Partial<Record<FindingGlyph, number>>>;

export function countByGlyph(findings: readonly FindingView[]): FindingCounts {
  const counts: Partial<Record<FindingGlyph, number>> = {};
  for (const finding of findings) {
    const glyph = glyphOfType(finding.type);
    counts[glyph] = (counts[glyph] ?? 0) + 1;
  }
  return counts;
}

/** "内1 私31 商1", in the order of the classes. */
export function countsText(counts: Readonly<Record<string, number | undefined>>): string {
  const parts = findingGlyphs.flatMap((glyph) => {
    const count = counts[glyph] ?? 0;
    return count > 0 ? [`${glyph}${count}`] : [];
  });
  return parts.length > 0 ? parts.join(" ") : "无发现";
}

const equalKey = ({ type, value }: FindingView): string => `${type}|${equalWords(value)}`;
const byEqualKey = keptFor((findings) => Map.groupBy(findings, equalKey));

/** The other findings with the same value and type: one answer settles them all (E). */
export function equalHits(finding: FindingView, all: readonly FindingView[]): readonly FindingView[] {
  if (equalWords(finding.value) === "") return [];
  const equal = byEqualKey(all).get(equalKey(finding)) ?? [];
  return equal.filter((other) => other.findingId !== finding.findingId);
}

const kindKey = ({ type, attachmentId }: FindingView): string => `${type}|${attachmentId ?? ""}`;
const openByKind = keptFor((findings) =>
  Map.groupBy(
    findings.filter((finding) => !finding.answer),
    kindKey,
  ),
);

/** Whether an answer may be given to the whole kind of a finding at once. */
export const mayAnswerKind = ({ severity }: FindingView, answer: FindingAnswer): boolean =>
  mayTakeKind(severity, answer);

/** The other findings of the same type in the same file, or in the text, that nobody answered and that this answer may be given to. */
export function sameKind(
  finding: FindingView,
  all: readonly FindingView[],
  answer: FindingAnswer = "mask",
): readonly FindingView[] {
  const open = openByKind(all).get(kindKey(finding)) ?? [];
  return open.filter((other) => other.findingId !== finding.findingId && mayAnswerKind(other, answer));
}

/** Findings without a place in the text: drawn as glyphs in the margin of the page. */
export function outsideText(findings: readonly FindingView[]): readonly FindingView[] {
  return findings.filter((finding) => finding.start === undefined && finding.attachmentId === undefined);
}

export const answerWords: Readonly<Record<FindingAnswer, string>> = {
  mask: "须遮盖",
  keep: "可公开",
  dismiss: "误报",
};

/** Rows of the settled part of the list: equal types with equal answers are one row that can be unfolded. */
export interface AnsweredRow {
  readonly key: string;
  readonly glyph: FindingGlyph;
  readonly label: string;
  readonly where: string;
  readonly answer: FindingAnswer;
  readonly findings: readonly FindingView[];
}

export function answeredRows(findings: readonly FindingView[]): readonly AnsweredRow[] {
  const rows = new Map<string, { answer: FindingAnswer; findings: FindingView[] }>();
  for (const finding of findings) {
    const answer = finding.answer?.answer;
    if (!answer) continue;
    const key = `${finding.type}|${answer}`;
    const row = rows.get(key);
    if (row) row.findings.push(finding);
    else rows.set(key, { answer, findings: [finding] });
  }
  return [...rows].map(([key, row]) => {
    const first = row.findings[0];
    if (!first) throw new Error("a row without findings");
    const places = [...new Set(row.findings.map((finding) => finding.where))];
    return {
      key,
      glyph: glyphOfType(first.type),
      label:
        row.findings.length === 1
          ? first.value || labelOfType(first.type)
          : `${labelOfType(first.type)} ${row.findings.length} 处`,
      where: places.length <= 2 ? places.join("、") : `${places[0] ?? ""}等`,
      answer: row.answer,
      findings: row.findings,
    };
  });
}

/** The neighbour in a list, going round at neither end; from nowhere: the first, or the last when going back. */
export function neighbour(
  ids: readonly string[],
  current: string | undefined,
  direction: 1 | -1,
): string | undefined {
  const index = current === undefined ? -1 : ids.indexOf(current);
  if (index === -1) return direction === 1 ? ids[0] : ids.at(-1);
  return ids[Math.min(ids.length - 1, Math.max(0, index + direction))];
}

/** The next one without an answer after `current` in reading order, from the top again when there is none below. */
export function nextOpen(
  ordered: readonly FindingView[],
  current: string | undefined,
  settled: ReadonlySet<string> = new Set(),
): string | undefined {
  const start = ordered.findIndex((finding) => finding.findingId === current);
  const turned = [...ordered.slice(start + 1), ...ordered.slice(0, start + 1)];
  return turned.find((finding) => !finding.answer && !settled.has(finding.findingId))?.findingId;
}
