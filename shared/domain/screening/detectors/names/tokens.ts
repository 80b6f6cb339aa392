/**
 * Where a token of running text begins and ends.
 */
import { CharSet } from "../../char-set.ts";

const separators = new CharSet("，,；;。、：:!？！?()（）[]【】「」『』<>《》\"“”'|/&\t\n");

export const SPACE = 0x20;
export const MIDDLE_DOT = 0xb7;
export const COLON = 0x3a;
const DOT = 0x2e;
export const PARENTHESIS = 0x28;

export const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

export function holdsHan(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isHan(text.charCodeAt(at))) return true;
  return false;
}

/** Whether a token ends at `at`: at a separator, a blank, the dot of a sentence (「某某.」), or the end of the text. */
export function endsToken(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    code === SPACE ||
    separators.has(code) ||
    Number.isNaN(code) ||
    (code === DOT && isHan(text.charCodeAt(at - 1)) && !/[\dA-Za-z]/u.test(text.charAt(at + 1)))
  );
}
