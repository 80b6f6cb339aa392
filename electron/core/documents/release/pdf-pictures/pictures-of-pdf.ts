import type { PictureRegion } from "../../../../../shared/domain/item/picture-treatment.ts";
import { turned } from "../../image/pixels/orientation.ts";
import { burnIn, withoutUnseenColours } from "../../image/pixels/pixels.ts";
import { boxesOver, isBlot } from "../../pdf/covered-picture.ts";
import { boundingRect, type Matrix, type Rect } from "../../pdf/geometry.ts";
import { PageReader } from "../../pdf/page-reader.ts";
import { readPages } from "../../pdf/page-tree.ts";
import type { PdfFile } from "../../pdf/pdf-file.ts";
import type { PdfStream } from "../../pdf/pdf-objects.ts";
import type { FilePicture } from "../pictures/file-pictures.ts";
import { imageOfTreated, plainImage } from "./leaving-image.ts";
import { pixelFilters, pixelsOfPdfImage, sizeOfPdfImage } from "./pdf-image-pixels.ts";
import { digestOfPdfImage, isImage, masksOf, readPdfImage, type PdfImage } from "./pdf-image.ts";
import { orientationOn, regionUnder, uprightMatrix } from "./placement.ts";

/** A picture of so few pixels is a dot or a ground, and shows nothing that could be withheld. */
const fewestPixels = 64;
const hasFewPixels = ({ width, height }: PdfImage): boolean => {
  const pixels = width * height;
  return pixels > 0 && pixels <= fewestPixels;
};
/** Packed pixels have a size of their own, whatever their dictionary says. */
export const isDecoration = (image: PdfImage): boolean =>
  !image.filters.some((name) => pixelFilters.has(name)) &&
  [image, image.stencilMask, image.softMask].every((one) => one === undefined || hasFewPixels(one));

/** Boxes over one picture; more of them are painted over as one. */
const mostBoxes = 500;

interface Drawn {
  readonly stream: PdfStream;
  readonly image: PdfImage;
  readonly pages: number[];
  /** Of the first time it is drawn. */
  readonly orientation: number;
  readonly size: ReturnType<typeof sizeOfPdfImage>;
  /** What boxes of a page lie over, in the picture turned upright. */
  readonly boxed: PictureRegion[];
  /** A box that nothing stands on lies over it. */
  isBlotted: boolean;
}

const uprightSize = (width: number, height: number, orientation: number) =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

function pictureOf(file: PdfFile, digest: string, drawn: Drawn): FilePicture {
  const { stream, image, orientation, size, boxed } = drawn;
  const shown = size.ok
    ? uprightSize(size.width, size.height, orientation)
    : { width: 0, height: 0, unusable: size.reason };
  return {
    digest,
    bytes: image.data,
    ...shown,
    onPages: {
      numbers: drawn.pages,
      orientation,
      isStencil: image.isStencil,
      isBoxed: boxed.length > 0,
      isBlotted: drawn.isBlotted,
      seen: async () => {
        file.renewBudget();
        const decoded = await pixelsOfPdfImage(file, stream);
        if (!decoded.ok) return decoded;
        const pixels = turned(decoded.pixels, orientation);
        withoutUnseenColours(pixels);
        // What the page hides under a box stays hidden for good.
        burnIn(pixels, boxed);
        return { ...decoded, pixels };
      },
      plainDigest: () => digestOfPdfImage(file, plainImage(file, stream)),
      leavingDigest: (treated) => digestOfPdfImage(undefined, imageOfTreated(treated, image.isStencil)),
    },
  };
}

/**
 * The pictures of a PDF, once each, in the order its pages draw them, upright as they are seen there; behind them those
 * that no page draws by itself (in a pattern, a letter or a layer that is off), about which nobody can decide.
 */
export function picturesOfPdf(file: PdfFile): readonly FilePicture[] {
  const reader = new PageReader(file);
  const read = new Map<PdfStream, { readonly image: PdfImage; readonly digest: string }>();
  const imageOf = (stream: PdfStream) => {
    const image = read.get(stream)?.image ?? readPdfImage(file, stream);
    const known = read.get(stream) ?? { image, digest: digestOfPdfImage(file, image) };
    read.set(stream, known);
    return known;
  };
  const drawn = new Map<string, Drawn>();
  for (const page of readPages(file)) {
    const { marks } = reader.read(page);
    const boxesOn = boxesOver(marks, file.budget);
    for (const mark of marks.images) {
      const { image, digest } = imageOf(mark.image);
      if (isDecoration(image)) continue;
      const known: Drawn = drawn.get(digest) ?? {
        stream: mark.image,
        image,
        pages: [],
        orientation: orientationOn(mark.matrix, page.rotate),
        size: sizeOfPdfImage(file, mark.image, image),
        boxed: [],
        isBlotted: false,
      };
      drawn.set(digest, known);
      if (known.pages.at(-1) !== page.number) known.pages.push(page.number);
      const boxes = boxesOn(mark);
      known.isBlotted ||= boxes.some((box) => isBlot(box, marks, file.budget));
      addBoxed(
        known,
        boxes.map(({ box }) => box),
        mark.matrix,
      );
    }
  }
  const pictures = [...drawn].map(([digest, one]) => pictureOf(file, digest, one));
  const images = file.objectNumbers.flatMap((number) => {
    const object = file.object(number);
    return isImage(file, object) ? [object] : [];
  });
  const masks = new Set(images.flatMap((image) => masksOf(file, image)));
  for (const stream of images) {
    const { image, digest } = imageOf(stream);
    if (masks.has(stream) || isDecoration(image)) continue;
    if (drawn.has(digest)) continue;
    const size = { ok: false, reason: "not-shown" } as const;
    const unseen: Drawn = { stream, image, pages: [], orientation: 1, size, boxed: [], isBlotted: false };
    drawn.set(digest, unseen);
    pictures.push(pictureOf(file, digest, unseen));
  }
  return pictures;
}

function addBoxed(drawn: Drawn, boxes: readonly Rect[], matrix: Matrix): void {
  const { size, orientation, boxed } = drawn;
  if (!size.ok || boxes.length === 0) return;
  const upright = uprightSize(size.width, size.height, orientation);
  const place = uprightMatrix(matrix, orientation);
  const corners = boxes.flatMap(({ x0, y0, x1, y1 }) => [[x0, y0] as const, [x1, y1] as const]);
  const told = boxes.length > mostBoxes ? [boundingRect(corners)] : boxes;
  boxed.push(...told.flatMap((box) => regionUnder(box, upright, place) ?? []));
  if (boxed.length > mostBoxes) boxed.splice(0, boxed.length, around(boxed));
}

function around(regions: readonly PictureRegion[]): PictureRegion {
  const x = Math.min(...regions.map((one) => one.x));
  const y = Math.min(...regions.map((one) => one.y));
  const width = Math.max(...regions.map((one) => one.x + one.width)) - x;
  const height = Math.max(...regions.map((one) => one.y + one.height)) - y;
  return { x, y, width, height };
}
