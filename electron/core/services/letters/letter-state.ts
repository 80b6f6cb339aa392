import { z } from "zod";

import {
  readApplication,
  readLetter,
  readLettersOfApplication,
  type ApplicationRecord,
  type LetterRecord,
} from "../../../../db/readers/applications.ts";
import {
  readDraft,
  readRevision,
  readRevisionAttachments,
  readRevisionHeads,
  type AttachmentRecord,
  type DraftAttachmentRecord,
  type DraftRecord,
  type RevisionHead,
} from "../../../../db/readers/items.ts";
import { readAnswersOf } from "../../../../db/readers/joint-answers.ts";
import { readReviewsOfItem, readRunningReview, type ReviewRecord } from "../../../../db/readers/reviews.ts";
import { readUnitPlace } from "../../../../db/readers/application-units.ts";
import { readConsultationOfLetter, readConsultations } from "../../../../db/readers/consultations.ts";
import { readAccount } from "../../../../db/readers/people.ts";
import { applicationIntake, type RecordedClockEvent } from "../../../../shared/contract/applications.ts";
import { composeLetter, type ClauseOverride } from "../../../../shared/domain/letters/compose-letter.ts";
import type { LetterFields } from "../../../../shared/domain/letters/field-values.ts";
import { isRefusal, jointAnswerId, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { answersOfChoice } from "../../../../shared/domain/letters/chosen-answers.ts";
import type { CheckedAnswer, LintAttachment } from "../../../../shared/domain/letters/lint-context.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import { lintLetter, type LintReport } from "../../../../shared/domain/letters/linter.ts";
import type { Reason } from "../../../../shared/domain/letters/relief.ts";
import type { LetterTemplate } from "../../../../shared/domain/letters/letter-template.ts";
import { parseLetterFields } from "../../../../shared/domain/letters/read-letter-fields.ts";
import { letterTemplates } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Found } from "../items/draft-findings.ts";
import { readAllFound, readWorkingCopy, type WorkingCopy } from "../items/draft-state.ts";
import { readingOf, readRecordedEvents } from "../applications/case-clock.ts";
import { feeDelivery, readFeeMonth } from "../applications/fee-facts.ts";
import { consultationViews, disclosureHolds } from "../consultations/consultation-views.ts";
import type { Work } from "../work.ts";
import { caseFieldNames, caseFields, feeOfNotice, type CaseFacts } from "./case-fields.ts";
import { templateOfLetter } from "./template-editions.ts";

const override = z.object({ text: z.string(), reason: z.string() });
const letterBody = z.object({
  fields: z.record(z.string(), z.unknown()),
  overrides: z.record(z.string(), override),
});
export type LetterBody = z.output<typeof letterBody>;

/** The files that are handed over with a letter: as attached, and as the newest revision holds them. */
export interface Enclosures {
  readonly files: readonly DraftAttachmentRecord[];
  /** In the files, whole. */
  readonly found: Found;
  readonly pictures: WorkingCopy["pictures"];
  readonly copies: readonly AttachmentRecord[];
  readonly reviewed: readonly LintAttachment[];
}

/** Everything about one letter, read together; the model is composed anew from case and fields (V6). */
export interface LetterFactsRead {
  readonly letter: LetterRecord;
  readonly application: ApplicationRecord;
  readonly template: LetterTemplate;
  readonly draft: DraftRecord;
  readonly body: LetterBody;
  readonly facts: CaseFacts;
  readonly events: readonly RecordedClockEvent[];
  readonly fields: LetterFields;
  readonly model: LetterModel;
  readonly lint: LintReport;
  readonly heads: readonly RevisionHead[];
  readonly review: ReviewRecord | undefined;
  readonly enclosures: Enclosures;
  readonly others: readonly LetterRecord[];
  /** In a letter with several answers: each answer, as the letter of its unit, in the order of the units. */
  readonly answers?: readonly LetterFactsRead[];
}

/** The facts of a case that letters are filled from. */
export async function readCaseFacts(
  work: Work,
  application: ApplicationRecord,
): Promise<{ readonly facts: CaseFacts; readonly events: readonly RecordedClockEvent[] }> {
  const events = await readRecordedEvents(work.db, application.applicationId);
  const today = todayOf(work.ports);
  const clockEvents = events.map((entry) => entry.event);
  const place = await readUnitPlace(work.db, application.applicationId);
  const handler = await readAccount(work.db, { id: application.handlerAccountId });
  const reading = readingOf(clockEvents, work.calendar, today);
  const letters = await readLettersOfApplication(work.db, application.applicationId);
  const consulted = consultationViews(
    await readConsultations(work.db, { applicationId: application.applicationId }),
    { reading, letters, calendar: work.calendar, today },
  );
  return {
    events,
    facts: {
      applicationNo: application.applicationNo,
      registeredOn: dayOfInstant(application.registeredAt as Instant),
      handlerName: application.handlerName,
      handlingUnit: handler?.unitName ?? "",
      intake: applicationIntake.parse(application.intake),
      events: clockEvents,
      reading,
      letters,
      today,
      ...(place
        ? { unitOf: { applicationNo: place.parentNo, position: place.position, count: place.count } }
        : {}),
      disclosureHolds: disclosureHolds(consulted),
    },
  };
}

async function readFeeFacts(
  work: Work,
  applicationId: string,
  { intake, reading }: CaseFacts,
  letters: readonly LetterRecord[],
): Promise<NonNullable<CaseFacts["fee"]>> {
  const { counter } = await readFeeMonth(work, applicationId, intake, reading.receiptDate);
  const reply = letters.findLast(({ template, voided }) => !voided && letterOutcomes[template as LetterId]);
  return {
    ...(counter ? { counter } : {}),
    delivery: feeDelivery[intake.obtainMethod],
    ...(reply ? { outcome: reply.template } : {}),
  };
}

/** Own fields (typed by the drafter) with those of the case on top; what does not parse is left out, the linter tells. */
export function mergeFields(
  work: Work,
  template: LetterTemplate,
  body: LetterBody,
  facts: CaseFacts,
): LetterFields {
  const own = Object.fromEntries(Object.entries(body.fields).filter(([name]) => !caseFieldNames.has(name)));
  const parsed = parseLetterFields(template, own);
  const typed = parsed.ok ? parsed.value.fields : {};
  return { ...typed, ...caseFields(template.id, facts, work.profile, work.calendar, typed) };
}

function composeAndLint(
  work: Work,
  template: LetterTemplate,
  fields: LetterFields,
  overrides: Readonly<Record<string, ClauseOverride>>,
  facts: CaseFacts,
  stage: "drafting" | "signing",
  choiceReasons: LetterRecord["choiceReasons"],
  enclosures: Enclosures,
  answers?: readonly CheckedAnswer[],
): { readonly model: LetterModel; readonly lint: LintReport } {
  const model = composeLetter(template, fields, {
    overrides,
    templates: letterTemplates,
    ...(answers ? { answers } : {}),
  });
  const { intake, reading } = facts;
  const due =
    template.id === "correction-notice"
      ? reading.correctionNoticeDue
      : template.id === "extension-notice"
        ? reading.extensionNoticeDue
        : reading.effectiveDue;
  const fee = feeOfNotice(facts, fields);
  const feeObstacle = fee?.ok === false ? fee.obstacle : undefined;
  const lint = lintLetter({
    template,
    model,
    fields,
    stage,
    profile: { organName: work.profile.organName, officeHeadName: work.profile.officeHeadName },
    applicant: {
      name: intake.applicantName,
      ...(intake.idNumber ? { idNumber: intake.idNumber } : {}),
      ...(intake.phone ? { phone: intake.phone } : {}),
      ...(intake.email ? { email: intake.email } : {}),
      ...(intake.postalAddress ? { address: intake.postalAddress } : {}),
      others: intake.coApplicants.map((one) => ({
        name: one.applicantName,
        idNumber: one.idNumber,
        phone: one.phone,
        address: one.postalAddress,
      })),
    },
    ...(typeof fields.thirdPartyName === "string" ? { thirdParty: { name: fields.thirdPartyName } } : {}),
    today: facts.today,
    ...(due ? { due } : {}),
    searchRecord:
      facts.letters.some((letter) => letter.template === "search-record") ||
      typeof fields.searchRecordId === "string",
    ...(isRefusal(template.id) ? answersOfChoice(choiceReasons as readonly Reason[]) : {}),
    previousExtensions: reading.extension ? 1 : 0,
    previousCorrectionNotices: reading.correction ? 1 : 0,
    // Before the review nothing can have passed it; then every file is held against what was reviewed.
    attachments: stage === "signing" ? enclosures.reviewed : [],
    enclosed: enclosures.files.length,
    disclosureHolds: facts.disclosureHolds,
    // What the review froze is no longer counted anew.
    ...(feeObstacle && fields.feeAmount === undefined ? { feeObstacle } : {}),
    ...(answers ? { answers } : {}),
  });
  return { model, lint };
}

/** The letter as it stands with these fields; of several answers each is checked with the facts of its own unit. */
export function checkLetter(
  work: Work,
  state: Omit<LetterFactsRead, "model" | "lint">,
  fields: LetterFields,
  stage: "drafting" | "signing",
): { readonly model: LetterModel; readonly lint: LintReport } {
  const answers = state.answers?.map((answer): CheckedAnswer => {
    const { docNumber, issueDate } = fields;
    const own: LetterFields = {
      ...answer.fields,
      ...(docNumber ? { docNumber } : {}),
      ...(issueDate ? { issueDate } : {}),
    };
    const checked = checkLetter(work, answer, own, stage);
    return {
      letterId: answer.letter.letterId,
      template: answer.template,
      fields: own,
      overrides: answer.body.overrides,
      findings: checked.lint.findings,
    };
  });
  return composeAndLint(
    work,
    state.template,
    fields,
    state.body.overrides,
    state.facts,
    stage,
    state.letter.choiceReasons,
    state.enclosures,
    answers,
  );
}

const frozenFields = z.record(z.string(), z.unknown());
const frozenLetter = z.object({
  letter: z.object({
    fields: frozenFields,
    answers: z.array(z.object({ letterId: z.string(), fields: frozenFields })).default([]),
  }),
});

/**
 * The fields as they were frozen for the review, once the letter is under review, approved or signed. A case or an
 * organisation that changes afterwards must not change a text that somebody approved or an applicant holds (V1, V5).
 */
async function reviewedFields(
  work: Work,
  letter: LetterRecord,
  draft: DraftRecord,
  head: RevisionHead | undefined,
  review: ReviewRecord | undefined,
): Promise<LetterFields | undefined> {
  const running = review !== undefined && ["open", "referred", "approved"].includes(review.state);
  if (letter.joinedInto) {
    const revisionId = letter.issue?.revisionId ?? (running ? review.revisionId : undefined);
    const revision = revisionId ? await readRevision(work.db, revisionId) : undefined;
    const parsed = frozenLetter.safeParse(revision?.body);
    return parsed.success
      ? parsed.data.letter.answers.find((answer) => answer.letterId === letter.letterId)?.fields
      : undefined;
  }
  if (!head || !(letter.issue || (running && !draft.changedSinceRevision))) return undefined;
  const revision = await readRevision(work.db, letter.issue?.revisionId ?? head.revisionId);
  const parsed = frozenLetter.safeParse(revision?.body);
  return parsed.success ? parsed.data.letter.fields : undefined;
}

async function readEnclosures(
  work: Work,
  letter: LetterRecord,
  head: RevisionHead | undefined,
  review: ReviewRecord | undefined,
): Promise<Enclosures> {
  const copy = await readWorkingCopy(work.db, letter.itemId);
  if (!copy) throw new Error("letter without its item");
  const copies = head ? await readRevisionAttachments(work.db, head.revisionId) : [];
  const passed =
    (review?.state === "approved" || review?.state === "used") &&
    review.contentDigest === head?.contentDigest;
  return {
    files: copy.attachments,
    found: await readAllFound(work.db, copy),
    pictures: copy.pictures,
    copies,
    reviewed: copies.map(({ fileName, digest }) => ({
      name: fileName,
      digest,
      ...(passed ? { reviewedDigest: digest } : {}),
      // A revision holds clean copies only (releaseAttachments).
      hiddenDataRemoved: true,
    })),
  };
}

/** The letter that goes out: itself, or the one with several answers that it is a passage of. */
export async function outgoingLetterId(work: Work, letterId: string): Promise<string> {
  return (await readLetter(work.db, letterId))?.joinedInto ?? letterId;
}

/** A letter with everything that decides what may happen to it. What was sent in a joint letter reads as that letter. */
export async function readLetterFacts(work: Work, letterId: string): Promise<LetterFactsRead | undefined> {
  const state = await readOneLetter(work, letterId);
  if (!state?.letter.joinedInto || !state.letter.issue) return state;
  const sent = await readOneLetter(work, state.letter.joinedInto);
  return sent ? { ...state, model: sent.model } : state;
}

/** The enclosures of all answers are those of the letter that gives them: one review covers them together. */
function gatherEnclosures(own: Enclosures, answers: readonly LetterFactsRead[]): Enclosures {
  const all = [own, ...answers.map((answer) => answer.enclosures)];
  return {
    ...own,
    files: all.flatMap((one) => one.files),
    found: {
      findings: all.flatMap(({ found }) => found.findings),
      answers: Object.assign({}, ...all.map(({ found }) => found.answers)) as Found["answers"],
    },
  };
}

async function readOneLetter(work: Work, letterId: string): Promise<LetterFactsRead | undefined> {
  const letter = await readLetter(work.db, letterId);
  if (!letter) return undefined;
  const application = await readApplication(work.db, letter.applicationId);
  const draft = await readDraft(work.db, letter.itemId);
  if (!application || !draft) throw new Error("letter without its case or draft");
  const template = await templateOfLetter(work.db, letter);
  const body = letterBody.parse(draft.body);
  const { facts, events } = await readCaseFacts(work, application);
  const others = facts.letters.filter((other) => other.letterId !== letterId);
  const linked = await readConsultationOfLetter(work.db, letterId);
  const own: CaseFacts = {
    ...facts,
    letters: others,
    ...(linked ? { consultation: linked } : {}),
    ...(template.id === "fee-notice"
      ? { fee: await readFeeFacts(work, letter.applicationId, facts, others) }
      : {}),
  };
  const heads = await readRevisionHeads(work.db, letter.itemId);
  const review = letter.joinedInto
    ? await readRunningReview(work.db, letter.itemId)
    : (await readReviewsOfItem(work.db, letter.itemId))[0];
  const merged =
    (await reviewedFields(work, letter, draft, heads[0], review)) ?? mergeFields(work, template, body, own);
  const fields: LetterFields = letter.issue
    ? {
        ...merged,
        ...(letter.issue.docNumber ? { docNumber: letter.issue.docNumber } : {}),
        issueDate: letter.issue.issueDate,
      }
    : merged;
  const answers: LetterFactsRead[] = [];
  if (template.id === jointAnswerId)
    for (const answer of await readAnswersOf(work.db, letterId)) {
      const read = await readOneLetter(work, answer.letterId);
      if (read) answers.push(read);
    }
  const attached = await readEnclosures(work, letter, heads[0], review);
  const state = {
    letter,
    application,
    template,
    draft,
    body,
    facts: own,
    events,
    fields,
    heads,
    review,
    enclosures: gatherEnclosures(attached, answers),
    others,
    ...(template.id === jointAnswerId ? { answers } : {}),
  };
  return { ...state, ...checkLetter(work, state, fields, letter.issue ? "signing" : "drafting") };
}
