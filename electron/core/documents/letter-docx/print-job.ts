import { Packer, type ISectionOptions } from "docx";

import type { EnvelopeText } from "../../../../shared/domain/letters/envelope.ts";
import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { coreProperties } from "./core-properties.ts";
import { envelopePage } from "./envelopes.ts";
import { standardFonts } from "./letter-fonts.ts";
import { documentOf, letterSection } from "./letter-shell.ts";
import { emptyFooter } from "./page-footers.ts";
import { letterChildren } from "./render-letter-docx.ts";
import { readParts, writeZip } from "./zip-parts.ts";

export interface PrintedLetter {
  readonly model: LetterModel;
  readonly envelope?: EnvelopeText;
}

/** Page numbers begin anew with every letter. */
function fromPageOne(section: ISectionOptions): ISectionOptions {
  return {
    ...section,
    properties: {
      ...section.properties,
      page: { ...section.properties?.page, pageNumbers: { start: 1 } },
    },
  };
}

/**
 * Letters in the order of the print as one .docx, each followed by its envelope on a page of the envelope's size. The
 * pages are those of each letter's own file; nothing in it names an author.
 */
export async function renderPrintJobDocx(letters: readonly PrintedLetter[]): Promise<Uint8Array> {
  const sections = letters.flatMap(({ model, envelope }) => [
    fromPageOne(letterSection(model.format, standardFonts, letterChildren(model, standardFonts))),
    // Without footers of its own an envelope would carry the page number of the letter before it.
    ...(envelope
      ? [
          fromPageOne({
            ...envelopePage(envelope),
            footers: { default: emptyFooter(), even: emptyFooter() },
          }),
        ]
      : []),
  ]);
  const document = documentOf(standardFonts, sections);
  return writeZip(readParts(await Packer.pack(document, "uint8array", undefined, [coreProperties])));
}
