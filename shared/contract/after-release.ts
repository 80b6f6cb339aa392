import { z } from "zod";

import type { OutboxState } from "../domain/publication/outbox-state.ts";
import { businessRoles } from "../domain/access/roles.ts";
import type { PostCheckPoint, PostCheckResult } from "../domain/publication/post-check.ts";
import { postCheckPoints, postCheckResults } from "../domain/publication/post-check.ts";
import { withdrawalReasons, type WithdrawalReason } from "../domain/publication/withdrawal.ts";
import type { Validity } from "../domain/publication/validity.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];

export interface WithdrawalView {
  readonly withdrawalId: string;
  readonly withdrawalNo: string;
  readonly reason: WithdrawalReason;
  readonly note: string;
  readonly digest: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly decision?: {
    readonly decision: "agree" | "return";
    readonly note: string;
    readonly by: string;
    readonly at: Instant;
    readonly packageId?: string;
    readonly packageState?: OutboxState;
  };
}

/** One entry of the register with everything that followed the release. */
export interface ReleaseView {
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly docNumber: string;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly audience: string;
  readonly channelNames: readonly string[];
  readonly releasedAt: Instant;
  readonly releasedBy: string;
  /** 发布期限: the day it had to be public by (条例26); absent where none runs. */
  readonly disclosureDeadline?: CalendarDay;
  /** 公开时限: how long it stays. */
  readonly termLabel: string;
  readonly publicUntil?: CalendarDay;
  /** The planned time that was reviewed: the center shows it no earlier. */
  readonly notBefore?: Instant;
  readonly validity?: Validity;
  readonly packageId: string;
  readonly packageState: OutboxState;
  readonly receiptAt?: Instant;
  readonly withdrawnAt?: Instant;
  readonly postCheckDue: CalendarDay;
  readonly postChecks: readonly {
    readonly result: PostCheckResult;
    readonly points: readonly PostCheckPoint[];
    readonly place: string;
    readonly note: string;
    readonly by: string;
    readonly at: Instant;
  }[];
  readonly withdrawals: readonly WithdrawalView[];
  /** Whether the caller may decide the open withdrawal, and if not, why. */
  readonly mayDecide: boolean;
  readonly whyNot?: "not-your-stage" | "own-item";
}

export const readRelease = operation("publications.read", {
  input: z.object({ publicationId: p.id }),
  output: returns<ReleaseView>(),
  errors: ["unknown-publication"],
  callers: businessRoles,
});

/** Asks for a withdrawal: fixes the bytes of its package, over which its own review decides (V2). */
export const requestWithdrawal = operation("withdrawals.request", {
  input: z.object({ publicationId: p.id, reason: z.enum(keysOf(withdrawalReasons)), note: p.text }),
  output: returns<{ readonly withdrawalId: string; readonly withdrawalNo: string }>(),
  errors: ["unknown-publication", "not-out", "withdrawal-open", "term-not-over", "details-missing"],
  callers: businessRoles,
});

/** Decides it; agreeing seals the take-down package in the same transaction and ends every running review of the item. */
export const decideWithdrawal = operation("withdrawals.decide", {
  input: z.object({
    withdrawalId: p.id,
    digest: p.digest,
    decision: z.enum(["agree", "return"]),
    note: p.text,
    passphrase: p.passphrase,
  }),
  output: returns<{ readonly packageId?: string }>(),
  errors: [
    "unknown-withdrawal",
    "withdrawal-closed",
    "stale",
    "not-your-stage",
    "own-item",
    "details-missing",
    "wrong-passphrase",
    "account-locked",
    "disk-full",
  ],
  callers: ["confidentialityReviewer", "leader"],
});

/** Records the check of what was published against what was approved (review.md §1, stage 8). */
export const recordPostCheck = operation("publications.check", {
  input: z.object({
    publicationId: p.id,
    result: z.enum(keysOf(postCheckResults)),
    points: z.array(z.enum(keysOf(postCheckPoints))).max(20),
    place: p.requiredLine,
    note: p.text,
  }),
  output: returns<Record<string, never>>(),
  errors: ["unknown-publication", "points-missing", "details-missing"],
  callers: ["drafter", "confidentialityReviewer", "disclosureOffice"],
});

export const afterReleaseOperations = { readRelease, requestWithdrawal, decideWithdrawal, recordPostCheck };
