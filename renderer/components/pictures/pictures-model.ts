import type { AttachmentPictures, PictureView } from "../../../shared/contract/items.ts";
import {
  pictureDecisions,
  pictureOutcome,
  unusablePictures,
  type PictureDecision,
  type PictureRegion,
} from "../../../shared/domain/item/picture-treatment.ts";
import { fileSize } from "../../wording/numbers.ts";

/** A decision as it is put to the core. */
export interface Choice {
  readonly digest: string;
  readonly decision: PictureDecision | null;
  readonly regions: readonly PictureRegion[];
}

/** Kinds of files whose pictures can be looked at one by one. */
export const hasPictures = (mediaType: string): boolean =>
  /wordprocessingml|presentationml|spreadsheetml|msword|ms-powerpoint|ms-excel|application\/zip/u.test(
    mediaType,
  ) || /^(?:image\/(?:png|jpeg|gif)|application\/pdf)$/u.test(mediaType);

/** What is decided about a picture now. */
export const choiceOf = ({ digest, treatment }: PictureView): Choice => ({
  digest,
  decision: treatment?.decision ?? null,
  regions: treatment?.regions ?? [],
});

/** The pictures with a choice in place, before the core names who decided. */
export function withChoice(pictures: readonly PictureView[], choice: Choice): readonly PictureView[] {
  return pictures.map((picture) => {
    if (picture.digest !== choice.digest) return picture;
    const { treatment: _before, ...bare } = picture;
    const { decision, regions } = choice;
    return decision === null ? bare : { ...bare, treatment: { decision, regions, personName: "" } };
  });
}

/** Regions make a mask; without any nothing is decided. */
export const maskedBy = (digest: string, regions: readonly PictureRegion[]): Choice => ({
  digest,
  decision: regions.length > 0 ? "mask" : null,
  regions,
});

/** Whether the public copy will show the picture, or shows it. */
export function isShown(picture: PictureView, { undecidedStayOut }: AttachmentPictures): boolean {
  if (picture.inCopy !== undefined) return picture.inCopy;
  const staysOut = picture.undecidedStaysOut ?? undecidedStayOut;
  return !picture.unusable && pictureOutcome(picture.treatment, staysOut) !== "drop";
}

/** What is said of a picture in the list. */
export function stateWords(picture: PictureView, all: AttachmentPictures): string {
  const { treatment, unusable } = picture;
  if (unusable) return "不能带入";
  if (treatment?.decision === "mask") return `遮盖 ${treatment.regions.length} 处`;
  if (treatment) return pictureDecisions[treatment.decision];
  return isShown(picture, all) ? "没有决定，照原样带入" : "没有决定，不带入";
}

/** Why the public copy does not show a picture. */
export function absentWords({ unusable, treatment }: PictureView): string {
  if (unusable) return `公开件中没有这幅图片：${unusablePictures[unusable]}。`;
  if (treatment?.decision === "drop") return "公开件中没有这幅图片：决定去除。";
  return "公开件中没有这幅图片：没有决定。图片里可能有须遮盖的内容，看过以后决定保留或者遮盖，才会带入。";
}

/** What a picture is called in the list: by its place, and of a PDF by its page. */
export function nameWords({ pictures }: AttachmentPictures, index: number): string {
  const [page, ...more] = pictures[index]?.pages ?? [];
  if (page === undefined) return `图片 ${index + 1}`;
  const file = pictures[index]?.where;
  const onPage = pictures.filter(({ pages, where }) => pages?.[0] === page && where === file);
  const place = onPage.length > 1 ? `，图片 ${onPage.indexOf(pictures[index] as PictureView) + 1}` : "";
  return `第 ${page} 页${more.length > 0 ? `等 ${more.length + 1} 页` : ""}${place}`;
}

/** Whether the file is a PDF, whose pages may be nothing but a picture. */
export const isOfPages = ({ pictures }: AttachmentPictures): boolean =>
  pictures.some(({ pages }) => pages !== undefined);

export const sizeWords = ({ width, height, sizeBytes }: PictureView): string =>
  width > 0 ? `${width}×${height}，${fileSize(sizeBytes)}` : fileSize(sizeBytes);

/** How many pictures wait for a decision that would change something. */
export const undecided = (all: AttachmentPictures): number =>
  all.pictures.filter(
    ({ unusable, treatment, undecidedStaysOut }) =>
      !unusable && !treatment && (undecidedStaysOut ?? all.undecidedStayOut),
  ).length;

/** A new region in the middle of the picture: a fifth of each side, on a page the shape of a line. */
export function regionInMiddle({
  width,
  height,
  pages,
}: Pick<PictureView, "width" | "height" | "pages">): PictureRegion {
  const [wide, high] = (pages ? [width / 3, height / 30] : [width / 5, height / 5]).map((side) =>
    Math.max(1, Math.round(side)),
  ) as [number, number];
  return {
    x: Math.floor((width - wide) / 2),
    y: Math.floor((height - high) / 2),
    width: wide,
    height: high,
  };
}

/** The regions of a picture with one more; the first are those its text layer says, where it says any. */
export function withRegion(picture: PictureView): readonly PictureRegion[] {
  const regions = picture.treatment?.regions ?? [];
  return regions.length === 0 && picture.suggested
    ? picture.suggested
    : [...regions, regionInMiddle(picture)];
}

/** How far one press of an arrow moves: a hundredth of the longer side. */
export const stepOf = ({ width, height }: Pick<PictureView, "width" | "height">): number =>
  Math.max(1, Math.round(Math.max(width, height) / 100));
