import { randomBytes } from "node:crypto";

import { storePaths } from "../../../db/open-store.ts";
import { readTables, type ReadableTable } from "../../../db/readers/rescue.ts";
import { openRawDatabase } from "../../../db/sqlite/open-database.ts";
import { createKeySlots } from "../security/key-slots.ts";
import { createPassphraseKdf, defaultKdf } from "../security/passphrase-key.ts";

export type RescuedTable = ReadableTable;

/** Opens a damaged store read-only with an account's passphrase and reads table by table; undefined when it does not open. */
export async function rescueStore(options: {
  readonly folder: string;
  readonly account: string;
  readonly passphrase: string;
  readonly kdfWorker: URL;
  readonly row?: (line: string) => void;
}): Promise<readonly RescuedTable[] | undefined> {
  const kdf = createPassphraseKdf(options.kdfWorker);
  try {
    const slots = createKeySlots(
      options.folder,
      kdf,
      defaultKdf,
      (length) => new Uint8Array(randomBytes(length)),
    );
    const slot = await slots.open(options.account, options.passphrase, new Date());
    if (!slot.ok) return undefined;
    const opened = openRawDatabase({
      path: storePaths(options.folder).database,
      key: slot.keys.databaseKey,
      readOnly: true,
    });
    if (!opened.ok) return undefined;
    try {
      return readTables(opened.value, options.row);
    } finally {
      opened.value.close();
    }
  } finally {
    await kdf.close();
  }
}
