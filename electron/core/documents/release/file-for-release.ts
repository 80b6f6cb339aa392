import type { PictureTreatment } from "../../../../shared/domain/item/picture-treatment.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { openZip } from "../containers/zip-archive.ts";
import { writeZip } from "../containers/zip-writer.ts";
import { mediaTypeOf } from "../media-types.ts";
import { archiveFiles } from "../read-document.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { proveCopy, type CopyCheck } from "./prove-copy.ts";
import { sniffKind } from "../sniff-kind.ts";
import { settle } from "../reading/settle.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { decodeText } from "../text/text-encoding.ts";
import { compactPdf, isSignedPdf } from "./compact-pdf.ts";
import { distinctPictures, picturesAfter } from "./pictures/pictures-in-archive.ts";
import { repackOffice } from "./repack-office.ts";
import { stripImage } from "./strip-image.ts";
import { makeReleaseCopy, picturesOf, type CopiedPicture, type ReleaseRefusal } from "./release-copy.ts";
import { maskText, type Withheld } from "./withheld.ts";

/** The bytes of an attachment that go out, with the proof that nothing hidden and nothing withheld is in them. */
export interface FileForRelease {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  /** False where the file itself passed the proof and goes out byte for byte. */
  readonly rebuilt: boolean;
  /** What a rebuilt file does not keep of the original, in the user's words. */
  readonly losses: readonly string[];
  /** What a file that goes out as it is carries besides what is seen, in the user's words. */
  readonly stays: readonly string[];
  readonly checks: readonly CopyCheck[];
  /** Of a rebuilt file: what became of its pictures. */
  readonly pictures: readonly CopiedPicture[];
  /** What goes out, as it was read for the proof. */
  readonly reading: FileReading;
}

const signatureStays = "电子签名（电子印章），其中有签章人、签章时间和数字证书的信息";

/** What of a page is in its source and nowhere on it. */
const pageSource = /<script\b|<style\b[^>]*>[^<]*\/\*|\bdata:[a-z]+\/[^"'\s]{40}/iu;

/**
 * The file without what no reader of it meets and no finding tells: unknown segments of a picture, parts of an office
 * file or objects of a PDF that nothing leads to. "anew": its source holds more than the page; undefined: there is nothing of the kind.
 */
function withoutUnseen(
  bytes: Uint8Array,
  reading: FileReading,
  limits: ReadLimits,
): Uint8Array | "anew" | undefined {
  switch (reading.kind) {
    case "image": {
      const stripped = stripImage(bytes);
      return stripped && Buffer.compare(stripped, bytes) !== 0 ? stripped : undefined;
    }
    case "docx":
    case "xlsx":
    case "pptx":
      // Not the old binary formats, which are read through a converter.
      return sniffKind(bytes, "") === "zip" ? repackOffice(bytes, limits) : undefined;
    case "pdf":
      return compactPdf(bytes, new ReadBudget(limits));
    case "html":
      return pageSource.test(decodeText(bytes).text) ? "anew" : undefined;
    default:
      return undefined;
  }
}

/** What is written anew shows the same words on the same pages. */
const saysTheSame = (one: FileReading, other: FileReading): boolean =>
  one.kind !== "pdf" ||
  one.parts.map(({ text }) => text).join("\f") === other.parts.map(({ text }) => text).join("\f");

/** Names in an archive must differ, also where a mask made them alike. */
function distinctName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf(".") > name.lastIndexOf("/") ? name.lastIndexOf(".") : name.length;
  let distinct = name;
  for (let number = 2; taken.has(distinct.toLowerCase()); number += 1)
    distinct = `${name.slice(0, dot)}（${number}）${name.slice(dot)}`;
  return distinct;
}

/** An archive put together anew of what may leave of each file in it; one that has no clean copy holds back the whole. */
async function archiveForRelease(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[],
  limits: ReadLimits,
  treatments: readonly PictureTreatment[],
): Promise<Result<FileForRelease, ReleaseRefusal>> {
  const budget = new ReadBudget(limits);
  const opened = await settle(() => {
    const archive = openZip(bytes, budget);
    return archiveFiles(archive).map((entry) => ({ name: entry.name, bytes: archive.read(entry) }));
  });
  if (!opened.ok) return err({ type: "unreadable", refusal: opened.error });
  const entries: { name: string; data: Uint8Array }[] = [];
  const taken = new Set<string>();
  const losses = new Set<string>();
  const stays = new Set<string>();
  const pictures: CopiedPicture[] = [];
  for (const [index, file] of opened.value.entries()) {
    const inner = await fileForRelease(file.bytes, file.name, withheld, limits, treatments);
    if (!inner.ok)
      return err({
        type: "no-clean-copy",
        kind: "zip",
        message: `压缩包内第${index + 1}个文件：${releaseRefusalText(inner.error)}`,
      });
    const distinct = distinctName(maskText(inner.value.fileName, withheld), taken);
    taken.add(distinct.toLowerCase());
    for (const loss of inner.value.losses) losses.add(loss);
    for (const one of inner.value.stays) stays.add(one);
    pictures.push(...(await picturesAfter(file, inner.value, limits)));
    entries.push({ name: distinct, data: inner.value.bytes });
  }
  const anew = writeZip(entries);
  const fileName = maskText(name, withheld);
  const { checks, reading } = await proveCopy(anew, fileName, withheld, limits);
  if (!reading || checks.some((check) => !check.ok)) return err({ type: "not-proved", checks });
  return ok({
    bytes: anew,
    fileName,
    mediaType: mediaTypeOf("zip", anew),
    rebuilt: true,
    losses: [...losses],
    stays: [...stays],
    checks,
    pictures: distinctPictures(pictures),
    reading,
  });
}

/**
 * Whether the pictures of a file let it go out as it is: none is to be masked or left out, none that somebody decided about
 * lies under a box of its page, and none at all under a box that hides it: the pixels below are still in the file.
 */
async function picturesMayStay(
  bytes: Uint8Array,
  name: string,
  { kind }: FileReading,
  limits: ReadLimits,
  treatments: readonly PictureTreatment[],
): Promise<boolean> {
  if (treatments.length === 0 && kind !== "pdf") return true;
  const pictures = await settle(() => picturesOf(bytes, name, kind, limits));
  if (!pictures.ok) return false;
  return pictures.value.every(({ digest, onPages }) => {
    const treatment = treatments.find((one) => one.digest === digest);
    return treatment ? treatment.decision === "keep" && !onPages?.isBoxed : !onPages?.isBlotted;
  });
}

/**
 * A file that is clean by itself goes out as it is, layout and pictures kept; any other only as a clean copy (V9).
 * Both pass the same proof. Errors: the file cannot be read, has no clean copy, or its copy does not pass.
 */
export async function fileForRelease(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[],
  limits: ReadLimits = defaultReadLimits,
  treatments: readonly PictureTreatment[] = [],
): Promise<Result<FileForRelease, ReleaseRefusal>> {
  const { checks, reading } = await proveCopy(bytes, name, withheld, limits);
  if (reading?.kind === "zip") return archiveForRelease(bytes, name, withheld, limits, treatments);
  const anew = async (): Promise<Result<FileForRelease, ReleaseRefusal>> => {
    const copy = await makeReleaseCopy(bytes, name, withheld, limits, treatments);
    return copy.ok ? ok({ ...copy.value, rebuilt: true, stays: [] }) : copy;
  };
  if (
    reading &&
    checks.every((check) => check.ok) &&
    (await picturesMayStay(bytes, name, reading, limits, treatments))
  ) {
    const mediaType = mediaTypeOf(reading.kind, bytes);
    const plain = await settle(() => withoutUnseen(bytes, reading, limits));
    if (plain.ok && plain.value === "anew") return anew();
    if (plain.ok && plain.value instanceof Uint8Array) {
      const proof = await proveCopy(plain.value, name, withheld, limits);
      if (proof.reading && proof.checks.every((check) => check.ok) && saysTheSame(reading, proof.reading))
        return ok({
          bytes: plain.value,
          fileName: name,
          mediaType,
          rebuilt: true,
          losses: [],
          stays: [],
          checks: proof.checks,
          pictures: [],
          reading: proof.reading,
        });
      // A PDF that cannot be written anew as it is goes out as a copy of what is seen.
      if (reading.kind === "pdf") return anew();
    }
    const signed = reading.kind === "pdf" && (await settle(() => isSignedPdf(bytes, new ReadBudget(limits))));
    const stays = signed && (!signed.ok || signed.value) ? [signatureStays] : [];
    const rest = { rebuilt: false, losses: [], stays, checks, pictures: [], reading };
    return ok({ bytes, fileName: name, mediaType, ...rest });
  }
  return anew();
}

/** Why a file has no copy that may leave, in the user's words: what is wrong and what to do. Never content. */
export function releaseRefusalText(refusal: ReleaseRefusal): string {
  if (refusal.type === "unreadable") return refusal.refusal.message;
  if (refusal.type === "no-clean-copy") return refusal.message;
  const failed = refusal.checks.filter((check) => !check.ok).map((check) => check.detail);
  return `净化副本没有通过复查：${failed.join("，")}。请处理原文件后重新上传。`;
}
