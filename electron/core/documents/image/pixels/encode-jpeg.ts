import { encode } from "jpeg-js";

import type { Pixels } from "./pixels.ts";

/** Of a hundred: what a person sees of a photo stays. */
const quality = 92;

/**
 * A baseline JPEG of nothing but its pixels, every colour at every pixel: no comment, profile, preview or other data of a
 * program; the same bytes for the same pixels. The pixels are opaque, as those of a photo are.
 */
export function encodeJpeg({ width, height, data }: Pixels): Uint8Array {
  return new Uint8Array(encode({ width, height, data }, quality).data);
}
