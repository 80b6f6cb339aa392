import { area, intersectRects } from "./geometry.ts";
import type { PageMarks } from "./page-marks.ts";

/** A box painted over part of a picture hides nothing: the pixels below are still in the file. */
export function hasCoveredPicture(marks: PageMarks): boolean {
  const pictures = marks.covers.filter((cover) => cover.kind === "image");
  return pictures.some((picture) =>
    marks.covers.some(
      (cover) =>
        cover.order > picture.order &&
        cover.opaque &&
        cover.kind === "fill" &&
        area(intersectRects(cover.box, picture.box)) > 60,
    ),
  );
}
