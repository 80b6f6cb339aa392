import { maxPicturePixels, maxPictureSide } from "../../../../../shared/domain/item/picture-treatment.ts";
import { imageFormatOf, readImageMetadata, type ImageFormat } from "../image-metadata.ts";
import { gifPixels } from "./gif-pixels.ts";
import { jpegPixels } from "./jpeg-pixels.ts";
import type { Pixels } from "./pixels.ts";
import { pngPixels } from "./png-pixels.ts";

export type DecodedPicture =
  | { readonly ok: true; readonly format: ImageFormat; readonly pixels: Pixels }
  | { readonly ok: false; readonly reason: "unknown-format" | "damaged" | "too-large" };

/** Width and height as the file says, where it is of a kind that can be decoded and not larger than anybody needs. */
export function pictureSize(
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly format: ImageFormat; readonly width: number; readonly height: number }
  | Extract<DecodedPicture, { ok: false }> {
  const format = imageFormatOf(bytes);
  if (format !== "jpeg" && format !== "png" && format !== "gif")
    return { ok: false, reason: "unknown-format" };
  const said = readImageMetadata(bytes);
  const { width = 0, height = 0 } = said ?? {};
  if (width < 1 || height < 1) return { ok: false, reason: "damaged" };
  if (width > maxPictureSide || height > maxPictureSide || width * height > maxPicturePixels)
    return { ok: false, reason: "too-large" };
  return { ok: true, format, width, height };
}

/** A picture as its pixels, decoded here: what a person is shown of it and what leaves are one and the same. */
export async function decodePicture(bytes: Uint8Array): Promise<DecodedPicture> {
  const size = pictureSize(bytes);
  if (!size.ok) return size;
  const { format } = size;
  const pixels =
    format === "jpeg" ? await jpegPixels(bytes) : format === "png" ? pngPixels(bytes) : gifPixels(bytes);
  if (!pixels || pixels.width !== size.width || pixels.height !== size.height)
    return { ok: false, reason: "damaged" };
  return { ok: true, format, pixels };
}
