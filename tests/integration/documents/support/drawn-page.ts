import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of a pixel, from the upper left corner. */
  readonly at: (x: number, y: number) => readonly number[];
}

function readPpm(data: Buffer): DrawnPage {
  const [head = "", width, height] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/u.exec(data.toString("latin1", 0, 60)) ?? [];
  return {
    width: Number(width),
    height: Number(height),
    at: (x, y) => [...data.subarray(head.length + (y * Number(width) + x) * 3).subarray(0, 3)],
  };
}

/** A picture of bits, one a black pixel. */
function readPbm(data: Buffer): DrawnPage {
  const [head = "", width, height] = /^P4\s+(\d+)\s+(\d+)\s/u.exec(data.toString("latin1", 0, 60)) ?? [];
  const rowBytes = (Number(width) + 7) >> 3;
  return {
    width: Number(width),
    height: Number(height),
    at: (x, y) => {
      const byte = data[head.length + y * rowBytes + (x >> 3)] ?? 0;
      const value = (byte >> (7 - (x & 7))) & 1 ? 0 : 255;
      return [value, value, value];
    },
  };
}

const readers: Readonly<Record<string, (data: Buffer) => DrawnPage>> = { P4: readPbm, P6: readPpm };

/** What a program of poppler writes about a PDF into a folder of its own. */
function written(bytes: Uint8Array, program: string, ...options: readonly string[]): readonly Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), "drawn-"));
  try {
    writeFileSync(join(folder, "file.pdf"), bytes);
    execFileSync(program, [...options, join(folder, "file.pdf"), join(folder, "out")], { stdio: "pipe" });
    return readdirSync(folder)
      .filter((name) => name.startsWith("out"))
      .toSorted()
      .map((name) => readFileSync(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The pages of a PDF as poppler draws them, a pixel a point. */
export const drawnPages = (bytes: Uint8Array): readonly DrawnPage[] =>
  written(bytes, "pdftoppm", "-r", "72").map(readPpm);

/** The pictures in a PDF as poppler takes them out, soft masks left aside. */
export const drawnPictures = (bytes: Uint8Array): readonly DrawnPage[] =>
  written(bytes, "pdfimages").flatMap((data) => readers[data.toString("latin1", 0, 2)]?.(data) ?? []);
