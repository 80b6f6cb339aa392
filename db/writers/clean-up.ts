import type { CleanUpCause, CleanUpOutcome, NewTerm } from "../../shared/domain/publication/clean-up.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function countBatchesOfYear(tx: WriteTx, year: number): Promise<number> {
  return (
    await tx
      .selectFrom("clean_up_batch")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("batch_no", "like", `清理〔${year}〕%`)
      .executeTakeFirstOrThrow()
  ).n;
}

export async function insertBatch(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly batchNo: string;
    readonly week: string;
    readonly rulesVersion: string;
    readonly seenUpTo: number;
    readonly accountId: string;
    readonly openedOn: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("clean_up_batch")
    .values({
      id: row.id,
      batch_no: row.batchNo,
      week: row.week,
      rules_version: row.rulesVersion,
      seen_up_to: row.seenUpTo,
      opened_by: row.accountId,
      opened_on: row.openedOn,
      opened_at: row.at,
    })
    .execute();
}

export async function insertEntry(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly batchId: string;
    readonly publicationId: string;
    readonly cause: CleanUpCause;
    readonly detail: string;
    readonly byPublicationId?: string;
  },
): Promise<void> {
  await tx
    .insertInto("clean_up_entry")
    .values({
      id: row.id,
      batch_id: row.batchId,
      publication_id: row.publicationId,
      cause: row.cause,
      detail: row.detail,
      by_publication_id: row.byPublicationId ?? null,
    })
    .execute();
}

export async function insertCleanUpDecision(
  tx: WriteTx,
  row: {
    readonly entryId: string;
    readonly outcome: CleanUpOutcome;
    readonly reason: string;
    readonly newTerm?: NewTerm | undefined;
    readonly withdrawalId?: string | undefined;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("clean_up_decision")
    .values({
      entry_id: row.entryId,
      outcome: row.outcome,
      reason: row.reason,
      new_term: row.newTerm ? JSON.stringify(row.newTerm) : null,
      withdrawal_id: row.withdrawalId ?? null,
      account_id: row.accountId,
      person_id: row.personId,
      decided_at: row.at,
    })
    .execute();
}

/** Which rules read a release last: the next batch goes on where this one stopped. */
export async function markScreened(
  tx: WriteTx,
  publicationIds: readonly string[],
  rulesVersion: string,
): Promise<void> {
  for (const publicationId of publicationIds)
    await tx
      .insertInto("clean_up_screening")
      .values({ publication_id: publicationId, rules_version: rulesVersion })
      .onConflict((conflict) =>
        conflict.column("publication_id").doUpdateSet({ rules_version: rulesVersion }),
      )
      .execute();
}
