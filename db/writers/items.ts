import { sql } from "kysely";

import type { DisclosureProperty, ItemKind, ItemState } from "../../shared/domain/item/item-kinds.ts";
import type { FindingAnswer } from "../../shared/domain/review/review-stages.ts";
import type { WriteTx } from "../schema/tables.ts";

/** What lists show of an item; rebuilt from the draft at every save. */
export interface ItemCaches {
  readonly title: string;
  readonly docNumber: string;
  readonly disclosureProperty: DisclosureProperty;
  readonly formedOn?: string;
}

const cacheColumns = (caches: ItemCaches) => ({
  title_cache: caches.title,
  doc_number_cache: caches.docNumber,
  property_cache: caches.disclosureProperty,
  formed_on_cache: caches.formedOn ?? null,
});

export async function insertItem(
  tx: WriteTx,
  row: ItemCaches & {
    readonly id: string;
    readonly kind: ItemKind;
    readonly drafterAccountId: string;
    readonly drafterPersonId: string;
    readonly unitName: string;
    readonly applicationId?: string;
    readonly state: ItemState;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("item")
    .values({
      id: row.id,
      kind: row.kind,
      drafter_account_id: row.drafterAccountId,
      drafter_person_id: row.drafterPersonId,
      unit_name: row.unitName,
      application_id: row.applicationId ?? null,
      created_at: row.at,
      ...cacheColumns(row),
      state_cache: row.state,
      updated_at_cache: row.at,
    })
    .execute();
}

export async function updateItemCaches(
  tx: WriteTx,
  itemId: string,
  change: { readonly caches?: ItemCaches; readonly state?: ItemState; readonly at: string },
): Promise<void> {
  await tx
    .updateTable("item")
    .set({
      updated_at_cache: change.at,
      ...(change.caches ? cacheColumns(change.caches) : {}),
      ...(change.state ? { state_cache: change.state } : {}),
    })
    .where("id", "=", itemId)
    .execute();
}

export interface DraftWrite {
  readonly itemId: string;
  readonly seq: number;
  readonly body: object;
  readonly metadata: object;
  readonly changedSinceRevision: boolean;
  readonly screening: "done" | "running" | "failed";
  readonly findings: readonly object[];
  /** The rules the findings come from; empty when the text was never screened. */
  readonly screenedBy: string;
  readonly answers: object;
  readonly savedBy: string;
  readonly at: string;
}

export async function putDraft(tx: WriteTx, draft: DraftWrite): Promise<void> {
  const values = {
    seq: draft.seq,
    body: JSON.stringify(draft.body),
    metadata: JSON.stringify(draft.metadata),
    changed_since_revision: draft.changedSinceRevision ? (1 as const) : (0 as const),
    screening: draft.screening,
    findings: JSON.stringify(draft.findings),
    screened_by: draft.screenedBy,
    answers: JSON.stringify(draft.answers),
    saved_by: draft.savedBy,
    saved_at: draft.at,
  };
  await tx
    .insertInto("draft")
    .values({ item_id: draft.itemId, ...values })
    .onConflict((conflict) => conflict.column("item_id").doUpdateSet(values))
    .execute();
}

/** Puts a screening result in place, unless the draft moved on meanwhile. True when it was put. */
export async function putDraftFindings(
  tx: WriteTx,
  itemId: string,
  seq: number,
  result: {
    readonly screening: "done" | "failed";
    readonly findings: readonly object[];
    readonly screenedBy: string;
  },
): Promise<boolean> {
  const done = await tx
    .updateTable("draft")
    .set({
      screening: result.screening,
      findings: JSON.stringify(result.findings),
      screened_by: result.screenedBy,
    })
    .where("item_id", "=", itemId)
    .where("seq", "=", seq)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Puts the answers about the text; what was answered about the files stands for itself. The draft has changed by either. */
export async function putDraftAnswers(tx: WriteTx, itemId: string, answers: object): Promise<void> {
  await tx
    .updateTable("draft")
    .set({ answers: JSON.stringify(answers), changed_since_revision: 1 as const })
    .where("item_id", "=", itemId)
    .execute();
}

export async function markDraftFrozen(tx: WriteTx, itemId: string): Promise<void> {
  await tx.updateTable("draft").set({ changed_since_revision: 0 }).where("item_id", "=", itemId).execute();
}

export async function markDraftChanged(tx: WriteTx, itemId: string): Promise<void> {
  await tx
    .updateTable("draft")
    .set((eb) => ({ changed_since_revision: 1 as const, seq: eb("seq", "+", 1) }))
    .where("item_id", "=", itemId)
    .execute();
}

export async function insertBlob(
  tx: WriteTx,
  row: { readonly digest: string; readonly size: number; readonly at: string },
): Promise<void> {
  await tx
    .insertInto("blob")
    .values({ digest: row.digest, size: row.size, state: "durable", created_at: row.at })
    .onConflict((conflict) => conflict.column("digest").doNothing())
    .execute();
}

export async function insertDraftAttachment(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly itemId: string;
    readonly fileName: string;
    readonly mediaType: string;
    readonly size: number;
    readonly digest: string;
    readonly screenedBy: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("draft_attachment")
    .values((eb) => ({
      id: row.id,
      item_id: row.itemId,
      position: eb
        .selectFrom("draft_attachment")
        .select(sql<number>`coalesce(max(position), 0) + 1`.as("n"))
        .where("item_id", "=", row.itemId),
      file_name: row.fileName,
      media_type: row.mediaType,
      size: row.size,
      digest: row.digest,
      screened_by: row.screenedBy,
      added_at: row.at,
    }))
    .execute();
}

/** Notes by which rules a file of a draft was screened again. */
export async function putAttachmentScreening(
  tx: WriteTx,
  attachmentId: string,
  screenedBy: string,
): Promise<void> {
  await tx
    .updateTable("draft_attachment")
    .set({ screened_by: screenedBy })
    .where("id", "=", attachmentId)
    .execute();
}

export async function deleteDraftAttachment(tx: WriteTx, attachmentId: string): Promise<void> {
  await tx.deleteFrom("draft_attachment").where("id", "=", attachmentId).execute();
}

export interface RevisionWrite {
  readonly id: string;
  readonly itemId: string;
  readonly revNo: number;
  readonly parentDigest?: string;
  readonly body: object;
  readonly metadata: object;
  readonly content: Uint8Array;
  readonly contentDigest: string;
  readonly rulesVersion: string;
  readonly note: string;
  readonly accountId: string;
  readonly personId: string;
  readonly at: string;
  readonly attachments: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly mediaType: string;
    readonly size: number;
    readonly digest: string;
  }[];
  readonly findings: readonly {
    readonly id: string;
    readonly type: string;
    readonly severity: "must-fix" | "look-at";
    readonly ruleId: string;
    readonly value: string;
    readonly start?: number;
    readonly end?: number;
    readonly attachmentId?: string;
    readonly where: string;
    readonly masked: boolean;
    readonly answer?: {
      readonly answer: FindingAnswer;
      readonly note: string;
      readonly accountId: string;
      readonly personId: string;
      readonly at: string;
    };
  }[];
}

export async function insertRevision(tx: WriteTx, row: RevisionWrite): Promise<void> {
  await tx
    .insertInto("revision")
    .values({
      id: row.id,
      item_id: row.itemId,
      rev_no: row.revNo,
      parent_digest: row.parentDigest ?? null,
      body: JSON.stringify(row.body),
      metadata: JSON.stringify(row.metadata),
      content: row.content,
      content_digest: row.contentDigest,
      rules_version: row.rulesVersion,
      note: row.note,
      created_by_account: row.accountId,
      created_by_person: row.personId,
      created_at: row.at,
    })
    .execute();
  for (const [index, attachment] of row.attachments.entries()) {
    await tx
      .insertInto("revision_attachment")
      .values({
        id: attachment.id,
        revision_id: row.id,
        position: index + 1,
        file_name: attachment.fileName,
        media_type: attachment.mediaType,
        size: attachment.size,
        digest: attachment.digest,
      })
      .execute();
  }
  for (const [first, findings] of inPortions(row.findings)) {
    await tx
      .insertInto("finding")
      .values(
        findings.map((finding, index) => ({
          id: finding.id,
          revision_id: row.id,
          position: first + index + 1,
          type: finding.type,
          severity: finding.severity,
          rule_id: finding.ruleId,
          value: finding.value,
          start_offset: finding.start ?? null,
          end_offset: finding.end ?? null,
          attachment_id: finding.attachmentId ?? null,
          place: finding.where,
          masked: finding.masked ? 1 : 0,
        })),
      )
      .execute();
    await insertFindingAnswers(
      tx,
      findings.flatMap(({ id, answer }) => (answer ? [{ findingId: id, ...answer }] : [])),
    );
  }
}

/** As many rows as go into one statement: a list of persons has tens of thousands of findings. */
const PORTION = 250;

function* inPortions<Row>(rows: readonly Row[]): Generator<readonly [first: number, rows: readonly Row[]]> {
  for (let first = 0; first < rows.length; first += PORTION)
    yield [first, rows.slice(first, first + PORTION)];
}

/** Puts answers to findings, numbered one by one in this order; gives the number of the last. */
export async function insertFindingAnswers(
  tx: WriteTx,
  rows: readonly {
    readonly findingId: string;
    readonly answer: FindingAnswer | null;
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  }[],
): Promise<number> {
  const values = rows.map((row) => [
    row.findingId,
    row.answer,
    row.note,
    row.accountId,
    row.personId,
    row.at,
  ]);
  await sql`
    insert into finding_answer (finding_id, answer, note, account_id, person_id, answered_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    from json_each(${JSON.stringify(values)})
    order by key`.execute(tx);
  const last = await tx
    .selectFrom("finding_answer")
    .select((eb) => eb.fn.max<number | null>("id").as("id"))
    .executeTakeFirst();
  return last?.id ?? 0;
}
