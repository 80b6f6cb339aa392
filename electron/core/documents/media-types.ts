import { imageFormatOf } from "./image/image-metadata.ts";
import type { FileKind } from "./reading/file-reading.ts";

const kindTypes: Readonly<Record<Exclude<FileKind, "image">, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  pdf: "application/pdf",
  html: "text/html",
  text: "text/plain",
  csv: "text/csv",
  markdown: "text/markdown",
  zip: "application/zip",
};

const imageTypes: Readonly<Record<string, string>> = { bmp: "image/bmp", heif: "image/heif" };

/** The media type of a file by its content (RFC 6838 names). */
export function mediaTypeOf(kind: FileKind, bytes: Uint8Array): string {
  if (kind !== "image") return kindTypes[kind];
  const format = imageFormatOf(bytes) ?? "png";
  return imageTypes[format] ?? `image/${format}`;
}
