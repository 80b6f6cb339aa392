import type { ReadDb } from "../schema/tables.ts";

export interface CalendarImportRecord {
  readonly importId: string;
  readonly year: number;
  readonly notice: string;
  readonly body: unknown;
  readonly importedBy: string;
  readonly importedByPersonId: string;
  readonly importedAt: string;
  readonly decision?: "confirm" | "reject";
  readonly version?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly changes: readonly unknown[];
}

/** Every schedule ever imported, oldest first, with what was decided of it. */
export async function readCalendarImports(db: ReadDb): Promise<readonly CalendarImportRecord[]> {
  const rows = await db
    .selectFrom("calendar_import as i")
    .innerJoin("person as p", "p.id", "i.person_id")
    .leftJoin("calendar_decision as d", "d.import_id", "i.id")
    .leftJoin("person as q", "q.id", "d.person_id")
    .select([
      "i.id",
      "i.year",
      "i.notice",
      "i.body",
      "i.person_id",
      "i.imported_at",
      "p.name as imported_by",
      "d.decision",
      "d.version",
      "d.changes",
      "d.decided_at",
      "q.name as decided_by",
    ])
    .orderBy("i.seq")
    .execute();
  return rows.map((row) => ({
    importId: row.id,
    year: row.year,
    notice: row.notice,
    body: JSON.parse(row.body),
    importedBy: row.imported_by,
    importedByPersonId: row.person_id,
    importedAt: row.imported_at,
    ...(row.decision ? { decision: row.decision } : {}),
    ...(row.version ? { version: row.version } : {}),
    ...(row.decided_by ? { decidedBy: row.decided_by } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at } : {}),
    changes: row.changes ? (JSON.parse(row.changes) as readonly unknown[]) : [],
  }));
}
