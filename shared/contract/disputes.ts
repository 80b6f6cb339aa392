import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import {
  appealDecisions,
  appellants,
  courtDecisions,
  type Appeal,
  type AppealDecision,
  type AppealReading,
  type Appellant,
} from "../domain/application/appeal.ts";
import {
  disputeDecisions,
  disputeKinds,
  disputeProcedures,
  lossReasons,
  type Dispute,
  type DisputeDecision,
  type DisputeKind,
  type DisputeProcedure,
  type DisputeReading,
  type Lesson,
  type LossReason,
} from "../domain/application/dispute.ts";
import type { CalendarDay } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const staff = ["drafter", "disclosureOffice"] as const;

export interface DisputeView extends Dispute {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  /** The answer that is attacked; absent when none was given (不作为). */
  readonly letter?: { readonly letterId: string; readonly templateName: string; readonly docNumber: string };
  readonly caseNo: string;
  readonly organ: string;
  readonly note: string;
  readonly receivedOn?: CalendarDay;
  readonly reason?: LossReason;
  readonly lesson: string;
  readonly reading: DisputeReading;
  /** 二审, where there is one. */
  readonly appeal?: AppealView;
  /** What took effect: of a suit under appeal not yet anything. */
  readonly outcome?: {
    readonly decision: DisputeDecision;
    readonly on: CalendarDay;
    readonly result: "upheld" | "corrected" | "other";
  };
}

export interface AppealView extends Appeal {
  readonly appealId: string;
  readonly court: string;
  readonly caseNo: string;
  readonly note: string;
  readonly receivedOn?: CalendarDay;
  readonly reason?: LossReason;
  readonly lesson: string;
  readonly reading: AppealReading;
}

/** Receipt of the copy of a reconsideration application or a complaint; the answer clock runs from that day. */
export const registerDispute = operation("disputes.register", {
  input: z.object({
    applicationId: p.id,
    letterId: p.id.optional(),
    kind: z.enum(Object.keys(disputeKinds) as [DisputeKind]),
    procedure: z.enum(Object.keys(disputeProcedures) as [DisputeProcedure]).default("normal"),
    organ: p.requiredLine,
    caseNo: p.line.default(""),
    filedOn: p.day,
    copyReceivedOn: p.day,
    note: z.string().max(2000).default(""),
  }),
  output: returns<{ readonly disputeId: string }>(),
  errors: ["unknown-application", "unknown-letter", "day-in-future", "filed-after-copy"],
  callers: staff,
});

export const recordDisputeStep = operation("disputes.record", {
  input: z.object({
    disputeId: p.id,
    step: z.enum(["answered", "decided", "voided"]),
    onDay: p.day,
    /** When the decision reached the organ. */
    receivedOn: p.day.optional(),
    decision: z.enum(Object.keys(disputeDecisions) as [DisputeDecision]).optional(),
    reason: z.enum(Object.keys(lossReasons) as [LossReason]).optional(),
    lesson: z.string().trim().max(2000).default(""),
    note: z.string().trim().max(2000).default(""),
  }),
  output: returns<DisputeView>(),
  errors: [
    "unknown-dispute",
    "day-in-future",
    "dispute-closed",
    "day-before-copy",
    "decision-missing",
    "lesson-missing",
    "proof-missing",
  ],
  callers: staff,
});

export const listDisputes = operation("disputes.list", {
  input: z.object({ applicationId: p.id.optional(), open: z.boolean().optional() }),
  output: returns<readonly DisputeView[]>(),
  callers: businessRoles,
});

/** What a window of the list holds: those that ended, those that were lost, or all, the newest copy first. */
const disputePageShows = ["decided", "lost", "all"] as const;
export type DisputePageShow = (typeof disputePageShows)[number];

/** One window of the list of all disputes; what still runs is `disputes.list` with `open`. */
export const pageDisputes = operation("disputes.page", {
  input: z.object({
    show: z.enum(disputePageShows).default("all"),
    contains: p.line.optional(),
    after: z.string().max(40).optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  output: returns<{
    readonly rows: readonly DisputeView[];
    readonly next?: string;
    /** What each of the three holds with these words. */
    readonly counts: Readonly<Record<DisputePageShow, number>>;
  }>(),
  callers: businessRoles,
});

/** Receipt of the copy of an appeal, or the organ's own: a second instance adds no case to table 3. */
export const registerAppeal = operation("disputes.registerAppeal", {
  input: z.object({
    disputeId: p.id,
    appellant: z.enum(Object.keys(appellants) as [Appellant]),
    court: p.requiredLine,
    caseNo: p.line.default(""),
    appealedOn: p.day,
    /** Absent only where the organ alone appealed. */
    copyReceivedOn: p.day.optional(),
    note: z.string().max(2000).default(""),
  }),
  output: returns<DisputeView>(),
  errors: [
    "unknown-dispute",
    "day-in-future",
    "filed-after-copy",
    "appeal-not-possible",
    "copy-day-missing",
    "day-before-copy",
  ],
  callers: staff,
});

export const recordAppealStep = operation("disputes.recordAppeal", {
  input: z.object({
    appealId: p.id,
    step: z.enum(["answered", "decided", "retried", "voided"]),
    onDay: p.day,
    receivedOn: p.day.optional(),
    decision: z.enum(Object.keys(appealDecisions) as [AppealDecision]).optional(),
    newDecision: z.enum(courtDecisions).optional(),
    reason: z.enum(Object.keys(lossReasons) as [LossReason]).optional(),
    lesson: z.string().trim().max(2000).default(""),
    note: z.string().trim().max(2000).default(""),
  }),
  output: returns<DisputeView>(),
  errors: [
    "unknown-dispute",
    "day-in-future",
    "dispute-closed",
    "day-before-copy",
    "decision-missing",
    "lesson-missing",
    "proof-missing",
  ],
  callers: staff,
});

/** What lost cases teach about the letter somebody is about to use. */
export const readLessons = operation("disputes.lessons", {
  input: z.object({ template: z.string().min(1).max(80) }),
  output: returns<readonly Lesson[]>(),
  callers: businessRoles,
});

export const disputeOperations = {
  registerDispute,
  recordDisputeStep,
  registerAppeal,
  recordAppealStep,
  listDisputes,
  pageDisputes,
  readLessons,
};
