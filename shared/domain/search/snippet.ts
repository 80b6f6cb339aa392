import { foldForSearch } from "./fold.ts";

const LENGTH = 90;
const BEFORE = 24;

/** Numbers of parts, sections and items before the words of a heading. */
const heading =
  /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+[章节条])/u;

/** Letters, digits and characters alone, as the index holds them: 枣政办发[2024]5号 is 枣政办发〔2024〕5号. Lines stay lines. */
function folded(text: string): string {
  return foldForSearch(text).replaceAll(/[^\p{L}\p{N}\n]+/gu, "");
}

/** Where each folded word begins in a text that is not folded; words that stand nowhere are left out. */
function placesOf(text: string, words: readonly string[]): readonly number[] {
  let whole = "";
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const own = folded(character);
    for (let unit = 0; unit < own.length; unit += 1) places.push(at);
    whole += own;
    at += character.length;
  }
  return words.flatMap((word) => places[whole.indexOf(word)] ?? []);
}

function shorten(paragraph: string, words: readonly string[]): string {
  const text = paragraph.replaceAll(/[\u3000\s]+/gu, " ").trim();
  if (text.length <= LENGTH) return text;
  const places = placesOf(text, words);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const start = at <= BEFORE ? 0 : at - BEFORE;
  const end = Math.min(text.length, start + LENGTH);
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

const needlesOf = (words: readonly string[]): readonly string[] =>
  [...new Set(words.map((word) => folded(word).replaceAll("\n", "")))].filter((word) => word !== "");

/** One passage shortened around the words, from its beginning where it holds none. */
export function excerptOf(passage: string, words: readonly string[]): string {
  return shorten(passage, needlesOf(words));
}

/** Whether a passage holds any of the words; every passage does where there are none. */
export function holdsAny(passage: string, words: readonly string[]): boolean {
  const needles = needlesOf(words);
  const whole = folded(passage).replaceAll("\n", "");
  return needles.length === 0 || needles.some((needle) => whole.includes(needle));
}

/** The paragraphs that hold most of what was looked for, headings first, in the order of the text; shortened around the words. */
export function passagesWith(text: string, words: readonly string[], most: number): readonly string[] {
  const needles = needlesOf(words);
  const foldedLines = folded(text).split("\n");
  const found = text.split("\n").flatMap((paragraph, place) => {
    const whole = foldedLines[place] ?? "";
    const held = needles.filter((needle) => whole.includes(needle)).length;
    return held === 0 ? [] : [{ paragraph, place, weight: held * (heading.test(paragraph.trim()) ? 4 : 1) }];
  });
  return found
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, most)
    .map(({ paragraph }) => shorten(paragraph, needles));
}
