import { openCompoundFile, isCompoundFile } from "../containers/compound-file.ts";
import { u16le, u8 } from "../containers/bytes.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import type { FileReading, ReadingPart } from "../reading/file-reading.ts";
import { RefusalSignal } from "../reading/refusal.ts";

const moduleBytes = 4 * 1024 * 1024;

/** Unpacks a compressed container of [MS-OVBA] 2.4.1; undefined when the bytes are none. */
function unpackContainer(bytes: Uint8Array, start: number): Uint8Array | undefined {
  if (u8(bytes, start) !== 1) return undefined;
  const out: number[] = [];
  let at = start + 1;
  while (at + 2 < bytes.length && out.length < moduleBytes) {
    const header = u16le(bytes, at);
    if (((header >> 12) & 7) !== 3) return out.length > 0 ? Uint8Array.from(out) : undefined;
    const end = Math.min(bytes.length, at + 3 + (header & 0x0fff));
    const chunkStart = out.length;
    at += 2;
    if ((header & 0x8000) === 0) {
      while (at < end) out.push(u8(bytes, at++));
      continue;
    }
    while (at < end) {
      const flags = u8(bytes, at++);
      for (let bit = 0; bit < 8 && at < end; bit += 1) {
        if ((flags & (1 << bit)) === 0) {
          out.push(u8(bytes, at++));
          continue;
        }
        const token = u16le(bytes, at);
        at += 2;
        let bits = 4;
        while (1 << bits < out.length - chunkStart) bits += 1;
        const length = (token & (0xffff >> bits)) + 3;
        const offset = (token >> (16 - bits)) + 1;
        if (offset > out.length) return undefined;
        for (let copy = 0; copy < length; copy += 1) out.push(out[out.length - offset] ?? 0);
      }
    }
  }
  return out.length > 0 ? Uint8Array.from(out) : undefined;
}

export interface VbaModule {
  readonly name: string;
  readonly source: string;
}

/** The sources of a VBA project; empty when it cannot be taken apart, which is no reason not to report it. */
export function readVbaModules(bytes: Uint8Array, budget: ReadBudget): readonly VbaModule[] {
  if (!isCompoundFile(bytes)) return [];
  const modules: VbaModule[] = [];
  try {
    const file = openCompoundFile(bytes, budget);
    for (const entry of file.entries) {
      const inVba = entry.path.at(-2)?.toUpperCase() === "VBA";
      if (entry.kind !== "stream" || !inVba || /^(?:dir|_VBA_PROJECT|__SRP_.*)$/iu.test(entry.name)) continue;
      const data = file.read(entry);
      const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      // The source starts after a performance cache of unknown length; it always opens with "Attribut\0e".
      const mark = view.indexOf("Attribut\u0000e", 0, "latin1");
      const unpacked = mark >= 3 ? unpackContainer(data, mark - 4) : undefined;
      if (unpacked) modules.push({ name: entry.name, source: new TextDecoder("gb18030").decode(unpacked) });
    }
  } catch (error) {
    if (!(error instanceof RefusalSignal) || error.refusal.type !== "damaged") throw error;
  }
  return modules;
}

/**
 * Adds the macros of an old Office file, which keeps its project in a storage of its own: the conversion for reading
 * may leave them behind.
 */
export function withLegacyMacros(reading: FileReading, bytes: Uint8Array, budget: ReadBudget): FileReading {
  if (!isCompoundFile(bytes) || reading.hidden.some((item) => item.type === "MACRO")) return reading;
  const project = openCompoundFile(bytes, budget).entries.find(
    (entry) => entry.kind === "storage" && entry.name.toUpperCase() === "VBA",
  );
  if (!project) return reading;
  const modules = readVbaModules(bytes, budget);
  const value = ["VBA", ...modules.map((module) => `${module.name}\n${module.source}`)].join("\n");
  const parts = modules.map((module): ReadingPart => ({
    where: `宏“${module.name}”`,
    text: module.source.toWellFormed(),
    hidden: "MACRO",
    screening: "all",
  }));
  return {
    ...reading,
    hidden: [...reading.hidden, { type: "MACRO", value: value.slice(0, 4_000).toWellFormed(), where: "宏" }],
    parts: [...reading.parts, ...parts],
  };
}
