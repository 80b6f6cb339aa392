/**
 * A name that begins at a place: behind a label, or as an item of a list.
 */
import type { LabelHit, Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { TailPattern } from "../../edge-pattern.ts";
import {
  bearsDoubleSurname,
  clearNameLengthAt,
  clearTripleAt,
  fillsPlaceOfName,
  isClearName,
  isCommonWord,
  isCommonWordAt,
  hasCommonSurname,
  isFollowerAt,
  isFullName,
  isHalfOfName,
  isWrittenOutPair,
  minorityNameAt,
  nameLengthAt,
  standsForPerson,
  startsWrittenOut,
  type NameTrust,
} from "../../name-grammar.ts";
import { holdsSpot, spotsWithin } from "../personal-spots.ts";
import type { NameFinder } from "./name-finder.ts";
import { SPACE, endsToken } from "./tokens.ts";

/** Behind these stands a name and nothing else: 「收件人经纬，」. */
const namedParty = new TailPattern(/(?:收件人|收货人|寄件人|户主|收款人|领款人)$/u);

/** Parties of a deal or a case, behind whom a whole clause is the name. */
const partyRole = new TailPattern(
  /(?:[买卖甲乙丙男女患租让入出款管养借贷]方|[申被]?请人|[原被]告|[买受卖]受?人|[承出]租人|借款人|担保人|继承人|受让人|转让人|户主|业主|车主|房主|死者|伤者|患者|当事人|驾驶[员人]|司机)$/u,
);

const endsRole = new CharSet("人者员户主生属工农手东客机妇");

/** A clause that names an organisation, whatever it begins with. */
const organisationTail = new TailPattern(
  /(?:公司|集团|商店|商行|超市|饭店|酒店|宾馆|餐厅|餐馆|食品店|门市部|经营部|服务部|工作室|合作社|厂|店|铺|坊|馆|局|(?<![住入出转])院|校|园|中心|站|所|银行|信用社|协会|商会|基金会|委员会|村委会|居委会|管委会|政府|社区|学校|学院|大学|中学|小学|幼儿园|支队|大队|办公室|办事处|(?:结算|汇缴|归集|财政|资金)专?户)$/u,
);

const beginsAddress = new CharSet("等先女同0123456789");

/** What ends a clause that begins with a name: 「某某等3人」, 「某某女士」. */
function withoutAddress(token: string): string {
  for (let at = 0; at < token.length; at += 1)
    if (beginsAddress.hasAt(token, at))
      return token.replace(/(?:等[\d一二三四五六七八九十]*[人名户位]?|先生|女士|同志|同学|\d.*)$/u, "");
  return token;
}

/** A name at `at`: a whole clause, or the head of running text. */
export function nameAt(
  finder: NameFinder,
  at: number,
  limit: number,
  marked: boolean,
  trust: NameTrust,
  inList: boolean,
  line: Line,
): { start: number; end: number } | undefined {
  const text = finder.text;
  let end = at;
  while (end < limit && end - at < 30 && !endsToken(text, end)) end += 1;
  const spaced =
    text.charCodeAt(at + 1) === SPACE &&
    /^[\u3400-\u9fff]( {1,4})[\u3400-\u9fff](?![\u3400-\u9fff])/u.exec(text.slice(at, at + 8));
  if (spaced && isFullName(spaced[0], trust)) return { start: at, end: at + spaced[0].length };
  if (
    /[A-Z]/u.test(text.charAt(at)) &&
    (trust === "announced" ||
      /(?:外籍|外国|外教|留学)[\u3400-\u9fff]{0,4}[:：]?$/u.test(
        text.slice(Math.max(line.start, at - 8), at),
      ))
  ) {
    const latin = /^[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]*){1,3}/u.exec(text.slice(at, at + 40));
    return latin ? { start: at, end: at + latin[0].length } : undefined;
  }
  const token = text.slice(at, end);
  if (token.length > 4 && organisationTail.fits(token, 0, token.length)) return undefined;
  if (otherLabelAt(finder, at) || otherField.test(token)) return undefined;
  const bare = withoutAddress(token);
  const near = holdsSpot(finder.block, Math.max(line.start, at - 60), Math.min(line.end, at + 60));
  const party = namedParty.fits(text, Math.max(line.start, at - 4), at);
  // 「孩子叫舒畅，」: nothing else in the clause.
  const called = trust === "announced" && bare === token && text.charAt(at - 1) === "叫";
  const backed: NameTrust = marked || near || inList || called ? trust : "weak";
  if (backed === "weak" && finder.isSlip(at) && !isHalfOfName(text.slice(at, at + 2))) return undefined;
  if (party && bare === token && isFullName(bare, "strong")) return { start: at, end };
  const behind = spotsWithin(finder.block, end, end + 3)[0];
  if (
    bare === token &&
    !marked &&
    behind !== undefined &&
    /[(（，, ]$/u.test(text.slice(end, behind.start)) &&
    standsForPerson(token)
  )
    return { start: at, end };
  // 「乙方：左右，」, 「车辆所有人明月，号牌号码…」: an ordinary word that fills the whole place of a name.
  if (
    bare === token &&
    fillsPlaceOfName(token) &&
    (marked
      ? near || !collective.fits(text, Math.max(line.start, at - 6), at)
      : near || finder.linesWithPlates.has(line.index))
  )
    return { start: at, end };
  // 「卖方焦某某，买方郎某某，」: nothing else in the clause.
  if (
    bare === token &&
    (partyRole.fits(text, Math.max(line.start, at - 4), at) ||
      (bare.length === 3 && endsRole.hasAt(text, at - 1))) &&
    isFullName(bare, "strong") &&
    !isCommonWord(bare) &&
    !isCommonWordAt(bare, 0) &&
    !isCommonWordAt(bare, bare.length - 2)
  )
    return { start: at, end };
  if (inList && bare === token && isWrittenOutPair(bare)) return { start: at, end };
  if (
    bare !== "" &&
    isFullName(bare, backed) &&
    (marked || inList || trust === "announced" || !isCommonWord(bare) || (bare === token && party))
  ) {
    return { start: at, end: at + bare.length };
  }
  const running = text.slice(at, Math.min(limit, at + 24));
  let length = nameLengthAt(running, backed);
  if (length === 0 && backed !== "weak" && startsWrittenOut(text, at)) length = clearNameLengthAt(running);
  if (length === 0 && backed === "weak")
    length =
      (isClearName(bare) ? bare.length : clearNameLengthAt(running) || clearTripleAt(running)) ||
      doubleSurnameAt(running) ||
      lengthUpToPredicate(finder, at, limit);
  // 「住户色特尔、」, 「其女儿央金代为…」
  if (length === 0 && (marked || inList || finder.endsRole(at))) length = minorityNameAt(text, at, limit);
  return length > 0 && !cutsLabel(finder, at + length) ? { start: at, end: at + length } : undefined;
}

/** The next field of a form: 「联系人 某某 关系配偶」. */
const otherField = /^(?:关系|与|性别|年龄|民族|职业|单位|备注|出生|学历|籍贯|电话|手机|住址|地址)/u;

/** Roles of many: what stands behind them may be a matter (「服务对象：高龄、失能」). */
const collective = new TailPattern(
  /(?:对象|人员|家庭|群众|居民|村民|职工|学生|儿童|老人|农户|住户|商户)[: ]*$/u,
);

/** 「遗属完颜科彦每月领取…」: behind a role a surname of two characters tells by itself. */
function doubleSurnameAt(running: string): number {
  return bearsDoubleSurname(running.slice(0, 4)) && !isCommonWordAt(running, 3) ? 4 : 0;
}

/** A role in front and what is said of a person behind: 「被执行人某某名下」; 0 where nothing is said. */
function lengthUpToPredicate(finder: NameFinder, at: number, limit: number): number {
  for (const size of [3, 2, 4]) {
    const end = at + size;
    if (end > limit) continue;
    const token = finder.text.slice(at, end);
    if (!finder.isSaidOf(end) && !(size === 3 && hasCommonSurname(token) && isFollowerAt(finder.text, end)))
      continue;
    if (
      isFullName(token, "strong") &&
      !isCommonWordAt(token, 0) &&
      !isCommonWordAt(token, token.length - 2) &&
      !isCommonWordAt(finder.text, end - 1)
    )
      return size;
  }
  return 0;
}

/** 「实名卡号」, 「墓主后人」: what follows is another label. */
function otherLabelAt(finder: NameFinder, at: number): boolean {
  for (let index = finder.block.labelIndexAfter(at); index < finder.block.labels.length; index += 1) {
    const label = finder.block.labels[index] as LabelHit;
    if (label.start > at) return false;
    if (label.start === at && /(?:号码?|[人者户员])$/u.test(label.word)) return true;
  }
  return false;
}

/** A name does not end inside of a label: 「永久居|留身份证」. */
function cutsLabel(finder: NameFinder, end: number): boolean {
  const label = finder.block.labels[finder.block.labelIndexAfter(end)];
  return label !== undefined && label.start < end;
}
