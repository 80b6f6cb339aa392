import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { applyMasks, type Mask } from "../../../../shared/domain/item/release-document.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { maskValue } from "../../../../shared/domain/screening/masking.ts";
import { StringSearch } from "./string-search.ts";

/** A value that must not be in the released copy, and what stands in its place. */
export interface Withheld {
  readonly type: string;
  readonly value: string;
  /** By the rule of its type (review.md §5) when absent. */
  readonly replacement?: string;
}

const dropped = /[\s\u200b-\u200d\u2060\ufeff\u00ad\u2028\-－‐-—·•]/u;

interface Folded {
  readonly text: string;
  /** For every character of `text`, where it stands in the source; one more for the end. */
  readonly positions: readonly number[];
}

/** Ideographs, figures and small letters, which fold to themselves. */
const isPlain = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 48 && code <= 57) || (code >= 97 && code <= 122);

/** Folds away width, blanks, hyphens and invisible characters, and remembers where each character came from. */
export function foldText(source: string): Folded {
  const pieces: string[] = [];
  const positions: number[] = [];
  let at = 0;
  while (at < source.length) {
    const from = at;
    for (; at < source.length && isPlain(source.charCodeAt(at)); at += 1) positions.push(at);
    if (at > from) pieces.push(source.slice(from, at));
    if (at === source.length) break;
    const character = String.fromCodePoint(source.codePointAt(at) as number);
    if (!dropped.test(character)) {
      for (const folded of character.normalize("NFKC").toLowerCase()) {
        if (dropped.test(folded)) continue;
        pieces.push(folded);
        for (let unit = 0; unit < folded.length; unit += 1) positions.push(at);
      }
    }
    at += character.length;
  }
  positions.push(at);
  return { text: pieces.join(""), positions };
}

/** One search for each list of withheld values: a list is looked for again and again, in every cell of a sheet. */
const searches = new WeakMap<readonly Pick<Withheld, "value">[], StringSearch>();

/** Looks for withheld values in folded text, whatever they are written like. */
export function searchFor(withheld: readonly Pick<Withheld, "value">[]): StringSearch {
  let search = searches.get(withheld);
  if (!search) {
    search = new StringSearch(withheld.map(({ value }) => foldText(value).text));
    searches.set(withheld, search);
  }
  return search;
}

/**
 * How many of the values stand in a text that is folded already. A value of nothing but marks, which folds to nothing, cannot be shown
 * to be absent and counts.
 */
export function valuesIn(folded: string, withheld: readonly Pick<Withheld, "value">[]): number {
  const search = searchFor(withheld);
  return search.occurring([folded]).size + search.empty;
}

/** Every place of a withheld value in a text, however it is spaced or written; half-open, UTF-16. */
export function findWithheld(
  source: string,
  withheld: readonly Withheld[],
): readonly (Withheld & { readonly start: number; readonly end: number })[] {
  if (withheld.length === 0) return [];
  const folded = foldText(source);
  const places: { readonly item: number; readonly start: number; readonly end: number }[] = [];
  /** Behind the last place of each: a value does not overlap itself. */
  const ends = new Map<number, number>();
  searchFor(withheld).each(folded.text, (item, at, length) => {
    if (at < (ends.get(item) ?? 0)) return;
    ends.set(item, at + length);
    const start = folded.positions[at] ?? 0;
    const last = folded.positions[at + length - 1] ?? start;
    places.push({ item, start, end: last + ((source.codePointAt(last) ?? 0) > 0xffff ? 2 : 1) });
  });
  return places
    .sort((a, b) => a.start - b.start || b.end - a.end || a.item - b.item)
    .map(({ item, start, end }) => ({ ...(withheld[item] as Withheld), start, end }));
}

export function replacementOf(item: Withheld): string {
  return item.replacement ?? maskValue(item.type, item.value);
}

/** A text with every withheld value replaced; of overlapping ones the first and longest counts, the rest goes with it. */
export function maskText(source: string, withheld: readonly Withheld[]): string {
  let text = "";
  let from = 0;
  for (const place of findWithheld(source, withheld)) {
    if (place.end <= from) continue;
    if (place.start >= from) text += source.slice(from, place.start) + replacementOf(place);
    from = place.end;
  }
  return text + source.slice(from);
}

export function maskDocument(
  document: StructuredDocument,
  withheld: readonly Withheld[],
): StructuredDocument {
  const masks = findWithheld(plainText(document), withheld).map((place): Mask => ({
    start: place.start,
    end: place.end,
    type: place.type,
    ...(place.replacement === undefined ? {} : { replacement: place.replacement }),
  }));
  return applyMasks(document, masks);
}
