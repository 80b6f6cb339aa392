import { phraseQuery } from "./bigrams.ts";

/** One word or passage somebody looks for; what stands in quotation marks is taken as it is. */
export interface SearchWord {
  readonly text: string;
  readonly quoted: boolean;
}

const searchFilters = {
  单位: "unit",
  年份: "year",
  类型: "kind",
  状态: "state",
  属性: "property",
  公开属性: "property",
  章节: "section",
  文种: "form",
  有效性: "validity",
  来源: "origin",
} as const;
export type SearchFilter = (typeof searchFilters)[keyof typeof searchFilters];

/** What was typed: all of `words` must be there (one of each group), none of `without`. */
export interface ParsedQuery {
  readonly words: readonly (readonly SearchWord[])[];
  readonly without: readonly string[];
  readonly filters: readonly { readonly field: SearchFilter; readonly value: string }[];
}

const LONGEST = 200;

const date =
  /^(?<year>(?:19|20)\d{2})(?:年|[-./])(?<month>0?[1-9]|1[0-2])(?:月|[-./])(?<day>0?[1-9]|[12]\d|3[01])日?$/u;

/** A date in each of the ways it is written; other words as they are. */
export function writtenForms(word: string): readonly string[] {
  const found = date.exec(word.normalize("NFKC"))?.groups;
  if (!found) return [word];
  const [year = "", month = "", day = ""] = [found["year"], found["month"], found["day"]];
  const two = (text: string): string => text.padStart(2, "0");
  const bare = (text: string): string => String(Number(text));
  return [
    `${year}年${bare(month)}月${bare(day)}日`,
    `${year}-${two(month)}-${two(day)}`,
    `${year}.${bare(month)}.${bare(day)}`,
  ];
}

function isFilterName(name: string): name is keyof typeof searchFilters {
  return Object.hasOwn(searchFilters, name);
}

/** What was typed, piece by piece: signs of “without”, quotation marks, names of filters with their values, words. */
const pieces = /([-－]?)(?:"([^"]*)"|＂([^＂]*)＂|“([^”]*)”|([^\s"＂“:：]+[:：](?:"[^"]*"|“[^”]*”)|\S+))/gu;

export interface TypedFilter {
  readonly name: keyof typeof searchFilters;
  readonly value: string;
}

/** The filter that one piece is; undefined for a word. */
export function filterOf(piece: string): TypedFilter | undefined {
  const [, name = "", value = ""] = /^([^:：]+)[:：]["“]?(.+?)["”]?$/u.exec(piece) ?? [];
  return isFilterName(name) ? { name, value: value.normalize("NFKC") } : undefined;
}

export const isSameFilter = (one: TypedFilter, other: TypedFilter): boolean =>
  searchFilters[one.name] === searchFilters[other.name] && one.value === other.value.normalize("NFKC");

/** The query with a filter that it has not, or without one that it has. */
export function withFilterTurned(typed: string, filter: TypedFilter): string {
  const all = [...typed.matchAll(pieces)].map(([piece]) => piece);
  const kept = all.filter((piece) => {
    const own = filterOf(piece);
    return own === undefined || !isSameFilter(own, filter);
  });
  const value = /[\s"“”]/u.test(filter.value) ? `“${filter.value.replaceAll(/["“”]/gu, "")}”` : filter.value;
  if (kept.length === all.length) kept.push(`${filter.name}:${value}`);
  return kept.join(" ");
}

/** Reads what a person typed (domain/search.md §4): blanks mean "and", “…” as it is, -词 without, A OR B, 单位:… and the like. */
export function parseSearch(typed: string): ParsedQuery {
  const words: SearchWord[][] = [];
  const without: string[] = [];
  const filters: { field: SearchFilter; value: string }[] = [];
  let either = false;
  for (const [, minus = "", straight, wide, curly, plain = ""] of typed.slice(0, LONGEST).matchAll(pieces)) {
    const quotedText = straight ?? wide ?? curly;
    const text = (quotedText ?? plain).trim();
    if (quotedText === undefined && minus === "" && text.normalize("NFKC") === "OR" && words.length > 0) {
      either = true;
      continue;
    }
    const filter = quotedText === undefined && minus === "" ? filterOf(text) : undefined;
    if (filter) {
      filters.push({ field: searchFilters[filter.name], value: filter.value });
      continue;
    }
    if (phraseQuery(text) === undefined) continue;
    if (minus !== "") without.push(text);
    else if (either) words.at(-1)?.push({ text, quoted: quotedText !== undefined });
    else words.push([{ text, quoted: quotedText !== undefined }]);
    either = false;
  }
  return { words, without, filters };
}

/** Any of several passages, each as one phrase. */
export function anyPhrase(texts: readonly string[]): string | undefined {
  const phrases = texts.flatMap((text) => phraseQuery(text) ?? []);
  return phrases.length === 0 ? undefined : phrases.length === 1 ? phrases[0] : `(${phrases.join(" OR ")})`;
}

/** All of several expressions, and none of what is to be left out. */
export function allOf(
  expressions: readonly (string | undefined)[],
  without: readonly string[] = [],
): string | undefined {
  const given = expressions.filter((expression) => expression !== undefined);
  if (given.length === 0) return undefined;
  const excluded = without.flatMap((text) => phraseQuery(text) ?? []);
  const all = given.join(" AND ");
  return excluded.length === 0 ? all : `(${all})${excluded.map((phrase) => ` NOT ${phrase}`).join("")}`;
}

/** The phrases that a word may stand as: a date in each of its forms, what is in quotation marks as it is. */
export const phrasesOf = (word: SearchWord): readonly string[] =>
  word.quoted ? [word.text] : writtenForms(word.text);

/** What was typed, as it stands. */
export const matchOfQuery = ({ words, without }: ParsedQuery): string | undefined =>
  allOf(
    words.map((group) => anyPhrase(group.flatMap(phrasesOf))),
    without,
  );
