import type {
  ReferralAnswer,
  ReferralForm,
  ReferralOrganKind,
  ReferralQuestion,
  ReferralStep,
  ReferredMatters,
} from "../../shared/domain/review/referral.ts";
import type { ReviewState } from "../../shared/domain/review/review-stages.ts";
import type { ClassificationLevel, SecrecyPeriod } from "../../shared/domain/review/secrecy-period.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface ReferralStepRecord {
  readonly step: ReferralStep;
  readonly onDay: string;
  readonly docNumber?: string;
  readonly note: string;
  readonly followUpOn?: string;
  readonly personName: string;
  readonly recordedAt: string;
}

export interface ReferralAnswerRecord {
  readonly answer: ReferralAnswer;
  readonly organ: string;
  readonly docNumber: string;
  readonly answeredOn: string;
  readonly matters: Pick<ReferredMatters, "positions" | "attachmentIds">;
  readonly level?: ClassificationLevel;
  readonly period?: SecrecyPeriod;
  readonly note: string;
  readonly scan?: { readonly digest: string; readonly fileName: string };
  readonly keptAt: string;
  readonly personName: string;
  readonly recordedAt: string;
}

export interface ReferralRecord {
  readonly referralId: string;
  readonly reviewId: string;
  readonly round: number;
  readonly contentDigest: string;
  readonly decisionId: string;
  readonly follows?: string;
  readonly question: ReferralQuestion;
  readonly organKind: ReferralOrganKind;
  readonly organ: string;
  readonly form: ReferralForm;
  readonly signer: string;
  readonly matters: ReferredMatters;
  readonly doubt: string;
  readonly protectedOn: string;
  readonly personName: string;
  readonly draftedAt: string;
  readonly steps: readonly ReferralStepRecord[];
  readonly answer?: ReferralAnswerRecord;
}

/** A referral with the review it belongs to, for lists. */
export interface ListedReferral extends ReferralRecord {
  readonly reviewNo: string;
  readonly reviewState: ReviewState;
  readonly reviewRound: number;
  readonly itemId: string;
  readonly title: string;
  readonly drafterPersonId: string;
  readonly applicationId?: string;
}

function referralQuery(db: ReadDb) {
  return db
    .selectFrom("referral as f")
    .innerJoin("person as p", "p.id", "f.person_id")
    .innerJoin("review as r", "r.id", "f.review_id")
    .innerJoin("item as i", "i.id", "r.item_id")
    .selectAll("f")
    .select([
      "p.name as person_name",
      "r.review_no",
      "r.state as review_state",
      "r.round as review_round",
      "r.item_id",
      "r.title_cache",
      "i.drafter_person_id",
      "i.application_id",
    ]);
}

type ReferralRow = Awaited<ReturnType<ReturnType<typeof referralQuery>["execute"]>>[number];

async function whole(db: ReadDb, rows: readonly ReferralRow[]): Promise<readonly ListedReferral[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const steps = await db
    .selectFrom("referral_step as s")
    .innerJoin("person as p", "p.id", "s.person_id")
    .selectAll("s")
    .select("p.name as person_name")
    .where("s.referral_id", "in", ids)
    .orderBy("s.seq")
    .execute();
  const answers = await db
    .selectFrom("referral_answer as a")
    .innerJoin("person as p", "p.id", "a.person_id")
    .selectAll("a")
    .select("p.name as person_name")
    .where("a.referral_id", "in", ids)
    .execute();
  const stepsOf = Map.groupBy(steps, (step) => step.referral_id);
  const answerOf = new Map(answers.map((answer) => [answer.referral_id, answer]));
  return rows.map((row): ListedReferral => {
    const answer = answerOf.get(row.id);
    return {
      referralId: row.id,
      reviewId: row.review_id,
      round: row.round,
      contentDigest: row.content_digest,
      decisionId: row.decision_id,
      ...(row.follows ? { follows: row.follows } : {}),
      question: row.question,
      organKind: row.organ_kind,
      organ: row.organ,
      form: row.form,
      signer: row.signer,
      matters: JSON.parse(row.matters) as ReferredMatters,
      doubt: row.doubt,
      protectedOn: row.protected_on,
      personName: row.person_name,
      draftedAt: row.drafted_at,
      steps: (stepsOf.get(row.id) ?? []).map((step) => ({
        step: step.step,
        onDay: step.on_day,
        ...(step.doc_number ? { docNumber: step.doc_number } : {}),
        note: step.note,
        ...(step.follow_up_on ? { followUpOn: step.follow_up_on } : {}),
        personName: step.person_name,
        recordedAt: step.recorded_at,
      })),
      ...(answer
        ? {
            answer: {
              answer: answer.answer,
              organ: answer.organ,
              docNumber: answer.doc_number,
              answeredOn: answer.answered_on,
              matters: JSON.parse(answer.matters) as ReferredMatters,
              ...(answer.level ? { level: answer.level } : {}),
              ...(answer.period ? { period: JSON.parse(answer.period) as SecrecyPeriod } : {}),
              note: answer.note,
              ...(answer.scan_digest && answer.scan_name
                ? { scan: { digest: answer.scan_digest, fileName: answer.scan_name } }
                : {}),
              keptAt: answer.kept_at,
              personName: answer.person_name,
              recordedAt: answer.recorded_at,
            },
          }
        : {}),
      reviewNo: row.review_no,
      reviewState: row.review_state,
      reviewRound: row.review_round,
      itemId: row.item_id,
      title: row.title_cache,
      drafterPersonId: row.drafter_person_id,
      ...(row.application_id ? { applicationId: row.application_id } : {}),
    };
  });
}

/** The referrals of a review, oldest first. */
export async function readReferrals(db: ReadDb, reviewId: string): Promise<readonly ListedReferral[]> {
  return whole(db, await referralQuery(db).where("f.review_id", "=", reviewId).orderBy("f.seq").execute());
}

export async function readReferral(db: ReadDb, referralId: string): Promise<ListedReferral | undefined> {
  return (await whole(db, await referralQuery(db).where("f.id", "=", referralId).execute()))[0];
}

/**
 * Referrals whose review still waits, the newest of each; the index on the state of reviews keeps it to the few that
 * wait, however many reviews there are.
 */
export async function readWaitingReferrals(
  db: ReadDb,
  limit: number,
  applicationId?: string,
): Promise<readonly ListedReferral[]> {
  let query = referralQuery(db)
    .where("r.state", "=", "referred")
    .whereRef("f.round", "=", "r.round")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("referral as later")
            .select("later.id")
            .whereRef("later.review_id", "=", "f.review_id")
            .whereRef("later.seq", ">", "f.seq"),
        ),
      ),
    );
  if (applicationId !== undefined) query = query.where("i.application_id", "=", applicationId);
  return whole(db, await query.orderBy("f.seq").limit(limit).execute());
}

/** Whether a letter of another referral bears the number already. */
export async function numberOfReferralTaken(db: ReadDb, docNumber: string): Promise<boolean> {
  const row = await db
    .selectFrom("referral_step")
    .select("seq")
    .where("doc_number", "=", docNumber)
    .executeTakeFirst();
  return row !== undefined;
}
