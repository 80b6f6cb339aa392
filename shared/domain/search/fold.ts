import { unifyForms } from "../screening/radical-forms.ts";
import { usualForms } from "./data/usual-forms.ts";

/**
 * Other forms that no table of traditional characters has, as old fonts and the recognition of pages leave them; and three characters
 * that are written today in rare words (於菟, 宫商角徵羽, 瞭望) and stand for another one in every traditional paper (關於, 徵收, 瞭解).
 */
const ownForms = "幵开靑青淸清於于徵征瞭了";

/** The usual form of each unit of UTF-16 that has one; 0 for the others. Texts of a whole department go through it. */
const usual = new Uint16Array(0x1_00_00);
for (const pairs of [usualForms, ownForms])
  for (let at = 0; at < pairs.length; at += 2) usual[pairs.charCodeAt(at)] = pairs.charCodeAt(at + 1);

/** Traditional characters and other forms as the simplified ones; each stays in its place. */
function inUsualForms(text: string): string {
  let folded = "";
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = usual[text.charCodeAt(at)];
    if (code === undefined || code === 0) continue;
    folded += text.slice(from, at) + String.fromCharCode(code);
    from = at + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

/** Signs that nobody sees: of no width, soft hyphens, variation selectors. */
const unseen = /[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]/gu;

/**
 * A text as the index holds it and a query is asked (domain/search.md §2): one width, lower case, the simplified and usual form of
 * each character. What is folded otherwise needs a newer `SEARCH_EDITION`.
 */
export function foldForSearch(text: string): string {
  return inUsualForms(unifyForms(text).normalize("NFKC").toLowerCase().replaceAll(unseen, ""));
}
