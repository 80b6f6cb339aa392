import { maxFormDepth } from "../pdf/content-interpreter.ts";
import { boxesOver } from "../pdf/covered-picture.ts";
import { area, contains, intersectRects, type Rect } from "../pdf/geometry.ts";
import type { JudgedGlyph } from "../pdf/glyph-visibility.ts";
import { readInlineImage } from "../pdf/inline-image.ts";
import type { ImageMark, PageMarks } from "../pdf/page-marks.ts";
import { pageContents, PageReader } from "../pdf/page-reader.ts";
import { readPages, type PdfPage } from "../pdf/page-tree.ts";
import { PdfFile } from "../pdf/pdf-file.ts";
import { PdfLayers } from "../pdf/pdf-layers.ts";
import { PdfLexer } from "../pdf/pdf-lexer.ts";
import {
  isArray,
  isDict,
  nameOf,
  PdfKeyword,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfDict,
  type PdfObject,
} from "../pdf/pdf-objects.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import { dictOfPdfImage, digestOfPdfImage, isImage, type PdfImage } from "./pdf-pictures/pdf-image.ts";
import { PictureFates, type PictureFate, type PicturePlan } from "./pdf-pictures/picture-plan.ts";
import { regionOnPage, turnedBack, uprightMatrix } from "./pdf-pictures/placement.ts";
import { PdfWriter, serialise } from "./pdf-writer.ts";
import { withheldGlyphs } from "./withheld-glyphs.ts";
import type { Withheld } from "./withheld.ts";

/** Why a PDF cannot be cleaned by leaving things out; each needs a person or the original document. */
export type CleanPdfRefusal =
  | "withheld-in-scan"
  | "covered-picture"
  | "undecided-scan"
  | "undecided-below"
  | "no-page-left"
  | "text-in-pattern"
  | "unreadable-font";

type Cleaned =
  | {
      readonly bytes: Uint8Array;
      /** Pages that were left out, counted from 1: a person left out their pictures, and nothing else is on them. */
      readonly leftOut: readonly number[];
      /** The pictures in it: the digest of each there, by that of its original. */
      readonly placed: ReadonlyMap<string, string>;
    }
  | { readonly refusal: CleanPdfRefusal };

class Stop extends Error {
  readonly refusal: CleanPdfRefusal;
  constructor(refusal: CleanPdfRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Keys that carry data about the object instead of how it looks. */
const dataKeys = new Set([
  "Metadata",
  "PieceInfo",
  "LastModified",
  "StructParents",
  "StructParent",
  "OC",
  "OPI",
  "Alternates",
  "Measure",
  "PtData",
  "AF",
  "Ref",
  "Private",
  "Info",
  "Thumb",
  "ID",
  "Name",
  "UserUnit",
]);
/** Share of a page from which on a picture is what the page is about. */
const mostOfPage = 0.5;
/** Share of a glyph that must lie under a region to go with it, and to count as taken away by it. */
const touched = 0.25;
const takenAway = 0.5;

/** A picture where a page draws it: what becomes of it there, and the places on the page that are burnt in. */
interface PlacedPicture extends ImageMark {
  readonly fate: PictureFate;
  readonly regions: readonly Rect[];
}

/** Glyphs to leave out, by run, and the boxes that take the place of withheld ones. */
interface Decisions {
  readonly dropped: ReadonlyMap<number, ReadonlySet<number>>;
  readonly boxes: readonly Rect[];
}

/** Of a box without an area: whether it lies there. */
const shareIn = (box: Rect, region: Rect): number =>
  area(box) > 0.01
    ? area(intersectRects(box, region)) / area(box)
    : Number(contains(region, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2));

const lieOn = (pictures: readonly PlacedPicture[], { box }: JudgedGlyph["glyph"]): readonly PlacedPicture[] =>
  pictures.filter((picture) => contains(picture.box, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2));

/** Whether nothing is left of what a picture shows at the place of a glyph. */
const isGone = ({ fate, regions }: PlacedPicture, box: Rect): boolean =>
  fate.outcome === "dropped" || regions.some((region) => shareIn(box, region) >= takenAway);

function decide(
  glyphs: readonly JudgedGlyph[],
  withheld: readonly Withheld[],
  pictures: readonly PlacedPicture[],
  budget: ReadBudget,
): Decisions {
  const burnt = pictures.flatMap(({ regions }) => regions);
  const onPage = glyphs.filter((entry) => !entry.glyph.annotation);
  const hits = withheldGlyphs(onPage, withheld);
  const dropped = new Map<number, Set<number>>();
  const boxes: Rect[] = [];
  for (const entry of onPage) {
    const isHidden =
      entry.visibility === "covered" || entry.visibility === "invisible" || entry.visibility === "layer";
    const { box } = entry.glyph;
    budget.spendOperation(burnt.length + (entry.visibility === "recognised" ? pictures.length : 0));
    const isUnderRegion = burnt.some((region) => shareIn(box, region) > touched);
    const under = entry.visibility === "recognised" ? lieOn(pictures, entry.glyph) : [];
    // The text layer of a scan goes with its picture.
    const isOfNothing = under.length > 0 && under.every(({ fate }) => fate.outcome !== "leaves");
    if (!isHidden && !hits.has(entry) && !isUnderRegion && !isOfNothing) continue;
    // The picture of a scanned page still shows what its text layer says, until somebody took it away.
    if (hits.has(entry) && entry.visibility === "recognised" && entry.glyph.text.trim() !== "") {
      if (under.length === 0 || !under.every((picture) => isGone(picture, box)))
        throw new Stop("withheld-in-scan");
    }
    const set = dropped.get(entry.glyph.run) ?? new Set<number>();
    set.add(entry.glyph.index);
    dropped.set(entry.glyph.run, set);
    if (hits.has(entry) && entry.visibility !== "recognised") boxes.push(box);
  }
  return { dropped, boxes };
}

const painting = new Set(["f", "F", "f*", "S", "s", "B", "B*", "b", "b*"]);
const marking = new Set(["BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"]);

class PdfCleaner {
  readonly #file: PdfFile;
  readonly #layers: PdfLayers;
  readonly #writer = new PdfWriter();
  readonly #copied = new Map<PdfObject, PdfRef>();
  readonly #fates: PictureFates;
  /** By the digest of the original. */
  readonly #images = new Map<string, PdfRef>();
  readonly #placed = new Map<string, string>();
  #run = 0;
  /** Shapes and pictures on the page at hand. */
  #painted = 0;

  constructor(file: PdfFile, plan: PicturePlan | undefined) {
    this.#file = file;
    this.#layers = new PdfLayers(file);
    this.#fates = new PictureFates(file, plan);
  }

  /** The pictures in the copy: the digest of each there, by that of its original. */
  get placed(): ReadonlyMap<string, string> {
    return this.#placed;
  }

  clean(
    withheld: readonly Withheld[],
    isKept: (index: number) => boolean,
  ): { readonly bytes: Uint8Array; readonly leftOut: readonly number[] } {
    const file = this.#file;
    const reader = new PageReader(file, true);
    const root = this.#writer.reserve();
    const tree = this.#writer.reserve();
    const pages = readPages(file).filter((_page, index) => isKept(index));
    const leftOut: number[] = [];
    const kids = pages.flatMap((page) => {
      const { marks, glyphs } = reader.read(page);
      const pictures = this.#pictures(page, marks);
      if (withheld.length > 0 && marks.unknownGlyphs > 0) throw new Stop("unreadable-font");
      const decisions = decide(glyphs, withheld, pictures, file.budget);
      const written = this.#page(page, marks, decisions, tree);
      const isEmpty =
        this.#painted === 0 &&
        !glyphs.some(
          ({ glyph }) =>
            !glyph.annotation &&
            glyph.text.trim() !== "" &&
            decisions.dropped.get(glyph.run)?.has(glyph.index) !== true,
        );
      if (isEmpty && pictures.some(({ fate }) => fate.outcome === "dropped")) {
        leftOut.push(page.number);
        return [];
      }
      return [written()];
    });
    if (pages.length > 0 && kids.length === 0) throw new Stop("no-page-left");
    this.#writer.set(
      tree,
      new Map<string, PdfObject>([
        ["Type", new PdfName("Pages")],
        ["Kids", kids],
        ["Count", kids.length],
      ]),
    );
    this.#writer.set(
      root,
      new Map<string, PdfObject>([
        ["Type", new PdfName("Catalog")],
        ["Pages", tree],
      ]),
    );
    return { bytes: this.#writer.write(root), leftOut };
  }

  /** The pictures of a page and what becomes of each. */
  #pictures(page: PdfPage, marks: PageMarks): readonly PlacedPicture[] {
    const [x0, y0, x1, y1] = page.cropBox;
    const sheet = { x0, y0, x1, y1 };
    let undecided = 0;
    const boxesOn = boxesOver(marks, this.#file.budget);
    const pictures = marks.images.map((mark): PlacedPicture => {
      const fate = this.#fates.of(mark.image);
      if (fate.outcome === "leaves" && !fate.isDecided && boxesOn(mark).length > 0)
        throw new Stop("covered-picture");
      if (fate.outcome === "undecided") undecided += area(intersectRects(mark.box, sheet));
      const matrix = uprightMatrix(mark.matrix, fate.orientation);
      const regions = fate.regions.map((region) => regionOnPage(region, fate.size, matrix));
      return { ...mark, fate, regions };
    });
    // What is burnt into one picture may be seen in another that lies at the same place.
    const burnt = pictures.flatMap(({ regions }) => regions);
    const open = pictures.filter(
      ({ fate }) => fate.outcome === "leaves" && !fate.isDecided && !fate.isDecoration,
    );
    this.#file.budget.spendOperation(burnt.length * open.length);
    if (open.some(({ box }) => burnt.some((region) => area(intersectRects(box, region)) > 1)))
      throw new Stop("undecided-below");
    if (undecided > mostOfPage * area(sheet)) throw new Stop("undecided-scan");
    return pictures;
  }

  /** Writes the content of a page; what comes back puts the page itself into the copy. */
  #page(page: PdfPage, marks: PageMarks, decisions: Decisions, parent: PdfRef): () => PdfRef {
    this.#run = 0;
    this.#painted = decisions.boxes.length;
    const rewritten = this.#content(
      pageContents(this.#file, page),
      page.resources,
      marks,
      decisions,
      0,
      false,
    );
    const boxes = decisions.boxes.map(
      (box) =>
        `${[box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0].map((value) => value.toFixed(2)).join(" ")} re f`,
    );
    const content =
      boxes.length > 0 ? `q\n${rewritten.content}\nQ\nq 0 g\n${boxes.join("\n")}\nQ\n` : rewritten.content;
    return () =>
      this.#writer.add(
        new Map<string, PdfObject>([
          ["Type", new PdfName("Page")],
          ["Parent", parent],
          ["MediaBox", [...page.mediaBox]],
          ["CropBox", [...page.cropBox]],
          ["Rotate", page.rotate],
          ["Resources", rewritten.resources],
          ["Contents", this.#writer.addStream(new Map(), Buffer.from(content, "latin1"))],
        ]),
      );
  }

  /** Resources without layers, with what the content draws; nothing else is taken along, since it could hide anything. */
  #resources(resources: PdfDict | undefined, drawn: ReadonlyMap<string, PdfRef>): PdfDict {
    const copy = new Map<string, PdfObject>();
    for (const [key, value] of resources ?? []) {
      if (key === "Properties" || key === "ProcSet" || key === "XObject") continue;
      copy.set(key, this.#copy(value));
    }
    if (drawn.size > 0) copy.set("XObject", new Map(drawn));
    return copy;
  }

  /** A picture as it leaves, once in the copy; undefined where it does not. */
  #image({ outcome, digest, image, isDecided }: PictureFate): PdfRef | undefined {
    if (outcome !== "leaves" || !image) return undefined;
    const known = this.#images.get(digest);
    if (known) return known;
    const leaves = image();
    const ref = this.#writeImage(leaves);
    this.#images.set(digest, ref);
    this.#placed.set(digest, digestOfPdfImage(isDecided ? undefined : this.#file, leaves));
    return ref;
  }

  #writeImage(image: PdfImage): PdfRef {
    const dict = dictOfPdfImage(image, (value) => this.#copy(value));
    if (image.stencilMask) dict.set("Mask", this.#writeImage(image.stencilMask));
    if (image.softMask) dict.set("SMask", this.#writeImage(image.softMask));
    return this.#writer.addStream(dict, image.data);
  }

  /** Writes content again without what is not seen; traverses as the interpreter does, so that runs have the same numbers. */
  #content(
    data: Uint8Array,
    resources: PdfDict | undefined,
    marks: PageMarks,
    decisions: Decisions,
    depth: number,
    hidden: boolean,
  ): { readonly content: string; readonly resources: PdfDict } {
    const file = this.#file;
    const lexer = new PdfLexer(data);
    const out: string[] = [];
    const drawn = new Map<string, PdfRef>();
    const marked: boolean[] = [];
    let operands: PdfObject[] = [];
    let saved = 0;
    const isHidden = (): boolean => hidden || marked.includes(true);
    const emit = (word: string): void => {
      out.push(`${operands.map(serialise).join(" ")} ${word}`);
    };
    const draw = (ref: PdfRef, turn: string): void => {
      const name = `Xo${drawn.size + 1}`;
      drawn.set(name, ref);
      out.push(turn === "" ? `/${name} Do` : `q ${turn} cm /${name} Do Q`);
    };
    const drawImage = (image: PdfStream): void => {
      const fate = this.#fates.of(image);
      const ref = this.#image(fate);
      if (!ref) return;
      this.#painted += 1;
      draw(ref, fate.orientation === 1 ? "" : turnedBack(fate.orientation).join(" "));
    };
    for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) {
      if (!(token instanceof PdfKeyword)) {
        operands.push(token);
        continue;
      }
      file.budget.spendOperation();
      const { word } = token;
      if (word === "Tj" || word === "'" || word === '"' || word === "TJ")
        this.#show(word, operands, marks, decisions, isHidden(), out);
      else if (marking.has(word)) {
        if (word === "BMC") marked.push(false);
        else if (word === "BDC") {
          const entry = operands[1];
          const group =
            entry instanceof PdfName ? file.dict(resources?.get("Properties"))?.get(entry.name) : entry;
          marked.push(nameOf(operands[0]) === "OC" && this.#layers.isHidden(group));
        } else if (word === "EMC") marked.pop();
      } else if (word === "Do") {
        const name = nameOf(operands[0]) ?? "";
        const object = file.stream(file.dict(resources?.get("XObject"))?.get(name));
        if (object) {
          const off = isHidden() || this.#layers.isHidden(object.dict.get("OC"));
          if (isImage(file, object)) {
            if (!off) drawImage(object);
          } else {
            const form = this.#form(object, resources, marks, decisions, depth + 1, off);
            if (form && !off) draw(form, "");
          }
        }
      } else if (word === "BI") {
        const image = readInlineImage(file, lexer, resources);
        if (!isHidden()) drawImage(image);
      } else if (painting.has(word) || word === "sh") {
        if (!isHidden()) {
          this.#painted += 1;
          emit(word);
        } else if (word !== "sh") out.push("n");
      } else if (word === "q" || word === "Q") {
        // Every saved state is given back, so that what is painted afterwards stands where it should.
        if (word === "Q" && saved === 0) {
          operands = [];
          continue;
        }
        saved += word === "q" ? 1 : -1;
        emit(word);
      } else if (word === "ID" || word === "EI") {
        // Left-overs of a broken inline image.
      } else emit(word);
      operands = [];
    }
    for (; saved > 0; saved -= 1) out.push("Q");
    return { content: `${out.join("\n")}\n`, resources: this.#resources(resources, drawn) };
  }

  #show(
    word: string,
    operands: readonly PdfObject[],
    marks: PageMarks,
    decisions: Decisions,
    hidden: boolean,
    out: string[],
  ): void {
    const items: PdfObject[] = [];
    let dropsAny = hidden;
    const list = word === "TJ" ? operands[0] : [(word === "Tj" ? operands[0] : operands.at(-1)) ?? null];
    for (const item of isArray(list) ? list : []) {
      if (!(item instanceof PdfString)) {
        if (typeof item === "number") items.push(item);
        continue;
      }
      this.#run += 1;
      const dropped = decisions.dropped.get(this.#run);
      const record = marks.runs[this.#run - 1];
      if (!record || (!dropped && !hidden)) {
        // Without a font nothing is shown, and a string nobody sees has no place in the copy.
        if (record) items.push(item);
        continue;
      }
      dropsAny = true;
      let at = 0;
      let kept: number[] = [];
      const flush = (): void => {
        if (kept.length > 0) items.push(new PdfString(Uint8Array.from(kept)));
        kept = [];
      };
      record.glyphs.forEach((glyph, index) => {
        if (hidden || dropped?.has(index)) {
          flush();
          items.push(glyph.shift);
        } else kept.push(...item.bytes.subarray(at, at + glyph.bytes));
        at += glyph.bytes;
      });
      flush();
    }
    if (word === "'" || word === '"') {
      if (word === '"') out.push(`${serialise(operands[0] ?? 0)} Tw`, `${serialise(operands[1] ?? 0)} Tc`);
      out.push("T*");
    }
    if (!dropsAny && word === "Tj" && items[0] instanceof PdfString) out.push(`${serialise(items[0])} Tj`);
    else if (items.length > 0) out.push(`${serialise(items)} TJ`);
  }

  #form(
    object: PdfStream,
    outer: PdfDict | undefined,
    marks: PageMarks,
    decisions: Decisions,
    depth: number,
    hidden: boolean,
  ): PdfRef | undefined {
    const file = this.#file;
    if (file.name(object.dict.get("Subtype")) !== "Form" || depth > maxFormDepth) return undefined;
    const resources = file.dict(object.dict.get("Resources")) ?? outer;
    const inner = this.#content(file.data(object), resources, marks, decisions, depth, hidden);
    if (hidden) return undefined;
    const dict = new Map<string, PdfObject>([
      ["Type", new PdfName("XObject")],
      ["Subtype", new PdfName("Form")],
      ["Resources", inner.resources],
    ]);
    for (const key of ["BBox", "Matrix", "Group", "FormType"]) {
      const value = object.dict.get(key);
      if (value !== undefined) dict.set(key, this.#copy(value));
    }
    return this.#writer.addStream(dict, Buffer.from(inner.content, "latin1"));
  }

  /** Copies a value of the old file into the new one, without data about it; references are followed once. */
  #copy(value: PdfObject, depth = 0): PdfObject {
    if (depth > 100) return null;
    if (value instanceof PdfRef) {
      const object = this.#file.resolve(value);
      if (
        object === null ||
        typeof object === "number" ||
        typeof object === "boolean" ||
        object instanceof PdfName ||
        object instanceof PdfString
      )
        return this.#copy(object, depth + 1);
      if (object instanceof PdfStream) return this.#copy(object, depth);
      const known = this.#copied.get(object);
      if (known) return known;
      const ref = this.#writer.reserve();
      this.#copied.set(object, ref);
      this.#writer.set(ref, this.#copy(object, depth + 1));
      return ref;
    }
    if (value instanceof PdfStream) {
      if (isImage(this.#file, value)) {
        // In a pattern or a letter; one that was turned would lie wrong there.
        const fate = this.#fates.of(value);
        return (fate.orientation === 1 && this.#image(fate)) || null;
      }
      const known = this.#copied.get(value);
      if (known) return known;
      const ref = this.#writer.reserve();
      this.#copied.set(value, ref);
      this.#copyStream(ref, value, depth);
      return ref;
    }
    if (isArray(value)) return value.map((item) => this.#copy(item, depth + 1));
    if (isDict(value)) return this.#copyDict(value, depth);
    return value;
  }

  #copyDict(dict: PdfDict, depth: number, skip: ReadonlySet<string> = new Set()): PdfDict {
    this.#file.budget.spendOperation();
    const copy = new Map<string, PdfObject>();
    for (const [key, value] of dict) {
      // Parents lead back into the old page tree; strings outside of fonts say something to people.
      if (dataKeys.has(key) || skip.has(key) || key === "Parent" || key === "P") continue;
      copy.set(key, this.#copy(value, depth + 1));
    }
    return copy;
  }

  #copyStream(ref: PdfRef, stream: PdfStream, depth: number): void {
    const file = this.#file;
    const isPattern = file.number(stream.dict.get("PatternType")) === 1;
    const data = file.data(stream);
    if (isPattern && /\b(?:Tj|TJ)\b/u.test(Buffer.from(data).toString("latin1")))
      throw new Stop("text-in-pattern");
    const dict = this.#copyDict(
      stream.dict,
      depth,
      new Set(["Filter", "F", "DecodeParms", "DP", "Length", "DL"]),
    );
    this.#writer.setStream(ref, dict, data);
  }
}

/**
 * Copies a PDF without what is not seen: covered, invisible and layered text, annotations, attachments, properties,
 * earlier revisions; withheld values are taken out of the text and a black box is put in their place. Refuses where
 * pixels would keep what the text loses. Pages that are not kept (counted from 0) leave nothing behind: only what the
 * kept ones draw is copied. With a plan each picture is as it was decided, and the text below what is burnt in is gone.
 */
export function cleanPdf(
  bytes: Uint8Array,
  withheld: readonly Withheld[],
  budget: ReadBudget,
  isKept: (index: number) => boolean = () => true,
  plan?: PicturePlan,
): Cleaned {
  try {
    const cleaner = new PdfCleaner(new PdfFile(bytes, budget), plan);
    const cleaned = cleaner.clean(withheld, isKept);
    return { ...cleaned, placed: cleaner.placed };
  } catch (error) {
    if (error instanceof Stop) return { refusal: error.refusal };
    throw error;
  }
}
