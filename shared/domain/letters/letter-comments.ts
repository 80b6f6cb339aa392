import { assertNever } from "../../kernel/result.ts";
import { isFieldName, type FieldName } from "./field-dictionary.ts";
import type { InlineRun, LetterBlock, LetterModel, LetterRun } from "./letter-model.ts";
import { runsText } from "./letter-model.ts";

/** A passage of the page that a comment can be about: a paragraph, an item of a list, a sheet, the title. */
export interface LetterPassage {
  /** The id the page gives it. */
  readonly blockId: string;
  readonly text: string;
  readonly fields: readonly { readonly name: FieldName; readonly label: string; readonly text: string }[];
}

/** What a comment is about: a passage, perhaps one field of it, and the words that stood there. */
export interface CommentAnchor {
  readonly blockId: string;
  readonly field?: FieldName | undefined;
  /** Empty where the field was not filled yet. */
  readonly quote: string;
}

/** Longer quotes are cut: what stands beside the page only has to be recognised. */
export const longestQuote = 200;

export type CommentStanding = "whole" | "here" | "gone";

const compact = (text: string): string => text.replaceAll(/\s+/gu, "");

function fieldsIn(runs: readonly LetterRun[]): LetterPassage["fields"] {
  return runs.flatMap((run) => {
    if (run.kind === "text") return [];
    if (run.kind === "statutory") return fieldsIn(run.runs);
    return [{ name: run.name, label: run.label, text: run.missing ? "" : run.text }];
  });
}

function passage(blockId: string, runs: readonly LetterRun[] | undefined): readonly LetterPassage[] {
  if (!runs) return [];
  const text = runsText(runs);
  return text.trim() === "" ? [] : [{ blockId, text, fields: fieldsIn(runs) }];
}

function blockPassages(block: LetterBlock): readonly LetterPassage[] {
  switch (block.kind) {
    case "paragraph":
      return passage(block.id, block.runs);
    case "list":
      return block.items.flatMap((item, index) =>
        passage(index === 0 ? block.id : `${block.id}.${index + 1}`, item),
      );
    case "attachmentNote":
      return passage(
        block.id,
        block.names.flatMap((name, index): readonly InlineRun[] =>
          index === 0 ? name : [{ kind: "text", text: "；" }, ...name],
        ),
      );
    case "table":
      return passage(
        block.id,
        block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.paragraphs.flat())),
      );
    default:
      return assertNever(block);
  }
}

/** The passages of a letter in reading order, each with the fields that stand in it. */
export function letterPassages(model: LetterModel): readonly LetterPassage[] {
  return [
    ...(model.format === "sheet" ? [] : passage("number", model.number)),
    ...passage("title", model.title),
    ...(model.format === "sheet" ? passage("number", model.number) : []),
    ...passage("addressee", model.addressee),
    ...model.blocks.flatMap(blockPassages),
    ...(model.signOff ? passage("sign-off", [...model.signOff.organ, ...model.signOff.date]) : []),
    ...model.attachments.flatMap((attachment) => attachment.blocks.flatMap(blockPassages)),
  ];
}

function holds(passageOf: LetterPassage, anchor: CommentAnchor): boolean {
  const quote = compact(anchor.quote);
  if (anchor.field === undefined) return compact(passageOf.text).includes(quote);
  return passageOf.fields.some((field) => field.name === anchor.field && compact(field.text).includes(quote));
}

/**
 * Where the words of a comment stand now: in their own passage, else in the passage they were moved to, else nowhere
 * (原文已改); then the passage is still named while the letter has it.
 */
export function standingOfComment(
  anchor: CommentAnchor | undefined,
  passages: readonly LetterPassage[],
): { readonly standing: CommentStanding; readonly blockId?: string } {
  if (!anchor) return { standing: "whole" };
  const own = passages.find((each) => each.blockId === anchor.blockId);
  if (own && holds(own, anchor)) return { standing: "here", blockId: own.blockId };
  const moved = anchor.quote === "" ? undefined : passages.find((each) => holds(each, anchor));
  if (moved) return { standing: "here", blockId: moved.blockId };
  return { standing: "gone", ...(own ? { blockId: own.blockId } : {}) };
}

/** An anchor as the page gave it, with the quote cut and a field only where the passage has it. */
export function anchorOf(
  blockId: string,
  field: string | undefined,
  selected: string,
  passages: readonly LetterPassage[],
): CommentAnchor | undefined {
  const own = passages.find((each) => each.blockId === blockId);
  if (!own) return undefined;
  const inField = own.fields.find((each) => each.name === field);
  const quote = compact(selected).slice(0, longestQuote);
  if (inField && isFieldName(inField.name)) {
    const fits = quote !== "" && compact(inField.text).includes(quote);
    return {
      blockId,
      field: inField.name,
      quote: fits ? quote : compact(inField.text).slice(0, longestQuote),
    };
  }
  const fits = quote !== "" && compact(own.text).includes(quote);
  return { blockId, quote: fits ? quote : compact(own.text).slice(0, longestQuote) };
}

export type SettleKind = "resolved" | "reopened";

/** A thread is settled and opened again in turns. */
export function maySettle(last: SettleKind | undefined, next: SettleKind): boolean {
  return next === "resolved" ? last !== "resolved" : last === "resolved";
}
