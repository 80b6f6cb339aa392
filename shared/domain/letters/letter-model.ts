import { assertNever } from "../../kernel/result.ts";
import type { FieldName } from "./field-dictionary.ts";
import type { LetterId } from "./letter-id.ts";
import type { ReliefDecision } from "./relief.ts";

/**
 * What a letter is before it is drawn. The screen and the .docx writer both draw this model, so block ids are
 * stable: the same template version gives the same ids whatever the fields hold.
 */
export interface LetterModel {
  readonly templateId: LetterId | "free-document";
  readonly templateVersion: string;
  /** The name of the document kind, as lists show it. */
  readonly name: string;
  readonly format: LetterFormat;
  /** 发文机关标志 (信函格式, 文件格式), or the organ named on a sheet. */
  readonly organHead: readonly InlineRun[];
  /** What stands where a 密级 would (7.2.2; 10.1): an internal mark such as 工作秘密, never a level with ★. */
  readonly mark?: string;
  /** 发文字号; absent where the document carries none. */
  readonly number?: readonly InlineRun[];
  /** 签发人 of an 上行文 (7.2.6); then the 发文字号 stands left on the same line. */
  readonly signer?: string;
  readonly title: readonly InlineRun[];
  /** 主送机关 or the person written to, without the colon. */
  readonly addressee?: readonly InlineRun[];
  readonly blocks: readonly LetterBlock[];
  readonly signOff?: SignOff;
  /** Documents bound behind the letter that we write ourselves; copies handed over are only named in the note. */
  readonly attachments: readonly LetterAttachment[];
  /** 附注, in round brackets under the date. */
  readonly annotation?: string;
  /** 版记; only 文件格式 prints the issuing line. */
  readonly colophon?: Colophon;
  readonly relief: ReliefDecision;
  /** Mandatory fields that are still empty, in reading order. */
  readonly missing: readonly FieldName[];
  /** Statutory clauses somebody unlocked: the legal reader must see them. */
  readonly unlockedClauses: readonly string[];
}

/** 信函格式, 文件格式, 纪要格式 (GB/T 9704-2012, 10.1, 7, 10.3), a bordered sheet, or a page without any red head. */
export type LetterFormat = "letter" | "document" | "minutes" | "sheet" | "plain";

export interface TextRun {
  readonly kind: "text";
  readonly text: string;
}

/** A value from the case. A missing one carries its label as text and is drawn as a visible gap. */
export interface FieldRun {
  readonly kind: "field";
  readonly name: FieldName;
  readonly label: string;
  readonly text: string;
  readonly missing: boolean;
}

export type InlineRun = TextRun | FieldRun;

/** Text the law fixes. It is locked; the article stands beside it on the screen. */
export interface StatutoryRun {
  readonly kind: "statutory";
  readonly clauseId: string;
  readonly articles: readonly string[];
  readonly runs: readonly InlineRun[];
  /** Set when somebody replaced the text; the reason is for the legal reader. */
  readonly unlocked?: { readonly reason: string };
}

export type LetterRun = InlineRun | StatutoryRun;

export interface ParagraphBlock {
  readonly kind: "paragraph";
  readonly id: string;
  readonly runs: readonly LetterRun[];
  /** "firstLine" is 左空二字; "none" is flush left. */
  readonly indent: "firstLine" | "none";
  /** A heading level of 7.3.3 (一、 → （一） → 1. → （1）) sets the font; absent in ordinary text. */
  readonly level?: 1 | 2 | 3 | 4;
  /** A relief paragraph is also a statutory block of its own. */
  readonly role?: "relief" | "closing" | "contact";
}

/** Numbered items; the numbers are typed, never made by the word processor's list numbering. */
export interface ListBlock {
  readonly kind: "list";
  readonly id: string;
  readonly field: FieldName;
  readonly items: readonly (readonly InlineRun[])[];
}

export interface TableCell {
  readonly role: "label" | "value";
  /** Each inner array is one paragraph of the cell. */
  readonly paragraphs: readonly (readonly LetterRun[])[];
  /** Columns this cell spans. */
  readonly span: number;
  readonly align?: "start" | "centre" | "end";
}

export interface TableRow {
  readonly cells: readonly TableCell[];
  /** Least height in lines of the sheet's text. */
  readonly lines: number;
}

export interface TableBlock {
  readonly kind: "table";
  readonly id: string;
  /** Relative column widths; a row's spans add up to their number. */
  readonly columns: readonly number[];
  readonly rows: readonly TableRow[];
}

/** 附件说明 (GB/T 9704-2012, 7.3.4): names without final punctuation. */
export interface AttachmentNoteBlock {
  readonly kind: "attachmentNote";
  readonly id: string;
  readonly names: readonly (readonly InlineRun[])[];
}

export type LetterBlock = ParagraphBlock | ListBlock | TableBlock | AttachmentNoteBlock;

/** 落款: organ, 成文日期 and the seal's place. */
export interface SignOff {
  readonly organ: readonly InlineRun[];
  readonly date: readonly InlineRun[];
  readonly sealed: boolean;
}

export interface LetterAttachment {
  readonly title: string;
  readonly blocks: readonly LetterBlock[];
}

export interface Colophon {
  readonly copyTo?: string;
  readonly issuedBy?: string;
  /** 印发日期, already in official form. */
  readonly issuedOn?: string;
}

function inlineText(runs: readonly InlineRun[]): string {
  return runs.map((run) => run.text).join("");
}

/** The plain text of runs; a missing field reads 【label】, as on the page. */
export function runsText(runs: readonly LetterRun[]): string {
  return runs.map((run) => (run.kind === "statutory" ? inlineText(run.runs) : run.text)).join("");
}

/** The lines a block prints, in reading order. */
export function blockLines(block: LetterBlock): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return [runsText(block.runs)];
    case "list":
      return block.items.map(inlineText);
    case "table":
      return block.rows.flatMap((row) =>
        row.cells.flatMap((cell) => cell.paragraphs.map((runs) => runsText(runs))),
      );
    case "attachmentNote":
      return block.names.map(inlineText);
    default:
      return assertNever(block);
  }
}

/** The whole letter as plain text, one line a paragraph: for digests, checks, search and copying. */
export function letterText(model: LetterModel): string {
  const lines: string[] = [];
  if (model.format !== "sheet") lines.push(inlineText(model.organHead));
  lines.push(inlineText(model.title));
  if (model.mark) lines.push(model.mark);
  if (model.number) lines.push(inlineText(model.number));
  if (model.addressee) lines.push(`${inlineText(model.addressee)}：`);
  for (const block of model.blocks) {
    const own = blockLines(block);
    if (block.kind === "attachmentNote") {
      const numbered = own.length > 1 ? own.map((line, index) => `${index + 1}.${line}`) : own;
      lines.push(...numbered.map((line, index) => (index === 0 ? `附件：${line}` : line)));
    } else lines.push(...own);
  }
  if (model.signOff) lines.push(inlineText(model.signOff.organ), inlineText(model.signOff.date));
  if (model.annotation) lines.push(model.annotation);
  for (const attachment of model.attachments) {
    lines.push(attachment.title, ...attachment.blocks.flatMap(blockLines));
  }
  return lines.join("\n");
}

/** Every run of the letter with the block it stands in: head, number, title, addressee and sign-off included. */
export function eachRun(model: LetterModel): { readonly blockId: string; readonly run: LetterRun }[] {
  const found: { blockId: string; run: LetterRun }[] = [];
  const add = (blockId: string, runs: readonly LetterRun[] | undefined): void => {
    for (const run of runs ?? []) found.push({ blockId, run });
  };
  const addBlock = (block: LetterBlock): void => {
    if (block.kind === "paragraph") add(block.id, block.runs);
    else if (block.kind === "list") for (const item of block.items) add(block.id, item);
    else if (block.kind === "attachmentNote") for (const name of block.names) add(block.id, name);
    else
      for (const row of block.rows)
        for (const cell of row.cells) for (const runs of cell.paragraphs) add(block.id, runs);
  };
  add("head", model.organHead);
  add("title", model.title);
  add("number", model.number);
  add("addressee", model.addressee);
  model.blocks.forEach(addBlock);
  add("sign-off", model.signOff?.organ);
  add("sign-off", model.signOff?.date);
  for (const attachment of model.attachments) attachment.blocks.forEach(addBlock);
  return found;
}
