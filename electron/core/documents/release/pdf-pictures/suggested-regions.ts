import {
  maxPictureRegions,
  type PictureRegion,
} from "../../../../../shared/domain/item/picture-treatment.ts";
import { contains, type Rect } from "../../pdf/geometry.ts";
import { PageReader } from "../../pdf/page-reader.ts";
import { readPages } from "../../pdf/page-tree.ts";
import type { PdfFile } from "../../pdf/pdf-file.ts";
import type { FilePicture } from "../pictures/file-pictures.ts";
import { withheldGlyphs } from "../withheld-glyphs.ts";
import type { Withheld } from "../withheld.ts";
import { digestOfPdfImage, readPdfImage } from "./pdf-image.ts";
import { regionUnder, uprightMatrix } from "./placement.ts";

/** Recognised letters lie a little beside those of the picture; by this share of their height a region is larger. */
const margin = 0.2;

const joined = (one: Rect, other: Rect): Rect => ({
  x0: Math.min(one.x0, other.x0),
  y0: Math.min(one.y0, other.y0),
  x1: Math.max(one.x1, other.x1),
  y1: Math.max(one.y1, other.y1),
});

/** Whether one box follows another on a line. */
function follows(box: Rect, before: Rect): boolean {
  const height = before.y1 - before.y0;
  const isLevel = box.y0 < before.y1 - height / 2 && box.y1 > before.y0 + height / 2;
  return isLevel && box.x0 < before.x1 + height && box.x1 > before.x0 - height;
}

/**
 * Where the text layer of a scan says that something withheld stands, in each picture turned upright: proposed to the
 * person who decides about it, and never burnt in without that.
 */
export function suggestedRegions(
  file: PdfFile,
  pictures: readonly FilePicture[],
  withheld: readonly Withheld[],
): ReadonlyMap<string, readonly PictureRegion[]> {
  const suggested = new Map<string, PictureRegion[]>();
  const byDigest = new Map(pictures.map((picture) => [picture.digest, picture]));
  const reader = new PageReader(file);
  for (const page of readPages(file)) {
    const { marks, glyphs } = reader.read(page);
    if (marks.images.length === 0) continue;
    const boxes: Rect[] = [];
    for (const { glyph, visibility } of withheldGlyphs(glyphs, withheld)) {
      if (visibility !== "recognised" || glyph.annotation) continue;
      const last = boxes.at(-1);
      if (last && follows(glyph.box, last)) boxes[boxes.length - 1] = joined(last, glyph.box);
      else boxes.push(glyph.box);
    }
    file.budget.spendOperation(boxes.length * marks.images.length);
    for (const { x0, y0, x1, y1 } of boxes) {
      const more = (y1 - y0) * margin;
      const box = { x0: x0 - more, y0: y0 - more, x1: x1 + more, y1: y1 + more };
      for (const mark of marks.images) {
        if (!contains(mark.box, (x0 + x1) / 2, (y0 + y1) / 2)) continue;
        const picture = byDigest.get(digestOfPdfImage(file, readPdfImage(file, mark.image)));
        if (!picture?.onPages || picture.unusable) continue;
        const region = regionUnder(box, picture, uprightMatrix(mark.matrix, picture.onPages.orientation));
        const regions = suggested.get(picture.digest) ?? [];
        if (region && regions.length < maxPictureRegions) regions.push(region);
        suggested.set(picture.digest, regions);
      }
    }
  }
  return suggested;
}
