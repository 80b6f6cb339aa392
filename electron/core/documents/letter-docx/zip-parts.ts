import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** One part of a package as it lies in the zip: packed once, written as often as needed. */
export interface ZipPart {
  readonly name: string;
  readonly packed: Uint8Array;
  readonly method: 0 | 8;
  readonly crc: number;
  readonly size: number;
}

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
/** 1980-01-01 00:00: every part carries the same time, so that the same letter makes the same bytes. */
const dosDate = 0x0021;
/** Names are UTF-8. */
const utf8Flag = 0x0800;

export function packPart(name: string, text: string): ZipPart {
  const bytes = Buffer.from(text, "utf8");
  return { name, packed: deflateRawSync(bytes), method: 8, crc: crc32(bytes), size: bytes.length };
}

export function partText(part: ZipPart): string {
  const bytes = part.method === 8 ? inflateRawSync(part.packed) : Buffer.from(part.packed);
  return bytes.toString("utf8");
}

/** Reads the parts of a zip that a library of ours just made. Throws on anything else: that is a bug. */
export function readParts(zip: Uint8Array): readonly ZipPart[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - 22;
  if (end < 0 || view.getUint32(end, true) !== endSignature) throw new Error("no zip directory");
  const parts: ZipPart[] = [];
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== centralSignature) throw new Error("broken zip directory");
    const nameLength = view.getUint16(entry + 28, true);
    const name = Buffer.from(zip.subarray(entry + 46, entry + 46 + nameLength)).toString("utf8");
    const local = view.getUint32(entry + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packedSize = view.getUint32(entry + 20, true);
    if (!name.endsWith("/")) {
      parts.push({
        name,
        packed: zip.slice(from, from + packedSize),
        method: view.getUint16(entry + 10, true) === 8 ? 8 : 0,
        crc: view.getUint32(entry + 16, true),
        size: view.getUint32(entry + 24, true),
      });
    }
    entry += 46 + nameLength + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return parts;
}

export function writeZip(parts: readonly ZipPart[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, "utf8");
    const local = Buffer.alloc(30);
    local.writeUInt32LE(localSignature, 0);
    writeCommon(local, 4, part, name.length);
    pieces.push(local, name, part.packed);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(centralSignature, 0);
    central.writeUInt16LE(20, 4);
    writeCommon(central, 6, part, name.length);
    central.writeUInt32LE(offset, 42);
    directory.push(central, name);
    offset += local.length + name.length + part.packed.length;
  }
  const directorySize = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...pieces, ...directory, end]));
}

/** The fields that the local and the central header share, from "version needed" on. */
function writeCommon(header: Buffer, at: number, part: ZipPart, nameLength: number): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(utf8Flag, at + 2);
  header.writeUInt16LE(part.method, at + 4);
  header.writeUInt16LE(0, at + 6);
  header.writeUInt16LE(dosDate, at + 8);
  header.writeUInt32LE(part.crc, at + 10);
  header.writeUInt32LE(part.packed.length, at + 14);
  header.writeUInt32LE(part.size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
}
