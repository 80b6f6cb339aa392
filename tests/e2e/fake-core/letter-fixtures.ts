import type { LetterRow, LetterState, LetterView } from "../../../shared/contract/applications.ts";
import { composeLetter, type ClauseOverride } from "../../../shared/domain/letters/compose-letter.ts";
import type { LetterFields } from "../../../shared/domain/letters/field-values.ts";
import type { LetterId } from "../../../shared/domain/letters/letter-id.ts";
import { isLetterId } from "../../../shared/domain/letters/letter-id.ts";
import { lintLetter } from "../../../shared/domain/letters/linter.ts";
import { parseLetterFields } from "../../../shared/domain/letters/read-letter-fields.ts";
import { sampleFields } from "../../../shared/domain/letters/sample-fields.ts";
import {
  letterTemplates,
  shippedTemplate,
} from "../../../shared/domain/letters/templates/letter-templates.ts";
import { officialCalendar } from "../../../shared/domain/clock/official-calendar.ts";
import { readClock } from "../../../shared/domain/clock/read-clock.ts";
import { calendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { fakeEventsOf, fakeToday } from "./case-fixtures.ts";
import type { FakeHandlers } from "./fake-core.ts";
import { fakeDigest, fakeId } from "./fake-ids.ts";

/** Letters of the first application, composed and checked by the real domain; the fields are synthetic. */

const at = (text: string): Instant => text as Instant;
const applicationId = fakeId(5, 1);

const caseFields: LetterFields = {
  organName: "云州市住房和城乡建设局",
  contactOffice: "政务公开办公室",
  contactPhone: "0300-5550123",
  reconsiderationOrgan: "云州市人民政府",
  courtName: "云州市城区人民法院",
  addressee: "刘长河",
  applicantName: "刘长河",
  applicantType: "citizen",
  applicationNo: "20260810-003",
  receiptDate: "2026-08-10",
  requestedInformation: "锦绣小区3号楼、5号楼加装电梯项目的招标文件、中标合同及付款明细",
  replyExtended: true,
  replyDue: "2026-10-13",
};

interface FakeLetter {
  readonly template: LetterId;
  fields: Record<string, unknown>;
  overrides: Record<string, ClauseOverride>;
  seq: number;
  state: LetterState;
  docNumber?: string;
}

const letters = new Map<string, FakeLetter>([
  [
    fakeId(6, 4),
    {
      template: "disclosure-partial",
      fields: {
        providedList: [
          { title: "招标文件", pages: 41 },
          { title: "中标合同（遮盖附件二分项报价）", pages: 18 },
          { title: "付款明细" },
        ],
        withheldItems: [],
      },
      overrides: {},
      seq: 3,
      state: "drafting",
    },
  ],
]);

function sent(number: number, template: LetterId, date: string): LetterRow {
  return {
    letterId: fakeId(6, number),
    template,
    templateName: shippedTemplate(template).name,
    state: "served",
    issueDate: calendarDay(date),
    revNo: 1,
  };
}

function compose(letter: FakeLetter) {
  const template = shippedTemplate(letter.template);
  const fields: LetterFields = {
    ...(letter.fields as LetterFields),
    ...caseFields,
    ...(letter.docNumber ? { docNumber: letter.docNumber, issueDate: fakeToday } : {}),
  };
  const model = composeLetter(template, fields, { overrides: letter.overrides, templates: letterTemplates });
  const { findings } = lintLetter({
    template,
    model,
    fields,
    stage: "drafting",
    profile: { organName: "云州市住房和城乡建设局", officeHeadName: "郑克" },
    applicant: { name: "刘长河" },
    due: calendarDay("2026-10-13"),
    searchRecord: false,
    previousExtensions: 1,
    previousCorrectionNotices: 0,
    attachments: [],
  });
  return { fields, model, lint: findings };
}

function viewOf(letterId: string, letter: FakeLetter): LetterView {
  const { fields, model, lint } = compose(letter);
  const template = shippedTemplate(letter.template);
  const events = fakeEventsOf(applicationId);
  return {
    letterId,
    itemId: letterId,
    findings: [],
    reviewedCopies: [],
    applicationId,
    applicationNo: "20260810-003",
    applicantName: "刘长河",
    template: letter.template,
    templateName: template.name,
    templateVersion: template.version,
    letterTemplate: template,
    state: letter.state,
    fields,
    caseFields: Object.keys(caseFields),
    model,
    lint,
    reasonsForChoice: [
      { text: "内容明确，不需补正", article: "条例30" },
      { text: "属政府信息，本机关制作", article: "条例10①" },
      { text: "含商业秘密，第三方不同意", article: "条例15" },
      { text: "能够区分处理", article: "条例37" },
    ],
    draftSeq: letter.seq,
    savedAt: at("2026-09-16T02:42:00Z"),
    revisions:
      letter.state === "drafting"
        ? []
        : [
            {
              revisionId: fakeId(3, 1),
              revNo: 1,
              digest: fakeDigest(letterId),
              createdAt: at("2026-09-16T02:43:00Z"),
              createdBy: "何静",
              note: "送审",
            },
          ],
    attachments: [],
    ...(letter.docNumber ? { docNumber: letter.docNumber, issueDate: fakeToday } : {}),
    blockers: [],
    drafterName: "何静",
    mayEdit: letter.state === "drafting" || letter.state === "returned" || letter.state === "approved",
    events: events.map((event, index) => ({
      eventId: fakeId(8, index + 1),
      event,
      recordedAt: at(`${event.onDay}T02:00:00Z`),
      note: "",
      recordedBy: "何静",
    })),
    reading: readClock(events, officialCalendar, fakeToday),
    today: fakeToday,
    sentLetters: [
      sent(1, "receipt-acknowledgement", "2026-08-10"),
      sent(2, "third-party-consultation-letter", "2026-08-19"),
      sent(3, "extension-notice", "2026-09-15"),
    ],
  };
}

export const handlers: FakeHandlers = {
  "letters.create": ({ template }) => {
    if (!isLetterId(template)) return { refuse: "unknown-template" };
    const letterId = fakeId(6, letters.size + 20);
    letters.set(letterId, {
      template,
      fields: { ...sampleFields(template) },
      overrides: {},
      seq: 0,
      state: "drafting",
    });
    return { letterId };
  },
  "letters.read": ({ letterId }) => {
    const letter = letters.get(letterId);
    return letter ? viewOf(letterId, letter) : { refuse: "unknown-letter" };
  },
  "letters.save": ({ letterId, draftSeq, fields, unlocked }) => {
    const letter = letters.get(letterId);
    if (!letter) return { refuse: "unknown-letter" };
    if (letter.seq !== draftSeq) return { refuse: "draft-moved-on" };
    const parsed = parseLetterFields(shippedTemplate(letter.template), fields);
    if (!parsed.ok) return { refuse: "fields-invalid" };
    letter.fields = { ...parsed.value.fields };
    letter.overrides = Object.fromEntries(
      unlocked.map((entry) => [entry.blockId, { text: entry.text, reason: entry.reason }]),
    );
    letter.seq += 1;
    const { model, lint } = compose(letter);
    const { fields: merged } = viewOf(letterId, letter);
    return { draftSeq: letter.seq, savedAt: at(new Date().toISOString()), model, lint, fields: merged };
  },
  "letters.submit": ({ letterId }) => {
    const letter = letters.get(letterId);
    if (!letter) return { refuse: "unknown-letter" };
    letter.state = "approved";
    return { reviewId: fakeId(7, 1) };
  },
  "letters.sign": ({ letterId, passphrase }) => {
    const letter = letters.get(letterId);
    if (!letter) return { refuse: "unknown-letter" };
    if (passphrase !== "demo") return { refuse: "wrong-passphrase", facts: { attemptsLeft: 4 } };
    letter.state = "signed";
    letter.docNumber = "云建公开告〔2026〕12号";
    return { docNumber: letter.docNumber, issueDate: fakeToday };
  },
  "letters.recordService": ({ letterId }) => {
    const letter = letters.get(letterId);
    if (!letter) return { refuse: "unknown-letter" };
    letter.state = "served";
    return { reading: readClock(fakeEventsOf(applicationId), officialCalendar, fakeToday) };
  },
};
