import { readDeliverySteps, type DeliveryStepRecord } from "../../../../db/readers/applications.ts";
import type { LetterRow } from "../../../../shared/contract/applications.ts";
import type { DeliveryView } from "../../../../shared/contract/deliveries.ts";
import {
  readDelivery,
  type DeliveryMethod,
  type DeliveryStep,
  type ReturnCause,
} from "../../../../shared/domain/application/delivery.ts";
import { reliefPeriods } from "../../../../shared/domain/clock/index.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";

export function deliveryStepOf(record: DeliveryStepRecord): DeliveryStep {
  const onDay = record.onDay as CalendarDay;
  if (record.kind === "sent") return { kind: "sent", onDay, method: record.method as DeliveryMethod };
  if (record.kind === "returned") return { kind: "returned", onDay, cause: record.cause as ReturnCause };
  return { kind: "received", onDay };
}

/** Every served letter of a case with its steps, and until when its reader may still turn to the organ above or court. */
export async function readDeliveries(
  work: Work,
  applicationId: string,
  letters: readonly LetterRow[],
): Promise<readonly DeliveryView[]> {
  const records = await readDeliverySteps(work.db, applicationId);
  return letters.flatMap((letter): readonly DeliveryView[] => {
    const own = records.filter((record) => record.letterId === letter.letterId);
    if (own.length === 0) return [];
    const reading = readDelivery(own.map(deliveryStepOf));
    const carriesRelief = shippedTemplate(letter.template).relief !== "relief-none";
    const relief =
      carriesRelief && reading.receivedOn
        ? reliefPeriods({ decisionReceivedOn: reading.receivedOn }, work.calendar)
        : undefined;
    return [
      {
        letterId: letter.letterId,
        templateName: letter.templateName,
        ...(letter.docNumber ? { docNumber: letter.docNumber } : {}),
        reading,
        steps: own.map((record) => ({
          kind: record.kind,
          onDay: record.onDay as CalendarDay,
          ...(record.method ? { method: record.method as DeliveryMethod } : {}),
          ...(record.cause ? { cause: record.cause as ReturnCause } : {}),
          trackingNo: record.trackingNo,
          note: record.note,
          recordedBy: record.recordedBy,
        })),
        ...(relief
          ? {
              relief: {
                reconsiderationUntil: relief.reconsiderationApply.day,
                suitUntil: relief.litigationDirect.day,
              },
            }
          : {}),
      },
    ];
  });
}
