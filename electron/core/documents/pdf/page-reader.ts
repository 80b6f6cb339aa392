import { ContentInterpreter } from "./content-interpreter.ts";
import { clippedRuns, judgeGlyphs, type JudgedGlyph, type Visibility } from "./glyph-visibility.ts";
import { emptyMarks, type PageMarks } from "./page-marks.ts";
import type { PdfPage } from "./page-tree.ts";
import { paintAnnotations, readAnnotations, type PdfAnnotation } from "./pdf-annotations.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfFont } from "./pdf-font.ts";
import { PdfLayers } from "./pdf-layers.ts";
import { PdfStream, type PdfDict } from "./pdf-objects.ts";
import { linesWithWholeCells } from "./table-rows.ts";
import { linesOfGlyphs } from "./text-lines.ts";

export interface ReadPage {
  readonly marks: PageMarks;
  readonly glyphs: readonly JudgedGlyph[];
  readonly annotations: readonly PdfAnnotation[];
  readonly invisibleReasons: readonly string[];
  /** The judgements that occur on the page. */
  readonly present: ReadonlySet<Visibility>;
}

/** Reads pages of one file; fonts are shared between them. */
export class PageReader {
  readonly #file: PdfFile;
  readonly #layers: PdfLayers;
  readonly #fonts = new Map<PdfDict, PdfFont>();

  readonly #recordRuns: boolean;

  constructor(file: PdfFile, recordRuns = false) {
    this.#file = file;
    this.#recordRuns = recordRuns;
    this.#layers = new PdfLayers(file);
  }

  read(page: PdfPage): ReadPage {
    const file = this.#file;
    const marks = emptyMarks();
    const interpreter = new ContentInterpreter({
      file,
      layers: this.#layers,
      marks,
      fonts: this.#fonts,
      recordRuns: this.#recordRuns,
    });
    interpreter.runPage(pageContents(file, page), page.resources);
    const annotations = readAnnotations(file, page);
    paintAnnotations(file, page, annotations, interpreter);
    const [x0, y0, x1, y1] = page.cropBox;
    const judged = judgeGlyphs(marks, { x0, y0, x1, y1 });
    const cut = clippedRuns(judged);
    const glyphs = judged.map((entry): JudgedGlyph =>
      entry.visibility === "seen" && cut.has(entry.glyph.run)
        ? { ...entry, visibility: "invisible", reason: "裁剪区域以外" }
        : entry,
    );
    const reasons = new Set(
      glyphs.filter((entry) => entry.visibility === "invisible").map((entry) => entry.reason),
    );
    const present = new Set(glyphs.map((entry) => entry.visibility));
    return { marks, glyphs, annotations, invisibleReasons: [...reasons], present };
  }
}

/** The content streams of a page are one program; a blank keeps their ends apart (7.8.2). */
export function pageContents(file: PdfFile, page: PdfPage): Uint8Array {
  const entry = file.resolve(page.dict.get("Contents"));
  if (entry instanceof PdfStream) return file.data(entry);
  const pieces = file.array(entry).flatMap((item) => {
    const stream = file.stream(item);
    return stream ? [file.data(stream), Uint8Array.of(0x0a)] : [];
  });
  return Buffer.concat(pieces);
}

const lineCache = new WeakMap<ReadPage, Map<string, readonly string[]>>();

/** The lines of a page for its screening: as they stand, but wrapped cells of tables whole. */
export function screenedLines(page: ReadPage, wanted: readonly Visibility[]): readonly string[] {
  const glyphs = page.glyphs.filter((entry) => wanted.includes(entry.visibility)).map((entry) => entry.glyph);
  return linesWithWholeCells(glyphs) ?? pageLines(page, wanted);
}

/** Lines of the glyphs of a page that were judged in one of these ways. */
export function pageLines(page: ReadPage, wanted: readonly Visibility[], reason?: string): readonly string[] {
  // Most pages hold only text that is seen, so most questions have the same answer.
  const present = wanted.filter((visibility) => page.present.has(visibility));
  if (present.length === 0) return [];
  const key = `${present.join()}|${reason ?? ""}`;
  const known = lineCache.get(page) ?? new Map<string, readonly string[]>();
  lineCache.set(page, known);
  const lines = known.get(key);
  if (lines) return lines;
  const isAll = reason === undefined && present.length === page.present.size;
  const glyphs = isAll
    ? page.glyphs
    : page.glyphs.filter(
        (entry) => present.includes(entry.visibility) && (reason === undefined || entry.reason === reason),
      );
  const made = linesOfGlyphs(glyphs.map((entry) => entry.glyph));
  known.set(key, made);
  return made;
}
