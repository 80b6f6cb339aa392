import { readFoundById, type FileFindingChoice } from "../../../../db/readers/draft-findings.ts";
import { answerFileFindings, insertDraftAnswer } from "../../../../db/writers/draft-findings.ts";
import { putDraftAnswers } from "../../../../db/writers/items.ts";
import { answeredTogether, type Together } from "../../../../shared/domain/review/answered-together.ts";
import type { FindingAnswer } from "../../../../shared/domain/review/review-stages.ts";
import { equalWords } from "../../../../shared/domain/screening/equal-words.ts";
import { parseFileFindingId } from "../../../../shared/domain/screening/long-list.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import type { DraftAnswer } from "./draft-findings.ts";
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
  const edit = await editable(work, input.itemId, false);
  if (!edit.ok) {
    if (edit.error.code === "already-published") return refuse("under-review");
    return edit as Exclude<typeof edit, { error: { code: "already-published" } }>;
  }
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

  const given = {
    note: input.note.trim(),
    accountId: work.actor.accountId,
    personId: work.actor.personId,
    personName: work.actor.personName,
    at: instantOf(work.ports),
  };
  await write(work, async (tx, audit) => {
    const answers: Record<string, DraftAnswer> = { ...text.answers };
    for (const id of textIds) {
      if (input.answer === null) delete answers[id];
      else answers[id] = { ...given, answer: input.answer };
    }
    await putDraftAnswers(tx, input.itemId, answers);
    const answerId =
      input.answer === null || choices.length === 0
        ? null
        : await insertDraftAnswer(tx, { ...given, itemId: input.itemId, answer: input.answer });
    const inFiles = await answerFileFindings(tx, choices, answerId);
    audit({
      act: "item.findingsAnswered",
      subjectKind: "item",
      subjectId: input.itemId,
      detail: { count: textIds.length + inFiles, answer: input.answer ?? "none" },
    });
  });
  work.changed("items", `item:${input.itemId}`);
  return answer(null);
}
