import type { PictureTreatment } from "../../../../../shared/domain/item/picture-treatment.ts";
import { err, ok, type Result } from "../../../../../shared/kernel/result.ts";
import { openZip } from "../../containers/zip-archive.ts";
import { archiveFiles, isOpcPackage } from "../../read-document.ts";
import { ReadBudget } from "../../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../../reading/read-limits.ts";
import type { RefusedFile } from "../../reading/refusal.ts";
import { settle } from "../../reading/settle.ts";
import { sniffKind } from "../../sniff-kind.ts";
import type { CopyCheck } from "../prove-copy.ts";
import { picturesOf, type CopiedPicture } from "../release-copy.ts";
import type { Withheld } from "../withheld.ts";
import type { FilePicture, TreatedPicture } from "./file-pictures.ts";
import { listPictures, treatPictureOf, type ListedPicture, type PictureList } from "./list-pictures.ts";
import { checkPictures, type LeavingPictures } from "./prove-pictures.ts";

/** Pictures of files in an archive: each file is looked at as if it were attached by itself. */

interface ArchivedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files of an archive; undefined of any other file, office files among them. */
async function filesIn(
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits,
): Promise<readonly ArchivedFile[] | undefined> {
  if (sniffKind(bytes, name) !== "zip") return undefined;
  const files = await settle(() => {
    const archive = openZip(bytes, new ReadBudget(limits));
    if (isOpcPackage(archive)) return undefined;
    return archiveFiles(archive).map((entry) => ({ name: entry.name, bytes: archive.read(entry) }));
  });
  return files.ok ? files.value : undefined;
}

/** The pictures of a file that are decided about one by one. */
async function picturesHere(
  { bytes, name }: ArchivedFile,
  limits: ReadLimits,
): Promise<readonly FilePicture[]> {
  const sniffed = sniffKind(bytes, name);
  if (sniffed !== "image" && sniffed !== "pdf" && sniffed !== "zip") return [];
  const pictures = await settle(() => picturesOf(bytes, name, sniffed === "zip" ? "docx" : sniffed, limits));
  return pictures.ok ? pictures.value : [];
}

/** As `listPictures`; of an archive the pictures of its files, each once, with the file it stands in first. */
export async function listPicturesAnywhere(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[],
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<PictureList, RefusedFile>> {
  const files = await filesIn(bytes, name, limits);
  if (!files) return listPictures(bytes, name, withheld, limits);
  const found = new Map<string, ListedPicture>();
  for (const file of files) {
    if ((await picturesHere(file, limits)).length === 0) continue;
    const listed = await listPictures(file.bytes, file.name, withheld, limits);
    if (!listed.ok) return listed;
    for (const picture of listed.value.pictures) {
      const before = found.get(picture.digest);
      // One that comes along by itself anywhere is not said to stay out.
      const staysOut = listed.value.undecidedStayOut && before?.undecidedStaysOut !== false;
      found.set(picture.digest, {
        ...picture,
        ...before,
        where: before?.where ?? file.name,
        undecidedStaysOut: staysOut,
      });
    }
  }
  const pictures = [...found.values()];
  return ok({ undecidedStayOut: pictures.some((one) => one.undecidedStaysOut === true), pictures });
}

/** As `treatPictureOf`, also of a picture of a file in an archive. */
export async function treatPictureAnywhere(
  bytes: Uint8Array,
  name: string,
  treatment: PictureTreatment,
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<TreatedPicture, "unknown-picture" | "unusable">> {
  const files = await filesIn(bytes, name, limits);
  if (!files) return treatPictureOf(bytes, name, treatment, limits);
  for (const file of files)
    if ((await picturesHere(file, limits)).some(({ digest }) => digest === treatment.digest))
      return treatPictureOf(file.bytes, file.name, treatment, limits);
  return err("unknown-picture");
}

/** What became of the pictures of one file of an archive: as its copy says, or as they are in what goes out of it. */
export async function picturesAfter(
  file: ArchivedFile,
  made: {
    readonly bytes: Uint8Array;
    readonly fileName: string;
    readonly pictures: readonly CopiedPicture[];
  },
  limits: ReadLimits,
): Promise<readonly CopiedPicture[]> {
  if (made.pictures.length > 0) return made.pictures;
  const before = await picturesHere(file, limits);
  const after = await picturesHere({ bytes: made.bytes, name: made.fileName }, limits);
  const isPicture = sniffKind(file.bytes, file.name) === "image";
  const kept = before.map(({ digest }): CopiedPicture => {
    // A picture as a file may have lost what it carried besides its pixels.
    const leaves = isPicture ? after[0] : after.find((one) => one.digest === digest);
    return { digest, ...(leaves ? { leaves: leaves.digest } : {}) };
  });
  const known = new Set(kept.map(({ leaves }) => leaves));
  const others = after.filter(({ digest }) => !known.has(digest));
  return [...kept, ...others.map(({ digest }) => ({ digest, leaves: digest }))];
}

/** Every picture once for each thing that leaves for it; what leaves comes before what does not. */
export function distinctPictures(pictures: readonly CopiedPicture[]): readonly CopiedPicture[] {
  const distinct = new Map(pictures.map((one) => [`${one.digest} ${one.leaves ?? ""}`, one]));
  const leaving = new Set(pictures.flatMap(({ digest, leaves }) => (leaves === undefined ? [] : [digest])));
  return [...distinct.values()].filter(({ digest, leaves }) => leaves !== undefined || !leaving.has(digest));
}

/** As `checkPictures`; of an archive in every file of it whose pictures are decided about. */
export async function checkPicturesAnywhere(
  copy: Uint8Array,
  leaving: LeavingPictures,
  limits: ReadLimits,
): Promise<CopyCheck> {
  const files = await filesIn(copy, "", limits);
  if (!files) return checkPictures(copy, leaving, limits);
  const failed: string[] = [];
  for (const file of files) {
    const here = await picturesHere(file, limits);
    const foreign = here.filter(({ digest }) => !leaving.has(digest)).length;
    if (foreign > 0) failed.push(`有${foreign}幅图片不应在其中`);
    // One that goes out as it is was made by nobody here: there is nothing to hold its pictures against.
    if (!here.some(({ digest }) => leaving.get(digest))) continue;
    const check = await checkPictures(file.bytes, leaving, limits);
    if (!check.ok) failed.push(check.detail);
  }
  return {
    id: "pictures",
    ok: failed.length === 0,
    detail: failed.length === 0 ? "压缩包内各文件的图片逐一核对，与决定一致" : failed.join("，"),
  };
}
