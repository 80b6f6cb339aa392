/** Characters a cell holds at most; a workbook with more in one is called damaged (ECMA-376 leaves it to the program: Excel 32,767). */
export const longestCell = 32_767;

const cutWords = "……（太长，以本机所记为准）";
/** What no XML may hold, not even escaped (XML 1.0, production 2); a lone half of a pair among it. */
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Words that people wrote, as a cell of a workbook of ours can hold them. They are text there, never a formula. */
export function cellText(text: string): string {
  const plain = text.replaceAll(notInXml, "");
  if (plain.length <= longestCell) return plain;
  const kept = plain.slice(0, longestCell - cutWords.length);
  // Half of a pair at the cut is dropped with it.
  return `${/[\uD800-\uDBFF]$/u.test(kept) ? kept.slice(0, -1) : kept}${cutWords}`;
}
