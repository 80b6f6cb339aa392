import { readFoundById, type FileFindingChoice } from "../../../../db/readers/draft-findings.ts";
import { answerFileFindings, insertDraftAnswer } from "../../../../db/writers/draft-findings.ts";
import { putDraftAnswers } from "../../../../db/writers/items.ts";
import type { FindingAnswer } from "../../../../shared/domain/review/review-stages.ts";
import { equalWords } from "../../../../shared/domain/screening/equal-words.ts";
import { parseFileFindingId } from "../../../../shared/domain/screening/long-list.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import type { DraftAnswer, DraftFinding } from "./draft-findings.ts";
import { editable } from "./write-items.ts";

/** What else is answered with the findings that are named. */
export interface Together {
  /** All with the same type and words, in the text and in every file. */
  readonly equals?: boolean | undefined;
  /** All of the same type in the same file, or in the text, that nobody answered. */
  readonly kind?: boolean | undefined;
}

interface Named {
  readonly type: string;
  readonly value: string;
  readonly attachmentId?: string | undefined;
}

/** What is like the named findings: those of equal words, answered or not, and those of a kind that are open. */
function alike(named: readonly Named[], { equals, kind }: Together, lookAtOnly: boolean) {
  const key = (type: string, value: string): string => `${type} ${equalWords(value)}`;
  const words = new Map(
    named
      .filter(({ value }) => equals && equalWords(value) !== "")
      .map((one) => [key(one.type, one.value), one]),
  );
  const kinds = new Map(
    kind ? named.map((one) => [`${one.type} ${one.attachmentId ?? ""}`, one] as const) : [],
  );
  return {
    holds: (finding: DraftFinding, answers: Readonly<Record<string, DraftAnswer>>): boolean =>
      words.has(key(finding.type, finding.value)) ||
      (kinds.has(`${finding.type} `) &&
        !answers[finding.findingId] &&
        !(lookAtOnly && finding.severity === "must-fix")),
    choices: (files: readonly string[]): readonly FileFindingChoice[] => [
      ...[...words.values()].map(({ type, value }) => ({
        attachmentIds: files,
        type,
        words: equalWords(value),
      })),
      ...[...kinds.values()].flatMap(({ type, attachmentId }) =>
        attachmentId === undefined ? [] : [{ attachmentId, type, lookAtOnly }],
      ),
    ],
  };
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
  const together = alike(named, input.together ?? {}, input.answer !== "mask");
  const ownIds = new Set(input.findingIds);
  const textIds = text.findings
    .filter((finding) => ownIds.has(finding.findingId) || together.holds(finding, text.answers))
    .map(({ findingId }) => findingId);
  const choices = [...(ids.length > 0 ? [{ ids }] : []), ...together.choices(files)];

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
