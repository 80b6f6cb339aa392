import type { PictureTreatment } from "../../../../../shared/domain/item/picture-treatment.ts";
import { OpcPackage } from "../../containers/opc-package.ts";
import { openZip } from "../../containers/zip-archive.ts";
import { imageFormatOf } from "../../image/image-metadata.ts";
import { decodePicture } from "../../image/pixels/decode-picture.ts";
import { isBurntIn } from "../../image/pixels/pixels.ts";
import { ReadBudget } from "../../reading/read-budget.ts";
import type { ReadLimits } from "../../reading/read-limits.ts";
import { PdfFile } from "../../pdf/pdf-file.ts";
import { settle } from "../../reading/settle.ts";
import { sniffKind } from "../../sniff-kind.ts";
import { lettersUnderRegions, picturesInPdf } from "../pdf-pictures/pictures-in-copy.ts";
import type { CopyCheck } from "../prove-copy.ts";
import { stripImage } from "../strip-image.ts";
import { digestOfPicture, isPicturePart, type FilePicture, type FoundPicture } from "./file-pictures.ts";
import { isOnlyPixels } from "./only-pixels.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";

const foundIn = (bytes: Uint8Array): FoundPicture => ({
  digest: digestOfPicture(bytes),
  isOnlyPixels: () => isOnlyPixels(bytes),
  pixels: () => decodePicture(bytes),
});

/** The pictures in the bytes of a copy, wherever they lie in it. */
function picturesIn(copy: Uint8Array, limits: ReadLimits): readonly FoundPicture[] {
  if (sniffKind(copy, "") !== "zip") return imageFormatOf(copy) ? [foundIn(copy)] : [];
  const budget = new ReadBudget(limits);
  const archive = openZip(copy, budget);
  const opc = new OpcPackage(archive, budget);
  return opc.partNames.flatMap((name) => {
    const bytes = opc.bytes(name);
    return bytes && (isPicturePart(opc, name) || imageFormatOf(bytes)) ? [foundIn(bytes)] : [];
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
  const read = await settle(() => {
    if (sniffKind(copy, "") !== "pdf") return { found: picturesIn(copy, limits), letters: 0 };
    const pdf = new PdfFile(copy, new ReadBudget(limits));
    const masked = [...leaving].flatMap(([digest, treatment]) =>
      treatment && treatment.regions.length > 0 ? [[digest, treatment.regions] as const] : [],
    );
    const letters = lettersUnderRegions(pdf, new Map(masked));
    return { found: picturesInPdf(pdf), letters };
  });
  if (!read.ok) return { id: "pictures", ok: false, detail: "图片不能重新读出" };
  const { found, letters } = read.value;
  let [foreign, unmasked, tagged] = [0, 0, 0];
  for (const { digest, ...picture } of found) {
    if (!leaving.has(digest)) {
      foreign += 1;
      continue;
    }
    const treatment = leaving.get(digest);
    if (!treatment) continue;
    if (!picture.isOnlyPixels()) tagged += 1;
    const decoded = await settle(() => picture.pixels());
    if (!decoded.ok || !decoded.value.ok || !isBurntIn(decoded.value.pixels, treatment.regions))
      unmasked += 1;
  }
  const faults = [
    ...(foreign > 0 ? [`有${foreign}幅图片不应在其中`] : []),
    ...(unmasked > 0 ? [`有${unmasked}幅图片没有遮盖完整`] : []),
    ...(tagged > 0 ? [`有${tagged}幅图片带有像素以外的数据`] : []),
    ...(letters > 0 ? [`遮盖的部分下面还有${letters}个字`] : []),
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
  for (const { digest, bytes, onPages } of originals) {
    const treatment = treatments.find((one) => one.digest === digest);
    if (treatment?.decision === "drop") continue;
    if (onPages) {
      const made = treated.get(digest);
      if (made) leaving.set(onPages.leavingDigest(made), treatment);
      else if (!treatment && undecidedComeAlong) leaving.set(onPages.plainDigest(), undefined);
      continue;
    }
    const leaves = treatment
      ? treated.get(digest)?.bytes
      : undecidedComeAlong
        ? stripImage(bytes)
        : undefined;
    if (leaves) leaving.set(digestOfPicture(leaves), treatment);
  }
  return checkPictures(copy, leaving, limits);
}
