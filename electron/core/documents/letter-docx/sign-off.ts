import { AlignmentType, LineRuleType, Paragraph } from "docx";

import type { SignOff } from "../../../../shared/domain/letters/letter-model.ts";
import { runsText } from "../../../../shared/domain/letters/letter-model.ts";
import { character, line, signOff as measures, textWidth } from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { setWidth } from "./line-breaking.ts";
import { textRuns } from "./text-runs.ts";

const exact = LineRuleType.EXACT;

/**
 * 7.3.5: with a seal the date stands 右空四字 and the organ's name is centred on it (a name longer than that keeps
 * one character free, and the date is centred under it); without a seal the name stands 右空二字 and the date
 * begins two characters further right. An 附注 stays with the date above it (7.3.6).
 */
export function signOffParagraphs(
  signOff: SignOff,
  gapLines: number,
  annotated: boolean,
): readonly Paragraph[] {
  const name = setWidth(runsText(signOff.organ)) * character;
  const date = setWidth(runsText(signOff.date)) * character;
  const place = signOff.sealed ? sealed(name, date) : unsealed(name, date);
  const paragraph = (runs: SignOff["organ"], indent: Indent, before: number, keepNext: boolean): Paragraph =>
    new Paragraph({
      style: styleId.flush,
      alignment: indent.left === undefined ? AlignmentType.RIGHT : AlignmentType.LEFT,
      widowControl: false,
      keepNext,
      keepLines: true,
      indent,
      spacing: { line, lineRule: exact, before, after: 0 },
      children: textRuns(runs),
    });
  return [
    paragraph(signOff.organ, place.name, gapLines * line, true),
    paragraph(signOff.date, place.date, 0, annotated),
  ];
}

interface Indent {
  readonly left?: number;
  readonly right?: number;
}

/** The date 右空四字, the name centred on it; a name too long for that keeps one 字 free and the date is centred on it. */
function sealed(name: number, date: number): { name: Indent; date: Indent } {
  const centred = measures.dateRight + (date - name) / 2;
  if (centred >= character)
    return { name: { right: Math.round(centred) }, date: { right: measures.dateRight } };
  return {
    name: { right: character },
    date: { right: Math.round(character + Math.max(0, name - date) / 2) },
  };
}

/**
 * The longer of the two 右空二字, the date's first character two 字 right of the name's: both are set from the left,
 * so that this offset is exact.
 */
function unsealed(name: number, date: number): { name: Indent; date: Indent } {
  const widest = Math.max(name, date + 2 * character);
  const left = Math.max(0, Math.round(textWidth - measures.unsealedRight - widest));
  return { name: { left }, date: { left: left + 2 * character } };
}
