/**
 * Names in frames that leave room for nothing else, whatever their characters: a clause between a mark and the number or home of a
 * person, the answer to who somebody is, the holder of an account, the receiver of a letter.
 */
import type { RawFinding } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import {
  fillsPlaceOfName,
  isCommonWord,
  isFullName,
  isHalfOfName,
  isNoName,
  mayBeCalled,
  mayBeginName,
} from "../../name-grammar.ts";
import { isTownAt } from "../../name-odds.ts";
import { holdsSpot, personalSpots } from "../personal-spots.ts";
import type { NameFinder } from "./name-finder.ts";
import { beginsWithAdverb } from "./words-as-names.ts";

export function framedNames(finder: NameFinder): void {
  besideNumbers(finder);
  besideMail(finder);
  besideHomes(finder);
  answers(finder);
  inLatin(finder);
  inCells(finder);
  introduced(finder);
  atLineEnds(finder);
}

const documents: ReadonlySet<string> = new Set([
  "ID_CARD",
  "ID_CARD_MASKED",
  "PASSPORT",
  "PERMIT",
  "BANK_CARD",
  "BANK_CARD_MASKED",
  "SOCIAL_SECURITY",
  "LANDLINE",
]);

/** A clause, a mark, and the label of a number or not: 「浪涛，护照」, 「招颖彤（回乡证 」, 「仁增：」. */
const inFront =
  /(^|[，,；;。、:|\t) >]|本人|[随同]行|户名|姓名|持卡人|开户人)([\u3400-\u9fff]{2,4})(?:持|(?:[，,、 :(|/-]{1,2}|(?:&nbsp;){1,4})(?:系?[男女][，,、 ]{1,2})?(?:\d{1,3}岁[，,、 ]{1,2})?)(?:[\u3400-\u9fff]{0,10}(?:[证照号卡户]|号码|账号|一卡通)[: 为是]{0,2})?$/u;

/** The label of the holder: what follows is a name or says that something is wrong with it. */
const ofHolder = /^(?:户名|姓名|持卡人|开户人)$/u;
const wrongHolder =
  /^(?:[不未已无有均系及和与或为是同如见略]|错误|一致|相[符同]|变更|空白|填写|正确|登记|信息|核对|账[号户]|卡号|开户|银行|身份|证件)/u;

function besideNumbers(finder: NameFinder): void {
  const { block, text } = finder;
  for (const spot of personalSpots(block)) {
    if (!documents.has(spot.type)) continue;
    const line = block.lineAt(spot.start);
    const row = finder.context.rowAt(line);
    if (row && (row.official || row.header || row.cells.some((cell) => cell.column))) continue;
    const match = inFront.exec(text.slice(Math.max(line.start, spot.start - 32), spot.start));
    const clause = match?.[2];
    if (!match || !clause) continue;
    const lead = match[1] ?? "";
    const token = clause.replace(/^(?:[另还]有|其中|[随同]行)(?=..)/u, "");
    const start =
      Math.max(line.start, spot.start - 32) + match.index + lead.length + clause.length - token.length;
    if (lead === "" && start > line.start) continue;
    if (finder.isReported(start) || isLabelAt(finder, start, token.length)) continue;
    if (ofHolder.test(lead) ? !wrongHolder.test(token) && mayBeCalled(token, true) : canStand(token, lead))
      finder.report(start, start + token.length, "name-with-number");
  }
}

/** Whether a clause can be a name by the mark in front of it. */
function canStand(token: string, lead: string): boolean {
  if (isHalfOfName(token)) return true;
  if (!mayBeCalled(token, false) || beginsWithAdverb(token)) return false;
  // 「随行石头持…」: the lead is a role.
  if (lead.endsWith("行")) return fillsPlaceOfName(token);
  // Behind a comma an ordinary word says what is done: 「…，施工，卡号」.
  return lead !== "，" || !isCommonWord(token);
}

function isLabelAt(finder: NameFinder, start: number, length: number): boolean {
  return finder.block
    .labelsWithin(start, start + length)
    .some((hit) => hit.end === start + length && (hit.start <= start || hit.label !== "person"));
}

const namedMail =
  /(?:^|[，,；;。、:|\t( ])([\u3400-\u9fff·]{2,8}) {0,3}[，,:(|/]? {0,2}(?:(?:电子)?邮[箱件]|[Ee]-?[Mm]ail)?[: ]{0,2}$/u;
/** Whose mail it is, ahead in the line: 「家长签名及邮箱：」. */
const ofPersons =
  /(?:姓名|签名|签字|家长|学生|考生|学员|作者|读者|网友|联系人|名单|人员|申请人|投诉人|举报人|来信人|志愿者|居民|业主)/u;
/** What is done with mail. */
const sentTo =
  /[至到为给向请往]$|^(?:回复|发送|投递|抄送|报送|反馈|来信|发至|联系|投稿|咨询|举报|密送|转发)/u;
const organisationEnd = new CharSet("局厅委办部科处室所站院校园厂店社会心司行馆队村镇乡县市区网箱号");

/** 「某某　…@…；某某　…@…」 */
function besideMail(finder: NameFinder): void {
  const { block, text } = finder;
  const mails = block.findings.filter(({ type }) => type === "EMAIL");
  const found = new Map<number, { start: number; name: string; sure: boolean }[]>();
  for (const { start: at } of mails) {
    const line = block.lineAt(at);
    const row = finder.context.rowAt(line);
    if (row && (row.official || row.cells.some((cell) => cell.column))) continue;
    const from = Math.max(line.start, at - 24);
    const match = namedMail.exec(text.slice(from, at));
    const name = match?.[1];
    if (!match || !name || organisationEnd.hasAt(name, name.length - 1)) continue;
    const start = from + match.index + match[0].indexOf(name);
    if (from > line.start && match.index === 0 && start === from) continue;
    if (isLabelAt(finder, start, name.length) || sentTo.test(name) || !mayBeCalled(name, true)) continue;
    const sure = isFullName(name, "strong") && !isCommonWord(name);
    const others = found.get(line.index);
    if (others) others.push({ start, name, sure });
    else found.set(line.index, [{ start, name, sure }]);
  }
  for (const [index, names] of found) {
    const head = text.slice(block.lines[index]?.start ?? 0, names[0]?.start ?? 0);
    const listed = ofPersons.test(head) && names.length > 1;
    for (const { start, name, sure } of names)
      if (sure || (listed && (fillsPlaceOfName(name) || names.some((other) => other.sure))))
        finder.report(start, start + name.length, "name-with-number");
  }
}

/** 「揭阳住」, 「晨曦，家住」, 「花木已迁至」, 「祖国，」 in front of a home. */
const inFrontOfHome =
  /(^|[:，,；;。、|\t) ])([\u3400-\u9fff]{2,4}?)(?:[，,] ?[一二三四五六七八单两\d]人户)?(?:[，,] ?(?:[男女][，,] ?)?(?:现?家?住|户籍|居住|现居|租住)?[在于地]?:?|现?家?住[在于]?|现居|(?:已|现已)?[搬迁][至到往]|[(:])$/u;

function besideHomes(finder: NameFinder): void {
  const { block, text } = finder;
  for (const home of block.findings) {
    if (home.type !== "ADDRESS" || home.column) continue;
    const line = block.lineAt(home.start);
    const row = finder.context.rowAt(line);
    if (row && (row.official || row.cells.some((cell) => cell.column))) continue;
    const from = Math.max(line.start, home.start - 16);
    const match = inFrontOfHome.exec(text.slice(from, home.start));
    const token = match?.[2];
    if (!match || !token) continue;
    const lead = match[1] ?? "";
    const start = from + match.index + lead.length;
    if (lead === "" && start > line.start) continue;
    if (finder.isReported(start) || isLabelAt(finder, start, token.length)) continue;
    if (isTownAt(text, start) && lead === "，") continue;
    if (canStand(token, lead) && !organisationEnd.hasAt(token, token.length - 1))
      finder.report(start, start + token.length, "name-prose");
  }
}

/** 「问：姓名？答：门前。」 */
const answer = /^(?:是什么|叫什么)?[?？]\s?(?:答)?: ?(?:我叫|叫)?([\u3400-\u9fff·]{2,8}?)(?=[。，；\s]|$)/u;

function answers(finder: NameFinder): void {
  const { block, text } = finder;
  for (const { label, end, word } of block.labels) {
    if (label !== "name") continue;
    if (word === "署名") signed(finder, end);
    const next = text.charAt(end);
    if (next === ":") field(finder, end);
    if (next !== "？" && next !== "?" && next !== "是" && next !== "叫") continue;
    const match = answer.exec(text.slice(end, end + 20));
    const name = match?.[1];
    if (!match || !name || !mayBeCalled(name, true)) continue;
    const start = end + match[0].length - name.length;
    finder.report(start, start + name.length, "name-labelled");
  }
}

/** 「署名文章，」: what is written under a name. */
const writtenUnder = /^(?:文|作[者品]|单位|信|稿|评论|时评|举报|投诉|报道|权|顺序)/u;

/** 「署名商鞅；」 */
function signed(finder: NameFinder, end: number): void {
  const name = /^[“"]?([\u3400-\u9fff]{2,4})[”"]?(?=[；，。、;,(]|$)/mu.exec(
    finder.text.slice(end, end + 8),
  )?.[1];
  if (!name || !(fillsPlaceOfName(name) || isFullName(name, "strong")) || writtenUnder.test(name)) return;
  const start = finder.text.indexOf(name, end);
  finder.report(start, start + name.length, "name-labelled");
}

/** 「姓名：户新房 社保卡号：…」, in a line with a number of a person. */
const filledField = /^: ?([\u3400-\u9fff]{2,4})[ ，,；;\t|] ?(?=[\u3400-\u9fff]{2})/u;

function field(finder: NameFinder, colon: number): void {
  const { block, text } = finder;
  const match = filledField.exec(text.slice(colon, colon + 10));
  const name = match?.[1];
  if (!match || !name || wrongHolder.test(name) || !mayBeCalled(name, true)) return;
  const line = block.lineAt(colon);
  const start = colon + match[0].indexOf(name);
  if (holdsSpot(block, line.start, line.end) && !isLabelAt(finder, start, name.length))
    finder.report(start, start + name.length, "name-labelled");
}

/** 「我是…镇…村的某某，」 */
const introduction =
  /^我是[\u3400-\u9fff]{2,14}?[村镇乡庄屯寨区道组街巷社路县市]的([\u3400-\u9fff]{2,4})(?=[，,。；\s]|$)/u;

function introduced(finder: NameFinder): void {
  const { text } = finder;
  for (let at = text.indexOf("我是"); at >= 0; at = text.indexOf("我是", at + 2)) {
    const match = introduction.exec(text.slice(at, at + 24));
    const name = match?.[1];
    if (!match || !name || !isFullName(name, "strong") || isCommonWord(name)) continue;
    const start = at + match[0].length - name.length;
    finder.report(start, start + name.length, "name-prose");
  }
}

const latinName = /(?:^|[^A-Za-z])([A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z.'-]*){1,3})(?=[ ，,、(:持 ])/gu;
const noLatinName =
  /(?:PASSPORT|Passport|No|ID|VISA|Visa|Type|Republic|People|China|CHINA|University|Co|Ltd|LTD|Inc|Email)(?![a-z])/u;

/** 「男方PETROV IVAN，持俄罗斯护照（…」: the name in Latin letters in front of a passport. */
function inLatin(finder: NameFinder): void {
  const { block, text } = finder;
  for (const spot of personalSpots(block)) {
    if (spot.type !== "PASSPORT") continue;
    const line = block.lineAt(spot.start);
    const row = finder.context.rowAt(line);
    if (row && (row.official || row.cells.some((cell) => cell.column))) continue;
    const from = Math.max(line.start, spot.start - 64);
    const before = text.slice(from, spot.start);
    const match = [...before.matchAll(latinName)].at(-1);
    const name = match?.[1];
    if (!match || !name || noLatinName.test(name)) continue;
    const start = from + match.index + match[0].length - name.length;
    if (/[。；]/u.test(text.slice(start + name.length, spot.start))) continue;
    if (latinMark.hasAt(text, start - 1) || start === line.start)
      finder.report(start, start + name.length, "name-with-number");
  }
}

/** In front of a name in Latin letters: a mark, or the end of a role. */
const latinMark = new CharSet("，,；;。、:|\t( 人员者户生工师方籍客主友民");

/** 「家长令狐德184…」: role, name and number in one cell. */
function inCells(finder: NameFinder): void {
  const { block, text } = finder;
  for (const spot of personalSpots(block)) {
    if (spot.type !== "MOBILE" && spot.type !== "ID_CARD") continue;
    const cell = finder.context.cellAt(block.lineAt(spot.start), spot.start);
    if (!cell?.column || spot.start - cell.start > 14 || spot.start === cell.start) continue;
    const role = block
      .labelsWithin(cell.start, spot.start)
      .find(({ label, start }) => label === "person" && start === cell.start);
    if (!role) continue;
    const name = text.slice(role.end, spot.start).replace(/[ :(,，]+$/u, "");
    if ((isFullName(name, "strong") && !isCommonWord(name)) || fillsPlaceOfName(name))
      finder.report(role.end, role.end + name.length, "name-with-number", cell.column.header);
  }
}

const received = /[号室楼户组栋元幢屯村门层院\d][ ，,]{1,3}([\u3400-\u9fff]{2,4}) ?收$/u;
/** Who fills in a form about himself: a home telephone stands in it. */
const filledIn = /(?:填表|填报|登记|报名|申报)人: ?([\u3400-\u9fff]{2,4})$/u;
/** What stands in front of who filled in. */
const fillsIn = new CharSet(": ");
const RECEIVED = 0x6536;
const COMMA = 0xff0c;

/** 「…二楼　应天长 收」, 「填表人：郁金」, 「迟到华，你于…」 */
function atLineEnds(finder: NameFinder): void {
  const { block, text } = finder;
  for (const line of block.lines) {
    const length = line.end - line.start;
    if (length < 5) continue;
    if (text.charCodeAt(line.end - 1) === RECEIVED)
      tailOf(finder, line.end, received.exec(text.slice(Math.max(line.start, line.end - 12), line.end)), 1);
    const filler =
      fillsIn.hasAt(text, line.end - 5) ||
      fillsIn.hasAt(text, line.end - 4) ||
      fillsIn.hasAt(text, line.end - 3);
    const match = filler ? filledIn.exec(text.slice(Math.max(line.start, line.end - 9), line.end)) : null;
    if (match?.[1] && holdsHomeNumber(block.findings, line.start, line.end)) {
      finder.official.delete(line.end - match[1].length);
      tailOf(finder, line.end, match, 0);
    }
    for (let size = 2; size <= 4; size += 1) {
      if (text.charCodeAt(line.start + size) !== COMMA) continue;
      const name = text.slice(line.start, line.start + size);
      if (
        /^[您你](?:于\d|因|的|在|户|已|未|驾驶|所)/u.test(
          text.slice(line.start + size + 1, line.start + size + 5),
        ) &&
        (isFullName(name, "strong") ||
          fillsPlaceOfName(name) ||
          (size === 3 && mayBeginName(name.charAt(0)))) &&
        !isNoName(name, 0, size) &&
        !beginsWithAdverb(name)
      )
        finder.report(line.start, line.start + size, "name-prose");
      break;
    }
  }
}

function tailOf(finder: NameFinder, end: number, match: RegExpExecArray | null, behind: number): void {
  const name = match?.[1];
  if (!match || !name || !(isFullName(name, "strong") || fillsPlaceOfName(name))) return;
  const start = end - match[0].length + match[0].lastIndexOf(name);
  if (start + name.length + behind <= end) finder.report(start, start + name.length, "name-prose");
}

const holdsHomeNumber = (findings: readonly RawFinding[], from: number, to: number): boolean =>
  findings.some(({ type, start }) => type === "LANDLINE" && start >= from && start < to);
