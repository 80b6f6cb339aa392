import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { MatterRelation, VolumeFacts } from "../domain/application/same-matter.ts";
import type { CalendarDay } from "../kernel/calendar-day.ts";
import type { CountedRow } from "./fees.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface MatterAnswer {
  readonly letterId: string;
  readonly templateName: string;
  readonly docNumber: string;
  readonly issuedOn: CalendarDay;
  /** 予以公开, 信息不存在…; the printed item of the report. */
  readonly outcome: string;
}

/** An earlier (or parallel) application that has to do with this one, with every answer given to it. */
export interface MatterEntry {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  readonly requestedInformation: string;
  readonly receivedOn: CalendarDay;
  readonly relation: MatterRelation;
  readonly likeness: number;
  readonly shared: readonly string[];
  readonly answers: readonly MatterAnswer[];
  /** Still being handled. */
  readonly open: boolean;
}

export interface MatterView {
  readonly entries: readonly MatterEntry[];
  /** 条例36(六): same applicant, same content, answered. */
  readonly repeat?: {
    readonly applicationId: string;
    readonly docNumber: string;
    readonly issuedOn: CalendarDay;
  };
  /** Letters of this application that say otherwise than an earlier answer to the same content. */
  readonly contradictions: readonly {
    readonly letterId: string;
    readonly templateName: string;
    readonly applicationId: string;
    readonly applicationNo: string;
    readonly text: string;
  }[];
  readonly volume: VolumeFacts;
  /** The applications of this applicant in the last twelve months, newest first: what the volume is made of (条例35). */
  readonly volumeCases: readonly CountedRow[];
  /** 条例44: several applicants asked for this, and it can be disclosed. */
  readonly proactive?: {
    readonly applicants: number;
    /** Applications for it, quarter by quarter, oldest first. */
    readonly quarters: readonly { readonly quarter: string; readonly count: number }[];
  };
}

/** Everything on one matter across the years; while an application is typed in, or of a registered one. */
export const findSameMatter = operation("applications.sameMatter", {
  input: z.object({
    applicationId: p.id.optional(),
    applicantName: p.line.default(""),
    idNumber: p.line.default(""),
    phone: p.line.default(""),
    coApplicants: z
      .array(z.object({ applicantName: p.line, idNumber: p.line, phone: p.line }))
      .max(50)
      .default([]),
    requestedInformation: p.text.default(""),
  }),
  output: returns<MatterView>(),
  errors: ["unknown-application"],
  callers: businessRoles,
});

export const matterOperations = { findSameMatter };
