import type { Pixels } from "./pixels.ts";

/** The pixels of a JPEG, of whatever kind and colours. Undefined where it is damaged. */
export async function jpegPixels(bytes: Uint8Array): Promise<Pixels | undefined> {
  const { JpegImage, VerbosityLevel, setVerbosityLevel } =
    await import("pdfjs-dist/image_decoders/pdf.image_decoders.mjs");
  setVerbosityLevel(VerbosityLevel.ERRORS);
  const image = new JpegImage();
  try {
    image.parse(bytes);
    const { width, height, numComponents } = image;
    // Whether four inks are written upside down is not told reliably.
    if (numComponents === 4) return undefined;
    const data = image.getData({ width, height, forceRGBA: true });
    if (data.length === width * height * 4)
      return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
    // Red, green and blue as they are come without opacity.
    const pixels = new Uint8Array(width * height * 4).fill(255);
    for (let index = 0; index < width * height; index += 1)
      pixels.set(data.subarray(index * 3, index * 3 + 3), index * 4);
    return { width, height, data: pixels };
  } catch (error) {
    // The decoder throws errors of its own, and of ranges, at whatever the file does wrong.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
