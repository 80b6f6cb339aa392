/**
 * How fast files are read, beside the least any reader must do with the same bytes in the same run: unpack and parse
 * (Office files), or what pdfjs needs for the plain text (PDF). Ratios are the measure; times only show the order of
 * size. The development set is screened as a whole, text engine included.
 *   node tests/bench/screen-files.ts [rounds]
 */
import { readdirSync, readFileSync } from "node:fs";

import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

import { visitXml } from "../../electron/core/documents/containers/xml-reader.ts";
import { openZip } from "../../electron/core/documents/containers/zip-archive.ts";
import { readDocument } from "../../electron/core/documents/read-document.ts";
import { ReadBudget } from "../../electron/core/documents/reading/read-budget.ts";
import { defaultReadLimits } from "../../electron/core/documents/reading/read-limits.ts";
import { screenFile } from "../../electron/core/documents/screen-file.ts";
import {
  docxFile,
  paragraph,
  pptxFile,
  rows,
  shape,
  xlsxFile,
} from "../integration/documents/corpus/office-files.ts";
import { pdfFile, showText } from "../integration/documents/corpus/pdf-files.ts";

const rounds = Number(process.argv[2] ?? 5);
const sentence = "为规范政府信息公开工作，提高透明度，结合本县实际，现将有关事项公告如下。";

const large: readonly (readonly [string, Uint8Array])[] = [
  ["docx, 20 000 paragraphs", docxFile(paragraph(sentence).repeat(20_000))],
  [
    "xlsx, 20 000 rows of 5",
    xlsxFile([
      {
        name: "名单",
        xml: rows(
          Array.from({ length: 20_000 }, (_, index) => [
            `甲${index}`,
            "临水县城区街道",
            String(index),
            "300",
            "备注",
          ]),
        ),
      },
    ]),
  ],
  ["pptx, 200 slides", pptxFile(Array.from({ length: 200 }, () => ({ shapes: shape(sentence).repeat(10) })))],
  [
    "pdf, 5 000 lines",
    pdfFile(
      Array.from({ length: 5_000 }, (_, index) => showText(sentence, 72, 60 + (index % 70) * 10)).join(""),
      { packed: true },
    ),
  ],
];

function unpackAndParse(bytes: Uint8Array): void {
  const budget = new ReadBudget(defaultReadLimits);
  const archive = openZip(bytes, budget);
  for (const entry of archive.entries)
    visitXml(archive.read(entry), budget, { open() {}, text() {}, close() {} });
}

async function plainPdfText(bytes: Uint8Array): Promise<void> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  });
  const document = await task.promise;
  for (let page = 1; page <= document.numPages; page += 1)
    await (await document.getPage(page)).getTextContent();
  await task.destroy();
}

async function bestOf(run: () => Promise<unknown> | void): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await run();
    best = Math.min(best, performance.now() - startedAt);
  }
  return best;
}

for (const [name, bytes] of large) {
  const least = await bestOf(() => (name.startsWith("pdf") ? plainPdfText(bytes) : unpackAndParse(bytes)));
  const full = await bestOf(() => readDocument(bytes, name));
  const base = name.startsWith("pdf") ? "pdfjs text" : "unzip + parse";
  console.log(
    `${name.padEnd(26)} read ${full.toFixed(0).padStart(6)} ms   ${(full / least).toFixed(2).padStart(5)} x ${base}`,
  );
}

const dev = new URL("../fixtures/documents/dev/", import.meta.url);
const files = readdirSync(dev).map(
  (name) => [name, new Uint8Array(readFileSync(new URL(name, dev)))] as const,
);
const total = await bestOf(async () => {
  for (const [name, bytes] of files) await screenFile(bytes, name);
});
console.log(
  `development set            screen ${total.toFixed(0)} ms for ${files.length} files, ${(total / files.length).toFixed(1)} ms a file`,
);
console.log(`memory                     ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB resident`);
