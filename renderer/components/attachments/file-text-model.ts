import type { FilePassage, FindingView } from "../../../shared/contract/items.ts";
import { plainText } from "../../../shared/domain/item/plain-text.ts";
import {
  paragraphOf,
  type Block,
  type StructuredDocument,
} from "../../../shared/domain/item/structured-document.ts";
import { strictness } from "../findings/finding-classes.ts";
import type { FindingDecoration } from "../findings/finding-decorations.tsx";
import { glyphOfType } from "../findings/finding-words.ts";
import { releasedPassages } from "../paper/released-passages.ts";
import type { TextDecoration } from "../paper/text-decorations.ts";

/** More places of one finding than this are not marked: the first ones are looked for. */
const MOST_PLACES = 200;

export interface ShownPassage<D extends TextDecoration> {
  readonly passage: FilePassage;
  /** It goes on from the one before. */
  readonly continued: boolean;
  readonly lines: number;
  readonly document: StructuredDocument;
  readonly decorations: readonly D[];
}

export interface MarkedPassage extends ShownPassage<FindingDecoration> {
  /** The findings that are marked here and in no passage before. */
  readonly first: ReadonlySet<string>;
}

/** A passage is drawn in pieces of so many lines, each when it comes into view. */
const LINES_OF_PIECE = 120;

interface Piece {
  readonly passage: FilePassage;
  readonly continued: boolean;
  readonly lines: number;
}

function piecesOf(passages: readonly FilePassage[]): readonly Piece[] {
  return passages.flatMap((passage) => {
    const lines = passage.text.split("\n");
    return Array.from({ length: Math.ceil(lines.length / LINES_OF_PIECE) }, (_, index) => {
      const own = lines.slice(index * LINES_OF_PIECE, (index + 1) * LINES_OF_PIECE);
      return {
        passage: { ...passage, text: own.join("\n") },
        continued: index > 0,
        lines: own.length,
      };
    });
  });
}

/** The lines of a passage as paragraphs; lines with tabs, one below the other, as a table. */
function documentOf(text: string): StructuredDocument {
  const content: Block[] = [];
  let rows: string[][] = [];
  const close = (): void => {
    if (rows.length > 0)
      content.push({
        type: "table",
        content: rows.map((cells) => ({
          type: "tableRow",
          content: cells.map((cell) => ({ type: "tableCell", content: [paragraphOf(cell)] })),
        })),
      });
    rows = [];
  };
  for (const line of text.split("\n")) {
    if (line.includes("\t")) {
      rows.push(line.split("\t"));
      continue;
    }
    close();
    if (line.trim() !== "") content.push(paragraphOf(line));
  }
  close();
  return { schemaVersion: 1, type: "doc", content };
}

/** Where the words of the findings of a file stand in one of its passages; every place, since each word is reported once. */
function decorationsIn(text: string, findings: readonly FindingView[]): readonly FindingDecoration[] {
  return findings.flatMap(({ findingId, type, value, answer }) => {
    if (value.trim() === "") return [];
    const glyph = glyphOfType(type);
    const places: FindingDecoration[] = [];
    for (
      let start = text.indexOf(value);
      start >= 0 && places.length < MOST_PLACES;
      start = text.indexOf(value, start + value.length)
    )
      places.push({
        id: findingId,
        start,
        end: start + value.length,
        rank: strictness(glyph),
        glyph,
        state: answer?.answer ?? "open",
        current: false,
      });
    return places;
  });
}

/** The passages of a file as they are drawn, with the marks of its findings. */
export function shownPassages(
  passages: readonly FilePassage[],
  findings: readonly FindingView[],
): readonly MarkedPassage[] {
  const marked = new Set<string>();
  return piecesOf(passages).map((piece) => {
    const document = documentOf(piece.passage.text);
    const decorations = decorationsIn(plainText(document), findings);
    const first = new Set(decorations.map(({ id }) => id).filter((id) => !marked.has(id)));
    for (const id of first) marked.add(id);
    return { ...piece, document, decorations, first };
  });
}

/**
 * The passages of one side of a file, original or copy, with what the other side does not have: of the original what is withheld,
 * of the copy what was written instead. A passage that the other side lacks is marked whole.
 */
export function passagesOfSide(
  passages: readonly FilePassage[],
  others: readonly FilePassage[],
): readonly ShownPassage<TextDecoration>[] {
  const documents = new Map<string, StructuredDocument[]>();
  for (const { passage } of piecesOf(others))
    documents.set(passage.where, [...(documents.get(passage.where) ?? []), documentOf(passage.text)]);
  return piecesOf(passages).map((piece) => {
    const document = documentOf(piece.passage.text);
    const other = documents.get(piece.passage.where)?.shift() ?? documentOf("");
    const decorations = releasedPassages(other, document).map((span, index): TextDecoration => ({
      id: String(index),
      ...span,
      rank: 0,
    }));
    return { ...piece, document, decorations };
  });
}
