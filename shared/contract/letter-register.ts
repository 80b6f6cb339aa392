import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { LetterId } from "../domain/letters/letter-id.ts";
import type { CalendarDay } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** Letters at once: more would be a batch nobody checks. */
export const mostPrinted = 200;

export interface IssuedLetterRow {
  readonly letterId: string;
  readonly template: LetterId;
  readonly templateName: string;
  readonly docNumber?: string;
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  readonly issueDate: CalendarDay;
  readonly state: "signed" | "served" | "void";
  readonly service?: { readonly method: string; readonly clockDate: CalendarDay };
}

/** What a list of issued letters shows. */
export const issuedShows = {
  waiting: "待送达",
  served: "已送达",
  void: "已作废",
  all: "全部",
} as const;
export type IssuedShow = keyof typeof issuedShows;

/** 发文登记簿: every signed letter, the newest first. */
export const listIssuedLetters = operation("letters.issued", {
  input: z.object({
    ...p.pageRequest,
    show: z.enum(Object.keys(issuedShows) as [IssuedShow]).default("all"),
    contains: p.line.optional(),
  }),
  output: returns<p.Page<IssuedLetterRow> & { readonly total: number }>(),
  callers: businessRoles,
});

/** A print job: each letter as its own .docx, all of them in order with their envelopes, the list for the post. */
export const printLetters = operation("letters.print", {
  input: z.object({
    letterIds: z.array(p.id).min(1).max(mostPrinted),
    envelopes: z.boolean().default(true),
  }),
  output: returns<
    p.FileForPerson & {
      readonly count: number;
      /** Names whose envelope has no address. */
      readonly withoutAddress: readonly string[];
      /** Whether the job also has all pages as one PDF: only where a converter is installed. */
      readonly pdf: boolean;
    }
  >(),
  errors: ["unknown-letter", "not-signed"],
  callers: businessRoles,
});

export const letterRegisterOperations = { listIssuedLetters, printLetters };
