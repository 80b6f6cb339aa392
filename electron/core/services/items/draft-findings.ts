import { createHash } from "node:crypto";

import { z } from "zod";

import type { FindingAnswerView, FindingView } from "../../../../shared/contract/items.ts";
import { blockPlaces } from "../../../../shared/domain/item/block-places.ts";
import { mapPlainText, positionAt } from "../../../../shared/domain/item/plain-text.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { equalTreatments } from "../../../../shared/domain/screening/screened-again.ts";
import type { FindingType } from "../../../../shared/domain/screening/finding-types.ts";
import { fileFindingId } from "../../../../shared/domain/screening/long-list.ts";
import type { FileFindingRecord } from "../../../../db/readers/draft-findings.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { ScreenedFinding } from "../work.ts";

const draftFinding = z.object({
  findingId: z.string(),
  type: z.string(),
  severity: z.enum(["must-fix", "look-at"]),
  ruleId: z.string(),
  value: z.string(),
  start: z.number().optional(),
  end: z.number().optional(),
  attachmentId: z.string().optional(),
  where: z.string(),
  newUnder: z.string().optional(),
  lastUnder: z.string().optional(),
});
export type DraftFinding = z.output<typeof draftFinding>;

const storedAnswer = z.object({
  answer: z.enum(["mask", "keep", "dismiss"]),
  note: z.string(),
  accountId: z.string(),
  personId: z.string(),
  personName: z.string(),
  at: z.string(),
});
export type DraftAnswer = z.output<typeof storedAnswer> & {
  /** Of a file: given before it was taken out of the draft and came back. */
  readonly carried?: true;
};

/** Findings, and the answers by the ids of the findings. */
export interface Found {
  readonly findings: readonly DraftFinding[];
  readonly answers: Readonly<Record<string, DraftAnswer>>;
}

export const parseDraftFindings = (value: unknown): readonly DraftFinding[] =>
  z.array(draftFinding).parse(value);
export const parseDraftAnswers = (value: unknown): Readonly<Record<string, DraftAnswer>> =>
  z.record(z.string(), storedAnswer).parse(value);

/**
 * Ids that stay the same while the text around a hit moves: source, type, value and which occurrence it is. So an
 * answer given once is kept through autosaves, and is gone when the passage itself is.
 */
export function identifyFindings(
  source: string,
  findings: readonly ScreenedFinding[],
  describe: (finding: ScreenedFinding) => string,
  attachmentId?: string,
): readonly DraftFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = `${source}\u0000${finding.type}\u0000${finding.value}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return {
      findingId: createHash("sha256").update(`${key}\u0000${occurrence}`).digest("hex").slice(0, 32),
      type: finding.type,
      severity: finding.severity,
      ruleId: finding.ruleId,
      value: finding.value,
      ...(finding.start === undefined ? {} : { start: finding.start }),
      ...(finding.end === undefined ? {} : { end: finding.end }),
      ...(attachmentId ? { attachmentId } : {}),
      where: finding.where ?? describe(finding),
    };
  });
}

/** How many findings nobody answered. */
export const openIn = ({ findings, answers }: Found): number =>
  findings.filter(({ findingId }) => !answers[findingId]).length;

/** What was found in a file as it is told outside the store. */
export function foundInFile(records: readonly FileFindingRecord[]): Found {
  const findings = records.map((record): DraftFinding => ({
    findingId: fileFindingId(record.attachmentId, record.id),
    type: record.type,
    severity: record.severity,
    ruleId: record.ruleId,
    value: record.value,
    attachmentId: record.attachmentId,
    where: record.where,
    ...(record.newUnder === undefined ? {} : { newUnder: record.newUnder }),
    ...(record.lastUnder === undefined ? {} : { lastUnder: record.lastUnder }),
  }));
  const answers = Object.fromEntries(
    records.flatMap(({ attachmentId, id, answer }) =>
      answer ? [[fileFindingId(attachmentId, id), answer] as const] : [],
    ),
  );
  return { findings, answers };
}

/** Says where an offset of the plain text stands, in a person's words. */
export function placeInDocument(document: StructuredDocument): (finding: ScreenedFinding) => string {
  const map = mapPlainText(document);
  const places = blockPlaces(document);
  return (finding) => {
    const position = finding.start === undefined ? undefined : positionAt(map, finding.start);
    if (!position) return "正文";
    const [block = 0, row] = position.path;
    const place = places[block] ?? "正文";
    return row === undefined ? place : `${place}第${row + 1}行`;
  };
}

const answerView = (given: DraftAnswer): FindingAnswerView => ({
  answer: given.answer,
  note: given.note,
  personName: given.personName,
  at: given.at as Instant,
  ...(given.carried ? { carried: true } : {}),
});

/** Findings as a screen shows them; what was answered about equal words, here or `elsewhere` in the draft, is offered. */
export function viewDraftFindings({ findings, answers }: Found, elsewhere?: Found): readonly FindingView[] {
  const equal = equalTreatments([...(elsewhere?.findings ?? []), ...findings], {
    ...elsewhere?.answers,
    ...answers,
  });
  return findings.map((finding) => {
    const answer = answers[finding.findingId];
    const earlier = equal.get(finding.findingId);
    const { type, attachmentId, start, end, newUnder, lastUnder, ...rest } = finding;
    return {
      ...rest,
      type: type as FindingType,
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
      ...(attachmentId === undefined ? {} : { attachmentId }),
      ...(newUnder === undefined ? {} : { newUnder }),
      ...(lastUnder === undefined ? {} : { lastUnder }),
      ...(answer ? { answer: answerView(answer) } : {}),
      ...(earlier ? { earlier: answerView(earlier) } : {}),
    };
  });
}
