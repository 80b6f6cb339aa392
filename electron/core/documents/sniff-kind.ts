import { ascii, startsWith } from "./containers/bytes.ts";
import { isCompoundFile } from "./containers/compound-file.ts";
import { imageFormatOf } from "./image/image-metadata.ts";
import { decodeText, oddCharacterShare } from "./text/text-encoding.ts";

/** What a file is by its content; the name only tells kinds of text apart. */
export type SniffedKind =
  | "zip"
  | "compound"
  | "pdf"
  | "image"
  | "html"
  | "text"
  | "csv"
  | "markdown"
  | "rtf"
  | "empty"
  | "unknown";

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/iu.exec(name)?.[1]?.toLowerCase() ?? "";
}

const foreign: readonly (readonly number[])[] = [
  [0x4d, 0x5a], // Windows program
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], // RAR
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], // 7z
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0xfd, 0x37, 0x7a, 0x58, 0x5a], // xz
];

/** The last place up to `limit` at which no UTF-8 character is cut in two; UTF-16 is cut at even places. */
function characterBoundary(bytes: Uint8Array, limit: number): number {
  if (bytes.length <= limit) return bytes.length;
  // A mark or zeros say UTF-16, whose characters must not be cut at odd places.
  if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0) return limit;
  let at = limit;
  while (at > limit - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return ((bytes[at] ?? 0) & 0xc0) === 0x80 ? limit : at;
}

export function sniffKind(bytes: Uint8Array, name: string): SniffedKind {
  if (bytes.length === 0) return "empty";
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return "zip";
  if (isCompoundFile(bytes)) return "compound";
  // Readers accept a header within the first kilobyte (ISO 32000, annex I).
  const head = ascii(bytes, 0, 1_024);
  if (head.includes("%PDF-")) return "pdf";
  if (imageFormatOf(bytes)) return "image";
  if (/^\s*\{\\rtf/u.test(head)) return "rtf";
  if (foreign.some((signature) => startsWith(bytes, signature))) return "unknown";
  const sample = decodeText(bytes.subarray(0, characterBoundary(bytes, 1 << 16))).text;
  if (oddCharacterShare(sample) > 0.02) return "unknown";
  const start = sample.replace(/^(?:\ufeff|\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->)*/u, "").slice(0, 400);
  const extension = extensionOf(name);
  if (/^<\?mso-application|^<(?:w:wordDocument|Workbook|pkg:package)\b/iu.test(start)) return "unknown";
  if (
    /^<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|h[1-6]|span|section|article|script|style)\b/iu.test(
      start,
    )
  )
    return "html";
  if (/^(?:x?html?)$/u.test(extension) && /<[a-z!][^>]*>/iu.test(sample)) return "html";
  if (extension === "csv" || extension === "tsv") return "csv";
  if (extension === "md" || extension === "markdown") return "markdown";
  return "text";
}
