import { packageLimits } from "./package-layout.ts";
import { checkZip, splitFolder } from "./zip-profile.ts";

/** The payload files of a package that was accepted before. Throws when it cannot be read: it could at acceptance. */
export function readPayloadFiles(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const entries = checkZip(
    { size: zip.length, read: (offset, length) => zip.subarray(offset, offset + length) },
    packageLimits,
  );
  const split = entries.ok ? splitFolder(entries.value) : undefined;
  if (!split?.ok) throw new Error("an accepted bag cannot be read any more");
  return new Map(
    split.value.entries
      .filter((entry) => entry.name.startsWith("data/"))
      .map((entry) => [entry.name, zip.slice(entry.offset, entry.offset + entry.size)]),
  );
}
