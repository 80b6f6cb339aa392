import {
  readApplication,
  readLastNumber,
  type ApplicationRecord,
} from "../../../../db/readers/applications.ts";
import { readDraft, readItem, readRevision } from "../../../../db/readers/items.ts";
import {
  allotNumber,
  appendClockEvent,
  insertLetter,
  insertLetterIssue,
  insertLetterService,
  insertLetterVersion,
  updateCaseCaches,
  voidNumber,
} from "../../../../db/writers/applications.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { insertItem, putDraft, updateItemCaches } from "../../../../db/writers/items.ts";
import { endReview } from "../../../../db/writers/reviews.ts";
import type { ServiceMethod } from "../../../../shared/contract/applications.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import { receivedAtOnce } from "../../../../shared/domain/application/delivery.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { readClock, type ClockEvent, type ClockReading } from "../../../../shared/domain/clock/index.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { isLetterId, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import type { LetterTemplate } from "../../../../shared/domain/letters/letter-template.ts";
import { letterText } from "../../../../shared/domain/letters/letter-model.ts";
import { counterKey, formatDocNumber } from "../../../../shared/domain/letters/numbering.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import { parseLetterFields } from "../../../../shared/domain/letters/read-letter-fields.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { type CalendarDay, dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { toBase64Url } from "../../../../shared/sync-protocol/bytes.ts";
import type { Json } from "../../../../shared/sync-protocol/canonical-json.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { cachesOfReading, readRecordedEvents } from "../applications/case-clock.ts";
import { identifyFindings, parseDraftAnswers, placeInDocument } from "../items/draft-findings.ts";
import { voidRunningReview } from "../items/draft-state.ts";
import { storeRevision } from "../items/freeze-revision.ts";
import { frozenFrom } from "../items/attachment-pictures.ts";
import { releaseAttachments, valuesLeftIn, withheldValues } from "../items/release-attachments.ts";
import { contentFiles } from "../items/release-content.ts";
import { openReviewOf } from "../reviews/open-review.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { readRunningReview } from "../../../../db/readers/reviews.ts";
import { caseFieldNames } from "./case-fields.ts";
import { letterDocument } from "./letter-document.ts";
import {
  checkLetter,
  mergeFields,
  outgoingLetterId,
  readCaseFacts,
  readLetterFacts,
  type LetterBody,
  type LetterFactsRead,
} from "./letter-state.ts";
import { lateFindings } from "./late-findings.ts";
import { legalObstacle } from "./legal-reading.ts";
import { letterBlockers } from "./read-letters.ts";
import { serviceEvents } from "./service-events.ts";
import { templateForCase } from "./template-editions.ts";

/** Letters a closed case can still get: the record of service, corrections of slips, the internal papers. */
const afterClosing: ReadonlySet<LetterId> = new Set([
  "service-receipt",
  "letter-rectification",
  "handling-sheet",
  "third-party-decision-notice",
]);

export async function createLetter(
  work: Work,
  input: {
    applicationId: string;
    template: string;
    facts: Readonly<Record<string, unknown>>;
    reasons: readonly { text: string; article: string }[];
  },
  to?: {
    /** Whom the letter is for, where that is not the applicant. */
    readonly recipient: string;
    readonly alsoInTransaction: (tx: WriteTx, letterId: string) => Promise<void>;
  },
) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  if (!isLetterId(input.template)) return refuse("unknown-template");
  const id = input.template;
  const template = await templateForCase(work.db, id, dayOfInstant(application.registeredAt as Instant));
  const { facts } = await readCaseFacts(work, application);
  const closed = facts.reading.state === "answered" || facts.reading.state === "closed";
  if (closed && !afterClosing.has(id)) return refuse("case-closed");
  if (id === "correction-notice" && facts.reading.correction)
    return refuse("letter-not-allowed", { facts: { reason: "补正只能一次性告知（条例第三十条）" } });
  if (id === "extension-notice" && facts.reading.extension)
    return refuse("letter-not-allowed", {
      facts: { reason: "答复期限只能延长一次（条例第三十三条第二款）" },
    });
  if (id === "fee-notice" && facts.letters.some((letter) => letter.template === id && !letter.voided))
    return refuse("letter-not-allowed", {
      facts: { reason: "收费通知书已经起草，一件申请只能采用一种收费方式（收费办法第三条）" },
    });
  const body: LetterBody = { fields: { ...initialFields(template), ...input.facts }, overrides: {} };
  return answer(
    await insertDraftLetter(work, {
      application,
      template,
      body,
      reasons: input.reasons,
      recipients: to ? [to.recipient] : [...applicantNames(facts.intake)],
      ...(to ? { alsoInTransaction: to.alsoInTransaction } : {}),
    }),
  );
}

function initialFields(template: LetterTemplate) {
  return Object.fromEntries(
    template.fields.flatMap((use) => (use.initial === undefined ? [] : [[use.name, use.initial]])),
  );
}

/** Begins a letter: an item of its own, so that its review is one of its own. */
export async function insertDraftLetter(
  work: Work,
  draft: {
    readonly application: ApplicationRecord;
    readonly template: LetterTemplate;
    readonly body: LetterBody;
    readonly reasons: readonly { text: string; article: string }[];
    readonly recipients: readonly string[];
    readonly alsoInTransaction?: (tx: WriteTx, letterId: string) => Promise<void>;
  },
): Promise<{ readonly letterId: string }> {
  const { application, template } = draft;
  const { applicationId } = application;
  const letterId = work.ports.newId();
  const itemId = work.ports.newId();
  const at = instantOf(work.ports);
  const title = `${template.name}（${application.applicationNo}）`;
  const metadata = itemMetadata.parse({
    title,
    kind: "letter",
    disclosureProperty: "onApplication",
    propertyReason: "依申请公开（条例第三十六条）",
    audience: { kind: "targeted", recipients: [...draft.recipients] },
    channels: ["direct"],
  });
  await write(work, async (tx, audit) => {
    await insertItem(tx, {
      id: itemId,
      kind: "letter",
      drafterAccountId: work.actor.accountId,
      drafterPersonId: work.actor.personId,
      unitName: work.actor.unitName,
      applicationId,
      state: "drafting",
      at,
      title,
      docNumber: "",
      disclosureProperty: "onApplication",
    });
    await putDraft(tx, {
      itemId,
      seq: 0,
      body: draft.body,
      metadata,
      changedSinceRevision: true,
      screening: "done",
      findings: [],
      // The text of a letter is composed, and screened when it is frozen.
      screenedBy: "",
      answers: {},
      savedBy: work.actor.accountId,
      at,
    });
    await insertLetter(tx, {
      id: letterId,
      itemId,
      applicationId,
      template: template.id,
      templateVersion: template.version,
      choiceReasons: draft.reasons,
      at,
    });
    await draft.alsoInTransaction?.(tx, letterId);
    audit({
      act: "letter.created",
      subjectKind: "application",
      subjectId: applicationId,
      detail: { letterId, template: template.id },
    });
  });
  work.changed("applications", `application:${applicationId}`);
  return { letterId };
}

export async function saveLetter(
  work: Work,
  input: {
    letterId: string;
    draftSeq: number;
    fields: Readonly<Record<string, unknown>>;
    unlocked: readonly { blockId: string; text: string; reason: string }[];
  },
) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const item = await readItem(work.db, state.letter.itemId);
  if (!item || !mayEditItem(work.actor, item)) return refuse("not-allowed");
  if (state.letter.issue) return refuse("already-signed");
  if (state.review?.state === "open" || state.review?.state === "referred") return refuse("under-review");
  const own = Object.fromEntries(Object.entries(input.fields).filter(([name]) => !caseFieldNames.has(name)));
  const parsed = parseLetterFields(state.template, own);
  if (!parsed.ok) {
    const first = parsed.error[0];
    return refuse(
      "fields-invalid",
      first && first.type === "wrong-field-value"
        ? { field: first.field, facts: { label: first.label, expected: first.expected } }
        : {},
    );
  }
  const overrides = Object.fromEntries(
    input.unlocked.map((entry) => [entry.blockId, { text: entry.text, reason: entry.reason }]),
  );
  const body: LetterBody = { fields: own, overrides };
  const fields = mergeFields(work, state.template, body, state.facts);
  const { model, lint } = checkLetter(work, { ...state, body }, fields, "drafting");
  if (detectClassificationMark(letterText(model))) return refuse("secret-mark");
  const at = instantOf(work.ports);
  const draftSeq = input.draftSeq + 1;
  try {
    const saved = await write(work, async (tx, audit) => {
      const now = await tx
        .selectFrom("draft")
        .select(["seq", "body", "changed_since_revision", "answers"])
        .where("item_id", "=", state.letter.itemId)
        .executeTakeFirst();
      if (now?.seq !== input.draftSeq) return false;
      const changed = now.body !== JSON.stringify(body);
      await putDraft(tx, {
        itemId: state.letter.itemId,
        seq: draftSeq,
        body,
        metadata: itemMetadata.parse(state.draft.metadata),
        changedSinceRevision: now.changed_since_revision === 1 || changed,
        screening: "done",
        findings: [],
        screenedBy: "",
        // What was answered about the attached files stays answered.
        answers: parseDraftAnswers(JSON.parse(now.answers)),
        savedBy: work.actor.accountId,
        at,
      });
      const running = changed ? await readRunningReview(tx, state.letter.itemId) : undefined;
      await updateItemCaches(tx, state.letter.itemId, {
        at,
        ...(running ? { state: "drafting" as const } : {}),
      });
      await voidRunningReview(tx, running, audit, { itemId: state.letter.itemId, at });
      audit({
        act: "letter.saved",
        subjectKind: "letter",
        subjectId: input.letterId,
        detail: { seq: draftSeq },
      });
      return true;
    });
    if (!saved) return refuse("draft-moved-on");
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  return answer({
    draftSeq,
    savedAt: at as Instant,
    model,
    lint: lint.findings,
    fields: fields as Readonly<Record<string, unknown>>,
  });
}

const plainJson = (value: unknown): { readonly [key: string]: Json } =>
  JSON.parse(JSON.stringify(value)) as { readonly [key: string]: Json };

/** Freezes the letter as a revision whose content.json holds the composed letter, and opens its one review (V2). */
export async function submitLetter(work: Work, input: { letterId: string }) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const item = await readItem(work.db, state.letter.itemId);
  if (!item || !mayEditItem(work.actor, item)) return refuse("not-allowed");
  if (state.letter.issue) return refuse("already-signed");
  if (state.review && ["open", "referred", "approved"].includes(state.review.state))
    return refuse("under-review");
  const blockers = letterBlockers(state, work.rules.label);
  if (blockers.length > 0)
    return refuse("blocked", { facts: { blockers: blockers.map((blocker) => blocker.text) } });
  const frozen = await freezeLetter(work, state);
  if (!frozen.ok) return frozen;
  const opened = await openReviewOf(work, {
    itemId: state.letter.itemId,
    revisionId: frozen.value.revisionId,
    revNo: frozen.value.revNo,
    contentDigest: frozen.value.digest,
    title: item.title,
  });
  work.changed("applications", `application:${state.letter.applicationId}`, `letter:${input.letterId}`);
  return answer({ reviewId: opened.reviewId });
}

/** An answer was saved between reading it and freezing the letter it is in; nothing of the revision is kept. */
class AnswerMovedOn extends Error {}

async function freezeLetter(work: Work, state: LetterFactsRead) {
  const { files: attachments, found, pictures } = state.enclosures;
  const blocked = (...blockers: readonly string[]) =>
    refuse("blocked", { facts: { blockers: [...blockers] } });
  // What is handed over is reviewed as it is handed over: the clean copies, inside the digest of the letter (V3).
  const copies = await releaseAttachments(work, { attachments, pictures }, found);
  if (!copies.ok) return blocked(...copies.error);
  const metadata = itemMetadata.parse(state.draft.metadata);
  const document = letterDocument(state.model);
  const text = letterText(state.model);
  const screened = await work.desk.screenText(plainText(document));
  // The applicant's own name stands in a letter to the applicant; LV-13 watches over everything else of theirs.
  const own = new Set([...applicantNames(state.facts.intake), state.facts.intake.agentName]);
  const findings = [
    ...identifyFindings(
      "text",
      screened.filter((finding) => !(finding.type === "NAME" && own.has(finding.value))),
      placeInDocument(document),
    ),
    ...found.findings,
  ];
  const withheld = withheldValues(found.findings, found.answers).filter(({ value }) => !own.has(value));
  const left = valuesLeftIn(text, withheld);
  if (left > 0) return blocked(`${left} 项在附件里已经遮盖的内容在文书正文里还有，请一并处理`);
  const revNo = (state.heads[0]?.revNo ?? 0) + 1;
  const outcome = letterOutcomes[state.template.id]?.code;
  const stored = await storeRevision(work, {
    itemId: state.letter.itemId,
    revNo,
    draftSeq: state.draft.seq,
    body: {
      document,
      releaseDocument: document,
      copies: frozenFrom(copies.value, pictures),
      letter: {
        body: state.body,
        fields: state.fields,
        model: state.model,
        ...(state.answers
          ? {
              answers: state.answers.map(({ letter, template, fields }) => ({
                letterId: letter.letterId,
                template: template.id,
                templateVersion: template.version,
                fields,
              })),
            }
          : {}),
      },
    },
    metadata,
    content: {
      schema: "zwgk.case/1",
      kind: "case-response",
      objectType: "case",
      objectId: state.letter.itemId,
      revNo,
      parents: [],
      orgCode: work.profile.creditCode,
      organName: work.profile.organName,
      title: state.template.name,
      scope: {
        audience: metadata.audience,
        channels: ["direct"],
      },
      body: plainJson({ text, model: state.model }),
      files: [...contentFiles(copies.value)],
      nonce: toBase64Url(work.ports.randomBytes(32)),
      caseId: state.letter.applicationId,
      applicationNo: state.application.applicationNo,
      letterId: state.template.id,
      ...(outcome ? { outcome } : {}),
    },
    note: "送审",
    attachments: copies.value,
    findings,
    answers: found.answers,
    alsoInTransaction: async (tx, revisionId) => {
      for (const answer of state.answers ?? [])
        if ((await readDraft(tx, answer.letter.itemId))?.seq !== answer.draft.seq) throw new AnswerMovedOn();
      await insertLetterVersion(tx, {
        revisionId,
        letterId: state.letter.letterId,
        templateVersion: state.template.version,
        legalSources: [
          ...new Set([state, ...(state.answers ?? [])].flatMap(({ template }) => template.basis)),
        ].join("；"),
        calendarVersion: work.calendar.version,
        fields: state.fields,
      });
    },
  }).catch((error: unknown) => {
    if (error instanceof AnswerMovedOn) return "draft-moved-on" as const;
    throw error;
  });
  if (stored === "draft-moved-on") return blocked("文书刚刚又被保存，请重试");
  return answer(stored);
}

/**
 * Signs a letter: approved review of exactly this text, last checks, then number and issue in one transaction. The
 * register gives the next number of series and year; a gap is impossible, a void keeps its reason (V10).
 */
export async function signLetter(
  work: Work,
  input: { letterId: string; digest: string; issueDate?: CalendarDay | undefined; passphrase: string },
) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { review } = state;
  if (state.letter.issue) return refuse("already-signed");
  const head = state.heads[0];
  if (!review || !head) return refuse("not-approved");
  if (review.state === "stale" || state.draft.changedSinceRevision) return refuse("stale");
  if (review.state !== "approved") return refuse("not-approved");
  if (head.contentDigest !== input.digest || review.contentDigest !== input.digest) return refuse("stale");
  const today = todayOf(work.ports);
  const issueDate = input.issueDate ?? today;
  // The date of a letter is the day it is signed; an earlier one would be backdating (letters.md §1).
  if (issueDate !== today) return refuse("issue-date-invalid");
  const revision = await readRevision(work.db, head.revisionId);
  if (!revision) return refuse("internal");
  const series = state.template.series;
  const year = Number(issueDate.slice(0, 4));
  const numbering = { organShort: work.profile.organShort };
  const preview = series
    ? formatDocNumber(
        series,
        year,
        (await readLastNumber(work.db, counterKey(series, year, numbering), year)) + 1,
        numbering,
      )
    : undefined;
  const fields = { ...state.fields, issueDate, ...(preview ? { docNumber: preview } : {}) };
  const { lint } = checkLetter(work, state, fields, "signing");
  const blocking = lint.findings.filter((finding) => finding.severity === "blocks");
  if (blocking.length > 0)
    return refuse("blocked", { facts: { blockers: blocking.map((finding) => finding.message) } });
  const unread = await legalObstacle(work, state, input.digest);
  if (unread)
    return refuse("legal-opinion-missing", {
      facts: { reasons: unread.map((reason) => `${reason.text}（${reason.article}）`) },
    });
  const late = await lateFindings(work, state, review.reviewId);
  if (late.length > 0) return refuse("blocked", { facts: { blockers: [...late] } });
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  const at = instantOf(work.ports);
  try {
    const docNumber = await write(work, async (tx, audit) => {
      let number: { series: string; year: number; number: number; docNumber: string } | undefined;
      if (series) {
        const key = counterKey(series, year, numbering);
        const next = (await readLastNumber(tx, key, year)) + 1;
        number = {
          series: key,
          year,
          number: next,
          docNumber: formatDocNumber(series, year, next, numbering),
        };
        await allotNumber(tx, { ...number, letterId: input.letterId, accountId: work.actor.accountId, at });
      }
      await insertLetterIssue(tx, {
        letterId: input.letterId,
        revisionId: head.revisionId,
        reviewId: review.reviewId,
        contentDigest: input.digest,
        ...(number ? { number } : {}),
        issueDate,
        signedBy: work.actor.accountId,
        at,
      });
      await endReview(tx, review.reviewId, "used");
      for (const { letter } of [state, ...(state.answers ?? [])])
        await updateItemCaches(tx, letter.itemId, { state: "published", at });
      audit({
        act: "letter.signed",
        subjectKind: "letter",
        subjectId: input.letterId,
        detail: { docNumber: number?.docNumber ?? "", issueDate, contentDigest: input.digest },
      });
      for (const applicationId of casesOf(state))
        audit({
          act: "letter.signed",
          subjectKind: "application",
          subjectId: applicationId,
          detail: { letterId: input.letterId },
        });
      return number?.docNumber ?? "";
    });
    work.changed(...changedBy(state), "reviews");
    return answer({ docNumber, issueDate });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}

/** Every case that a letter is in the history of: a letter with several answers also in that of each unit. */
function casesOf(state: LetterFactsRead): readonly string[] {
  return [state, ...(state.answers ?? [])].map(({ letter }) => letter.applicationId);
}

function changedBy(state: LetterFactsRead): readonly string[] {
  return [
    "applications",
    ...casesOf(state).map((id) => `application:${id}`),
    ...[state, ...(state.answers ?? [])].map(({ letter }) => `letter:${letter.letterId}`),
  ];
}

/**
 * Marks a letter as served; the clock events follow in the same transaction, so due dates move with it. A letter with
 * several answers is served once and answers each of its units: each gets its own event and outcome.
 */
export async function recordService(
  work: Work,
  asked: {
    letterId: string;
    method: ServiceMethod;
    clockDate: CalendarDay;
    receivedOn?: CalendarDay | undefined;
    trackingNo: string;
    note: string;
  },
) {
  const input = { ...asked, letterId: await outgoingLetterId(work, asked.letterId) };
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { letter } = state;
  if (!letter.issue || letter.voided) return refuse("not-signed");
  if (letter.service) return refuse("already-served");
  const today = todayOf(work.ports);
  if (input.clockDate > today || (input.receivedOn && input.receivedOn > today))
    return refuse("day-in-future");
  if (input.clockDate < letter.issue.issueDate) return refuse("before-issue-date");
  if (input.method === "post" && input.trackingNo.trim() === "") return refuse("tracking-number-missing");
  const receivedOn = input.receivedOn ?? (receivedAtOnce.has(input.method) ? input.clockDate : undefined);
  const at = instantOf(work.ports);
  const told: {
    readonly applicationId: string;
    readonly events: readonly ClockEvent[];
    readonly reading: ClockReading;
    readonly outcome: string | undefined;
  }[] = [];
  for (const answered of state.answers ?? [state]) {
    const { applicationId, letterId } = answered.letter;
    const template = answered.letter.template as LetterId;
    const clockId = answered.facts.consultation?.clockId ?? letterId;
    const events = serviceEvents(template, clockId, answered.fields, { ...input, receivedOn });
    const before = (await readRecordedEvents(work.db, applicationId)).map((entry) => entry.event);
    const reading = readClock([...before, ...events], work.calendar, today);
    told.push({ applicationId, events, reading, outcome: letterOutcomes[template]?.code });
  }
  await write(work, async (tx, audit) => {
    await insertLetterService(tx, {
      letterId: input.letterId,
      method: input.method,
      clockDate: input.clockDate,
      ...(receivedOn ? { receivedOn } : {}),
      trackingNo: input.trackingNo,
      note: input.note,
      accountId: work.actor.accountId,
      at,
    });
    for (const { applicationId, events, reading, outcome } of told) {
      for (const event of events)
        await appendClockEvent(tx, {
          id: work.ports.newId(),
          applicationId,
          event,
          note: letter.issue?.docNumber ?? "",
          accountId: work.actor.accountId,
          at,
        });
      await updateCaseCaches(tx, applicationId, cachesOfReading(reading), outcome);
    }
    audit({
      act: "letter.served",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { method: input.method, clockDate: input.clockDate },
    });
    for (const applicationId of casesOf(state))
      audit({
        act: "letter.served",
        subjectKind: "application",
        subjectId: applicationId,
        detail: { letterId: input.letterId },
      });
  });
  work.changed(...changedBy(state));
  return answer({ reading: told[0]?.reading ?? state.facts.reading });
}

export async function voidLetterNumber(
  work: Work,
  asked: { letterId: string; reason: string; passphrase: string },
) {
  const input = { ...asked, letterId: await outgoingLetterId(work, asked.letterId) };
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { letter } = state;
  if (!letter.issue?.docNumber || letter.voided) return refuse("not-signed");
  if (letter.service) return refuse("already-served");
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  const { docNumber } = letter.issue;
  await write(work, async (tx, audit) => {
    await voidNumber(tx, docNumber, input.reason);
    audit({
      act: "letter.numberVoided",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { docNumber },
    });
  });
  work.changed(...changedBy(state));
  return answer(null);
}
