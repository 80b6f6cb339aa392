import { AlignmentType, type IStylesOptions } from "docx";

import { fontFamily, type LetterFonts } from "./letter-fonts.ts";
import { black, bodyCharacterSpacing, character, colophon, line, sheet, size } from "./page-measures.ts";

/** Ids of the paragraph styles; every paragraph of a letter names one. */
export const styleId = {
  body: "GongwenBody",
  flush: "GongwenFlush",
  title: "GongwenTitle",
  small: "GongwenSmall",
  sheet: "GongwenSheet",
  sheetLabel: "GongwenSheetLabel",
} as const;

const exact = "exact" as const;
/** Western text counts as English: as Chinese, some layout engines break numbers in two. */
const zhCn = { value: "en-US", eastAsia: "zh-CN" } as const;

/**
 * The styles of the official format. Measures live in the styles, so that a person who edits the letter in a word
 * processor keeps them by typing on.
 */
export function paragraphStyles(fonts: LetterFonts): IStylesOptions {
  const body = fontFamily(fonts.body, fonts.latin);
  const spacing = { line, lineRule: exact, before: 0, after: 0 };
  return {
    default: {
      document: {
        run: { font: body, size: size.body, color: black, language: zhCn },
        paragraph: { spacing: { before: 0, after: 0 } },
      },
    },
    paragraphStyles: [
      {
        id: styleId.body,
        name: "公文正文",
        run: { characterSpacing: bodyCharacterSpacing },
        paragraph: { spacing, alignment: AlignmentType.BOTH, indent: { firstLine: 2 * character } },
      },
      {
        id: styleId.flush,
        name: "公文顶格",
        run: { characterSpacing: bodyCharacterSpacing },
        paragraph: { spacing, alignment: AlignmentType.BOTH },
      },
      {
        id: styleId.title,
        name: "公文标题",
        run: { font: fontFamily(fonts.head), size: size.title },
        paragraph: { spacing, alignment: AlignmentType.CENTER },
      },
      {
        id: styleId.small,
        name: "公文版记",
        run: { size: size.small },
        paragraph: { spacing: { line: colophon.line, lineRule: exact, before: 0, after: 0 } },
      },
      {
        id: styleId.sheet,
        name: "表格内容",
        run: { size: size.sheet },
        paragraph: { spacing: { line: sheet.line, lineRule: exact, before: 0, after: 0 } },
      },
      {
        id: styleId.sheetLabel,
        name: "表格栏目",
        run: { size: size.sheet },
        paragraph: {
          spacing: { line: sheet.line, lineRule: exact, before: 0, after: 0 },
          alignment: AlignmentType.CENTER,
        },
      },
    ],
  };
}
