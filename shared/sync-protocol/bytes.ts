import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";

/** SHA-256 of a whole byte string. Injected: the protocol core has no cryptography of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const utf8Encoder = new TextEncoder();

export function utf8Bytes(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Strict UTF-8: undefined on malformed bytes; a byte order mark stays in the text, so that nothing vanishes. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** Equality of public values. Not constant time: nothing secret is compared in the protocol. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** ASCII codes to text: as fast as the platform decodes, without a string a character. */
const asciiDecoder = new TextDecoder();

const hexCodes = utf8Bytes("0123456789abcdef");

export function toHex(bytes: Uint8Array): string {
  const codes = new Uint8Array(2 * bytes.length);
  let at = 0;
  for (const byte of bytes) {
    codes[at++] = hexCodes[byte >> 4] ?? 0;
    codes[at++] = hexCodes[byte & 15] ?? 0;
  }
  return asciiDecoder.decode(codes);
}

/** Lower-case hex of even length; undefined otherwise, so that one digest has one spelling. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const standardAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const standardCodes = utf8Bytes(standardAlphabet);
const urlCodes = utf8Bytes(urlAlphabet);
const padding = "=".charCodeAt(0);

function encode(bytes: Uint8Array, alphabet: Uint8Array, padded: boolean): string {
  const length = padded ? 4 * Math.ceil(bytes.length / 3) : Math.ceil((4 * bytes.length) / 3);
  // What is not overwritten below is padding; past the end of an unpadded text nothing is kept.
  const codes = new Uint8Array(length).fill(padding);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[at++] = alphabet[group >> 18] ?? 0;
    codes[at++] = alphabet[(group >> 12) & 63] ?? 0;
    if (left > 1) codes[at++] = alphabet[(group >> 6) & 63] ?? 0;
    if (left > 2) codes[at++] = alphabet[group & 63] ?? 0;
  }
  return asciiDecoder.decode(codes);
}

function decoderTable(alphabet: string): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (let i = 0; i < 64; i++) table[alphabet.charCodeAt(i)] = i;
  return table;
}
const standardTable = decoderTable(standardAlphabet);
const urlTable = decoderTable(urlAlphabet);

function decode(text: string, table: Int8Array): Uint8Array | undefined {
  const rest = text.length % 4;
  if (rest === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let offset = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (table[code] ?? -1) : -1;
    if (value < 0) return undefined;
    buffer = ((buffer << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[offset++] = (buffer >> bits) & 255;
    }
  }
  // Left-over bits must be zero (RFC 4648, 3.5): otherwise two texts would mean the same bytes.
  if ((buffer & ((1 << bits) - 1)) !== 0) return undefined;
  return bytes;
}

/** RFC 4648 section 4, padded. */
export function toBase64(bytes: Uint8Array): string {
  return encode(bytes, standardCodes, true);
}

/** Reads canonical padded base64 (RFC 4648 section 4); undefined for any other spelling. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const unpadded = text.endsWith("==") ? text.slice(0, -2) : text.endsWith("=") ? text.slice(0, -1) : text;
  return decode(unpadded, standardTable);
}

/** RFC 4648 section 5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, urlCodes, false);
}

export function fromBase64Url(text: string): Uint8Array | undefined {
  return decode(text, urlTable);
}

/** A decimal number as logs and notes spell it: no sign, no leading zero, at most 2^53−1. */
export function parseDecimal(text: string): Result<number, "not-a-number"> {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return err("not-a-number");
  const value = Number(text);
  return Number.isSafeInteger(value) ? ok(value) : err("not-a-number");
}
