import { sql } from "kysely";

import type {
  ReferralAnswer,
  ReferralForm,
  ReferralOrganKind,
  ReferralQuestion,
  ReferralStep,
  ReferredMatters,
} from "../../shared/domain/review/referral.ts";
import type { ClassificationLevel, SecrecyPeriod } from "../../shared/domain/review/secrecy-period.ts";
import type { WriteTx } from "../schema/tables.ts";
import type { Written } from "./acting-for-others.ts";

export interface ReferralDraftRow {
  readonly question: ReferralQuestion;
  readonly organKind: ReferralOrganKind;
  readonly organ: string;
  readonly form: ReferralForm;
  readonly signer: string;
  readonly matters: ReferredMatters;
  readonly doubt: string;
  readonly protectedOn: string;
}

const draftColumns = (row: ReferralDraftRow) => ({
  question: row.question,
  organ_kind: row.organKind,
  organ: row.organ,
  form: row.form,
  signer: row.signer,
  matters: JSON.stringify(row.matters),
  doubt: row.doubt,
  protected_on: row.protectedOn,
});

export async function insertReferral(
  tx: WriteTx,
  row: ReferralDraftRow & {
    readonly id: string;
    readonly reviewId: string;
    readonly round: number;
    readonly contentDigest: string;
    readonly decisionId: string;
    readonly follows?: string | undefined;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("referral")
    .values({
      id: row.id,
      review_id: row.reviewId,
      round: row.round,
      content_digest: row.contentDigest,
      decision_id: row.decisionId,
      follows: row.follows ?? null,
      ...draftColumns(row),
      account_id: row.accountId,
      person_id: row.personId,
      drafted_at: row.at,
    })
    .execute();
}

/** Only while it is a draft; the store refuses it afterwards (V5). */
export async function updateReferralDraft(
  tx: WriteTx,
  referralId: string,
  row: ReferralDraftRow,
): Promise<void> {
  await tx.updateTable("referral").set(draftColumns(row)).where("id", "=", referralId).execute();
}

export async function insertReferralStep(
  tx: WriteTx,
  row: {
    readonly referralId: string;
    readonly step: ReferralStep;
    readonly onDay: string;
    readonly docNumber?: string | undefined;
    readonly note: string;
    readonly followUpOn?: string | undefined;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("referral_step")
    .values({
      referral_id: row.referralId,
      step: row.step,
      on_day: row.onDay,
      doc_number: row.docNumber ?? null,
      note: row.note,
      follow_up_on: row.followUpOn ?? null,
      account_id: row.accountId,
      person_id: row.personId,
      recorded_at: row.at,
    })
    .execute();
}

export async function insertReferralAnswer(
  tx: WriteTx,
  row: {
    readonly referralId: string;
    readonly contentDigest: string;
    readonly answer: ReferralAnswer;
    readonly organ: string;
    readonly docNumber: string;
    readonly answeredOn: string;
    readonly matters: Pick<ReferredMatters, "positions" | "attachmentIds">;
    readonly level?: ClassificationLevel | undefined;
    readonly period?: SecrecyPeriod | undefined;
    readonly note: string;
    readonly scan?: { readonly digest: string; readonly fileName: string } | undefined;
    readonly keptAt: string;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("referral_answer")
    .values({
      referral_id: row.referralId,
      content_digest: row.contentDigest,
      answer: row.answer,
      organ: row.organ,
      doc_number: row.docNumber,
      answered_on: row.answeredOn,
      matters: JSON.stringify(row.matters),
      level: row.level ?? null,
      period: row.period ? JSON.stringify(row.period) : null,
      note: row.note,
      scan_digest: row.scan?.digest ?? null,
      scan_name: row.scan?.fileName ?? null,
      kept_at: row.keptAt,
      account_id: row.accountId,
      person_id: row.personId,
      recorded_at: row.at,
    })
    .execute();
}

/** Takes a waiting review up again at 专门审查, in the next round: what was decided from there on no longer stands. */
export async function resumeReview(
  tx: WriteTx,
  reviewId: string,
  move: { readonly fromPerson: string; readonly dueDay: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable("review")
    .set({
      state: "open",
      current_stage: "confidentialityCheck",
      round: sql<number>`round + 1`,
      from_person_cache: move.fromPerson,
      due_day_cache: move.dueDay,
      stage_arrived_at: move.at,
      assignee_cache: null,
    })
    .where("id", "=", reviewId)
    .execute();
}
