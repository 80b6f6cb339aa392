import { readApplication, type ApplicationRecord } from "../../../../db/readers/applications.ts";
import {
  applicationIntake,
  submissionChannels,
  type RecordedClockEvent,
} from "../../../../shared/contract/applications.ts";
import { clockProofModel, type ProvenEvent } from "../../../../shared/domain/clock/clock-proof.ts";
import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { dayOfInstant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { readingOf, readRecordedEvents } from "./case-clock.ts";

const mediaTypes = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
} as const;

/** The sheet of a case as the events of this moment make it. */
export function clockProofOf(
  work: Work,
  application: ApplicationRecord,
  recorded: readonly RecordedClockEvent[],
): LetterModel {
  const intake = applicationIntake.parse(application.intake);
  const events = recorded.map((entry) => entry.event);
  const today = todayOf(work.ports);
  const revoked = new Set(events.flatMap((event) => (event.type === "eventRevoked" ? [event.eventId] : [])));
  return clockProofModel({
    organName: work.profile.organName,
    applicationNo: application.applicationNo,
    applicantName: intake.applicantName,
    requestedInformation: intake.requestedInformation,
    receiptBasis: [submissionChannels[intake.submissionChannel], intake.receiptEvidence]
      .filter((part) => part !== "")
      .join("；"),
    events: recorded.map((entry): ProvenEvent => ({
      event: entry.event,
      note: entry.note,
      recordedBy: entry.recordedBy,
      recordedOn: dayOfInstant(entry.recordedAt),
      revoked: revoked.has(entry.eventId),
    })),
    reading: readingOf(events, work.calendar, today),
    calendar: work.calendar,
    madeOn: today,
  });
}

/** The sheet that proves the dates of a case, drawn from the recorded events of this moment. */
export async function exportClockProof(work: Work, input: { applicationId: string; format: "docx" | "pdf" }) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const recorded = await readRecordedEvents(work.db, input.applicationId);
  const reading = readingOf(
    recorded.map((entry) => entry.event),
    work.calendar,
    todayOf(work.ports),
  );
  if (!reading.receiptDate) return refuse("not-received-yet");
  const docx = await work.letterDesk.docx(clockProofOf(work, application, recorded));
  const bytes = input.format === "docx" ? docx : await work.letterDesk.pdf(docx);
  if (!bytes) return refuse("pdf-not-available");
  await write(work, async (_tx, audit) => {
    audit({
      act: "application.proofExported",
      subjectKind: "application",
      subjectId: input.applicationId,
      detail: { format: input.format },
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `期限计算说明（${application.applicationNo}）.${input.format}`,
    mediaType: mediaTypes[input.format],
    bytes: Uint8Array.from(bytes),
  });
}
