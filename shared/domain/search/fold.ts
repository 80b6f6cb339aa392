import { unifyForms } from "../screening/radical-forms.ts";

/** Other forms of a character, as old fonts, other input methods and recognition of pages leave them, each with the usual one. */
const forms = "査查幵开戸户戶户別别內内吳吴呂吕黃黄靑青淸清眞真値值徳德歩步毎每黒黑緑绿歳岁両两";
const usualForms: ReadonlyMap<string, string> = new Map(
  Array.from({ length: forms.length / 2 }, (_, at) => [forms.charAt(at * 2), forms.charAt(at * 2 + 1)]),
);
const otherForm = new RegExp(`[${[...usualForms.keys()].join("")}]`, "gu");

/** Signs that nobody sees: of no width, soft hyphens, variation selectors. */
const unseen = /[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]/gu;

/**
 * A text as the index holds it and a query is asked (domain/search.md §2): one width, lower case, the usual form of each
 * character. What is folded otherwise needs a newer `SEARCH_EDITION`.
 */
export function foldForSearch(text: string): string {
  return unifyForms(text)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(unseen, "")
    .replaceAll(otherForm, (form) => usualForms.get(form) ?? form);
}
