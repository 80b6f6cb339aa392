import { AlignmentType, LineRuleType, Paragraph } from "docx";

import type { SignOff } from "../../../../shared/domain/letters/letter-model.ts";
import { runsText } from "../../../../shared/domain/letters/letter-model.ts";
import { character, line, signOff as measures } from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { widthInCharacters } from "./line-breaking.ts";
import { textRuns } from "./text-runs.ts";

const exact = LineRuleType.EXACT;

/**
 * 7.3.5: with a seal the date stands 右空四字 and the organ's name is centred on it (a name longer than that keeps
 * two characters free, and the date is centred under the name); without a seal the name stands 右空二字 and the
 * date begins two characters further right.
 */
export function signOffParagraphs(signOff: SignOff, gapLines: number): readonly Paragraph[] {
  const name = widthInCharacters(runsText(signOff.organ)) * character;
  const date = widthInCharacters(runsText(signOff.date)) * character;
  const { nameRight, dateRight } = signOff.sealed ? sealed(name, date) : unsealed(name, date);
  const paragraph = (runs: SignOff["organ"], right: number, before: number, keepNext: boolean): Paragraph =>
    new Paragraph({
      style: styleId.flush,
      alignment: AlignmentType.RIGHT,
      widowControl: false,
      keepNext,
      keepLines: true,
      indent: { right: Math.round(right) },
      spacing: { line, lineRule: exact, before, after: 0 },
      children: textRuns(runs),
    });
  return [
    paragraph(signOff.organ, nameRight, gapLines * line, true),
    paragraph(signOff.date, dateRight, 0, false),
  ];
}

function sealed(name: number, date: number): { nameRight: number; dateRight: number } {
  const centred = measures.dateRight + (date - name) / 2;
  const least = 2 * character;
  if (centred >= least) return { nameRight: centred, dateRight: measures.dateRight };
  return { nameRight: least, dateRight: Math.max(least, least + (name - date) / 2) };
}

function unsealed(name: number, date: number): { nameRight: number; dateRight: number } {
  const right = measures.unsealedRight;
  // The date's first character stands two 字 right of the name's; a date longer than that keeps 右空二字 itself.
  const dateRight = right + name - 2 * character - date;
  if (dateRight >= right) return { nameRight: right, dateRight };
  return { nameRight: right + date + 2 * character - name, dateRight: right };
}
