import { foldForSearch } from "../../../shared/domain/search/fold.ts";

const blocks = "p, h1, h2, h3, h4, li, td, th, [role=heading]";
/** So much of a passage tells it from the others; a page end may cut it further on. */
const TOLD_BY = 24;

const bare = (text: string): string => foldForSearch(text).replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** The block of a page that a passage, perhaps shortened with …, is of. */
function blockOfPassage(page: ParentNode, passage: string): HTMLElement | undefined {
  const whole = bare(passage);
  if (whole === "") return undefined;
  const all = [...page.querySelectorAll<HTMLElement>(blocks)].map((element) => ({
    element,
    text: bare(element.textContent),
  }));
  for (const part of [whole, whole.slice(0, TOLD_BY), whole.slice(-TOLD_BY)]) {
    const found = all.find(({ text }) => text.includes(part));
    if (found) return found.element;
  }
  return undefined;
}

/** Brings a passage before the eyes and marks it for a moment. */
export function showPassage(page: ParentNode, passage: string): void {
  const block = blockOfPassage(page, passage);
  if (!block) return;
  block.scrollIntoView({ block: "center" });
  const colour = getComputedStyle(block).getPropertyValue("--c-selected").trim();
  block.animate([{ backgroundColor: colour, offset: 0 }, { backgroundColor: colour, offset: 0.7 }, {}], 2400);
}
