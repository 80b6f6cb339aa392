/**
 * Binary values on a transport that only knows JSON: a Uint8Array travels as `{ "$bytes": "<base64>" }` (bridge.ts).
 * An object of ours that happens to have the one key "$bytes" does not exist in the contract.
 */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Int16Array(128).fill(-1);
for (let index = 0; index < alphabet.length; index += 1) values[alphabet.charCodeAt(index)] = index;

/** Base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // Pieces of three bytes each, so that no piece but the last needs padding.
  for (let start = 0; start < bytes.length; start += 24_576) {
    let piece = "";
    const end = Math.min(start + 24_576, bytes.length);
    for (let at = start; at < end; at += 3) {
      const a = bytes[at] ?? 0;
      const b = at + 1 < end ? (bytes[at + 1] ?? 0) : -1;
      const c = at + 2 < end ? (bytes[at + 2] ?? 0) : -1;
      piece += alphabet[a >> 2];
      piece += alphabet[((a & 3) << 4) | (Math.max(b, 0) >> 4)];
      piece += b < 0 ? "=" : alphabet[((b & 15) << 2) | (Math.max(c, 0) >> 6)];
      piece += c < 0 ? "=" : alphabet[c & 63];
    }
    parts.push(piece);
  }
  return parts.join("");
}

/** The bytes of a base64 text (RFC 4648 §4, strict); undefined when it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const letters = text.length - padding;
  let buffer = 0;
  let bits = 0;
  let out = 0;
  for (let at = 0; at < letters; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[out] = (buffer >> bits) & 0xff;
      out += 1;
    }
  }
  return bytes;
}

/** A copy of the value that JSON can carry. */
export function encodeBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) };
  if (Array.isArray(value)) return value.map(encodeBytes);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encodeBytes(entry)]));
  return value;
}

/** The value that `encodeBytes` was given. A "$bytes" that is no base64 stays as it came and fails the input parser. */
export function decodeBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeBytes);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "$bytes" && typeof first[1] === "string")
    return fromBase64(first[1]) ?? value;
  return Object.fromEntries(entries.map(([key, entry]) => [key, decodeBytes(entry)]));
}
