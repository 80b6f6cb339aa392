import { z } from "zod";

import {
  deliveryMethods,
  returnCauses,
  type DeliveryMethod,
  type DeliveryReading,
  type DeliveryStepKind,
  type ReturnCause,
} from "../domain/application/delivery.ts";
import type { ClockReading } from "../domain/clock/read-clock.ts";
import type { CalendarDay } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** One recorded step of the service of a letter; the first is the service itself. */
export interface DeliveryStepRow {
  readonly kind: DeliveryStepKind;
  readonly onDay: CalendarDay;
  readonly method?: DeliveryMethod;
  readonly cause?: ReturnCause;
  readonly trackingNo: string;
  readonly note: string;
  readonly recordedBy: string;
}

export interface DeliveryView {
  readonly letterId: string;
  readonly templateName: string;
  readonly docNumber?: string;
  readonly reading: DeliveryReading;
  readonly steps: readonly DeliveryStepRow[];
  /** How long the reader may still apply or sue; only of a letter that carries relief, once it was received. */
  readonly relief?: { readonly reconsiderationUntil: CalendarDay; readonly suitUntil: CalendarDay };
}

/** What became of a letter: signed for, returned, sent again; the clock follows in the same transaction. */
export const recordDelivery = operation("letters.recordDelivery", {
  input: z.object({
    letterId: p.id,
    kind: z.enum(["sent", "received", "returned"]),
    onDay: p.day,
    method: z.enum(Object.keys(deliveryMethods) as [DeliveryMethod]).optional(),
    cause: z.enum(Object.keys(returnCauses) as [ReturnCause]).optional(),
    trackingNo: p.line.default(""),
    note: p.requiredLine,
  }),
  output: returns<{ readonly reading: ClockReading }>(),
  errors: [
    "unknown-letter",
    "not-served",
    "day-in-future",
    "step-not-possible",
    "before-last-step",
    "public-notice-too-early",
    "tracking-number-missing",
  ],
  callers: ["drafter", "disclosureOffice"],
});

/** 送达回证 of a signed letter, filled in as far as the record goes, to be signed by hand. */
export const exportServiceReceipt = operation("letters.exportServiceReceipt", {
  input: z.object({ letterId: p.id, format: z.enum(["docx", "pdf"]) }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-letter", "not-signed", "pdf-not-available"],
  callers: ["drafter", "disclosureOffice"],
});

export const deliveryOperations = { recordDelivery, exportServiceReceipt };
