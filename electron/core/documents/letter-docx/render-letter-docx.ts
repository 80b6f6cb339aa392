import { LineRuleType, Paragraph, TabStopType, TextRun, type Table } from "docx";

import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { attachmentPages } from "./attachment-pages.ts";
import { colophonParagraphs } from "./colophon-frames.ts";
import { bodyParagraphs } from "./letter-body.ts";
import { standardFonts, type LetterFonts } from "./letter-fonts.ts";
import {
  addresseeParagraph,
  documentHeadParagraphs,
  letterHeadParagraphs,
  plainHeadParagraphs,
  titleParagraphs,
} from "./letter-heads.ts";
import { letterShell, withBody } from "./letter-shell.ts";
import { freeLinesAtEnd, signOffGap, tieToSignOff } from "./page-flow.ts";
import { sheet, textWidth } from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { signOffParagraphs } from "./sign-off.ts";
import { printable, tabRun, textRuns } from "./text-runs.ts";
import { xmlText } from "./xml-text.ts";
import { writeZip } from "./zip-parts.ts";

export interface LetterDocxOptions {
  readonly fonts?: Partial<LetterFonts>;
  /** The file is converted to pages and thrown away. */
  readonly forPages?: boolean;
}

/**
 * Writes a letter as .docx by GB/T 9704-2012: 22 lines of 28 characters, 信函格式 or 文件格式, bordered sheets, seal
 * position, page numbers. The same model gives the same bytes; the file names no author and no machine.
 *
 * Never throws on what fields hold: missing ones are drawn as marked gaps, control characters are dropped.
 */
export async function renderLetterDocx(
  model: LetterModel,
  options: LetterDocxOptions = {},
): Promise<Uint8Array> {
  const fonts: LetterFonts = { ...standardFonts, ...options.fonts };
  const shell = await letterShell(model.format, fonts);
  const context = { file: shell.document, viewWrapper: shell.document.Document, stack: [] };
  const body = letterChildren(model, fonts, options.forPages).map((child) => {
    const element = child.prepForXml(context);
    return element ? xmlText(element) : "";
  });
  return writeZip(withBody(shell, body.join("")));
}

/** What stands in the letter's body, page by page. */
export function letterChildren(
  model: LetterModel,
  fonts: LetterFonts,
  forPages = false,
): readonly (Paragraph | Table)[] {
  return [...content(model, fonts, forPages), ...attachmentPages(model.attachments, fonts)];
}

function content(model: LetterModel, fonts: LetterFonts, forPages: boolean): readonly (Paragraph | Table)[] {
  if (model.format === "sheet") return sheetContent(model, fonts);
  const body = [
    ...head(model, fonts),
    ...(model.addressee ? [addresseeParagraph(model.addressee)] : []),
    ...bodyParagraphs(
      model.blocks,
      fonts,
      model.signOff ? tieToSignOff(model, forPages) : undefined,
      forPages,
    ),
    ...(model.signOff
      ? signOffParagraphs(model.signOff, signOffGap(model), model.annotation !== undefined)
      : []),
    ...(model.annotation ? [annotation(model.annotation)] : []),
  ];
  if (!model.colophon) return body;
  // 版记 needs its own lines and two to spare; where the last page has not got them it takes the next.
  const crowded = model.format === "document" && freeLinesAtEnd(model) < 4;
  return [
    ...body,
    ...(crowded ? [new Paragraph({ pageBreakBefore: true, children: [] })] : []),
    ...colophonParagraphs(model.colophon),
  ];
}

function head(model: LetterModel, fonts: LetterFonts): readonly Paragraph[] {
  switch (model.format) {
    case "letter":
      return [...letterHeadParagraphs(model, fonts), ...titleParagraphs(model, 2)];
    case "document":
    case "minutes":
      return [...documentHeadParagraphs(model, fonts), ...titleParagraphs(model, 2)];
    default:
      return plainHeadParagraphs(model, fonts);
  }
}

function sheetContent(model: LetterModel, fonts: LetterFonts): readonly (Paragraph | Table)[] {
  const sub =
    model.number && model.organHead.length > 0
      ? [
          new Paragraph({
            style: styleId.sheet,
            tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
            spacing: { line: sheet.line, lineRule: LineRuleType.EXACT, before: 200, after: 80 },
            children: [...textRuns(model.organHead), tabRun(), ...textRuns(model.number)],
          }),
        ]
      : [new Paragraph({ spacing: { line: 240, lineRule: LineRuleType.EXACT }, children: [] })];
  return [...titleParagraphs(model, 0), ...sub, ...bodyParagraphs(model.blocks, fonts, undefined)];
}

/** 7.3.6: under the date, 左空二字, in round brackets. */
function annotation(text: string): Paragraph {
  return new Paragraph({
    style: styleId.body,
    widowControl: false,
    keepLines: true,
    children: [new TextRun({ text: printable(text) })],
  });
}
