import { maxFormDepth } from "../pdf/content-interpreter.ts";
import { hasCoveredPicture } from "../pdf/covered-picture.ts";
import type { Rect } from "../pdf/geometry.ts";
import type { JudgedGlyph } from "../pdf/glyph-visibility.ts";
import type { PageMarks } from "../pdf/page-marks.ts";
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
import { PdfWriter, serialise } from "./pdf-writer.ts";
import { stripImage } from "./strip-image.ts";
import { foldText, searchFor, type Withheld } from "./withheld.ts";

/** Why a PDF cannot be cleaned by leaving things out; each needs a person or the original document. */
export type CleanPdfRefusal = "withheld-in-scan" | "covered-picture" | "text-in-pattern" | "unreadable-font";

type Cleaned = { readonly bytes: Uint8Array } | { readonly refusal: CleanPdfRefusal };

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
const pixelFilters = /^(?:DCTDecode|DCT|JPXDecode|JBIG2Decode|CCITTFaxDecode|CCF)$/u;

/** Glyphs to leave out, by run, and the boxes that take the place of withheld ones. */
interface Decisions {
  readonly dropped: ReadonlyMap<number, ReadonlySet<number>>;
  readonly boxes: readonly Rect[];
}

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

function decide(glyphs: readonly JudgedGlyph[], withheld: readonly Withheld[]): Decisions {
  const onPage = glyphs.filter((entry) => !entry.glyph.annotation);
  const readable = onPage.filter((entry) => entry.visibility === "seen" || entry.visibility === "recognised");
  const hits = new Set<JudgedGlyph>();
  matchGlyphs(readable, withheld, hits);
  // Programs do not always write in reading order; look along the lines as well.
  const byLine = readable.toSorted((a, b) => {
    const [ya, yb] = [Math.round(a.glyph.from[1] / 3), Math.round(b.glyph.from[1] / 3)];
    return yb - ya || a.glyph.from[0] - b.glyph.from[0];
  });
  matchGlyphs(byLine, withheld, hits);
  const dropped = new Map<number, Set<number>>();
  const boxes: Rect[] = [];
  for (const entry of onPage) {
    const isHidden =
      entry.visibility === "covered" || entry.visibility === "invisible" || entry.visibility === "layer";
    if (!isHidden && !hits.has(entry)) continue;
    // The picture of a scanned page still shows what its text layer says.
    if (hits.has(entry) && entry.visibility === "recognised") throw new Stop("withheld-in-scan");
    const set = dropped.get(entry.glyph.run) ?? new Set<number>();
    set.add(entry.glyph.index);
    dropped.set(entry.glyph.run, set);
    if (hits.has(entry)) boxes.push(entry.glyph.box);
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
  #run = 0;

  constructor(file: PdfFile) {
    this.#file = file;
    this.#layers = new PdfLayers(file);
  }

  clean(withheld: readonly Withheld[], isKept: (index: number) => boolean): Uint8Array {
    const file = this.#file;
    const reader = new PageReader(file, true);
    const root = this.#writer.reserve();
    const tree = this.#writer.reserve();
    const pages = readPages(file).filter((_page, index) => isKept(index));
    const kids = pages.map((page) => {
      const read = reader.read(page);
      if (hasCoveredPicture(read.marks)) throw new Stop("covered-picture");
      if (withheld.length > 0 && read.marks.unknownGlyphs > 0) throw new Stop("unreadable-font");
      return this.#page(page, read.marks, decide(read.glyphs, withheld), tree);
    });
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
    return this.#writer.write(root);
  }

  #page(page: PdfPage, marks: PageMarks, decisions: Decisions, parent: PdfRef): PdfRef {
    this.#run = 0;
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
    return this.#writer.add(
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

  /** Resources without layers, with the forms that had to be written anew in their places. */
  #resources(
    resources: PdfDict | undefined,
    forms: ReadonlyMap<string, PdfRef>,
    left: ReadonlySet<string>,
  ): PdfDict {
    const copy = new Map<string, PdfObject>();
    for (const [key, value] of resources ?? []) {
      if (key === "Properties" || key === "ProcSet") continue;
      const dict = this.#file.dict(value);
      if (key !== "XObject" || !dict) {
        copy.set(key, this.#copy(value));
        continue;
      }
      const objects = new Map<string, PdfObject>();
      for (const [name, object] of dict) {
        const isForm = this.#file.name(this.#file.stream(object)?.dict.get("Subtype")) === "Form";
        // Only what the content draws is taken along; the rest could hide anything.
        if (!isForm && left.has(name)) objects.set(name, this.#copy(object));
      }
      copy.set(key, objects);
    }
    if (forms.size > 0) {
      const objects = new Map(isDict(copy.get("XObject")) ? (copy.get("XObject") as PdfDict) : []);
      for (const [name, ref] of forms) objects.set(name, ref);
      copy.set("XObject", objects);
    }
    return copy;
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
    const forms = new Map<string, PdfRef>();
    const images = new Set<string>();
    const marked: boolean[] = [];
    let operands: PdfObject[] = [];
    let saved = 0;
    const isHidden = (): boolean => hidden || marked.includes(true);
    const emit = (word: string): void => {
      out.push(`${operands.map(serialise).join(" ")} ${word}`);
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
          const form = this.#form(object, resources, marks, decisions, depth + 1, off);
          if (form === "image" && !off) {
            images.add(name);
            emit(word);
          } else if (form instanceof PdfRef && !off) {
            const fresh = `Fc${forms.size + 1}`;
            forms.set(fresh, form);
            out.push(`/${fresh} Do`);
          }
        }
      } else if (word === "BI") this.#inlineImage(lexer, isHidden() ? [] : out);
      else if (painting.has(word)) {
        if (isHidden()) out.push("n");
        else emit(word);
      } else if (word === "sh") {
        if (!isHidden()) emit(word);
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
    return { content: `${out.join("\n")}\n`, resources: this.#resources(resources, forms, images) };
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
  ): PdfRef | "image" | undefined {
    const file = this.#file;
    const subtype = file.name(object.dict.get("Subtype"));
    if (subtype === "Image") return "image";
    if (subtype !== "Form" || depth > maxFormDepth) return undefined;
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

  #inlineImage(lexer: PdfLexer, out: string[]): void {
    const head: string[] = [];
    for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) {
      if (token instanceof PdfKeyword && token.word === "ID") break;
      head.push(serialise(token));
    }
    const { bytes } = lexer;
    const start = lexer.at + 1;
    let at = start;
    const blank = (byte: number | undefined): boolean =>
      byte === undefined || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
    while (
      at + 2 < lexer.end &&
      !(bytes[at] === 0x45 && bytes[at + 1] === 0x49 && blank(bytes[at - 1]) && blank(bytes[at + 2]))
    )
      at += 1;
    lexer.at = Math.min(lexer.end, at + 2);
    out.push(
      `BI ${head.join(" ")} ID ${Buffer.from(bytes.subarray(start, Math.max(start, at - 1))).toString("latin1")}\nEI`,
    );
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
      const known = this.#copied.get(object);
      if (known) return known;
      const ref = this.#writer.reserve();
      this.#copied.set(object, ref);
      if (object instanceof PdfStream) this.#copyStream(ref, object, depth);
      else this.#writer.set(ref, this.#copy(object, depth + 1));
      return ref;
    }
    if (value instanceof PdfStream) {
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
    let data = file.data(stream);
    if (isPattern && /\b(?:Tj|TJ)\b/u.test(Buffer.from(data).toString("latin1")))
      throw new Stop("text-in-pattern");
    const names = file.filters(stream);
    const first = names.findIndex((name) => pixelFilters.test(name));
    const dict = new Map(
      this.#copyDict(stream.dict, depth, new Set(["Filter", "F", "DecodeParms", "DP", "Length", "DL"])),
    );
    if (first >= 0) {
      const kept = names.slice(first);
      const parameters = file.resolve(stream.dict.get("DecodeParms") ?? stream.dict.get("DP"));
      const own = isArray(parameters)
        ? parameters.slice(first)
        : first === 0 && isDict(parameters)
          ? [parameters]
          : [];
      dict.set(
        "Filter",
        kept.map((name) => new PdfName(name)),
      );
      if (own.length > 0)
        dict.set(
          "DecodeParms",
          own.map((item) => this.#copy(item, depth + 1)),
        );
      if (kept[0]?.startsWith("DCT")) data = stripImage(data) ?? data;
    }
    this.#writer.setStream(ref, dict, data);
  }
}

/**
 * Copies a PDF without what is not seen: covered, invisible and layered text, annotations, attachments, properties,
 * earlier revisions; withheld values are taken out of the text and a black box is put in their place. Refuses where
 * pixels would keep what the text loses. Pages that are not kept (counted from 0) leave nothing behind: only what the
 * kept ones draw is copied.
 */
export function cleanPdf(
  bytes: Uint8Array,
  withheld: readonly Withheld[],
  budget: ReadBudget,
  isKept: (index: number) => boolean = () => true,
): Cleaned {
  try {
    return { bytes: new PdfCleaner(new PdfFile(bytes, budget)).clean(withheld, isKept) };
  } catch (error) {
    if (error instanceof Stop) return { refusal: error.refusal };
    throw error;
  }
}
