import { join } from "node:path";

import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { canonicalBytes } from "../../shared/sync-protocol/canonical-json.ts";
import { receiptBytes } from "../../shared/sync-protocol/receipt.ts";
import { replaceFile } from "./durable-files.ts";
import type { ServerCore } from "./server-core.ts";

/**
 * The way back by hand: the receipt of each decided package as a file, the same bytes that the network would bring.
 * Answers the packages that have one.
 */
export async function writeReceiptFiles(
  core: ServerCore,
  packageIds: Iterable<string>,
  folder: string,
): Promise<readonly string[]> {
  await core.sequencer.run();
  const written: string[] = [];
  for (const packageId of new Set(packageIds)) {
    const receipt = (await core.packages.status(packageId))?.receipt;
    const leaf = receipt && parseLeaf(canonicalBytes(receipt.leaf));
    if (!receipt || !leaf?.ok || leaf.value.type !== "decided") continue;
    const bytes = receiptBytes({ leaf: leaf.value, proof: receipt.proof });
    await replaceFile(join(folder, `${packageId}.receipt.json`), bytes);
    written.push(packageId);
  }
  return written;
}
