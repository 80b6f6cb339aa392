/**
 * Binary values over a transport that only knows JSON: a Uint8Array travels as `{ "$bytes": "<base64>" }`. An object that happens to have
 * the single key "$bytes" is escaped, so that every value comes back as it was given.
 */

const tag = "$bytes";
const escapeTag = "$escaped";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const valueOfCode = new Int16Array(128).fill(-1);
for (let index = 0; index < alphabet.length; index += 1) valueOfCode[alphabet.charCodeAt(index)] = index;

/** Base64 (RFC 4648 §4) with padding. Written here because the screen and Node share no native one in every version. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1];
    const third = bytes[at + 2];
    piece +=
      alphabet.charAt(first >> 2) +
      alphabet.charAt(((first & 3) << 4) | ((second ?? 0) >> 4)) +
      (second === undefined ? "=" : alphabet.charAt(((second & 15) << 2) | ((third ?? 0) >> 6))) +
      (third === undefined ? "=" : alphabet.charAt(third & 63));
    if (piece.length >= 32_768) {
      pieces.push(piece);
      piece = "";
    }
  }
  pieces.push(piece);
  return pieces.join("");
}

/** Reads canonical base64 only: right length, padding at the end, no other characters, no stray bits. Undefined otherwise. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digits = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let index = 0; index < digits; index += 1) {
    const code = text.charCodeAt(index);
    const value = code < 128 ? (valueOfCode[code] ?? -1) : -1;
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xff_ffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 0xff;
      at += 1;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

function isTagged(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === tag || keys[0] === escapeTag);
}

/** Turns every Uint8Array inside a plain value (objects, arrays, texts, numbers, booleans, null) into its tagged form. */
export function encodeBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { [tag]: toBase64(value) };
  if (Array.isArray(value)) return value.map(encodeBytes);
  if (typeof value !== "object" || value === null) return value;
  const encoded: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) setOwn(encoded, key, encodeBytes(entry));
  return isTagged(value) ? { [escapeTag]: encoded } : encoded;
}

/** `__proto__` as a key must become an own property, never a prototype. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** The way back. Undefined, which no JSON holds, when a tagged value is not canonical base64. */
export function decodeBytes(value: unknown): unknown {
  try {
    return decode(value, false);
  } catch (error) {
    if (error === malformed) return undefined;
    throw error;
  }
}

const malformed = new Error("malformed binary value");

function decode(value: unknown, literal: boolean): unknown {
  if (Array.isArray(value)) return value.map((entry) => decode(entry, false));
  if (typeof value !== "object" || value === null) return value;
  if (!literal && isTagged(value)) {
    const { [tag]: text, [escapeTag]: escaped } = value as Record<string, unknown>;
    if (escaped !== undefined) {
      if (typeof escaped !== "object" || escaped === null || !isTagged(escaped)) throw malformed;
      return decode(escaped, true);
    }
    const bytes = typeof text === "string" ? fromBase64(text) : undefined;
    if (!bytes) throw malformed;
    return bytes;
  }
  const decoded: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) setOwn(decoded, key, decode(entry, false));
  return decoded;
}
