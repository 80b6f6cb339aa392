/** The picture half of pdfjs, which comes without types. */
declare module "pdfjs-dist/image_decoders/pdf.image_decoders.mjs" {
  export class JpegImage {
    readonly width: number;
    readonly height: number;
    readonly numComponents: number;
    parse(data: Uint8Array): void;
    getData(options: {
      readonly width: number;
      readonly height: number;
      readonly forceRGBA: boolean;
    }): Uint8Array | Uint8ClampedArray;
  }
  export class Jbig2Image {
    parseChunks(
      chunks: readonly { readonly data: Uint8Array; readonly start: number; readonly end: number }[],
    ): Uint8Array | Uint8ClampedArray | undefined;
  }
  export const VerbosityLevel: { readonly ERRORS: number };
  export function setVerbosityLevel(level: number): void;
}
