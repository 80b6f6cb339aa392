import { z } from "zod";

import type { DelegableStage, DelegationKind, DelegationState } from "../domain/access/delegation.ts";
import type { HandoverBrief } from "../domain/review/handover-brief.ts";
import { reviewStages } from "../domain/review/review-stages.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const stageKeys = Object.keys(reviewStages) as [keyof typeof reviewStages];
const delegable = ["unitHeadReview", "confidentialityCheck", "officeCheck", "leaderApproval"] as const;
const deciding = ["unitHead", "confidentialityReviewer", "disclosureOffice", "leader"] as const;
const reviewers = ["drafter", ...deciding] as const;
/** Acts on many rows take at most this many at a time. */
const rowsAtATime = 200;

export interface DelegationRow {
  readonly delegationId: string;
  readonly kind: DelegationKind;
  readonly stage: DelegableStage;
  readonly fromPersonName: string;
  readonly toPersonName: string;
  /** An emergency right: the number of the one review it is for. */
  readonly reviewNo?: string;
  readonly fromDay: CalendarDay;
  readonly untilDay: CalendarDay;
  readonly reason: string;
  readonly state: DelegationState;
  readonly proposedByName: string;
  readonly proposedAt: Instant;
  readonly confirmedByName?: string;
  readonly note?: string;
  readonly endedByName?: string;
  readonly endReason?: string;
  /** The auditor who looked at an emergency right. */
  readonly seenByName?: string;
  /** Whether the caller may end it now. */
  readonly mayEnd: boolean;
}

/** Delegations and emergency rights, newest first; no title of an item is in it. */
export const listDelegations = operation("delegations.list", {
  input: z.object({ kind: z.enum(["deputy", "emergency"]).optional() }),
  output: returns<{ readonly rows: readonly DelegationRow[] }>(),
  callers: [...reviewers, "securityAdmin", "auditAdmin"],
});

/** The holder of a stage right lends it for dates, or the disclosure office asks so for somebody absent (SD-05). */
export const proposeDelegation = operation("delegations.propose", {
  input: z.object({
    stage: z.enum(delegable),
    /** Absent: the caller's own right. */
    fromPersonId: p.id.optional(),
    toPersonId: p.id,
    fromDay: p.day,
    untilDay: p.day,
    reason: p.requiredText,
  }),
  output: returns<{ readonly delegationId: string }>(),
  errors: [
    "unknown-person",
    "to-oneself",
    "lender-lacks-role",
    "deputy-is-administrator",
    "days-reversed",
    "days-past",
    "too-long",
  ],
  callers: deciding,
});

/**
 * 应急授权: for one review, its current stage and today only, when nobody who holds the stage can be reached. Somebody
 * else confirms it before it counts, and the auditor sees it first. It opens no way past a review (V1).
 */
export const proposeEmergency = operation("delegations.proposeEmergency", {
  input: z.object({ reviewId: p.id, toPersonId: p.id, reason: p.requiredText }),
  output: returns<{ readonly delegationId: string }>(),
  errors: [
    "unknown-person",
    "unknown-review",
    "review-closed",
    "to-oneself",
    "own-item",
    "already-decided-a-stage",
    "opinions-apart",
    "deputy-is-administrator",
  ],
  callers: ["disclosureOffice", "leader"],
});

/** Confirmed by the security administrator with the passphrase, never by who is in it (SD-07). */
export const confirmDelegation = operation("delegations.confirm", {
  input: z.object({
    delegationId: p.id,
    decision: z.enum(["confirm", "refuse"]),
    note: p.text.default(""),
    passphrase: p.passphrase,
  }),
  output: returns<null>(),
  errors: ["unknown-delegation", "already-decided", "note-missing", "wrong-passphrase", "account-locked"],
  callers: ["securityAdmin"],
});

export const endDelegation = operation("delegations.end", {
  input: z.object({ delegationId: p.id, reason: p.requiredText }),
  output: returns<null>(),
  errors: ["unknown-delegation", "already-decided"],
  callers: [...deciding, "securityAdmin"],
});

/** The delegations of this machine as they were signed, for another workstation or for the center by hand. */
export const exportDelegations = operation("delegations.export", {
  input: z.object({}),
  output: returns<p.FileForPerson>(),
  callers: ["disclosureOffice", "securityAdmin"],
});

/** A delegation between two people of another machine who are registered here. */
export interface RemoteDelegationRow {
  readonly delegationId: string;
  readonly stage: DelegableStage;
  readonly fromPersonName: string;
  readonly toPersonName: string;
  readonly fromDay: CalendarDay;
  readonly untilDay: CalendarDay;
}

const delegationFile = p.bytes.refine((bytes) => bytes.length <= 4 * 1024 * 1024);

/** What a delegation file of another machine offers: between people registered here, of now or later, not known yet. */
export const readRemoteDelegations = operation("delegations.readRemote", {
  input: z.object({ list: delegationFile }),
  output: returns<readonly RemoteDelegationRow[]>(),
  errors: ["delegation-list-unreadable"],
  callers: ["disclosureOffice"],
});

/** Proposes one of them here; the security administrator confirms it like any other. */
export const registerRemoteDelegation = operation("delegations.registerRemote", {
  input: z.object({ list: delegationFile, delegationId: p.id }),
  output: returns<null>(),
  errors: ["delegation-list-unreadable", "unknown-delegation"],
  callers: ["disclosureOffice"],
});

export const acknowledgeEmergency = operation("delegations.acknowledge", {
  input: z.object({ delegationId: p.id, note: p.text.default("") }),
  output: returns<null>(),
  errors: ["unknown-delegation", "already-decided"],
  callers: ["auditAdmin"],
});

/** What an act on many rows did, row by row; a refused row changes nothing. */
export interface RowOutcome {
  readonly reviewId: string;
  readonly done: boolean;
  /** Why not, in words. */
  readonly because?: string;
}

/** Assigns the current stage of each review to one person; gives no right, and approves nothing. */
export const assignReviews = operation("reviews.assign", {
  input: z.object({
    reviewIds: z.array(p.id).min(1).max(rowsAtATime),
    toPersonId: p.id,
    reason: p.line.default(""),
  }),
  output: returns<{ readonly rows: readonly RowOutcome[] }>(),
  errors: ["unknown-person"],
  callers: ["disclosureOffice", "leader"],
});

/**
 * Returns several papers for the same reason; each is a decision of its own on its own digest, signed one by one.
 * There is no such operation for agreeing (V2, 一事一审).
 */
export const returnReviews = operation("reviews.returnEach", {
  input: z.object({
    rows: z
      .array(z.object({ reviewId: p.id, stage: z.enum(stageKeys), digest: p.digest }))
      .min(1)
      .max(rowsAtATime),
    reason: p.requiredText,
    passphrase: p.passphrase.optional(),
  }),
  output: returns<{ readonly rows: readonly RowOutcome[] }>(),
  errors: ["passphrase-required", "wrong-passphrase", "account-locked"],
  callers: deciding,
});

/** Hands the queue of somebody absent to a colleague, with a brief for each item; what the colleague may not decide stays. */
export const handOverQueue = operation("reviews.handOver", {
  input: z.object({ fromPersonId: p.id.optional(), toPersonId: p.id, reason: p.requiredText }),
  output: returns<{ readonly handoverId?: string; readonly rows: readonly RowOutcome[] }>(),
  errors: ["unknown-person", "to-oneself"],
  callers: deciding,
});

export interface HandoverView {
  readonly handoverId: string;
  readonly fromPersonName: string;
  readonly toPersonName: string;
  readonly byPersonName: string;
  readonly reason: string;
  readonly at: Instant;
  readonly items: readonly {
    readonly reviewId: string;
    readonly reviewNo: string;
    readonly title: string;
    readonly stage: DelegableStage;
    readonly waiting: boolean;
    readonly brief: HandoverBrief;
  }[];
}

/** Handovers the caller gave, received or made. */
export const listHandovers = operation("reviews.handovers", {
  input: z.object({}),
  output: returns<{ readonly rows: readonly HandoverView[] }>(),
  callers: reviewers,
});

export const queueFilterShape = z.object({
  stage: z.array(z.enum(stageKeys)).optional(),
  overdueOnly: z.boolean().optional(),
  titleContains: p.line.optional(),
  owners: z.enum(["mine", "own", "all"]).optional(),
});
export type QueueFilterShape = z.output<typeof queueFilterShape>;

export interface QueueFilterRow {
  readonly filterId: string;
  readonly name: string;
  readonly filter: QueueFilterShape;
}

export const listQueueFilters = operation("reviews.filters", {
  input: z.object({}),
  output: returns<{ readonly rows: readonly QueueFilterRow[] }>(),
  callers: reviewers,
});

/** Keeps a filter of the queue for the caller's account; the same name again replaces it. */
export const saveQueueFilter = operation("reviews.saveFilter", {
  input: z.object({ name: z.string().trim().min(1).max(40), filter: queueFilterShape }),
  output: returns<{ readonly rows: readonly QueueFilterRow[] }>(),
  callers: reviewers,
});

export const deleteQueueFilter = operation("reviews.deleteFilter", {
  input: z.object({ filterId: p.id }),
  output: returns<{ readonly rows: readonly QueueFilterRow[] }>(),
  callers: reviewers,
});

export const actingForOthersOperations = {
  listDelegations,
  proposeDelegation,
  proposeEmergency,
  confirmDelegation,
  endDelegation,
  exportDelegations,
  readRemoteDelegations,
  registerRemoteDelegation,
  acknowledgeEmergency,
  assignReviews,
  returnReviews,
  handOverQueue,
  listHandovers,
  listQueueFilters,
  saveQueueFilter,
  deleteQueueFilter,
};
