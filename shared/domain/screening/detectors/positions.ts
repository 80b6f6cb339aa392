/** Point positions given to seconds or to four or more decimals, as pairs of a longitude and a latitude within China. */
import type { Block, Line } from "../block.ts";
import type { Context } from "../context.ts";
import { eachPlaceOf } from "../normalise.ts";

const blank = "[ ]{0,2}";
const name = `(?:东经|北纬|经度|(?<!经|经度)纬度|经(?!纬)|(?<!经)纬|longitude|latitude|Longitude|Latitude|lng|lat|lon|Lng|Lat|LNG|LAT|[ENenXYxy])`;
const seconds = `\\d{1,3}${blank}[°º˚度]${blank}\\d{1,2}${blank}[′'’分]${blank}\\d{1,2}(?:\\.\\d{1,6})?${blank}(?:″|"|”|秒|''|′′|’’)?`;
const decimal = `\\d{1,3}\\.\\d{4,12}${blank}[°º˚度]?`;
const coordinate = new RegExp(
  `(?:"?${name}"?[ ]?(?:\\([^()]{1,8}\\))?[ ]?[:=为]?[ ]?"?)?(?<![\\d.])(?:${seconds}|${decimal})(?![\\d.])${blank}(?:[EN](?![A-Za-z\\d]))?`,
  "gu",
);

interface Coordinate {
  readonly start: number;
  readonly end: number;
  readonly degrees: number;
  readonly label: string;
}

function coordinates(text: string): Coordinate[] {
  const found: Coordinate[] = [];
  for (const match of text.matchAll(coordinate)) {
    const value = match[0].trimEnd();
    const degrees = Number(/\d{1,3}(?:\.\d+)?/u.exec(value)?.[0] ?? "0");
    found.push({
      start: match.index,
      end: match.index + value.length,
      degrees,
      label: value,
    });
  }
  return found;
}

const isLongitude = (c: Coordinate): boolean =>
  c.degrees >= 73 && c.degrees <= 136 && !/北纬|纬度|[Ll]at|N/u.test(c.label);
const isLatitude = (c: Coordinate): boolean =>
  c.degrees >= 3 && c.degrees <= 54 && !/东经|经度|[Ll]ng|[Ll]on|E/u.test(c.label);

/** What may stand between the two halves of one point. */
const between = /^[ "')]{0,2}[，,;；、/\t|&]?[ "'({]{0,3}$/u;
const rangeMark = /^[ ]{0,2}(?:至|到|~|-{1,2}|—)[ ]{0,2}$/u;

export function detectPositions(context: Context): void {
  const { block } = context;
  for (const line of linesWithAnchors(block)) {
    const text = block.lineText(line);
    const found = coordinates(text);
    const ranged = new Set<Coordinate>();
    for (const [at, one] of found.entries()) {
      const next = found[at + 1];
      if (next && rangeMark.test(text.slice(one.end, next.start))) {
        ranged.add(one);
        ranged.add(next);
      }
    }
    for (let at = 0; at + 1 < found.length; at += 1) {
      const one = found[at] as Coordinate;
      const two = found[at + 1] as Coordinate;
      if (ranged.has(one) || ranged.has(two)) continue;
      if (!between.test(text.slice(one.end, two.start))) continue;
      if (!(isLongitude(one) && isLatitude(two)) && !(isLatitude(one) && isLongitude(two))) continue;
      block.report({
        type: "GEO",
        start: line.start + one.start,
        end: line.start + two.end,
        ruleId: "position",
      });
      at += 1;
    }
  }
}

/** Lines with a degree sign, a word for a position, or a decimal of four places. */
function linesWithAnchors(block: Block): readonly Line[] {
  const lines = new Set<Line>();
  for (const start of block.degrees) lines.add(block.lineAt(start));
  for (const label of block.labels) if (label.label === "position") lines.add(block.lineAt(label.start));
  const { codes } = block.folded;
  // A point between digits, at least four after it.
  eachPlaceOf(block.folded, POINT, (at) => {
    if (
      digit(codes[at - 1]) &&
      digit(codes[at + 1]) &&
      digit(codes[at + 2]) &&
      digit(codes[at + 3]) &&
      digit(codes[at + 4])
    )
      lines.add(block.lineAt(at));
  });
  return [...lines].sort((a, b) => a.start - b.start);
}

const POINT = 0x2e;
const digit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;
