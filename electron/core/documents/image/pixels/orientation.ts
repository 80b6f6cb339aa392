import type { Pixels } from "./pixels.ts";

/** A picture turned and mirrored as its orientation says (EXIF 2.32, 4.6.4 A: 1 is upright, 6 lies on its left side). */
export function turned(pixels: Pixels, orientation: number): Pixels {
  if (orientation < 2 || orientation > 8) return pixels;
  const { width, height } = pixels;
  const lies = orientation >= 5;
  const [columns, rows] = lies ? [height, width] : [width, height];
  const mirrored = [2, 3, 7, 8].includes(orientation);
  const upsideDown = [3, 4, 6, 7].includes(orientation);
  const data = new Uint8Array(pixels.data.length);
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) {
      const [right, down] = lies ? [y, x] : [x, y];
      const from =
        ((upsideDown ? height - 1 - down : down) * width + (mirrored ? width - 1 - right : right)) * 4;
      data.set(pixels.data.subarray(from, from + 4), (y * columns + x) * 4);
    }
  return { width: columns, height: rows, data };
}
