import { ascii, u16be, u32be, u8 } from "../../containers/bytes.ts";
import { imageFormatOf } from "../../image/image-metadata.ts";

/** Parts of a picture without which there are no pixels (PNG 11.2; T.81, table B.1). */
const pixelChunks = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
const pixelMarkers = new Set([0xdb, 0xc0, 0xc4, 0xda]);

/** Whether a picture is nothing but pixels: no word, time, place, profile or preview anywhere in it or behind it. */
export function isOnlyPixels(bytes: Uint8Array): boolean {
  switch (imageFormatOf(bytes)) {
    case "png": {
      let at = 8;
      while (at + 12 <= bytes.length) {
        const type = ascii(bytes, at + 4, at + 8);
        if (!pixelChunks.has(type)) return false;
        at += 12 + u32be(bytes, at);
        if (type === "IEND") return at === bytes.length;
      }
      return false;
    }
    case "jpeg": {
      let at = 2;
      while (at + 4 <= bytes.length && u8(bytes, at) === 0xff) {
        const marker = u8(bytes, at + 1);
        const length = u16be(bytes, at + 2);
        const isJfif =
          marker === 0xe0 &&
          length === 16 &&
          ascii(bytes, at + 4, at + 9) === "JFIF\0" &&
          u16be(bytes, at + 16) === 0;
        if (!isJfif && !pixelMarkers.has(marker)) return false;
        at += 2 + length;
        if (marker !== 0xda) continue;
        while (at + 1 < bytes.length && !(u8(bytes, at) === 0xff && u8(bytes, at + 1) !== 0)) at += 1;
        return u8(bytes, at + 1) === 0xd9 && at + 2 === bytes.length;
      }
      return false;
    }
    default:
      return false;
  }
}
