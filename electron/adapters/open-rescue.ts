import { appendFileSync, writeFileSync } from "node:fs";

import { rescueStore, type RescuedTable } from "../core/services/rescue-store.ts";
import { workerFiles } from "./worker-files.ts";

/** Reads what can still be read from a damaged store; rows go to `target` line by line when it is given. */
export async function openRescue(
  folder: string,
  account: string,
  passphrase: string,
  target: string | undefined,
): Promise<readonly RescuedTable[] | undefined> {
  if (target) writeFileSync(target, "", { mode: 0o600 });
  return rescueStore({
    folder,
    account,
    passphrase,
    kdfWorker: workerFiles().kdfWorker,
    ...(target ? { row: (line: string) => appendFileSync(target, `${line}\n`) } : {}),
  });
}
