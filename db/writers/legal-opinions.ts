import type { Insertable } from "kysely";

import type { LegalOpinionTable } from "../schema/legal-opinions.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertLegalOpinion(tx: WriteTx, row: Insertable<LegalOpinionTable>): Promise<void> {
  await tx.insertInto("legal_opinion").values(row).execute();
}
