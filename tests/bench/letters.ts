/**
 * How fast letters become .docx, beside two others in the same run: docxtemplater filling the same letter from a .docx
 * template, and LibreOffice turning the same text into .docx (one start for the whole batch, so that its start-up is
 * shared). Ratios are the measure. Aim: at least 5 × LibreOffice, no slower than docxtemplater.
 *   node tests/bench/letters.ts [letters per round] [rounds]
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

import { renderLetterDocx } from "../../electron/core/documents/letter-docx/render-letter-docx.ts";
import { composeLetter } from "../../shared/domain/letters/compose-letter.ts";
import type { LetterFields } from "../../shared/domain/letters/field-values.ts";
import { letterText } from "../../shared/domain/letters/letter-model.ts";
import { sampleFields } from "../../shared/domain/letters/sample-fields.ts";
import { letterTemplates } from "../../shared/domain/letters/templates/letter-templates.ts";

const perRound = Number(process.argv[2] ?? 60);
const rounds = Number(process.argv[3] ?? 7);
const id = "refusal-third-party";
const varied = ["addressee", "requestedInformation", "consultationStatement", "docNumber"] as const;

function fieldsOfLetter(index: number): LetterFields {
  return {
    ...sampleFields(id),
    addressee: `申请人${index}`,
    requestedInformation: `和平街老旧小区改造项目第${index}标段的设计合同`,
    docNumber: `云建公开不〔2026〕${index + 1}号`,
  };
}

const model = (index: number) =>
  composeLetter(letterTemplates[id], fieldsOfLetter(index), { templates: letterTemplates });

/** The same letter as a docxtemplater template: our own file with tags where the fields stand. */
async function templateFile(): Promise<Uint8Array> {
  const tagged = Object.fromEntries(varied.map((name) => [name, `{${name}}`]));
  return renderLetterDocx(
    composeLetter(letterTemplates[id], { ...sampleFields(id), ...tagged }, { templates: letterTemplates }),
  );
}

const folder = mkdtempSync(join(tmpdir(), "bench-letters-"));

function libreOffice(from: number): void {
  const texts = Array.from({ length: perRound }, (_, index) => {
    const path = join(folder, `letter-${from + index}.txt`);
    writeFileSync(path, `\uFEFF${letterText(model(from + index))}`);
    return path;
  });
  const out = join(folder, "out");
  mkdirSync(out, { recursive: true });
  execFileSync(
    "soffice",
    [
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
      "--headless",
      "--convert-to",
      "docx:Office Open XML Text",
      "--outdir",
      out,
      ...texts,
    ],
    { stdio: "ignore" },
  );
}

async function timed(act: () => unknown): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function ours(from: number): Promise<void> {
  for (let index = 0; index < perRound; index += 1) await renderLetterDocx(model(from + index));
}

const template = await templateFile();

function docxtemplater(from: number): void {
  for (let index = 0; index < perRound; index += 1) {
    const fields = fieldsOfLetter(from + index);
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    document.render(Object.fromEntries(varied.map((name) => [name, fields[name]])));
    document.getZip().generate({ type: "uint8array", compression: "DEFLATE" });
  }
}

function hasLibreOffice(): boolean {
  try {
    execFileSync("soffice", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const office = hasLibreOffice();
await ours(0);
docxtemplater(0);
if (office) libreOffice(0);

const times: Record<"ours" | "docxtemplater" | "libreOffice", number[]> = {
  ours: [],
  docxtemplater: [],
  libreOffice: [],
};
for (let round = 1; round <= rounds; round += 1) {
  const from = round * perRound;
  times.ours.push(await timed(() => ours(from)));
  times.docxtemplater.push(await timed(() => docxtemplater(from)));
  // Two rounds tell its order of size; each is many times longer than the others.
  if (office && round <= 2) times.libreOffice.push(await timed(() => libreOffice(from)));
}
rmSync(folder, { recursive: true, force: true });

const perLetter = (name: keyof typeof times): number => median(times[name]) / perRound;
const line = (name: string, ms: number): void => {
  process.stdout.write(
    `${name.padEnd(38)} ${ms.toFixed(2).padStart(8)} ms a letter  ${(1000 / ms).toFixed(0).padStart(5)} a second\n`,
  );
};
process.stdout.write(`${perRound} letters a round, ${rounds} rounds, medians\n`);
line("facts to .docx (this program)", perLetter("ours"));
line("docxtemplater, same letter", perLetter("docxtemplater"));
if (office) line("LibreOffice, same text, one start a batch", perLetter("libreOffice"));
const ratios = [
  `${(perLetter("docxtemplater") / perLetter("ours")).toFixed(2)} × docxtemplater`,
  office
    ? `${(perLetter("libreOffice") / perLetter("ours")).toFixed(1)} × LibreOffice`
    : "LibreOffice is not installed",
];
process.stdout.write(`speed: ${ratios.join(", ")}\n`);
