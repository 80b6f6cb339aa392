import { concatBytes, utf8Bytes } from "./bytes.ts";

/**
 * The ZIP of a package: STORE only, fixed times and attributes, so that the same entries always give the same bytes.
 * Nothing is computed here that needs the content itself: size and CRC-32 come from the pass that hashed it.
 */
export interface ZipPlanEntry {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
}

export interface ZipPlan {
  /** The header to write before each entry's content, in the order given. */
  readonly localHeaders: readonly Uint8Array[];
  /** Central directory and end record, after the last entry. */
  readonly tail: Uint8Array;
  readonly totalSize: number;
}

/** 1 January 1980 00:00, the first moment a ZIP can name. */
const dosTime = 0;
const dosDate = 0x21;
const versionNeeded = 10;
/** Unix, version 2.0: so that unpacking gives plain files that their owner may read and write. */
const versionMadeBy = (3 << 8) | 20;
const regularFile = 0o100644 * 65536;

function record(size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
}

/** Lays out the archive. Throws beyond the limits of a plain ZIP (65,535 entries, 4 GiB): packages stay far below. */
export function planZip(entries: readonly ZipPlanEntry[]): ZipPlan {
  if (entries.length > 0xfffe) throw new Error("too many entries for a plain ZIP");
  const localHeaders: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = utf8Bytes(entry.name);
    const local = record(30, (view) => {
      view.setUint32(0, 0x04034b50, true);
      view.setUint16(4, versionNeeded, true);
      view.setUint16(10, dosTime, true);
      view.setUint16(12, dosDate, true);
      view.setUint32(14, entry.crc32, true);
      view.setUint32(18, entry.size, true);
      view.setUint32(22, entry.size, true);
      view.setUint16(26, name.length, true);
    });
    const central = record(46, (view) => {
      view.setUint32(0, 0x02014b50, true);
      view.setUint16(4, versionMadeBy, true);
      view.setUint16(6, versionNeeded, true);
      view.setUint16(12, dosTime, true);
      view.setUint16(14, dosDate, true);
      view.setUint32(16, entry.crc32, true);
      view.setUint32(20, entry.size, true);
      view.setUint32(24, entry.size, true);
      view.setUint16(28, name.length, true);
      view.setUint32(38, regularFile, true);
      view.setUint32(42, offset, true);
    });
    localHeaders.push(concatBytes(local, name));
    directory.push(central, name);
    offset += 30 + name.length + entry.size;
  }
  const directoryBytes = concatBytes(...directory);
  if (offset + directoryBytes.length > 0xffff_fffe) throw new Error("too large for a plain ZIP");
  const end = record(22, (view) => {
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, entries.length, true);
    view.setUint16(10, entries.length, true);
    view.setUint32(12, directoryBytes.length, true);
    view.setUint32(16, offset, true);
  });
  return {
    localHeaders,
    tail: concatBytes(directoryBytes, end),
    totalSize: offset + directoryBytes.length + end.length,
  };
}
