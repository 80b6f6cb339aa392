import { crc32, inflateRawSync } from "node:zlib";

import type { ReadBudget } from "../reading/read-budget.ts";
import type { OutsideBytes } from "../reading/outside-bytes.ts";
import { RefusalSignal, refuse } from "../reading/refusal.ts";
import { decodeZipName } from "../text/text-encoding.ts";
import { u16le, u32le, u64le } from "./bytes.ts";

/**
 * A strict reader of ZIP files (APPNOTE 6.3.10). The central directory is the only truth, and it is checked
 * against the local headers: what another program might read differently is refused, not guessed.
 */
export interface ZipEntry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly dataOffset: number;
  readonly isFolder: boolean;
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  /** What lies outside of entries and directory: before, between and behind them, and comments. */
  readonly outside: readonly OutsideBytes[];
  /** Whether a header has fields of its own beside the sizes of large files: nothing looks into them. */
  readonly hasExtras: boolean;
  /** Unpacks one entry within the budget; checks its size and CRC-32. */
  read(entry: ZipEntry): Uint8Array;
}

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const centralSignature = 0x02014b50;
/** The longest record of sizes behind an entry. */
const descriptorBytes = 24;
const localSignature = 0x04034b50;

interface Directory {
  readonly count: number;
  readonly offset: number;
  readonly size: number;
  readonly end: number;
  /** Where the end record begins. */
  readonly close: number;
}

function findEnd(bytes: Uint8Array): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (u32le(bytes, at) === endSignature && at + 22 + u16le(bytes, at + 20) <= bytes.length) return at;
  }
  return refuse("damaged", "zip-no-directory");
}

function readDirectory(bytes: Uint8Array): Directory {
  const end = findEnd(bytes);
  if (u16le(bytes, end + 4) !== 0 && u16le(bytes, end + 4) !== 0xffff)
    refuse("unsupported", "zip-many-volumes");
  const count = u16le(bytes, end + 10);
  const size = u32le(bytes, end + 12);
  const offset = u32le(bytes, end + 16);
  if (count !== 0xffff && size !== 0xffff_ffff && offset !== 0xffff_ffff)
    return { count, offset, size, end, close: end };
  const locator = end - 20;
  if (locator < 0 || u32le(bytes, locator) !== end64LocatorSignature)
    return { count, offset, size, end, close: end };
  const end64 = u64le(bytes, locator + 8);
  if (end64 + 56 > locator || u32le(bytes, end64) !== end64Signature) refuse("damaged", "zip64-directory");
  return {
    count: u64le(bytes, end64 + 32),
    size: u64le(bytes, end64 + 40),
    offset: u64le(bytes, end64 + 48),
    end: end64,
    close: end,
  };
}

interface Zip64Sizes {
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

function readZip64(bytes: Uint8Array, from: number, to: number, sizes: Zip64Sizes): Zip64Sizes {
  let at = from;
  while (at + 4 <= to) {
    const id = u16le(bytes, at);
    const length = u16le(bytes, at + 2);
    if (id === 1) {
      let field = at + 4;
      const next = (current: number): number => {
        if (current !== 0xffff_ffff) return current;
        if (field + 8 > at + 4 + length) refuse("damaged", "zip64-sizes");
        field += 8;
        return u64le(bytes, field - 8);
      };
      const unpacked = next(sizes.unpacked);
      const packed = next(sizes.packed);
      return { unpacked, packed, offset: next(sizes.offset) };
    }
    at += 4 + length;
  }
  return sizes;
}

/** A header's extra field that is more than the sizes of a large file (4.5.3). */
function hasOwnExtra(bytes: Uint8Array, from: number, length: number): boolean {
  return length > 0 && !(u16le(bytes, from) === 1 && u16le(bytes, from + 2) + 4 === length);
}

function checkLocalHeader(
  bytes: Uint8Array,
  at: number,
  entry: { nameBytes: Uint8Array; method: number },
): number {
  if (at + 30 > bytes.length || u32le(bytes, at) !== localSignature) refuse("damaged", "zip-local-header");
  const nameLength = u16le(bytes, at + 26);
  if (u16le(bytes, at + 8) !== entry.method || nameLength !== entry.nameBytes.length)
    refuse("hostile", "zip-headers-differ");
  for (let index = 0; index < nameLength; index += 1) {
    if (bytes[at + 30 + index] !== entry.nameBytes[index]) refuse("hostile", "zip-headers-differ");
  }
  return at + 30 + nameLength + u16le(bytes, at + 28);
}

/** Names are used as labels and part names only, never as paths; still, a climbing name is a sign of malice. */
function checkName(name: string, mode: number): void {
  if (/^[\\/]|^[a-z]:[\\/]/iu.test(name)) refuse("hostile", "zip-absolute-name");
  // The Unix kind of file (S_IFLNK): a link leads out of the folder it is unpacked to.
  if ((mode & 0xf000) === 0xa000) refuse("hostile", "zip-link");

  if (name === "" || name.includes("\u0000")) refuse("hostile", "zip-entry-name");
  if (name.split(/[\\/]/u).includes("..")) refuse("hostile", "zip-climbing-name");
}

/** Opens a ZIP file; refuses what is ambiguous, encrypted, overlapping or beyond the budget. */
export function openZip(bytes: Uint8Array, budget: ReadBudget): ZipArchive {
  const directory = readDirectory(bytes);
  budget.spendEntries(directory.count);
  if (directory.offset + directory.size > directory.end) refuse("damaged", "zip-directory-range");
  const entries: ZipEntry[] = [];
  const ranges: (readonly [number, number])[] = [];
  const names = new Set<string>();
  const outside: OutsideBytes[] = [];
  let hasExtras = false;
  let at = directory.offset;
  for (let index = 0; index < directory.count; index += 1) {
    if (at + 46 > directory.end || u32le(bytes, at) !== centralSignature)
      refuse("damaged", "zip-directory-entry");
    const flags = u16le(bytes, at + 8);
    const method = u16le(bytes, at + 10);
    const nameLength = u16le(bytes, at + 28);
    const extraLength = u16le(bytes, at + 30);
    const commentLength = u16le(bytes, at + 32);
    const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength);
    const name = decodeZipName(nameBytes, (flags & 0x800) !== 0);
    // Only of archives made on Unix does the upper half of the attributes say the kind of file.
    checkName(name, bytes[at + 5] === 3 ? u16le(bytes, at + 40) : 0);
    if ((flags & 0x2041) !== 0) refuse("encrypted", "zip-entry-encrypted");
    if (method !== 0 && method !== 8) refuse("unsupported", "zip-method");
    const key = name.toLowerCase();
    if (names.has(key)) refuse("hostile", "zip-duplicate-name");
    names.add(key);
    if (commentLength > 0) {
      const from = at + 46 + nameLength + extraLength;
      outside.push({ where: `“${name}”的说明`, bytes: bytes.subarray(from, from + commentLength) });
    }
    if (hasOwnExtra(bytes, at + 46 + nameLength, extraLength)) hasExtras = true;
    const extraStart = at + 46 + nameLength;
    const sizes = readZip64(bytes, extraStart, extraStart + extraLength, {
      packed: u32le(bytes, at + 20),
      unpacked: u32le(bytes, at + 24),
      offset: u32le(bytes, at + 42),
    });
    if (method === 0 && sizes.packed !== sizes.unpacked) refuse("hostile", "zip-stored-size");
    const dataOffset = checkLocalHeader(bytes, sizes.offset, { nameBytes, method });
    const localName = sizes.offset + 30 + nameLength;
    if (hasOwnExtra(bytes, localName, dataOffset - localName)) hasExtras = true;
    const dataEnd = dataOffset + sizes.packed;
    if (dataEnd > directory.offset) refuse("damaged", "zip-entry-range");
    ranges.push([sizes.offset, dataEnd]);
    entries.push({
      name,
      method,
      crc: u32le(bytes, at + 16),
      packedBytes: sizes.packed,
      unpackedBytes: sizes.unpacked,
      dataOffset,
      isFolder: name.endsWith("/") || name.endsWith("\\"),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  ranges.sort((a, b) => a[0] - b[0]);
  // Overlapping entries are the "zip quine" bombs (Fifield 2019): one stream unpacked many times.
  let reached = 0;
  for (const [from, to] of [...ranges, [directory.offset, at] as const]) {
    if (from < reached) refuse("hostile", "zip-overlap");
    // Behind an entry may stand its sizes once more (4.3.9).
    if (from - reached > descriptorBytes || (reached === 0 && from > 0))
      outside.push({ where: reached === 0 ? "文件开头" : "文件中间", bytes: bytes.subarray(reached, from) });
    reached = to;
  }
  outside.push({ where: "压缩包的说明", bytes: bytes.subarray(directory.close + 22) });
  return { entries, outside, hasExtras, read: (entry) => readEntry(bytes, entry, budget) };
}

function readEntry(bytes: Uint8Array, entry: ZipEntry, budget: ReadBudget): Uint8Array {
  if (entry.unpackedBytes > budget.unpackable()) refuse("too-large", "zip-entry-bytes");
  const packed = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.packedBytes);
  const unpacked = entry.method === 0 ? packed : inflate(packed, entry.unpackedBytes);
  budget.spendUnpacked(unpacked.length);
  if (unpacked.length !== entry.unpackedBytes) refuse("damaged", "zip-entry-size");
  if (crc32(unpacked) !== entry.crc) refuse("damaged", "zip-entry-crc");
  return unpacked;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
  if (size === 0) return new Uint8Array(0);
  try {
    return inflateRawSync(packed, { maxOutputLength: size });
  } catch (error) {
    if (error instanceof RefusalSignal) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    return refuse(code === "ERR_BUFFER_TOO_LARGE" ? "hostile" : "damaged", "zip-entry-data");
  }
}
