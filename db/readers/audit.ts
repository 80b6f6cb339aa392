import type { AuditEntryTable } from "../schema/audit.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface AuditHeadRecord {
  readonly size: number;
  readonly root: string;
  readonly frontier: readonly string[];
}

export async function readAuditHead(db: ReadDb): Promise<AuditHeadRecord | undefined> {
  const row = await db.selectFrom("audit_head").selectAll().where("id", "=", 1).executeTakeFirst();
  return row ? { size: row.size, root: row.root, frontier: JSON.parse(row.frontier) as string[] } : undefined;
}

export type AuditRecord = Readonly<AuditEntryTable>;

/** Entries from an index on, in order. */
export async function readAuditFrom(
  db: ReadDb,
  index: number,
  limit: number,
): Promise<readonly AuditRecord[]> {
  return db
    .selectFrom("audit_entry")
    .selectAll()
    .where("idx", ">=", index)
    .orderBy("idx")
    .limit(limit)
    .execute();
}

/** Newest entries before an index. */
export async function readAuditPage(
  db: ReadDb,
  page: { readonly before?: number; readonly act?: string; readonly limit: number },
): Promise<readonly AuditRecord[]> {
  let query = db.selectFrom("audit_entry").selectAll().orderBy("idx", "desc").limit(page.limit);
  if (page.before !== undefined) query = query.where("idx", "<", page.before);
  if (page.act) query = query.where("act", "=", page.act);
  return query.execute();
}

/** Entries about one subject, oldest first. */
export async function readAuditOf(
  db: ReadDb,
  subjectKind: string,
  subjectId: string,
): Promise<readonly AuditRecord[]> {
  return db
    .selectFrom("audit_entry")
    .selectAll()
    .where("subject_kind", "=", subjectKind)
    .where("subject_id", "=", subjectId)
    .orderBy("idx")
    .execute();
}
