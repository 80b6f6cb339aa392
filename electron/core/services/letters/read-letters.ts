import { readNumbers } from "../../../../db/readers/applications.ts";
import { readItem } from "../../../../db/readers/items.ts";
import type { LetterAnswerView, LetterView, NumberRow } from "../../../../shared/contract/applications.ts";
import type { Blocker } from "../../../../shared/contract/items.ts";
import type { Page } from "../../../../shared/contract/primitives.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { fieldsOf } from "../../../../shared/domain/letters/field-values.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { letterRow, letterState } from "../applications/read-cases.ts";
import { openIn } from "../items/draft-findings.ts";
import { outdatedFiles } from "../items/draft-state.ts";
import { viewFound } from "../items/file-findings.ts";
import { outdatedBlocker } from "../items/item-blockers.ts";
import { approvedUnderOtherRules } from "../items/take-up-again.ts";
import { attachmentView, draftAttachmentViews, revisionRow } from "../items/read-items.ts";
import { write, type Work } from "../work.ts";
import { caseFieldNames } from "./case-fields.ts";
import { readLetterFacts, type LetterFactsRead } from "./letter-state.ts";

/** What keeps a letter from being sent to review: only what the law makes invalid or what would leak. */
export function letterBlockers(state: LetterFactsRead, rules: string): readonly Blocker[] {
  if (state.letter.joinedInto)
    return [{ code: "joined", text: "这件答复并入了一并答复，由那份文书送审、签发和送达" }];
  if (state.facts.reading.closing?.type === "split" && !state.answers)
    return [{ code: "application-split", text: "申请已经拆分，文书写在拆分出来的各件上" }];
  const outdated = outdatedFiles({ attachments: state.enclosures.files }, rules).length;
  const open = openIn(state.enclosures.found);
  return [
    ...(state.answers ?? []).flatMap((answer, index): readonly Blocker[] =>
      answeredAlready(answer)
        ? [{ code: "unit-answered", text: `第${index + 1}项的申请已经答复或者办结，先从这份答复中取出` }]
        : [],
    ),
    ...state.lint.findings
      .filter((finding) => finding.severity === "blocks")
      .map((finding): Blocker => ({
        code: finding.ruleId,
        text: finding.message,
        ...(finding.blockId ? { target: finding.blockId } : finding.field ? { target: finding.field } : {}),
      })),
    ...(outdated > 0 ? [outdatedBlocker(outdated)] : []),
    ...(open > 0
      ? [{ code: "findings-open", text: `附件有 ${open} 处发现未处理`, target: "attachments" }]
      : []),
  ];
}

/** Has the unit of an answer been answered by another letter, or ended? */
function answeredAlready(answer: Pick<LetterFactsRead, "facts" | "others">): boolean {
  const { state } = answer.facts.reading;
  return (
    state === "answered" ||
    state === "closed" ||
    answer.others.some(
      (other) => other.issue && !other.voided && letterOutcomes[other.template as LetterId] !== undefined,
    )
  );
}

export async function readLetterView(work: Work, input: { letterId: string }) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { letter, review } = state;
  const item = await readItem(work.db, letter.itemId);
  const lstate = letterState(letter);
  const { files, found: all } = state.enclosures;
  const inText = all.findings.filter(({ attachmentId }) => attachmentId === undefined);
  const found = await viewFound(work.db, {
    attachments: files,
    text: { findings: inText, answers: all.answers },
  });
  const reasons = letter.choiceReasons as readonly { text: string; article: string }[];
  return answer<LetterView>({
    letterId: letter.letterId,
    applicationId: letter.applicationId,
    applicationNo: state.application.applicationNo,
    applicantName: state.facts.intake.applicantName,
    template: state.template.id,
    templateName: state.template.name,
    templateVersion: letter.templateVersion,
    letterTemplate: state.template,
    state: lstate,
    fields: state.fields,
    // Also those the case does not fill yet: the screen must not ask for what saveLetter would leave out.
    caseFields: [
      ...new Set([...fieldsOf(state.template).map((use) => use.name), ...Object.keys(state.fields)]),
    ].filter((name) => caseFieldNames.has(name)),
    model: state.model,
    // A letter is held to the case as it was when it was signed; what came after, its own service too, is no objection.
    lint: letter.issue ? [] : state.lint.findings,
    reasonsForChoice: reasons,
    draftSeq: state.draft.seq,
    savedAt: state.draft.savedAt as Instant,
    revisions: state.heads.map(revisionRow),
    itemId: letter.itemId,
    attachments: await draftAttachmentViews(work, state.enclosures.files),
    findings: found.findings,
    ...(found.longLists.length > 0 ? { longLists: found.longLists } : {}),
    reviewedCopies: state.enclosures.copies.map(attachmentView),
    ...(review ? { reviewId: review.reviewId, reviewState: review.state } : {}),
    ...((await approvedUnderOtherRules(work, review)) ? { approvedUnderOtherRules: true as const } : {}),
    ...(letter.issue?.docNumber ? { docNumber: letter.issue.docNumber } : {}),
    ...(letter.issue ? { issueDate: letter.issue.issueDate as CalendarDay } : {}),
    ...(letter.service
      ? {
          service: {
            method: letter.service.method,
            clockDate: letter.service.clockDate as CalendarDay,
            trackingNo: letter.service.trackingNo,
          },
        }
      : {}),
    blockers: letterBlockers(state, work.rules.label),
    mayEdit:
      item !== undefined &&
      mayEditItem(work.actor, item) &&
      (lstate === "drafting" || lstate === "returned" || lstate === "approved"),
    drafterName: item?.drafterName ?? "",
    events: mostUrgent(state).events,
    reading: mostUrgent(state).facts.reading,
    today: state.facts.today,
    sentLetters: [...state.others, letter]
      .filter((each) => each.issue)
      .map(letterRow)
      .toSorted((a, b) => (a.issueDate ?? "").localeCompare(b.issueDate ?? "")),
    ...(letter.joinedInto ? { joinedInto: letter.joinedInto } : {}),
    ...(state.answers ? { answers: state.answers.map(answerView) } : {}),
  });
}

/** Whose clock a letter shows: of several answers that of the unit that must be answered first. */
function mostUrgent(state: LetterFactsRead): LetterFactsRead {
  const due = ({ facts }: LetterFactsRead): string => facts.reading.effectiveDue ?? "9999";
  return (state.answers ?? []).toSorted((a, b) => due(a).localeCompare(due(b)))[0] ?? state;
}

function answerView(answer: LetterFactsRead): LetterAnswerView {
  return {
    letterId: answer.letter.letterId,
    applicationId: answer.letter.applicationId,
    applicationNo: answer.application.applicationNo,
    requestedInformation: answer.facts.intake.requestedInformation,
    letterTemplate: answer.template,
    fields: answer.fields,
    unlocked: answer.body.overrides,
    templateName: answer.template.name,
    files: answer.enclosures.files.map((file) => file.fileName),
    openFindings: openIn(answer.enclosures.found),
  };
}

/** The letter as an official .docx (GB/T 9704-2012), or as PDF where a converter is there. */
export async function exportLetter(work: Work, input: { letterId: string; format: "docx" | "pdf" }) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const bytes = await work.letterDesk[input.format === "docx" ? "docx" : "pages"](state.model);
  if (!bytes) return refuse("pdf-not-available");
  await write(work, async (_tx, audit) =>
    audit({
      act: "letter.exported",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { format: input.format },
    }),
  );
  const number = state.letter.issue?.docNumber ?? `${state.application.applicationNo}草稿`;
  return answer({
    fileName: `${state.template.name}（${number}）.${input.format}`,
    mediaType:
      input.format === "docx"
        ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        : "application/pdf",
    bytes,
  });
}

export async function readNumberRegister(
  work: Work,
  input: {
    after?: string | undefined;
    limit: number;
    series?: string | undefined;
    year?: number | undefined;
  },
) {
  const [series, year, number] = input.after?.split("~") ?? [];
  if (
    input.after &&
    (series === undefined || !Number.isSafeInteger(Number(year)) || !Number.isSafeInteger(Number(number)))
  )
    return refuse("invalid-input", { field: "after" });
  const rows = await readNumbers(work.db, {
    ...(input.series ? { series: input.series } : {}),
    ...(input.year === undefined ? {} : { year: input.year }),
    ...(series === undefined ? {} : { after: { series, year: Number(year), number: Number(number) } }),
    limit: input.limit,
  });
  const last = rows.at(-1);
  return answer<Page<NumberRow>>({
    rows: rows.map((row): NumberRow => ({
      series: row.series,
      year: row.year,
      number: row.number,
      docNumber: row.docNumber,
      letterId: row.letterId,
      templateName: shippedTemplate(row.template as LetterId).name,
      state: row.state,
      ...(row.voidReason ? { voidReason: row.voidReason } : {}),
      allottedAt: row.allottedAt as Instant,
    })),
    ...(last && rows.length === input.limit ? { next: `${last.series}~${last.year}~${last.number}` } : {}),
  });
}
