import type { ConsultationRecord } from "../../../../db/readers/consultations.ts";
import type { LetterRecord } from "../../../../db/readers/applications.ts";
import type { ConsultationLetterView, ConsultationView } from "../../../../shared/contract/consultations.ts";
import {
  disclosureObstacle,
  readConsultationLife,
  type ConsultationFile,
} from "../../../../shared/domain/application/consultation.ts";
import type { ClockReading, WorkCalendar } from "../../../../shared/domain/clock/index.ts";
import type { DisclosureHold } from "../../../../shared/domain/letters/lint-context.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";

/** The newest letter of a role that is not void. */
function letterOf(
  record: ConsultationRecord,
  role: "consultation" | "decisionNotice",
  letters: readonly LetterRecord[],
): ConsultationLetterView | undefined {
  const ids = new Set(record.letters.filter((each) => each.role === role).map((each) => each.letter_id));
  const letter = letters.findLast((each) => ids.has(each.letterId) && !each.voided);
  return (
    letter && {
      letterId: letter.letterId,
      signed: letter.issue !== undefined,
      ...(letter.issue?.docNumber ? { docNumber: letter.issue.docNumber } : {}),
      ...(letter.service ? { servedOn: letter.service.clockDate as CalendarDay } : {}),
    }
  );
}

/** The consulted parties of a case as screens, the desk and the checks of letters see them. */
export function consultationViews(
  records: readonly ConsultationRecord[],
  facts: {
    readonly reading: ClockReading;
    readonly letters: readonly LetterRecord[];
    readonly calendar: WorkCalendar;
    readonly today: CalendarDay;
  },
): readonly ConsultationView[] {
  return records.map((record): ConsultationView => {
    const reading = facts.reading.consultations.find((each) => each.id === record.clock_id);
    const letter = letterOf(record, "consultation", facts.letters);
    const notice = letterOf(record, "decisionNotice", facts.letters);
    const answer = record.answers.at(-1);
    const decision = record.decisions.at(-1);
    const extract = record.extracts.at(-1);
    const followUps = record.followUps.map((each) => ({
      onDay: each.on_day as CalendarDay,
      method: each.method,
      note: each.note,
      ...(each.next_on ? { nextOn: each.next_on as CalendarDay } : {}),
      recordedBy: each.personName,
    }));
    const file: ConsultationFile = {
      party: record.party,
      basis: record.basis,
      followUps,
      ...(letter ? { letter } : {}),
      ...(notice ? { notice } : {}),
      ...(answer ? { answer: { ...answer, arrivedOn: answer.arrived_on as CalendarDay } } : {}),
      ...(decision ? { decision } : {}),
    };
    return {
      consultationId: record.id,
      clockId: record.clock_id,
      party: record.party,
      basis: record.basis,
      name: record.name,
      contact: record.contact,
      phone: record.phone,
      address: record.address,
      reason: record.reason,
      asked: record.asked,
      documentNo: record.document_no,
      recordedBy: record.personName,
      ...(letter ? { letter } : {}),
      ...(notice ? { notice } : {}),
      ...(extract
        ? {
            extract: {
              extractId: extract.id,
              kind: extract.kind,
              pages: extract.pages,
              sourceName: extract.source_name,
              fileName: extract.file_name,
              checks: JSON.parse(extract.checks) as { ok: boolean; detail: string }[],
              recordedBy: extract.personName,
            },
          }
        : {}),
      packets: record.packets.map((packet) => ({ madeAt: packet.recorded_at as Instant })),
      followUps,
      ...(answer
        ? {
            answer: {
              opinion: answer.opinion,
              passages: answer.passages,
              reasons: answer.reasons,
              arrivedOn: answer.arrived_on as CalendarDay,
              proof: answer.proof,
              source: answer.source,
              movesClock: answer.event_id !== null,
              recordedBy: answer.personName,
            },
          }
        : {}),
      ...(decision
        ? {
            decision: {
              outcome: decision.outcome,
              reason: decision.reason,
              recordedBy: decision.personName,
            },
          }
        : {}),
      ...(reading ? { reading } : {}),
      life: readConsultationLife(file, reading, facts.calendar, facts.today),
    };
  });
}

/** The third parties that still hold up a disclosing answer (条例15, 32). */
export function disclosureHolds(views: readonly ConsultationView[]): readonly DisclosureHold[] {
  return views.flatMap(({ party, life }) => {
    const obstacle = disclosureObstacle(party, life);
    return obstacle ? [{ obstacle }] : [];
  });
}
