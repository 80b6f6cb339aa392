import type { WriteTx } from "../schema/tables.ts";

export async function insertTemplateEdition(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly template: string;
    readonly version: string;
    readonly baseVersion: string;
    readonly changes: Readonly<Record<string, string>>;
    readonly reason: string;
    readonly effectiveFrom: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("template_edition")
    .values({
      id: row.id,
      template: row.template,
      version: row.version,
      base_version: row.baseVersion,
      changes: JSON.stringify(row.changes),
      reason: row.reason,
      effective_from: row.effectiveFrom,
      account_id: row.accountId,
      person_id: row.personId,
      proposed_at: row.at,
    })
    .execute();
}

export async function insertTemplateDecision(
  tx: WriteTx,
  row: {
    readonly editionId: string;
    readonly decision: "approve" | "reject";
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("template_decision")
    .values({
      edition_id: row.editionId,
      decision: row.decision,
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      decided_at: row.at,
    })
    .execute();
}
