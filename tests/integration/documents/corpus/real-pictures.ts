import { encodeJpeg } from "../../../../electron/core/documents/image/pixels/encode-jpeg.ts";
import { encodePng } from "../../../../electron/core/documents/image/pixels/encode-png.ts";
import type { Pixels } from "../../../../electron/core/documents/image/pixels/pixels.ts";
import { chunk, exifBlock, segment, type CameraOptions } from "./picture-files.ts";

/** A bright picture with a pattern, so that no part of it is black by itself. */
export function pattern(width: number, height: number, seed = 0): Pixels {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data.set([150 + ((x * 5 + seed) % 100), 150 + ((y * 3) % 100), 200, 255], (y * width + x) * 4);
  return { width, height, data };
}

/** A photo with everything a camera writes into it, and something behind its end. */
export const photo = (width: number, height: number, camera: CameraOptions, seed = 0): Uint8Array =>
  taggedPhoto(encodeJpeg(pattern(width, height, seed)), camera);

export function taggedPhoto(jpeg: Uint8Array, camera: CameraOptions): Uint8Array {
  const exif = segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), exifBlock(camera)]));
  const reserved = segment(0xf1, Buffer.from("RESERVED-SEGMENT"));
  return new Uint8Array(
    Buffer.concat([jpeg.subarray(0, 2), exif, reserved, jpeg.subarray(2), Buffer.from("BEHIND-THE-END")]),
  );
}

/** A chart with texts in it that no program shows. */
export function chart(width: number, height: number, note: string, seed = 0): Uint8Array {
  const png = Buffer.from(encodePng(pattern(width, height, seed)));
  return new Uint8Array(
    Buffer.concat([png.subarray(0, 33), chunk("tEXt", Buffer.from(`Author\0${note}`)), png.subarray(33)]),
  );
}
