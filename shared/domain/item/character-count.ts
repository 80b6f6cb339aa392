import { plainText } from "./plain-text.ts";
import type { StructuredDocument } from "./structured-document.ts";

export interface CharacterCount {
  /** Code points that are not white space: what an office calls 字数. */
  readonly characters: number;
  readonly withSpaces: number;
  /** 汉字 only. */
  readonly hanzi: number;
}

const hanzi = /\p{Script=Han}/u;
const space = /\s/u;

/** Counts by code point, so that rare characters outside the basic plane count as one. Separators do not count. */
export function countCharacters(text: string): CharacterCount {
  let characters = 0;
  let withSpaces = 0;
  let han = 0;
  for (const character of text) {
    if (character === "\n" || character === "\t" || character === "\u2028" || character === "\r") continue;
    withSpaces += 1;
    if (space.test(character)) continue;
    characters += 1;
    if (hanzi.test(character)) han += 1;
  }
  return { characters, withSpaces, hanzi: han };
}

/** The count of a document's plain text. */
export function countDocumentCharacters(document: StructuredDocument): CharacterCount {
  return countCharacters(plainText(document));
}
