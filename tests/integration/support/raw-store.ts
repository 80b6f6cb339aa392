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
