import { deflateSync } from "node:zlib";

import {
  isArray,
  isDict,
  PdfKeyword,
  PdfName,
  PdfRef,
  PdfString,
  type PdfDict,
  type PdfObject,
} from "../pdf/pdf-objects.ts";

function escapeName(name: string): string {
  let text = "/";
  for (const byte of Buffer.from(name)) {
    const plain = byte > 0x20 && byte < 0x7f && !"()<>[]{}/%#".includes(String.fromCharCode(byte));
    text += plain ? String.fromCharCode(byte) : `#${byte.toString(16).padStart(2, "0")}`;
  }
  return text;
}

function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(6).replace(/\.?0+$/u, "");
}

/** An object in the syntax of ISO 32000-2, 7.3; strings always in hexadecimal form. */
export function serialise(value: PdfObject): string {
  if (value === null) return "null";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return String(value);
  if (value instanceof PdfName) return escapeName(value.name);
  if (value instanceof PdfRef) return `${value.number} ${value.generation} R`;
  if (value instanceof PdfString) return `<${Buffer.from(value.bytes).toString("hex")}>`;
  if (value instanceof PdfKeyword) return value.word;
  if (isArray(value)) return `[${value.map(serialise).join(" ")}]`;
  if (isDict(value)) return serialiseDict(value);
  throw new Error("a stream has no place inside another object");
}

function serialiseDict(dict: PdfDict): string {
  return `<<${[...dict].map(([key, value]) => `${escapeName(key)} ${serialise(value)}`).join("")}>>`;
}

/** Collects the objects of a new file and writes it with a plain cross-reference table and nothing else. */
export class PdfWriter {
  readonly #objects = new Map<number, Buffer>();
  #last = 0;

  reserve(): PdfRef {
    this.#last += 1;
    return new PdfRef(this.#last, 0);
  }

  set(ref: PdfRef, value: PdfObject): void {
    this.#objects.set(ref.number, Buffer.from(serialise(value), "latin1"));
  }

  add(value: PdfObject): PdfRef {
    const ref = this.reserve();
    this.set(ref, value);
    return ref;
  }

  /** `dict` without Length; the data is packed unless the dictionary already names a filter. */
  setStream(ref: PdfRef, dict: PdfDict, data: Uint8Array): void {
    const packs = !dict.has("Filter");
    const stored = packs ? deflateSync(data) : data;
    const entries = new Map(dict);
    if (packs) entries.set("Filter", new PdfName("FlateDecode"));
    entries.set("Length", stored.length);
    this.#objects.set(
      ref.number,
      Buffer.concat([
        Buffer.from(`${serialiseDict(entries)}\nstream\n`, "latin1"),
        stored,
        Buffer.from("\nendstream"),
      ]),
    );
  }

  addStream(dict: PdfDict, data: Uint8Array): PdfRef {
    const ref = this.reserve();
    this.setStream(ref, dict, data);
    return ref;
  }

  write(root: PdfRef, info?: PdfRef): Uint8Array {
    const pieces: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
    let at = pieces[0]?.length ?? 0;
    const lines: string[] = ["0000000000 65535 f \n"];
    for (let number = 1; number <= this.#last; number += 1) {
      const body = this.#objects.get(number) ?? Buffer.from("null");
      const piece = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from("\nendobj\n")]);
      lines.push(`${String(at).padStart(10, "0")} 00000 n \n`);
      pieces.push(piece);
      at += piece.length;
    }
    pieces.push(
      Buffer.from(
        `xref\n0 ${this.#last + 1}\n${lines.join("")}trailer\n<</Size ${this.#last + 1}/Root ${serialise(root)}${info ? `/Info ${serialise(info)}` : ""}>>\nstartxref\n${at}\n%%EOF\n`,
      ),
    );
    return new Uint8Array(Buffer.concat(pieces));
  }
}
