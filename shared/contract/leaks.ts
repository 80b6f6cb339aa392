import { z } from "zod";

import type { OutboxState } from "../domain/publication/outbox-state.ts";
import { businessRoles } from "../domain/access/roles.ts";
import type { LeakDocument, LeakKind, LeakLink, LeakStanding, LeakStep } from "../domain/publication/leak.ts";
import { leakKinds, leakSteps } from "../domain/publication/leak.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const handlers = ["confidentialityReviewer", "disclosureOffice", "leader"] as const;
const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];

export interface LeakReleaseView {
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly docNumber: string;
  readonly reviewNo: string;
  readonly link: LeakLink;
  readonly releasedAt: Instant;
  readonly channels: string;
  readonly audience: string;
  readonly packageState: OutboxState;
  readonly receiptAt?: Instant;
  readonly exports: readonly { readonly purpose: string; readonly by: string; readonly at: Instant }[];
  readonly withdrawnAt?: Instant;
  readonly withdrawal?: {
    readonly withdrawalNo: string;
    readonly decision?: "agree" | "return";
    readonly packageState?: OutboxState;
  };
}

export interface LeakView {
  readonly leakId: string;
  readonly incidentNo: string;
  readonly kind: LeakKind;
  readonly discoveredAt: Instant;
  readonly foundHow: string;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly now: Instant;
  readonly standing: LeakStanding;
  readonly mayAct: boolean;
  readonly releases: readonly LeakReleaseView[];
  /** Other releases with the same content that are not part of the incident yet. */
  readonly siblings: readonly {
    readonly publicationId: string;
    readonly title: string;
    readonly releasedOn: CalendarDay;
    readonly withdrawn: boolean;
    readonly link: LeakLink;
    readonly shared: number;
  }[];
  readonly steps: readonly {
    readonly step: LeakStep;
    readonly note: string;
    readonly by: string;
    readonly at: Instant;
  }[];
}

/** One act for "this is out and should not be": opens the incident and asks for the take-down (保密法实施条例61). */
export const openLeak = operation("leaks.open", {
  input: z.object({
    publicationId: p.id,
    kind: z.enum(keysOf(leakKinds)),
    /** When it was found; now where absent. */
    discoveredAt: z.iso.datetime({ offset: false }).optional(),
    foundHow: p.requiredLine,
  }),
  output: returns<{ readonly leakId: string; readonly incidentNo: string }>(),
  errors: ["unknown-publication", "leak-open", "moment-in-future"],
  callers: businessRoles,
});

export const readLeak = operation("leaks.read", {
  input: z.object({ leakId: p.id }),
  output: returns<LeakView>(),
  errors: ["unknown-leak"],
  callers: businessRoles,
});

/** Takes another release into the incident and asks for its take-down; one at a time, each with its own review (V2). */
export const addLeakRelease = operation("leaks.addRelease", {
  input: z.object({ leakId: p.id, publicationId: p.id }),
  output: returns<Record<string, never>>(),
  errors: ["unknown-leak", "unknown-publication", "leak-closed"],
  callers: handlers,
});

export const recordLeakStep = operation("leaks.recordStep", {
  input: z.object({ leakId: p.id, step: z.enum(keysOf(leakSteps)), note: z.string().trim().max(2000) }),
  output: returns<Record<string, never>>(),
  errors: [
    "unknown-leak",
    "step-done",
    "leak-closed",
    "steps-missing",
    "withdrawals-open",
    "details-missing",
  ],
  callers: handlers,
});

export const exportLeakDocument = operation("leaks.export", {
  input: z.object({ leakId: p.id, document: z.enum(["report", "record"]) }),
  output: returns<p.FileForPerson & { readonly document: LeakDocument }>(),
  errors: ["unknown-leak"],
  callers: handlers,
});

export const leakOperations = { openLeak, readLeak, addLeakRelease, recordLeakStep, exportLeakDocument };
