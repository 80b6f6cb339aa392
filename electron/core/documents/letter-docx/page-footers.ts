import { AlignmentType, BorderStyle, Footer, LineRuleType, PageNumber, Paragraph, TextRun } from "docx";

import { fontFamily, type LetterFonts } from "./letter-fonts.ts";
import { letterFoot, pageNumber, red, size } from "./page-measures.ts";

const exact = LineRuleType.EXACT;

/** 7.5: `— 1 —` in 4号宋体, 7 mm under the 版心; odd pages right 空一字, even pages left 空一字. */
export function pageNumberFooter(side: "odd" | "even", fonts: LetterFonts): Footer {
  const look = { font: fontFamily(fonts.song), size: size.small };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === "odd" ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === "odd" ? { right: pageNumber.indent } : { left: pageNumber.indent },
        spacing: { line: pageNumber.line, lineRule: exact, before: 0, after: pageNumber.after },
        children: [new TextRun({ ...look, children: ["— ", PageNumber.CURRENT, " —"] })],
      }),
    ],
  });
}

/** 10.1: the second double rule, 上细下粗, 20 mm above the paper's lower edge, 170 mm wide; page 1 has no number. */
export function letterFirstFooter(): Footer {
  const rule = (width: number): Paragraph =>
    new Paragraph({
      spacing: { line: letterFoot.line, lineRule: exact, before: 0, after: 0 },
      indent: { left: letterFoot.left, right: letterFoot.right },
      border: { bottom: { style: BorderStyle.SINGLE, size: width, space: 0, color: red } },
      children: [],
    });
  return new Footer({ children: [rule(letterFoot.thin), rule(letterFoot.thick)] });
}

export function emptyFooter(): Footer {
  return new Footer({ children: [new Paragraph({ children: [] })] });
}
