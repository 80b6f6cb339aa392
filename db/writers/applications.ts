import type { WriteTx } from "../schema/tables.ts";

/** What lists show of a case; rebuilt from its events at every one of them (V6). */
export interface CaseCaches {
  readonly state: string;
  readonly closed: boolean;
  readonly dueDay?: string;
  readonly receiptDate?: string;
}

const caseColumns = (caches: CaseCaches) => ({
  state_cache: caches.state,
  closed_cache: caches.closed ? (1 as const) : (0 as const),
  due_day_cache: caches.dueDay ?? "9999-12-31",
  receipt_date_cache: caches.receiptDate ?? null,
});

export async function insertApplication(
  tx: WriteTx,
  row: CaseCaches & {
    readonly id: string;
    readonly applicationNo: string;
    readonly intake: object;
    readonly handlerAccountId: string;
    readonly applicantName: string;
    readonly at: string;
  },
): Promise<number> {
  const inserted = await tx
    .insertInto("application")
    .values({
      id: row.id,
      application_no: row.applicationNo,
      intake: JSON.stringify(row.intake),
      handler_account_id: row.handlerAccountId,
      registered_at: row.at,
      applicant_name_cache: row.applicantName,
      ...caseColumns(row),
      outcome: null,
    })
    .returning("seq")
    .executeTakeFirstOrThrow();
  return inserted.seq;
}

export async function updateCaseCaches(
  tx: WriteTx,
  applicationId: string,
  caches: CaseCaches,
  outcome?: string,
): Promise<void> {
  await tx
    .updateTable("application")
    .set({ ...caseColumns(caches), ...(outcome ? { outcome } : {}) })
    .where("id", "=", applicationId)
    .execute();
}

export async function appendClockEvent(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly applicationId: string;
    readonly event: { readonly type: string; readonly onDay: string };
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("clock_event")
    .values((eb) => ({
      id: row.id,
      application_id: row.applicationId,
      position: eb
        .selectFrom("clock_event")
        .select((inner) => inner(inner.fn.coalesce(inner.fn.max("position"), inner.lit(0)), "+", 1).as("n"))
        .where("application_id", "=", row.applicationId),
      type: row.event.type,
      on_day: row.event.onDay,
      event: JSON.stringify(row.event),
      note: row.note,
      account_id: row.accountId,
      recorded_at: row.at,
    }))
    .execute();
}

export async function insertLetter(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly itemId: string;
    readonly applicationId: string;
    readonly template: string;
    readonly templateVersion: string;
    readonly choiceReasons: readonly object[];
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("letter")
    .values({
      id: row.id,
      item_id: row.itemId,
      application_id: row.applicationId,
      template: row.template,
      template_version: row.templateVersion,
      choice_reasons: JSON.stringify(row.choiceReasons),
      created_at: row.at,
    })
    .execute();
}

export async function insertLetterVersion(
  tx: WriteTx,
  row: {
    readonly revisionId: string;
    readonly letterId: string;
    readonly templateVersion: string;
    readonly legalSources: string;
    readonly calendarVersion: string;
    readonly fields: object;
  },
): Promise<void> {
  await tx
    .insertInto("letter_version")
    .values({
      revision_id: row.revisionId,
      letter_id: row.letterId,
      template_version: row.templateVersion,
      legal_sources: row.legalSources,
      calendar_version: row.calendarVersion,
      fields: JSON.stringify(row.fields),
    })
    .execute();
}

/** Puts a number into the register; the trigger refuses any but the next one (V10). */
export async function allotNumber(
  tx: WriteTx,
  row: {
    readonly series: string;
    readonly year: number;
    readonly number: number;
    readonly docNumber: string;
    readonly letterId: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("number_register")
    .values({
      series: row.series,
      year: row.year,
      number: row.number,
      doc_number: row.docNumber,
      letter_id: row.letterId,
      state: "allotted",
      void_reason: null,
      allotted_by: row.accountId,
      allotted_at: row.at,
    })
    .execute();
}

export async function voidNumber(tx: WriteTx, docNumber: string, reason: string): Promise<void> {
  await tx
    .updateTable("number_register")
    .set({ state: "void", void_reason: reason })
    .where("doc_number", "=", docNumber)
    .execute();
}

export async function insertLetterIssue(
  tx: WriteTx,
  row: {
    readonly letterId: string;
    readonly revisionId: string;
    readonly reviewId: string;
    readonly contentDigest: string;
    readonly number?: {
      readonly series: string;
      readonly year: number;
      readonly number: number;
      readonly docNumber: string;
    };
    readonly issueDate: string;
    readonly signedBy: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("letter_issue")
    .values({
      letter_id: row.letterId,
      revision_id: row.revisionId,
      review_id: row.reviewId,
      content_digest: row.contentDigest,
      series: row.number?.series ?? null,
      year: row.number?.year ?? null,
      number: row.number?.number ?? null,
      doc_number: row.number?.docNumber ?? null,
      issue_date: row.issueDate,
      signed_by: row.signedBy,
      signed_at: row.at,
    })
    .execute();
}

export async function insertLetterService(
  tx: WriteTx,
  row: {
    readonly letterId: string;
    readonly method: string;
    readonly clockDate: string;
    readonly receivedOn?: string;
    readonly trackingNo: string;
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("letter_service")
    .values({
      letter_id: row.letterId,
      method: row.method,
      clock_date: row.clockDate,
      received_on: row.receivedOn ?? null,
      tracking_no: row.trackingNo,
      note: row.note,
      account_id: row.accountId,
      recorded_at: row.at,
    })
    .execute();
}

export async function appendDeliveryStep(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly letterId: string;
    readonly kind: "sent" | "received" | "returned";
    readonly onDay: string;
    readonly method?: string;
    readonly cause?: "applicantAddress" | "refused" | "unclaimed" | "organAddress";
    readonly trackingNo: string;
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("delivery_step")
    .values((eb) => ({
      id: row.id,
      letter_id: row.letterId,
      position: eb
        .selectFrom("delivery_step")
        .select((inner) => inner(inner.fn.coalesce(inner.fn.max("position"), inner.lit(0)), "+", 1).as("n"))
        .where("letter_id", "=", row.letterId),
      kind: row.kind,
      on_day: row.onDay,
      method: row.method ?? null,
      cause: row.cause ?? null,
      tracking_no: row.trackingNo,
      note: row.note,
      account_id: row.accountId,
      recorded_at: row.at,
    }))
    .execute();
}
