import {
  Document,
  LineRuleType,
  Packer,
  Paragraph,
  TabStopType,
  TextRun,
  type ISectionOptions,
  type Table,
} from "docx";

import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { attachmentPages } from "./attachment-pages.ts";
import { colophonParagraphs } from "./colophon-frames.ts";
import { coreProperties } from "./core-properties.ts";
import { bodyParagraphs } from "./letter-body.ts";
import { standardFonts, type LetterFonts } from "./letter-fonts.ts";
import {
  addresseeParagraph,
  documentHeadParagraphs,
  letterHeadParagraphs,
  plainHeadParagraphs,
  titleParagraphs,
} from "./letter-heads.ts";
import { freeLinesAtEnd, signOffGap, tieToSignOff } from "./page-flow.ts";
import { line, margin, page, pageNumber, sheet, textWidth } from "./page-measures.ts";
import { emptyFooter, letterFirstFooter, pageNumberFooter } from "./page-footers.ts";
import { paragraphStyles, styleId } from "./paragraph-styles.ts";
import { signOffParagraphs } from "./sign-off.ts";
import { printable, tabRun, textRuns } from "./text-runs.ts";
import { withFixedTimes } from "./zip-times.ts";

export interface LetterDocxOptions {
  readonly fonts?: Partial<LetterFonts>;
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
  const document = new Document({
    creator: "",
    lastModifiedBy: "",
    styles: paragraphStyles(fonts),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [section(model, fonts)],
  });
  const zip = await Packer.pack(document, "uint8array", undefined, [coreProperties]);
  return withFixedTimes(zip);
}

function section(model: LetterModel, fonts: LetterFonts): ISectionOptions {
  const first =
    model.format === "letter" ? letterFirstFooter() : model.format === "sheet" ? emptyFooter() : undefined;
  return {
    properties: {
      page: {
        size: { width: page.width, height: page.height },
        margin: { ...margin, header: 851, footer: pageNumber.footer, gutter: 0 },
      },
      grid: { linePitch: line },
      titlePage: first !== undefined,
    },
    footers: {
      default: pageNumberFooter("odd", fonts),
      even: pageNumberFooter("even", fonts),
      ...(first ? { first } : {}),
    },
    children: [...content(model, fonts), ...attachmentPages(model.attachments, fonts)],
  };
}

function content(model: LetterModel, fonts: LetterFonts): readonly (Paragraph | Table)[] {
  if (model.format === "sheet") return sheetContent(model, fonts);
  const body = [
    ...head(model, fonts),
    ...(model.addressee ? [addresseeParagraph(model.addressee)] : []),
    ...bodyParagraphs(model.blocks, fonts, model.signOff ? tieToSignOff(model) : undefined),
    ...(model.signOff ? signOffParagraphs(model.signOff, signOffGap(model)) : []),
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
    children: [new TextRun({ text: printable(text) })],
  });
}
