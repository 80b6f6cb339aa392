import type { PictureTreatment } from "../../../../../shared/domain/item/picture-treatment.ts";
import { ascii, u16be, u32be, u8 } from "../../containers/bytes.ts";
import { OpcPackage } from "../../containers/opc-package.ts";
import { openZip } from "../../containers/zip-archive.ts";
import { imageFormatOf } from "../../image/image-metadata.ts";
import { decodePicture } from "../../image/pixels/decode-picture.ts";
import { isBurntIn } from "../../image/pixels/pixels.ts";
import { ReadBudget } from "../../reading/read-budget.ts";
import type { ReadLimits } from "../../reading/read-limits.ts";
import { sniffKind } from "../../sniff-kind.ts";
import type { CopyCheck } from "../prove-copy.ts";
import { stripImage } from "../strip-image.ts";
import { digestOfPicture, isPicturePart, type FilePicture } from "./file-pictures.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";

/** Parts of a picture without which there are no pixels (PNG 11.2; T.81, table B.1). */
const pixelChunks = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
const pixelMarkers = new Set([0xdb, 0xc0, 0xc4, 0xda]);

/** Whether a picture is nothing but pixels: no word, time, place, profile or preview anywhere in it or behind it. */
export function isOnlyPixels(bytes: Uint8Array): boolean {
  switch (imageFormatOf(bytes)) {
    case "png": {
      let at = 8;
      while (at + 12 <= bytes.length) {
        const type = ascii(bytes, at + 4, at + 8);
        if (!pixelChunks.has(type)) return false;
        at += 12 + u32be(bytes, at);
        if (type === "IEND") return at === bytes.length;
      }
      return false;
    }
    case "jpeg": {
      let at = 2;
      while (at + 4 <= bytes.length && u8(bytes, at) === 0xff) {
        const marker = u8(bytes, at + 1);
        const length = u16be(bytes, at + 2);
        const isJfif =
          marker === 0xe0 &&
          length === 16 &&
          ascii(bytes, at + 4, at + 9) === "JFIF\0" &&
          u16be(bytes, at + 16) === 0;
        if (!isJfif && !pixelMarkers.has(marker)) return false;
        at += 2 + length;
        if (marker !== 0xda) continue;
        while (at + 1 < bytes.length && !(u8(bytes, at) === 0xff && u8(bytes, at + 1) !== 0)) at += 1;
        return u8(bytes, at + 1) === 0xd9 && at + 2 === bytes.length;
      }
      return false;
    }
    default:
      return false;
  }
}

/** The pictures in the bytes of a copy, wherever they lie in it. */
function picturesIn(copy: Uint8Array, limits: ReadLimits): readonly Uint8Array[] {
  if (sniffKind(copy, "") !== "zip") return imageFormatOf(copy) ? [copy] : [];
  const budget = new ReadBudget(limits);
  const archive = openZip(copy, budget);
  const opc = new OpcPackage(archive, budget);
  return opc.partNames.flatMap((name) => {
    const bytes = opc.bytes(name);
    return bytes && (isPicturePart(opc, name) || imageFormatOf(bytes)) ? [bytes] : [];
  });
}

export interface PictureExpectation {
  readonly originals: readonly FilePicture[];
  readonly treatments: readonly PictureTreatment[];
  /** What each decided picture looks like as it leaves, worked out from original and decision alone. */
  readonly treated: PreparedPictures["decided"];
  /** Pictures nobody decided about may be in it, stripped. */
  readonly undecidedComeAlong: boolean;
}

/** What the pictures of a copy are to be, by the digest of each there: what was decided, or nothing. */
export type LeavingPictures = ReadonlyMap<string, Pick<PictureTreatment, "regions"> | undefined>;

/**
 * Reads the pictures of a copy again: each is one that may leave; what was kept or masked is nothing but pixels, and every
 * region is black.
 */
export async function checkPictures(
  copy: Uint8Array,
  leaving: LeavingPictures,
  limits: ReadLimits,
): Promise<CopyCheck> {
  const found = picturesIn(copy, limits);
  let [foreign, unmasked, tagged] = [0, 0, 0];
  for (const bytes of found) {
    const digest = digestOfPicture(bytes);
    if (!leaving.has(digest)) {
      foreign += 1;
      continue;
    }
    const treatment = leaving.get(digest);
    if (!treatment) continue;
    if (!isOnlyPixels(bytes)) tagged += 1;
    const decoded = await decodePicture(bytes);
    if (!decoded.ok || !isBurntIn(decoded.pixels, treatment.regions)) unmasked += 1;
  }
  const faults = [
    ...(foreign > 0 ? [`有${foreign}幅图片不应在其中`] : []),
    ...(unmasked > 0 ? [`有${unmasked}幅图片没有遮盖完整`] : []),
    ...(tagged > 0 ? [`有${tagged}幅图片带有像素以外的数据`] : []),
  ];
  return {
    id: "pictures",
    ok: faults.length === 0,
    detail: faults.length === 0 ? `${found.length}幅图片逐一核对，与决定一致` : faults.join("，"),
  };
}

/**
 * Proves the pictures of a copy against the originals and the decisions. Trusts nothing the writer of the copy says about
 * it: what may be in it follows from them.
 */
export async function provePictures(
  copy: Uint8Array,
  { originals, treatments, treated, undecidedComeAlong }: PictureExpectation,
  limits: ReadLimits,
): Promise<CopyCheck> {
  const leaving = new Map<string, PictureTreatment | undefined>();
  for (const { digest, bytes } of originals) {
    const treatment = treatments.find((one) => one.digest === digest);
    if (treatment?.decision === "drop") continue;
    const leaves = treatment
      ? treated.get(digest)?.bytes
      : undecidedComeAlong
        ? stripImage(bytes)
        : undefined;
    if (leaves) leaving.set(digestOfPicture(leaves), treatment);
  }
  return checkPictures(copy, leaving, limits);
}
