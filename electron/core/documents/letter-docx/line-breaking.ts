import { bodyCharacterSpacing, size, textWidth } from "./page-measures.ts";

/** Characters of pure 汉字 text a line of the 版心 has room for: 28, with a sliver to spare. */
const lineWidth = textWidth / (size.body * 10 + bodyCharacterSpacing);

/** Never at the start of a line; word processors let one hang past the edge. */
const noStart = /[，。、；：？！”’）》〉〕」』％]/u;
/** Never at the end of a line. */
const noEnd = /[“‘（《〈〔「『]/u;
const western = /[A-Za-z0-9.%@/:_-]/u;

/** Width of one character in 字: full-width ones are 1, half-width ones about a half. */
function characterWidth(character: string): number {
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
  const { starts, lastWidth } = breakLines(text, indent);
  return { lines: starts.length, lastWidth };
}

/**
 * Where a paragraph may be parted so that its first `lines` lines stay behind: a character early, so that they never run
 * over into one line more, and at no place where a line may not break. 0 where there is none.
 */
export function placeAfterLines(text: string, indent: number, lines: number): number {
  const end = breakLines(text, indent).starts[lines] ?? 0;
  let at = 0;
  let place = 0;
  let previous = "";
  for (const piece of pieces(text)) {
    if (at > 0 && !noStart.test(piece) && !noEnd.test(previous) && at < end) place = at;
    at += piece.length;
    previous = piece.slice(-1);
  }
  return place;
}

/** The offsets at which the lines begin, and how far the last one reaches. */
function breakLines(
  text: string,
  indent: number,
): { readonly starts: readonly number[]; readonly lastWidth: number } {
  const starts = [0];
  let at = 0;
  let width = indent;
  let previous = "";
  for (const piece of pieces(text)) {
    const gap =
      previous !== "" && western.test(previous) !== western.test(piece.charAt(0)) && !/\s/u.test(piece)
        ? 0.2
        : 0;
    const wide = widthInCharacters(piece) + (width > 0 ? gap : 0);
    if (width + wide > lineWidth && !(piece.length === 1 && noStart.test(piece))) {
      starts.push(at);
      width = widthInCharacters(piece) + (noEnd.test(previous) ? 1 : 0);
    } else width += wide;
    at += piece.length;
    previous = piece.slice(-1);
  }
  return { starts, lastWidth: width };
}

/** What a line break may not split: runs of Latin letters and digits; every other character stands alone. */
function pieces(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9.%@/:_-]+|[\s\S]/gu) ?? [];
}
