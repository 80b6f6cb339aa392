import type { PictureRegion } from "../../../../../shared/domain/item/picture-treatment.ts";
import { area, intersectRects } from "../../pdf/geometry.ts";
import { PageReader } from "../../pdf/page-reader.ts";
import { readPages } from "../../pdf/page-tree.ts";
import type { PdfFile } from "../../pdf/pdf-file.ts";
import { PdfName, type PdfStream } from "../../pdf/pdf-objects.ts";
import type { FoundPicture } from "../pictures/file-pictures.ts";
import { isOnlyPixels } from "../pictures/only-pixels.ts";
import { pixelsOfPdfImage } from "./pdf-image-pixels.ts";
import { digestOfPdfImage, isImage, masksOf, readPdfImage, type PdfImage } from "./pdf-image.ts";
import { isDecoration } from "./pictures-of-pdf.ts";
import { regionOnPage } from "./placement.ts";

function hasOnlyPixels(image: PdfImage): boolean {
  const { colourSpace, filters, data } = image;
  const isPlain = colourSpace === null || colourSpace instanceof PdfName;
  return isPlain && !image.stencilMask && (filters[0] !== "DCTDecode" || isOnlyPixels(data));
}

/** The pictures in the bytes of a PDF, wherever they lie in it; masks are part of theirs. */
export function picturesInPdf(file: PdfFile): readonly FoundPicture[] {
  const images = file.objectNumbers.flatMap((number) => {
    const object = file.object(number);
    return isImage(file, object) ? [object] : [];
  });
  const masks = new Set(images.flatMap((image) => masksOf(file, image)));
  return images.flatMap((stream) => {
    const image = readPdfImage(file, stream);
    if (masks.has(stream) || isDecoration(image)) return [];
    return {
      digest: digestOfPdfImage(file, image),
      isOnlyPixels: () => hasOnlyPixels(image),
      pixels: () => {
        file.renewBudget();
        return pixelsOfPdfImage(file, stream);
      },
    };
  });
}

/** Share of a glyph under a region from which on it reads as text below it. */
const touched = 0.3;

/** How many characters of a copy lie where a region is burnt in, seen or not; `regionsOf` pictures of the copy. */
export function lettersUnderRegions(
  file: PdfFile,
  regionsOf: ReadonlyMap<string, readonly PictureRegion[]>,
): number {
  if (regionsOf.size === 0) return 0;
  const reader = new PageReader(file);
  let letters = 0;
  const read = new Map<PdfStream, { readonly image: PdfImage; readonly regions: readonly PictureRegion[] }>();
  const imageOf = (stream: PdfStream) => {
    const image = read.get(stream)?.image ?? readPdfImage(file, stream);
    const known = read.get(stream) ?? {
      image,
      regions: regionsOf.get(digestOfPdfImage(file, image)) ?? [],
    };
    read.set(stream, known);
    return known;
  };
  for (const page of readPages(file)) {
    const { marks } = reader.read(page);
    const burnt = marks.images.flatMap(({ image: stream, matrix }) => {
      const { image, regions } = imageOf(stream);
      return regions.map((region) => regionOnPage(region, image, matrix));
    });
    if (burnt.length === 0) continue;
    for (const { text, box } of marks.glyphs) {
      file.budget.spendOperation(burnt.length);
      const isUnder = burnt.some((region) => area(intersectRects(box, region)) > touched * area(box));
      if (text.trim() !== "" && isUnder && area(box) > 0) letters += 1;
    }
  }
  return letters;
}
