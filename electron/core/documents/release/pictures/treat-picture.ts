import type { PictureTreatment } from "../../../../../shared/domain/item/picture-treatment.ts";
import { treatmentFault } from "../../../../../shared/domain/item/picture-treatment.ts";
import { stripImage } from "../strip-image.ts";
import { readImageMetadata } from "../../image/image-metadata.ts";
import { decodePicture, type DecodedPicture } from "../../image/pixels/decode-picture.ts";
import { encodeJpeg } from "../../image/pixels/encode-jpeg.ts";
import { encodePng } from "../../image/pixels/encode-png.ts";
import { turned } from "../../image/pixels/orientation.ts";
import type { FilePicture, TreatedPicture } from "./file-pictures.ts";
import { burnIn, withoutUnseenColours, type Pixels } from "../../image/pixels/pixels.ts";

/** How a photo was held, where it is a file of its own: its viewers turn it, programs of an office do not. */
function orientationOf(bytes: Uint8Array): number {
  const fields = readImageMetadata(bytes)?.exif.flatMap((exif) => exif.fields) ?? [];
  const field = fields.find(({ directory, tag }) => directory === "image" && tag === 0x0112);
  return field?.numbers[0] ?? 1;
}

/** The pixels of a picture as a person sees them; `alone`: a file of its own, which its viewers turn upright. */
export async function seenPixels(bytes: Uint8Array, alone: boolean): Promise<DecodedPicture> {
  // The decoder stops at segments that mean nothing to it.
  const decoded = await decodePicture(stripImage(bytes) ?? bytes);
  if (!decoded.ok) return decoded;
  const pixels = alone ? turned(decoded.pixels, orientationOf(bytes)) : decoded.pixels;
  withoutUnseenColours(pixels);
  return { ...decoded, pixels };
}

/** Draws a picture anew from its pixels: photos as JPEG, everything else as PNG. */
function drawn(pixels: Pixels, isPhoto: boolean): TreatedPicture {
  const { width, height } = pixels;
  return isPhoto
    ? { bytes: encodeJpeg(pixels), format: "jpeg", width, height }
    : { bytes: encodePng(pixels), format: "png", width, height };
}

/**
 * What leaves of a picture that is kept or masked: its pixels as they are seen, with the regions painted over, encoded
 * anew; nothing of the file it came in. Undefined where it cannot be decoded or the regions do not fit it.
 */
export async function treatPicture(
  { bytes, onPages }: Pick<FilePicture, "bytes" | "onPages">,
  treatment: Pick<PictureTreatment, "decision" | "regions">,
  alone = false,
): Promise<TreatedPicture | undefined> {
  if (treatment.decision === "drop") return undefined;
  const decoded = await (onPages ? onPages.seen() : seenPixels(bytes, alone));
  if (!decoded.ok || treatmentFault(treatment, decoded.pixels)) return undefined;
  burnIn(decoded.pixels, treatment.regions);
  return drawn(decoded.pixels, decoded.format === "jpeg");
}
