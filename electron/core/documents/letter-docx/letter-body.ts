import { AlignmentType, LineRuleType, Paragraph, type Table } from "docx";

import type { LetterBlock, ParagraphBlock } from "../../../../shared/domain/letters/letter-model.ts";
import { assertNever } from "../../../../shared/kernel/result.ts";
import { fontFamily, type LetterFonts } from "./letter-fonts.ts";
import { character, line } from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { isTrailing, type SignOffTie } from "./page-flow.ts";
import { splitRuns } from "./split-runs.ts";
import { sheetTable } from "./sheet-table.ts";
import { tabRun, textRuns } from "./text-runs.ts";

const exact = LineRuleType.EXACT;

/** 7.3.3: 一、 in 黑体, （一） in 楷体, the rest in 仿宋; none of them bold. */
function levelFont(block: ParagraphBlock, fonts: LetterFonts): { font?: ReturnType<typeof fontFamily> } {
  if (block.level === 1) return { font: fontFamily(fonts.hei) };
  if (block.level === 2) return { font: fontFamily(fonts.kai) };
  return {};
}

/**
 * The blocks of the body. Where a 落款 follows (`signOff`), what only trails (特此告知。, 附件) always goes with it,
 * and the last real paragraph as far as the tie says, so that a 落款 never stands alone on a page. With `forPages` that
 * paragraph leaves no line of its own alone on either side of a page break.
 */
export function bodyParagraphs(
  blocks: readonly LetterBlock[],
  fonts: LetterFonts,
  signOff: SignOffTie | undefined,
  forPages = false,
): readonly (Paragraph | Table)[] {
  const lastReal = blocks.findLastIndex((block) => !isTrailing(block));
  return blocks.flatMap((block, index): readonly (Paragraph | Table)[] => {
    const kept =
      signOff !== undefined && (index > lastReal || (index === lastReal && signOff.tie !== "none"));
    switch (block.kind) {
      case "paragraph":
        if (!kept || index !== lastReal || signOff.tie === "none" || signOff.tie === "whole")
          return [textParagraph(block, fonts, kept, forPages && index === lastReal)];
        return splitRuns(block.runs, signOff.from).map((runs, part) =>
          signOff.tie === "tail"
            ? textParagraph({ ...block, runs }, fonts, part === 1)
            : partOfParagraph({ ...block, runs }, fonts, part === 1),
        );
      case "list":
        return block.items.map(
          (item, place) =>
            new Paragraph({
              style: styleId.body,
              widowControl: false,
              keepNext: kept && place === block.items.length - 1,
              children: textRuns(item),
            }),
        );
      case "attachmentNote":
        return attachmentNote(
          block.names.map((name) => textRuns(name)),
          kept,
        );
      case "table":
        return [sheetTable(block), new Paragraph({ spacing: { line: 20, lineRule: exact }, children: [] })];
      default:
        return assertNever(block);
    }
  });
}

function textParagraph(
  block: ParagraphBlock,
  fonts: LetterFonts,
  kept: boolean,
  twoLines = false,
): Paragraph {
  return new Paragraph({
    style: block.indent === "firstLine" ? styleId.body : styleId.flush,
    widowControl: twoLines,
    keepNext: kept || block.level !== undefined,
    children: textRuns(block.runs, levelFont(block, fonts)),
  });
}

/** One of two parts of a paragraph that read as one: the last line of the first reaches the edge, the second has no indent. */
function partOfParagraph(block: ParagraphBlock, fonts: LetterFonts, second: boolean): Paragraph {
  return new Paragraph({
    style: block.indent === "firstLine" && !second ? styleId.body : styleId.flush,
    widowControl: false,
    keepNext: second,
    ...(second ? {} : { alignment: AlignmentType.DISTRIBUTE }),
    children: textRuns(block.runs, levelFont(block, fonts)),
  });
}

/** 7.3.4: one line under the body, 左空二字, names aligned with each other, numbers typed. */
function attachmentNote(names: readonly ReturnType<typeof textRuns>[], kept: boolean): readonly Paragraph[] {
  const numbered = names.length > 1;
  return names.map((runs, index) => {
    const label = index === 0 ? "附件：" : "";
    const left = numbered ? 7 * character : 5 * character;
    const hanging = numbered ? (index === 0 ? 5 * character : 2 * character) : 3 * character;
    return new Paragraph({
      style: styleId.flush,
      widowControl: false,
      keepNext: kept,
      spacing: { line, lineRule: exact, before: index === 0 ? line : 0, after: 0 },
      indent: { left, hanging },
      ...(numbered ? { tabStops: [{ type: "left" as const, position: left }] } : {}),
      children: [
        ...textRuns([{ kind: "text", text: numbered ? `${label}${index + 1}.` : label }]),
        ...(numbered ? [tabRun()] : []),
        ...runs,
      ],
    });
  });
}
