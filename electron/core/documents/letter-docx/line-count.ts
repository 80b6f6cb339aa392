import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { blockLines } from "../../../../shared/domain/letters/letter-model.ts";
import { widthInCharacters } from "./text-runs.ts";
import { titleLines } from "./title-lines.ts";

const charactersPerLine = 28;
const linesPerPage = 22;
/** Lines of page 1 that the head of 文件格式 takes, down to the rule and the two lines under it. */
const headLines = 10;

/**
 * Lines free at the end of a 文件格式 document, counted on the grid of 22 × 28. An estimate: enough to decide
 * whether the 版记 still fits on the last page.
 */
export function freeLinesAtEnd(model: LetterModel): number {
  let lines = headLines + titleLines(model.title.map((run) => run.text).join("")).length;
  if (model.addressee) lines += 2;
  for (const block of model.blocks) {
    const indent = block.kind === "paragraph" && block.indent === "none" ? 0 : 2;
    if (block.kind === "attachmentNote") lines += 1;
    for (const text of blockLines(block))
      lines += Math.max(1, Math.ceil((widthInCharacters(text) + indent) / charactersPerLine));
  }
  if (model.signOff) lines += model.signOff.sealed ? 4 : 3;
  if (model.annotation) lines += 1;
  const used = lines % linesPerPage;
  return used === 0 ? 0 : linesPerPage - used;
}
