/**
 * State-secret marks (国家秘密标志). The workstation is not cleared for secrets, so a marked text is refused before
 * anything of it is stored (保密法 2024 art. 31(3)); the same marks are CLASS_MARK findings.
 *
 * A mark is a level with a star, a filled-in level field, or the level as a word of its own in the header zone
 * (GB/T 9704-2012, 7.2.2; 保密法实施条例 2024 art. 23). The words 绝密/机密/秘密 in prose are never a mark.
 *
 * Anchored on the character 密 and read outwards over a bounded number of characters: linear, no regular
 * expression over the whole text.
 */

import { CharSet } from "./char-set.ts";

export type SecrecyLevel = "绝密" | "机密" | "秘密";

/**
 * star: level and ★ in either order. field: 「密级：机密」. lone: the level alone on a line of the header zone, or
 * set apart by spaces (机　密). bracketed: the level alone in brackets, as a stamp or behind a title.
 */
export type MarkType = "star" | "field" | "lone" | "bracketed";

export interface ClassificationMark {
  readonly markType: MarkType;
  readonly level: SecrecyLevel;
  /** Half-open, UTF-16 code units of the text as given. */
  readonly start: number;
  readonly end: number;
  /** A period, a date of release or a condition is part of the mark. */
  readonly hasTerm: boolean;
  /** Within the first lines of the text. */
  readonly inHeader: boolean;
}

/** Lines that are not empty and still belong to the header of a first page: 份号, 密级, 紧急程度, organ, number, title. */
const HEADER_LINES = 6;

const levelHead: Readonly<Record<string, SecrecyLevel>> = { 绝: "绝密", 机: "机密", 秘: "秘密" };
const strongStars = "★☆✩✪✫✬✭✮✯✰⭐⋆✡✦✧⚝";
const weakStars = "*＊﹡∗✱✲✳⁎※";
const openBrackets = "（(【［[〔〖「『<《";
const closeBrackets = "）)】］]〕〗」』>》";

const gapPattern = /[\s\u200b-\u200d\u2060\ufeff\u00ad\ufe0f]/u;
const isGap = (char: string): boolean => !isHan(char) && gapPattern.test(char);
const stars = new CharSet(strongStars + weakStars);
const isStar = (char: string): boolean => stars.hasAt(char, 0);
const isHan = (char: string): boolean => isHanCode(char.charCodeAt(0));
const isHanCode = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

function skipGap(text: string, from: number, step: 1 | -1, limit = 8): number {
  let at = from;
  for (let count = 0; count < limit && at >= 0 && at < text.length && isGap(text.charAt(at)); count += 1)
    at += step;
  return at;
}

/** A gap that stays on the line. */
function skipBlank(text: string, from: number, step: 1 | -1): number {
  let at = from;
  for (let count = 0; count < 8; count += 1) {
    const char = text.charAt(at);
    if (char === "" || char === "\n" || char === "\r" || !isGap(char)) break;
    at += step;
  }
  return at;
}

interface Level {
  readonly level: SecrecyLevel;
  readonly start: number;
  readonly end: number;
  readonly spaced: boolean;
}

/** The level whose 密 stands at `at`. */
function levelAround(text: string, at: number): Level | undefined {
  const head = isHanCode(text.charCodeAt(at - 1)) ? at - 1 : skipGap(text, at - 1, -1);
  const level = levelHead[text.charAt(head)];
  if (!level) return undefined;
  const gap = text.slice(head + 1, at);
  // A word broken by the end of a line is a mark only when nothing else stands around it.
  if (/[\r\n]/u.test(gap) && (isHan(text.charAt(head - 1)) || isHan(text.charAt(at + 1)))) return undefined;
  return { level, start: head, end: at + 1, spaced: gap !== "" };
}

const chineseNumber = "[0-9０-９零〇一二三四五六七八九十两]";
const gapClass = "[ \\t\\u3000\\u00a0\\u200b-\\u200d\\u2060\\ufeff\\ufe0f]{0,3}";
const term = new RegExp(
  `^(?:${chineseNumber}(?:${gapClass}${chineseNumber}){3}${gapClass}[年.\\-/／．]${gapClass}${chineseNumber}{1,2}${gapClass}[月.\\-/／．]${gapClass}${chineseNumber}{1,3}${gapClass}日?(?:之?前|之?后|止)?` +
    `|${chineseNumber}(?:${gapClass}${chineseNumber}){0,2}${gapClass}(?:年|个?${gapClass}月|日|天)` +
    `|长${gapClass}期|永${gapClass}久` +
    `|[^\\s，。；、:：★☆（）()]{2,14}?(?:之?前|之?后|为止)(?![\\u3400-\\u9fff]))`,
  "u",
);

/** Where the term after a mark ends, or undefined when none follows. */
function termEnd(text: string, from: number): number | undefined {
  let at = skipBlank(text, from, 1);
  const open = openBrackets.includes(text.charAt(at)) && text.charAt(at) !== "";
  if (open) at = skipBlank(text, at + 1, 1);
  const match = term.exec(text.slice(at, at + 40));
  if (!match) return undefined;
  const end = at + match[0].length;
  if (!open) return end;
  const close = skipBlank(text, end, 1);
  return closeBrackets.includes(text.charAt(close)) && text.charAt(close) !== "" ? close + 1 : end;
}

const lineEnds = new CharSet("\n\r\f");

function lineBounds(text: string, at: number): readonly [number, number] {
  let start = at;
  while (start > 0 && at - start < 200 && !lineEnds.hasAt(text, start - 1)) start -= 1;
  let end = at;
  while (end < text.length && end - at < 200 && !lineEnds.hasAt(text, end)) end += 1;
  return [start, end];
}

/** Teaching how a mark is written is not marking: 「形式为“机密★10年”」. */
const teaching =
  /(?:例如|比如|譬如|示例|样例|范例|样式|形式|格式|写法|标注方法|应当?标注|应标|表示为|分别为|含义|图例)[^。；\n]{0,6}$/u;

const afterLoneWord = /^[\s，。；;、,.]*$/u;

function inHeader(text: string, start: number, headerOffset: number): boolean {
  if (headerOffset < 0) return false;
  let lines = headerOffset;
  let filled = false;
  if (start > 2000) return false;
  for (let at = 0; at < start; at += 1) {
    const char = text.charAt(at);
    if (char === "\n" || char === "\f") {
      if (filled) lines += 1;
      filled = false;
      if (lines >= HEADER_LINES) return false;
    } else if (!isGap(char)) filled = true;
  }
  return lines < HEADER_LINES;
}

interface Found {
  readonly markType: MarkType;
  readonly start: number;
  readonly end: number;
  readonly hasTerm: boolean;
}

function starMark(text: string, word: Level): Found | undefined {
  const before = text.charAt(word.start - 1);
  // 「【绝密】★」
  const bracketed =
    openBrackets.includes(before) &&
    before !== "" &&
    closeBrackets.includes(text.charAt(word.end)) &&
    text.charAt(word.end) !== "";
  if (bracketed && isStar(text.charAt(word.end + 1)) && !isStar(text.charAt(word.end + 2)))
    return {
      markType: "star",
      start: word.start - 1,
      end: termEnd(text, word.end + 2) ?? word.end + 2,
      hasTerm: termEnd(text, word.end + 2) !== undefined,
    };
  const after = skipGap(text, text.charAt(word.end) === "级" ? word.end + 1 : word.end, 1, 4);
  const star = text.charAt(after);
  if (isStar(star)) {
    const next = text.charAt(after + 1) === "\ufe0f" ? after + 2 : after + 1;
    // Two stars are a rating or an emphasis, not a mark.
    if (isStar(text.charAt(next)) || isStar(before)) return undefined;
    const ended = termEnd(text, next);
    if (ended !== undefined) return { markType: "star", start: word.start, end: ended, hasTerm: true };
    const follows = text.charAt(skipBlank(text, next, 1));
    const free = follows === "" || !isHan(follows) || next !== skipBlank(text, next, 1);
    if (isHan(before) && weakStars.includes(star)) return undefined;
    return free || strongStars.includes(star)
      ? { markType: "star", start: word.start, end: next, hasTerm: false }
      : undefined;
  }
  const left = skipGap(text, word.start - 1, -1, 4);
  if (!isStar(text.charAt(left)) || isStar(text.charAt(left - 1))) return undefined;
  const ended = termEnd(text, word.end);
  if (ended !== undefined) return { markType: "star", start: left, end: ended, hasTerm: true };
  const follows = text.charAt(skipBlank(text, word.end, 1));
  const bound =
    follows === "" ||
    /[\r\n，。；、,;]/u.test(follows) ||
    closeBrackets.includes(follows) ||
    word.end !== skipBlank(text, word.end, 1);
  return bound && strongStars.includes(text.charAt(left))
    ? { markType: "star", start: left, end: word.end, hasTerm: false }
    : undefined;
}

const fieldLabel =
  /(?:密[\s\u3000]{0,4}级|(?:秘密|保密|涉密|文件|信息|定密)(?:等级|密级)|秘密级别|定密级别)[\s\u3000]{0,4}(?:[:：]|为[:：]?|[=＝])?[\s\u3000"“‘【（([]{0,3}$/u;

function fieldMark(text: string, word: Level): Found | undefined {
  if (isHan(text.charAt(word.start - 1)) && text.charAt(word.start - 1) !== "为") return undefined;
  const head = text.slice(Math.max(0, word.start - 16), word.start);
  const label = fieldLabel.exec(head);
  if (!label) return undefined;
  const filled = /[:：=＝]/u.test(label[0]) || /[\t|]/u.test(label[0]);
  if (!filled) return undefined;
  const rest = text.slice(word.end, word.end + 12);
  // A list of levels, or the level as an adjective, explains the field instead of filling it.
  if (
    /^[\s\u3000]{0,2}(?:[、，,/／或和与及]|级?(?:文件|事项|信息|级))[\s\u3000]{0,2}(?:[绝机秘]|文件|事项|信息)?/u.test(
      rest,
    )
  ) {
    if (
      /^[\s\u3000]{0,2}[、，,/／或和与及][\s\u3000]{0,2}[绝机秘内]/u.test(rest) ||
      /^[\s\u3000]{0,2}级?(?:文件|事项|信息)/u.test(rest)
    )
      return undefined;
  }
  const earlier = text.slice(Math.max(0, word.start - 12), word.start);
  if (/[绝机秘]密[、，,/／或和]/u.test(earlier)) return undefined;
  const ended = termEnd(text, word.end);
  return {
    markType: "field",
    start: word.start - label[0].length,
    end: ended ?? word.end,
    hasTerm: ended !== undefined,
  };
}

const urgency =
  "(?:特[\\s\\u3000]*急|加[\\s\\u3000]*急|急[\\s\\u3000]*件|平[\\s\\u3000]*急|特[\\s\\u3000]*提|紧[\\s\\u3000]*急)";
const leftOfLone =
  /^[\s\u3000]*(?:(?:No\.?|№|份号[:：]?)?[\s\u3000]*\d{1,6}[\s\u3000]+)?[【〔［[（(<《「]?[\s\u3000]*$/u;
/** 「机密（阅后退回）」, 「秘密（3年）」: what is written into brackets behind a mark. */
const note =
  "[（(](?:[0-9０-９]{1,2}(?:年|个?月)|长期|(?:阅|传阅|会)后[^（）()]{1,12}|仅供[^（）()]{1,12})[）)]";
const rightOfLone = new RegExp(
  `^[\\s\\u3000]*(?:[】〕］\\]）)>》」])?[\\s\\u3000]*(?:${urgency}|${note}|[0-9０-９]{1,2}[\\s\\u3000]*(?:年|个?月)|(?:份号|编号|No\\.?|№)[:：]?[\\s\\u3000]*[0-9０-９]{1,6}号?)?[】〕］\\]）)]?[\\s\\u3000]*$`,
  "u",
);

function loneMark(text: string, word: Level, header: boolean): Found | undefined {
  // Most occurrences are prose: Chinese on either side, so neither alone on a line nor in brackets of its own.
  if (isHanCode(text.charCodeAt(word.start - 1)) || isHanCode(text.charCodeAt(word.end))) return undefined;
  const [lineStart, lineEnd] = lineBounds(text, word.start);
  const left = text.slice(lineStart, word.start);
  const right = text.slice(word.end, lineEnd);
  const bracket = openBrackets.includes(left.trim().at(-1) ?? "\u0000");
  if (leftOfLone.test(left) && rightOfLone.test(right)) {
    if (!header && !bracket && !word.spaced) return undefined;
    if (levelLineBeside(text, lineStart, lineEnd)) return undefined;
    const ended = termEnd(text, word.end);
    const bounds = bracket
      ? { start: word.start - 1 - (left.length - left.trimEnd().length), end: closingAfter(text, word.end) }
      : { start: word.start, end: ended ?? word.end };
    return { markType: bracket ? "bracketed" : "lone", ...bounds, hasTerm: ended !== undefined };
  }
  return behindTitle(text, word, left, right) ?? beforeTitle(word, left, right);
}

function closingAfter(text: string, from: number): number {
  const at = skipBlank(text, from, 1);
  return closeBrackets.includes(text.charAt(at)) && text.charAt(at) !== "" ? at + 1 : from;
}

/** 「附件2：值守方案（机密）」, 「……方案（秘密）.docx」: a title or file name, not a sentence. */
function behindTitle(text: string, word: Level, left: string, right: string): Found | undefined {
  const open = text.charAt(word.start - 1);
  const close = text.charAt(word.end);
  if (open === "" || close === "" || !"（(【[〔".includes(open) || !"）)】]〕".includes(close))
    return undefined;
  const tail = right.slice(1);
  if (!afterLoneWord.test(tail) && !/^\.(?:docx?|xlsx?|pptx?|pdf|wps|et|dps|ofd|txt)\b/iu.test(tail))
    return undefined;
  const title = left.slice(0, -1);
  if (title.length > 60 || /[，。；]/u.test(title) || /[。；]/u.test(tail)) return undefined;
  if (/(?:密级|级别|等级|分类|三级|如|包括)$/u.test(title)) return undefined;
  return { markType: "bracketed", start: word.start - 1, end: word.end + 1, hasTerm: false };
}

/** 「2.【秘密】布防示意图」: a stamp in front of a title in a list. */
function beforeTitle(word: Level, left: string, right: string): Found | undefined {
  if (!/^[\s\u3000]*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、．][\s\u3000]*)?[【[〔]$/u.test(left))
    return undefined;
  if (!/^[】\]〕][^，。；]{2,40}$/u.test(right)) return undefined;
  if (/^.(?:级|文件|载体|事项)/u.test(right)) return undefined;
  return { markType: "bracketed", start: word.start - 1, end: word.end + 1, hasTerm: false };
}

/** A list that names the levels line by line explains them. */
function levelLineBeside(text: string, lineStart: number, lineEnd: number): boolean {
  const before = text.slice(Math.max(0, lineStart - 12), lineStart);
  const after = text.slice(lineEnd, lineEnd + 12);
  return (
    /[\r\n]\s*[绝机秘]\s*密\s*(?:[（(][^（）()\r\n]{1,6}[）)])?\s*[\r\n]+\s*$/u.test(`\n${before}`) ||
    /^[\r\n]+\s*[绝机秘]\s*密\s*(?:[（(][^（）()\r\n]{1,6}[）)])?\s*(?:[\r\n]|$)/u.test(after)
  );
}

function notAMark(text: string, word: Level): boolean {
  if (word.level !== "秘密") return false;
  const before = text.slice(Math.max(0, word.start - 4), word.start);
  return /(?:商业|国家|工作|技术|个人|经营|军事|核心)$/u.test(before);
}

function markAt(text: string, at: number, headerOffset: number): ClassificationMark | undefined {
  const word = levelAround(text, at);
  if (!word || notAMark(text, word)) return undefined;
  const header = inHeader(text, word.start, headerOffset);
  const found = starMark(text, word) ?? fieldMark(text, word) ?? loneMark(text, word, header);
  if (!found) return undefined;
  if (teaching.test(text.slice(Math.max(0, found.start - 24), found.start))) return undefined;
  return { ...found, level: word.level, inHeader: header };
}

/**
 * Every mark of a text, in order. `headerOffset` is the number of filled lines before this text when it is a
 * part of a longer one; a negative number says that the header is behind.
 */
export function classificationMarks(text: string, headerOffset = 0): readonly ClassificationMark[] {
  const marks: ClassificationMark[] = [];
  for (let at = text.indexOf("密"); at >= 0; at = text.indexOf("密", at + 1)) {
    const mark = markAt(text, at, headerOffset);
    if (mark && mark.start >= (marks.at(-1)?.end ?? 0)) marks.push(mark);
  }
  return marks;
}

/**
 * The intake gate (invariant V7): the first real mark of a text, or undefined when it may be taken in. A level in
 * brackets behind a title further down is left to the reviewer (it is a finding, not a refusal).
 */
export function detectClassificationMark(text: string): ClassificationMark | undefined {
  for (const mark of classificationMarks(text)) {
    if (mark.markType !== "bracketed" || mark.inHeader) return mark;
  }
  return undefined;
}
