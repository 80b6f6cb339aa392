import { z } from "zod";

import {
  consultationBases,
  consultationOpinions,
  consultationOutcomes,
  followUpMethods,
  type ConsultationBasis,
  type ConsultationLife,
  type ConsultationOpinion,
  type ConsultationOutcome,
  type FollowUpMethod,
} from "../domain/application/consultation.ts";
import type { ExtractUnit, SourceUnit } from "../domain/application/consultation-extract.ts";
import type { FilledForm } from "../domain/application/consultation-form.ts";
import type { ConsultedParty } from "../domain/clock/clock-events.ts";
import type { ConsultationReading } from "../domain/clock/consultations.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const staff = ["drafter", "disclosureOffice"] as const;

export interface ConsultationLetterView {
  readonly letterId: string;
  readonly signed: boolean;
  readonly docNumber?: string;
  readonly servedOn?: CalendarDay;
}

export interface ConsultationExtractView {
  readonly extractId: string;
  readonly kind: "file" | "paper";
  readonly pages: string;
  readonly sourceName: string;
  readonly fileName: string;
  readonly checks: readonly { readonly ok: boolean; readonly detail: string }[];
  readonly recordedBy: string;
}

/** One consulted party of a case, with its life as the clock and the record give it together. */
export interface ConsultationView {
  readonly consultationId: string;
  readonly clockId: string;
  readonly party: ConsultedParty;
  readonly basis: ConsultationBasis;
  readonly name: string;
  readonly contact: string;
  readonly phone: string;
  readonly address: string;
  readonly reason: string;
  readonly asked: string;
  readonly documentNo: string;
  readonly recordedBy: string;
  readonly letter?: ConsultationLetterView;
  readonly notice?: ConsultationLetterView;
  readonly extract?: ConsultationExtractView;
  readonly packets: readonly { readonly madeAt: Instant }[];
  readonly followUps: readonly {
    readonly onDay: CalendarDay;
    readonly method: FollowUpMethod;
    readonly note: string;
    readonly nextOn?: CalendarDay;
    readonly recordedBy: string;
  }[];
  readonly answer?: {
    readonly opinion: ConsultationOpinion;
    readonly passages: string;
    readonly reasons: string;
    readonly arrivedOn: CalendarDay;
    readonly proof: string;
    readonly source: "form" | "typed";
    /** It came after the period or after the case was closed, and moved no date. */
    readonly movesClock: boolean;
    readonly recordedBy: string;
  };
  readonly decision?: {
    readonly outcome: ConsultationOutcome;
    readonly reason: string;
    readonly recordedBy: string;
  };
  readonly reading?: ConsultationReading;
  readonly life: ConsultationLife;
}

const consulted = z.object({ consultationId: p.id });

/** Somebody who has to be asked: a third party (条例32) or another organ (条例11, 34). */
export const openConsultation = operation("consultations.open", {
  input: z.object({
    applicationId: p.id,
    basis: z.enum(Object.keys(consultationBases) as [ConsultationBasis]),
    name: p.requiredLine,
    contact: p.line.default(""),
    phone: p.line.default(""),
    address: p.line.default(""),
    reason: p.requiredText,
    asked: p.requiredText,
    documentNo: p.line.default(""),
    /** A consultation that stands on the clock already without saying who was asked. */
    clockId: z.string().min(1).max(100).optional(),
  }),
  output: returns<{ readonly consultationId: string }>(),
  errors: ["unknown-application", "case-closed", "clock-entry-not-free", "secret-mark", "disk-full"],
  callers: staff,
});

/** Takes back a party recorded by mistake; not after its letter was signed. */
export const voidConsultation = operation("consultations.void", {
  input: consulted.extend({ reason: p.requiredLine }),
  output: returns<null>(),
  errors: ["unknown-consultation", "consultation-went-out"],
  callers: staff,
});

const fileErrors = [
  "secret-mark",
  "unsupported-file",
  "unreadable-file",
  "file-too-large",
  "encrypted-file",
  "cancelled",
] as const;

/** Why an enclosure of a letter cannot be changed. */
const letterFileErrors = [
  "unknown-item",
  "unknown-attachment",
  "not-allowed",
  "under-review",
  "already-published",
  "disk-full",
  ...fileErrors,
] as const;

/** The consultation letter or the notice of the decision to this party, filled from the record. */
export const makeConsultationLetter = operation("consultations.makeLetter", {
  input: consulted.extend({ role: z.enum(["consultation", "decisionNotice"]) }),
  output: returns<{ readonly letterId: string }>(),
  errors: [
    "unknown-consultation",
    "unknown-application",
    "unknown-template",
    "letter-not-allowed",
    "case-closed",
    "no-letter-for-this-basis",
    "notice-not-needed",
    ...letterFileErrors,
  ],
  callers: staff,
});

/** 催办: when, how, what was said, when again. */
export const followUpConsultation = operation("consultations.followUp", {
  input: consulted.extend({
    onDay: p.day,
    method: z.enum(Object.keys(followUpMethods) as [FollowUpMethod]),
    note: p.requiredText,
    nextOn: p.day.optional(),
  }),
  output: returns<null>(),
  errors: ["unknown-consultation", "day-in-future", "next-day-before", "consultation-not-waiting"],
  callers: staff,
});

/** What they answered; the same transaction tells the clock that the answer came. */
export const recordConsultationAnswer = operation("consultations.recordAnswer", {
  input: consulted.extend({
    opinion: z.enum(Object.keys(consultationOpinions) as [ConsultationOpinion]),
    passages: p.text.default(""),
    reasons: p.text.default(""),
    arrivedOn: p.day,
    proof: p.requiredText,
  }),
  output: returns<{ readonly movesClock: boolean }>(),
  errors: [
    "unknown-consultation",
    "consultation-not-sent",
    "day-in-future",
    "answer-before-letter",
    "answer-incomplete",
    "secret-mark",
  ],
  callers: staff,
});

/** Whether what they object to is disclosed all the same (条例32). */
export const decideConsultation = operation("consultations.decide", {
  input: consulted.extend({
    outcome: z.enum(Object.keys(consultationOutcomes) as [ConsultationOutcome]),
    reason: p.requiredText,
  }),
  output: returns<null>(),
  errors: ["unknown-consultation", "case-closed", "nothing-to-decide", "notice-signed", "secret-mark"],
  callers: staff,
});

const file = { fileName: p.requiredLine, bytes: p.bytes };

/** How a source can be divided, so that only what concerns them is chosen. Nothing of it is kept. */
export const outlineSource = operation("consultations.outline", {
  input: consulted.extend(file),
  output: returns<{ readonly unit: ExtractUnit; readonly units: readonly SourceUnit[] }>(),
  errors: ["unknown-consultation", "no-extract", ...fileErrors],
  callers: staff,
});

/** The extract: the chosen parts alone, read again and searched for the rest; it becomes an enclosure of the letter. */
export const makeExtract = operation("consultations.extract", {
  input: consulted.extend({ ...file, chosen: z.array(z.number().int().min(1)).min(1).max(20_000) }),
  output: returns<{
    readonly pages: string;
    readonly text: string;
    readonly checks: readonly { readonly ok: boolean; readonly detail: string }[];
    /** Values screening finds in it; they wait for an answer among the enclosures of the letter. */
    readonly toLookAt: number;
  }>(),
  errors: [
    "unknown-consultation",
    "letter-signed-already",
    "no-extract",
    "extract-too-large",
    ...letterFileErrors,
  ],
  callers: staff,
});

/** What is only on paper: the pages that are copied and enclosed. */
export const recordPaperExtract = operation("consultations.paperExtract", {
  input: consulted.extend({ pages: p.requiredText }),
  output: returns<null>(),
  errors: ["unknown-consultation", "letter-signed-already", ...letterFileErrors],
  callers: staff,
});

/** The carried packet: the signed letter, its reviewed enclosures and the answer form in one sealed zip. */
export const exportConsultationPacket = operation("consultations.packet", {
  input: consulted,
  output: returns<p.FileForPerson>(),
  errors: ["unknown-consultation", "letter-not-signed", "extract-damaged", "disk-full"],
  callers: staff,
});

/** The answer form alone, to be printed or filled in. */
export const exportConsultationForm = operation("consultations.exportForm", {
  input: consulted.extend({ format: z.enum(["docx", "pdf"]) }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-consultation", "letter-not-signed", "pdf-not-available"],
  callers: staff,
});

const formErrors = [
  "unknown-consultation",
  "letter-not-signed",
  "not-a-form",
  "form-of-another",
  "form-unknown",
  "form-altered",
  "form-empty",
  "form-half-filled",
  ...fileErrors,
] as const;

/** Reads a filled-in form and shows what it says; nothing is recorded yet. */
export const readConsultationForm = operation("consultations.readForm", {
  input: consulted.extend(file),
  output: returns<FilledForm>(),
  errors: formErrors,
  callers: staff,
});

/** Records the answer of a filled-in form, read once more from the same bytes, which are kept. */
export const recordConsultationForm = operation("consultations.recordForm", {
  input: consulted.extend({ ...file, arrivedOn: p.day, proof: p.requiredText }),
  output: returns<{ readonly movesClock: boolean }>(),
  errors: [
    ...formErrors,
    "consultation-not-sent",
    "day-in-future",
    "answer-before-letter",
    "answer-incomplete",
    "disk-full",
  ],
  callers: staff,
});

export const consultationOperations = {
  outlineSource,
  makeExtract,
  recordPaperExtract,
  exportConsultationPacket,
  exportConsultationForm,
  readConsultationForm,
  recordConsultationForm,
  openConsultation,
  voidConsultation,
  makeConsultationLetter,
  followUpConsultation,
  recordConsultationAnswer,
  decideConsultation,
};
