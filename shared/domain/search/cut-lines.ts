/** Part, section and item numbers: what begins with one is a paragraph of its own. */
const begins =
  /^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+\s*[.．、]|第[一二三四五六七八九十百]+[章节条])/u;
/** A line of running text, which a title is not, has a sentence or part of one in it; a cut one ends within it. */
const runs = /[，。；]/u;
const closes = new Set("。；：！？”）) \u3000");
const endsOpen = (line: string): boolean => runs.test(line) && !closes.has(line.charAt(line.length - 1));
const LEAST = 25;

/**
 * Joins paragraphs that a page end cut (domain/search.md §2): …信息公开力 and 度，持续推动… is one passage. Cells of tables and short
 * lines stay as they are.
 */
export function joinCutLines(text: string): string {
  let joined = "";
  let last = "";
  for (const [index, line] of text.split("\n").entries()) {
    const isCut =
      last.length >= LEAST && line !== "" && !line.includes("\t") && endsOpen(last) && !begins.test(line);
    if (index > 0 && !isCut) joined += "\n";
    joined += line;
    last = line.includes("\t") ? "" : line;
  }
  return joined;
}
