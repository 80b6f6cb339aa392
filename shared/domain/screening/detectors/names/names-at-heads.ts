/**
 * A name at the head of a line, a comma, and what a paper only says of private persons: 「某某，多领3个月，应退4950元；」, 「某某，请于十日内…」,
 * 「某某，原住…」. In a list of such lines names that read like nothing else carry the rest.
 */
import type { Line } from "../../block.ts";
import { HeadPattern } from "../../edge-pattern.ts";
import {
  fillsPlaceOfName,
  isClearName,
  isCommonWordAt,
  isFullName,
  isPublicFigure,
} from "../../name-grammar.ts";
import { isTownAt, nameOdds } from "../../name-odds.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace } from "./name-runs.ts";
import { beginsWithAdverb } from "./words-as-names.ts";

const COMMA = 0xff0c;

/** What is said of somebody behind the comma: what he is asked to do, owes, gets, suffered, where he lived, who he is. */
const personal = new HeadPattern(
  /^(?:请(?:于|在(?![开入考])|到|你|您|携|持|尽快|速|及时|本人)|[多少漏重错][领发报缴]|应[退补缴还领]|尚?欠[缴费款息租薪\d]|原住|现住|生前|住[^建院房所宿]|[男女][，。、]|已(?:办|领取|退[保款回休]|报到|去世|死亡|故|签收|迁|搬|婚)|未(?:按|在|办|领|到[场案庭]|婚|成年|满|报到)|应(?:于|在)[\d本今次]|当场|左[手脚臂腿小眼侧]|右[手脚臂腿小眼侧]|头部|[您你](?!校|院|局|厂|社|公司|单位|村|县|市|镇|区)|户籍[地在]|籍贯|身高|证件?号|身份证|同日|逾期|曾用名|因(?:病|伤|考试|旷|打架|盗|酒|涉嫌|多次|照|缺|本人|家庭|年龄|无|未|不|违反|重复|死亡|外出|丢|遗失)|自愿|在(?:两地|校|逃|押|外|家|我院|本院))/u,
);

/** Somebody in office, in the same line. */
const office =
  /(?:任命|免去|任免|[局厅处科所院市县区镇乡州省部队站校会]长[，。；、职]|书记|主任|常委|委员|主席|常务|秘书长|巡视员|调研员|请假|代表|法定代表人|经理|记者|烈士|英雄|诗人)/u;

/** What is said of others too: the name must read like nothing else, and the sentence speak of a private matter. */
const said = new HeadPattern(/^(?:因|原系|原为|系|于\d|自\d|曾|将|与|被|经)/u);
const privateMatter =
  /(?:骗取|冒领|追回|退还|应退|暂停|停发|申请|住院|诊断|补贴|补助|低保|救助|待遇|处分|拘留|罚款|欠缴|户籍|就读|就诊|失业|注销|伤残|工伤|死亡|打伤|盗窃)/u;
const CLEAR = 6;

const TELLING = 3;
/** Of a name of two characters, which many words are. */
const TELLING_SHORT = 5;
const LONGEST = 4;

export function namesAtHeads(finder: NameFinder): void {
  const { block, text } = finder;
  let list: { line: Line; start: number; end: number; sure: boolean }[] = [];
  const close = (): void => {
    if (list.some(({ sure }) => sure))
      for (const { start, end, sure } of list)
        if (sure || list.length > 1) finder.report(start, end, "name-prose");
    list = [];
  };
  for (const line of block.lines) {
    if (line.end === line.start) continue;
    const found = headOf(finder, line);
    if (!found) close();
    else list.push({ line, ...found, sure: isSure(text, found.start, found.end) });
  }
  close();
}

/** Where the name at the head of a line stands, behind its number in a list. */
function headOf(finder: NameFinder, line: Line): { start: number; end: number } | undefined {
  const { text } = finder;
  if (!mayHaveComma(text, line)) return undefined;
  const row = finder.context.rowAt(line);
  if (row && (row.header || row.official || row.cells.some(({ column }) => column))) return undefined;
  const numbered = /^[ 　]*(?:\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、)] ?)?/u.exec(
    text.slice(line.start, line.start + 8),
  );
  const start = line.start + (numbered?.[0].length ?? 0);
  let end = start;
  while (end < line.end && end - start <= LONGEST && text.charCodeAt(end) !== COMMA) end += 1;
  if (text.charCodeAt(end) !== COMMA || end - start < 2 || end - start > LONGEST) return undefined;
  const name = text.slice(start, end);
  if (
    !personal.fits(text, end + 1, Math.min(line.end, end + 8)) &&
    !(
      said.fits(text, end + 1, Math.min(line.end, end + 5)) &&
      isClearName(name) &&
      nameOdds(text, start, end - start) >= CLEAR &&
      privateMatter.test(text.slice(end, Math.min(line.end, end + 60)))
    )
  )
    return undefined;
  if (!isFullName(name, "strong") && !fillsPlaceOfName(name)) return undefined;
  if (isPublicFigure(name) || beginsWithAdverb(name) || endsPlace.hasAt(text, end - 1)) return undefined;
  if (name.length === 2 && isTownAt(text, start)) return undefined;
  if (office.test(text.slice(end, Math.min(line.end, end + 60)))) return undefined;
  if (finder.block.labelsWithin(start, end).some((hit) => hit.end === end)) return undefined;
  return { start, end };
}

/** The cheap test: a comma within the first characters. */
function mayHaveComma(text: string, line: Line): boolean {
  const until = Math.min(line.end, line.start + LONGEST + 6);
  for (let at = line.start + 2; at < until; at += 1) if (text.charCodeAt(at) === COMMA) return true;
  return false;
}

function isSure(text: string, start: number, end: number): boolean {
  const odds = nameOdds(text, start, end - start);
  if (end - start === 2) return odds >= TELLING_SHORT;
  return odds >= TELLING || (odds > 0 && !isCommonWordAt(text, start)) || isClearName(text.slice(start, end));
}
