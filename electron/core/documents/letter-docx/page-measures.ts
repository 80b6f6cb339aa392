/**
 * The measures of GB/T 9704-2012 in the units of WordprocessingML: twips (1/20 pt) for lengths, half-points for
 * font sizes, eighths of a point for borders. Where a value was tuned to come out right on the page, the comment
 * says what it comes out as; `tests/integration/letters` measures it again.
 */
export function mmToTwips(mm: number): number {
  return Math.round((mm / 25.4) * 1440);
}

/** 5.1: A4. */
export const page = { width: 11_906, height: 16_838 } as const;

/** 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. */
export const margin = { top: 2098, bottom: 1984, left: 1587, right: 1474 } as const;

/** Width of the 版心. */
export const textWidth = page.width - margin.left - margin.right;

/**
 * 5.2.3, 每面22行: 225 mm / 22 allows 579 twips at most; 580 gives 21 lines. The pitch is an exact line height and
 * not a document grid, because a character grid makes some layout engines set half as many characters.
 */
export const line = 579;

/**
 * 每行28字: 28 characters of 16 pt are wider than 156 mm, so each gives up 0.3 pt. With a quarter of a point 28 fit
 * too, but so tightly that LibreOffice drops a comma that should hang at the end of a justified line.
 */
export const bodyCharacterSpacing = -6;

/** One 字 of indent: a condensed character of the body text. */
export const character = 315;

/** Font sizes in half-points. */
export const size = { head: 84, title: 44, body: 32, small: 28, sheet: 24 } as const;

/** Smallest 发文机关标志 for very long names. */
export const smallestHead = 36;

export const red = "FF0000";
export const black = "000000";

/** 7.5: 4号 figures, the 一字线 7 mm under the 版心. */
export const pageNumber = { line: 280, after: 312, indent: 280, footer: mmToTwips(20) } as const;

/** 10.1: the first double rule is part of the head's frame; the second stands 20 mm above the paper's lower edge. */
export const letterHead = {
  frameX: mmToTwips(20),
  frameWidth: mmToTwips(170),
  /** Ink begins 30 mm under the paper's upper edge. */
  inkTop: 30,
  line: 840,
  ruleSize: 24,
  ruleSpace: 3,
  /** 发文字号 stands 7/8 of a 3号 character under the first rule. */
  numberBefore: 97,
} as const;

export const letterFoot = {
  left: -mmToTwips(8),
  right: -mmToTwips(6),
  line: 20,
  thin: 6,
  thick: 18,
} as const;

/** 7.2.4 and 7.2.7: 标志 35 mm under the 版心's upper edge, red rule 4 mm under the 文号. */
export const documentHead = { before: 2024, line: 840, ruleSize: 12, ruleSpace: 7 } as const;

/** 7.4: 版记, 4号, first and last rule 0.35 mm, inner ones 0.25 mm. */
export const colophon = {
  line: 400,
  indent: 280,
  hanging: 840,
  outerRule: 8,
  innerRule: 6,
  bottom: mmToTwips(262),
} as const;

/** 7.3.5.1, 7.3.5.2: 成文日期 右空四字 with a seal, 署名 右空二字 without. */
export const signOff = { dateRight: 4 * character, unsealedRight: 2 * character } as const;

/** Sheets: 小四 text, 18 pt lines, 0.5 pt rules. */
export const sheet = { line: 360, rule: 4, padding: 80 } as const;
