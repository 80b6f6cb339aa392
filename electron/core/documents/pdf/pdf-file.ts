import { ascii, indexOfBytes } from "../containers/bytes.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { RefusalSignal, refuse } from "../reading/refusal.ts";
import { openEncryption, type PdfDecryption } from "./pdf-crypt.ts";
import {
  decodeAscii85,
  decodeAsciiHex,
  decodeRunLength,
  inflate,
  undoPredictor,
  unpackLzw,
} from "./pdf-filters.ts";
import { PdfLexer } from "./pdf-lexer.ts";
import {
  isArray,
  isDict,
  nameOf,
  PdfKeyword,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfArray,
  type PdfDict,
  type PdfObject,
} from "./pdf-objects.ts";

type Entry =
  | { readonly kind: "offset"; readonly offset: number; readonly generation: number }
  | { readonly kind: "packed"; readonly stream: number; readonly index: number };

export interface XrefSection {
  readonly offset: number;
  readonly trailer: PdfDict;
}

const encoder = new TextEncoder();
const startxref = encoder.encode("startxref");
const objKeyword = encoder.encode("obj");
const endstream = encoder.encode("endstream");
const maxSections = 2_000;
const maxObjectNumber = 8_388_607 * 2;

/** Filters after which there are pixels, not text; their data is left packed. */
const imageFilters = new Set(["DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF"]);

/**
 * A PDF file at the level of objects (ISO 32000-2, 7.5). Cross-reference chains are followed once each; when they
 * do not lead to a catalogue the objects are found by scanning, as viewers do.
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  #budget: ReadBudget;
  readonly sections: XrefSection[] = [];
  readonly #entries = new Map<number, Entry>();
  readonly #cache = new Map<number, PdfObject>();
  readonly #packed = new Map<number, Map<number, PdfObject>>();
  readonly #resolving = new Set<number>();
  #trailer: Map<string, PdfObject> = new Map();
  #decryption: PdfDecryption | undefined;
  #encryptNumber = -1;
  #rebuilt = false;

  constructor(bytes: Uint8Array, budget: ReadBudget) {
    this.bytes = bytes;
    this.#budget = budget;
    this.#load();
    if (!isDict(this.catalogue())) {
      this.#rebuild();
      if (!isDict(this.catalogue())) refuse("damaged", "pdf-catalogue");
    }
    this.#openEncryption();
  }

  get budget(): ReadBudget {
    return this.#budget;
  }

  /** What is read from now on is counted anew: for work that a person asks for picture by picture. */
  renewBudget(): void {
    this.#budget = new ReadBudget(this.#budget.limits);
  }

  get trailer(): PdfDict {
    return this.#trailer;
  }

  get wasRebuilt(): boolean {
    return this.#rebuilt;
  }

  get objectNumbers(): readonly number[] {
    return [...this.#entries.keys()];
  }

  catalogue(): PdfDict | undefined {
    const root = this.resolve(this.#trailer.get("Root"));
    if (!isDict(root)) return undefined;
    return root.has("Pages") || nameOf(root.get("Type")) === "Catalog" ? root : undefined;
  }

  #load(): void {
    const at = lastIndexOf(this.bytes, startxref);
    if (at < 0) {
      this.#rebuild();
      return;
    }
    const lexer = new PdfLexer(this.bytes, at + startxref.length);
    const offset = lexer.next(false);
    try {
      this.#readSections(typeof offset === "number" ? offset : -1);
    } catch (error) {
      if (!(error instanceof RefusalSignal) || error.refusal.type !== "damaged") throw error;
      this.#rebuild();
    }
  }

  #readSections(first: number): void {
    const pending = [first];
    const seen = new Set<number>();
    while (pending.length > 0) {
      const offset = pending.shift();
      if (offset === undefined || seen.has(offset)) continue;
      if (seen.size > maxSections) refuse("hostile", "pdf-xref-chain");
      seen.add(offset);
      const trailer = this.#readSection(offset);
      this.sections.push({ offset, trailer });
      for (const [key, value] of trailer) if (!this.#trailer.has(key)) this.#trailer.set(key, value);
      const hybrid = trailer.get("XRefStm");
      const previous = trailer.get("Prev");
      if (typeof hybrid === "number") pending.unshift(hybrid);
      if (typeof previous === "number") pending.push(previous);
    }
  }

  #readSection(offset: number): PdfDict {
    if (!(offset >= 0) || offset >= this.bytes.length) refuse("damaged", "pdf-xref-offset");
    const lexer = new PdfLexer(this.bytes, offset);
    lexer.skipSpace();
    if (ascii(this.bytes, lexer.at, lexer.at + 4) === "xref") {
      lexer.at += 4;
      return this.#readTable(lexer);
    }
    const stream = this.#objectAt(lexer.at, undefined);
    if (!(stream instanceof PdfStream) || nameOf(stream.dict.get("Type")) !== "XRef")
      return refuse("damaged", "pdf-xref");
    this.#readXrefStream(stream);
    return stream.dict;
  }

  #readTable(lexer: PdfLexer): PdfDict {
    while (true) {
      lexer.skipSpace();
      const start = lexer.next(false);
      if (start instanceof PdfKeyword && start.word === "trailer") {
        const trailer = lexer.next();
        return isDict(trailer) ? trailer : refuse("damaged", "pdf-trailer");
      }
      const count = lexer.next(false);
      if (typeof start !== "number" || typeof count !== "number") return refuse("damaged", "pdf-xref-table");
      if (count > maxObjectNumber || start > maxObjectNumber) refuse("hostile", "pdf-xref-table");
      for (let index = 0; index < count; index += 1) {
        this.budget.spendOperation();
        const offset = lexer.next(false);
        const generation = lexer.next(false);
        const use = lexer.next(false);
        if (typeof offset !== "number" || typeof generation !== "number" || !(use instanceof PdfKeyword))
          return refuse("damaged", "pdf-xref-table");
        const number = start + index;
        if (this.#entries.has(number)) continue;
        if (use.word === "n" && offset > 0) this.#entries.set(number, { kind: "offset", offset, generation });
        else if (use.word === "f") this.#entries.set(number, { kind: "offset", offset: 0, generation });
      }
    }
  }

  #readXrefStream(stream: PdfStream): void {
    const data = this.data(stream, false);
    const widths = (isArray(stream.dict.get("W")) ? (stream.dict.get("W") as PdfArray) : []).map((value) =>
      typeof value === "number" ? value : 0,
    );
    const [w0 = 0, w1 = 0, w2 = 0] = widths;
    const size = w0 + w1 + w2;
    if (size <= 0 || size > 32) refuse("damaged", "pdf-xref-widths");
    const index = stream.dict.get("Index");
    const total = stream.dict.get("Size");
    const ranges = isArray(index)
      ? index.map((value) => (typeof value === "number" ? value : 0))
      : [0, typeof total === "number" ? total : 0];
    let at = 0;
    const field = (width: number, fallback: number): number => {
      if (width === 0) return fallback;
      let value = 0;
      for (let count = 0; count < width; count += 1) value = value * 256 + (data[at++] ?? 0);
      return value;
    };
    for (let pair = 0; pair + 1 < ranges.length; pair += 2) {
      const start = ranges[pair] ?? 0;
      const count = ranges[pair + 1] ?? 0;
      for (let order = 0; order < count && at + size <= data.length; order += 1) {
        this.budget.spendOperation();
        const type = field(w0, 1);
        const second = field(w1, 0);
        const third = field(w2, 0);
        const number = start + order;
        if (this.#entries.has(number) || number > maxObjectNumber) continue;
        if (type === 1) this.#entries.set(number, { kind: "offset", offset: second, generation: third });
        else if (type === 2) this.#entries.set(number, { kind: "packed", stream: second, index: third });
        else if (type === 0) this.#entries.set(number, { kind: "offset", offset: 0, generation: third });
      }
    }
  }

  /** Finds "N G obj" everywhere; of one number the last wins. Trailers and catalogues are picked up on the way. */
  #rebuild(): void {
    this.#rebuilt = true;
    this.#entries.clear();
    this.#cache.clear();
    this.#packed.clear();
    this.sections.length = 0;
    this.#trailer = new Map();
    const found: number[] = [];
    for (
      let at = indexOfBytes(this.bytes, objKeyword);
      at >= 0;
      at = indexOfBytes(this.bytes, objKeyword, at + 3)
    ) {
      this.budget.spendOperation();
      if (ascii(this.bytes, at - 3, at) === "end") continue;
      const head = /(?:^|[^\d])(\d{1,10})\s+(\d{1,5})\s*$/u.exec(ascii(this.bytes, Math.max(0, at - 24), at));
      if (!head) continue;
      const number = Number(head[1]);
      if (number > maxObjectNumber) continue;
      const offset = at - (head[0].length - head[0].search(/\d/u));
      this.#entries.set(number, { kind: "offset", offset, generation: Number(head[2]) });
      found.push(number);
    }
    const trailerWord = encoder.encode("trailer");
    for (
      let at = indexOfBytes(this.bytes, trailerWord);
      at >= 0;
      at = indexOfBytes(this.bytes, trailerWord, at + 7)
    ) {
      const dict = new PdfLexer(this.bytes, at + 7).next();
      if (isDict(dict)) for (const [key, value] of dict) this.#trailer.set(key, value);
    }
    for (const number of new Set(found)) {
      const object = this.#peek(number);
      const dict = object instanceof PdfStream ? object.dict : object;
      if (!isDict(dict)) continue;
      const type = nameOf(dict.get("Type"));
      if (type === "Catalog" && !isDict(this.catalogue())) this.#trailer.set("Root", new PdfRef(number, 0));
      if (type === "XRef") {
        for (const key of ["Root", "Info", "Encrypt", "ID"]) {
          const value = dict.get(key);
          if (value !== undefined && !this.#trailer.has(key)) this.#trailer.set(key, value);
        }
      }
      if (type === "ObjStm" && object instanceof PdfStream) {
        // Numbers inside are known only by unpacking; entries found in the open win.
        const inner = this.#unpackObjects(number);
        let index = 0;
        for (const packedNumber of inner.keys()) {
          if (!this.#entries.has(packedNumber))
            this.#entries.set(packedNumber, { kind: "packed", stream: number, index });
          index += 1;
        }
      }
    }
    if (!isDict(this.catalogue())) {
      for (const number of this.#entries.keys()) {
        const object = this.#peek(number);
        if (isDict(object) && nameOf(object.get("Type")) === "Catalog")
          this.#trailer.set("Root", new PdfRef(number, 0));
      }
    }
  }

  /** An object for the scan: what is broken is nothing. */
  #peek(number: number): PdfObject | undefined {
    try {
      return this.object(number);
    } catch (error) {
      if (error instanceof RefusalSignal && error.refusal.type === "damaged") return undefined;
      throw error;
    }
  }

  #openEncryption(): void {
    const entry = this.#trailer.get("Encrypt");
    if (entry === undefined || entry === null) return;
    if (entry instanceof PdfRef) this.#encryptNumber = entry.number;
    const dict = this.resolve(entry);
    if (!isDict(dict)) refuse("damaged", "pdf-encryption");
    const id = this.resolve(this.#trailer.get("ID"));
    const first = isArray(id) ? this.resolve(id[0]) : undefined;
    const decryption = openEncryption(dict, first instanceof PdfString ? first.bytes : new Uint8Array(0));
    this.#cache.clear();
    this.#packed.clear();
    this.#decryption = decryption;
  }

  /** Follows references; loops and missing objects are null. */
  resolve(value: PdfObject | undefined): PdfObject {
    let current = value ?? null;
    for (let guard = 0; current instanceof PdfRef; guard += 1) {
      if (guard > 50) return null;
      current = this.object(current.number) ?? null;
    }
    return current;
  }

  dict(value: PdfObject | undefined): PdfDict | undefined {
    const object = this.resolve(value);
    if (object instanceof PdfStream) return object.dict;
    return isDict(object) ? object : undefined;
  }

  array(value: PdfObject | undefined): PdfArray {
    const object = this.resolve(value);
    return isArray(object) ? object : [];
  }

  number(value: PdfObject | undefined): number | undefined {
    const object = this.resolve(value);
    return typeof object === "number" ? object : undefined;
  }

  name(value: PdfObject | undefined): string | undefined {
    return nameOf(this.resolve(value));
  }

  stream(value: PdfObject | undefined): PdfStream | undefined {
    const object = this.resolve(value);
    return object instanceof PdfStream ? object : undefined;
  }

  object(number: number): PdfObject | undefined {
    const known = this.#cache.get(number);
    if (known !== undefined) return known;
    const entry = this.#entries.get(number);
    if (!entry || this.#resolving.has(number)) return undefined;
    this.#resolving.add(number);
    this.budget.spendOperation();
    try {
      let object: PdfObject | undefined;
      if (entry.kind === "packed") object = this.#unpackObjects(entry.stream).get(number);
      else if (entry.offset > 0 || this.#rebuilt) object = this.#objectAt(entry.offset, number);
      if (object !== undefined) this.#cache.set(number, object);
      return object;
    } finally {
      this.#resolving.delete(number);
    }
  }

  #objectAt(offset: number, expected: number | undefined): PdfObject | undefined {
    if (offset < 0 || offset >= this.bytes.length) return undefined;
    const lexer = new PdfLexer(this.bytes, offset);
    const number = lexer.next(false);
    const generation = lexer.next(false);
    const keyword = lexer.next(false);
    if (
      typeof number !== "number" ||
      typeof generation !== "number" ||
      !(keyword instanceof PdfKeyword) ||
      !keyword.word.startsWith("obj")
    ) {
      return expected === undefined ? undefined : this.#misplaced(expected);
    }
    if (expected !== undefined && number !== expected) return this.#misplaced(expected);
    if (keyword.word.length > 3) lexer.at -= keyword.word.length - 3;
    const value = lexer.next();
    if (value === undefined || value instanceof PdfKeyword) return null;
    const decrypted =
      number === this.#encryptNumber ? value : this.#decryptStrings(value, number, generation, 0);
    if (!isDict(decrypted)) return decrypted;
    lexer.skipSpace();
    if (ascii(this.bytes, lexer.at, lexer.at + 6) !== "stream") return decrypted;
    let start = lexer.at + 6;
    if (this.bytes[start] === 0x0d && this.bytes[start + 1] === 0x0a) start += 2;
    else if (this.bytes[start] === 0x0a || this.bytes[start] === 0x0d) start += 1;
    return new PdfStream(
      decrypted,
      this.bytes.subarray(start, this.#streamEnd(start, decrypted)),
      number,
      generation,
    );
  }

  /** A cross-reference that points at something else: look for the object itself, once. */
  #misplaced(number: number): PdfObject | undefined {
    if (this.#rebuilt) return undefined;
    const pattern = encoder.encode(`${number} `);
    for (let at = indexOfBytes(this.bytes, pattern), guard = 0; at >= 0 && guard < 200; guard += 1) {
      const before = at === 0 ? 0x0a : (this.bytes[at - 1] ?? 0);
      if (
        (before === 0x0a || before === 0x0d || before === 0x20) &&
        /^\d+\s+\d+\s+obj/u.test(ascii(this.bytes, at, at + 24))
      ) {
        this.#entries.set(number, { kind: "offset", offset: at, generation: 0 });
        const lexer = new PdfLexer(this.bytes, at);
        if (lexer.next(false) === number) return this.#objectAt(at, number);
      }
      at = indexOfBytes(this.bytes, pattern, at + 1);
    }
    return undefined;
  }

  #streamEnd(start: number, dict: PdfDict): number {
    const length = this.number(dict.get("Length"));
    if (length !== undefined && length >= 0 && start + length <= this.bytes.length) {
      const tail = ascii(this.bytes, start + length, start + length + 20);
      if (/^\s*endstream/u.test(tail)) return start + length;
    }
    const found = indexOfBytes(this.bytes, endstream, start);
    if (found < 0)
      return length === undefined
        ? this.bytes.length
        : Math.min(this.bytes.length, start + Math.max(0, length));
    let end = found;
    if (this.bytes[end - 1] === 0x0a) end -= 1;
    if (this.bytes[end - 1] === 0x0d) end -= 1;
    return Math.max(start, end);
  }

  #decryptStrings(value: PdfObject, number: number, generation: number, depth: number): PdfObject {
    const decryption = this.#decryption;
    if (!decryption || depth > 120) return value;
    if (value instanceof PdfString) return new PdfString(decryption.string(value.bytes, number, generation));
    if (isArray(value)) return value.map((item) => this.#decryptStrings(item, number, generation, depth + 1));
    if (isDict(value)) {
      const dict = new Map<string, PdfObject>();
      for (const [key, item] of value)
        dict.set(key, this.#decryptStrings(item, number, generation, depth + 1));
      return dict;
    }
    return value;
  }

  #unpackObjects(streamNumber: number): Map<number, PdfObject> {
    const known = this.#packed.get(streamNumber);
    if (known) return known;
    const objects = new Map<number, PdfObject>();
    this.#packed.set(streamNumber, objects);
    const stream = this.object(streamNumber);
    if (!(stream instanceof PdfStream)) return objects;
    const count = this.number(stream.dict.get("N")) ?? 0;
    const first = this.number(stream.dict.get("First")) ?? 0;
    const data = this.data(stream);
    const lexer = new PdfLexer(data);
    const heads: (readonly [number, number])[] = [];
    for (let index = 0; index < count && heads.length < maxObjectNumber; index += 1) {
      this.budget.spendOperation();
      const number = lexer.next(false);
      const offset = lexer.next(false);
      if (typeof number !== "number" || typeof offset !== "number") break;
      heads.push([number, offset]);
    }
    for (const [number, offset] of heads) {
      const value = new PdfLexer(data, first + offset).next();
      if (value !== undefined && !(value instanceof PdfKeyword)) objects.set(number, value);
    }
    return objects;
  }

  /** The filters of a stream, by name. */
  filters(stream: PdfStream): readonly string[] {
    const filter = this.resolve(stream.dict.get("Filter") ?? stream.dict.get("F"));
    if (filter instanceof PdfName) return [filter.name];
    return isArray(filter) ? filter.map((entry) => this.name(entry) ?? "") : [];
  }

  /** What opens a stream; undefined where it lies open: in other streams, tables of references, often the metadata (7.6.2). */
  #decryptionOf(stream: PdfStream): PdfDecryption | undefined {
    const type = nameOf(stream.dict.get("Type"));
    if (stream.number <= 0 || type === "XRef") return undefined;
    return type === "Metadata" && this.#decryption?.coversMetadata === false ? undefined : this.#decryption;
  }

  /** The data of a stream as its filters left it, without encryption; undefined where a filter of its own encrypts it. */
  stored(stream: PdfStream): Uint8Array | undefined {
    const decryption = this.#decryptionOf(stream);
    if (!decryption) return stream.raw;
    if (this.filters(stream).includes("Crypt")) return undefined;
    return decryption.stream(stream.raw, stream.number, stream.generation, undefined);
  }

  /** Unpacked data of a stream; of an image stream the data before the pixel filter. */
  data(stream: PdfStream, encrypted = true): Uint8Array {
    const names = this.filters(stream);
    if (names.length > 20) refuse("hostile", "pdf-filters");
    const parameterEntry = this.resolve(stream.dict.get("DecodeParms") ?? stream.dict.get("DP"));
    const parameters = isArray(parameterEntry)
      ? parameterEntry.map((entry) => this.dict(entry))
      : [isDict(parameterEntry) ? parameterEntry : undefined];
    let data = stream.raw;
    const decryption = encrypted ? this.#decryptionOf(stream) : undefined;
    if (decryption) {
      const own = names[0] === "Crypt" ? (this.name(parameters[0]?.get("Name")) ?? "Identity") : undefined;
      data = decryption.stream(data, stream.number, stream.generation, own);
    }
    for (const [index, name] of names.entries()) {
      if (imageFilters.has(name)) return data;
      data = this.#applyFilter(name, data, parameters[index]);
      this.budget.spendUnpacked(data.length);
    }
    return data;
  }

  #applyFilter(name: string, data: Uint8Array, parameters: PdfDict | undefined): Uint8Array {
    const value = (key: string, fallback: number): number => this.number(parameters?.get(key)) ?? fallback;
    const predictor = {
      predictor: value("Predictor", 1),
      colours: Math.max(1, Math.min(32, value("Colors", 1))),
      bits: Math.max(1, Math.min(16, value("BitsPerComponent", 8))),
      columns: Math.max(1, value("Columns", 1)),
      earlyChange: value("EarlyChange", 1),
    };
    switch (name) {
      case "FlateDecode":
      case "Fl":
        return undoPredictor(inflate(data, this.budget), predictor);
      case "LZWDecode":
      case "LZW":
        return undoPredictor(unpackLzw(data, predictor.earlyChange, this.budget.unpackable()), predictor);
      case "ASCIIHexDecode":
      case "AHx":
        return decodeAsciiHex(data);
      case "ASCII85Decode":
      case "A85":
        return decodeAscii85(data);
      case "RunLengthDecode":
      case "RL":
        return decodeRunLength(data, this.budget.unpackable());
      default:
        return data;
    }
  }
}

export function lastIndexOf(bytes: Uint8Array, needle: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(needle);
}
