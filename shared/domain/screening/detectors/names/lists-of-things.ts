/**
 * Lists whose items are no persons: trees, plays, dishes, places. What is counted behind them says so (「…等49个物种」), or most of
 * what stands beside an item that reads as a name can be none.
 */
import { isHanCode, type Line } from "../../block.ts";
import { bearsDoubleSurname, isFullName, isHalfOfName, isWrittenOut } from "../../name-grammar.ts";

export interface List {
  readonly start: number;
  readonly end: number;
  readonly ofThings: boolean;
}

export const NO_LIST: List = { start: 0, end: 0, ofThings: false };

/** 、 */
const MARK = 0x3001;
const DOT = 0xb7;
/** How far a list is read to either side. */
const REACH = 60;
const FEWEST = 4;

/** What counts things behind a list; persons and households are counted otherwise. */
const countsThings =
  /等(?:[\d一二两三四五六七八九十百]{1,5}[余多]?|[多几数])(?:[种类株棵项处条座件道款台届部首篇幅枚]|个(?![人孩学家户同老儿小困低]|村民|居民|职工)|家(?![庭属]))|等[\u3400-\u9fff]{0,4}(?:品种|树种|物种|药材|作物|产品|特产|小吃|菜肴|剧目|曲目|节目|项目|景点|景区|地名?|工种|元素|课程|舞蹈|歌曲|作品|活动|器物|植物|动物|果蔬|蔬菜|水果|美食|佳肴)/u;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const inList = (code: number): boolean => isHanCode(code) || code === MARK || code === DOT;

/** A name, or one with what is said of it: 「某某驾驶」. */
const mayBeName = (item: string): boolean =>
  (item.length > 4 && isFullName(item.slice(0, 3), "strong")) ||
  item.includes("·") ||
  isFullName(item, "strong") ||
  isHalfOfName(item) ||
  isWrittenOut(item) ||
  bearsDoubleSurname(item);

/** The list in which what stands from `start` up to `end`, with a mark beside it, is an item. */
export function listAround(text: string, line: Line, start: number, end: number): List {
  let from = start;
  while (from > line.start && start - from < REACH && inList(text.charCodeAt(from - 1))) from -= 1;
  let to = end;
  while (to < line.end && to - end < REACH && (inList(text.charCodeAt(to)) || isDigit(text.charCodeAt(to))))
    to += 1;
  const list = { start: from, end: to, ofThings: true };
  if (countsThings.test(text.slice(end, to))) return list;
  const items = text.slice(from, to).split(/[、和]/u);
  if (items.length < FEWEST) return { ...list, ofThings: false };
  // The first may have words in front, the last words behind.
  const inner = items.slice(1, -1);
  const names = inner.filter(mayBeName).length;
  return { ...list, ofThings: names * 2 < inner.length };
}
