import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { openRawDatabase, type RawDatabase } from "../../../db/sqlite/open-database.ts";
import { storeFileName } from "../../../db/open-store.ts";
import { createKeySlots, type StoreKeys } from "../../../electron/core/security/key-slots.ts";
import { createPassphraseKdf } from "../../../electron/core/security/passphrase-key.ts";
import { passphrase } from "./department.ts";

/** The keys of a department's store, opened with an account's passphrase as an attacker with one would. */
export async function storeKeys(
  folder: string,
  account = "linxiaotong",
  secret = passphrase,
): Promise<StoreKeys> {
  const kdf = createPassphraseKdf(
    pathToFileURL(join(import.meta.dirname, "../../../electron/core/workers/kdf-worker.ts")),
  );
  const slots = createKeySlots(folder, kdf, { memoryKiB: 64, passes: 1 }, (n) => new Uint8Array(n));
  const opened = await slots.open(account, secret, new Date());
  await kdf.close();
  if (!opened.ok) throw new Error("slot does not open");
  return opened.keys;
}

/** A second handle on the store, past the application: what raw SQL can and cannot do. */
export async function rawStore(folder: string): Promise<RawDatabase> {
  const keys = await storeKeys(folder);
  const opened = openRawDatabase({ path: join(folder, storeFileName), key: keys.databaseKey });
  if (!opened.ok) throw new Error(`store does not open: ${opened.error.type}`);
  return opened.value;
}

/** Tries to put a release on record past the application; throws what the store answers. */
export function forgePublication(
  raw: RawDatabase,
  reviewId: string,
  releasedAt = "2026-09-17T00:00:00.000Z",
): void {
  raw
    .prepare(
      `INSERT INTO publication (id, item_id, revision_id, review_id, content_digest, package_id, released_by, released_at, released_on, proof, title_cache)
       SELECT 'forged', r.item_id, r.revision_id, r.id, r.content_digest, 'p', a.id, @at, substr(@at, 1, 10), '[{"ok":true}]', ''
       FROM review r, account a WHERE r.id = @reviewId AND a.name = 'hejing'`,
    )
    .run({ reviewId, at: releasedAt });
}
