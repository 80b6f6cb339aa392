import {
  describeUnits,
  linesLeftOut,
  type ExtractUnit,
  type SourceUnit,
} from "../../../../shared/domain/application/consultation-extract.ts";
import {
  blockText,
  type Block,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { OpcPackage } from "../containers/opc-package.ts";
import { openZip } from "../containers/zip-archive.ts";
import { mediaTypeOf } from "../media-types.ts";
import { readDocument } from "../read-document.ts";
import type { FileKind, FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { settle } from "../reading/settle.ts";
import { decodeText } from "../text/text-encoding.ts";
import { cleanPdf, type CleanPdfRefusal } from "./clean-pdf.ts";
import { proveCopy, type CopyCheck } from "./prove-copy.ts";
import { copyAdvice, type ReleaseRefusal } from "./release-copy.ts";
import { stripImage } from "./strip-image.ts";
import { masked, readVisibleSheets } from "./visible-sheets.ts";
import { findWithheld, foldText, maskDocument, maskText, type Withheld } from "./withheld.ts";
import { writeDocx } from "./write-docx.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** What a source can be divided into, to choose from. */
export interface SourceOutline {
  readonly unit: ExtractUnit;
  readonly units: readonly SourceUnit[];
}

/** The chosen parts alone, as new bytes, with the proof that nothing else is in them. */
export interface FileExtract {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  /** Which parts of how many, in the user's words. */
  readonly pages: string;
  readonly text: string;
  readonly checks: readonly { readonly ok: boolean; readonly detail: string }[];
  readonly reading: FileReading;
}

const fold = (text: string): string => foldText(text).text;

/** The rows of a document: its blocks, a table row by row. */
function rowsOf(
  document: StructuredDocument,
): readonly { readonly block: number; readonly row?: number; readonly text: string }[] {
  return document.content.flatMap((block, index) =>
    block.type === "table"
      ? block.content.map((row, at) => ({
          block: index,
          row: at,
          text: row.content.map((cell) => cell.content.map(blockText).join("\n")).join("\t"),
        }))
      : blockText(block).trim() === ""
        ? []
        : [{ block: index, text: blockText(block) }],
  );
}

function outlineOf(bytes: Uint8Array, reading: FileReading, limits: ReadLimits): SourceOutline | undefined {
  const numbered = (rows: readonly { where: string; text: string }[]) =>
    rows.map((row, index) => ({ number: index + 1, ...row }));
  switch (reading.kind) {
    case "pdf": {
      const pages = Array.from({ length: reading.pages ?? 0 }, (_unused, index) => `第${index + 1}页`);
      const texts = new Map(
        reading.parts.filter((part) => !part.hidden).map((part) => [part.where, part.text]),
      );
      return {
        unit: "page",
        units: numbered(pages.map((where) => ({ where, text: texts.get(where) ?? "" }))),
      };
    }
    case "docx":
    case "html":
      if (!reading.document) return undefined;
      return {
        unit: "passage",
        units: numbered(
          rowsOf(reading.document).map(({ text }, index) => ({ where: `第${index + 1}段`, text })),
        ),
      };
    case "xlsx": {
      const units = sheetsOf(bytes, limits).flatMap((sheet) =>
        sheet.rows.map((cells, index) => ({
          where: `工作表“${sheet.name}”第${index + 1}行`,
          text: cells.map((cell) => cell.text).join("\t"),
        })),
      );
      return { unit: "row", units: numbered(units) };
    }
    case "text":
    case "csv":
    case "markdown":
      return {
        unit: "row",
        units: numbered(
          decodeText(bytes)
            .text.split(/\r\n|\r|\n/u)
            .map((text, index) => ({ where: `第${index + 1}行`, text })),
        ),
      };
    case "image":
      return { unit: "page", units: [{ number: 1, where: "第1页", text: "" }] };
    default:
      return undefined;
  }
}

function sheetsOf(bytes: Uint8Array, limits: ReadLimits) {
  const budget = new ReadBudget(limits);
  return readVisibleSheets(new OpcPackage(openZip(bytes, budget), budget));
}

function documentOf(document: StructuredDocument, chosen: ReadonlySet<number>): StructuredDocument {
  const rows = rowsOf(document);
  const content: Block[] = [];
  document.content.forEach((block, index) => {
    const own = rows.flatMap((row, at) => (row.block === index && chosen.has(at + 1) ? [row] : []));
    if (own.length === 0) return;
    if (block.type !== "table") content.push(block);
    else {
      const kept = new Set(own.map((row) => row.row));
      content.push({
        type: "table",
        // A cell that reached down into rows that are left out reaches no further.
        content: block.content
          .filter((_row, at) => kept.has(at))
          .map((row) => ({
            ...row,
            content: row.content.map((cell) => {
              const { rowspan: _reach, ...attrs } = cell.attrs ?? {};
              const { attrs: _attrs, ...bare } = cell;
              return Object.keys(attrs).length > 0 ? { ...bare, attrs } : bare;
            }),
          })),
      });
    }
  });
  return { schemaVersion: 1, type: "doc", content };
}

type Draft =
  | { readonly bytes: Uint8Array; readonly extension: string | undefined }
  | { readonly advice: string };

/** Nobody decides about the pictures of an extract one by one. */
const pictureAdvice: Partial<Record<CleanPdfRefusal, string>> = {
  "withheld-in-scan": "须遮盖的内容在扫描图像中，不能自动遮盖，请在原件上遮盖后重新扫描。",
  "covered-picture": "图片上盖有色块，色块下的画面仍在文件中。请在图片中去除后重新制作。",
};

function draftExtract(
  bytes: Uint8Array,
  reading: FileReading,
  outline: SourceOutline,
  chosen: ReadonlySet<number>,
  withheld: readonly Withheld[],
  limits: ReadLimits,
): Draft {
  switch (reading.kind) {
    case "pdf": {
      const cleaned = cleanPdf(bytes, withheld, new ReadBudget(limits), (index) => chosen.has(index + 1));
      return "refusal" in cleaned
        ? { advice: pictureAdvice[cleaned.refusal] ?? copyAdvice(cleaned.refusal) }
        : { bytes: cleaned.bytes, extension: "pdf" };
    }
    case "docx":
    case "html": {
      if (!reading.document) return { advice: copyAdvice(reading.kind) };
      const kept = documentOf(reading.document, chosen);
      return { bytes: writeDocx(maskDocument(kept, withheld)), extension: "docx" };
    }
    case "xlsx": {
      let number = 0;
      const sheets = sheetsOf(bytes, limits).map((sheet) => {
        const rows = sheet.rows.filter(() => {
          number += 1;
          return chosen.has(number);
        });
        return {
          name: maskText(sheet.name, withheld).slice(0, 31),
          merges: [],
          ...(sheet.widths ? { widths: sheet.widths } : {}),
          rows: rows.map((cells) =>
            cells.map((cell) => {
              const text = maskText(cell.text, withheld);
              return text === cell.text ? cell : masked(cell, text);
            }),
          ),
        };
      });
      return { bytes: writeXlsx(sheets.filter((sheet) => sheet.rows.length > 0)), extension: "xlsx" };
    }
    case "text":
    case "csv":
    case "markdown": {
      const lines = outline.units.filter(({ number }) => chosen.has(number)).map(({ text }) => text);
      return {
        bytes: new TextEncoder().encode(`${maskText(lines.join("\n"), withheld)}\n`),
        extension: undefined,
      };
    }
    case "image": {
      const stripped = stripImage(bytes);
      return stripped ? { bytes: stripped, extension: undefined } : { advice: copyAdvice("image") };
    }
    default:
      return { advice: copyAdvice(reading.kind) };
  }
}

/** How the file can be divided, or why it cannot be read or has no parts. */
export async function outlineFile(
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<SourceOutline, ReleaseRefusal>> {
  const read = await readDocument(bytes, name, limits);
  if (!read.ok) return err({ type: "unreadable", refusal: read.error });
  const outlined = await settle(() => Promise.resolve(outlineOf(bytes, read.value, limits)));
  if (!outlined.ok) return err({ type: "unreadable", refusal: outlined.error });
  return outlined.value && outlined.value.units.length > 0
    ? ok(outlined.value)
    : noExtract(read.value.kind, copyAdvice(read.value.kind));
}

const noExtract = (kind: FileKind, message: string): Result<never, ReleaseRefusal> =>
  err({ type: "no-clean-copy", kind, message });

/** So many of the lines left out are also looked for in the raw bytes; in the text that is read, all are. */
const searchedInBytes = 200;

/**
 * Makes a file of the chosen parts alone (条例32: a third party is asked about what concerns it, nothing else), reads
 * it again by the readers that read the source, and looks for every line that was left out (V9).
 */
export async function extractFile(
  bytes: Uint8Array,
  name: string,
  chosenNumbers: readonly number[],
  withheld: readonly Withheld[],
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<FileExtract, ReleaseRefusal>> {
  const read = await readDocument(bytes, name, limits);
  if (!read.ok) return err({ type: "unreadable", refusal: read.error });
  const chosen = new Set(chosenNumbers);
  const made = await settle(() => {
    const outline = outlineOf(bytes, read.value, limits);
    const draft = outline
      ? draftExtract(bytes, read.value, outline, chosen, withheld, limits)
      : { advice: copyAdvice(read.value.kind) };
    return Promise.resolve({ outline, draft });
  });
  if (!made.ok) return err({ type: "unreadable", refusal: made.error });
  const { outline, draft } = made.value;
  if (outline && chosenNumbers.some((number) => number > outline.units.length))
    return noExtract(read.value.kind, "选的页码超出了文件的范围，请重新选择。");
  if (!outline || "advice" in draft)
    return noExtract(read.value.kind, "advice" in draft ? draft.advice : copyAdvice(read.value.kind));
  // The name of the source may say what is left out; the copy has its own.
  const fileName = `拟公开内容摘录.${draft.extension ?? name.split(".").at(-1) ?? "txt"}`;
  const leftOut = linesLeftOut(outline.units, chosen, fold);
  const step = Math.max(1, Math.ceil(leftOut.length / searchedInBytes));
  const sample = leftOut.filter((_line, index) => index % step === 0);
  const { checks, reading } = await proveCopy(
    draft.bytes,
    fileName,
    [...withheld, ...sample.map((value) => ({ type: "LEFT_OUT", value }))],
    limits,
  );
  const text = reading ? reading.parts.map((part) => part.text).join("\n") : "";
  const proof: readonly CopyCheck[] = reading
    ? [...checks, ...chosenOnly(outline, chosen, withheld, leftOut, reading, text)]
    : checks;
  if (!reading || proof.some((check) => !check.ok)) return err({ type: "not-proved", checks: proof });
  return ok({
    bytes: draft.bytes,
    fileName,
    mediaType: mediaTypeOf(reading.kind, draft.bytes),
    pages: describeUnits(chosenNumbers, outline.unit, outline.units.length),
    text,
    checks: proof.map(({ ok: passed, detail }) => ({ ok: passed, detail })),
    reading,
  });
}

/** The text of the copy is the text of the chosen parts, and no line of the others is in it. */
function chosenOnly(
  outline: SourceOutline,
  chosen: ReadonlySet<number>,
  withheld: readonly Withheld[],
  leftOut: readonly string[],
  reading: FileReading,
  text: string,
): readonly CopyCheck[] {
  const kept = outline.units.filter(({ number }) => chosen.has(number));
  const folded = fold(text);
  const left = leftOut.filter((line) => folded.includes(fold(line))).length;
  const wanted = kept.map((unit) => unit.text).join("\n");
  const whole =
    findWithheld(wanted, withheld).length > 0 || kept.every((unit) => folded.includes(fold(unit.text)));
  const pages = outline.unit !== "page" || reading.kind !== "pdf" || reading.pages === chosen.size;
  return [
    {
      id: "withheld-absent",
      ok: left === 0,
      detail: left === 0 ? `未选部分的${leftOut.length}行文字均未出现` : `未选部分有${left}行文字仍然出现`,
    },
    { id: "readable", ok: whole && pages, detail: whole && pages ? "所选部分齐全" : "所选部分不齐全" },
  ];
}
