import {
  BorderStyle,
  Document,
  FrameAnchorType,
  FrameWrap,
  LineRuleType,
  Packer,
  Paragraph,
  TextRun,
  AlignmentType,
  type ISectionOptions,
} from "docx";

import type { EnvelopeText } from "../../../../shared/domain/letters/envelope.ts";
import { fontFamily, standardFonts } from "./letter-fonts.ts";
import { mmToTwips, red } from "./page-measures.ts";
import { printable } from "./text-runs.ts";
import { coreProperties } from "./core-properties.ts";
import { readParts, writeZip } from "./zip-parts.ts";

/** GB/T 1416, DL: 220 × 110 mm; the postcode's boxes at the upper left, the sender at the lower right. */
const sheet = { width: mmToTwips(220), height: mmToTwips(110) } as const;
const box = {
  x: mmToTwips(12),
  y: mmToTwips(10),
  step: mmToTwips(10),
  width: mmToTwips(8),
  height: mmToTwips(9),
} as const;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One paragraph at a fixed place of the page: several in one frame lose their place in some word processors. */
function placed(
  text: string,
  place: Place,
  look: { readonly size: number; readonly align?: "left" | "right" | "center"; readonly boxed?: boolean },
): Paragraph {
  const edge = { style: BorderStyle.SINGLE, size: 6, space: 0, color: red } as const;
  return new Paragraph({
    alignment: AlignmentType[look.align === "right" ? "RIGHT" : look.align === "center" ? "CENTER" : "LEFT"],
    widowControl: false,
    spacing: {
      line: place.height,
      lineRule: look.boxed ? LineRuleType.EXACT : LineRuleType.AT_LEAST,
      before: 0,
      after: 0,
    },
    ...(look.boxed ? { border: { top: edge, bottom: edge, left: edge, right: edge } } : {}),
    frame: {
      type: "absolute",
      position: { x: place.x, y: place.y },
      width: place.width,
      height: place.height,
      wrap: FrameWrap.AROUND,
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    },
    children: [
      new TextRun({
        text: printable(text),
        size: look.size,
        font: fontFamily(standardFonts.body),
        language: { eastAsia: "zh-CN" },
      }),
    ],
  });
}

/** Side by side, one of two frames loses its place in some word processors; a line of no height keeps them apart. */
function spacer(): Paragraph {
  return new Paragraph({
    spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [],
  });
}

export function envelopePage(envelope: EnvelopeText): ISectionOptions {
  const known = /^\d{6}$/u.test(envelope.postcode);
  const digits = Array.from({ length: 6 }, (_, index) => (known ? envelope.postcode.charAt(index) : ""));
  const mm = mmToTwips;
  const paragraphs = [
    ...digits.map((digit, index) =>
      placed(
        digit,
        { x: box.x + index * box.step, y: box.y, width: box.width, height: box.height },
        { size: 32, align: "center", boxed: true },
      ),
    ),
    placed(envelope.address, { x: mm(40), y: mm(32), width: mm(160), height: mm(9) }, { size: 32 }),
    placed(`${envelope.name}　收`, { x: mm(60), y: mm(54), width: mm(140), height: mm(12) }, { size: 44 }),
    placed(
      envelope.senderAddress,
      { x: mm(90), y: mm(80), width: mm(118), height: mm(7) },
      { size: 28, align: "right" },
    ),
    placed(
      envelope.senderName,
      { x: mm(90), y: mm(88), width: mm(118), height: mm(7) },
      { size: 28, align: "right" },
    ),
    placed(
      `邮政编码　${envelope.senderPostcode}`,
      { x: mm(90), y: mm(96), width: mm(118), height: mm(7) },
      { size: 28, align: "right" },
    ),
  ];
  return {
    properties: {
      page: {
        size: { width: sheet.width, height: sheet.height },
        margin: { top: mm(5), bottom: mm(4), left: mm(8), right: mm(8), header: 0, footer: 0 },
      },
    },
    children: paragraphs.flatMap((paragraph) => [paragraph, spacer()]),
  };
}

/** Envelopes as one .docx, a page each, for a printer that takes DL envelopes. Nothing in it names an author. */
export async function renderEnvelopesDocx(envelopes: readonly EnvelopeText[]): Promise<Uint8Array> {
  const document = new Document({ creator: "", lastModifiedBy: "", sections: envelopes.map(envelopePage) });
  // Packed again with fixed times: the library writes the moment into the archive.
  return writeZip(readParts(await Packer.pack(document, "uint8array", undefined, [coreProperties])));
}
