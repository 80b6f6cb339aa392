import { Document, Packer, Paragraph, TextRun, type FileChild, type ISectionOptions } from "docx";

import type { LetterFormat } from "../../../../shared/domain/letters/letter-model.ts";
import { coreProperties } from "./core-properties.ts";
import type { LetterFonts } from "./letter-fonts.ts";
import { line, margin, page, pageNumber } from "./page-measures.ts";
import { emptyFooter, letterFirstFooter, pageNumberFooter } from "./page-footers.ts";
import { paragraphStyles } from "./paragraph-styles.ts";
import { packPart, partText, readParts, type ZipPart } from "./zip-parts.ts";

/**
 * Everything of a letter's file but its text: styles, footers, settings, theme. It is the same for all letters of
 * one format and one set of fonts, so the library writes it once; a letter then only adds its own text part.
 */
export interface LetterShell {
  readonly document: Document;
  readonly before: ZipPart[];
  readonly after: ZipPart[];
  readonly openText: string;
  readonly closeText: string;
}

const textPart = "word/document.xml";
const mark = "letter-text";

/** The document as the library sees it, with any content. */
export function letterDocument(
  format: LetterFormat,
  fonts: LetterFonts,
  children: readonly FileChild[],
): Document {
  return documentOf(fonts, [letterSection(format, fonts, children)]);
}

/** Sections of letters, with the styles and settings every letter has. */
export function documentOf(fonts: LetterFonts, sections: readonly ISectionOptions[]): Document {
  return new Document({
    creator: "",
    lastModifiedBy: "",
    styles: paragraphStyles(fonts),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [...sections],
  });
}

export function letterSection(
  format: LetterFormat,
  fonts: LetterFonts,
  children: readonly FileChild[],
): ISectionOptions {
  const first = format === "letter" ? letterFirstFooter() : format === "sheet" ? emptyFooter() : undefined;
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
    children,
  };
}

/** A handful: three kinds of first page, and the fonts an installation uses. */
const most = 16;
const shells = new Map<string, Promise<LetterShell>>();

export async function letterShell(format: LetterFormat, fonts: LetterFonts): Promise<LetterShell> {
  const key = JSON.stringify([format, fonts]);
  const known = shells.get(key);
  if (known) return known;
  if (shells.size >= most) shells.clear();
  const made = makeShell(format, fonts);
  shells.set(key, made);
  return made;
}

async function makeShell(format: LetterFormat, fonts: LetterFonts): Promise<LetterShell> {
  const document = letterDocument(format, fonts, [
    new Paragraph({ children: [new TextRun({ text: mark })] }),
  ]);
  const parts = readParts(await Packer.pack(document, "uint8array", undefined, [coreProperties]));
  const at = parts.findIndex((part) => part.name === textPart);
  const part = parts[at];
  if (!part) throw new Error("no text part");
  const text = partText(part);
  const from = text.indexOf("<w:body>") + "<w:body>".length;
  const to = text.indexOf("<w:sectPr", text.indexOf(mark));
  return {
    document,
    before: parts.slice(0, at),
    after: parts.slice(at + 1),
    openText: text.slice(0, from),
    closeText: text.slice(to),
  };
}

/** The parts of one letter: the shell's, with the text part made of `body`. */
export function withBody(shell: LetterShell, body: string): readonly ZipPart[] {
  return [...shell.before, packPart(textPart, `${shell.openText}${body}${shell.closeText}`), ...shell.after];
}
