import type { Rect } from "./geometry.ts";
import type { PdfPaint } from "./pdf-colour.ts";

/** A glyph put on the page, in painting order. */
export interface GlyphMark {
  readonly order: number;
  readonly text: string;
  readonly box: Rect;
  /** Start and end of its advance on the baseline. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Height of the font in points on the page. */
  readonly size: number;
  readonly paint: PdfPaint;
  readonly alpha: number;
  /** Text rendering mode (9.3.6). */
  readonly mode: number;
  /** Glyphs of one showing operator share a run. */
  readonly run: number;
  /** Name of the layer that is switched off and holds it. */
  readonly hiddenLayer: string | undefined;
  /** Outside the clipping path that was in force. */
  readonly clipped: boolean;
  /** Came from the appearance of an annotation. */
  readonly annotation: boolean;
}

/** Something painted that may cover what was painted before it, or lie under what comes later. */
export interface CoverMark {
  readonly order: number;
  readonly box: Rect;
  readonly paint: PdfPaint;
  /** Nothing shines through. */
  readonly opaque: boolean;
  readonly kind: "fill" | "image" | "shading";
}

export interface PageMarks {
  readonly glyphs: GlyphMark[];
  readonly covers: CoverMark[];
  /** Names of switched-off layers that paint anything. */
  readonly hiddenLayers: Set<string>;
  /** Replacement texts of marked content. */
  readonly actualTexts: string[];
  /** Glyphs whose font does not tell their character. */
  unknownGlyphs: number;
}

export function emptyMarks(): PageMarks {
  return { glyphs: [], covers: [], hiddenLayers: new Set(), actualTexts: [], unknownGlyphs: 0 };
}
