/** Little- and big-endian reads that give 0 outside the data; callers check the ranges that matter. */
export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
export function u16le(bytes: Uint8Array, at: number): number {
  return u8(bytes, at) | (u8(bytes, at + 1) << 8);
}
export function u32le(bytes: Uint8Array, at: number): number {
  return (u16le(bytes, at) | (u16le(bytes, at + 2) << 16)) >>> 0;
}
export function u64le(bytes: Uint8Array, at: number): number {
  return u32le(bytes, at) + u32le(bytes, at + 4) * 0x1_0000_0000;
}
export function u16be(bytes: Uint8Array, at: number): number {
  return (u8(bytes, at) << 8) | u8(bytes, at + 1);
}
export function u32be(bytes: Uint8Array, at: number): number {
  return ((u16be(bytes, at) << 16) | u16be(bytes, at + 2)) >>> 0;
}

const latin1 = new TextDecoder("latin1");

/** Bytes as ISO 8859-1-like text, one character a byte below 0x80; for signatures and keywords. */
export function ascii(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return latin1.decode(bytes.subarray(Math.max(0, start), Math.max(0, end)));
}

export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** First place of `needle` at or after `from`, -1 when there is none. */
export function indexOfBytes(bytes: Uint8Array, needle: Uint8Array, from = 0): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.indexOf(needle, from);
}
