const headingMark = /^#{1,6}[ \t]+(?=\S)/u;
const strongLine = /^[ \t]*\*\*([^*]+)\*\*[ \t]*$/u;
const rule = /^[ \t]*-{3,}[ \t]*$/u;

/** Fewer marked lines than this may be a paper that speaks of such marks, or a numbering of its own. */
const fewestHeadings = 3;

/**
 * A plain text that a program made from a scan or a page often keeps the heading marks, bold lines and rules of
 * Markdown. They are no words of the paper: its structure is read from its own numbering (一、 （一） 1.). Any other
 * text comes back as it is.
 */
export function withoutConversionMarks(text: string): string {
  const lines = text.split(/\r\n|\r|\n/u);
  if (lines.filter((line) => headingMark.test(line)).length < fewestHeadings) return text;
  return lines
    .filter((line) => !rule.test(line))
    .map((line) => line.replace(headingMark, "").replace(strongLine, "$1"))
    .join("\n");
}
