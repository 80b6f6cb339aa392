import {
  blockText,
  documentLimits,
  headingOf,
  paragraphOf,
  plainBlockOf,
  type Block,
  type HeadingLevel,
  type PlainBlockType,
  type StructuredDocument,
} from "./structured-document.ts";

// 发文字号 (GB/T 9704-2012, 7.2.5); square and round brackets are met in converted text.
const docNumberLine = /^[\p{Script=Han}]{2,24}[〔[（(﹝【［](?:19|20)\d{2}[〕\]）)﹞】］]第?\d{1,5}号$/u;
const dateLine =
  /^(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[二一][〇○零Oo0九八一二三四五六七]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)$/u;
const annotationLine = /^[（(][^（）()]{2,60}[）)]$/u;
const addresseeLine = /^[^。；！？]{2,400}[：:]$/u;
const titleEnd =
  /(?:通知|通告|公告|公报|公示|公示公告|意见|决定|决议|命令|令|批复|函|报告|请示|通报|纪要|议案|方案|办法|规定|细则|条例|规则|要点|规划|计划|总结|预案|指南|目录|清单|名单|说明|解读|答复|答复书|告知书|通知书|决定书|标准|制度|措施|汇报|讲话|预算|决算|年报|（试行）|（暂行）|（征求意见稿）)$/u;
const sentenceEnd = /[。；！？，、：;!?,:]$/u;

const headingPatterns: readonly (readonly [HeadingLevel, RegExp])[] = [
  [1, /^[一二三四五六七八九十百]{1,5}、/u],
  [2, /^[（(][一二三四五六七八九十百]{1,5}[）)]/u],
  [3, /^\d{1,3}(?:[.．]\s*(?!\d)|、)/u],
  [4, /^[（(]\d{1,3}[）)]/u],
];

/**
 * The heading level of a line by its number (一、 （一） 1. （1）; GB/T 9704-2012, 7.3.3), or `undefined`.
 * A line with a full stop inside is a paragraph whose first sentence stands in for a heading.
 */
export function headingLevelOf(line: string): HeadingLevel | undefined {
  const stop = line.indexOf("。");
  if (line.length > 60 || (stop >= 0 && stop < line.length - 1)) return undefined;
  for (const [level, pattern] of headingPatterns) {
    const match = pattern.exec(line);
    if (!match) continue;
    const rest = line.slice(match[0].length);
    if (rest === "") return undefined;
    // Numbered lines of the lower levels are often short list entries; those end in a semicolon or full stop.
    if (level >= 3 && (/[；;。]$/u.test(rest) || rest.length > 40)) return undefined;
    return level;
  }
  return undefined;
}

function clean(line: string): string {
  return line
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ufeff]/gu, "")
    .replaceAll(/^[\s\u3000]+|[\s\u3000]+$/gu, "")
    .toWellFormed();
}

function looksLikeTitle(line: string): boolean {
  if (line.length > 80 || sentenceEnd.test(line) || headingLevelOf(line) !== undefined) return false;
  return (
    !dateLine.test(line) && !annotationLine.test(line) && !docNumberLine.test(line) && !line.includes("\t")
  );
}

/** How many lines from `start` form the title: it may be broken by meaning over two to four lines. */
function titleLength(lines: readonly string[], start: number): number {
  for (let count = 1; count <= 4; count += 1) {
    const line = lines[start + count - 1];
    if (line === undefined || !looksLikeTitle(line)) return 0;
    if (titleEnd.test(line)) {
      return count;
    }
  }
  return 0;
}

/** What a line of an official paper is. Neighbouring `title` lines are one title broken by meaning. */
export type LineClass =
  | { readonly type: PlainBlockType | "organMark" | "paragraph" }
  | { readonly type: "heading"; readonly level: HeadingLevel };

/**
 * Tells 发文机关标志, 发文字号, 标题, 主送机关, headings, 落款 and 附注 among the lines of a paper, each without
 * surrounding blanks, none empty. What it is not sure of is a paragraph.
 */
export function classifyLines(lines: readonly string[]): readonly LineClass[] {
  const classes: LineClass[] = [];
  let titleSeen = false;
  while (classes.length < lines.length) {
    const index = classes.length;
    const line = lines[index] ?? "";
    const next = lines[index + 1];
    if (docNumberLine.test(line)) {
      classes.push({ type: "docNumber" });
      continue;
    }
    if (!titleSeen && index < 12) {
      // 「××人民政府文件」 above the 发文字号 is the organ's mark, not the title.
      if (
        line.endsWith("文件") &&
        lines.slice(index + 1, index + 3).some((below) => docNumberLine.test(below))
      ) {
        classes.push({ type: "organMark" });
        continue;
      }
      let count = titleLength(lines, index);
      if (count === 0 && index === 0 && lines.length > 1 && looksLikeTitle(line) && line.length <= 50)
        count = 1;
      if (count > 0) {
        for (let each = 0; each < count; each += 1) classes.push({ type: "title" });
        titleSeen = true;
        const below = lines[index + count];
        if (below !== undefined && addresseeLine.test(below) && headingLevelOf(below) === undefined)
          classes.push({ type: "addressee" });
        continue;
      }
    }
    const level = headingLevelOf(line);
    const isNameAboveDate =
      next !== undefined &&
      dateLine.test(next) &&
      line.length <= 40 &&
      !sentenceEnd.test(line) &&
      level === undefined;
    if (index > 1 && isNameAboveDate) classes.push({ type: "signOff" }, { type: "signOff" });
    else if (index > 1 && dateLine.test(line)) classes.push({ type: "signOff" });
    else if (annotationLine.test(line) && classes.at(-1)?.type === "signOff")
      classes.push({ type: "annotation" });
    else classes.push(level ? { type: "heading", level } : { type: "paragraph" });
  }
  return classes;
}

/**
 * Builds a document from plain text. No character of a line is lost, only surrounding blanks and control
 * characters. Lines with tabs stay paragraphs: a table cannot be told from aligned text. Text beyond the limits
 * of a document is cut; the caller bounds its input.
 */
export function documentFromPlainText(text: string): StructuredDocument {
  const lines = text
    .slice(0, documentLimits.characters)
    .split(/\r\n|\r|\n|\f|\v|\u2028|\u2029|\u0085/u)
    .map(clean)
    .filter((line) => line !== "")
    .slice(0, documentLimits.blocks);
  const classes = classifyLines(lines);
  const blocks: Block[] = [];
  lines.forEach((line, index) => {
    const found = classes[index] ?? { type: "paragraph" };
    const last = blocks.at(-1);
    if (found.type === "heading") blocks.push(headingOf(line, found.level));
    else if (found.type === "paragraph") blocks.push(paragraphOf(line));
    else if (found.type === "organMark") blocks.push(paragraphOf(line, "center"));
    else if (found.type === "title" && last?.type === "title")
      blocks[blocks.length - 1] = plainBlockOf("title", blockText(last) + line);
    else blocks.push(plainBlockOf(found.type, line));
  });
  if (blocks.length === 0) blocks.push({ type: "paragraph" });
  return { schemaVersion: 1, type: "doc", content: blocks };
}
