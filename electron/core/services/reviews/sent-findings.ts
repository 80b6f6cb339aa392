import type { FindingRecord } from "../../../../db/readers/items.ts";
import type { FindingView } from "../../../../shared/contract/items.ts";
import type { UnmaskedView } from "../../../../shared/contract/reviews.ts";
import { standsInCopy } from "../../../../shared/domain/review/decision-blockers.ts";
import type { FindingType } from "../../../../shared/domain/screening/finding-types.ts";
import { fileFindingId, type LongList } from "../../../../shared/domain/screening/long-list.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { longListOf, mostSentWhole } from "../items/file-findings.ts";
import type { ReviewFacts } from "./review-facts.ts";

export type Findings = Pick<ReviewFacts, "findings">["findings"];

/** The stretch of a file among the findings of a revision, where it is too long to be sent. */
function longStretches(
  findings: Findings,
): ReadonlyMap<string, { readonly first: number; readonly end: number }> {
  const stretches = new Map<string, { first: number; end: number }>();
  for (const [at, { attachmentId }] of findings.entries()) {
    if (attachmentId === undefined) continue;
    const stretch = stretches.get(attachmentId);
    if (!stretch) stretches.set(attachmentId, { first: at, end: at + 1 });
    else stretch.end = at + 1;
  }
  return new Map([...stretches].filter(([, { first, end }]) => end - first > mostSentWhole));
}

/** A finding as a screen shows it, under the name it has there. */
export function viewOf(finding: FindingRecord, findingId: string): FindingView {
  const { masked: _inCopy, type, answer: given, ...rest } = finding;
  return {
    ...rest,
    findingId,
    type: type as FindingType,
    ...(given ? { answer: { ...given, at: given.at as Instant } } : {}),
  };
}

/** What was found in the revision as it is sent to the screen: long lists as their outlines. */
export function sentFindings(findings: Findings): {
  readonly findings: readonly FindingView[];
  readonly longLists?: readonly LongList[];
} {
  const long = longStretches(findings);
  const whole = findings.filter(({ attachmentId }) => attachmentId === undefined || !long.has(attachmentId));
  const views = whole.map((finding) => viewOf(finding, finding.findingId));
  if (long.size === 0) return { findings: views };
  return {
    findings: views,
    longLists: [...long].map(([attachmentId, { first, end }]) =>
      longListOf(
        attachmentId,
        first,
        findings
          .slice(first, end)
          .map(({ type, severity, answer: given }) => `${type} ${severity} ${given?.answer ?? ""} `),
      ),
    ),
  };
}

/** So many of one type in one file are named one by one when they go back. */
const mostNamed = 20;

/** What is to be masked and stands in the copy: each passage, and where a file has many of one type, all of them as one. */
export function unmaskedFindings({
  findings,
  attachments,
}: Pick<ReviewFacts, "findings" | "attachments">): readonly UnmaskedView[] {
  const names = new Map(attachments.map(({ attachmentId, fileName }) => [attachmentId, fileName]));
  const unmasked = findings.filter(({ masked, answer: given }) =>
    standsInCopy({ masked, answer: given?.answer }),
  );
  const kinds = Map.groupBy(unmasked, ({ type, attachmentId }) => `${attachmentId ?? ""} ${type}`);
  return [...kinds.values()].flatMap((kind): readonly UnmaskedView[] => {
    const [first] = kind;
    const file = first?.attachmentId === undefined ? undefined : names.get(first.attachmentId);
    if (first && file !== undefined && kind.length > mostNamed)
      return [
        { findingId: first.findingId, type: first.type as FindingType, where: file, count: kind.length },
      ];
    return kind.map(({ findingId, type, where }) => ({
      findingId,
      type: type as FindingType,
      where,
      count: 1,
    }));
  });
}

/** What a finding is called on the screen: one of a long list by its place. */
export function sentIds(findings: Findings): (findingId: string) => string {
  const long = longStretches(findings);
  if (long.size === 0) return (findingId) => findingId;
  return (findingId) => {
    const at = findings.findIndex((finding) => finding.findingId === findingId);
    const file = findings[at]?.attachmentId;
    return file !== undefined && long.has(file) ? fileFindingId(file, at) : findingId;
  };
}
