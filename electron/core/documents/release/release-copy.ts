import type { PictureDecision, PictureTreatment } from "../../../../shared/domain/item/picture-treatment.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { OpcPackage } from "../containers/opc-package.ts";
import { openZip } from "../containers/zip-archive.ts";
import { convertLegacyOffice, legacyKindOf } from "../office/legacy-conversion.ts";
import { PdfFile } from "../pdf/pdf-file.ts";
import { mediaTypeOf } from "../media-types.ts";
import { readDocument } from "../read-document.ts";
import type { FileKind, FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import type { RefusedFile } from "../reading/refusal.ts";
import { settle } from "../reading/settle.ts";
import { sniffKind } from "../sniff-kind.ts";
import { decodeText } from "../text/text-encoding.ts";
import { cleanPdf, type CleanPdfRefusal } from "./clean-pdf.ts";
import { digestOfPicture, filePicture, packagePictures, type FilePicture } from "./pictures/file-pictures.ts";
import { preparePictures, type PreparedPictures } from "./pictures/prepared-pictures.ts";
import { provePictures } from "./pictures/prove-pictures.ts";
import {
  leftBehindOfPdf,
  leftBehindOfWebPage,
  leftBehindOfWordText,
  leftBehindOfWorkbook,
} from "./left-behind.ts";
import { readSheetPictures } from "./rebuilt/sheet-pictures.ts";
import { copySlides } from "./rebuilt/slides-copy.ts";
import { copyWord } from "./rebuilt/word-copy.ts";
import { proveCopy, type CopyCheck } from "./prove-copy.ts";
import { picturesOfPdf } from "./pdf-pictures/pictures-of-pdf.ts";
import { stripImage } from "./strip-image.ts";
import { masked, readVisibleSheets } from "./visible-sheets.ts";
import { findWithheld, maskDocument, maskText, type Withheld } from "./withheld.ts";
import { writeDocx } from "./write-docx.ts";
import { writeHtml } from "./write-html.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** What became of a picture of the original. */
export interface CopiedPicture {
  readonly digest: string;
  /** What a person decided; absent where nobody did. */
  readonly decision?: PictureDecision;
  /** SHA-256 of what stands for it in the copy; absent where it was left out. */
  readonly leaves?: string;
}

/** A clean copy: new bytes that hold what is seen of the original, without what is withheld, and the proof of it. */
export interface ReleaseCopy {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  /** What the copy does not keep of the original, in the user's words. */
  readonly losses: readonly string[];
  readonly checks: readonly CopyCheck[];
  /** Of office files that bring pictures, and of a picture. */
  readonly pictures: readonly CopiedPicture[];
  /** The copy as it was read again for the proof. */
  readonly reading: FileReading;
}

export type ReleaseRefusal =
  | { readonly type: "unreadable"; readonly refusal: RefusedFile }
  /** There is no way to make a clean copy of this kind of file; `message` says what to do instead. */
  | { readonly type: "no-clean-copy"; readonly kind: FileKind; readonly message: string }
  /** The copy was made but did not pass its own proof; nothing of it may be released. */
  | { readonly type: "not-proved"; readonly checks: readonly CopyCheck[] };

interface Draft {
  readonly bytes: Uint8Array;
  readonly extension: string | undefined;
  readonly kind: FileKind;
  readonly losses: readonly string[];
  /** The pictures in it: the digest of each, by that of its original. */
  readonly placed?: ReadonlyMap<string, string>;
  /** What the copy must read as; absent where the way it is made leaves no doubt. */
  readonly text?: string;
}

const advice: Readonly<Record<string, string>> = {
  pptx: "这份演示文稿没有可以放映的页面，或者结构不完整。请用演示软件另存一份，或者把文字整理为文档后重新上传。",
  "withheld-in-scan": "须遮盖的内容在扫描图像中，请逐幅看图片，在扫描页上画出这些地方，或者去除这些页。",
  "covered-picture": "图片上盖有色块，色块下的画面仍在文件中。请逐幅看图片后作出决定，盖着的部分会真正涂黑。",
  "undecided-scan":
    "有须遮盖的内容，而整页是图片的页还没有决定。请逐幅看图片，决定保留、遮盖或者去除；不能逐点核对的图片请先换成能核对的。",
  "undecided-below":
    "遮盖的地方还有别的图片叠着没有决定，里面可能看得到同样的内容。请逐幅看图片，把叠着的图片也遮盖或者去除。",
  "no-page-left": "各页的图片都决定去除，没有可以公开的页，请去掉这个附件。",
  "text-in-pattern": "文件用图案绘制文字，不能可靠净化。请用原始的文档重新上传。",
  "unreadable-font": "文件的部分文字无法识别，不能确认遮盖是否完整。请用原始的文档重新上传。",
  image: "此种图片格式不能生成净化副本，请另存为 png 或者 jpg 后重新上传。",
};

/** What to do about a kind of file, or a PDF, that has no clean copy. */
export function copyAdvice(of: FileKind | CleanPdfRefusal): string {
  return advice[of] ?? "此类文件不能生成净化副本。";
}

/** A row that was taken out leaves an empty one in the text it was read from, and none in its copy. */
const withoutEmptyLines = (text: string): string =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join("\n");

/** What a reader of the pages or slides reads. */
const seenText = ({ document, parts }: FileReading, withheld: readonly Withheld[] = []): string =>
  withoutEmptyLines(
    document
      ? plainText(maskDocument(document, withheld))
      : parts
          .filter(({ hidden, where }) => hidden === undefined && /^第\d+张幻灯片$/u.test(where))
          .map(({ text }) => maskText(text, withheld))
          .join("\n"),
  );

/** The package of an office file; one of the old binary kinds is converted first, as its reader does. */
export async function openOffice(bytes: Uint8Array, limits: ReadLimits): Promise<OpcPackage> {
  const budget = new ReadBudget(limits);
  const modern =
    sniffKind(bytes, "") === "zip"
      ? bytes
      : await convertLegacyOffice(bytes, legacyKindOf(bytes, budget), budget);
  return new OpcPackage(openZip(modern, budget), budget);
}

/** The document as its pages show it, and after that its text alone, for documents the first way does not do justice. */
async function wordCopies(
  opc: OpcPackage,
  reading: FileReading,
  document: StructuredDocument,
  withheld: readonly Withheld[],
  pictures: PreparedPictures,
): Promise<readonly Draft[]> {
  const text = maskDocument(document, withheld);
  // A broken part of it costs the copy its looks, not the document.
  const faithful = await settle(() => copyWord(opc, withheld, pictures));
  const base = { extension: "docx", kind: "docx" } as const;
  return [
    ...(faithful.ok && faithful.value
      ? [{ ...base, ...faithful.value, text: seenText(reading, withheld) }]
      : []),
    {
      ...base,
      bytes: writeDocx(text),
      losses: leftBehindOfWordText(opc),
    },
  ];
}

/** Whether a withheld value stands in the text of a file: then it may be seen in its pictures too. */
const isHeld = (reading: FileReading, withheld: readonly Withheld[]): boolean =>
  reading.parts.some((part) => findWithheld(part.text, withheld).length > 0);

/** Whether pictures nobody decided about stay out: something is withheld, or they never come along by themselves. */
export const undecidedStayOut = (reading: FileReading, withheld: readonly Withheld[]): boolean =>
  reading.kind === "xlsx" || isHeld(reading, withheld);

/** The pictures of a file whose copy can bring them; a picture is its own. */
export async function picturesOf(
  bytes: Uint8Array,
  name: string,
  kind: FileKind,
  limits: ReadLimits,
): Promise<readonly FilePicture[]> {
  if (kind === "image") return [filePicture(bytes, name)];
  if (kind === "docx" || kind === "pptx" || kind === "xlsx")
    return packagePictures(await openOffice(bytes, limits));
  if (kind === "pdf") return picturesOfPdf(new PdfFile(bytes, new ReadBudget(limits)));
  return [];
}

/** A picture as a file: with nothing withheld and nothing decided as it is, stripped; else as it was decided. */
function imageCopies(
  bytes: Uint8Array,
  withheld: readonly Withheld[],
  prepared: PreparedPictures,
): readonly Draft[] {
  const kind = "image";
  const [decided] = prepared.decided;
  if (decided) {
    const [digest, treated] = decided;
    if (!treated) return [];
    const extension = treated.format === "jpeg" ? "jpg" : "png";
    const placed = new Map([[digest, digestOfPicture(treated.bytes)]]);
    return [{ bytes: treated.bytes, extension, kind, losses: [], placed }];
  }
  // Words in a picture cannot be masked by themselves; somebody has to say where they are.
  const stripped = withheld.length === 0 ? stripImage(bytes) : undefined;
  return stripped ? [{ bytes: stripped, extension: undefined, kind, losses: [] }] : [];
}

/** Copies of a file, the most faithful one first; none where its kind has no clean copy. */
async function draftCopies(
  bytes: Uint8Array,
  reading: FileReading,
  withheld: readonly Withheld[],
  limits: ReadLimits,
  pictures: readonly FilePicture[],
  prepared: PreparedPictures,
  treatments: readonly PictureTreatment[],
): Promise<readonly Draft[] | CleanPdfRefusal> {
  const { kind, document } = reading;
  switch (kind) {
    case "image":
      return imageCopies(bytes, withheld, prepared);
    case "text":
    case "csv":
    case "markdown": {
      const text = maskText(decodeText(bytes).text, withheld).replace(/^\ufeff/u, "");
      // Spreadsheet programs read UTF-8 of a .csv only behind its mark.
      const mark = kind === "csv" ? "\ufeff" : "";
      return [{ bytes: new TextEncoder().encode(`${mark}${text}`), extension: undefined, kind, losses: [] }];
    }
    case "html":
      if (!document) return [];
      return [
        {
          bytes: writeHtml(maskDocument(document, withheld)),
          extension: "html",
          kind,
          losses: leftBehindOfWebPage(decodeText(bytes).text),
        },
      ];
    case "docx":
      return document
        ? wordCopies(await openOffice(bytes, limits), reading, document, withheld, prepared)
        : [];
    case "pptx": {
      const copy = copySlides(await openOffice(bytes, limits), withheld, prepared);
      // Unseen text and what is told as lost make the copy read otherwise; nothing else may.
      const told =
        reading.hidden.some(({ type }) => type === "HIDDEN_TEXT") ||
        copy?.losses.includes("图表、图示和嵌入对象") === true;
      const text = told ? {} : { text: seenText(reading, withheld) };
      return copy ? [{ ...copy, ...text, extension: "pptx", kind }] : [];
    }
    case "xlsx": {
      const opc = await openOffice(bytes, limits);
      const sheets = readVisibleSheets(opc).map((sheet) => ({
        ...sheet,
        name: maskText(sheet.name, withheld).slice(0, 31),
        rows: sheet.rows.map((cells) =>
          cells.map((cell) => {
            const text = maskText(cell.text, withheld);
            return text === cell.text ? cell : masked(cell, text);
          }),
        ),
      }));
      const shown = readSheetPictures(opc, sheets, prepared);
      // What is only looked for spends nothing of what the copy may take; a converted file is not converted twice.
      const again = sniffKind(bytes, "") === "zip" ? await openOffice(bytes, limits) : opc;
      const isPictureLeft = pictures.some(({ digest }) => !shown.placed.has(digest));
      return [
        {
          bytes: writeXlsx(sheets, shown.sheets),
          extension: "xlsx",
          kind,
          losses: leftBehindOfWorkbook(again, isPictureLeft),
          placed: shown.placed,
        },
      ];
    }
    case "pdf": {
      const plan = { pictures, treatments, prepared };
      const cleaned = cleanPdf(bytes, withheld, new ReadBudget(limits), undefined, plan);
      if ("refusal" in cleaned) return cleaned.refusal;
      const { placed, leftOut } = cleaned;
      const stayOut = pictures.some(
        ({ digest }) => !placed.has(digest) && !prepared.decided.has(digest) && !prepared.undecidedComeAlong,
      );
      const losses = [
        ...leftBehindOfPdf(bytes, limits),
        ...(leftOut.length > 0 ? [`第${leftOut.join("、")}页（图片决定去除，没有别的内容）`] : []),
        ...(stayOut ? ["没有决定的图片"] : []),
      ];
      return [{ bytes: cleaned.bytes, extension: "pdf", kind, losses, placed }];
    }
    default:
      return [];
  }
}

function copyName(name: string, extension: string | undefined, withheld: readonly Withheld[]): string {
  const masked = maskText(name, withheld);
  if (extension === undefined) return masked;
  return `${masked.replace(/\.[a-z0-9]{1,5}$/iu, "")}.${extension}`;
}

/**
 * Makes the copy of a file that may leave (V9): built anew from what is seen, with every withheld value replaced, then
 * read again by the same readers to prove that nothing hidden and nothing withheld is in it.
 */
export async function makeReleaseCopy(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[] = [],
  limits: ReadLimits = defaultReadLimits,
  treatments: readonly PictureTreatment[] = [],
): Promise<Result<ReleaseCopy, ReleaseRefusal>> {
  const read = await readDocument(bytes, name, limits);
  if (!read.ok) return err({ type: "unreadable", refusal: read.error });
  const { kind } = read.value;
  const seen = await settle(() => picturesOf(bytes, name, kind, limits));
  if (!seen.ok && kind === "pdf") return err({ type: "unreadable", refusal: seen.error });
  const pictures = seen.ok ? seen.value : [];
  const stayOut = undecidedStayOut(read.value, withheld);
  const settled = await settle(() => preparePictures(pictures, treatments, stayOut, kind === "image"));
  if (!settled.ok) return err({ type: "unreadable", refusal: settled.error });
  const prepared = settled.value;
  const drafted = await settle(() =>
    draftCopies(bytes, read.value, withheld, limits, pictures, prepared, treatments),
  );
  if (!drafted.ok) return err({ type: "unreadable", refusal: drafted.error });
  const drafts = drafted.value;
  if (typeof drafts === "string") return err({ type: "no-clean-copy", kind, message: copyAdvice(drafts) });
  let failed: readonly CopyCheck[] | undefined;
  for (const draft of drafts) {
    const fileName = copyName(name, draft.extension, withheld);
    const proof = await proveCopy(draft.bytes, fileName, withheld, limits);
    const { reading } = proof;
    const checks =
      pictures.length === 0
        ? proof.checks
        : [
            ...proof.checks,
            await provePictures(
              draft.bytes,
              {
                originals: pictures,
                treatments,
                treated: prepared.decided,
                undecidedComeAlong: prepared.undecidedComeAlong,
              },
              limits,
            ),
          ];
    const sameText = draft.text === undefined || (reading && seenText(reading) === draft.text);
    if (!sameText) continue;
    if (!reading || checks.some((check) => !check.ok)) {
      failed = checks;
      continue;
    }
    return ok({
      bytes: draft.bytes,
      fileName,
      mediaType: mediaTypeOf(draft.kind, draft.bytes),
      losses: draft.losses,
      checks,
      pictures: pictures.map(({ digest }) => {
        const decision = treatments.find((one) => one.digest === digest)?.decision;
        const leaves = draft.placed?.get(digest);
        return { digest, ...(decision ? { decision } : {}), ...(leaves ? { leaves } : {}) };
      }),
      reading,
    });
  }
  if (failed) return err({ type: "not-proved", checks: failed });
  if (kind === "image" && prepared.decided.size > 0)
    return err({ type: "no-clean-copy", kind, message: "这幅图片决定去除或者不能处理，请去掉这个附件。" });
  const message =
    kind === "image" && withheld.length > 0
      ? "图片中的内容不能自动遮盖，请逐幅处理图片：画出须遮盖的部分，或者决定保留。"
      : copyAdvice(kind);
  return err({ type: "no-clean-copy", kind, message });
}
