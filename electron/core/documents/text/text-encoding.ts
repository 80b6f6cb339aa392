import { startsWith } from "../containers/bytes.ts";

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "utf-32" | "gb18030";

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const utf8Lenient = new TextDecoder("utf-8");
const gb18030 = new TextDecoder("gb18030");

function tryUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Characters of Chinese and Latin official prose. */
const ordinary =
  /[\u0009\u000a\u000d\u0020-\u007e\u00b7\u2010-\u2027\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/gu;

function ordinaryShare(text: string): number {
  return text.length === 0 ? 0 : (text.match(ordinary)?.length ?? 0) / text.length;
}

/**
 * UTF-16 without a mark: it has zero bytes, which no other encoding of text has, and reads as ordinary text in
 * one byte order and not in the other. 「一」 is 4E00, so zeros may stand on either side.
 */
function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const sample = bytes.subarray(0, Math.min(bytes.length, 16_384) & ~1);
  if (sample.length < 4 || bytes.length % 2 !== 0 || !sample.includes(0)) return undefined;
  const little = ordinaryShare(new TextDecoder("utf-16le").decode(sample));
  const big = ordinaryShare(new TextDecoder("utf-16be").decode(sample));
  if (little > 0.85 && little > big + 0.1) return "utf-16le";
  return big > 0.85 && big > little + 0.1 ? "utf-16be" : undefined;
}

/** UTF-32 with a mark; no decoder of the platform reads it. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    pieces.push(
      point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : "\ufffd",
    );
  }
  return pieces.join("");
}

/**
 * Decodes text of unknown encoding: byte order marks, UTF-16 without one, UTF-8 when it is valid, else GB 18030,
 * the legal Chinese encoding (GB 18030-2022), which covers GBK and GB 2312. `hint` is a declared label.
 */
export function decodeText(bytes: Uint8Array, hint?: string): DecodedText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { text: utf8Lenient.decode(bytes), encoding: "utf-8" };
  if (bytes.length % 4 === 0 && startsWith(bytes, [0xff, 0xfe, 0, 0]))
    return { text: decodeUtf32(bytes, true), encoding: "utf-32" };
  if (startsWith(bytes, [0, 0, 0xfe, 0xff])) return { text: decodeUtf32(bytes, false), encoding: "utf-32" };
  if (startsWith(bytes, [0xff, 0xfe]))
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  if (startsWith(bytes, [0xfe, 0xff]))
    return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "utf-16be" };
  const utf16 = guessUtf16(bytes);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16 };
  const valid = tryUtf8(bytes);
  if (valid !== undefined) return { text: valid, encoding: "utf-8" };
  if (hint && /utf-?8/iu.test(hint)) {
    // Declared UTF-8 with a few broken bytes is still UTF-8, unless nearly nothing of it is.
    const text = utf8Lenient.decode(bytes);
    const broken = text.split("\ufffd").length - 1;
    if (broken * 50 < text.length) return { text, encoding: "utf-8" };
  }
  return { text: gb18030.decode(bytes), encoding: "gb18030" };
}

/** Share of characters no text has: control characters and undecodable bytes. */
export function oddCharacterShare(text: string): number {
  if (text.length === 0) return 0;
  const sample = text.length > 20_000 ? text.slice(0, 20_000) : text;
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/gu)?.length ?? 0;
  return odd / sample.length;
}

/** ZIP entry names: UTF-8 when flagged or valid, else GB 18030 as Chinese systems write them. */
export function decodeZipName(bytes: Uint8Array, flaggedUtf8: boolean): string {
  const valid = tryUtf8(bytes);
  if (valid !== undefined) return valid;
  return flaggedUtf8 ? utf8Lenient.decode(bytes) : gb18030.decode(bytes);
}
