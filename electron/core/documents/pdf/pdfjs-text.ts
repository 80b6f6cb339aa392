import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { oddCharacterShare } from "../text/text-encoding.ts";

/**
 * Folder with the character maps and standard fonts of pdfjs: the package's own from the sources, the one a build
 * carries along otherwise. Without it only fonts that are embedded are read.
 */
function assetFolder(): string | undefined {
  const configured = process.env["DISCLOSURE_PDF_ASSETS"];
  if (configured !== undefined && existsSync(configured)) return configured;
  try {
    return dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  } catch {
    return undefined;
  }
}

function noMatrix(): void {
  // Made with `new`, never used.
}

const asUrl = (folder: string, name: string): string => `${pathToFileURL(join(folder, name)).href}/`;

/**
 * Text of single pages by pdfjs, for fonts that tell their characters only inside their own program: it reads
 * embedded font files, which the reader here does not. Pages it cannot read are left out.
 */
export async function readTextWithPdfjs(
  bytes: Uint8Array,
  pages: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const texts = new Map<number, string>();
  const scope = globalThis as { pdfjsWorker?: unknown; DOMMatrix?: unknown };
  // Its drawing half wants a browser's matrix as soon as it is loaded; reading text never draws.
  scope.DOMMatrix ??= noMatrix;
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  // Found here, the worker's code runs in this thread, which is a worker of ours already; a bundle has no second file.
  scope.pdfjsWorker ??= await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
  const assets = assetFolder();
  const task = pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    ...(assets === undefined
      ? {}
      : {
          cMapUrl: asUrl(assets, "cmaps"),
          cMapPacked: true,
          standardFontDataUrl: asUrl(assets, "standard_fonts"),
        }),
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    for (const number of pages) {
      const content = await (await document.getPage(number)).getTextContent();
      const text = content.items
        .map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""))
        .join("");
      // Codes that are no characters come out as control characters; such a page stays unread.
      if (text.trim() !== "" && oddCharacterShare(text) < 0.05) texts.set(number, text);
    }
  } catch {
    // A second opinion only: what the first reader found stands, and its unknown glyphs stay unknown.
    return texts;
  } finally {
    await task.destroy();
  }
  return texts;
}
