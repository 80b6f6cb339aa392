import {
  apply,
  area,
  boundingRect,
  identityMatrix,
  intersectRects,
  multiply,
  scaleOf,
  transformRect,
  type Matrix,
  type Rect,
} from "./geometry.ts";
import { isOpaqueImage } from "./image-opacity.ts";
import { readInlineImage } from "./inline-image.ts";
import type { PageMarks } from "./page-marks.ts";
import { cmykRgb, grayRgb, readColourSpace, rgbRgb, type ColourSpace, type PdfPaint } from "./pdf-colour.ts";
import type { PdfFile } from "./pdf-file.ts";
import { PdfFont } from "./pdf-font.ts";
import type { PdfLayers } from "./pdf-layers.ts";
import { PdfLexer } from "./pdf-lexer.ts";
import {
  isArray,
  isDict,
  nameOf,
  PdfKeyword,
  PdfName,
  PdfStream,
  PdfString,
  textString,
  type PdfDict,
  type PdfObject,
} from "./pdf-objects.ts";

interface TextState {
  readonly font: PdfFont | undefined;
  readonly size: number;
  readonly characterSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly mode: number;
}

interface GraphicsState {
  readonly ctm: Matrix;
  readonly clip: Rect;
  readonly fill: PdfPaint;
  readonly fillSpace: ColourSpace | undefined;
  readonly stroke: PdfPaint;
  readonly strokeSpace: ColourSpace | undefined;
  readonly fillAlpha: number;
  readonly strokeAlpha: number;
  readonly blended: boolean;
  readonly masked: boolean;
  readonly lineWidth: number;
  readonly text: TextState;
}

/** One subpath: its corner points, whether it is made of straight lines, whether closed. */
interface Subpath {
  readonly points: (readonly [number, number])[];
  curved: boolean;
}

const unit: Rect = { x0: 0, y0: 0, x1: 1, y1: 1 };
/** Of one page. */
const mostImages = 100_000;
const everything: Rect = { x0: -1e7, y0: -1e7, x1: 1e7, y1: 1e7 };
/** Forms in forms deeper than this are not drawn. */
export const maxFormDepth = 24;
/** Shapes thinner than this are rules and borders, not covers; points. */
const thinnestCover = 3;

const initialText: TextState = {
  font: undefined,
  size: 1,
  characterSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
};

export interface InterpreterContext {
  readonly file: PdfFile;
  readonly layers: PdfLayers;
  readonly marks: PageMarks;
  /** Fonts of the file by dictionary, shared by its pages. */
  readonly fonts: Map<PdfDict, PdfFont>;
  /** Keeps how each shown string is made up, for a copy that leaves glyphs out. */
  readonly recordRuns: boolean;
}

/**
 * Runs the operators of a page as far as seeing needs them: where each glyph lies, in which colour and mode, and
 * what is painted over it later. Pixels are not decoded. Follows ISO 32000-2, clauses 8, 9, 11 and 14.6.
 */
export class ContentInterpreter {
  readonly #context: InterpreterContext;
  #order = 0;
  #run = 0;
  #isAnnotation = false;
  readonly #opacities = new Map<PdfStream, boolean>();
  /** Open marked content: the name of a switched-off layer, or undefined. */
  readonly #marked: (string | undefined)[] = [];

  constructor(context: InterpreterContext) {
    this.#context = context;
  }

  runPage(contents: Uint8Array, resources: PdfDict | undefined): void {
    this.#runContent(contents, resources, initialState(identityMatrix), 0);
  }

  /** Paints the appearance of an annotation: its matrix maps the form's box onto the rectangle (12.5.5). */
  runAppearance(
    form: PdfStream,
    rect: Rect,
    resources: PdfDict | undefined,
    layer: PdfObject | undefined,
  ): void {
    const { file } = this.#context;
    const box = rectOf(file, form.dict.get("BBox"));
    const matrix = matrixOf(file, form.dict.get("Matrix"));
    const placed = transformRect(matrix, box);
    const scaleX = placed.x1 > placed.x0 ? (rect.x1 - rect.x0) / (placed.x1 - placed.x0) : 1;
    const scaleY = placed.y1 > placed.y0 ? (rect.y1 - rect.y0) / (placed.y1 - placed.y0) : 1;
    const fit: Matrix = [scaleX, 0, 0, scaleY, rect.x0 - placed.x0 * scaleX, rect.y0 - placed.y0 * scaleY];
    this.#isAnnotation = true;
    this.#withLayer(layer, () => {
      this.#runForm(form, resources, initialState(fit), 1);
    });
    this.#isAnnotation = false;
  }

  /** Notes a cover that no operator paints, such as the fill of an annotation without appearance. */
  addCover(box: Rect, paint: PdfPaint, opaque: boolean): void {
    this.#context.marks.covers.push({ order: this.#next(), box, paint, opaque, kind: "fill" });
  }

  #next(): number {
    this.#order += 1;
    return this.#order;
  }

  get #hiddenLayer(): string | undefined {
    return this.#marked.findLast((layer) => layer !== undefined);
  }

  #withLayer(layer: PdfObject | undefined, run: () => void): void {
    if (layer === undefined) {
      run();
      return;
    }
    this.#marked.push(this.#layerName(layer));
    run();
    this.#marked.pop();
  }

  #layerName(layer: PdfObject | undefined): string | undefined {
    const { layers } = this.#context;
    return layers.isHidden(layer) ? layers.nameOf(layer) || "未命名图层" : undefined;
  }

  #runForm(form: PdfStream, outerResources: PdfDict | undefined, state: GraphicsState, depth: number): void {
    if (depth > maxFormDepth) return;
    const { file } = this.#context;
    const matrix = matrixOf(file, form.dict.get("Matrix"));
    const ctm = multiply(matrix, state.ctm);
    const box = form.dict.has("BBox") ? transformRect(ctm, rectOf(file, form.dict.get("BBox"))) : everything;
    const inner: GraphicsState = { ...state, ctm, clip: intersectRects(state.clip, box) };
    this.#runContent(file.data(form), file.dict(form.dict.get("Resources")) ?? outerResources, inner, depth);
  }

  #runContent(
    content: Uint8Array,
    resources: PdfDict | undefined,
    start: GraphicsState,
    depth: number,
  ): void {
    const { file } = this.#context;
    const lexer = new PdfLexer(content);
    const stack: GraphicsState[] = [];
    const markedBefore = this.#marked.length;
    let state = start;
    let operands: PdfObject[] = [];
    let path: Subpath[] = [];
    let pendingClip = false;
    let textMatrix = identityMatrix;
    let lineMatrix = identityMatrix;

    const number = (index: number): number => {
      const value = operands[index];
      return typeof value === "number" && Number.isFinite(value) ? value : 0;
    };
    const setText = (change: Partial<TextState>): void => {
      state = { ...state, text: { ...state.text, ...change } };
    };
    const point = (x: number, y: number): readonly [number, number] => apply(state.ctm, x, y);
    const endPath = (): void => {
      if (pendingClip) {
        const box =
          path.length > 0
            ? boundingRect(path.flatMap((subpath) => subpath.points))
            : { x0: 0, y0: 0, x1: 0, y1: 0 };
        state = { ...state, clip: intersectRects(state.clip, box) };
        pendingClip = false;
      }
      path = [];
    };
    const moveLine = (x: number, y: number): void => {
      lineMatrix = multiply([1, 0, 0, 1, x, y], lineMatrix);
      textMatrix = lineMatrix;
    };
    const show = (bytes: Uint8Array): void => {
      textMatrix = this.#show(bytes, state, textMatrix);
    };

    for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) {
      if (!(token instanceof PdfKeyword)) {
        if (operands.length < 512) operands.push(token);
        continue;
      }
      file.budget.spendOperation();
      switch (token.word) {
        case "q":
          if (stack.length < 4_096) stack.push(state);
          break;
        case "Q":
          state = stack.pop() ?? state;
          break;
        case "cm":
          state = {
            ...state,
            ctm: multiply([number(0), number(1), number(2), number(3), number(4), number(5)], state.ctm),
          };
          break;
        case "w":
          state = { ...state, lineWidth: number(0) };
          break;
        case "gs":
          state = this.#graphicsState(
            state,
            file.dict(file.dict(resources?.get("ExtGState"))?.get(nameOf(operands[0]) ?? "")),
          );
          break;
        // Paths
        case "m":
          path.push({ points: [point(number(0), number(1))], curved: false });
          break;
        case "l":
          path.at(-1)?.points.push(point(number(0), number(1)));
          break;
        case "c":
        case "v":
        case "y": {
          const current = path.at(-1);
          if (current) {
            current.curved = true;
            for (let index = 0; index + 1 < operands.length; index += 2)
              current.points.push(point(number(index), number(index + 1)));
          }
          break;
        }
        case "h":
          break;
        case "re": {
          const [x, y, width, height] = [number(0), number(1), number(2), number(3)];
          path.push({
            points: [point(x, y), point(x + width, y), point(x + width, y + height), point(x, y + height)],
            curved: false,
          });
          break;
        }
        case "W":
        case "W*":
          pendingClip = true;
          break;
        case "n":
          endPath();
          break;
        case "S":
        case "s":
          this.#strokePath(path, state);
          endPath();
          break;
        case "f":
        case "F":
        case "f*":
          this.#fillPath(path, state, token.word.endsWith("*"));
          endPath();
          break;
        case "B":
        case "B*":
        case "b":
        case "b*":
          this.#fillPath(path, state, token.word.endsWith("*"));
          this.#strokePath(path, state);
          endPath();
          break;
        case "sh":
          this.#cover(state.clip, "unknown", state, "shading");
          break;
        // Colours
        case "g":
          state = { ...state, fill: grayRgb(number(0)), fillSpace: undefined };
          break;
        case "G":
          state = { ...state, stroke: grayRgb(number(0)), strokeSpace: undefined };
          break;
        case "rg":
          state = { ...state, fill: rgbRgb(number(0), number(1), number(2)), fillSpace: undefined };
          break;
        case "RG":
          state = { ...state, stroke: rgbRgb(number(0), number(1), number(2)), strokeSpace: undefined };
          break;
        case "k":
          state = {
            ...state,
            fill: cmykRgb(number(0), number(1), number(2), number(3)),
            fillSpace: undefined,
          };
          break;
        case "K":
          state = {
            ...state,
            stroke: cmykRgb(number(0), number(1), number(2), number(3)),
            strokeSpace: undefined,
          };
          break;
        case "cs":
        case "CS": {
          const space = readColourSpace(file, operands[0], resources);
          const initial = space.toRgb(
            space.components === 4 ? [0, 0, 0, 1] : Array.from({ length: space.components }, () => 0),
          );
          state =
            token.word === "cs"
              ? { ...state, fillSpace: space, fill: initial }
              : { ...state, strokeSpace: space, stroke: initial };
          break;
        }
        case "sc":
        case "scn":
        case "SC":
        case "SCN": {
          const isFill = token.word === "sc" || token.word === "scn";
          const values = operands.filter((value) => typeof value === "number");
          const space = isFill ? state.fillSpace : state.strokeSpace;
          let paint: PdfPaint = "unknown";
          if (!(operands.at(-1) instanceof PdfName)) {
            if (space && space.components === values.length) paint = space.toRgb(values);
            else if (!space) paint = deviceColour(values);
          }
          state = isFill ? { ...state, fill: paint } : { ...state, stroke: paint };
          break;
        }
        // Text
        case "BT":
          textMatrix = identityMatrix;
          lineMatrix = identityMatrix;
          break;
        case "Tc":
          setText({ characterSpacing: number(0) });
          break;
        case "Tw":
          setText({ wordSpacing: number(0) });
          break;
        case "Tz":
          setText({ scale: number(0) / 100 });
          break;
        case "TL":
          setText({ leading: number(0) });
          break;
        case "Ts":
          setText({ rise: number(0) });
          break;
        case "Tr":
          setText({ mode: number(0) });
          break;
        case "Tf":
          setText({ font: this.#font(resources, nameOf(operands[0])), size: number(1) });
          break;
        case "Td":
          moveLine(number(0), number(1));
          break;
        case "TD":
          setText({ leading: -number(1) });
          moveLine(number(0), number(1));
          break;
        case "Tm":
          lineMatrix = [number(0), number(1), number(2), number(3), number(4), number(5)];
          textMatrix = lineMatrix;
          break;
        case "T*":
          moveLine(0, -state.text.leading);
          break;
        case "'":
        case '"': {
          const shown = operands.at(-1);
          if (token.word === '"') setText({ wordSpacing: number(0), characterSpacing: number(1) });
          moveLine(0, -state.text.leading);
          if (shown instanceof PdfString) show(shown.bytes);
          break;
        }
        case "Tj": {
          const shown = operands[0];
          if (shown instanceof PdfString) show(shown.bytes);
          break;
        }
        case "TJ": {
          const list = operands[0];
          for (const item of isArray(list) ? list : []) {
            if (item instanceof PdfString) show(item.bytes);
            else if (typeof item === "number") {
              const move = (-item / 1_000) * state.text.size;
              const vertical = state.text.font?.vertical === true;
              textMatrix = multiply(
                vertical ? [1, 0, 0, 1, 0, move] : [1, 0, 0, 1, move * state.text.scale, 0],
                textMatrix,
              );
            }
          }
          break;
        }
        // Marked content
        case "BMC":
          this.#marked.push(undefined);
          break;
        case "BDC":
          this.#beginMarked(nameOf(operands[0]), operands[1], resources);
          break;
        case "EMC":
          if (this.#marked.length > markedBefore) this.#marked.pop();
          break;
        case "Do":
          this.#drawObject(
            file.dict(resources?.get("XObject"))?.get(nameOf(operands[0]) ?? ""),
            resources,
            state,
            depth,
          );
          break;
        case "BI":
          this.#image(readInlineImage(file, lexer, resources), state);
          break;
        default:
      }
      operands = [];
    }
    this.#marked.length = markedBefore;
  }

  #beginMarked(
    tag: string | undefined,
    properties: PdfObject | undefined,
    resources: PdfDict | undefined,
  ): void {
    const { file, marks } = this.#context;
    const entry =
      properties instanceof PdfName
        ? file.dict(resources?.get("Properties"))?.get(properties.name)
        : properties;
    const dict = isDict(entry) ? entry : file.dict(entry);
    const actual = dict?.get("ActualText");
    if (actual !== undefined && marks.actualTexts.length < 50_000) {
      const text = textString(file.resolve(actual));
      if (text.trim() !== "") marks.actualTexts.push(text);
    }
    this.#marked.push(tag === "OC" ? this.#layerName(entry) : undefined);
  }

  #graphicsState(state: GraphicsState, dict: PdfDict | undefined): GraphicsState {
    if (!dict) return state;
    const { file } = this.#context;
    let next = state;
    for (const [key, value] of dict) {
      if (key === "ca") next = { ...next, fillAlpha: file.number(value) ?? 1 };
      else if (key === "CA") next = { ...next, strokeAlpha: file.number(value) ?? 1 };
      else if (key === "LW") next = { ...next, lineWidth: file.number(value) ?? next.lineWidth };
      else if (key === "SMask") next = { ...next, masked: file.name(value) !== "None" };
      else if (key === "BM") {
        const modes = file.resolve(value);
        const mode = isArray(modes) ? file.name(modes[0]) : nameOf(modes);
        next = { ...next, blended: mode !== undefined && mode !== "Normal" && mode !== "Compatible" };
      } else if (key === "Font") {
        const [font, size] = file.array(value);
        const fontDict = file.dict(font);
        if (fontDict)
          next = {
            ...next,
            text: { ...next.text, font: this.#fontFor(fontDict), size: file.number(size) ?? 1 },
          };
      }
    }
    return next;
  }

  #font(resources: PdfDict | undefined, name: string | undefined): PdfFont | undefined {
    const { file } = this.#context;
    const dict = file.dict(file.dict(resources?.get("Font"))?.get(name ?? ""));
    return dict ? this.#fontFor(dict) : undefined;
  }

  #fontFor(dict: PdfDict): PdfFont {
    const known = this.#context.fonts.get(dict);
    if (known) return known;
    const font = new PdfFont(this.#context.file, dict);
    this.#context.fonts.set(dict, font);
    return font;
  }

  /** Puts the glyphs of a string on the page; gives the text matrix after them. */
  #show(bytes: Uint8Array, state: GraphicsState, start: Matrix): Matrix {
    const { text } = state;
    const { marks, file, recordRuns } = this.#context;
    this.#run += 1;
    if (!text.font) return start;
    const order = this.#next();
    const hiddenLayer = this.#hiddenLayer;
    const strokes = text.mode === 1 || text.mode === 5;
    let matrix = start;
    const record: { bytes: number; shift: number }[] = [];
    for (const [index, glyph] of text.font.glyphs(bytes).entries()) {
      file.budget.spendOperation();
      const vertical = text.font.vertical;
      const advance =
        (glyph.width / 1_000) * text.size + text.characterSpacing + (glyph.isSpace ? text.wordSpacing : 0);
      const whole = multiply(
        multiply([text.size * text.scale, 0, 0, text.size, 0, text.rise], matrix),
        state.ctm,
      );
      const width = glyph.width / 1_000;
      const local: Rect = vertical
        ? { x0: -0.5, y0: -1, x1: 0.5, y1: 0 }
        : { x0: 0, y0: -0.15, x1: width || 0.5, y1: 0.8 };
      const box = transformRect(whole, local);
      if (glyph.text === "") marks.unknownGlyphs += 1;
      else {
        if (hiddenLayer !== undefined && glyph.text.trim() !== "") marks.hiddenLayers.add(hiddenLayer);
        const [centreX, centreY] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
        const { clip } = state;
        marks.glyphs.push({
          order,
          text: glyph.text,
          box,
          from: apply(whole, 0, 0),
          to: vertical ? apply(whole, 0, -1) : apply(whole, width, 0),
          size: Math.abs(text.size) * scaleOf(multiply(matrix, state.ctm)),
          paint: strokes ? state.stroke : state.fill,
          alpha: strokes ? state.strokeAlpha : state.fillAlpha,
          mode: text.mode,
          run: this.#run,
          index,
          hiddenLayer,
          clipped: centreX < clip.x0 || centreX > clip.x1 || centreY < clip.y0 || centreY > clip.y1,
          annotation: this.#isAnnotation,
        });
      }
      matrix = multiply(
        vertical ? [1, 0, 0, 1, 0, -Math.abs(advance)] : [1, 0, 0, 1, advance * text.scale, 0],
        matrix,
      );
      if (recordRuns) {
        const thousandths = text.size === 0 ? 0 : (advance / text.size) * 1_000;
        record.push({ bytes: glyph.bytes, shift: vertical ? Math.abs(thousandths) : -thousandths });
      }
    }
    if (recordRuns) marks.runs[this.#run - 1] = { glyphs: record };
    return matrix;
  }

  #cover(
    box: Rect,
    paint: PdfPaint,
    state: GraphicsState,
    kind: "fill" | "image" | "shading",
    opaque = true,
  ): void {
    const { marks } = this.#context;
    const hiddenLayer = this.#hiddenLayer;
    if (hiddenLayer !== undefined) {
      marks.hiddenLayers.add(hiddenLayer);
      return;
    }
    const shown = intersectRects(box, state.clip);
    if (shown.x1 - shown.x0 < thinnestCover || shown.y1 - shown.y0 < thinnestCover) return;
    if (marks.covers.length >= 500_000) return;
    marks.covers.push({
      order: this.#next(),
      box: shown,
      paint,
      opaque: opaque && state.fillAlpha > 0.85 && !state.blended && !state.masked,
      kind,
    });
  }

  #fillPath(path: readonly Subpath[], state: GraphicsState, evenOdd: boolean): void {
    if (path.length > 20_000) return;
    const boxes = path.map((subpath) => ({
      box: boundingRect(subpath.points),
      signed: signedArea(subpath.points),
    }));
    // A frame is two nested outlines: what lies inside the inner one is not painted, and the rest is a rim.
    const holed = new Set<number>();
    if (boxes.length > 1 && boxes.length < 200) {
      boxes.forEach((inner, innerIndex) => {
        boxes.forEach((outer, outerIndex) => {
          if (!within(inner.box, outer.box) || !(evenOdd || inner.signed * outer.signed < 0)) return;
          holed.add(innerIndex);
          if (area(inner.box) > area(outer.box) * 0.3) holed.add(outerIndex);
        });
      });
    }
    boxes.forEach(({ box, signed }, index) => {
      if (!holed.has(index) && Math.abs(signed) >= area(box) * 0.6)
        this.#cover(box, state.fill, state, "fill");
    });
    // Many small pieces (a scribble, a hatched bar) cover together.
    if (boxes.length >= 200)
      this.#cover(
        boundingRect(
          boxes.flatMap(
            ({ box }) =>
              [
                [box.x0, box.y0],
                [box.x1, box.y1],
              ] as const,
          ),
        ),
        "unknown",
        state,
        "fill",
        false,
      );
  }

  /** Thick straight strokes are bars: markers and pens of PDF editors draw them so. */
  #strokePath(path: readonly Subpath[], state: GraphicsState): void {
    const width = state.lineWidth * scaleOf(state.ctm);
    if (width < 5 || path.length > 5_000) return;
    const half = width / 2;
    for (const subpath of path) {
      for (let index = 1; index < subpath.points.length; index += 1) {
        const from = subpath.points[index - 1];
        const to = subpath.points[index];
        if (!from || !to) continue;
        const straight = Math.abs(from[1] - to[1]) < half || Math.abs(from[0] - to[0]) < half;
        if (!straight) continue;
        const box = boundingRect([from, to]);
        const level = Math.abs(from[1] - to[1]) < half;
        const bar = level
          ? { ...box, y0: box.y0 - half, y1: box.y1 + half }
          : { ...box, x0: box.x0 - half, x1: box.x1 + half };
        this.#cover(bar, state.stroke, { ...state, fillAlpha: state.strokeAlpha }, "fill");
      }
    }
  }

  #drawObject(
    reference: PdfObject | undefined,
    resources: PdfDict | undefined,
    state: GraphicsState,
    depth: number,
  ): void {
    const { file } = this.#context;
    const object = file.stream(reference);
    if (!object) return;
    this.#withLayer(object.dict.get("OC"), () => {
      const subtype = file.name(object.dict.get("Subtype"));
      if (subtype === "Form") this.#runForm(object, resources, state, depth + 1);
      else if (subtype === "Image") this.#image(object, state);
    });
  }

  #image(image: PdfStream, state: GraphicsState): void {
    this.#coverByImage(image, state);
    if (this.#isAnnotation || this.#hiddenLayer !== undefined) return;
    const { images } = this.#context.marks;
    // Behind its own cover, so that only what is painted later lies over it.
    if (images.length < mostImages)
      images.push({ order: this.#next(), image, matrix: state.ctm, box: transformRect(state.ctm, unit) });
  }

  #coverByImage(image: PdfStream, state: GraphicsState): void {
    const { file } = this.#context;
    const box = transformRect(state.ctm, unit);
    // A solid stencil is a box in the fill colour; other pictures may show anything.
    const isStencil = file.resolve(image.dict.get("ImageMask")) === true;
    const shown = intersectRects(box, state.clip);
    if (shown.x1 - shown.x0 < thinnestCover || shown.y1 - shown.y0 < thinnestCover) return;
    let opaque = this.#opacities.get(image);
    if (opaque === undefined) {
      opaque = isOpaqueImage(file, image);
      this.#opacities.set(image, opaque);
    }
    this.#cover(
      box,
      isStencil ? state.fill : "unknown",
      state,
      isStencil && opaque ? "fill" : "image",
      opaque,
    );
  }
}

function initialState(ctm: Matrix): GraphicsState {
  return {
    ctm,
    clip: everything,
    fill: [0, 0, 0],
    fillSpace: undefined,
    stroke: [0, 0, 0],
    strokeSpace: undefined,
    fillAlpha: 1,
    strokeAlpha: 1,
    blended: false,
    masked: false,
    lineWidth: 1,
    text: initialText,
  };
}

function deviceColour(values: readonly number[]): PdfPaint {
  const [a = 0, b = 0, c = 0, d = 0] = values;
  if (values.length === 1) return grayRgb(a);
  if (values.length === 3) return rgbRgb(a, b, c);
  return values.length === 4 ? cmykRgb(a, b, c, d) : "unknown";
}

export function rectOf(file: PdfFile, value: PdfObject | undefined): Rect {
  const [a = 0, b = 0, c = 0, d = 0] = file.array(value).map((item) => file.number(item) ?? 0);
  return { x0: Math.min(a, c), y0: Math.min(b, d), x1: Math.max(a, c), y1: Math.max(b, d) };
}

function matrixOf(file: PdfFile, value: PdfObject | undefined): Matrix {
  const numbers = file.array(value).map((item) => file.number(item) ?? 0);
  if (numbers.length < 6) return identityMatrix;
  return [
    numbers[0] ?? 1,
    numbers[1] ?? 0,
    numbers[2] ?? 0,
    numbers[3] ?? 1,
    numbers[4] ?? 0,
    numbers[5] ?? 0,
  ];
}

function signedArea(points: readonly (readonly [number, number])[]): number {
  let sum = 0;
  for (let index = 0; index < points.length; index += 1) {
    const a = points[index];
    const b = points[(index + 1) % points.length];
    if (a && b) sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
}

function within(inner: Rect, outer: Rect): boolean {
  return inner.x0 > outer.x0 && inner.y0 > outer.y0 && inner.x1 < outer.x1 && inner.y1 < outer.y1;
}
