import { area, intersectRects, type Rect } from "./geometry.ts";
import type { CoverMark, ImageMark, PageMarks } from "./page-marks.ts";

const covers = (cover: CoverMark, picture: { readonly order: number; readonly box: Rect }): boolean =>
  cover.order > picture.order &&
  cover.opaque &&
  cover.kind === "fill" &&
  area(intersectRects(cover.box, picture.box)) > 60;

/** A box painted over part of a picture hides nothing: the pixels below are still in the file. */
export function hasCoveredPicture(marks: PageMarks): boolean {
  const pictures = marks.covers.filter((cover) => cover.kind === "image");
  return pictures.some((picture) => marks.covers.some((cover) => covers(cover, picture)));
}

/** The boxes painted over a picture of the page, by the page or by annotations; a stencil that is a box itself is none. */
export function boxesOver(marks: PageMarks, picture: ImageMark): readonly Rect[] {
  const own = marks.covers.find(({ order }) => order === picture.order - 1);
  if (own?.kind !== "image") return [];
  return marks.covers.filter((cover) => covers(cover, own)).map(({ box }) => box);
}
