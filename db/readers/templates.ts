import type { ReadDb } from "../schema/tables.ts";

export interface TemplateEditionRecord {
  readonly editionId: string;
  readonly template: string;
  readonly version: string;
  readonly baseVersion: string;
  readonly changes: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly effectiveFrom: string;
  readonly proposedBy: string;
  readonly proposedByPersonId: string;
  readonly proposedAt: string;
  readonly decision?: "approve" | "reject";
  readonly note?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
}

/** Every wording of letters ever proposed, oldest first, with what was decided of it. */
export async function readTemplateEditions(
  db: ReadDb,
  template?: string,
): Promise<readonly TemplateEditionRecord[]> {
  let query = db
    .selectFrom("template_edition as e")
    .innerJoin("person as p", "p.id", "e.person_id")
    .leftJoin("template_decision as d", "d.edition_id", "e.id")
    .leftJoin("person as q", "q.id", "d.person_id")
    .select([
      "e.id",
      "e.template",
      "e.version",
      "e.base_version",
      "e.changes",
      "e.reason",
      "e.effective_from",
      "e.person_id",
      "e.proposed_at",
      "p.name as proposed_by",
      "d.decision",
      "d.note",
      "d.decided_at",
      "q.name as decided_by",
    ])
    .orderBy("e.seq");
  if (template !== undefined) query = query.where("e.template", "=", template);
  const rows = await query.execute();
  return rows.map((row) => ({
    editionId: row.id,
    template: row.template,
    version: row.version,
    baseVersion: row.base_version,
    changes: JSON.parse(row.changes) as Readonly<Record<string, string>>,
    reason: row.reason,
    effectiveFrom: row.effective_from,
    proposedBy: row.proposed_by,
    proposedByPersonId: row.person_id,
    proposedAt: row.proposed_at,
    ...(row.decision ? { decision: row.decision } : {}),
    ...(row.note ? { note: row.note } : {}),
    ...(row.decided_by ? { decidedBy: row.decided_by } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at } : {}),
  }));
}
