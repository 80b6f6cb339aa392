/** What happens to a picture of a file in its public copy. */
export type PictureDecision = "keep" | "mask" | "drop";

export const pictureDecisions: Readonly<Record<PictureDecision, string>> = {
  keep: "保留",
  mask: "遮盖",
  drop: "去除",
};

/** A rectangle of the picture in its own pixels, from its upper left corner. */
export interface PictureRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * What a person decided about a picture. It belongs to the bytes of the picture (SHA-256), not to its place: equal
 * pictures share it, and a picture that changed has none.
 */
export interface PictureTreatment {
  readonly digest: string;
  readonly decision: PictureDecision;
  /** What is burnt in; empty unless masked. */
  readonly regions: readonly PictureRegion[];
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Why nobody is asked about a picture: it stays out of a copy that is made anew, whatever is decided. */
export type UnusablePicture = "vector" | "unknown-format" | "coding" | "damaged" | "too-large" | "not-shown";

export const unusablePictures: Readonly<Record<UnusablePicture, string>> = {
  vector: "矢量图（EMF、WMF、SVG）里可能有看不到的内容，不能逐点核对，请另存为 png 后放回原文件",
  "unknown-format": "这种图片格式不能逐点核对，请另存为 png 或者 jpg 后放回原文件",
  coding:
    "图片的编码方式（如 JPEG 2000、印刷四色、三类传真）不能逐点核对，请在扫描软件中另存为 JPEG 编码的 PDF，或者重新扫描",
  damaged: "图片读不出来，可能已经损坏",
  "too-large": "图片过大，请缩小后放回原文件",
  "not-shown": "没有在页面上单独显示（隐藏，或者在组合、文本框、图案、旧式图形里），请在原文件中改好",
};

export const maxPicturePixels = 36_000_000;
export const maxPictureSide = 20_000;
export const maxPictureRegions = 200;

export type TreatmentFault = "regions-missing" | "regions-unexpected" | "too-many-regions" | "outside";

const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0;

/** Whether a decision fits its picture: regions exactly where it is masked, each at least a pixel and inside. */
export function treatmentFault(
  treatment: Pick<PictureTreatment, "decision" | "regions">,
  size: PictureSize,
): TreatmentFault | undefined {
  const { decision, regions } = treatment;
  if (decision !== "mask") return regions.length > 0 ? "regions-unexpected" : undefined;
  if (regions.length === 0) return "regions-missing";
  if (regions.length > maxPictureRegions) return "too-many-regions";
  const inside = regions.every(
    ({ x, y, width, height }) =>
      isWhole(x) &&
      isWhole(y) &&
      isWhole(width) &&
      isWhole(height) &&
      width > 0 &&
      height > 0 &&
      x + width <= size.width &&
      y + height <= size.height,
  );
  return inside ? undefined : "outside";
}

/**
 * What happens to a picture in a copy made anew. Undecided ones stay out where something in the file is withheld, since
 * the same words may be seen in them (V9), and come along as they are seen where nothing is.
 */
export function pictureOutcome(
  treatment: Pick<PictureTreatment, "decision"> | undefined,
  undecidedStayOut: boolean,
): PictureDecision {
  return treatment?.decision ?? (undecidedStayOut ? "drop" : "keep");
}

/** A region that two corners span, whole pixels inside the picture; undefined where it has no area. */
export function regionBetween(
  one: { readonly x: number; readonly y: number },
  other: { readonly x: number; readonly y: number },
  size: PictureSize,
): PictureRegion | undefined {
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const x = within(Math.floor(Math.min(one.x, other.x)), size.width);
  const y = within(Math.floor(Math.min(one.y, other.y)), size.height);
  const width = within(Math.ceil(Math.max(one.x, other.x)), size.width) - x;
  const height = within(Math.ceil(Math.max(one.y, other.y)), size.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The region moved or, with `grows`, made larger or smaller at its lower right corner; it never leaves the picture. */
export function shiftedRegion(
  region: PictureRegion,
  by: { readonly x: number; readonly y: number },
  grows: boolean,
  size: PictureSize,
): PictureRegion {
  const within = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, value));
  return grows
    ? {
        ...region,
        width: within(region.width + by.x, 1, size.width - region.x),
        height: within(region.height + by.y, 1, size.height - region.y),
      }
    : {
        ...region,
        x: within(region.x + by.x, 0, size.width - region.width),
        y: within(region.y + by.y, 0, size.height - region.height),
      };
}
