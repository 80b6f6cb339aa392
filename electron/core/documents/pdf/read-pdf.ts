import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import type { InnerReader } from "../office/embedded-parts.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { reportOutside } from "../reading/outside-bytes.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { RefusalSignal, refuse } from "../reading/refusal.ts";
import { hasCoveredPicture } from "./covered-picture.ts";
import { readPageImages } from "./page-images.ts";
import { pageLines, PageReader, screenedLines, type ReadPage } from "./page-reader.ts";
import { orphanPages, readPages, type PdfPage } from "./page-tree.ts";
import { annotationLabel, fieldTexts, isComment } from "./pdf-annotations.ts";
import { readAttachments } from "./pdf-attachments.ts";
import { PdfFile } from "./pdf-file.ts";
import { dictsWithin, PdfStream, PdfString, textString } from "./pdf-objects.ts";
import { readPdfProperties } from "./pdf-properties.ts";
import { outsideOfPdf, priorRevisionEnds } from "./pdf-revisions.ts";
import { readTextWithPdfjs } from "./pdfjs-text.ts";
import { joinWrappedLines, wholeSentences } from "./wrapped-lines.ts";

/** More unknown glyphs than this share of a page, and another reader of fonts is asked. */
const unknownShare = 0.05;

/** Fewer letters and digits than this are the overflow of a line or a stray mark, not a hidden text. */
const fewestSigns = { covered: 2, invisible: 2, outside: 4 } as const;

function signs(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Text beyond the edge of a page, kept until the pages beside it are known. */
interface BeyondPage {
  readonly page: number;
  readonly text: string;
  readonly where: string;
}

/**
 * A drawing that lies over a page break is drawn whole on both pages (LibreOffice): what falls beyond the edge of one
 * is shown by the other and hides nothing.
 */
function reportBeyondPages(
  builder: ReadingBuilder,
  beyond: readonly BeyondPage[],
  shown: ReadonlyMap<number, string>,
): void {
  for (const { page, text, where } of beyond) {
    const beside = (shown.get(page - 1) ?? "") + (shown.get(page + 1) ?? "");
    if (text.split("\n").every((line) => beside.includes(line.replaceAll(/\s/gu, "")))) continue;
    builder.addHidden("PDF_INVISIBLE_TEXT", text, `${where}（页面以外）`);
    builder.addPart(`${where}不可见的文字`, text, { hidden: "PDF_INVISIBLE_TEXT" });
  }
}

function reportPage(builder: ReadingBuilder, page: ReadPage, number: number, beyond: BeyondPage[]): void {
  const where = `第${number}页`;
  builder.addPart(where, wholeSentences(screenedLines(page, ["seen", "recognised", "covered", "invisible"])));
  const covered = pageLines(page, ["covered"]).join("\n");
  if (signs(covered) >= fewestSigns.covered) {
    builder.addHidden("PDF_COVERED_TEXT", covered, where);
    builder.addPart(`${where}被遮盖的文字`, covered, { hidden: "PDF_COVERED_TEXT" });
  }
  for (const reason of page.invisibleReasons) {
    const text = pageLines(page, ["invisible"], reason).join("\n");
    if (signs(text) < (reason === "页面以外" ? fewestSigns.outside : fewestSigns.invisible)) continue;
    if (reason === "页面以外") {
      beyond.push({ page: number, text, where });
      continue;
    }
    builder.addHidden("PDF_INVISIBLE_TEXT", text, `${where}（${reason}）`);
    builder.addPart(`${where}不可见的文字`, text, { hidden: "PDF_INVISIBLE_TEXT" });
  }
  if (page.marks.hiddenLayers.size > 0) {
    const names = [...page.marks.hiddenLayers].join("、");
    const text = pageLines(page, ["layer"]).join("\n");
    builder.addHidden("PDF_HIDDEN_LAYER", [`图层：${names}`, text].filter(Boolean).join("\n"), where);
    builder.addPart(`${where}隐藏图层的文字`, text, { hidden: "PDF_HIDDEN_LAYER" });
  }
  const actual = [...new Set(page.marks.actualTexts)].join("\n");
  const shown = pageLines(page, ["seen", "recognised", "covered", "invisible"])
    .join("")
    .replaceAll(/\s/gu, "");
  if (actual !== "" && !actual.split("\n").every((text) => shown.includes(text.replaceAll(/\s/gu, ""))))
    builder.addPart(`${where}的替代文字`, actual);
  for (const annotation of page.annotations) {
    const text = annotation.texts.join("\n");
    if (isComment(annotation)) {
      if (annotation.subtype === "FileAttachment") {
        builder.addPart(`${where}的附件说明`, text);
        continue;
      }
      const label = annotationLabel(annotation.subtype);
      const author = annotation.author === "" ? "" : `（${annotation.author}）`;
      builder.addHidden("PDF_ANNOTATION", `${label}${author}：${text}`, `${where}的${label}`);
      builder.addPart(`${where}的${label}`, text, { hidden: "PDF_ANNOTATION" });
    } else builder.addPart(`${where}的说明`, text);
  }
}

/** Strings outside the page contents that a person wrote: bookmarks, addresses of links, alternative texts, scripts. */
function reportLooseTexts(file: PdfFile, builder: ReadingBuilder): void {
  const outlines: string[] = [];
  const links: string[] = [];
  const alternatives: string[] = [];
  const scripts: string[] = [];
  for (const number of file.objectNumbers) {
    for (const dict of dictsWithin(file.object(number))) {
      file.budget.spendOperation();
      const text = (key: string): string => {
        const value = file.resolve(dict.get(key));
        return value instanceof PdfString ? textString(value).trim() : "";
      };
      if (dict.has("Title") && (dict.has("Parent") || dict.has("Dest") || dict.has("A")))
        outlines.push(text("Title"));
      for (const key of ["Alt", "ActualText", "E"])
        if (dict.has(key) && (dict.has("S") || dict.has("K"))) alternatives.push(text(key));
      const action = file.name(dict.get("S"));
      if (action === "JavaScript") {
        const source = file.resolve(dict.get("JS"));
        scripts.push(
          source instanceof PdfStream ? new TextDecoder().decode(file.data(source)) : textString(source),
        );
      }
      if (action === "URI") {
        const target = text("URI");
        if (/^(?:mailto|tel):/iu.test(target)) links.push(target.replace(/^\w+:/u, ""));
      }
    }
  }
  const join = (texts: readonly string[]): string =>
    [...new Set(texts)].filter((text) => text !== "").join("\n");
  builder.addPart("书签", join(outlines));
  builder.addPart("链接", join(links), { screening: "identifiers" });
  builder.addPart("替代文字", join(alternatives));
  builder.addPart("脚本", join(scripts));
}

async function reportAttachments(
  file: PdfFile,
  builder: ReadingBuilder,
  depth: number,
  readInner: InnerReader | undefined,
): Promise<void> {
  for (const attachment of readAttachments(file)) {
    const where = `附件“${attachment.name}”`;
    const values = [attachment.name, attachment.description];
    if (attachment.bytes && readInner) {
      if (depth + 1 > builder.budget.limits.depth) refuse("hostile", "too-deep");
      try {
        const inner = await readInner(attachment.bytes, attachment.name, builder.budget, depth + 1);
        builder.addInner(where, inner, "PDF_ATTACHMENT");
        values.push(...inner.parts.map((part) => part.text).slice(0, 20));
      } catch (error) {
        // An attachment of a kind nobody reads here is reported all the same.
        const passing = ["unsupported", "empty", "legacy-needs-converter", "encrypted", "nested-archive"];
        if (!(error instanceof RefusalSignal) || !passing.includes(error.refusal.type)) throw error;
      }
    }
    builder.addHidden(
      "PDF_ATTACHMENT",
      values
        .filter((value) => value !== "")
        .join("\n")
        .slice(0, 4_000),
      where,
    );
  }
}

/**
 * Reports earlier revisions that are still whole inside the file: what they show and the current one does not.
 * Returns every line of theirs.
 */
function reportRevisions(
  bytes: Uint8Array,
  builder: ReadingBuilder,
  currentLines: ReadonlySet<string>,
): ReadonlySet<string> {
  const all = new Set<string>();
  const ends = priorRevisionEnds(bytes);
  ends.forEach((end, index) => {
    const where = `第${index + 1}个历史版本`;
    const lines: string[] = [];
    try {
      const file = new PdfFile(bytes.subarray(0, end), builder.budget);
      const reader = new PageReader(file);
      for (const page of readPages(file)) {
        const read = reader.read(page);
        lines.push(...pageLines(read, ["seen", "recognised", "covered", "invisible", "layer"]));
        lines.push(...read.annotations.filter(isComment).flatMap((annotation) => annotation.texts));
      }
      for (const value of file.dict(file.trailer.get("Info"))?.values() ?? []) {
        const text = file.resolve(value);
        if (text instanceof PdfString && !textString(text).startsWith("D:")) lines.push(textString(text));
      }
    } catch (error) {
      // A revision that does not open on its own cannot be recovered by cutting the file there.
      if (error instanceof RefusalSignal && error.refusal.type === "damaged") return;
      throw error;
    }
    for (const line of lines) all.add(line);
    const gone = [...new Set(lines)].filter((line) => line.trim() !== "" && !currentLines.has(line));
    const value = gone.length > 0 ? gone.join("\n") : "与现行版本文字相同";
    builder.addHidden("PDF_PRIOR_REVISION", value, where);
    builder.addPart(where, gone.join("\n"), { hidden: "PDF_PRIOR_REVISION" });
  });
  return all;
}

/** Reports pages no page tree leads to; one that an earlier revision shows is reported with that revision. */
function reportOrphanPages(
  file: PdfFile,
  pages: readonly PdfPage[],
  reader: PageReader,
  builder: ReadingBuilder,
  earlierLines: ReadonlySet<string>,
): void {
  for (const page of orphanPages(file, pages)) {
    const lines = pageLines(reader.read(page), ["seen", "recognised", "covered", "invisible", "layer"]);
    const text = lines.join("\n");
    const where = `未列入目录的页${page.number}`;
    builder.addPart(where, text);
    if (text.trim() !== "" && !lines.every((line) => earlierLines.has(line)))
      builder.addHidden("PDF_INVISIBLE_TEXT", text, where);
  }
}

export async function readPdfWithin(
  bytes: Uint8Array,
  budget: ReadBudget,
  depth: number,
  readInner?: InnerReader,
): Promise<FileReading> {
  const builder = new ReadingBuilder(budget);
  const file = new PdfFile(bytes, budget);
  const pages = readPages(file);
  if (pages.length === 0) refuse("damaged", "pdf-no-pages");
  builder.setPages(pages.length);
  const reader = new PageReader(file);
  const currentLines = new Set<string>();
  const importLines: string[] = [];
  const unreadable: PdfPage[] = [];
  const picturePages: number[] = [];
  const coveredPictures: number[] = [];
  const beyond: BeyondPage[] = [];
  const shown = new Map<number, string>();
  for (const page of pages) {
    const read = reader.read(page);
    reportPage(builder, read, page.number, beyond);
    const seen = pageLines(read, ["seen"]).join("").replaceAll(/\s/gu, "");
    shown.set(page.number, seen);
    for (const line of pageLines(read, ["seen", "recognised", "covered", "invisible", "layer"]))
      currentLines.add(line);
    for (const annotation of read.annotations) for (const text of annotation.texts) currentLines.add(text);
    importLines.push(...pageLines(read, ["seen", "recognised"]));
    if (
      read.marks.unknownGlyphs > 0 &&
      read.marks.unknownGlyphs > (read.marks.glyphs.length + read.marks.unknownGlyphs) * unknownShare
    )
      unreadable.push(page);
    if (read.glyphs.length === 0 && read.marks.covers.some((cover) => cover.kind === "image"))
      picturePages.push(page.number);
    if (hasCoveredPicture(read.marks)) coveredPictures.push(page.number);
    budget.checkTime();
  }
  reportBeyondPages(builder, beyond, shown);
  if (coveredPictures.length > 0)
    builder.addNote(
      `第${listPages(coveredPictures)}页的图片上盖有色块，色块下的画面仍在文件中，须人工查看。`,
    );
  if (picturePages.length > 0)
    builder.addNote(`第${listPages(picturePages)}页是没有文字层的图片，须人工审看。`);
  if (unreadable.length > 0) {
    const texts = await readTextWithPdfjs(
      bytes,
      unreadable.map((page) => page.number),
    );
    for (const [number, text] of texts) builder.addPart(`第${number}页`, text);
    const unread = unreadable.map((page) => page.number).filter((number) => !texts.has(number));
    if (unread.length > 0)
      builder.addNote(`第${listPages(unread)}页所用的字体没有文字对照表，部分文字无法提取，须人工审看。`);
  }
  for (const value of file.dict(file.trailer.get("Info"))?.values() ?? []) {
    const text = file.resolve(value);
    if (text instanceof PdfString) currentLines.add(textString(text));
  }
  builder.addPart("表单", fieldTexts(file).join("\n"));
  reportLooseTexts(file, builder);
  readPdfProperties(file, builder);
  readPageImages(file, builder);
  await reportAttachments(file, builder, depth, readInner);
  const earlierLines = reportRevisions(bytes, builder, currentLines);
  reportOrphanPages(file, pages, reader, builder, earlierLines);
  reportOutside(builder, outsideOfPdf(bytes));
  builder.setDocument(documentFromPlainText(joinWrappedLines(importLines)));
  return builder.build("pdf");
}

function listPages(numbers: readonly number[]): string {
  return numbers.length > 12 ? `${numbers.slice(0, 12).join("、")}等${numbers.length}` : numbers.join("、");
}
