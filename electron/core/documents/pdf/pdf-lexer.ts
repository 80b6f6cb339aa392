import { refuse } from "../reading/refusal.ts";
import { PdfKeyword, PdfName, PdfRef, PdfString, type PdfObject } from "./pdf-objects.ts";

const maxDepth = 120;

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00;
}

function isDelimiter(byte: number): boolean {
  return (
    byte === 0x28 ||
    byte === 0x29 ||
    byte === 0x3c ||
    byte === 0x3e ||
    byte === 0x5b ||
    byte === 0x5d ||
    byte === 0x7b ||
    byte === 0x7d ||
    byte === 0x2f ||
    byte === 0x25
  );
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/** Reads objects from bytes, forgiving where programs are sloppy, bounded where they are hostile. */
export class PdfLexer {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  #peek(): number {
    return this.at < this.end ? (this.bytes[this.at] ?? -1) : -1;
  }

  skipSpace(): void {
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      if (isSpace(byte)) this.at += 1;
      else if (byte === 0x25) {
        while (this.at < this.end && this.bytes[this.at] !== 0x0a && this.bytes[this.at] !== 0x0d)
          this.at += 1;
      } else return;
    }
  }

  get isAtEnd(): boolean {
    this.skipSpace();
    return this.at >= this.end;
  }

  /** The next object or keyword; undefined at the end. With `references`, "1 0 R" is read as one. */
  next(references = true, depth = 0): PdfObject | undefined {
    if (depth > maxDepth) refuse("hostile", "pdf-object-depth");
    this.skipSpace();
    const byte = this.#peek();
    if (byte < 0) return undefined;
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x3c) {
      if (this.bytes[this.at + 1] === 0x3c) return this.#dict(references, depth);
      return this.#hex();
    }
    if (byte === 0x5b) return this.#array(references, depth);
    if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e)
      return this.#number(references);
    if (byte === 0x5d || byte === 0x3e || byte === 0x29 || byte === 0x7b || byte === 0x7d) {
      this.at += byte === 0x3e && this.bytes[this.at + 1] === 0x3e ? 2 : 1;
      return new PdfKeyword(byte === 0x5d ? "]" : byte === 0x3e ? ">>" : String.fromCharCode(byte));
    }
    return this.#keyword();
  }

  #keyword(): PdfObject {
    const start = this.at;
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      if (isSpace(byte) || isDelimiter(byte)) break;
      this.at += 1;
      if (this.at - start > 127) break;
    }
    let word = "";
    for (let at = start; at < this.at; at += 1) word += String.fromCharCode(this.bytes[at] ?? 0);
    if (word === "true") return true;
    if (word === "false") return false;
    if (word === "null") return null;
    return new PdfKeyword(word);
  }

  #plainNumber(): number {
    let sign = 1;
    let value = 0;
    let scale = 0;
    let digits = 0;
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte >= 0x30 && byte <= 0x39) {
        digits += 1;
        if (scale === 0) value = value * 10 + (byte - 0x30);
        else {
          value += (byte - 0x30) * scale;
          scale /= 10;
        }
      } else if (byte === 0x2e && scale === 0) scale = 0.1;
      else if ((byte === 0x2d || byte === 0x2b) && digits === 0 && scale === 0) {
        if (byte === 0x2d) sign = -1;
      } else if (byte !== 0x2d) break;
      this.at += 1;
    }
    return sign * value;
  }

  #number(references: boolean): PdfObject {
    const start = this.at;
    const value = this.#plainNumber();
    if (this.at === start) {
      this.at += 1;
      return 0;
    }
    if (!references || !Number.isInteger(value) || value < 0) return value;
    const after = this.at;
    this.skipSpace();
    const byte = this.#peek();
    if (byte >= 0x30 && byte <= 0x39) {
      const generation = this.#plainNumber();
      if (Number.isInteger(generation)) {
        this.skipSpace();
        const following = this.bytes[this.at + 1] ?? 0x20;
        if (this.#peek() === 0x52 && (isSpace(following) || isDelimiter(following))) {
          this.at += 1;
          return new PdfRef(value, generation);
        }
      }
    }
    this.at = after;
    return value;
  }

  #name(): PdfName {
    this.at += 1;
    const bytes: number[] = [];
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      if (isSpace(byte) || isDelimiter(byte)) break;
      const high = byte === 0x23 ? hexValue(this.bytes[this.at + 1] ?? 0) : -1;
      const low = byte === 0x23 ? hexValue(this.bytes[this.at + 2] ?? 0) : -1;
      if (high >= 0 && low >= 0) {
        bytes.push(high * 16 + low);
        this.at += 3;
      } else {
        bytes.push(byte);
        this.at += 1;
      }
      if (bytes.length > 1_024) break;
    }
    return new PdfName(new TextDecoder().decode(Uint8Array.from(bytes)));
  }

  #literal(): PdfString {
    this.at += 1;
    const out: number[] = [];
    let depth = 1;
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      if (byte === 0x5c) {
        const escaped = this.bytes[this.at] ?? 0;
        this.at += 1;
        if (escaped === 0x6e) out.push(0x0a);
        else if (escaped === 0x72) out.push(0x0d);
        else if (escaped === 0x74) out.push(0x09);
        else if (escaped === 0x62) out.push(0x08);
        else if (escaped === 0x66) out.push(0x0c);
        else if (escaped >= 0x30 && escaped <= 0x37) {
          let code = escaped - 0x30;
          for (let count = 0; count < 2; count += 1) {
            const digit = this.bytes[this.at] ?? 0;
            if (digit < 0x30 || digit > 0x37) break;
            code = code * 8 + digit - 0x30;
            this.at += 1;
          }
          out.push(code & 0xff);
        } else if (escaped === 0x0d) {
          if (this.bytes[this.at] === 0x0a) this.at += 1;
        } else if (escaped !== 0x0a) out.push(escaped);
        continue;
      }
      if (byte === 0x28) depth += 1;
      else if (byte === 0x29) {
        depth -= 1;
        if (depth === 0) break;
      }
      out.push(byte);
    }
    return new PdfString(Uint8Array.from(out));
  }

  #hex(): PdfString {
    this.at += 1;
    const out: number[] = [];
    let pending = -1;
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      if (byte === 0x3e) break;
      const value = hexValue(byte);
      if (value < 0) continue;
      if (pending < 0) pending = value;
      else {
        out.push(pending * 16 + value);
        pending = -1;
      }
    }
    if (pending >= 0) out.push(pending * 16);
    return new PdfString(Uint8Array.from(out));
  }

  #array(references: boolean, depth: number): PdfObject[] {
    this.at += 1;
    const items: PdfObject[] = [];
    while (true) {
      const item = this.next(references, depth + 1);
      if (item === undefined) return items;
      if (item instanceof PdfKeyword) {
        if (item.word === "]") return items;
        // A missing bracket must not swallow the rest of the file.
        if (item.word === "endobj" || item.word === "endstream") return items;
        continue;
      }
      items.push(item);
    }
  }

  #dict(references: boolean, depth: number): Map<string, PdfObject> {
    this.at += 2;
    const dict = new Map<string, PdfObject>();
    while (true) {
      const key = this.next(references, depth + 1);
      if (key === undefined) return dict;
      if (key instanceof PdfKeyword) {
        if (key.word === ">>" || key.word === "endobj" || key.word === "stream") {
          if (key.word === "stream") this.at -= 6;
          return dict;
        }
        continue;
      }
      if (!(key instanceof PdfName)) continue;
      const before = this.at;
      const value = this.next(references, depth + 1);
      if (value === undefined) return dict;
      if (value instanceof PdfKeyword) {
        if (value.word === ">>") return dict;
        if (value.word === "endobj") {
          this.at = before;
          return dict;
        }
        continue;
      }
      dict.set(key.name, value);
    }
  }
}
