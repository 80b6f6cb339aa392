import { readFoundById, type FileFindingChoice } from "../../../../db/readers/draft-findings.ts";
import { answerFileFindings, insertDraftAnswer } from "../../../../db/writers/draft-findings.ts";
import { putDraftAnswers } from "../../../../db/writers/items.ts";
import { answeredTogether, type Together } from "../../../../shared/domain/review/answered-together.ts";
import type { FindingAnswer } from "../../../../shared/domain/review/review-stages.ts";
import { equalWords } from "../../../../shared/domain/screening/equal-words.ts";
import { equalTreatments } from "../../../../shared/domain/screening/screened-again.ts";
import { parseFileFindingId } from "../../../../shared/domain/screening/long-list.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import type { DraftAnswer, Found } from "./draft-findings.ts";
import { readAllFound } from "./draft-state.ts";
import { editable } from "./write-items.ts";

interface Named {
  readonly type: string;
  readonly value: string;
  readonly attachmentId?: string | undefined;
}

/** The same in files, as the store chooses it. */
function choicesOf(
  named: readonly Named[],
  { equals, kind }: Together,
  lookAtOnly: boolean,
  files: readonly string[],
): readonly FileFindingChoice[] {
  const choices = named.flatMap(({ type, value, attachmentId }): readonly FileFindingChoice[] => [
    ...(equals && files.length > 0 ? [{ attachmentIds: files, type, words: equalWords(value) }] : []),
    ...(kind && attachmentId !== undefined ? [{ attachmentId, type, lookAtOnly }] : []),
  ]);
  return [...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values()];
}

/** What one answer is given to. */
interface Given {
  readonly answer: FindingAnswer | null;
  readonly note: string;
  readonly textIds: readonly string[];
  readonly choices: readonly FileFindingChoice[];
}

/** Records answers about a draft, each with its entry in the audit log, in one transaction. For how many findings they stand. */
async function give(work: Work, itemId: string, text: Found, acts: readonly Given[]): Promise<number> {
  const by = {
    accountId: work.actor.accountId,
    personId: work.actor.personId,
    personName: work.actor.personName,
    at: instantOf(work.ports),
  };
  const given = await write(work, async (tx, audit) => {
    const answers: Record<string, DraftAnswer> = { ...text.answers };
    let all = 0;
    for (const { answer: one, note, textIds, choices } of acts) {
      for (const id of textIds) {
        if (one === null) delete answers[id];
        else answers[id] = { ...by, answer: one, note };
      }
      const answerId =
        one === null || choices.length === 0
          ? null
          : await insertDraftAnswer(tx, { ...by, note, itemId, answer: one });
      const count = textIds.length + (await answerFileFindings(tx, choices, answerId));
      audit({
        act: "item.findingsAnswered",
        subjectKind: "item",
        subjectId: itemId,
        detail: { count, answer: one ?? "none" },
      });
      all += count;
    }
    await putDraftAnswers(tx, itemId, answers);
    return all;
  });
  work.changed("items", `item:${itemId}`);
  return given;
}

/** The working copy whose findings may be answered now. */
async function answerable(work: Work, itemId: string) {
  const edit = await editable(work, itemId, false);
  if (!edit.ok && edit.error.code === "already-published") return refuse("under-review");
  return edit as Exclude<typeof edit, { error: { code: "already-published" } }>;
}

/**
 * Answers findings of a draft. A whole kind is masked, or let go where only a look is asked for: what must be treated is let go
 * one by one, whatever is asked here.
 */
export async function answerDraftFindings(
  work: Work,
  input: {
    itemId: string;
    findingIds: readonly string[];
    together?: Together | undefined;
    answer: FindingAnswer | null;
    note: string;
  },
) {
  const edit = await answerable(work, input.itemId);
  if (!edit.ok) return edit;
  const { text, attachments } = edit.state;
  const files = attachments.map(({ attachmentId }) => attachmentId);
  const inText = new Map(text.findings.map((finding) => [finding.findingId, finding]));
  const ids: number[] = [];
  const named: Named[] = [];
  for (const findingId of input.findingIds) {
    const known = inText.get(findingId);
    const parsed = known ? undefined : parseFileFindingId(findingId);
    if (known) named.push(known);
    else if (parsed && files.includes(parsed.attachmentId)) ids.push(parsed.id);
    else return refuse("unknown-finding");
  }
  const found = await readFoundById(work.db, ids);
  if (found.length !== new Set(ids).size || !found.every(({ attachmentId }) => files.includes(attachmentId)))
    return refuse("unknown-finding");
  named.push(...found);
  if (input.answer !== null && input.answer !== "mask" && input.note.trim() === "")
    return refuse("note-missing");
  const asked = input.together ?? {};
  const together = answeredTogether(named, asked, input.answer);
  const ownIds = new Set(input.findingIds);
  const textIds = text.findings
    .filter((finding) => ownIds.has(finding.findingId) || together(finding, !text.answers[finding.findingId]))
    .map(({ findingId }) => findingId);
  const choices = [
    ...(ids.length > 0 ? [{ ids }] : []),
    ...choicesOf(named, asked, input.answer !== "mask", files),
  ];

  await give(work, input.itemId, text, [{ answer: input.answer, note: input.note.trim(), textIds, choices }]);
  return answer(null);
}

/** Answers what is open with the treatments that equal words of the same draft got, in the text and in its files of any length. */
export async function adoptTreatments(work: Work, input: { itemId: string }) {
  const edit = await answerable(work, input.itemId);
  if (!edit.ok) return edit;
  const { text } = edit.state;
  const found = await readAllFound(work.db, edit.state);
  const offered = equalTreatments(found.findings, found.answers);
  const inText = new Set(text.findings.map(({ findingId }) => findingId));
  const acts = Map.groupBy(offered, ([, { answer: one, note }]) => JSON.stringify([one, note]));
  const count = await give(
    work,
    input.itemId,
    text,
    [...acts.values()].map((group): Given => {
      const [, { answer: one, note }] = group[0] as (typeof group)[number];
      const all = group.map(([findingId]) => findingId);
      const ids = all.flatMap((findingId) =>
        inText.has(findingId) ? [] : [parseFileFindingId(findingId)?.id ?? -1],
      );
      return {
        answer: one,
        note,
        textIds: all.filter((findingId) => inText.has(findingId)),
        choices: ids.length > 0 ? [{ ids }] : [],
      };
    }),
  );
  return answer({ count });
}
