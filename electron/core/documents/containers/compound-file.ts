import type { ReadBudget } from "../reading/read-budget.ts";
import { refuse } from "../reading/refusal.ts";
import { startsWith, u16le, u32le } from "./bytes.ts";

/** A stream or storage of an OLE compound file ([MS-CFB]). */
export interface CompoundEntry {
  /** Path of names from the root storage, without the root. */
  readonly path: readonly string[];
  readonly name: string;
  readonly kind: "stream" | "storage";
  readonly size: number;
  readonly startSector: number;
  /** Class identifier of a storage, lower-case hexadecimal as stored; empty when all zero. */
  readonly classId: string;
}

export interface CompoundFile {
  readonly entries: readonly CompoundEntry[];
  readonly rootClassId: string;
  read(entry: CompoundEntry): Uint8Array;
  find(name: string): CompoundEntry | undefined;
}

const compoundSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;

const endOfChain = 0xffff_fffe;
const freeSector = 0xffff_ffff;
const utf16 = new TextDecoder("utf-16le");

export function isCompoundFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, compoundSignature);
}

/** Opens a compound file. Chains are bounded by the number of sectors, so loops end in a refusal. */
export function openCompoundFile(bytes: Uint8Array, budget: ReadBudget): CompoundFile {
  if (!isCompoundFile(bytes) || bytes.length < 512) refuse("damaged", "cfb-header");
  const sectorShift = u16le(bytes, 30);
  if (sectorShift !== 9 && sectorShift !== 12) refuse("damaged", "cfb-sector-size");
  const sectorSize = 1 << sectorShift;
  const miniSize = 64;
  const sectorCount = Math.ceil((bytes.length - sectorSize) / sectorSize);
  const sector = (index: number): Uint8Array =>
    index < 0 || index >= sectorCount
      ? refuse("damaged", "cfb-sector")
      : bytes.subarray((index + 1) * sectorSize, (index + 2) * sectorSize);

  const fatSectors: number[] = [];
  for (let index = 0; index < 109; index += 1) {
    const value = u32le(bytes, 76 + index * 4);
    if (value < endOfChain - 1) fatSectors.push(value);
  }
  let difat = u32le(bytes, 68);
  for (let guard = 0; difat < endOfChain && difat !== freeSector; guard += 1) {
    if (guard > sectorCount) refuse("hostile", "cfb-difat-loop");
    const data = sector(difat);
    const perSector = sectorSize / 4 - 1;
    for (let index = 0; index < perSector; index += 1) {
      const value = u32le(data, index * 4);
      if (value < endOfChain - 1) fatSectors.push(value);
    }
    difat = u32le(data, perSector * 4);
  }
  if (fatSectors.length > sectorCount) refuse("hostile", "cfb-fat");
  const fat = new Uint32Array((fatSectors.length * sectorSize) / 4);
  fatSectors.forEach((index, order) => {
    const data = sector(index);
    for (let at = 0; at < sectorSize / 4; at += 1) fat[(order * sectorSize) / 4 + at] = u32le(data, at * 4);
  });

  const chain = (start: number, table: Uint32Array, limit: number): number[] => {
    const list: number[] = [];
    let current = start;
    while (current < endOfChain - 1) {
      if (list.length > limit) refuse("hostile", "cfb-chain-loop");
      list.push(current);
      current = table[current] ?? refuse("damaged", "cfb-chain");
    }
    return list;
  };
  const join = (pieces: readonly Uint8Array[], size: number): Uint8Array => {
    budget.spendUnpacked(size);
    const whole = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      const take = Math.min(piece.length, size - at);
      whole.set(piece.subarray(0, take), at);
      at += take;
      if (at >= size) break;
    }
    return whole;
  };

  const directorySectors = chain(u32le(bytes, 48), fat, sectorCount).map(sector);
  const directory = join(
    directorySectors,
    directorySectors.reduce((sum, piece) => sum + piece.length, 0),
  );
  const raw = Array.from({ length: Math.floor(directory.length / 128) }, (_, index) => {
    const at = index * 128;
    const nameLength = Math.min(64, u16le(directory, at + 64));
    return {
      name: utf16.decode(directory.subarray(at, at + Math.max(0, nameLength - 2))),
      type: directory[at + 66] ?? 0,
      left: u32le(directory, at + 68),
      right: u32le(directory, at + 72),
      child: u32le(directory, at + 76),
      classId: Buffer.from(directory.subarray(at + 80, at + 96))
        .toString("hex")
        .replace(/^0+$/u, ""),
      start: u32le(directory, at + 116),
      size: u32le(directory, at + 120),
    };
  });
  const root = raw[0] ?? refuse("damaged", "cfb-directory");
  const miniFatSectors =
    u32le(bytes, 60) < endOfChain - 1 ? chain(u32le(bytes, 60), fat, sectorCount).map(sector) : [];
  const miniFat = new Uint32Array((miniFatSectors.length * sectorSize) / 4);
  miniFatSectors.forEach((data, order) => {
    for (let at = 0; at < sectorSize / 4; at += 1)
      miniFat[(order * sectorSize) / 4 + at] = u32le(data, at * 4);
  });
  let miniStream: Uint8Array | undefined;
  const readMini = (): Uint8Array => {
    miniStream ??=
      root.start < endOfChain - 1
        ? join(chain(root.start, fat, sectorCount).map(sector), Math.min(root.size, bytes.length))
        : new Uint8Array(0);
    return miniStream;
  };

  const entries: CompoundEntry[] = [];
  const visited = new Set<number>();
  const pending: { readonly index: number; readonly path: readonly string[] }[] = [
    { index: root.child, path: [] },
  ];
  while (pending.length > 0) {
    const next = pending.pop();
    if (!next || next.index === freeSector) continue;
    const item = raw[next.index];
    if (!item || visited.has(next.index) || next.path.length > 32) refuse("hostile", "cfb-directory-loop");
    visited.add(next.index);
    pending.push({ index: item.left, path: next.path }, { index: item.right, path: next.path });
    const path = [...next.path, item.name];
    if (item.type === 1) {
      entries.push({
        path,
        name: item.name,
        kind: "storage",
        size: 0,
        startSector: 0,
        classId: item.classId,
      });
      pending.push({ index: item.child, path });
    } else if (item.type === 2) {
      entries.push({
        path,
        name: item.name,
        kind: "stream",
        size: item.size,
        startSector: item.start,
        classId: "",
      });
    }
  }
  return {
    entries,
    rootClassId: root.classId,
    find: (name) => entries.find((entry) => entry.kind === "stream" && entry.name === name),
    read(entry) {
      if (entry.size > bytes.length) refuse("damaged", "cfb-stream-size");
      if (entry.size === 0) return new Uint8Array(0);
      if (entry.size < 4_096) {
        const mini = readMini();
        const pieces = chain(entry.startSector, miniFat, mini.length / miniSize).map((index) =>
          mini.subarray(index * miniSize, (index + 1) * miniSize),
        );
        return join(pieces, entry.size);
      }
      return join(chain(entry.startSector, fat, sectorCount).map(sector), entry.size);
    },
  };
}
