import { readApplication, type ApplicationRecord } from "../../../../db/readers/applications.ts";
import { readItem } from "../../../../db/readers/items.ts";
import { insertLetter } from "../../../../db/writers/applications.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { insertItem, putDraft, updateItemCaches } from "../../../../db/writers/items.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { isLetterId, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import type { LetterTemplate } from "../../../../shared/domain/letters/letter-template.ts";
import { letterText } from "../../../../shared/domain/letters/letter-model.ts";
import { parseLetterFields } from "../../../../shared/domain/letters/read-letter-fields.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { dayOfInstant, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { parseDraftAnswers } from "../items/draft-findings.ts";
import { voidRunningReview } from "../items/draft-state.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { readRunningReview } from "../../../../db/readers/reviews.ts";
import { caseFieldNames } from "./case-fields.ts";
import { checkLetter, mergeFields, readCaseFacts, readLetterFacts, type LetterBody } from "./letter-state.ts";
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
    savedAt: at,
    model,
    lint: lint.findings,
    fields,
  });
}
