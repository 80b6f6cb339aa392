import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { applyMasks, type Mask } from "../../../../shared/domain/item/release-document.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { maskValue } from "../../../../shared/domain/screening/masking.ts";

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

/** Folds away width, blanks, hyphens and invisible characters, and remembers where each character came from. */
export function foldText(source: string): Folded {
  let text = "";
  const positions: number[] = [];
  let at = 0;
  for (const character of source) {
    if (!dropped.test(character)) {
      for (const folded of character.normalize("NFKC").toLowerCase()) {
        if (dropped.test(folded)) continue;
        text += folded;
        for (let unit = 0; unit < folded.length; unit += 1) positions.push(at);
      }
    }
    at += character.length;
  }
  positions.push(at);
  return { text, positions };
}

/** Every place of a withheld value in a text, however it is spaced or written; half-open, UTF-16. */
export function findWithheld(
  source: string,
  withheld: readonly Withheld[],
): readonly (Withheld & { readonly start: number; readonly end: number })[] {
  const folded = foldText(source);
  const places: (Withheld & { start: number; end: number })[] = [];
  for (const item of withheld) {
    const wanted = foldText(item.value).text;
    if (wanted === "") continue;
    for (
      let at = folded.text.indexOf(wanted);
      at >= 0;
      at = folded.text.indexOf(wanted, at + wanted.length)
    ) {
      const start = folded.positions[at] ?? 0;
      const last = folded.positions[at + wanted.length - 1] ?? start;
      const end = last + ((source.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
      places.push({ ...item, start, end });
    }
  }
  return places.sort((a, b) => a.start - b.start || b.end - a.end);
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
