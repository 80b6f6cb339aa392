/**
 * Names behind labels and roles, in prose and forms.
 */
import type { LabelHit, Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { HeadPattern } from "../../edge-pattern.ts";
import {
  isCommonWord,
  isCommonWordAt,
  isFullName,
  isLikelyName,
  mayBeginNameCode,
  nameLengthAt,
  startsWrittenOut,
} from "../../name-grammar.ts";
import type { TableRow } from "../../tables.ts";
import { holdsSpot, personalSpots, spotsWithin } from "../personal-spots.ts";
import { nameAt } from "./name-at.ts";
import { nameBefore } from "./name-before.ts";
import type { NameFinder } from "./name-finder.ts";
import { isOfParents } from "./prose-names.ts";
import { MIDDLE_DOT, PARENTHESIS, endsToken, isHan } from "./tokens.ts";

/** 「申请人为…」, 「申请人姓名…」: what may stand between a role and the name. */
const announces = new CharSet("均都也为系即是有叫姓名分如");

/** What can stand first between a label and its name; all else is the name itself, or no name. */
const leadsOn = new CharSet('"”)]】均都也姓名签信本( :：=为系即是有叫分如\t|“');

/** The number of a party in front of its name. */
const ordinal = new HeadPattern(
  /^(?:[一二三四五六七八九][\u3400-\u9fff]|[1-9][: \u3400-\u9fff])[\u3400-\u9fff]/u,
);

const closesPhrase = new CharSet("，。、；？！,.;");

/** 「消费者|协会」: the role begins another word. */
const otherWord = new HeadPattern(
  /^(?:委员|权益|代表|协会|联合|大会|自治|身份|服务|信息|家庭|住房|需求|满意)/u,
);

/** 「全国人大代表、一线工人…」: what stands in front of a role up to the mark of a list is an office. */
function listedBehindOffice(text: string, start: number): boolean {
  const from = Math.max(0, start - 14);
  let mark = start - 1;
  while (mark >= from && start - mark <= 8 && isHan(text.charCodeAt(mark))) mark -= 1;
  return (
    mark >= from &&
    text.charAt(mark) === "、" &&
    /(?:代表|委员|劳模|劳动模范|模范|书记|主任|会长|理事长)$/u.test(text.slice(from, mark))
  );
}

/** Labels and roles in prose and forms. */
export function labelledNames(finder: NameFinder): void {
  const { labels } = finder.block;
  const officialMatters = linesOfPersons(finder);
  for (const label of labels) {
    const kind = label.label;
    if (kind === "person") {
      if (!mayNameFollow(finder, label.end)) continue;
    } else if (
      kind !== "name" &&
      kind !== "contact" &&
      kind !== "official" &&
      !(kind === "organ-name" && /户名|账户名/u.test(label.word))
    )
      continue;
    const line = finder.block.lineAt(label.start);
    if (kind === "official" && !officialMatters.has(line.index)) continue;
    const row = finder.context.rowAt(line);
    if (row && (row.header || (isOfColumns(row) && !isFormInCell(finder, label, row)))) continue;
    afterLabel(finder, label, line);
  }
}

/** The row stands under headers that say what its cells hold. */
function isOfColumns(row: TableRow): boolean {
  return row.cells.some((cell) => cell.column && cell.column.kind !== "neutral");
}

/** 「联系人：…，手机：…」 written into one cell: its label, not its column, says what stands behind it. */
function isFormInCell({ text }: NameFinder, label: LabelHit, row: TableRow): boolean {
  if (text.charAt(label.end) !== ":") return false;
  return row.cells.some((cell) => cell.start <= label.start && label.end + 2 < cell.end);
}

/** Lines with a personal number or the description of a person: only there it matters whose name is an official's. */
function linesOfPersons(finder: NameFinder): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const spot of personalSpots(finder.block)) lines.add(finder.block.lineAt(spot.start).index);
  for (const at of finder.block.personDetails) lines.add(finder.block.lineAt(at).index);
  return lines;
}

/** The cheap test behind a role in prose: a surname, a mark that announces, or a name with a middle dot. */
function mayNameFollow(finder: NameFinder, at: number): boolean {
  const text = finder.text;
  const next = text.charCodeAt(at);
  if (ordinal.fits(text, at, at + 3)) return true;
  if (next < 0x4e00 || next > 0x9fff) return !Number.isNaN(next) && !closesPhrase.has(next);
  if (mayBeginNameCode(next) || startsWrittenOut(text, at) || announces.has(next)) return true;
  for (let dot = at + 1; dot < at + 8; dot += 1) if (text.charCodeAt(dot) === MIDDLE_DOT) return true;
  return false;
}

/** A firm or office, in the clause that begins with it. */
const ofFirm = /^[\u3400-\u9fff()]{2,24}(?:公司|中心|合作社|工厂|[局厂]|学校|医院|委员会|政府|银行)/u;

function afterLabel(finder: NameFinder, label: LabelHit, line: Line): void {
  const text = finder.text;
  // 「某某（信访人）」
  const inBracket = text.charCodeAt(label.start - 1) === PARENTHESIS;
  if (inBracket && label.label === "person" && text.charAt(label.end) === ")")
    nameBefore(finder, label.start - 1);
  // 「某某（监护人某某，…）」
  if (inBracket && /监护人$|家长$|家属$|^[父母]亲$/u.test(label.word)) nameBefore(finder, label.start - 1);
  const skip =
    leadsOn.hasAt(text, label.end) &&
    /^["”)\]】]?(?:姓名|名单|签字|签名|签收|信息|本人)?(?:\([^()]{0,14}\))?[ ]{0,4}(?:[:：=]|[均都也]?为[:：]?|[均都]?系|[均都]是|即|是|有|叫|分别(?:是|为)|如下[:：]|\t|\|)?[ \t]{0,4}["“]?/u.exec(
      text.slice(label.end, label.end + 30),
    );
  const skipped = skip ? skip[0] : "";
  let at = label.end + skipped.length;
  // 「被告一某某」, 「申请人2：某某」
  if (
    skipped === "" &&
    label.label === "person" &&
    ordinal.fits(text, at, at + 3) &&
    !isCommonWordAt(text, at)
  )
    at += /^\d/u.test(text.charAt(at)) && /[: ]/u.test(text.charAt(at + 1)) ? 2 : 1;
  const marked = skipped !== "" && /[:：=为系即是叫\t|"“]|^ {1,}$/u.test(skipped);
  if (label.label === "contact" && !privateContact(finder, line, at)) {
    skipOfficial(finder, at);
    return;
  }
  if (label.label === "official") {
    if (!isOfParents(finder.block, line, label.start)) skipOfficial(finder, at);
    return;
  }
  // 「赠与|其弟」
  const kinOf = label.word.startsWith("其");
  // 「妇女儿童」 holds no 「女儿」: an unmarked role must not begin inside of another word.
  if (!marked && !kinOf && isCommonWordAt(text, label.start - 1) && !isCommonWordAt(text, label.start - 2))
    return;
  const announced = label.label === "name";
  if (announced && marked && label.word === "姓名" && isInPost(finder, line, at)) return;
  // A name on the net: 「网友“春风”」.
  if (label.word === "网友" && /["“]/u.test(skipped)) return;
  if (label.label === "person" && notPersonal(finder, label)) return;
  if (label.label === "person" || announced) nameInBrackets(finder, label.end, kinOf || announced);
  let count = 0;
  while (at < line.end && count < 200) {
    const name = nameAt(
      finder,
      at,
      line.end,
      marked,
      announced || label.label === "contact" ? "announced" : "strong",
      count > 0,
      line,
    );
    if (!name) return;
    // 「户名：山东鲁桥建设有限公司」
    if (
      label.word.endsWith("户名") &&
      ofFirm.test(text.slice(name.start, Math.min(line.end, name.start + 30)))
    )
      return;
    // 「变更姓名申请」: a word behind it, and nothing that sets it apart.
    if (!marked && label.word.endsWith("姓名") && isCommonWord(text.slice(name.start, name.end))) return;
    // A lawyer who speaks for someone acts in his profession.
    if (
      label.word.endsWith("代理人") &&
      /^[，,(（][^。；]{0,24}(?:律师|法律工作者|法律援助)/u.test(text.slice(name.end, name.end + 32))
    )
      return;
    finder.report(name.start, name.end, announced || marked ? "name-labelled" : "name-prose");
    count += 1;
    const more =
      /^(?:\([^()]{0,30}\))?(?:[、和及与/]|[ ]{0,2}[、][ ]{0,2}| (?=[\u3400-\u9fff]{2,4}(?:[ ，。；]|$)))/u.exec(
        text.slice(name.end, name.end + 40),
      );
    const next = more ? name.end + more[0].length : marked ? nextItem(finder, name.end, line.end) : undefined;
    if (next === undefined) return;
    at = next;
  }
}

const endsInKind = new CharSet("班级组队室户人方者员类型处");

/** 「户主（某某）」, 「申请人（某某）、」: nothing else stands in the brackets. */
function nameInBrackets(finder: NameFinder, at: number, announced: boolean): void {
  if (finder.text.charCodeAt(at) !== PARENTHESIS) return;
  const name = /^\(([\u3400-\u9fff·]{2,8})\)/u.exec(finder.text.slice(at, at + 10))?.[1];
  if (name === undefined || isCommonWord(name) || !isFullName(name, "strong")) return;
  // 「学生（毕业班）」
  if (endsInKind.hasAt(name, name.length - 1)) return;
  finder.report(at + 1, at + 1 + name.length, announced ? "name-labelled" : "name-prose");
}

/** 「加分考生：某某，少数民族考生；某某，烈士子女」: where the next item of such a list begins. */
function nextItem(finder: NameFinder, end: number, limit: number): number | undefined {
  const text = finder.text;
  const note = /^[，(][^；。:]{1,60}[；;] ?/u.exec(text.slice(end, Math.min(limit, end + 64)));
  if (!note) return undefined;
  const at = end + note[0].length;
  const item = /^[\u3400-\u9fff·]{2,8}(?=[，(])/u.exec(text.slice(at, at + 9))?.[0];
  return item && isFullName(item, "strong") && !isCommonWord(item) ? at : undefined;
}

/** What leaders of an office are. */
const leads =
  /^职务[:：] ?[^，。；;]{0,30}(?:书记|[省市县区镇乡州]长|[局厅部处科所站院校]长|主任|主席|司令员?|政委|秘书长|常委|党组成员|调研员|巡视员)/u;

/** 「姓名：某某　职务：县水务局局长　分工：…」: the field says whose, in the line or one of the next. */
function isInPost({ block, text }: NameFinder, line: Line, at: number): boolean {
  let until = line.end;
  for (let next = line.index + 1; next <= line.index + LINES_OF_FIELDS; next += 1) {
    const below = block.lines[next];
    if (!below || below.end - below.start > LONGEST_FIELD || text.startsWith("姓名", below.start)) break;
    until = below.end;
  }
  const field = text.slice(at, Math.min(until, at + LONGEST_FIELDS)).indexOf("职务");
  return (
    field > 0 &&
    leads.test(text.slice(at + field, at + field + 40)) &&
    !holdsSpot(block, line.start, Math.min(until, at + LONGEST_FIELDS))
  );
}

const LINES_OF_FIELDS = 3;
const LONGEST_FIELD = 60;
const LONGEST_FIELDS = 120;

/** Roles that also stand for organisations or in other words: 「消费者权益」, 「用户名」. */
function notPersonal(finder: NameFinder, label: LabelHit): boolean {
  // 「全国人大代表、一线工人某某」 speaks in public.
  if (listedBehindOffice(finder.text, label.start)) return true;
  // 「村会计：某某　监委会主任：…」: who signs for a village.
  if (label.word.endsWith("会计") && finder.text.charAt(label.end) === ":") return true;
  // 「烈士某某」 belongs to history where no personal number stands beside him.
  if (label.word === "烈士") {
    const line = finder.block.lineAt(label.start);
    if (!holdsSpot(finder.block, line.start, line.end)) return true;
  }
  // 「杂交水稻之父某某」: not the father of a person.
  if (label.word.startsWith("之") && finder.text.charAt(label.start - 1) >= "\u3400") {
    const owner = finder.text.slice(Math.max(0, label.start - 3), label.start);
    if (!isLikelyName(owner) && !isLikelyName(owner.slice(-2)) && !/[子女婿媳孙]$/u.test(owner)) return true;
  }
  if (otherWord.fits(finder.text, label.end, label.end + 2)) return true;
  return (
    /[(（]/u.test(finder.text.charAt(label.start - 1)) && (label.word === "经营者" || label.word === "店主")
  );
}

const addressed = new CharSet("您你");

/** 「您（某某）」, 「你户（某某）」: whom the paper speaks to. */
export function namesOfAddressees(finder: NameFinder): void {
  const { text } = finder;
  for (let at = text.indexOf("("); at >= 0; at = text.indexOf("(", at + 1)) {
    if (!addressed.hasAt(text, at - 1) && !(text.charAt(at - 1) === "户" && addressed.hasAt(text, at - 2)))
      continue;
    const name = /^\(([\u3400-\u9fff·]{2,8})\)/u.exec(text.slice(at, at + 10))?.[1];
    if (name && isFullName(name, "strong")) finder.report(at + 1, at + 1 + name.length, "name-prose");
  }
}

/** A contact is private when a mobile number stands beside it. */
function privateContact(finder: NameFinder, line: Line, at: number): boolean {
  let until = line.end;
  for (let next = line.index + 1; next <= line.index + 3; next += 1) {
    const other = finder.block.lines[next];
    if (!other || other.end - other.start < 4 || other.end - other.start > 40) break;
    until = other.end;
  }
  until = Math.min(until, at + 120);
  // 「13…，请择一拨打，联系人某某」
  const before = spotsWithin(finder.block, Math.max(line.start, at - 50), at).findLast(
    (spot) => spot.type === "MOBILE",
  );
  if (before && !/[。；]/u.test(finder.text.slice(before.end, at))) return true;
  return spotsWithin(finder.block, at, until).some(
    (spot) =>
      (spot.type === "MOBILE" || spot.type === "MOBILE_MASKED" || spot.type === "LANDLINE") &&
      !/联系人|联络人/u.test(finder.text.slice(at, spot.start)),
  );
}

function skipOfficial(finder: NameFinder, at: number): void {
  const text = finder.text;
  let from = at;
  for (let count = 0; count < 30; count += 1) {
    let end = from;
    while (end - from < 12 && !endsToken(text, end)) end += 1;
    const token = text.slice(from, end);
    const length = isFullName(token, "strong")
      ? token.length
      : nameLengthAt(text.slice(from, from + 24), "strong");
    if (length === 0) return;
    finder.official.add(from);
    const more = /^(?:\([^()]{0,30}\))?(?:[、和及与]| (?=[\u3400-\u9fff]{2,4}(?:[ ，。；]|$)))/u.exec(
      text.slice(from + length, from + length + 36),
    );
    if (!more) return;
    from += length + more[0].length;
  }
}
