import type { LeakKind, LeakLink, LeakStep } from "../../shared/domain/publication/leak.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function countLeaksOfYear(tx: WriteTx, year: number): Promise<number> {
  return (
    await tx
      .selectFrom("leak")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("incident_no", "like", `泄处〔${year}〕%`)
      .executeTakeFirstOrThrow()
  ).n;
}

export async function insertLeak(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly incidentNo: string;
    readonly kind: LeakKind;
    readonly publicationId: string;
    readonly discoveredAt: string;
    readonly foundHow: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("leak")
    .values({
      id: row.id,
      incident_no: row.incidentNo,
      kind: row.kind,
      publication_id: row.publicationId,
      discovered_at: row.discoveredAt,
      found_how: row.foundHow,
      account_id: row.accountId,
      person_id: row.personId,
      opened_at: row.at,
    })
    .execute();
}

export async function insertLeakRelease(
  tx: WriteTx,
  row: {
    readonly leakId: string;
    readonly publicationId: string;
    readonly link: LeakLink;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("leak_release")
    .values({ leak_id: row.leakId, publication_id: row.publicationId, link: row.link, added_at: row.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertLeakStep(
  tx: WriteTx,
  row: {
    readonly leakId: string;
    readonly step: LeakStep;
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("leak_step")
    .values({
      leak_id: row.leakId,
      step: row.step,
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      recorded_at: row.at,
    })
    .execute();
}
