import { z } from "zod";

import { readMeta } from "../../../../db/readers/meta.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";

/** The unit's keys that the center has registered, as it said last; of one center only. */
const registeredKey = "sync.registered";
const stored = z.object({ url: z.string(), keyids: z.array(z.string()) });

export async function readRegistered(db: ReadDb, url: string | undefined): Promise<ReadonlySet<string>> {
  const text = await readMeta(db, registeredKey);
  const told = text ? stored.parse(JSON.parse(text)) : undefined;
  return new Set(told !== undefined && told.url === url ? told.keyids : []);
}

/** Keeps what the center said. True when it is something new. */
export async function keepRegistered(db: ReadDb, url: string, keyids: readonly string[]): Promise<boolean> {
  const text = JSON.stringify({ url, keyids: [...keyids].toSorted() });
  if ((await readMeta(db, registeredKey)) === text) return false;
  await db.transaction().execute(async (tx) => await writeMeta(tx, registeredKey, text));
  return true;
}
