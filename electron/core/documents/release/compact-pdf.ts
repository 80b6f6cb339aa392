/**
 * A PDF without what no reader of it meets: objects that nothing leads to (pages and texts taken out by an editor, drafts left
 * behind), the private data of programs (PieceInfo, ISO 32000-2, 14.5), page thumbnails and prepress alternates.
 */
import { PdfFile } from "../pdf/pdf-file.ts";
import {
  isArray,
  isDict,
  nameOf,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfDict,
  type PdfObject,
} from "../pdf/pdf-objects.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import { PdfWriter } from "./pdf-writer.ts";

/** Carried along with a page or a form, and shown by nothing. */
const unseenKeys = new Set(["PieceInfo", "Thumb", "OPI", "Alternates"]);
/** Objects that are the file itself and not its content. */
const ofTheFile = new Set(["XRef", "ObjStm"]);
const hintKeys = new Set([
  "S",
  "T",
  "O",
  "A",
  "E",
  "V",
  "I",
  "C",
  "L",
  "R",
  "B",
  "Length",
  "Filter",
  "DecodeParms",
]);

class Compactor {
  readonly #file: PdfFile;
  readonly #writer = new PdfWriter();
  readonly #fresh = new Map<number, PdfRef>();
  readonly #waiting: number[] = [];
  #leftOut = false;
  #cannotBeKept = false;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** The file written anew; undefined where everything in it is reached and nothing of it is locked up. */
  compact(): Uint8Array | "anew" | undefined {
    const { trailer } = this.#file;
    const root = this.#of(trailer.get("Root") ?? null);
    if (!(root instanceof PdfRef)) return undefined;
    const info = this.#of(trailer.get("Info") ?? null);
    for (let number = this.#waiting.pop(); number !== undefined; number = this.#waiting.pop())
      this.#write(number, this.#fresh.get(number) as PdfRef);
    if (this.#cannotBeKept) return "anew";
    // What is encrypted no tool looks into, so it never goes out as it is.
    if (!this.#leftOut && !trailer.has("Encrypt") && !this.#hasUnreached()) return undefined;
    return this.#writer.write(root, info instanceof PdfRef ? info : undefined);
  }

  #write(number: number, ref: PdfRef): void {
    this.#file.budget.spendOperation();
    const object = this.#file.object(number) ?? null;
    if (object instanceof PdfStream) {
      const dict = new Map(this.#dict(object.dict));
      dict.delete("Length");
      const data = this.#file.stored(object);
      if (!data) this.#cannotBeKept = true;
      this.#writer.setStream(ref, dict, data ?? new Uint8Array(0));
    } else this.#writer.set(ref, this.#of(object));
  }

  #of(value: PdfObject): PdfObject {
    if (value instanceof PdfRef) {
      const known = this.#fresh.get(value.number);
      if (known) return known;
      if ((this.#file.object(value.number) ?? null) === null) return null;
      const ref = this.#writer.reserve();
      this.#fresh.set(value.number, ref);
      this.#waiting.push(value.number);
      return ref;
    }
    if (isArray(value)) return value.map((item) => this.#of(item));
    return isDict(value) ? this.#dict(value) : value;
  }

  #dict(dict: PdfDict): PdfDict {
    const copy = new Map<string, PdfObject>();
    for (const [key, value] of dict) {
      if (unseenKeys.has(key)) this.#leftOut = true;
      else copy.set(key, this.#of(value));
    }
    return copy;
  }

  #hasUnreached(): boolean {
    const file = this.#file;
    const rest = file.objectNumbers
      .filter((number) => !this.#fresh.has(number))
      .map((number) => file.object(number));
    const isLinearised = rest.some((object) => isDict(object) && object.has("Linearized"));
    return rest.some((object) => {
      if (object instanceof PdfString) return object.bytes.length > 0;
      if (isArray(object)) return object.length > 0;
      if (object instanceof PdfStream) {
        if (ofTheFile.has(nameOf(object.dict.get("Type")) ?? "")) return false;
        return !(
          isLinearised &&
          object.dict.has("S") &&
          [...object.dict.keys()].every((key) => hintKeys.has(key))
        );
      }
      return isDict(object) && object.size > 0 && !object.has("Linearized");
    });
  }
}

function isSigned(file: PdfFile): boolean {
  return file.objectNumbers.some((number) => {
    const object = file.object(number);
    return isDict(object) && object.has("ByteRange");
  });
}

/** Whether a PDF carries an electronic signature or seal, which ends with the least change of its bytes. */
export const isSignedPdf = (bytes: Uint8Array, budget: ReadBudget): boolean =>
  isSigned(new PdfFile(bytes, budget));

/**
 * The PDF written anew without what nothing leads to, and without the encryption of one that opens without a password;
 * undefined where there is nothing of the kind. "anew": it cannot be written as it is but for that, as one that is signed;
 * then only what is seen of it may leave.
 */
export function compactPdf(bytes: Uint8Array, budget: ReadBudget): Uint8Array | "anew" | undefined {
  const file = new PdfFile(bytes, budget);
  const compacted = new Compactor(file).compact();
  return compacted !== undefined && isSigned(file) ? "anew" : compacted;
}
