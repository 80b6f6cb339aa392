import type { FileReading, HiddenData, ReadingPart } from "./file-reading.ts";
import { readableRuns } from "./readable-runs.ts";
import type { ReadingBuilder } from "./reading-builder.ts";

/** Bytes of a file that its format does not speak of: before its head, between its parts or behind its end. */
export interface OutsideBytes {
  readonly where: string;
  readonly bytes: Uint8Array;
}

/** Programs and transports leave line ends, zeros and a stray sign; fewer meaningful bytes than this say nothing. */
const fewestBytes = 16;
const lookedAt = 8 * 1024 * 1024;

const isFiller = (byte: number | undefined): boolean =>
  byte === 0 ||
  byte === 0xff ||
  byte === 0x09 ||
  byte === 0x0a ||
  byte === 0x0d ||
  byte === 0x20 ||
  byte === 0x1a;

function trimmed(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (start < end && isFiller(bytes[start])) start += 1;
  while (end > start && isFiller(bytes[end - 1])) end -= 1;
  return bytes.subarray(start, end);
}

function textOf(bytes: Uint8Array): string {
  const piece = bytes.subarray(0, lookedAt);
  const plain = new TextDecoder().decode(piece);
  const wrong = (plain.match(/[\ufffd\u0000-\u0008\u000e-\u001f]/gu) ?? []).length;
  return wrong * 20 < plain.length ? plain : readableRuns(piece).join("\n");
}

function outsideFindings(
  pieces: readonly OutsideBytes[],
): readonly (HiddenData & { readonly text: string })[] {
  return pieces.flatMap(({ where, bytes }) => {
    const kept = trimmed(bytes);
    if (kept.length < fewestBytes) return [];
    const text = textOf(kept);
    const value = [`文件格式以外的数据 ${kept.length} 字节`, text.slice(0, 2_000)].filter(Boolean).join("\n");
    return [{ type: "EMBEDDED_OBJECT" as const, value, where, text }];
  });
}

/** Reports what travels in a file outside of its format: anybody who looks for it finds it. */
export function reportOutside(builder: ReadingBuilder, pieces: readonly OutsideBytes[]): void {
  for (const { type, value, where, text } of outsideFindings(pieces)) {
    builder.addHidden(type, value, where);
    builder.addPart(where, text, { hidden: type });
  }
}

/** The same for a reading that is already made. */
export function withOutside(reading: FileReading, pieces: readonly OutsideBytes[]): FileReading {
  const found = outsideFindings(pieces);
  if (found.length === 0) return reading;
  const parts = found
    .filter(({ text }) => text.trim() !== "")
    .map(({ where, text, type }): ReadingPart => ({
      where,
      text: text.toWellFormed(),
      hidden: type,
      screening: "all",
    }));
  return {
    ...reading,
    hidden: [
      ...reading.hidden,
      ...found.map(({ type, value, where }) => ({ type, value: value.toWellFormed(), where })),
    ],
    parts: [...reading.parts, ...parts],
  };
}
