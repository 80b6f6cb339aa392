import { bodyCharacterSpacing, size, textWidth } from "./page-measures.ts";

/** Characters of pure 汉字 text a line of the 版心 has room for: 28, with a sliver to spare. */
const lineWidth = textWidth / (size.body * 10 + bodyCharacterSpacing);

/** Never at the start of a line; word processors let one hang past the edge. */
const noStart = /[，。、；：？！”’）》〉〕」』％]/u;
/** Never at the end of a line. */
const noEnd = /[“‘（《〈〔「『]/u;
const western = /[A-Za-z0-9.%@/:_-]/u;

/** Width of one character in 字: full-width ones are 1, half-width ones about a half. */
export function characterWidth(character: string): number {
  return (character.codePointAt(0) ?? 0) < 0x2e80 && !/[“”‘’—…·]/u.test(character) ? 0.5 : 1;
}

export function widthInCharacters(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Width of a line of text as it is set: with the gaps between 汉字 and figures. */
export function setWidth(text: string): number {
  return measureLines(text, 0).lastWidth;
}

/** Lines a paragraph fills; see `measureLines`. */
export function countLines(text: string, indent: number): number {
  return measureLines(text, indent).lines;
}

/**
 * Lines a paragraph fills in the body text and how far its last line reaches, `indent` 字 on the first. An estimate of what word processors do: whole
 * numbers stay together, a gap stands between 汉字 and figures, punctuation follows 禁则.
 */
export function measureLines(
  text: string,
  indent: number,
): { readonly lines: number; readonly lastWidth: number } {
  let lines = 1;
  let width = indent;
  let previous = "";
  for (const piece of pieces(text)) {
    const gap =
      previous !== "" && western.test(previous) !== western.test(piece.charAt(0)) && !/\s/u.test(piece)
        ? 0.2
        : 0;
    const wide = widthInCharacters(piece) + (width > 0 ? gap : 0);
    if (width + wide > lineWidth && !(piece.length === 1 && noStart.test(piece))) {
      lines += 1;
      width = widthInCharacters(piece) + (noEnd.test(previous) ? 1 : 0);
    } else width += wide;
    previous = piece.slice(-1);
  }
  return { lines, lastWidth: width };
}

/** What a line break may not split: runs of Latin letters and digits; every other character stands alone. */
function pieces(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9.%@/:_-]+|[\s\S]/gu) ?? [];
}
