import type { Matrix, Rect } from "./geometry.ts";
import type { PdfPaint } from "./pdf-colour.ts";
import type { PdfStream } from "./pdf-objects.ts";

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
  /** Glyphs of one shown string share a run; runs are counted from 1 in painting order. */
  readonly run: number;
  /** Place in its run. */
  readonly index: number;
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

/** A picture that the page draws, each time it does. */
export interface ImageMark {
  readonly order: number;
  readonly image: PdfStream;
  /** From the unit square of the picture to the page. */
  readonly matrix: Matrix;
  readonly box: Rect;
}

/** A shown string as it stands in the file: for each glyph its bytes, and the advance that takes its place. */
export interface RunRecord {
  readonly glyphs: readonly { readonly bytes: number; readonly shift: number }[];
}

export interface PageMarks {
  /** By run number less one; kept only when a copy is made. */
  readonly runs: RunRecord[];
  readonly glyphs: GlyphMark[];
  readonly covers: CoverMark[];
  /** Of the page itself, not of its annotations. */
  readonly images: ImageMark[];
  /** Names of switched-off layers that paint anything. */
  readonly hiddenLayers: Set<string>;
  /** Replacement texts of marked content. */
  readonly actualTexts: string[];
  /** Glyphs whose font does not tell their character. */
  unknownGlyphs: number;
}

export function emptyMarks(): PageMarks {
  return {
    runs: [],
    glyphs: [],
    covers: [],
    images: [],
    hiddenLayers: new Set(),
    actualTexts: [],
    unknownGlyphs: 0,
  };
}
