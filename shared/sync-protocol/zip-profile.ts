import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { equalBytes, utf8Text } from "./bytes.ts";

/**
 * The ZIP profile of packages: ISO/IEC 21320-1 narrowed, checked before anything is taken out. STORE only: nothing
 * can expand. The archive must be exactly its entries, its directory and its end record, in one order, without a
 * byte before, between or after them: there is one way to read it, and every reader reads the same.
 */

export interface RandomAccess {
  readonly size: number;
  /** Exactly `length` bytes from `offset`; the caller stays inside `size`. */
  read(offset: number, length: number): Uint8Array;
}

export interface ZipLimits {
  readonly maxPackage: number;
  readonly maxEntries: number;
  readonly maxNameBytes: number;
}

export interface ZipEntry {
  readonly name: string;
  /** Where the content starts. */
  readonly offset: number;
  readonly size: number;
  readonly crc32: number;
}

export type ZipProblem =
  | "too-large"
  | "too-small"
  | "no-end-record"
  | "comment"
  | "several-disks"
  | "too-many-entries"
  | "no-entries"
  | "directory-misplaced"
  | "directory-malformed"
  | "local-header-malformed"
  | "headers-differ"
  | "compressed"
  | "encrypted"
  | "flags"
  | "extra-field"
  | "name"
  | "duplicate-name"
  | "not-a-file"
  | "gap-or-overlap"
  | "data-descriptor"
  | "several-folders";

const endSize = 22;
const centralSize = 46;
const localSize = 30;
const descriptorFlag = 1 << 3;
const utf8Flag = 1 << 11;
const namePattern = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

const dataView = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

interface DirectoryEntry {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly crc32: number;
  readonly size: number;
  readonly localOffset: number;
  /** Version needed, time and date: they say nothing here, and the local header has to say the same nothing. */
  readonly stamp: readonly [number, number];
}

/** Reads the end record and the central directory, entry by entry, with every rule that needs no local header. */
function readDirectory(file: RandomAccess, limits: ZipLimits): Result<readonly DirectoryEntry[], ZipProblem> {
  if (file.size > limits.maxPackage) return err("too-large");
  if (file.size < endSize) return err("too-small");
  const endOffset = file.size - endSize;
  const end = dataView(file.read(endOffset, endSize));
  // No comment is allowed, hence the end record is exactly the last 22 bytes; anything else has bytes behind it.
  if (end.getUint32(0, true) !== 0x06054b50) return err("no-end-record");
  if (end.getUint16(20, true) !== 0) return err("comment");
  if (end.getUint16(4, true) !== 0 || end.getUint16(6, true) !== 0) return err("several-disks");
  const total = end.getUint16(10, true);
  if (end.getUint16(8, true) !== total) return err("several-disks");
  if (total === 0) return err("no-entries");
  if (total > limits.maxEntries) return err("too-many-entries");
  const directorySize = end.getUint32(12, true);
  const directoryOffset = end.getUint32(16, true);
  if (directoryOffset + directorySize !== endOffset) return err("directory-misplaced");
  // Bounds what is read into memory: every entry has a fixed part and a name of limited length.
  if (directorySize > total * (centralSize + limits.maxNameBytes)) return err("directory-malformed");

  const bytes = file.read(directoryOffset, directorySize);
  const view = dataView(bytes);
  const entries: DirectoryEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  for (let i = 0; i < total; i++) {
    if (at + centralSize > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      return err("directory-malformed");
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) !== 0) return err("encrypted");
    if ((flags & ~(descriptorFlag | utf8Flag)) !== 0) return err("flags");
    if (view.getUint16(at + 10, true) !== 0) return err("compressed");
    const size = view.getUint32(at + 24, true);
    if (view.getUint32(at + 20, true) !== size) return err("compressed");
    const nameLength = view.getUint16(at + 28, true);
    if (view.getUint16(at + 30, true) !== 0) return err("extra-field");
    if (view.getUint16(at + 32, true) !== 0) return err("comment");
    if (view.getUint16(at + 34, true) !== 0) return err("several-disks");
    const attributes = view.getUint32(at + 38, true);
    const unixType = (attributes >>> 16) & 0o170000;
    if ((attributes & 0x10) !== 0 || (unixType !== 0 && unixType !== 0o100000)) return err("not-a-file");
    if (nameLength > limits.maxNameBytes || at + centralSize + nameLength > bytes.length) return err("name");
    const nameBytes = bytes.subarray(at + centralSize, at + centralSize + nameLength);
    const name = utf8Text(nameBytes);
    if (name === undefined || !namePattern.test(name)) return err("name");
    if (names.has(name.toLowerCase())) return err("duplicate-name");
    names.add(name.toLowerCase());
    entries.push({
      name,
      nameBytes,
      flags,
      crc32: view.getUint32(at + 16, true),
      size,
      localOffset: view.getUint32(at + 42, true),
      stamp: [view.getUint16(at + 6, true), view.getUint32(at + 12, true)],
    });
    at += centralSize + nameLength;
  }
  if (at !== bytes.length) return err("directory-malformed");
  return ok(entries);
}

/** Checks the whole structure and answers where each entry's content stands, in the order of the archive. */
export function checkZip(file: RandomAccess, limits: ZipLimits): Result<readonly ZipEntry[], ZipProblem> {
  const directory = readDirectory(file, limits);
  if (!directory.ok) return directory;
  const end = dataView(file.read(file.size - endSize, endSize));
  const directoryOffset = end.getUint32(16, true);
  const entries: ZipEntry[] = [];
  let expected = 0;
  for (const entry of directory.value) {
    if (entry.localOffset !== expected) return err("gap-or-overlap");
    const headerSize = localSize + entry.nameBytes.length;
    if (expected + headerSize + entry.size > directoryOffset) return err("gap-or-overlap");
    const header = file.read(expected, headerSize);
    const view = dataView(header);
    if (view.getUint32(0, true) !== 0x04034b50) return err("local-header-malformed");
    if (view.getUint16(6, true) !== entry.flags) return err("headers-differ");
    if (view.getUint16(8, true) !== 0) return err("compressed");
    if (view.getUint16(28, true) !== 0) return err("extra-field");
    if (
      view.getUint16(26, true) !== entry.nameBytes.length ||
      !equalBytes(header.subarray(localSize), entry.nameBytes) ||
      view.getUint16(4, true) !== entry.stamp[0] ||
      view.getUint32(10, true) !== entry.stamp[1] ||
      view.getUint32(14, true) !== entry.crc32 ||
      view.getUint32(18, true) !== entry.size ||
      view.getUint32(22, true) !== entry.size
    ) {
      return err("headers-differ");
    }
    entries.push({ name: entry.name, offset: expected + headerSize, size: entry.size, crc32: entry.crc32 });
    expected += headerSize + entry.size;
    if ((entry.flags & descriptorFlag) !== 0) {
      if (expected + 16 > directoryOffset) return err("data-descriptor");
      const descriptor = dataView(file.read(expected, 16));
      if (
        descriptor.getUint32(0, true) !== 0x08074b50 ||
        descriptor.getUint32(4, true) !== entry.crc32 ||
        descriptor.getUint32(8, true) !== entry.size ||
        descriptor.getUint32(12, true) !== entry.size
      ) {
        return err("data-descriptor");
      }
      expected += 16;
    }
  }
  if (expected !== directoryOffset) return err("gap-or-overlap");
  return ok(entries);
}

/** The one folder that every entry stands in, and the entries with their paths below it. */
export function splitFolder(
  entries: readonly ZipEntry[],
): Result<{ readonly folder: string; readonly entries: readonly ZipEntry[] }, ZipProblem> {
  const first = entries[0]?.name ?? "";
  const folder = first.slice(0, first.indexOf("/"));
  if (folder === "" || !entries.every((entry) => entry.name.startsWith(`${folder}/`)))
    return err("several-folders");
  return ok({
    folder,
    entries: entries.map((entry) => ({ ...entry, name: entry.name.slice(folder.length + 1) })),
  });
}
