import type {
  PictureRegion,
  PictureTreatment,
  UnusablePicture,
} from "../../../../../shared/domain/item/picture-treatment.ts";
import { err, ok, type Result } from "../../../../../shared/kernel/result.ts";
import { readDocument } from "../../read-document.ts";
import type { FileKind } from "../../reading/file-reading.ts";
import { defaultReadLimits, type ReadLimits } from "../../reading/read-limits.ts";
import type { RefusedFile } from "../../reading/refusal.ts";
import { settle } from "../../reading/settle.ts";
import { readSheetPictures } from "../rebuilt/sheet-pictures.ts";
import { readVisibleSheets } from "../visible-sheets.ts";
import { copySlides } from "../rebuilt/slides-copy.ts";
import { copyWord } from "../rebuilt/word-copy.ts";
import { openOffice, picturesOf, undecidedStayOut } from "../release-copy.ts";
import { sniffKind } from "../../sniff-kind.ts";
import { PdfFile } from "../../pdf/pdf-file.ts";
import { ReadBudget } from "../../reading/read-budget.ts";
import { suggestedRegions } from "../pdf-pictures/suggested-regions.ts";
import type { Withheld } from "../withheld.ts";
import type { FilePicture, TreatedPicture } from "./file-pictures.ts";
import { allKept } from "./prepared-pictures.ts";
import { seenPixels, treatPicture } from "./treat-picture.ts";

/** A picture of a file, to be decided about. */
export interface ListedPicture {
  readonly digest: string;
  /** Of an archive: the file in it that shows the picture first, and what becomes there of one nobody decides about. */
  readonly where?: string;
  readonly undecidedStaysOut?: boolean;
  readonly sizeBytes: number;
  readonly width: number;
  readonly height: number;
  readonly unusable?: UnusablePicture;
  /** Of a PDF: the pages that draw it, counted from 1. */
  readonly pages?: readonly number[];
  /** Boxes of a page lie over it, and what is below them is black here. */
  readonly boxed?: true;
  /** Where its text layer says that something withheld stands. */
  readonly suggested?: readonly PictureRegion[];
}

export interface PictureList {
  /** Pictures nobody decides about stay out of a copy. */
  readonly undecidedStayOut: boolean;
  readonly pictures: readonly ListedPicture[];
}

/** The pictures that a copy of the file would show if all were kept; undefined where that does not matter. */
async function placedIn(
  bytes: Uint8Array,
  kind: FileKind,
  pictures: readonly FilePicture[],
  limits: ReadLimits,
): Promise<ReadonlySet<string> | undefined> {
  if (pictures.length === 0 || kind === "image" || kind === "pdf") return undefined;
  const copied = await settle(async () => {
    const opc = await openOffice(bytes, limits);
    if (kind === "xlsx") return readSheetPictures(opc, readVisibleSheets(opc), allKept(pictures));
    return kind === "docx" ? copyWord(opc, [], allKept(pictures)) : copySlides(opc, [], allKept(pictures));
  });
  return new Set(copied.ok ? copied.value?.placed.keys() : []);
}

/** The pictures of a file, and what happens to those nobody decides about. */
export async function listPictures(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[],
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<PictureList, RefusedFile>> {
  const read = await readDocument(bytes, name, limits);
  if (!read.ok) return read;
  const { kind } = read.value;
  const listed = await settle(async (): Promise<readonly FilePicture[]> => {
    const pictures = await picturesOf(bytes, name, kind, limits);
    const placed = await placedIn(bytes, kind, pictures, limits);
    return pictures.map((picture) =>
      picture.unusable || !placed || placed.has(picture.digest)
        ? picture
        : { ...picture, unusable: "not-shown" },
    );
  });
  if (!listed.ok) return listed;
  const stayOut = undecidedStayOut(read.value, withheld);
  const suggested = await settle(() =>
    kind === "pdf" && stayOut
      ? suggestedRegions(new PdfFile(bytes, new ReadBudget(limits)), listed.value, withheld)
      : undefined,
  );
  if (!suggested.ok) return suggested;
  const pictures: ListedPicture[] = [];
  for (const { bytes: own, onPages, ...picture } of listed.value) {
    const regions = suggested.value?.get(picture.digest);
    // A photo that lies on its side is shown, and marked, upright.
    const upright = kind === "image" && !picture.unusable ? await seenPixels(own, true) : undefined;
    pictures.push({
      ...picture,
      ...(upright?.ok ? { width: upright.pixels.width, height: upright.pixels.height } : {}),
      ...(upright && !upright.ok ? { unusable: upright.reason } : {}),
      sizeBytes: own.length,
      ...(onPages ? { pages: onPages.numbers } : {}),
      ...(onPages?.isBoxed ? { boxed: true as const } : {}),
      ...(regions && regions.length > 0 ? { suggested: regions } : {}),
    });
  }
  return ok({ undecidedStayOut: stayOut, pictures });
}

/** One picture of a file as it would leave after a decision. Errors: there is no such picture, or it cannot be treated. */
export async function treatPictureOf(
  bytes: Uint8Array,
  name: string,
  treatment: PictureTreatment,
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<TreatedPicture, "unknown-picture" | "unusable">> {
  const read = sniffKind(bytes, name) === "pdf" ? undefined : await readDocument(bytes, name, limits);
  if (read && !read.ok) return err("unknown-picture");
  const kind = read ? read.value.kind : "pdf";
  const pictures = await settle(() => picturesOf(bytes, name, kind, limits));
  const picture = pictures.ok ? pictures.value.find(({ digest }) => digest === treatment.digest) : undefined;
  if (!picture) return err("unknown-picture");
  if (picture.unusable) return err("unusable");
  const treated = await settle(() => treatPicture(picture, treatment, kind === "image"));
  return treated.ok && treated.value ? ok(treated.value) : err("unusable");
}
