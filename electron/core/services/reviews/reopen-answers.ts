import { readDraft } from "../../../../db/readers/items.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { reopenFileFindings } from "../../../../db/writers/draft-findings.ts";
import { putDraftAnswers } from "../../../../db/writers/items.ts";
import { standsInCopy } from "../../../../shared/domain/review/decision-blockers.ts";
import { equalWords } from "../../../../shared/domain/screening/equal-words.ts";
import type { AuditEntry } from "../../audit/audit-log.ts";
import { parseDraftAnswers, parseDraftFindings } from "../items/draft-findings.ts";
import type { ReviewFacts } from "./review-facts.ts";

/**
 * What a reviewer wants masked is open again in the draft that goes back, wherever its words stand: the drafter answers it anew
 * before the paper can be sent again. The revision and its answers stay as they are (V5).
 */
export async function reopenAnswers(
  tx: WriteTx,
  audit: (entry: AuditEntry) => void,
  { review, findings }: Pick<ReviewFacts, "review" | "findings">,
): Promise<void> {
  const keyOf = ({ type, value }: { readonly type: string; readonly value: string }): string =>
    `${type} ${equalWords(value)}`;
  const wanted = new Map(
    findings
      .filter(({ masked, answer }) => standsInCopy({ masked, answer: answer?.answer }))
      .filter(({ value }) => equalWords(value) !== "")
      .map((finding) => [keyOf(finding), { type: finding.type, words: equalWords(finding.value) }] as const),
  );
  const draft = wanted.size > 0 ? await readDraft(tx, review.itemId) : undefined;
  if (!draft) return;
  const answers = parseDraftAnswers(draft.answers);
  const inText = new Set(
    parseDraftFindings(draft.findings).flatMap((finding) => {
      const given = answers[finding.findingId];
      return given && given.answer !== "mask" && wanted.has(keyOf(finding)) ? [finding.findingId] : [];
    }),
  );
  if (inText.size > 0)
    await putDraftAnswers(
      tx,
      review.itemId,
      Object.fromEntries(Object.entries(answers).filter(([findingId]) => !inText.has(findingId))),
    );
  const inFiles = await reopenFileFindings(tx, review.itemId, [...wanted.values()]);
  if (inText.size + inFiles === 0) return;
  audit({
    act: "item.findingsReopened",
    subjectKind: "item",
    subjectId: review.itemId,
    detail: { count: inText.size + inFiles, reviewId: review.reviewId },
  });
}
