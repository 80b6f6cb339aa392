/** 1980-01-01, the first day a zip entry can carry. */
const dosDate = 0x0021;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;

/**
 * Gives every entry of a zip the same time, so that the same letter makes the same bytes. Only the time fields of
 * the headers change; contents and checksums stay. Throws on bytes that are no zip of ours: that is a bug.
 */
export function withFixedTimes(zip: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(zip);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end -= 1;
  if (end < 0) throw new Error("no zip directory");
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== centralSignature) throw new Error("broken zip directory");
    view.setUint16(entry + 12, 0, true);
    view.setUint16(entry + 14, dosDate, true);
    const local = view.getUint32(entry + 42, true);
    view.setUint16(local + 10, 0, true);
    view.setUint16(local + 12, dosDate, true);
    entry +=
      46 +
      view.getUint16(entry + 28, true) +
      view.getUint16(entry + 30, true) +
      view.getUint16(entry + 32, true);
  }
  return bytes;
}
