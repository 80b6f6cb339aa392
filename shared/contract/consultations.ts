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

export const consultationOperations = {
  openConsultation,
  voidConsultation,
  makeConsultationLetter,
  followUpConsultation,
  recordConsultationAnswer,
  decideConsultation,
};
