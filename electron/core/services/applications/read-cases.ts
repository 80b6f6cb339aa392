import {
  countApplications,
  listApplications as listRecords,
  readApplication,
  readLettersOfApplication,
  type LetterRecord,
} from "../../../../db/readers/applications.ts";
import { readAuditOf } from "../../../../db/readers/audit.ts";
import {
  applicationIntake,
  type ApplicationIntake,
  type ApplicationRow,
  type CaseView,
  type LetterRow,
  type LetterState,
} from "../../../../shared/contract/applications.ts";
import type { Page } from "../../../../shared/contract/primitives.ts";
import { auditActs, type AuditAct } from "../../../../shared/domain/audit/audit-acts.ts";
import { signedWorkdays } from "../../../../shared/domain/clock/due-reading.ts";
import { waitingFor } from "../../../../shared/domain/clock/waiting-for.ts";
import type { ClockReading } from "../../../../shared/domain/clock/index.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { readUnitPlace, readUnits } from "../../../../db/readers/application-units.ts";
import { missingOfApplicants } from "../../../../shared/domain/application/joint-applicants.ts";
import { splitObstacle, splitObstacles } from "../../../../shared/domain/application/application-units.ts";
import type { Work } from "../work.ts";
import { readConsultations } from "../../../../db/readers/consultations.ts";
import { consultationViews } from "../consultations/consultation-views.ts";
import { readDeliveries } from "../letters/read-deliveries.ts";
import { readingOf, readRecordedEvents } from "./case-clock.ts";

/** No reply is due while these are awaited: the period begins anew after them (条例30, 国办函〔2020〕109号第六条). */
const beginsAgain: ReadonlySet<ClockReading["state"]> = new Set(["awaitingCorrection", "awaitingFee"]);

export async function listApplications(
  work: Work,
  input: {
    after?: string | undefined;
    limit: number;
    open?: boolean | undefined;
    contains?: string | undefined;
  },
) {
  const match = input.contains ? searchQuery(input.contains) : undefined;
  const total = await countApplications(work.db, input.open);
  if (input.contains && !match) return answer<Page<ApplicationRow> & { total: number }>({ rows: [], total });
  const [closed, due, seq] = input.after?.split("~") ?? [];
  if (input.after && (closed === undefined || due === undefined || !Number.isSafeInteger(Number(seq))))
    return refuse("invalid-input", { field: "after" });
  const records = await listRecords(work.db, {
    ...(input.open === undefined ? {} : { open: input.open }),
    ...(match ? { match } : {}),
    ...(input.after ? { after: { closed: Number(closed), due: due ?? "", seq: Number(seq) } } : {}),
    limit: input.limit,
  });
  const today = todayOf(work.ports);
  const rows = await Promise.all(
    records.map(async (record): Promise<ApplicationRow> => {
      const intake = applicationIntake.parse(record.intake);
      const events = (await readRecordedEvents(work.db, record.applicationId)).map((entry) => entry.event);
      const reading = readingOf(events, work.calendar, today);
      const open = reading.state !== "answered" && reading.state !== "closed";
      return {
        applicationId: record.applicationId,
        applicationNo: record.applicationNo,
        applicantName: intake.applicantName,
        applicantType: intake.applicantType,
        requestedInformation: intake.requestedInformation.slice(0, 200),
        submissionChannel: intake.submissionChannel,
        ...(reading.receiptDate ? { receiptDate: reading.receiptDate } : {}),
        state: reading.state,
        ...(reading.effectiveDue ? { effectiveDue: reading.effectiveDue } : {}),
        ...(open && reading.effectiveDue ? { remainingWorkdays: signedWorkdays(reading) } : {}),
        ...(open && (!reading.effectiveDue || beginsAgain.has(reading.state))
          ? { waits: waitingFor(reading, work.calendar) }
          : {}),
        handlerName: record.handlerName,
        provisional: reading.provisional,
      };
    }),
  );
  const last = records.at(-1);
  return answer<Page<ApplicationRow> & { total: number }>({
    rows,
    ...(last && records.length === input.limit ? { next: `${last.closed}~${last.due}~${last.seq}` } : {}),
    total,
  });
}

export function letterState(letter: LetterRecord): LetterState {
  if (letter.voided) return "void";
  if (letter.service) return "served";
  if (letter.issue) return "signed";
  if (
    letter.itemState === "approved" ||
    letter.itemState === "underReview" ||
    letter.itemState === "returned"
  )
    return letter.itemState;
  return "drafting";
}

export function letterRow(letter: LetterRecord): LetterRow {
  const template = letter.template as LetterId;
  return {
    letterId: letter.letterId,
    template,
    templateName: shippedTemplate(template).name,
    ...(letter.issue?.docNumber ? { docNumber: letter.issue.docNumber } : {}),
    state: letterState(letter),
    ...(letter.issue ? { issueDate: letter.issue.issueDate as CalendarDay } : {}),
    ...(letter.service
      ? { service: { method: letter.service.method, clockDate: letter.service.clockDate as CalendarDay } }
      : {}),
    revNo: letter.revNo,
    ...(letter.joinedInto ? { joinedInto: letter.joinedInto } : {}),
  };
}

/** The three contents of 条例29 that are missing: no other ground makes an application incomplete. */
export function missingContents(intake: ApplicationIntake): readonly string[] {
  const missing: string[] = [...missingOfApplicants(intake)];
  if (intake.requestedInformation.trim().length < 4)
    missing.push("所需政府信息的名称、文号或者其他特征性描述");
  return missing;
}

function nextStep(
  reading: ClockReading,
  letters: readonly LetterRow[],
  intake: ApplicationIntake,
): CaseView["nextStep"] {
  const drafting = letters.find((letter) => letter.state === "drafting" || letter.state === "returned");
  const approved = letters.find((letter) => letter.state === "approved");
  const signed = letters.find((letter) => letter.state === "signed");
  const waiting = letters.find((letter) => letter.state === "underReview");
  const open = (letter: LetterRow, title: string, detail: string): CaseView["nextStep"] => ({
    title,
    detail,
    act: { kind: "openLetter", letterId: letter.letterId },
  });
  if (reading.closing?.type === "split")
    return {
      title: `已拆分为 ${reading.closing.units} 件`,
      detail: "各件分别办理、分别答复，列在左边",
      act: { kind: "none" },
    };
  if (reading.state === "answered" || reading.state === "closed")
    return { title: "已经办结", detail: "答复已经作出并送达", act: { kind: "none" } };
  if (signed) return open(signed, `登记${signed.templateName}的送达`, "交邮或者签收之日决定答复是否按期");
  if (approved) return open(approved, `签发${approved.templateName}`, "审查已经同意，签发时取号");
  if (drafting)
    return open(
      drafting,
      `写完${drafting.templateName}，送保密审查`,
      drafting.state === "returned" ? "审查退回，请按理由修改" : "草稿已经起好",
    );
  if (waiting) return open(waiting, `等待${waiting.templateName}的审查`, "审查时间不从答复期限中扣除");
  if (reading.state === "awaitingConfirmation")
    return {
      title: "与申请人确认收到申请之日",
      detail: reading.confirmBy ? "平常信函须于收到当日确认" : "确认之日为收到申请之日",
      act: { kind: "recordEvent" },
    };
  if (reading.state === "awaitingCorrection")
    return { title: "等待申请人补正", detail: "收到补正后重新计算答复期限", act: { kind: "recordEvent" } };
  if (reading.state === "awaitingFee")
    return { title: "等待申请人缴费", detail: "缴费完成后重新计算答复期限", act: { kind: "recordEvent" } };
  const missing = missingContents(intake);
  if (missing.length > 0 && !reading.correction) {
    return {
      title: "申请内容不完整，一次性告知补正",
      detail: `缺少：${missing.join("、")}`,
      act: { kind: "chooseLetter", template: "correction-notice" },
    };
  }
  return {
    title: "选择答复文书",
    detail: reading.state === "paused" ? "正在征求意见，期限中止计算" : "按条例逐条判断，得出应当使用的文书",
    act: { kind: "chooseLetter" },
  };
}

export async function readCase(work: Work, input: { applicationId: string }) {
  const record = await readApplication(work.db, input.applicationId);
  if (!record) return refuse("unknown-application");
  const intake = applicationIntake.parse(record.intake);
  const events = await readRecordedEvents(work.db, input.applicationId);
  const today = todayOf(work.ports);
  const reading = readingOf(
    events.map((entry) => entry.event),
    work.calendar,
    today,
  );
  const letterRecords = await readLettersOfApplication(work.db, input.applicationId);
  const letters = letterRecords.map(letterRow);
  const history = await readAuditOf(work.db, "application", input.applicationId);
  const units = await readUnits(work.db, input.applicationId);
  const place = await readUnitPlace(work.db, input.applicationId);
  const parties = await readConsultations(work.db, { applicationId: input.applicationId });
  const obstacle = splitObstacle({
    isUnit: place !== undefined,
    consultedParties: parties.length,
    reading,
    letters,
  });
  return answer<CaseView>({
    applicationId: record.applicationId,
    applicationNo: record.applicationNo,
    intake,
    handlerName: record.handlerName,
    handlerAccountId: record.handlerAccountId,
    events,
    reading,
    today,
    calendarVersion: work.calendar.version,
    letters,
    deliveries: await readDeliveries(work, input.applicationId, letters),
    consultations: consultationViews(parties, {
      reading,
      letters: letterRecords,
      calendar: work.calendar,
      today,
    }),
    history: history.map((entry) => ({
      at: entry.at as Instant,
      personName: entry.person_name,
      what: auditActs[entry.act as AuditAct] ?? entry.act,
    })),
    attachments: [],
    missingContents: missingContents(intake),
    nextStep: nextStep(reading, letters, intake),
    ...(record.outcome ? { outcome: record.outcome } : {}),
    units: units.map(({ dueDay, state: _state, ...unit }) => ({
      ...unit,
      ...(dueDay && !unit.closed ? { due: dueDay as CalendarDay } : {}),
    })),
    ...(place
      ? {
          unitOf: {
            applicationId: place.parentId,
            applicationNo: place.parentNo,
            position: place.position,
            count: place.count,
          },
        }
      : {}),
    ...(obstacle ? { splitObstacle: splitObstacles[obstacle] } : {}),
  });
}
