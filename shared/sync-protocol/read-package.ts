import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import type { MeasuredFile, PackageFiles } from "./bag.ts";
import { concatBytes, toHex } from "./bytes.ts";
import { isPackagePath, packageLimits, reviewPathPattern, submissionPath } from "./package-layout.ts";
import type { ProtocolCrypto } from "./suites.ts";
import { checkZip, splitFolder } from "./zip-profile.ts";
import type { RandomAccess, ZipEntry, ZipProblem } from "./zip-profile.ts";

export type ReadProblem =
  | { readonly type: "zip"; readonly problem: ZipProblem }
  | { readonly type: "name"; readonly path: string }
  | { readonly type: "unknown-file"; readonly path: string }
  | { readonly type: "too-large"; readonly path: string }
  | { readonly type: "crc"; readonly path: string };

const chunkSize = 1024 * 1024;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Longest content kept in memory, by path; attachments are hashed in pieces and never kept. */
function keptLimit(path: string): number | undefined {
  if (path === "data/content.json") return packageLimits.maxContent;
  if (path.startsWith("data/")) return undefined;
  if (path === submissionPath || reviewPathPattern.test(path)) return packageLimits.maxEnvelope;
  return packageLimits.maxTagFile;
}

function measure(
  crypto: ProtocolCrypto,
  file: RandomAccess,
  entry: ZipEntry,
): { readonly measured: MeasuredFile; readonly crc32: number; readonly kept?: Uint8Array } {
  const keep = keptLimit(entry.name) !== undefined;
  const hash = crypto.newSha256();
  const parts: Uint8Array[] = [];
  let crc32 = 0;
  for (let done = 0; done < entry.size; done += chunkSize) {
    const chunk = file.read(entry.offset + done, Math.min(chunkSize, entry.size - done));
    hash.update(chunk);
    crc32 = crypto.crc32(chunk, crc32);
    if (keep) parts.push(chunk);
  }
  const measured = { path: entry.name, size: entry.size, sha256: toHex(hash.digest()) };
  return keep ? { measured, crc32, kept: concatBytes(...parts) } : { measured, crc32 };
}

/**
 * Opens a package: ZIP profile, names, sizes, then one pass over the bytes that hashes every file and keeps the small
 * ones. Memory is bounded by the small files, time by the size of the archive.
 */
export function readPackage(
  crypto: ProtocolCrypto,
  file: RandomAccess,
  maxPackage: number = packageLimits.maxPackage,
): Result<PackageFiles, ReadProblem> {
  const zip = checkZip(file, { ...packageLimits, maxPackage });
  if (!zip.ok) return err({ type: "zip", problem: zip.error });
  const split = splitFolder(zip.value);
  if (!split.ok) return err({ type: "zip", problem: split.error });
  const { folder, entries } = split.value;
  if (!uuidPattern.test(folder)) return err({ type: "name", path: folder });
  for (const entry of entries) {
    if (!isPackagePath(entry.name)) return err({ type: "unknown-file", path: entry.name });
    if (entry.size > (keptLimit(entry.name) ?? Infinity)) return err({ type: "too-large", path: entry.name });
  }
  const files = new Map<string, MeasuredFile>();
  const small = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const { measured, crc32, kept } = measure(crypto, file, entry);
    if (crc32 !== entry.crc32) return err({ type: "crc", path: entry.name });
    files.set(entry.name, measured);
    if (kept) small.set(entry.name, kept);
  }
  return ok({ packageId: folder, files, small });
}
