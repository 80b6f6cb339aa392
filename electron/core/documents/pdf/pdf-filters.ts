import { constants, inflateRawSync, inflateSync } from "node:zlib";

import { predicted } from "../containers/png-filter.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import { refuse } from "../reading/refusal.ts";

/** Predictor parameters of Flate and LZW (7.4.4.4). */
export interface PredictorParameters {
  readonly predictor: number;
  readonly colours: number;
  readonly bits: number;
  readonly columns: number;
  readonly earlyChange: number;
}

/**
 * Unpacks zlib data; a stream that is cut off or has a wrong check sum gives what came out before, as viewers
 * do. Beyond the budget the file is refused.
 */
export function inflate(bytes: Uint8Array, budget: ReadBudget): Uint8Array {
  const options = { maxOutputLength: Math.max(1, budget.unpackable()), finishFlush: constants.Z_SYNC_FLUSH };
  const attempts: readonly (() => Uint8Array)[] = [
    () => inflateSync(bytes, options),
    () => inflateRawSync(bytes.subarray(2), options),
  ];
  for (const unpack of attempts) {
    try {
      return unpack();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
        refuse("too-large", "pdf-stream-bytes");
    }
  }
  return new Uint8Array(0);
}

/** LZW with variable code length (7.4.4.2). */
export function unpackLzw(bytes: Uint8Array, earlyChange: number, limit: number): Uint8Array {
  const out: number[] = [];
  let table: number[][] = [];
  let width = 9;
  let buffer = 0;
  let bits = 0;
  let previous: number[] | undefined;
  const reset = (): void => {
    table = Array.from({ length: 258 }, (_, code) => (code < 256 ? [code] : []));
    width = 9;
    previous = undefined;
  };
  reset();
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) >>> 0;
    bits += 8;
    while (bits >= width) {
      const code = (buffer >>> (bits - width)) & ((1 << width) - 1);
      bits -= width;
      buffer &= (1 << bits) - 1;
      if (code === 257) return Uint8Array.from(out);
      if (code === 256) {
        reset();
        continue;
      }
      let entry = table[code];
      if (!entry && previous) entry = [...previous, previous[0] ?? 0];
      if (!entry) return Uint8Array.from(out);
      for (const value of entry) out.push(value);
      if (out.length > limit) refuse("too-large", "pdf-stream-bytes");
      if (previous && table.length < 4_096) table.push([...previous, entry[0] ?? 0]);
      previous = entry;
      const size = table.length + earlyChange;
      width = size >= 2_048 ? 12 : size >= 1_024 ? 11 : size >= 512 ? 10 : 9;
    }
  }
  return Uint8Array.from(out);
}

export function decodeAsciiHex(bytes: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const value = Number.parseInt(String.fromCharCode(byte), 16);
    if (!Number.isNaN(value)) digits.push(value);
  }
  if (digits.length % 2 === 1) digits.push(0);
  return Uint8Array.from(
    { length: digits.length / 2 },
    (_, index) => (digits[index * 2] ?? 0) * 16 + (digits[index * 2 + 1] ?? 0),
  );
}

export function decodeAscii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const emit = (count: number): void => {
    let value = 0;
    for (let index = 0; index < 5; index += 1) value = value * 85 + (group[index] ?? 84);
    const four = [value / 0x1_00_00_00, value / 0x1_00_00, value / 0x1_00, value].map(
      (part) => Math.floor(part) & 0xff,
    );
    out.push(...four.slice(0, count));
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) emit(4);
    }
  }
  if (group.length > 1) emit(group.length - 1);
  return Uint8Array.from(out);
}

export function decodeRunLength(bytes: Uint8Array, limit: number): Uint8Array {
  const out: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = bytes[at] ?? 128;
    at += 1;
    if (length === 128) break;
    if (length < 128) {
      for (let count = 0; count <= length && at < bytes.length; count += 1) out.push(bytes[at++] ?? 0);
    } else {
      const value = bytes[at++] ?? 0;
      for (let count = 0; count < 257 - length; count += 1) out.push(value);
    }
    if (out.length > limit) refuse("too-large", "pdf-stream-bytes");
  }
  return Uint8Array.from(out);
}

/** Undoes PNG and TIFF predictors. */
export function undoPredictor(data: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colours, bits, columns } = parameters;
  if (predictor <= 1) return data;
  const pixelBytes = Math.max(1, (colours * bits) >> 3);
  const rowBytes = Math.ceil((columns * colours * bits) / 8);
  if (rowBytes <= 0 || rowBytes > 1 << 26) refuse("hostile", "pdf-predictor");
  if (predictor === 2) {
    if (bits !== 8) return data;
    const out = Uint8Array.from(data);
    for (let row = 0; row + rowBytes <= out.length; row += rowBytes) {
      for (let at = pixelBytes; at < rowBytes; at += 1)
        out[row + at] = ((out[row + at] ?? 0) + (out[row + at - pixelBytes] ?? 0)) & 0xff;
    }
    return out;
  }
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  let length = 0;
  for (let row = 0; row < rows; row += 1) {
    const source = row * (rowBytes + 1);
    const target = row * rowBytes;
    const filter = data[source] ?? 0;
    const available = Math.min(rowBytes, data.length - source - 1);
    for (let at = 0; at < available; at += 1) {
      const left = at >= pixelBytes ? (out[target + at - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (out[target - rowBytes + at] ?? 0) : 0;
      const corner = row > 0 && at >= pixelBytes ? (out[target - rowBytes + at - pixelBytes] ?? 0) : 0;
      out[target + at] = ((data[source + 1 + at] ?? 0) + predicted(filter, left, up, corner)) & 0xff;
    }
    length = target + available;
  }
  return out.subarray(0, length);
}
