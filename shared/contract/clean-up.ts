import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { ItemKind } from "../domain/item/item-kinds.ts";
import type { CleanUpCause, CleanUpOutcome, NewTerm } from "../domain/publication/clean-up.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface CleanUpEntryView {
  readonly entryId: string;
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly docNumber: string;
  readonly kind: ItemKind;
  readonly releasedOn: CalendarDay;
  readonly publicUntil?: CalendarDay;
  readonly withdrawn: boolean;
  readonly cause: CleanUpCause;
  /** What was found, in words that hold nothing of what a rule hit (V12). */
  readonly detail: string;
  readonly by?: { readonly publicationId: string; readonly title: string };
  readonly outcomes: readonly CleanUpOutcome[];
  readonly decision?: {
    readonly outcome: CleanUpOutcome;
    readonly reason: string;
    readonly newTerm?: NewTerm;
    readonly withdrawalId?: string;
    readonly withdrawalDecision?: "agree" | "return";
    readonly by: string;
    readonly at: Instant;
  };
}

export interface CleanUpView {
  readonly week: string;
  /** The batch of this week is not open yet and the caller may open it. */
  readonly mayOpen: boolean;
  readonly mayDecide: boolean;
  /** Terms that end before the next week begins, while this week's batch is not open. */
  readonly termsWaiting: number;
  readonly batches: readonly {
    readonly batchId: string;
    readonly batchNo: string;
    readonly week: string;
    readonly openedOn: CalendarDay;
    readonly openedBy: string;
    readonly due: CalendarDay;
    readonly rulesVersion: string;
    readonly entries: number;
    readonly decided: number;
  }[];
  readonly shown?: { readonly batchId: string; readonly entries: readonly CleanUpEntryView[] };
}

export const readCleanUp = operation("cleanUp.read", {
  input: z.object({ batchId: p.id.optional() }),
  output: returns<CleanUpView>(),
  errors: ["unknown-batch"],
  callers: businessRoles,
});

/** Opens the batch of this week (review.md §7; seed document 四(九)2). */
export const openCleanUp = operation("cleanUp.open", {
  input: z.object({}),
  output: returns<{ readonly batchId: string; readonly entries: number }>(),
  errors: ["batch-open", "disk-full"],
  callers: ["disclosureOffice"],
});

export const decideCleanUp = operation("cleanUp.decide", {
  input: z.object({
    entryId: p.id,
    outcome: z.enum(["keep", "invalid", "repealed", "withdraw"]),
    reason: p.text,
    newTerm: z
      .discriminatedUnion("kind", [
        z.object({ kind: z.literal("permanent") }),
        z.object({ kind: z.literal("until"), day: p.day }),
      ])
      .optional(),
  }),
  output: returns<{ readonly withdrawalId?: string }>(),
  errors: [
    "unknown-entry",
    "entry-decided",
    "outcome-not-allowed",
    "reason-missing",
    "basis-missing",
    "term-missing",
    "term-not-later",
    "term-not-over",
    "not-out",
  ],
  callers: ["disclosureOffice"],
});

export const cleanUpOperations = { readCleanUp, openCleanUp, decideCleanUp };
