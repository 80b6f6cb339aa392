import { deflateSync } from "node:zlib";

/** Objects of a PDF by number; streams as [dictionary, data]. */
export type PdfSource =
  | string
  | { readonly dict: string; readonly data: string | Uint8Array; readonly packed?: boolean };

const font =
  "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000>>]>>";

/** Text shown at a place, in the two-byte Chinese font F1 of the pages made here. */
export function showText(
  text: string,
  x: number,
  y: number,
  options: { readonly size?: number; readonly before?: string } = {},
): string {
  const hex = Buffer.from(text, "utf16le").swap16().toString("hex");
  return `BT ${options.before ?? ""} /F1 ${options.size ?? 12} Tf 1 0 0 1 ${x} ${y} Tm <${hex}> Tj ET\n`;
}

export function utf16String(text: string): string {
  return `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
}

export interface PdfOptions {
  /** More entries of the page, the catalogue and the trailer. */
  readonly page?: string;
  readonly resources?: string;
  readonly catalogue?: string;
  readonly trailer?: string;
  /** Objects from number 10 on. */
  readonly objects?: Readonly<Record<number, PdfSource>>;
  readonly mediaBox?: string;
  readonly packed?: boolean;
}

function writeObject(number: number, source: PdfSource): Buffer {
  if (typeof source === "string") return Buffer.from(`${number} 0 obj\n${source}\nendobj\n`, "latin1");
  const raw = typeof source.data === "string" ? Buffer.from(source.data, "latin1") : Buffer.from(source.data);
  const data = source.packed ? deflateSync(raw) : raw;
  const filter = source.packed ? "/Filter/FlateDecode" : "";
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<<${source.dict}${filter}/Length ${data.length}>>\nstream\n`, "latin1"),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
}

function xrefTable(offsets: ReadonlyMap<number, number>): string {
  const lines = [...offsets.keys()]
    .sort((a, b) => a - b)
    .map((number) => `${number} 1\n${String(offsets.get(number)).padStart(10, "0")} 00000 n \n`);
  return `xref\n0 1\n0000000000 65535 f \n${lines.join("")}`;
}

/** A PDF of one page whose content is given as operators. */
export function pdfFile(content: string, options: PdfOptions = {}): Uint8Array {
  const objects: Record<number, PdfSource> = {
    1: `<</Type/Catalog/Pages 2 0 R${options.catalogue ?? ""}>>`,
    2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: `<</Type/Page/Parent 2 0 R/MediaBox[${options.mediaBox ?? "0 0 595 842"}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>${options.resources ?? ""}>>${options.page ?? ""}>>`,
    4: { dict: "", data: content, ...(options.packed ? { packed: true } : {}) },
    5: font,
    ...options.objects,
  };
  const pieces: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets = new Map<number, number>();
  let at = pieces[0]?.length ?? 0;
  for (const [number, source] of Object.entries(objects)) {
    const piece = writeObject(Number(number), source);
    offsets.set(Number(number), at);
    pieces.push(piece);
    at += piece.length;
  }
  const size = Math.max(...offsets.keys()) + 1;
  pieces.push(
    Buffer.from(
      `${xrefTable(offsets)}trailer\n<</Size ${size}/Root 1 0 R${options.trailer ?? ""}>>\nstartxref\n${at}\n%%EOF\n`,
      "latin1",
    ),
  );
  return new Uint8Array(Buffer.concat(pieces));
}

/** Appends an incremental update (ISO 32000-2, 7.5.6) that replaces, adds or frees objects. */
export function updatePdf(
  original: Uint8Array,
  objects: Readonly<Record<number, PdfSource>>,
  trailer = "",
  freed: readonly number[] = [],
): Uint8Array {
  const before = Buffer.from(original);
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(before.toString("latin1"))?.[1] ?? "0";
  const pieces: Buffer[] = [before];
  const offsets = new Map<number, number>();
  let at = before.length;
  for (const [number, source] of Object.entries(objects)) {
    const piece = writeObject(Number(number), source);
    offsets.set(Number(number), at);
    pieces.push(piece);
    at += piece.length;
  }
  pieces.push(
    Buffer.from(
      `${xrefTable(offsets)}${freed.map((number) => `${number} 1\n0000000000 00001 f \n`).join("")}trailer\n<</Size 60/Root 1 0 R/Prev ${previous}${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
      "latin1",
    ),
  );
  return new Uint8Array(Buffer.concat(pieces));
}
