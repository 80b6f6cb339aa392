/**
 * Names, ordinary words among them, in turns of phrase that hold a person's name in one place: who drives a vehicle, who takes over from
 * whom, who gives a place up, who gets how much in a list of amounts.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import {
  fillsPlaceOfName,
  isCommonWord,
  isFullName,
  isHalfOfName,
  isPublicFigure,
  isWrittenOut,
} from "../../name-grammar.ts";
import { eachPlaceOf } from "../../normalise.ts";
import { isTownAt } from "../../name-odds.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace } from "./name-runs.ts";
import { COLON, isDigit, isHan, MIDDLE_DOT, SPACE } from "./tokens.ts";
import { beginsWithAdverb } from "./words-as-names.ts";

export function namesInTurns(finder: NameFinder): void {
  driving(finder);
  takingOver(finder);
  givingUp(finder);
  eachPlaceOf(finder.block.folded, COLON, (colon) => amountsBehind(finder, colon));
}

const drives = /([\u3400-\u9fff]{2,4})驾驶的?(?:号牌为?|车牌为?|车辆)?$/u;
/** How or where somebody drives. */
const drivingHow =
  /^(?:酒后|醉酒|饮酒|无证|违[法章规]|超[速员载]|涉嫌|正在|高速|单独|疲劳|毒驾|擅自|多次|再次|当日|独自|继续|轮流|交替|雇员|员工|司机|雇佣|指使)/u;

/** 「与被申请人和平安驾驶的豫R…」: between a role and a plate. */
function driving(finder: NameFinder): void {
  const { block, text } = finder;
  for (const plate of block.findings) {
    if (plate.type !== "PLATE" || plate.column) continue;
    const line = block.lineAt(plate.start);
    const before = text.slice(Math.max(line.start, plate.start - 12), plate.start);
    const match = drives.exec(before);
    if (!match) continue;
    const end = plate.start - before.length + match.index + (match[1] ?? "").length;
    for (let size = 4; size >= 2; size -= 1) {
      const start = end - size;
      const name = text.slice(start, end);
      if (start < line.start || !finder.endsRole(start)) continue;
      if (!drivingHow.test(name) && (fillsPlaceOfName(name) || isFullName(name, "strong")))
        finder.report(start, end, "name-prose");
      break;
    }
  }
}

const successions = "递补 接任 接替 接手 继任 顶替 补缺 代领 代签".split(" ");
/** Whoever comes next, and how: no name. */
const byTurn =
  /由(?:第?[一二三四五六七八九十\d]+[名位人]|(?:候补|递补|备选|替补|入围|合格)?(?:人员|考生|学生|选手|对象)|其(?:[子女父母妻夫兄弟姐妹]|儿子|女儿|配偶|妻子|丈夫|[父母]亲|[长次]子|[长次]女))?([\u3400-\u9fff]{2,4}?)(?:依次|顺次|自动|临时|暂时|直接|顺位|从次)?$/u;
/** What says that persons are spoken of and not posts or offices. */
const ofPersons =
  /(?:放弃|弃权|退岗|退出|辞职|辞任|外出|务工|病故|去世|手机|电话|入围|候选|考生|面试|体检|成绩|公益性?岗|信息员|护林|保洁|护路|联户|补助金|低保|救助|其[子女父母夫妻]|代[领签])/u;
const otherBodies = new CharSet("局厅委办部处科室所站队组院校园厂店社会司行村镇乡县市区街会员长任人方家者工");

/** 「现由某某接任，」, 「由某某依次递补」; and in the same sentence 「因某某外出务工，」. */
function takingOver(finder: NameFinder): void {
  const { block, text } = finder;
  for (const word of successions)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 2)) {
      const line = block.lineAt(at);
      if (isSetInColumns(finder, line)) continue;
      const from = Math.max(line.start, at - 14);
      const match = byTurn.exec(text.slice(from, at));
      const name = match?.[1];
      if (!match || !name || !ofPersons.test(block.lineText(line))) continue;
      const start = from + match.index + match[0].indexOf(name);
      if (!standsFor(finder, start, start + name.length)) continue;
      finder.report(start, start + name.length, "name-prose");
      reasonBefore(finder, line, start);
    }
}

const reason =
  /因([\u3400-\u9fff]{2,3}?)(?:外出|去世|病故|死亡|生病|患病|住院|辞职|离职|辞任|入伍|怀孕|搬迁|搬走|离世|年老|年迈|升学|退岗|调离|身体)/u;

function reasonBefore(finder: NameFinder, line: Line, until: number): void {
  const from = Math.max(line.start, until - 40);
  const match = reason.exec(finder.text.slice(from, until));
  const name = match?.[1];
  if (!match || !name) return;
  const start = from + match.index + 1;
  if (standsFor(finder, start, start + name.length)) finder.report(start, start + name.length, "name-prose");
}

const gives =
  /(?:的|人员|考生|学生|对象|选手|候选人|入围者?|候选者|申请人|竞买人|中签人|承租人|第[一二三四五六七八九十\d]{1,3}[名位])([\u3400-\u9fff]{2,3}?)(?:自愿|主动|因故|因病|因事|书面|明确|申请|自行|表示)?$/u;

/** 「原拟录用的某某自愿放弃，」 */
function givingUp(finder: NameFinder): void {
  const { block, text } = finder;
  for (let at = text.indexOf("放弃"); at >= 0; at = text.indexOf("放弃", at + 2)) {
    const line = block.lineAt(at);
    if (isSetInColumns(finder, line)) continue;
    const from = Math.max(line.start, at - 12);
    const match = gives.exec(text.slice(from, at));
    const name = match?.[1];
    if (!match || !name || !ofPersons.test(block.lineText(line))) continue;
    const start = from + match.index + match[0].lastIndexOf(name);
    if (!beginsWithAdverb(name) && standsFor(finder, start, start + name.length))
      finder.report(start, start + name.length, "name-prose");
  }
}

function isSetInColumns(finder: NameFinder, line: Line): boolean {
  const row = finder.context.rowAt(line);
  return row !== undefined && (row.header || row.official || row.cells.some(({ column }) => column));
}

/** Whether what stands from `start` up to `end` can be somebody's name here: an ordinary word too, but no office, role or adverb. */
function standsFor(finder: NameFinder, start: number, end: number): boolean {
  const name = finder.text.slice(start, end);
  if (!fillsPlaceOfName(name) && !isFullName(name, "strong") && !isHalfOfName(name)) return false;
  if (isPublicFigure(name) || otherBodies.hasAt(name, name.length - 1)) return false;
  return !finder.block.labelsWithin(start, end).some((hit) => hit.start === start && hit.end === end);
}

/** 「土登4800元、日黑5200元、曲批4650元。」 */
const chain = /^ ?(?:[\u3400-\u9fff·]{2,8} ?[\d.,]{1,9}(?:元|万元)(?:[、，,；; ]{1,2}|(?=。|$))){3,}/u;
const amountOf = /([\u3400-\u9fff·]{2,8}) ?[\d.,]{1,9}(?:元|万元)/gu;
/** Goods and works have their price as well. */
const ofGoods =
  /(?:价|费用|造价|单价|成本|物资|材料|项目|工程款|税|收入|支出|预算|采购|购置|购买|配备|更换|栽植|苗木|各(?:[镇乡县市区村]|单位|企业|公司|部门))[\u3400-\u9fff]{0,4}$/u;

/** The cheap test: a figure within the longest name, and none in front of the shortest. */
function mayBeAmount(text: string, from: number): boolean {
  for (let at = from; at < from + 10; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) return at >= from + 2;
    if (!isHan(code) && code !== SPACE && code !== MIDDLE_DOT) return false;
  }
  return false;
}

function amountsBehind(finder: NameFinder, colon: number): void {
  const { block, text } = finder;
  if (!mayBeAmount(text, colon + 1)) return;
  const line = block.lineAt(colon);
  if (line.end - colon < 16 || isSetInColumns(finder, line)) return;
  const list = chain.exec(text.slice(colon + 1, Math.min(line.end, colon + 1200)))?.[0];
  if (!list || ofGoods.test(text.slice(Math.max(line.start, colon - 10), colon))) return;
  const items = [...list.matchAll(amountOf)].map(({ 0: all, 1: name = "", index }) => ({
    name,
    start: colon + 1 + index + all.indexOf(name),
  }));
  const telling = items.filter(
    ({ name }) =>
      isHalfOfName(name) || isWrittenOut(name) || (isFullName(name, "strong") && !isCommonWord(name)),
  ).length;
  if (telling < 2 || telling * 2 < items.length) return;
  for (const { name, start } of items)
    if (isCommonWord(name) || endsPlace.hasAt(name, name.length - 1) || isTownAt(text, start)) return;
  for (const { name, start } of items)
    if (name.length <= 6) finder.report(start, start + name.length, "name-roster");
}
