import { openZip } from "../../../electron/core/documents/containers/zip-archive.ts";
import { ReadBudget } from "../../../electron/core/documents/reading/read-budget.ts";
import { defaultReadLimits } from "../../../electron/core/documents/reading/read-limits.ts";

/** The files of a ZIP by their names. */
export function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const zip = openZip(bytes, new ReadBudget(defaultReadLimits));
  return new Map(zip.entries.map((entry) => [entry.name, zip.read(entry)]));
}
