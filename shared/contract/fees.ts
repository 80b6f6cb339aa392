import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { CounterReading } from "../domain/fees/fee-counters.ts";
import type { DeliveryMethod } from "../domain/fees/fee-options.ts";
import type { CalendarDay } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** One application that counts in an applicant's month or year. */
export interface CountedRow {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly receivedOn: CalendarDay;
  readonly requestedInformation: string;
}

/** What the fee of one application is computed from; both tariffs follow, never their sum (收费办法3–5). */
export interface CaseFeeView {
  /** Absent while the receipt is not confirmed or when the application does not count. */
  readonly counter?: CounterReading;
  /** The other applications of this applicant in the month, in order. */
  readonly others: readonly CountedRow[];
  readonly delivery: DeliveryMethod;
  /** The letter that answers, when one is being written: it decides whether pages can be charged. */
  readonly outcome?: string;
  /** Pages of the copies named in that letter. */
  readonly pages?: number;
  readonly notice?: { readonly letterId: string; readonly amount?: number; readonly issued: boolean };
}

export const readCaseFee = operation("fees.readCase", {
  input: z.object({ applicationId: p.id }),
  output: returns<CaseFeeView>(),
  errors: ["unknown-application"],
  callers: businessRoles,
});

/** Drafts 《收费通知书》 with the numbers of the case; what it charges is approved in its review. */
export const draftFeeNotice = operation("fees.draftNotice", {
  input: z.object({
    applicationId: p.id,
    basis: z.enum(["perItem", "perPage"]),
    pages: z.number().int().min(1).max(99_999).optional(),
  }),
  output: returns<{ readonly letterId: string }>(),
  errors: [
    "unknown-application",
    "fee-not-possible",
    "letter-not-allowed",
    "unknown-template",
    "case-closed",
  ],
  callers: ["drafter", "disclosureOffice"],
});

export const feeOperations = { readCaseFee, draftFeeNotice };
