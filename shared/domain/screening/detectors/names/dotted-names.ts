/**
 * Names of several parts with middle dots, from the first to the last: 「尤里·伊万诺维奇·彼得罗夫」. Where such a name begins and
 * ends is told here; whether it is a private person's, by what stands around it.
 */
import type { Block } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { isCommonWordAt, isFollowerAt } from "../../name-grammar.ts";
import { MIDDLE_DOT, isHan } from "./tokens.ts";

export interface DottedName {
  readonly start: number;
  readonly end: number;
}

/** The longest part in front of or behind a dot. */
const LONGEST = 8;

const leads = new CharSet("由为对将把向给与和及同跟被因经到从送请让即系是叫的致据称找、");
const follows = new CharSet(
  "持于在因为与和及向对将被把从到自以按经已未没是系诉称等又再也都提要请就由给让叫使致至拟所受应先后同现该均共说讲报购签住领的之户家",
);

const personEnds = new CharSet("家员人者师生");

/** Days of history have dots too. */
const dateNumerals = new CharSet("一二三四五六七八九十");

/** 「枣解决·枣满意」: words, not syllables. */
function holdsWord(text: string, start: number, end: number): boolean {
  for (let at = start; at + 1 < end; at += 1) if (isCommonWordAt(text, at)) return true;
  return false;
}

/** 「李某·双喜杯」 is a match. */
const isPrize = (text: string, end: number): boolean => "杯奖".includes(text.charAt(end - 1));

/** 「“猜灯谜·闹元宵”主题活动」 */
const isMotto = (text: string, start: number, end: number): boolean =>
  text.charAt(start - 1) === "“" &&
  /^”(?:主题|系列|活动|展演|工程|行动|计划|项目|杯|大赛|晚会)/u.test(text.slice(end, end + 3));

/** The chains of a block, from left to right. */
export function dottedNames(block: Block): readonly DottedName[] {
  const names: DottedName[] = [];
  const { text } = block;
  for (let dot = text.indexOf("·"); dot >= 0; dot = text.indexOf("·", dot + 1)) {
    if (!isHan(text.charCodeAt(dot - 1)) || !isHan(text.charCodeAt(dot + 1))) continue;
    // 「五·一」, 「一二·九」
    if (dateNumerals.hasAt(text, dot - 1) && dateNumerals.hasAt(text, dot + 1)) continue;
    const start = startOf(block, dot);
    let last = dot;
    let end = partEnd(text, last);
    while (text.charCodeAt(end) === MIDDLE_DOT && isHan(text.charCodeAt(end + 1))) {
      last = end;
      end = partEnd(text, last);
    }
    if (
      start >= 0 &&
      end > last + 1 &&
      !holdsWord(text, start, end) &&
      !isPrize(text, end) &&
      !isMotto(text, start, end)
    )
      names.push({ start, end });
    dot = Math.max(dot, end - 1);
  }
  return names;
}

function startOf(block: Block, dot: number): number {
  const { text } = block;
  let start = dot;
  while (start > 0 && dot - start < LONGEST + 8 && isHan(text.charCodeAt(start - 1))) start -= 1;
  // 「公证申请人戴维·科恩」: behind a role.
  for (let at = block.labelIndexAfter(start); at < block.labels.length; at += 1) {
    const label = block.labels[at];
    if (!label || label.end >= dot) break;
    if (label.start >= start - 8) start = Math.max(start, label.end);
  }
  for (let at = dot - 1; at > start; at -= 1)
    if (leads.hasAt(text, at - 1) && !isCommonWordAt(text, at - 1)) {
      start = at;
      break;
    }
  // 「数学家皮埃尔·贝塞尔」: behind a word.
  for (let at = dot - 1; at > start + 1; at -= 1)
    if (isCommonWordAt(text, at - 2) && !isCommonWordAt(text, at - 1)) {
      start = at + (personEnds.hasAt(text, at) && at + 1 < dot ? 1 : 0);
      break;
    }
  return dot - start <= LONGEST ? start : -1;
}

/** Where the part behind a dot ends: at a mark, or at what goes on behind names. */
function partEnd(text: string, dot: number): number {
  let end = dot + 1;
  while (isHan(text.charCodeAt(end)) && end - dot <= LONGEST) {
    const size = end - dot - 1;
    if (size >= 1 && isFollowerAt(text, end)) break;
    if (size >= 1 && follows.hasAt(text, end) && !follows.hasAt(text, end - 1)) break;
    if (size >= 2 && isCommonWordAt(text, end) && !isCommonWordAt(text, end - 1)) break;
    end += 1;
  }
  return end;
}
