/**
 * Names, ordinary words among them, in entries of lists that are made alike: numbered and described, drawn by lot, grouped by town or
 * day, counted at their end, and the fields of a form put out line by line.
 */
import { CharSet } from "../../char-set.ts";
import { isCommonWord, isFullName, mayBeCalled, mayBeginName } from "../../name-grammar.ts";
import { verdictOf } from "./headless-rows.ts";
import { nameOdds } from "../../name-odds.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace } from "./name-runs.ts";
import { endsAsBody, mayBeNamed } from "./names-in-company.ts";

export function namesInEntries(finder: NameFinder): void {
  numberedItems(finder);
  codedItems(finder);
  grouped(finder);
  counted(finder);
  fields(finder);
}

/** Two of three. */
const mostAre = <T>(items: readonly T[], are: (item: T) => boolean): boolean =>
  items.filter(are).length * 3 >= items.length * 2;

/** 「医疗救助对象：①黎明，尿毒症；②晨光，…」 */
const headOfPersons = /(?:对象|人员|患者|学生|家庭|农户|住户|职工|儿童|老人|考生)[:：]$/u;
const described = /[①-⑳]([\u3400-\u9fff]{2,3})，[^；;，。]{2,16}(?=[；;。]|$)/gu;

function numberedItems(finder: NameFinder): void {
  const { block, text } = finder;
  // Once a line, however many numbers stand in it.
  for (let at = text.indexOf("①"), line; at >= 0; at = text.indexOf("①", line.end)) {
    line = block.lineAt(at);
    const content = block.lineText(line);
    const first = at - line.start;
    const above = block.lines[line.index - 1];
    const head = first === 0 && above ? block.lineText(above) : content.slice(0, first);
    if (!headOfPersons.test(head.trim())) continue;
    const items = [...content.matchAll(described)];
    if (items.length < 3 || !mostAre(items, ({ 1: name = "" }) => mayBeNamed(name))) continue;
    for (const { 1: name = "", index } of items)
      finder.report(line.start + index + 1, line.start + index + 1 + name.length, "name-roster");
  }
}

/** 「A01—来顺　A02—干巧」: who got which number. */
const coded = /(?:^| )[A-Z]{0,2}\d{1,5}[-:=]([\u3400-\u9fff]{2,4})(?= |$)/gu;
const startsCode = new CharSet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ");
const drawn = /(?:抽签|摇号|选房|中签|选岗|座位|号牌|录取|名单|经营者|承租人|考生|学生)/u;

function codedItems(finder: NameFinder): void {
  const { block } = finder;
  for (const line of block.lines) {
    if (!startsCode.hasAt(block.text, line.start)) continue;
    const content = block.lineText(line).trimEnd();
    if (content.length < 12 || !/\d[-:=]/u.test(content)) continue;
    const items = [...content.matchAll(coded)];
    if (items.length < 3 || items.map(([all]) => all.length).reduce((a, b) => a + b, 0) !== content.length)
      continue;
    const titles = [1, 2, 3]
      .flatMap((up) => block.lines[line.index - up] ?? [])
      .map((one) => block.lineText(one));
    if (!titles.some((title) => drawn.test(title))) continue;
    const names = items.map(({ 1: name = "" }) => name);
    if (names.filter((name) => endsPlace.hasAt(name, name.length - 1)).length * 3 > names.length) continue;
    if (!mostAre(names, (name) => mayBeginName(name.charAt(0)))) continue;
    for (const [at, { 0: all, index }] of items.entries()) {
      const name = names[at] ?? "";
      const start = line.start + index + all.length - name.length;
      finder.report(start, start + name.length, "name-roster");
    }
  }
}

/** 「…发放范围的有：王集镇某某、某某；孟庄镇某某；」, 「10月11日某某、某某；」: by towns, villages or days. */
const group =
  /^(?:[\u3400-\u9fff]{1,6}?(?:街道|社区|[镇乡村县区市])|\d{1,2}月\d{1,2}日)([\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4})*)$/u;
const ofVolunteers = /(?:志愿|学生|同学|人员|对象|名单)/u;

function grouped(finder: NameFinder): void {
  const { block } = finder;
  let next = -1;
  for (const line of block.lines) {
    if (next < line.start) next = block.text.indexOf("；", line.start);
    if (next < 0) return;
    if (next >= line.end) continue;
    const content = block.lineText(line);
    const colon = content.indexOf(":");
    if (colon < 4 || colon > 60 || !content.includes("；", colon)) continue;
    const title = content.slice(0, colon);
    const verdict = verdictOf(title);
    if (verdict === "others" || (verdict === undefined && !ofVolunteers.test(title))) continue;
    const names: { readonly name: string; readonly start: number }[] = [];
    let groups = 0;
    for (const entry of (content.slice(colon + 1).split("。", 1)[0] ?? "").matchAll(/[^；]+/gu)) {
      const items = group.exec(entry[0])?.[1];
      if (!items) {
        if (/^[每共]/u.test(entry[0])) continue;
        groups = 0;
        break;
      }
      groups += 1;
      let at = line.start + colon + 1 + entry.index + entry[0].length - items.length;
      for (const name of items.split("、")) {
        names.push({ name, start: at });
        at += name.length + 1;
      }
    }
    const likely = names.filter(({ name }) => isFullName(name, "strong") && !isCommonWord(name)).length;
    const things = names.filter(
      ({ name }) => endsPlace.hasAt(name, name.length - 1) || name.endsWith("线"),
    ).length;
    if (groups < 2 || likely * 2 < names.length || things * 3 > names.length) continue;
    for (const { name, start } of names) finder.report(start, start + name.length, "name-roster");
  }
}

/** 「经审核，某某，某某，某某等7名毕业生」: a list set apart by commas and counted. */
const commas = /(?:^|[，,:])((?:[\u3400-\u9fff·]{2,9}[，,]){2,}[\u3400-\u9fff·]{2,9})等\d{1,3}[名人户]$/u;
const LONGEST_COUNTED = 160;

function counted(finder: NameFinder): void {
  const { text } = finder;
  for (let at = text.indexOf("等"); at >= 0; at = text.indexOf("等", at + 1)) {
    const tail = /^等\d{1,3}[名人户]/u.exec(text.slice(at, at + 5))?.[0];
    if (!tail) continue;
    if (text.charAt(at - 3) === "、" || text.charAt(at - 4) === "、" || text.charAt(at - 5) === "、") {
      for (const [start, end] of countedByMarks(finder, at, at + tail.length))
        finder.report(start, end, "name-roster");
      continue;
    }
    const list = commas.exec(text.slice(Math.max(0, at - LONGEST_COUNTED), at + tail.length))?.[1];
    if (!list) continue;
    let end = at;
    const names: (readonly [number, number])[] = [];
    for (const token of list.split(/[，,]/u).toReversed()) {
      if (!mayBeNamed(token) && !/^[\u3400-\u9fff]{2,7}·[\u3400-\u9fff]{2,7}$/u.test(token)) break;
      names.push([end - token.length, end]);
      end -= token.length + 1;
    }
    if (names.length >= 3) for (const [start, stop] of names) finder.report(start, stop, "name-roster");
  }
}

/** What a list of persons stands behind: 「经研究，决定授予某某、某某等18名教师…称号」. */
const opensList =
  /(?:授予|给予|表彰|奖励|表扬|批准|同意|准予|评选|评定|确定|认定|录取|录用|聘用|招录|资助|救助|慰问|推荐|选派|接收|[将对为有由给，,:。（(])$/u;
/** Whoever is put into office or meets. */
const inOffice = /任命|免去|任免|提名|领导|书记|[局处科镇乡县市区]长|主任|委员|代表|专家|企业家|干部|记者/u;
const officeBehind =
  /^[\u3400-\u9fff]{0,8}(?:[为任](?:[省市县区镇乡局处科院校副委主常])|职务|出席|参加会议|列席|调研|陪同|讲话|带队)/u;
const LONGEST_HEAD = 20;
const ofPersons = /教师|学生|同学|同志|考生|职工|工人|村民|居民|农民|医生|护士|志愿者/u;

/** 「某某、某某、某某等18名教师」: back from the word 等 to what the list stands behind. */
function countedByMarks(
  { block, text }: NameFinder,
  at: number,
  behind: number,
): readonly (readonly [number, number])[] {
  if (officeBehind.test(text.slice(behind, behind + 14))) return [];
  const { start } = block.lineAt(at);
  const may = (name: string): boolean =>
    mayBeNamed(name) ||
    (personsBehind &&
      (mayBeginName(name.charAt(0))
        ? isFullName(name, "announced")
        : mayBeCalled(name, true) && !isCommonWord(name.slice(0, 2))));
  const personsBehind = ofPersons.test(text.slice(behind, behind + 8));
  const spans: (readonly [number, number])[] = [];
  for (let end = at, mark; ; end = mark) {
    mark = text.lastIndexOf("、", end - 1);
    if (mark >= start && end - mark > 2 && end - mark <= 5) {
      if (!may(text.slice(mark + 1, end))) return [];
      spans.push([mark + 1, end]);
      continue;
    }
    const first = [3, 2, 4]
      .map((size) => end - size)
      .find(
        (from) =>
          from >= start &&
          may(text.slice(from, end)) &&
          (from === start || opensList.test(text.slice(Math.max(start, from - 2), from))),
      );
    if (first === undefined || inOffice.test(text.slice(Math.max(start, first - LONGEST_HEAD), first)))
      return [];
    spans.push([first, end]);
    break;
  }
  const clear = spans.filter(([from, to]) => isClearOfList(text.slice(from, to))).length;
  const places = spans.filter(([, to]) => endsPlace.hasAt(text, to - 1)).length;
  // 「荆无命、丁一、车晓等9名考生」
  const surnamed = personsBehind && spans.every(([from]) => mayBeginName(text.charAt(from)));
  return spans.length >= 3 && (surnamed || clear * 3 >= spans.length) && places * 3 <= spans.length
    ? spans
    : [];
}

const isClearOfList = (name: string): boolean =>
  (name.length > 2 && isFullName(name, "strong")) || nameOdds(name, 0, name.length) >= TELLING;
const TELLING = 3;

const nextField = /^(?:性别|年龄|民族|出生|身份证|证件|家庭住址|住址|联系|电话|手机|学历|单位|专业|班级)/u;
const numberBelow = /^(?:准考证号|身份证号|学号|考号|报名号)码?:/u;

/** 「姓名」, a name, 「性别」 on lines of their own; a name alone above 「准考证号：」. */
function fields(finder: NameFinder): void {
  const { block } = finder;
  for (const line of block.lines) {
    const length = line.end - line.start;
    const below = block.lines[line.index + 1];
    if (length < 2 || length > 6 || !below) continue;
    const content = block.lineText(line).trim();
    if (!/^[\u3400-\u9fff]{2,4}$/u.test(content)) continue;
    const next = block.lineText(below).trim();
    const above = block.lines[line.index - 1];
    const told =
      (above !== undefined && /^姓 ?名$/u.test(block.lineText(above).trim()) && nextField.test(next)) ||
      (numberBelow.test(next) && !isCommonWord(content));
    if (!told || nextField.test(content) || endsAsBody(content)) continue;
    const start = block.text.indexOf(content, line.start);
    finder.report(start, start + content.length, "name-labelled");
  }
}
