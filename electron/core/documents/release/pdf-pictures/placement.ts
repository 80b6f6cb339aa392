import type { PictureRegion, PictureSize } from "../../../../../shared/domain/item/picture-treatment.ts";
import { apply, boundingRect, multiply, transformRect, type Matrix, type Rect } from "../../pdf/geometry.ts";

/**
 * How a picture lies where a page draws it, as the number that turns it upright (EXIF 2.32, 4.6.4 A): from the directions
 * of its rows and columns on the page, which its viewer turns by `rotate`, clockwise.
 */
export function orientationOn(matrix: Matrix, rotate: number): number {
  const turn = ([x, y]: readonly [number, number]): readonly [number, number] =>
    rotate === 90 ? [y, -x] : rotate === 180 ? [-x, -y] : rotate === 270 ? [-y, x] : [x, y];
  const [rightX, rightY] = turn([matrix[0], matrix[1]]);
  const [upX, upY] = turn([matrix[2], matrix[3]]);
  if (Math.abs(rightX) >= Math.abs(rightY)) {
    if (upY >= 0) return rightX >= 0 ? 1 : 2;
    return rightX >= 0 ? 4 : 3;
  }
  // Its rows run up or down: downwards is 5 and 6, its columns to the right is 5 and 8.
  if (rightY < 0) return upX < 0 ? 5 : 6;
  return upX < 0 ? 8 : 7;
}

/** From the unit square of the picture turned upright to that of the picture as it was. */
const back: Readonly<Record<number, Matrix>> = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, -1, -1, 0, 1, 1],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, 1, 1, 0, 0, 0],
  8: [0, -1, 1, 0, 0, 1],
};
export const turnedBack = (orientation: number): Matrix => back[orientation] ?? [1, 0, 0, 1, 0, 0];

/** Where a region of a picture lies on a page; `matrix` is that of the picture the region is measured in. */
export function regionOnPage(
  { x, y, width, height }: PictureRegion,
  size: PictureSize,
  matrix: Matrix,
): Rect {
  return transformRect(matrix, {
    x0: x / size.width,
    x1: (x + width) / size.width,
    y0: 1 - (y + height) / size.height,
    y1: 1 - y / size.height,
  });
}

function inverse([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-9) return undefined;
  const [ia, ib, ic, id] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  return [ia, ib, ic, id, -(e * ia + f * ic), -(e * ib + f * id)];
}

/** The whole pixels of a picture under a box of the page; undefined where none are. */
export function regionUnder(box: Rect, size: PictureSize, matrix: Matrix): PictureRegion | undefined {
  const toUnit = inverse(matrix);
  if (!toUnit) return undefined;
  const corners = [
    [box.x0, box.y0],
    [box.x1, box.y0],
    [box.x0, box.y1],
    [box.x1, box.y1],
  ].map(([x = 0, y = 0]) => apply(toUnit, x, y));
  const unit = boundingRect(corners);
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const x = within(Math.floor(unit.x0 * size.width), size.width);
  const y = within(Math.floor((1 - unit.y1) * size.height), size.height);
  const width = within(Math.ceil(unit.x1 * size.width), size.width) - x;
  const height = within(Math.ceil((1 - unit.y0) * size.height), size.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The matrix of a picture that was turned upright, drawn where the one as it was is drawn by `matrix`. */
export const uprightMatrix = (matrix: Matrix, orientation: number): Matrix =>
  multiply(turnedBack(orientation), matrix);
