import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { renderEnvelopesDocx } from "../documents/letter-docx/envelopes.ts";
import { renderPrintJobDocx } from "../documents/letter-docx/print-job.ts";
import { renderLetterDocx } from "../documents/letter-docx/render-letter-docx.ts";
import type { LetterDesk } from "../services/work.ts";

const run = promisify(execFile);

/** Where LibreOffice is usually installed; the office PC may have none, then only .docx is offered. */
const converters = [
  "/usr/bin/soffice",
  "/usr/local/bin/soffice",
  "/opt/libreoffice/program/soffice",
  "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
];
const convertTimeoutMs = 60_000;

/** Draws letters as .docx in this process and converts to PDF in LibreOffice's own, in a private folder that is removed. */
export function createLetterDesk(): LetterDesk {
  const desk: LetterDesk = {
    docx: (model) => renderLetterDocx(model),
    envelopes: (envelopes) => renderEnvelopesDocx(envelopes),
    printJob: (letters) => renderPrintJobDocx(letters),
    pages: async (model) => await desk.pdf(await renderLetterDocx(model, { forPages: true })),
    pdf: async (docx) => {
      const converter = converters.find((path) => existsSync(path));
      if (!converter) return undefined;
      // An unpublished letter lies here for the seconds of the conversion, readable by this account alone, and is removed.
      const folder = await mkdtemp(join(tmpdir(), "letter-"));
      try {
        await writeFile(join(folder, "letter.docx"), docx, { mode: 0o600 });
        await run(
          converter,
          [
            `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            join(folder, "letter.docx"),
          ],
          { timeout: convertTimeoutMs },
        );
        return new Uint8Array(await readFile(join(folder, "letter.pdf")));
      } catch {
        // The converter is not ours: when it fails, the .docx is still there and the person is told PDF is not available.
        return undefined;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
  return desk;
}
