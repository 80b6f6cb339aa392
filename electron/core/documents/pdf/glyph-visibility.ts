import { area, contains, type Rect } from "./geometry.ts";
import type { CoverMark, GlyphMark, PageMarks } from "./page-marks.ts";
import type { PdfPaint } from "./pdf-colour.ts";

/** Why a glyph is not seen; "recognised" is the text layer of a scanned page, which is no hiding. */
export type Visibility = "seen" | "recognised" | "covered" | "invisible" | "layer";

export interface JudgedGlyph {
  readonly glyph: GlyphMark;
  readonly visibility: Visibility;
  /** For invisible glyphs, in the user's words. */
  readonly reason: string;
}

const cellSize = 24;
/** Share of the page that a picture, or pictures together, must fill to count as a scan. */
const scanShare = 0.75;
const tinyPoints = 1;

/** Finds the covers over a place without walking through all of them. */
class CoverGrid {
  readonly #cells = new Map<number, CoverMark[]>();
  readonly #large: CoverMark[] = [];

  constructor(covers: readonly CoverMark[]) {
    for (const cover of covers) {
      const [x0, x1, y0, y1] = [cover.box.x0, cover.box.x1, cover.box.y0, cover.box.y1].map((value) =>
        Math.floor(value / cellSize),
      ) as [number, number, number, number];
      if ((x1 - x0 + 1) * (y1 - y0 + 1) > 400) {
        this.#large.push(cover);
        continue;
      }
      for (let x = x0; x <= x1; x += 1) {
        for (let y = y0; y <= y1; y += 1) {
          const key = x * 100_003 + y;
          const list = this.#cells.get(key);
          if (list) list.push(cover);
          else this.#cells.set(key, [cover]);
        }
      }
    }
  }

  *at(x: number, y: number): Generator<CoverMark> {
    for (const cover of this.#large) if (contains(cover.box, x, y)) yield cover;
    const list = this.#cells.get(Math.floor(x / cellSize) * 100_003 + Math.floor(y / cellSize)) ?? [];
    for (const cover of list) if (contains(cover.box, x, y)) yield cover;
  }
}

function isPageScan(
  covers: readonly CoverMark[],
  page: Rect,
): { readonly isScan: boolean; readonly large: ReadonlySet<CoverMark> } {
  const size = area(page);
  const images = covers.filter((cover) => cover.kind === "image");
  const large = new Set(images.filter((cover) => overlapArea(cover.box, page) >= size * scanShare));
  if (large.size > 0) return { isScan: true, large };
  // Scanners cut pages into strips.
  const strips = images.filter((cover) => cover.box.x1 - cover.box.x0 >= (page.x1 - page.x0) * 0.75);
  const together = strips.reduce((sum, cover) => sum + overlapArea(cover.box, page), 0);
  return together >= size * scanShare ? { isScan: true, large: new Set(strips) } : { isScan: false, large };
}

function overlapArea(a: Rect, b: Rect): number {
  return area({
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  });
}

function samePaint(a: PdfPaint, b: PdfPaint): boolean {
  if (a === "unknown" || b === "unknown") return false;
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])) <= 20;
}

/** Three points along the middle of a glyph: a cover over two of them takes it away. */
function samples(box: Rect): readonly (readonly [number, number])[] {
  const y = box.y0 + (box.y1 - box.y0) * 0.5;
  const width = box.x1 - box.x0;
  return [
    [box.x0 + width * 0.2, y],
    [box.x0 + width * 0.5, y],
    [box.x0 + width * 0.8, y],
  ];
}

const paper: PdfPaint = [255, 255, 255];

/** Judges every glyph of a page; blank glyphs take the judgement of the glyph before them in their run. */
export function judgeGlyphs(marks: PageMarks, page: Rect): readonly JudgedGlyph[] {
  const { isScan, large } = isPageScan(marks.covers, page);
  const grid = new CoverGrid(marks.covers);
  const seenAt = new Map<string, number>();
  // The same character drawn again on top of its cover is seen after all.
  for (const glyph of marks.glyphs) {
    if (glyph.mode !== 3 && glyph.alpha > 0.1) seenAt.set(placeKey(glyph), glyph.order);
  }
  let previous: JudgedGlyph | undefined;
  return marks.glyphs.map((glyph) => {
    const isBlank = glyph.text.trim() === "";
    const judged: JudgedGlyph =
      isBlank && previous && previous.glyph.run === glyph.run
        ? { glyph, visibility: previous.visibility, reason: previous.reason }
        : judge(glyph, isBlank);
    previous = judged;
    return judged;
  });

  function judge(glyph: GlyphMark, isBlank: boolean): JudgedGlyph {
    const result = (visibility: Visibility, reason = ""): JudgedGlyph => ({ glyph, visibility, reason });
    if (glyph.hiddenLayer !== undefined) return result("layer");
    if (isBlank) return result("seen");
    const centreX = (glyph.box.x0 + glyph.box.x1) / 2;
    const centreY = (glyph.box.y0 + glyph.box.y1) / 2;
    const margin = 2;
    if (
      centreX < page.x0 - margin ||
      centreX > page.x1 + margin ||
      centreY < page.y0 - margin ||
      centreY > page.y1 + margin
    )
      return result("invisible", "页面以外");
    let coveredSamples = 0;
    let underScan = false;
    for (const [x, y] of marks.covers.length === 0 ? [] : samples(glyph.box)) {
      let covered = false;
      for (const cover of grid.at(x, y)) {
        if (cover.order <= glyph.order || !cover.opaque) continue;
        if (isScan && large.has(cover)) underScan = true;
        else covered = true;
      }
      if (covered) coveredSamples += 1;
    }
    const redrawn = (seenAt.get(placeKey(glyph)) ?? 0) > glyph.order;
    if (coveredSamples >= 2 && !redrawn) return result("covered");
    if (underScan) return result("recognised");
    if (glyph.mode === 3 || glyph.mode === 7)
      return isScan ? result("recognised") : result("invisible", "不可见的文字模式");
    if (glyph.alpha <= 0.03) return isScan ? result("recognised") : result("invisible", "完全透明");
    if (glyph.size > 0 && glyph.size < tinyPoints) return result("invisible", "字号极小");
    const ground = groundUnder(glyph, centreX, centreY);
    // Stroke-and-fill and clipping modes show an outline whatever the fill.
    if (glyph.mode === 0 && ground !== "unknown" && samePaint(glyph.paint, ground) && !redrawn)
      return isScan ? result("recognised") : result("invisible", "文字与底色相同");
    return result("seen");
  }

  function groundUnder(glyph: GlyphMark, x: number, y: number): PdfPaint {
    let ground: PdfPaint = paper;
    let order = -1;
    for (const cover of grid.at(x, y)) {
      if (cover.order >= glyph.order || cover.order <= order) continue;
      order = cover.order;
      ground = cover.opaque && cover.kind === "fill" ? cover.paint : "unknown";
    }
    return ground;
  }
}

function placeKey(glyph: GlyphMark): string {
  return `${glyph.text}@${Math.round(glyph.from[0] / 2)},${Math.round(glyph.from[1] / 2)}`;
}

/**
 * Runs whose every glyph lies outside the clipping path: cut off on the page, still in the file. Single glyphs at
 * the edge of a cell are not told: programs clip every table cell.
 */
export function clippedRuns(glyphs: readonly JudgedGlyph[]): ReadonlySet<number> {
  const inside = new Set<number>();
  const outside = new Map<number, number>();
  for (const { glyph } of glyphs) {
    if (glyph.text.trim() === "") continue;
    if (glyph.clipped) outside.set(glyph.run, (outside.get(glyph.run) ?? 0) + 1);
    else inside.add(glyph.run);
  }
  return new Set([...outside].filter(([run, count]) => !inside.has(run) && count >= 4).map(([run]) => run));
}
