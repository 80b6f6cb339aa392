import type { CommentThread, LetterCommentsView } from "../../../shared/contract/letter-comments.ts";
import {
  anchorOf,
  standingOfComment,
  type CommentAnchor,
  type CommentStanding,
  type LetterPassage,
} from "../../../shared/domain/letters/letter-comments.ts";

export interface PlacedThread extends CommentThread {
  readonly standing: CommentStanding;
  readonly blockId?: string;
}

/** The threads with where their words stand on the page as it is now. */
export function placeThreads(
  view: LetterCommentsView | undefined,
  passages: readonly LetterPassage[],
): readonly PlacedThread[] {
  return (view?.threads ?? []).map((thread) => ({
    ...thread,
    ...standingOfComment(thread.anchor, passages),
  }));
}

/** The first open thread of every passage that has one: the mark beside it opens that thread. */
export function marksOfThreads(
  threads: readonly PlacedThread[],
): ReadonlyMap<string, { readonly commentId: string; readonly count: number }> {
  const marks = new Map<string, { readonly commentId: string; readonly count: number }>();
  for (const { blockId, commentId, settled } of threads) {
    if (blockId === undefined || settled) continue;
    const before = marks.get(blockId);
    marks.set(blockId, { commentId: before?.commentId ?? commentId, count: (before?.count ?? 0) + 1 });
  }
  return marks;
}

const blockPrefix = "block-";

/** What is selected on the page, or the chip or field that has focus; nothing means the whole letter. */
export function anchorFromPage(passages: readonly LetterPassage[]): CommentAnchor | undefined {
  const selection = document.getSelection();
  if (selection && !selection.isCollapsed && selection.rangeCount > 0) {
    const range = selection.getRangeAt(0);
    const start =
      range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
    const block = start?.closest(`.paper [id^='${blockPrefix}']`);
    if (block) {
      const selected = range.cloneContents();
      for (const besides of selected.querySelectorAll(".paper-screen-only")) besides.remove();
      const field = start?.closest("[data-field]")?.getAttribute("data-field") ?? undefined;
      return anchorOf(block.id.slice(blockPrefix.length), field, selected.textContent ?? "", passages);
    }
  }
  const focused = document.activeElement;
  const name =
    focused?.closest("[data-field]")?.getAttribute("data-field") ??
    focused?.closest("[id^='letter-field-']")?.id.slice("letter-field-".length);
  const home = passages.find((each) => each.fields.some((field) => field.name === name));
  return home && name !== undefined ? anchorOf(home.blockId, name, "", passages) : undefined;
}
