import type { ReadBudget } from "../reading/read-budget.ts";
import { area, intersectRects, type Rect } from "./geometry.ts";
import type { CoverMark, ImageMark, PageMarks } from "./page-marks.ts";

/** Less of a picture under a box is chance; square points. */
const leastCovered = 60;

const boxesOf = (marks: PageMarks): readonly CoverMark[] =>
  marks.covers.filter((cover) => cover.opaque && cover.kind === "fill");

const covers = (box: CoverMark, picture: CoverMark): boolean =>
  box.order > picture.order && area(intersectRects(box.box, picture.box)) > leastCovered;

/** A box painted over part of a picture hides nothing: the pixels below are still in the file. */
export function hasCoveredPicture(marks: PageMarks): boolean {
  const boxes = boxesOf(marks);
  return marks.covers.some(
    (picture) => picture.kind === "image" && boxes.some((box) => covers(box, picture)),
  );
}

/**
 * Tells the boxes painted over a picture of the page, by the page or by annotations; a stencil that is a box itself is
 * none. The budget is that of the file.
 */
export function boxesOver(
  marks: PageMarks,
  budget: ReadBudget,
): (picture: ImageMark) => readonly CoverMark[] {
  const boxes = boxesOf(marks);
  const own = new Map(marks.covers.map((cover) => [cover.order, cover]));
  return (picture) => {
    budget.spendOperation(1 + (boxes.length >> 5));
    const shown = own.get(picture.order - 1);
    if (shown?.kind !== "image") return [];
    const over = boxes.filter((box) => covers(box, shown));
    // Each is measured against the picture once more.
    budget.spendOperation(8 * over.length);
    return over;
  };
}

/**
 * Whether nothing stands on a box of the page: no letter, and no picture on half of it. Such a box is there for what lies
 * below it; a panel for words or a frame for a photo is not.
 */
export function isBlot({ order, box }: CoverMark, marks: PageMarks, budget: ReadBudget): boolean {
  budget.spendOperation(1 + ((marks.glyphs.length + marks.covers.length) >> 5));
  const holds = ({ x0, y0, x1, y1 }: Rect): boolean => {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1;
  };
  return (
    !marks.glyphs.some((glyph) => glyph.order > order && glyph.text.trim() !== "" && holds(glyph.box)) &&
    !marks.covers.some(
      (cover) =>
        cover.kind === "image" && cover.order > order && area(intersectRects(cover.box, box)) * 2 > area(box),
    )
  );
}
