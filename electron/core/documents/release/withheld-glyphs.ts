import type { JudgedGlyph } from "../pdf/glyph-visibility.ts";
import { foldText, searchFor, type Withheld } from "./withheld.ts";

/** Finds withheld values in a sequence of glyphs, however they are spread over strings. */
function matchGlyphs(
  glyphs: readonly JudgedGlyph[],
  withheld: readonly Withheld[],
  hits: Set<JudgedGlyph>,
): void {
  let text = "";
  const owners: JudgedGlyph[] = [];
  for (const entry of glyphs) {
    const folded = foldText(entry.glyph.text).text;
    text += folded;
    for (let unit = 0; unit < folded.length; unit += 1) owners.push(entry);
  }
  searchFor(withheld).each(text, (_item, at, length) => {
    for (let index = at; index < at + length; index += 1) {
      const owner = owners[index];
      if (owner) hits.add(owner);
    }
  });
}

/** The glyphs of a page that are read, or recognised in a scan, and belong to a withheld value. */
export function withheldGlyphs(
  glyphs: readonly JudgedGlyph[],
  withheld: readonly Withheld[],
): ReadonlySet<JudgedGlyph> {
  const readable = glyphs.filter((entry) => entry.visibility === "seen" || entry.visibility === "recognised");
  const hits = new Set<JudgedGlyph>();
  matchGlyphs(readable, withheld, hits);
  // Programs do not always write in reading order; look along the lines as well.
  const byLine = readable.toSorted((a, b) => {
    const [ya, yb] = [Math.round(a.glyph.from[1] / 3), Math.round(b.glyph.from[1] / 3)];
    return yb - ya || a.glyph.from[0] - b.glyph.from[0];
  });
  matchGlyphs(byLine, withheld, hits);
  return hits;
}
