import { startsWith, u8 } from "../containers/bytes.ts";

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

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

/** UTF-16 without a mark: zero bytes (from Latin letters, digits, line ends) stand almost only on one side. */
function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length, 8_192) & ~1;
  if (length < 4 || bytes.length % 2 !== 0) return undefined;
  let evenZero = 0;
  let oddZero = 0;
  let evenHan = 0;
  let oddHan = 0;
  for (let index = 0; index < length; index += 2) {
    const even = u8(bytes, index);
    const odd = u8(bytes, index + 1);
    if (even === 0) evenZero += 1;
    if (odd === 0) oddZero += 1;
    if (even >= 0x4e && even <= 0x9f) evenHan += 1;
    if (odd >= 0x4e && odd <= 0x9f) oddHan += 1;
  }
  const pairs = length / 2;
  if (evenZero + oddZero === 0) return undefined;
  if (evenZero === 0 && oddZero + oddHan > pairs * 0.5) return "utf-16le";
  if (oddZero === 0 && evenZero + evenHan > pairs * 0.5) return "utf-16be";
  return undefined;
}

/**
 * Decodes text of unknown encoding: byte order marks, UTF-16 without one, UTF-8 when it is valid, else GB 18030,
 * the legal Chinese encoding (GB 18030-2022), which covers GBK and GB 2312. `hint` is a declared label.
 */
export function decodeText(bytes: Uint8Array, hint?: string): DecodedText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { text: utf8Lenient.decode(bytes), encoding: "utf-8" };
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
