import type { GlyphMark } from "./page-marks.ts";

interface Piece {
  text: string;
  /** Along and across the writing direction, in points. */
  readonly start: number;
  end: number;
  readonly base: number;
  readonly size: number;
  readonly order: number;
}

/** Direction of the baseline, rounded to a quarter turn: rotated pages and stamps get lines of their own. */
export function directionOf(glyph: GlyphMark): 0 | 1 | 2 | 3 {
  const dx = glyph.to[0] - glyph.from[0];
  const dy = glyph.to[1] - glyph.from[1];
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 0 : 2;
  return dy >= 0 ? 1 : 3;
}

/** A point along and across a direction. */
export function along(direction: number, point: readonly [number, number]): readonly [number, number] {
  const [x, y] = point;
  if (direction === 0) return [x, -y];
  if (direction === 1) return [y, x];
  if (direction === 2) return [-x, y];
  return [-y, -x];
}

const latin = /[\w\u0020-\u007e]$/u;
const latinStart = /^[\u0020-\u007e]/u;

/**
 * Puts glyphs into lines: by baseline, then along it. A gap wide enough for a column becomes a tab, a word gap
 * between Latin letters a blank. Glyphs of one showing operator stay together, so that texts printed over each
 * other do not mix.
 */
export function linesOfGlyphs(glyphs: readonly GlyphMark[]): readonly string[] {
  const groups = new Map<number, Piece[]>();
  let last: { piece: Piece; run: number; direction: number } | undefined;
  for (const glyph of glyphs) {
    const direction = directionOf(glyph);
    const [start, base] = along(direction, glyph.from);
    const [end] = along(direction, glyph.to);
    const size = Math.max(1, glyph.size);
    const continues =
      last &&
      last.run === glyph.run &&
      last.direction === direction &&
      Math.abs(last.piece.base - base) < size * 0.3 &&
      start - last.piece.end < size * 0.9 &&
      start >= last.piece.end - size * 0.5;
    if (last && continues) {
      const gap = start - last.piece.end;
      const wantsBlank =
        gap > size * 0.22 &&
        latin.test(last.piece.text) &&
        latinStart.test(glyph.text) &&
        !/^\d/u.test(glyph.text);
      last.piece.text += (wantsBlank && !last.piece.text.endsWith(" ") ? " " : "") + glyph.text;
      last.piece.end = Math.max(last.piece.end, end);
      continue;
    }
    const piece: Piece = { text: glyph.text, start, end, base, size, order: glyph.order };
    last = { piece, run: glyph.run, direction };
    const list = groups.get(direction);
    if (list) list.push(piece);
    else groups.set(direction, [piece]);
  }
  return [...groups.keys()]
    .sort((a, b) => a - b)
    .flatMap((direction) => joinPieces(groups.get(direction) ?? []));
}

/** As many figures as the shortest personal number has. */
const fewestBoxed = 11;

/** Places of the figures that follow one evenly spread before them: a number with a box for every figure. */
function boxedFigures(line: readonly Piece[], gaps: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const isFigure = (index: number): boolean => /^[\dXx]$/u.test(line[index]?.text ?? "");
  let from = 0;
  for (let index = 1; index <= line.length; index += 1) {
    const goesOn =
      isFigure(index) &&
      isFigure(index - 1) &&
      (index - from < 2 || Math.abs((gaps[index - 1] ?? 0) - (gaps[from] ?? 0)) < 0.35);
    if (goesOn) continue;
    if (index - from >= fewestBoxed) for (let at = from + 1; at < index; at += 1) found.add(at);
    from = index;
  }
  return found;
}

function joinPieces(pieces: readonly Piece[]): readonly string[] {
  const ordered = pieces
    .filter((piece) => piece.text !== "")
    .sort((a, b) => a.base - b.base || a.start - b.start);
  const lines: Piece[][] = [];
  for (const piece of ordered) {
    const line = lines.at(-1);
    const reference = line?.[0];
    if (
      line &&
      reference &&
      Math.abs(reference.base - piece.base) < Math.max(2, Math.min(reference.size, piece.size) * 0.45)
    )
      line.push(piece);
    else lines.push([piece]);
  }
  return lines
    .map((line) => {
      line.sort((a, b) => a.start - b.start || a.order - b.order);
      const gaps = line
        .slice(1)
        .map((piece, index) => (piece.start - (line[index]?.end ?? 0)) / Math.max(1, piece.size));
      // Evenly spread single characters are letter-spaced, not separate words.
      const isSpread =
        line.length >= 4 &&
        line.every((piece) => piece.text.length === 1) &&
        Math.max(...gaps) - Math.min(...gaps) < 0.35;
      const boxed = boxedFigures(line, gaps);
      let text = "";
      line.forEach((piece, index) => {
        const gap = index === 0 || isSpread || boxed.has(index) ? 0 : (gaps[index - 1] ?? 0);
        if (gap > 1.8) text += "\t";
        else if (gap > 0.6 || (gap > 0.22 && latin.test(text) && latinStart.test(piece.text))) text += " ";
        text += piece.text;
      });
      return text
        .replaceAll(/[ \u00a0]+\t/gu, "\t")
        .replaceAll(/\t[ \u00a0]+/gu, "\t")
        .trim();
    })
    .filter((line) => line !== "");
}
