import { BorderStyle, FrameAnchorType, FrameWrap, LineRuleType, Paragraph, TabStopType, TextRun } from "docx";

import type { Colophon } from "../../../../shared/domain/letters/letter-model.ts";
import { black, colophon, margin, textWidth } from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { widthInCharacters } from "./line-breaking.ts";
import { printable, tabRun } from "./text-runs.ts";

const exact = LineRuleType.EXACT;
/** 4号 characters of one 抄送 line. */
const copyCharacters = 26;

/**
 * 7.4 版记 at the foot of the last page: 抄送, then issuing office and 印发日期, between rules as wide as the 版心,
 * the last one on its lower edge. One paragraph a frame: word processors lose borders of frames that hold several.
 */
export function colophonParagraphs(content: Colophon): readonly Paragraph[] {
  const lower = colophon.bottom - colophon.line - 97;
  const paragraphs: Paragraph[] = [];
  if (content.copyTo) {
    const lines = Math.ceil((widthInCharacters(content.copyTo) + 4) / copyCharacters);
    paragraphs.push(
      framed(
        content.issuedBy ? lower - lines * colophon.line - 40 : colophon.bottom - lines * colophon.line - 97,
        {
          top: ruleOf(colophon.outerRule),
          ...(content.issuedBy ? {} : { bottom: ruleOf(colophon.outerRule) }),
        },
        [new TextRun({ text: printable(`抄送：${content.copyTo.replace(/[。，；]+$/u, "")}。`) })],
        { left: colophon.indent + colophon.hanging, hanging: colophon.hanging, right: colophon.indent },
      ),
    );
  }
  if (content.issuedBy) {
    paragraphs.push(
      framed(
        lower,
        {
          top: ruleOf(content.copyTo ? colophon.innerRule : colophon.outerRule),
          bottom: ruleOf(colophon.outerRule),
        },
        [
          new TextRun({ text: printable(content.issuedBy) }),
          tabRun(),
          new TextRun({ text: printable(`${content.issuedOn ?? ""}印发`) }),
        ],
        { left: colophon.indent, right: colophon.indent },
      ),
    );
  }
  // Side by side, one of two frames loses its place in some word processors; a line of no height keeps them apart.
  return paragraphs.flatMap((paragraph, index) => (index === 0 ? [paragraph] : [spacer(), paragraph]));
}

function spacer(): Paragraph {
  return new Paragraph({ spacing: { line: 20, lineRule: exact, before: 0, after: 0 }, children: [] });
}

function ruleOf(width: number): {
  style: typeof BorderStyle.SINGLE;
  size: number;
  space: number;
  color: string;
} {
  return { style: BorderStyle.SINGLE, size: width, space: 1, color: black };
}

function framed(
  y: number,
  border: { top?: ReturnType<typeof ruleOf>; bottom?: ReturnType<typeof ruleOf> },
  children: TextRun[],
  indent: { left: number; right: number; hanging?: number },
): Paragraph {
  return new Paragraph({
    style: styleId.small,
    widowControl: false,
    spacing: { line: colophon.line, lineRule: exact, before: 0, after: 0 },
    indent,
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - colophon.indent }],
    frame: {
      type: "absolute",
      position: { x: margin.left, y },
      width: textWidth,
      height: 0,
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
      wrap: FrameWrap.NOT_BESIDE,
    },
    border,
    children,
  });
}
