import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Folders with the character maps of pdfjs; set by a bundle that carries them elsewhere. */
function assetFolder(name: string): string {
  const configured = process.env["DISCLOSURE_PDF_ASSETS"];
  const base = configured ?? dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  return `${pathToFileURL(join(base, name)).href}/`;
}

/**
 * Text of single pages by pdfjs, for fonts that tell their characters only inside their own program: it reads
 * embedded font files, which the reader here does not. Pages it cannot read are left out.
 */
export async function readTextWithPdfjs(
  bytes: Uint8Array,
  pages: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const texts = new Map<number, string>();
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: assetFolder("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: assetFolder("standard_fonts"),
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
      if (text.trim() !== "") texts.set(number, text);
    }
  } catch {
    // A second opinion only: what the first reader found stands, and its unknown glyphs stay unknown.
    return texts;
  } finally {
    await task.destroy();
  }
  return texts;
}
