import type { LetterBlock, LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { blockLines, runsText } from "../../../../shared/domain/letters/letter-model.ts";
import { countLines, measureLines, placeAfterLines } from "./line-breaking.ts";
import { titleLines } from "./title-lines.ts";

const linesPerPage = 22;
const charactersPerLine = 28;

/** Lines of body text on page 1 under a title of one line and an addressee, by format (measured). */
const firstPageLines: Readonly<Partial<Record<LetterModel["format"], number>>> = {
  letter: 14.7,
  document: 8.7,
  minutes: 11.7,
  plain: 16,
};

/** How far the estimate may be off before a 落款 would stand alone. */
const tolerance = 2;

/** A place in the text: which page, and how many of its lines are used. */
interface Place {
  readonly page: number;
  readonly used: number;
}

function capacity(model: LetterModel, pageNumber: number): number {
  if (pageNumber > 0) return linesPerPage;
  const title = titleLines(runsText(model.title)).length - 1;
  return (firstPageLines[model.format] ?? linesPerPage) - title + (model.addressee ? 0 : 2);
}

function advance(model: LetterModel, from: Place, lines: number): Place {
  let { page, used } = from;
  for (let left = lines; left > 0; left -= 1) {
    if (used + 1 > capacity(model, page)) {
      page += 1;
      used = 0;
    }
    used += 1;
  }
  return { page, used };
}

function linesOf(block: LetterBlock): number {
  const indent = block.kind === "paragraph" && block.indent === "none" ? 0 : 2;
  const lines = blockLines(block).reduce((sum, text) => sum + countLines(text, indent), 0);
  return block.kind === "attachmentNote" ? lines + 1 : lines;
}

/** 字 at the right that the seal covers, 42 mm and the space beside it. */
const sealWidth = 14;

/**
 * Empty lines between the text and the 署名. Two leave room for the seal; where the last line ends far enough to the
 * left, the seal stands beside it and one is enough (7.3.5.1: its top at most one line under the text).
 */
export function signOffGap(model: LetterModel): number {
  if (!model.signOff?.sealed) return 1;
  const last = model.blocks.at(-1);
  if (!last || last.kind === "table") return 2;
  const text = blockLines(last).at(-1) ?? "";
  const indent = last.kind === "attachmentNote" ? 7 : 2;
  return measureLines(text, indent).lastWidth <= charactersPerLine - sealWidth ? 1 : 2;
}

function signOffLines(model: LetterModel): number {
  if (!model.signOff) return 0;
  return signOffGap(model) + 2 + (model.annotation ? countLines(model.annotation, 2) : 0);
}

/** True for what says nothing by itself at the end: 特此告知。 and the list of attachments. */
export function isTrailing(block: LetterBlock): boolean {
  return block.kind === "attachmentNote" || (block.kind === "paragraph" && block.role === "closing");
}

/** A paragraph up to this long may be pulled to the next page as a whole; a longer one would leave a hole. */
const pulledWhole = 5;
/** The same for a paragraph of one sentence, which a file does not part. */
const pulledUnparted = 8;
/** The same for one that is only printed: that of the relief, for one, is parted at the end of a line. */
const pulledPrinted = 4;
/** Lines of a parted paragraph that go with the 落款, and at least as many stay before it. */
const partedLines = 2;

/** How the last paragraph of real text is tied to the 落款. */
export type SignOffTie =
  | { readonly tie: "none" }
  | { readonly tie: "whole" }
  /** Only what follows this character: the last sentence becomes a paragraph of its own. */
  | { readonly tie: "tail"; readonly from: number }
  /** Only the lines from this character on; they and those before look like the one paragraph that they are. */
  | { readonly tie: "lines"; readonly from: number };

/**
 * Ties the last paragraph of real text to the 落款 only when the 落款 would otherwise begin the next page without
 * it. Some word processors pull a tied paragraph over as a whole, so a long one gives its last sentence instead.
 *
 * Nothing asks for a paragraph that stands on one page (gbt9704, law.md §6.3). With `mayPartLines`, for a page that is
 * printed at once, one of a single sentence gives its last two lines; in a file that people read and work on it stays
 * one paragraph.
 */
export function tieToSignOff(model: LetterModel, mayPartLines = false): SignOffTie {
  const last = model.blocks.findLastIndex((block) => !isTrailing(block));
  const block = model.blocks[last];
  if (!block || !model.signOff) return { tie: "none" };
  let place: Place = { page: 0, used: 0 };
  for (const before of model.blocks.slice(0, last)) place = advance(model, place, linesOf(before));
  const start = place;
  place = advance(model, place, linesOf(block));
  const trailing = model.blocks.slice(last + 1).reduce((sum, one) => sum + linesOf(one), 0);
  const own = block.kind === "paragraph" ? linesOf(block) : 1;
  // A paragraph is only parted where the estimate is surer: parting it alters the text as the model has it.
  const spare = own > pulledWhole ? tolerance - 1 : tolerance;
  const fits = place.used + trailing + signOffLines(model) + spare <= capacity(model, place.page);
  const justSpilled = place.page > start.page && place.used <= tolerance;
  if (fits && !justSpilled) return { tie: "none" };
  if (block.kind !== "paragraph") return { tie: "whole" };
  const text = runsText(block.runs);
  const from = lastSentence(text);
  if (from > 0) return own <= pulledWhole ? { tie: "whole" } : { tie: "tail", from };
  if (!mayPartLines) {
    const closed = model.blocks.slice(last + 1).some((one) => one.kind === "paragraph");
    return own > pulledUnparted && closed ? { tie: "none" } : { tie: "whole" };
  }
  if (own <= pulledPrinted) return { tie: "whole" };
  // What stays must fit where it stands, or the page would break in it by itself.
  const room = Math.floor(capacity(model, start.page) - start.used);
  const staying = Math.min(own - partedLines, room);
  const cut = staying < partedLines ? 0 : placeAfterLines(text, block.indent === "none" ? 0 : 2, staying);
  return cut > 0 ? { tie: "lines", from: cut } : { tie: "whole" };
}

/** Where the last sentence begins, outside quotation marks; 0 when there is only one. */
function lastSentence(text: string): number {
  let depth = 0;
  let from = 0;
  for (let index = 0; index < text.length - 1; index += 1) {
    const character = text.charAt(index);
    if (character === "“" || character === "（") depth += 1;
    else if (character === "”" || character === "）") depth -= 1;
    else if (character === "。" && depth <= 0) from = index + 1;
  }
  return from;
}

/** Lines left on the last page, for the 版记. */
export function freeLinesAtEnd(model: LetterModel): number {
  const all = model.blocks.reduce((sum, block) => sum + linesOf(block), 0) + signOffLines(model);
  const place = advance(model, { page: 0, used: 0 }, all);
  return Math.floor(capacity(model, place.page) - place.used);
}
