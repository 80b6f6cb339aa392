import { crc32, deflateRawSync } from "node:zlib";

export interface ZipWriterEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
}

/** 1 January 1980, the zero of DOS time: a file made anew says nothing about when or where. */
const dosDate = 0x0021;

/** APPNOTE 4.4.2; some programs read the names of a file made by DOS in its old code page, whatever its flags say. */
const madeByUnix = (3 << 8) | 20;
/** A plain file that its owner may write and everybody may read (4.4.15). */
const plainFile = (0o100644 << 16) >>> 0;

/** A ZIP file of deflated entries with UTF-8 names; the same bytes for the same entries. */
export function writeZip(entries: readonly ZipWriterEntry[]): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = typeof entry.data === "string" ? Buffer.from(entry.data) : Buffer.from(entry.data);
    const packed = deflateRawSync(data);
    const name = Buffer.from(entry.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(0x800, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(dosDate, 12);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(madeByUnix, 4);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(plainFile, 38);
    central.writeUInt32LE(offset, 42);
    pieces.push(local, name, packed);
    directory.push(central, name);
    offset += local.length + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...pieces, central, end]));
}
