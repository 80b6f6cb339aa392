/** 「一、」「（一）」「1.」 at the head of a line begin a paragraph; 「（一）项」 and 「1.5亿」 are words of the line before. */
const numbered =
  /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)](?![项款目])|\d{1,2}[.．]\s*(?![\d%％]))/u;

/** About how wide a line is, in ideographs: figures and Latin letters take half the room. */
function widthOf(line: string): number {
  return line.length - (line.match(/[\u0020-\u007e]/gu)?.length ?? 0) / 2;
}

/** Lines of a PDF end where the paper ends: a line that fills the page and does not end a sentence goes on. */
export function joinWrappedLines(
  lines: readonly string[],
  isApart: (before: string, line: string) => boolean = () => false,
): string {
  const longest = lines.reduce((most, line) => Math.max(most, widthOf(line)), 0);
  let text = "";
  lines.forEach((line, index) => {
    const before = lines[index - 1] ?? "";
    const goesOn =
      index > 0 &&
      !isApart(before, line) &&
      widthOf(before) >= longest * 0.85 &&
      !/[。；：！？]$/u.test(before) &&
      !numbered.test(line) &&
      !before.includes("\t") &&
      !line.includes("\t");
    text += index === 0 || goesOn ? line : `\n${line}`;
  });
  return text;
}

/** A page whose longest line is shorter than this holds no prose, but a list or a form. */
const shortestProse = 24;

/** A line of words and numbers without a mark of a sentence is a row of a list, not part of a sentence. */
const hasMark = (line: string): boolean => /[，。；：、（）“”《》]/u.test(line);
const isRow = (line: string): boolean => !hasMark(line) && (/\S \S/u.test(line) || /\d{7}/u.test(line));

/**
 * The lines of a page with the sentences whole that are wrapped at its margin. Rows of lists stay apart, and so do lines
 * where figures would meet: two numbers may stand one below the other.
 */
export function wholeSentences(lines: readonly string[]): string {
  const isProse = lines.some((line) => !line.includes("\t") && line.length >= shortestProse);
  if (!isProse) return lines.join("\n");
  return joinWrappedLines(
    lines,
    (before, line) =>
      !hasMark(before) ||
      isRow(line) ||
      (/[\w*＊]$/u.test(before) && /^[\w*＊]/u.test(line)) ||
      /^\d+ /u.test(line),
  );
}
