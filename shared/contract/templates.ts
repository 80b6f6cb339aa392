import { z } from "zod";

import type { DifferenceSegment } from "../domain/item/document-difference.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface TemplateRow {
  readonly template: string;
  readonly name: string;
  /** In force for a case that comes today. */
  readonly version: string;
  readonly series: string;
  readonly basis: string;
  readonly relief: string;
  /** Passages that may be worded anew; 0 for forms. */
  readonly passages: number;
  readonly waiting: boolean;
}

export interface TemplateEditionView {
  readonly editionId: string;
  readonly version: string;
  readonly state: "waiting" | "inForce" | "coming" | "replaced" | "rejected";
  readonly reason: string;
  readonly effectiveFrom: CalendarDay;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  readonly note?: string;
  /** Against the text shipped with the program, passage by passage. */
  readonly differences: readonly {
    readonly passageId: string;
    readonly segments: readonly DifferenceSegment[];
  }[];
}

export interface TemplateView {
  readonly template: string;
  readonly name: string;
  readonly when: string;
  readonly version: string;
  readonly passages: readonly {
    readonly passageId: string;
    /** Locked words around the passage. */
    readonly before: string;
    readonly after: string;
    readonly shipped: string;
    /** In force for a case that comes today. */
    readonly text: string;
  }[];
  readonly editions: readonly TemplateEditionView[];
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
}

export const listTemplates = operation("templates.list", {
  input: z.object({}),
  output: returns<readonly TemplateRow[]>(),
  callers: "signedIn",
});

export const readTemplate = operation("templates.read", {
  input: z.object({ template: p.requiredLine }),
  output: returns<TemplateView>(),
  errors: ["unknown-template"],
  callers: "signedIn",
});

/** Proposes other words for passages the law does not fix. They are used for cases that come from a later day on. */
export const proposeWording = operation("templates.propose", {
  input: z.object({
    template: p.requiredLine,
    changes: z.record(z.string().max(80), z.string().max(4000)),
    reason: p.requiredLine,
    effectiveFrom: p.day,
  }),
  output: returns<{ readonly editionId: string; readonly version: string }>(),
  errors: ["unknown-template", "wording-invalid", "wording-waiting", "effective-day-past"],
  callers: ["disclosureOffice"],
});

export const decideWording = operation("templates.decide", {
  input: z.object({ editionId: p.id, decision: z.enum(["approve", "reject"]), note: p.line }),
  output: returns<{ readonly decidedAt: Instant }>(),
  errors: ["unknown-edition", "edition-decided", "own-proposal", "effective-day-past", "return-note-missing"],
  callers: ["leader"],
});

export const templateOperations = { listTemplates, readTemplate, proposeWording, decideWording };
