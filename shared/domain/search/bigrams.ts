import { foldForSearch } from "./fold.ts";

/**
 * Text split for the full-text index: runs of Chinese characters into overlapping pairs, Latin words and numbers as
 * they are, lower case (domain/search.md; toolchain.md "Chinese search"). Exact for queries of two or more characters.
 */
const piece = /[\u3400-\u9fff\uf900-\ufaff]+|[a-z0-9]+/g;

/** Blanks within Chinese, as page breaks and justified lines leave them, part no words: 公开 工作, 2024 年. */
const blankWithin =
  /(?<=[\u3400-\u9fff\uf900-\ufaff])[ \t]+(?=[\u3400-\u9fff\uf900-\ufaff0-9])|(?<=[0-9])[ \t]+(?=[\u3400-\u9fff\uf900-\ufaff])/g;

export function searchTerms(text: string): string {
  const terms: string[] = [];
  for (const [run] of foldForSearch(text).replace(blankWithin, "").matchAll(piece)) {
    if (run.charCodeAt(0) < 0x3400) {
      terms.push(run);
      continue;
    }
    for (let i = 0; i < run.length - 1; i += 1) terms.push(run.slice(i, i + 2));
    // The last character alone, so that a query of one character finds it as a prefix.
    terms.push(run.slice(-1));
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
    if (run.charCodeAt(0) < 0x3400) phrases.push(`"${run}"*`);
    else if (run.length === 1) phrases.push(`"${run}"*`);
    else {
      const pairs: string[] = [];
      for (let i = 0; i < run.length - 1; i += 1) pairs.push(run.slice(i, i + 2));
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
    open = last && (run.charCodeAt(0) < 0x3400 || run.length === 1);
    if (run.charCodeAt(0) < 0x3400) terms.push(run);
    else {
      for (let i = 0; i < run.length - 1; i += 1) terms.push(run.slice(i, i + 2));
      if (!last || run.length === 1) terms.push(run.slice(-1));
    }
  }
  return terms.length === 0 ? undefined : `"${terms.join(" ")}"${open ? "*" : ""}`;
}
