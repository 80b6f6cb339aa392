import type { PictureRegion } from "../../../../../shared/domain/item/picture-treatment.ts";

/** A picture as it is seen: four bytes a pixel (red, green, blue, opacity), row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** What is not seen at all has no colour either: it could hold anything. */
export function withoutUnseenColours({ data }: Pixels): void {
  for (let at = 3; at < data.length; at += 4)
    if (data[at] === 0) {
      data[at - 3] = 0;
      data[at - 2] = 0;
      data[at - 1] = 0;
    }
}

/** Paints regions black and opaque. */
export function burnIn({ width, data }: Pixels, regions: readonly PictureRegion[]): void {
  for (const region of regions)
    for (let y = region.y; y < region.y + region.height; y += 1)
      for (let x = region.x; x < region.x + region.width; x += 1) {
        const at = (y * width + x) * 4;
        data[at] = 0;
        data[at + 1] = 0;
        data[at + 2] = 0;
        data[at + 3] = 255;
      }
}

/** A JPEG is never quite black beside something bright. */
const blackest = 64;

/** Whether every pixel of the regions is black. */
export function isBurntIn({ width, height, data }: Pixels, regions: readonly PictureRegion[]): boolean {
  return regions.every((region) => {
    if (region.x + region.width > width || region.y + region.height > height) return false;
    for (let y = region.y; y < region.y + region.height; y += 1)
      for (let x = region.x; x < region.x + region.width; x += 1) {
        const at = (y * width + x) * 4;
        const [red = 255, green = 255, blue = 255, opacity = 0] = data.subarray(at, at + 4);
        if (opacity !== 255 || 0.299 * red + 0.587 * green + 0.114 * blue > blackest) return false;
      }
    return true;
  });
}
