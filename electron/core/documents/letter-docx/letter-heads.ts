import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  LineRuleType,
  Paragraph,
  TabStopType,
  TextRun,
  type IRunPropertiesOptions,
} from "docx";

import type { InlineRun, LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { runsText } from "../../../../shared/domain/letters/letter-model.ts";
import { fontFamily, type LetterFonts } from "./letter-fonts.ts";
import {
  documentHead,
  letterHead,
  line,
  mmToTwips,
  red,
  size,
  smallestHead,
  textWidth,
} from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { widthInCharacters } from "./line-breaking.ts";
import { printable, tabRun, textRuns } from "./text-runs.ts";
import { titleLines } from "./title-lines.ts";

const exact = LineRuleType.EXACT;
/** 一字 of 3号 in twips: 28 characters fill a line. */
const oneCharacter = Math.floor(textWidth / 28);

/** The red mark's size in half-points: as large as one line of 156 mm allows (7.2.4 leaves the size free). */
export function headSize(text: string): number {
  const points = textWidth / 20 / Math.max(1, widthInCharacters(text));
  return Math.max(smallestHead, Math.min(size.head, Math.floor(points) * 2));
}

/** In a line of exact height glyphs sink as they shrink, about 8 twips a half-point (measured). */
function sinking(half: number): number {
  return (size.head - half) * 8;
}

/**
 * 10.1 信函格式: 发文机关标志 without 文件, its upper edge 30 mm under the paper's, the double rule 4 mm below it,
 * 170 mm wide. One frame holds mark and rule; the text of page 1 begins under it.
 */
export function letterHeadParagraphs(model: LetterModel, fonts: LetterFonts): readonly Paragraph[] {
  const name = runsText(model.organHead);
  const half = headSize(name);
  const y = mmToTwips(letterHead.inkTop + 0.7) - sinking(half);
  const head = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: letterHead.line, lineRule: exact, before: 0, after: 0 },
    widowControl: false,
    frame: {
      type: "absolute",
      position: { x: letterHead.frameX, y },
      width: letterHead.frameWidth,
      height: 0,
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
      wrap: FrameWrap.NOT_BESIDE,
    },
    border: {
      bottom: {
        style: BorderStyle.THICK_THIN_SMALL_GAP,
        size: letterHead.ruleSize,
        space: letterHead.ruleSpace,
        color: red,
      },
    },
    children: textRuns(model.organHead, redHead(fonts, half)),
  });
  return [
    head,
    model.mark === undefined
      ? numberLine(model.number, AlignmentType.RIGHT, letterHead.numberBefore)
      : markAndNumberLine(model.mark, model.number, fonts),
  ];
}

/** 10.1: a mark stands flush left under the first rule, in 黑体, the 发文字号 flush right on the same line. */
function markAndNumberLine(
  mark: string,
  number: readonly InlineRun[] | undefined,
  fonts: LetterFonts,
): Paragraph {
  return new Paragraph({
    style: styleId.flush,
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    spacing: { line, lineRule: exact, before: letterHead.numberBefore, after: 0 },
    widowControl: false,
    children: [
      new TextRun({ text: printable(mark), font: fontFamily(fonts.hei) }),
      ...(number ? [tabRun(), ...textRuns(number)] : []),
    ],
  });
}

function redHead(fonts: LetterFonts, half: number): IRunPropertiesOptions {
  return { font: fontFamily(fonts.head), size: half, color: red };
}

function numberLine(
  number: readonly InlineRun[] | undefined,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  before: number,
): Paragraph {
  return new Paragraph({
    style: styleId.flush,
    alignment,
    spacing: { line, lineRule: exact, before, after: 0 },
    widowControl: false,
    children: textRuns(number ?? []),
  });
}

/** 7.2 文件格式, and its 上行文 with the 签发人 (7.2.6): mark 35 mm under the 版心's upper edge, two lines, 发文字号, red rule 4 mm below it. */
export function documentHeadParagraphs(model: LetterModel, fonts: LetterFonts): readonly Paragraph[] {
  const half = headSize(runsText(model.organHead));
  // 7.2.2: what stands where a 密级 would takes line 2; line 1 is the one of the 份号.
  const internal =
    model.mark === undefined
      ? []
      : ["", model.mark].map(
          (text) =>
            new Paragraph({
              style: styleId.flush,
              widowControl: false,
              children: [new TextRun({ text: printable(text), font: fontFamily(fonts.hei) })],
            }),
        );
  const mark = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: {
      line: documentHead.line,
      lineRule: exact,
      before: documentHead.before - sinking(half) - internal.length * line,
      after: 0,
    },
    widowControl: false,
    children: textRuns(model.organHead, redHead(fonts, half)),
  });
  if (model.format === "minutes" || !model.number) return [...internal, mark];
  return [
    ...internal,
    mark,
    new Paragraph({
      style: styleId.flush,
      ...(model.signer === undefined
        ? { alignment: AlignmentType.CENTER }
        : {
            tabStops: [
              { type: TabStopType.LEFT, position: oneCharacter },
              { type: TabStopType.RIGHT, position: textWidth - oneCharacter },
            ],
          }),
      spacing: { line, lineRule: exact, before: 2 * line, after: 0 },
      widowControl: false,
      border: {
        bottom: {
          style: BorderStyle.SINGLE,
          size: documentHead.ruleSize,
          space: documentHead.ruleSpace,
          color: red,
        },
      },
      // A paragraph's indent would shorten its rule, so both ends are kept off by tabs.
      children:
        model.signer === undefined
          ? textRuns(model.number)
          : [
              tabRun(),
              ...textRuns(model.number),
              tabRun(),
              new TextRun({ text: "签发人：" }),
              new TextRun({ text: printable(model.signer), font: fontFamily(fonts.kai) }),
            ],
    }),
  ];
}

/** Without a red head the organ stands over the title, and the number under it. */
export function plainHeadParagraphs(model: LetterModel, fonts: LetterFonts): readonly Paragraph[] {
  const organ = new Paragraph({
    style: styleId.title,
    widowControl: false,
    children: textRuns(model.organHead, { font: fontFamily(fonts.head) }),
  });
  const number = model.number ? [numberLine(model.number, AlignmentType.CENTER, line)] : [];
  return [...(model.organHead.length > 0 ? [organ] : []), ...titleParagraphs(model, 0), ...number];
}

/** 7.3.1: 2号小标宋, centred, two lines under what stands above it. */
export function titleParagraphs(model: LetterModel, emptyLines: number): readonly Paragraph[] {
  if (model.title.length === 0) return [];
  const missing = model.title.some((run) => run.kind === "field" && run.missing);
  const lines = missing ? [runsText(model.title)] : titleLines(runsText(model.title));
  return lines.map(
    (text, index) =>
      new Paragraph({
        style: styleId.title,
        keepNext: true,
        widowControl: false,
        spacing: { line, lineRule: exact, before: index === 0 ? emptyLines * line : 0, after: 0 },
        children: [new TextRun({ text: printable(text) })],
      }),
  );
}

/** 7.3.2: one line under the title, flush left, full-width colon. */
export function addresseeParagraph(addressee: readonly InlineRun[]): Paragraph {
  return new Paragraph({
    style: styleId.flush,
    keepNext: true,
    widowControl: false,
    spacing: { line, lineRule: exact, before: line, after: 0 },
    children: textRuns([...addressee, { kind: "text", text: "：" }]),
  });
}
