import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** Documents turned into PDF by LibreOffice and read back by poppler: what a printer would get. */
const run = promisify(execFile);
const fontsConf = fileURLToPath(new URL("../../fixtures/fonts/fonts.conf", import.meta.url));
/** One batch takes some 15 s on an idle machine; a busy one may need many times that. */
export const conversionTimeoutMs = 400_000;
const pointMm = 25.4 / 72;

export interface Line {
  readonly text: string;
  /** Edges and middle in mm from the page's upper left corner. */
  readonly x0: number;
  readonly x1: number;
  readonly middle: number;
}

export interface PageText {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** A horizontal band of ink, in mm. */
export interface Band {
  readonly y0: number;
  readonly y1: number;
  readonly x0: number;
  readonly x1: number;
}

export interface ConvertedDocuments {
  readonly pages: (name: string) => readonly PageText[];
  readonly ink: (
    name: string,
    page: number,
  ) => { readonly red: readonly Band[]; readonly dark: readonly Band[] };
  readonly fonts: (name: string) => string;
  readonly close: () => void;
}

/** Converts many .docx in one LibreOffice run, with a profile of its own and the test fonts. */
export async function convertToPdf(documents: ReadonlyMap<string, Uint8Array>): Promise<ConvertedDocuments> {
  const folder = mkdtempSync(join(tmpdir(), "letters-"));
  const out = join(folder, "pdf");
  mkdirSync(out);
  const files = [...documents].map(([name, bytes]) => {
    const path = join(folder, `${name}.docx`);
    writeFileSync(path, bytes);
    return path;
  });
  await run(
    "soffice",
    [
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      out,
      ...files,
    ],
    { env: { ...process.env, FONTCONFIG_FILE: fontsConf }, timeout: conversionTimeoutMs - 20_000 },
  );
  const pdf = (name: string): string => join(out, `${name}.pdf`);
  const read = new Map<string, readonly PageText[]>();
  return {
    pages: (name) => {
      const known = read.get(name) ?? readPages(pdf(name));
      read.set(name, known);
      return known;
    },
    ink: (name, page) => readInk(pdf(name), page, folder),
    fonts: (name) => execFileSync("pdffonts", [pdf(name)], { encoding: "utf8" }),
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const pagePattern = /<page width="([\d.]+)" height="([\d.]+)"/u;
const wordPattern =
  /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/u;

function readPages(pdf: string): readonly PageText[] {
  const output = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  const pages: { width: number; height: number; words: (Line & { text: string })[] }[] = [];
  for (const row of output.split("\n")) {
    const page = pagePattern.exec(row);
    if (page) pages.push({ width: Number(page[1]) * pointMm, height: Number(page[2]) * pointMm, words: [] });
    const word = wordPattern.exec(row);
    if (!word) continue;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = word.slice(1, 5).map((value) => Number(value) * pointMm);
    pages.at(-1)?.words.push({ text: unescaped(word[5] ?? ""), x0, x1, middle: (y0 + y1) / 2 });
  }
  return pages.map(({ width, height, words }) => ({ width, height, lines: linesOf(words) }));
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&quot;/gu, '"')
    .replace(/&amp;/gu, "&");
}

/** Words whose middles lie within 1.8 mm of each other stand on one line. */
function linesOf(words: readonly Line[]): readonly Line[] {
  const rows: Line[][] = [];
  for (const word of words) {
    const row = rows.find((one) => Math.abs((one[0]?.middle ?? 0) - word.middle) < 1.8);
    if (row) row.push(word);
    else rows.push([word]);
  }
  return rows
    .map((row) => row.sort((a, b) => a.x0 - b.x0))
    .map((row) => ({
      text: row.map((word) => word.text).join(""),
      x0: Math.min(...row.map((word) => word.x0)),
      x1: Math.max(...row.map((word) => word.x1)),
      middle: row[0]?.middle ?? 0,
    }))
    .sort((a, b) => a.middle - b.middle);
}

const dpi = 300;

function readInk(pdf: string, page: number, folder: string): { red: readonly Band[]; dark: readonly Band[] } {
  const root = join(folder, "ink");
  execFileSync("pdftoppm", ["-r", String(dpi), "-f", String(page), "-l", String(page), pdf, root]);
  const file = readdirSync(folder).find((name) => name.startsWith("ink") && name.endsWith(".ppm"));
  if (!file) throw new Error("no page image");
  const image = readFileSync(join(folder, file));
  rmSync(join(folder, file));
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/u.exec(image.subarray(0, 40).toString("latin1"));
  if (!head) throw new Error("no binary pixmap");
  const width = Number(head[1]);
  const height = Number(head[2]);
  const isInk = (y: number, x: number, red: boolean): boolean => {
    const at = head[0].length + (y * width + x) * 3;
    return (image[at + 1] ?? 255) < 140 && (image[at] ?? 0) > 180 === red;
  };
  const bands = (red: boolean): readonly Band[] => {
    const found: Band[] = [];
    let open: { y0: number; x0: number; x1: number } | undefined;
    for (let y = 0; y <= height; y += 1) {
      let first = -1;
      let last = -1;
      for (let x = y < height ? 0 : width; x < width; x += 1) {
        if (!isInk(y, x, red)) continue;
        if (first < 0) first = x;
        last = x + 1;
      }
      if (first >= 0) {
        open = open
          ? { y0: open.y0, x0: Math.min(open.x0, first), x1: Math.max(open.x1, last) }
          : { y0: y, x0: first, x1: last };
      } else if (open) {
        const k = 25.4 / dpi;
        found.push({ y0: open.y0 * k, y1: y * k, x0: open.x0 * k, x1: open.x1 * k });
        open = undefined;
      }
    }
    return found;
  };
  return { red: bands(true), dark: bands(false) };
}
