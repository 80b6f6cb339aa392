import type { ReadDb } from "../schema/tables.ts";

export async function readMeta(db: ReadDb, key: string): Promise<string | undefined> {
  return (await db.selectFrom("meta").select("value").where("key", "=", key).executeTakeFirst())?.value;
}

export async function readBackupMark(db: ReadDb): Promise<string | undefined> {
  return readMeta(db, "last-backup-at");
}
