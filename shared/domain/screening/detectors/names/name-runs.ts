/**
 * Lines that hold nothing but names: classes, crews, groups. Most items read as names by themselves and carry the rest, words and
 * names of minorities among them. 「2班」 or 「三年级二班：」 may stand in front.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { isCommonWord, isFullName, mayBeginName } from "../../name-grammar.ts";
import { nameOdds } from "../../name-odds.ts";
import { officialTitle } from "../../tables.ts";
import type { NameFinder } from "./name-finder.ts";
import { publicRole } from "./public-roles.ts";
import { COLON } from "./tokens.ts";

const separators = new CharSet(" 、，,；;\t");

/** A name of two characters with blanks between them. */
export const spreadName = /^[\u3400-\u9fff] {1,3}[\u3400-\u9fff](?![\u3400-\u9fff])/u;

/** A name, with a note in brackets or not. */
const item =
  /^([\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}|[\u3400-\u9fff]{2,8})(?:\([^()]{1,14}\))?$/u;

/** In front of the names of a line. */
const group =
  /^(?:[\u3400-\u9fff0-9()]{2,16}:|[高初小大]?[一二三四五六七八九十\d]{1,3}(?:年级)?(?:\(\d{1,2}\))?(?:班|组|队|号楼) )/u;

export const otherList =
  /(?:负责|领导|成员|委员|评委|专家|嘉宾|记者|编辑|教师|老师|导师|律师|班主任|干部|代表|主持|出席|列席|参加|值班|河长|站点|途经|线路|景区|品牌|品种|[犬猫鱼树苗]种|展柜|展厅|企业|单位|公司|村|社区|街道|乡镇|县区|地名|景点|项目|节目|剧目|曲目|中药|药材|饮片|歌曲|影片|作者|主演|烈士|先贤|名人|英雄|模范|学校|药品|菜|商品|主审|审|校|摄|组长)[\u3400-\u9fff]{0,4}[:：]?$/u;

/** Whoever is taken on is no person in office yet: 「新入职教师名单：」. */
const recruited = /(?:新入职|新聘|拟聘|招聘|招录|拟录|录用|特岗|考核招)/u;

const TELLING = 3;
const PLAIN = 1;

/** What ends the name of a place or building. */
export const endsPlace = new CharSet(
  "村社镇乡县市路街巷里园苑院馆站店厂校湾桥港塘沟坪坝岭寨屯庄庙祠寺塔河湖山江岛州区",
);

export function namesInRuns(finder: NameFinder): void {
  const { block, text } = finder;
  for (const line of block.lines) {
    const length = line.end - line.start;
    if (length < 8 || length > 600 || !mayBeRun(text, line)) continue;
    const row = finder.context.rowAt(line);
    if (
      row &&
      (row.header || row.official || row.cells.some((cell) => cell.column && cell.column.kind !== "neutral"))
    )
      continue;
    runAt(finder, line);
  }
}

/** A separator within the first characters, behind a head that ends in a colon or not. */
function mayBeRun(text: string, line: Line): boolean {
  let from = line.start;
  for (let at = from; at < Math.min(line.end, line.start + 18); at += 1)
    if (text.charCodeAt(at) === COLON) {
      from = at + 1;
      break;
    }
  for (let at = from + 1; at < from + 9 && at < line.end; at += 1)
    if (separators.hasAt(text, at)) return true;
  return false;
}

function runAt(finder: NameFinder, line: Line): void {
  const content = finder.block.lineText(line);
  const head = group.exec(content)?.[0] ?? "";
  if (head !== "" && !recruited.test(head) && (otherList.test(head) || publicRole.test(head.slice(0, -1))))
    return;
  const until = head === "" ? lastItemEnd(content) : listEnd(content);
  const spans: { start: number; end: number; odds: number }[] = [];
  let at = head.length;
  while (at < until) {
    while (at < until && separators.hasAt(content, at)) at += 1;
    let end = at;
    while (end < until && !separators.hasAt(content, end)) end += 1;
    if (end === at) break;
    // 「李　明」: two characters set as wide as three.
    const spread =
      end - at === 1 ? spreadName.exec(content.slice(at, Math.min(until, at + 6)))?.[0] : undefined;
    if (spread !== undefined) end = at + spread.length;
    const name =
      spread === undefined ? item.exec(content.slice(at, end))?.[1] : spread.charAt(0) + spread.slice(-1);
    if (!name || isLabel(finder, line.start + at, name.length)) return;
    const spreadOut = spread !== undefined && mayBeginName(name.charAt(0));
    if (!spreadOut && !isFullName(name, "announced")) return;
    const weight = nameOdds(name, 0, name.length);
    // Nobody sets a word so among names.
    const odds = spreadOut ? Math.max(PLAIN, weight) : weight;
    if (odds <= -90 && isCommonWord(name.slice(-2))) return;
    spans.push({ start: at, end: at + (spread ?? name).length, odds });
    at = end;
  }
  if (spans.length < 3) return;
  const telling = spans.filter(({ odds }) => odds >= TELLING).length;
  const plain = spans.filter(({ odds }) => odds >= PLAIN).length;
  const classed = /[班级组队桌寝舍床楼]\d{0,3}[: ]$/u.test(head) && plain * 5 >= spans.length * 3;
  if (!classed && (telling < 2 || telling * 2 + plain < spans.length * (head === "" ? 1.5 : 1.2))) return;
  const places = spans.filter(({ end }) => endsPlace.hasAt(content, end - 1)).length;
  if (places * 3 > spans.length || titledOtherwise(finder, line) || isOfAuthors(finder, line)) return;
  for (const { start, end } of spans) finder.report(line.start + start, line.start + end, "name-roster");
}

const sentenceEnds = new CharSet("。；;");
const trailing = new CharSet("。；;、，, ");

/** Where the marks at the end of a line begin. */
function lastItemEnd(content: string): number {
  let end = content.length;
  while (trailing.hasAt(content, end - 1)) end -= 1;
  return end;
}

/** Where the first sentence of a line ends. */
function listEnd(content: string): number {
  for (let at = 0; at < content.length; at += 1) if (sentenceEnds.hasAt(content, at)) return at;
  return lastItemEnd(content);
}

/** The head of a row of goods or kinds: 「品名 白芷 杜仲」. */
const headsKinds = new CharSet("品种药菜树鱼鸟花草书片曲物剧");

/** 「校对 某某 签发 某某」: an office among the items. */
function isLabel(finder: NameFinder, start: number, length: number): boolean {
  if (length === 2 && finder.text.charAt(start + 1) === "名" && headsKinds.hasAt(finder.text, start))
    return true;
  return finder.block
    .labelsWithin(start, start + length)
    .some((hit) => hit.start === start && hit.end === start + length);
}

/** Below who wrote a paper stands where they work: 「（某省某研究所，某市 661399）」. */
const affiliation =
  /^[(（]?\d?[.．]?[^()（）。；]{4,60}(?:研究[所院]|大学|学院|科学院|医院|实验室|[站所局]|中心|公司)[^()（）。；]{0,20}(?:\d{6})?[)）]$/u;

function isOfAuthors({ block }: NameFinder, line: Line): boolean {
  for (let at = line.index + 1; at < Math.min(block.lines.length, line.index + 4); at += 1) {
    const below = block.lineText(block.lines[at] as Line).trim();
    if (below !== "") return below.length < 100 && affiliation.test(below);
  }
  return false;
}

/** The lines above head a list of persons in office, or of other things. */
function titledOtherwise(finder: NameFinder, line: Line): boolean {
  for (let at = line.index - 1; at >= Math.max(0, line.index - 4); at -= 1) {
    const above = finder.block.lineText(finder.block.lines[at] as Line).trim();
    if (above === "" || above.length > 40) continue;
    if (officialTitle.test(above) || otherList.test(above)) return true;
  }
  return false;
}
