import { LineRuleType, Paragraph, type Table, TextRun } from "docx";

import type { LetterAttachment } from "../../../../shared/domain/letters/letter-model.ts";
import { bodyParagraphs } from "./letter-body.ts";
import { fontFamily, type LetterFonts } from "./letter-fonts.ts";
import { line } from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { printable } from "./text-runs.ts";
import { titleLines } from "./title-lines.ts";

const exact = LineRuleType.EXACT;

/** 7.3.7: a new page; `附件1` in 黑体 on line 1, the title centred on line 3, then as in the body. */
export function attachmentPages(
  attachments: readonly LetterAttachment[],
  fonts: LetterFonts,
): readonly (Paragraph | Table)[] {
  const written = attachments.filter((attachment) => attachment.blocks.length > 0);
  return written.flatMap((attachment) => {
    const number = attachments.indexOf(attachment) + 1;
    const label = attachments.length > 1 ? `附件${number}` : "附件";
    return [
      new Paragraph({
        style: styleId.flush,
        pageBreakBefore: true,
        widowControl: false,
        children: [new TextRun({ text: label, font: fontFamily(fonts.hei) })],
      }),
      ...titleLines(attachment.title).map(
        (text, index, lines) =>
          new Paragraph({
            style: styleId.title,
            keepNext: true,
            widowControl: false,
            spacing: {
              line,
              lineRule: exact,
              before: index === 0 ? line : 0,
              after: index === lines.length - 1 ? line : 0,
            },
            children: [new TextRun({ text: printable(text) })],
          }),
      ),
      ...bodyParagraphs(attachment.blocks, fonts, undefined),
    ];
  });
}
