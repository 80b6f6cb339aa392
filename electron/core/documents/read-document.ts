import { detectClassificationMark } from "../../../shared/domain/screening/secret-mark.ts";
import { assertNever, type Result } from "../../../shared/kernel/result.ts";
import { OpcPackage } from "./containers/opc-package.ts";
import { openZip, type ZipArchive, type ZipEntry } from "./containers/zip-archive.ts";
import { readImageWithin } from "./image/read-image.ts";
import type { InnerReader } from "./office/embedded-parts.ts";
import { readDocxPackage } from "./office/read-docx.ts";
import { readPptxPackage } from "./office/read-pptx.ts";
import { readXlsxPackage } from "./office/read-xlsx.ts";
import { convertLegacyOffice, legacyKindOf } from "./office/legacy-conversion.ts";
import { withLegacyMacros } from "./office/vba-project.ts";
import { readPdfWithin } from "./pdf/read-pdf.ts";
import type { FileReading } from "./reading/file-reading.ts";
import { reportOutside, withOutside } from "./reading/outside-bytes.ts";
import { readableRuns } from "./reading/readable-runs.ts";
import { ReadBudget, type ReadProgress } from "./reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "./reading/read-limits.ts";
import { ReadingBuilder } from "./reading/reading-builder.ts";
import { refuse, type RefusedFile } from "./reading/refusal.ts";
import { settle } from "./reading/settle.ts";
import { sniffKind } from "./sniff-kind.ts";
import { readHtmlWithin } from "./text/read-html.ts";
import { readTextWithin } from "./text/read-text.ts";

/** Where a reading stands: how deep inside other files, and whether an archive already encloses it. */
interface Place {
  readonly depth: number;
  readonly inArchive: boolean;
}

const office = [
  { marker: "wordprocessingml", read: readDocxPackage },
  { marker: "spreadsheetml", read: readXlsxPackage },
  { marker: "presentationml", read: readPptxPackage },
  { marker: "ms-word", read: readDocxPackage },
  { marker: "ms-excel.sheet.macroenabled", read: readXlsxPackage },
  { marker: "ms-excel.template.macroenabled", read: readXlsxPackage },
  { marker: "ms-powerpoint", read: readPptxPackage },
] as const;

const innerReader: InnerReader = (bytes, name, budget, depth) =>
  readWithin(bytes, name, budget, { depth, inArchive: false });

/** Whether a ZIP is an office file and no archive of files. */
export function isOpcPackage(archive: ZipArchive): boolean {
  return archive.entries.some((entry) => entry.name.toLowerCase() === "[content_types].xml");
}

async function readZip(bytes: Uint8Array, budget: ReadBudget, place: Place): Promise<FileReading> {
  const archive = openZip(bytes, budget);
  if (isOpcPackage(archive)) {
    const opc = new OpcPackage(archive, budget);
    const main = opc.mainPart();
    const type = main ? opc.contentType(main) : "";
    const kind = office.find((candidate) => type.includes(candidate.marker));
    if (!main || !kind || type.includes("binary"))
      return refuse(main ? "unsupported" : "damaged", "opc-kind");
    return withOutside(await kind.read(opc, place.depth, innerReader), archive.outside);
  }
  if (archive.entries.some((entry) => /^(?:OFD\.xml|mimetype|META-INF\/manifest\.xml)$/iu.test(entry.name)))
    return refuse("unsupported", "zip-foreign-document");
  if (place.inArchive) return refuse("nested-archive", "zip-in-zip");
  return readArchive(archive, budget, place);
}

/** Every file of an archive is read; one that cannot be read refuses the whole, for it would go unseen. */
async function readArchive(archive: ZipArchive, budget: ReadBudget, place: Place): Promise<FileReading> {
  const builder = new ReadingBuilder(budget);
  const files = archiveFiles(archive);
  if (files.length === 0) refuse("empty", "zip-no-files");
  reportOutside(builder, archive.outside);
  builder.addPart("压缩包内的文件名", files.map((entry) => entry.name).join("\n"));
  for (const entry of files) {
    const inner = await readWithin(archive.read(entry), entry.name, budget, {
      depth: place.depth + 1,
      inArchive: true,
    });
    builder.addInner(`压缩包内“${entry.name}”`, inner);
  }
  return builder.build("zip");
}

/** Thumbnail and resource files that systems drop into folders. */
function isSystemLitter(name: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/iu.test(name);
}

/** The files somebody put into an archive. */
export function archiveFiles(archive: ZipArchive): readonly ZipEntry[] {
  return archive.entries.filter((entry) => !entry.isFolder && !isSystemLitter(entry.name));
}

/** A reading of nothing but the line that carries the mark: enough for the caller to refuse the file. */
function markedReading(line: string, budget: ReadBudget): FileReading {
  const builder = new ReadingBuilder(budget);
  builder.addPart("正文", line);
  return builder.build("text");
}

/** Reads a file of any kind within a budget; throws a RefusalSignal when it must not or cannot be read. */
async function readWithin(
  bytes: Uint8Array,
  name: string,
  budget: ReadBudget,
  place: Place,
): Promise<FileReading> {
  if (bytes.length > budget.limits.fileBytes) refuse("too-large", "file-bytes");
  if (place.depth > budget.limits.depth) refuse("hostile", "too-deep");
  budget.checkTime();
  const kind = sniffKind(bytes, name);
  switch (kind) {
    case "empty":
      return refuse("empty", "no-bytes");
    case "zip":
      return readZip(bytes, budget, place);
    case "pdf":
      return readPdfWithin(bytes, budget, place.depth, innerReader);
    case "image":
      return readImageWithin(bytes, budget);
    case "html":
      return readHtmlWithin(bytes, budget);
    case "text":
    case "csv":
    case "markdown":
      return readTextWithin(bytes, kind, budget);
    case "compound":
    case "rtf": {
      const legacy = legacyKindOf(bytes, budget);
      // The converter works on files; a marked paper must not get so far (V7).
      const marked = readableRuns(bytes).find((run) => detectClassificationMark(run)?.markType === "star");
      if (marked !== undefined) return markedReading(marked, budget);
      const converted = await convertLegacyOffice(bytes, legacy, budget);
      const reading = await readWithin(converted, name, budget, { ...place, depth: place.depth + 1 });
      return withLegacyMacros(reading, bytes, budget);
    }
    case "unknown":
      return refuse("unsupported", "unknown-kind");
    default:
      return assertNever(kind, "file kind");
  }
}

/**
 * Reads a file by its content. Errors: every way a file can be refused, as a value; nothing of its content is in
 * the refusal. Runs in the calling thread: hosts call it through the document worker.
 */
export function readDocument(
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits = defaultReadLimits,
  onProgress?: (progress: ReadProgress) => void,
): Promise<Result<FileReading, RefusedFile>> {
  return settle(() =>
    readWithin(bytes, name, new ReadBudget(limits, onProgress), { depth: 0, inArchive: false }),
  );
}
