import { foldForSearch } from "./fold.ts";

/**
 * Text split for the full-text index: runs of Chinese characters into overlapping pairs, Latin words and numbers as
 * they are, lower case (domain/search.md; toolchain.md "Chinese search"). Exact for queries of two or more characters.
 */
const han = String.raw`\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{323af}`;
const piece = new RegExp(`[${han}]+|[a-z0-9]+`, "gu");

/** Characters of names that few fonts have (䶮, 𬱖) are two units of UTF-16. */
const twoUnits = /[\ud800-\udbff]/;
const charactersOf = (run: string): string | readonly string[] =>
  twoUnits.test(run) ? Array.from(run) : run;

/** The overlapping pairs of a run, and its last character alone where it is asked for. */
function addPairs(terms: string[], run: string, withLast: boolean): void {
  const characters = charactersOf(run);
  for (let at = 1; at < characters.length; at += 1)
    terms.push(`${characters[at - 1] ?? ""}${characters[at] ?? ""}`);
  if (withLast) terms.push(characters.at(-1) ?? "");
}
const isLatin = (run: string): boolean => run.charCodeAt(0) < 0x3400;
const isOne = (run: string): boolean => charactersOf(run).length === 1;

/** Blanks within Chinese, as page breaks and justified lines leave them, part no words: 公开 工作, 2024 年. */
const blankWithin = new RegExp(
  String.raw`(?<=[${han}])[ \t]+(?=[${han}0-9])|(?<=[0-9])[ \t]+(?=[${han}])`,
  "gu",
);

/** The text as the index holds it: Latin words as they are, Chinese as overlapping pairs (decision 0004). */
export function searchTerms(text: string): string {
  const terms: string[] = [];
  for (const [run] of foldForSearch(text).replace(blankWithin, "").matchAll(piece)) {
    if (isLatin(run)) terms.push(run);
    // The last character alone, so that a query of one character finds it as a prefix.
    else addPairs(terms, run, true);
  }
  return terms.join(" ");
}

/**
 * The FTS5 query for what a person typed: every run a phrase, all runs required. A single character is a prefix query.
 * `column` limits it to the title. Undefined when nothing searchable was typed.
 */
export function searchQuery(text: string, column?: "title"): string | undefined {
  const phrases: string[] = [];
  for (const [run] of foldForSearch(text).matchAll(piece)) {
    if (isLatin(run) || isOne(run)) phrases.push(`"${run}"*`);
    else {
      const pairs: string[] = [];
      addPairs(pairs, run, false);
      phrases.push(`"${pairs.join(" ")}"`);
    }
  }
  if (phrases.length === 0) return undefined;
  return phrases.map((phrase) => (column ? `${column} : ${phrase}` : phrase)).join(" AND ");
}

/**
 * The FTS5 phrase of words that stand in the text as they were typed, in one piece: brackets and marks between them do not count.
 * What follows the last character or number is open. Undefined when nothing searchable was typed.
 */
export function phraseQuery(text: string): string | undefined {
  const runs = [...foldForSearch(text).replace(blankWithin, "").matchAll(piece)].map(([run]) => run);
  const terms: string[] = [];
  let open = false;
  for (const [index, run] of runs.entries()) {
    const last = index === runs.length - 1;
    open = last && (isLatin(run) || isOne(run));
    if (isLatin(run)) terms.push(run);
    else addPairs(terms, run, !last || isOne(run));
  }
  return terms.length === 0 ? undefined : `"${terms.join(" ")}"${open ? "*" : ""}`;
}
