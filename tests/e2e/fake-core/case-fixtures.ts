import type {
  ApplicationIntake,
  ApplicationRow,
  CaseView,
  LetterRow,
} from "../../../shared/contract/applications.ts";
import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { officialCalendar } from "../../../shared/domain/clock/official-calendar.ts";
import { signedWorkdays } from "../../../shared/domain/clock/due-reading.ts";
import { waitingFor } from "../../../shared/domain/clock/waiting-for.ts";
import { readClock } from "../../../shared/domain/clock/read-clock.ts";
import { calendarDay, type CalendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import type { FakeHandlers } from "./fake-core.ts";
import { fakeId } from "./fake-ids.ts";

/** Synthetic applications of September 2026; the dates are read by the real clock. */

export const fakeToday = calendarDay("2026-09-16");
const day = calendarDay;
const at = (text: string): Instant => text as Instant;

const intake: ApplicationIntake = {
  applicantType: "citizen",
  applicantName: "刘长河",
  idType: "居民身份证",
  idNumber: "370499198501010013",
  legalRepresentative: "",
  agentName: "",
  agentProof: "",
  coApplicants: [],
  representative: 0,
  helpKinds: [],
  helpNote: "",
  difficultyReason: "",
  readBack: false,
  phone: "13800005678",
  email: "",
  postalAddress: "云州市城区锦绣小区3号楼",
  postcode: "277000",
  requestedInformation: "锦绣小区3号楼、5号楼加装电梯项目的招标文件、中标合同及付款明细",
  obtainMethod: "post",
  carrierForm: "paper",
  helpNeeded: false,
  submissionChannel: "inPerson",
  arrivedOn: day("2026-08-10"),
  receiptEvidence: "当面提交，当场出具回执",
};

const mainEvents: readonly ClockEvent[] = [
  { type: "received", channel: "inPerson", onDay: day("2026-08-10") },
  { type: "consultationIssued", consultationId: "c1", party: "thirdParty", onDay: day("2026-08-19") },
  { type: "consultationReceivedByThem", consultationId: "c1", onDay: day("2026-08-21") },
  { type: "consultationReturned", consultationId: "c1", onDay: day("2026-09-04") },
  { type: "extensionApproved", days: 10, onDay: day("2026-09-15") },
  { type: "extensionNoticeIssued", days: 10, onDay: day("2026-09-15") },
];

interface FakeCase {
  readonly no: string;
  readonly intake: ApplicationIntake;
  events: ClockEvent[];
  readonly letters: readonly LetterRow[];
}

const letters: readonly LetterRow[] = [
  {
    letterId: fakeId(6, 1),
    template: "receipt-acknowledgement",
    templateName: "政府信息公开申请收件回执",
    docNumber: "云建公开收〔2026〕58号",
    state: "served",
    issueDate: day("2026-08-10"),
    service: { method: "direct", clockDate: day("2026-08-10") },
    revNo: 1,
  },
  {
    letterId: fakeId(6, 2),
    template: "third-party-consultation-letter",
    templateName: "征求第三方意见书",
    docNumber: "云建公开征〔2026〕9号",
    state: "served",
    issueDate: day("2026-08-19"),
    service: { method: "post", clockDate: day("2026-08-19") },
    revNo: 1,
  },
  {
    letterId: fakeId(6, 3),
    template: "extension-notice",
    templateName: "延期答复告知书",
    docNumber: "云建公开延〔2026〕6号",
    state: "served",
    issueDate: day("2026-09-15"),
    service: { method: "post", clockDate: day("2026-09-15") },
    revNo: 1,
  },
  {
    letterId: fakeId(6, 4),
    template: "disclosure-partial",
    templateName: "部分公开告知书",
    state: "drafting",
    revNo: 1,
  },
];

function other(no: string, name: string, wanted: string, events: ClockEvent[]): FakeCase {
  return {
    no,
    intake: { ...intake, applicantName: name, requestedInformation: wanted },
    events,
    letters: [],
  };
}

const cases: FakeCase[] = [
  { no: "20260810-003", intake, events: [...mainEvents], letters },
  other("20260820-001", "宋明", "2025年度既有住宅加装电梯补贴发放名单", [
    { type: "received", channel: "internet", onDay: day("2026-08-27") },
  ]),
  other("20260818-002", "云州市恒安律师事务所", "瑞安路保障房配租方案及其审议记录", [
    { type: "received", channel: "registeredMail", onDay: day("2026-08-18") },
  ]),
  other("20260915-001", "高建军", "建筑工地安全检查通报", [
    { type: "arrived", channel: "internet", onDay: day("2026-09-15") },
  ]),
  other("20260908-001", "丁晓兰", "物业企业信用评价结果", [
    { type: "received", channel: "inPerson", onDay: day("2026-09-08") },
    { type: "correctionNoticeIssued", onDay: day("2026-09-10") },
    { type: "correctionNoticeReceived", onDay: day("2026-09-11") },
  ]),
  other("20260902-004", "孟庆华", "燃气管网改造施工合同", [
    { type: "received", channel: "inPerson", onDay: day("2026-09-02") },
    { type: "consultationIssued", consultationId: "c2", party: "thirdParty", onDay: day("2026-09-09") },
    { type: "consultationReceivedByThem", consultationId: "c2", onDay: day("2026-09-11") },
  ]),
];

export function fakeEventsOf(applicationId: string): readonly ClockEvent[] {
  return caseOf(applicationId)?.events ?? [];
}

function caseOf(applicationId: string): FakeCase | undefined {
  return cases.find((_, index) => fakeId(5, index + 1) === applicationId);
}

function rowOf(each: FakeCase, index: number): ApplicationRow {
  const reading = readClock(each.events, officialCalendar, fakeToday);
  return {
    applicationId: fakeId(5, index + 1),
    applicationNo: each.no,
    applicantName: each.intake.applicantName,
    applicantType: each.intake.applicantType,
    requestedInformation: each.intake.requestedInformation,
    submissionChannel: each.intake.submissionChannel,
    ...(reading.receiptDate ? { receiptDate: reading.receiptDate } : {}),
    state: reading.state,
    ...(reading.effectiveDue
      ? {
          effectiveDue: reading.effectiveDue,
          remainingWorkdays: signedWorkdays(reading),
        }
      : reading.state === "awaitingConfirmation"
        ? { waits: waitingFor(reading, officialCalendar) }
        : {}),
    handlerName: "何静",
    provisional: reading.provisional,
  };
}

function viewOf(each: FakeCase, applicationId: string): CaseView {
  const reading = readClock(each.events, officialCalendar, fakeToday);
  return {
    applicationId,
    applicationNo: each.no,
    intake: each.intake,
    handlerName: "何静",
    handlerAccountId: fakeId(1, 3),
    events: each.events.map((event, index) => ({
      eventId: fakeId(8, index + 1),
      event,
      note: "",
      recordedAt: at(`${event.onDay}T02:00:00Z`),
      recordedBy: "何静",
    })),
    reading,
    today: fakeToday,
    calendarVersion: officialCalendar.version,
    letters: each.letters,
    consultations: [],
    deliveries: [],
    history: [
      { at: at("2026-09-15T08:20:00Z"), personName: "郑克", what: "同意延期 10 个工作日" },
      { at: at("2026-09-16T01:50:00Z"), personName: "何静", what: "新建部分公开告知书，第1稿" },
    ],
    attachments: [],
    missingContents: [],
    units: [],
    nextStep:
      each.letters.length > 0
        ? {
            title: "写完部分公开告知书，送保密审查",
            detail: "草稿已按条例第三十七条起好，还缺 1 个字段，1 项检查未过。",
            act: { kind: "openLetter", letterId: fakeId(6, 4) },
          }
        : {
            title: "选择答复文书",
            detail: "按条例逐条判断，得出应当使用的文书",
            act: { kind: "chooseLetter" },
          },
  };
}

export const handlers: FakeHandlers = {
  "applications.list": ({ open, contains }) => {
    const rows = cases
      .map(rowOf)
      .filter((row) => open === undefined || (row.state !== "answered" && row.state !== "closed") === open)
      .filter(
        (row) =>
          contains === undefined ||
          `${row.applicationNo}${row.applicantName}${row.requestedInformation}`.includes(contains),
      )
      .toSorted((a, b) => (a.remainingWorkdays ?? 99) - (b.remainingWorkdays ?? 99));
    return { rows, total: rows.length };
  },
  "applications.register": (input) => {
    const confirmed = ["ordinaryMail", "internet", "fax"].includes(input.submissionChannel);
    const events: ClockEvent[] = confirmed
      ? [
          { type: "arrived", channel: input.submissionChannel, onDay: input.arrivedOn },
          ...(input.confirmedOn ? [{ type: "receiptConfirmed" as const, onDay: input.confirmedOn }] : []),
        ]
      : [{ type: "received", channel: input.submissionChannel, onDay: input.arrivedOn }];
    cases.push({ no: "20260916-001", intake: input, events, letters: [] });
    return { applicationId: fakeId(5, cases.length), applicationNo: "20260916-001" };
  },
  "applications.read": ({ applicationId }) => {
    const found = caseOf(applicationId);
    return found ? viewOf(found, applicationId) : { refuse: "unknown-application" };
  },
  "applications.recordEvent": ({ applicationId, event }) => {
    const found = caseOf(applicationId);
    if (!found) return { refuse: "unknown-application" };
    found.events.push({ ...event, onDay: event["onDay"] as CalendarDay } as ClockEvent);
    return {
      eventId: fakeId(8, found.events.length),
      reading: readClock(found.events, officialCalendar, fakeToday),
    };
  },
};
