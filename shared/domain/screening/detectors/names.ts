/**
 * Names of private persons: announced by a label or role, beside a personal number, in rosters and lists. Persons in
 * office (appointments, duty lists, evaluators, legal representatives) are public and are left alone.
 */
import type { Block, LabelHit, Line } from "../block.ts";
import { CharSet } from "../char-set.ts";
import { HeadPattern, TailPattern } from "../edge-pattern.ts";
import type { Context } from "../context.ts";
import {
  clearNameLengthAt,
  clearTripleAt,
  isClearName,
  isCommonWord,
  isFullName,
  isLikelyName,
  isPublicFigure,
  isWrittenOutPair,
  isCommonWordAt,
  mayBeginName,
  mayBeginNameCode,
  nameLengthAt,
  nameStartAtEnd,
  startsWrittenOut,
  type NameTrust,
} from "../name-grammar.ts";
import type { RuleId } from "../rules/index.ts";
import { officialTitle, type Cell, type TableRow } from "../tables.ts";
import { handledName } from "./handled-names.ts";
import {
  countedNames,
  furtherMentions,
  namesInAccounts,
  namedRespectively,
  namesBeforePredicates,
  namesInPrivateMatters,
} from "./prose-names.ts";
import { personalSpots, spotsWithin } from "./personal-spots.ts";

/** Whether a list of names is under way, and of whom: carried from block to block. */
export interface NameState {
  list: "none" | "persons" | "officials";
}

export const freshNameState = (): NameState => ({ list: "none" });

export function detectNames(context: Context, state: NameState): void {
  const finder = new NameFinder(context);
  finder.rows();
  finder.labels();
  finder.besideNumbers();
  finder.greetings();
  finder.acts();
  finder.residents();
  finder.descriptions();
  finder.colons();
  finder.lists(state);
  finder.prose();
}

const separators = new CharSet("，,；;。、：:!？！?()（）[]【】「」『』<>《》\"“”'|/&\t\n");
const SPACE = 0x20;
const MIDDLE_DOT = 0xb7;
const COLON = 0x3a;
const PARENTHESIS = 0x28;
const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

function colonWithin(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === COLON) return true;
  return false;
}

function holdsHan(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isHan(text.charCodeAt(at))) return true;
  return false;
}

/** 「申请人为…」, 「申请人姓名…」: what may stand between a role and the name. */
const announces = new CharSet("为系即是叫姓名分如");
/** What can stand first between a label and its name; all else is the name itself, or no name. */
const leadsOn = new CharSet('"”)]】姓名签信本( :：=为系即是叫分如\t|“');
const closesPhrase = new CharSet("，。、；？！,.;");

/** Whether a token ends at `at`: at a separator, a blank, or the end of the text. */
function endsToken(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || separators.has(code) || Number.isNaN(code);
}

const SAID = 1;
const SLIP = 2;

class NameFinder {
  readonly #context: Context;
  readonly #block: Block;
  readonly #text: string;
  /** Starts of names of persons in office; other cues do not report them. */
  readonly #official = new Set<number>();
  readonly #reported = new Set<number>();
  /** By place: SLIP where a slip of an ordinary word begins (「群众满义」 names nobody), SAID where what is said of persons does. */
  readonly #beginnings: Uint8Array;

  constructor(context: Context) {
    this.#context = context;
    this.#block = context.block;
    this.#text = context.block.text;
    const beginnings = new Uint8Array(this.#text.length + 1);
    for (const { start } of this.#block.predicates) beginnings[start] = SAID;
    for (const start of this.#block.personActs) beginnings[start] = SAID;
    for (const { term, start } of this.#block.wording)
      if (term.kind === "slip") beginnings[start] = (beginnings[start] as number) | SLIP;
    this.#beginnings = beginnings;
  }

  #report(start: number, end: number, ruleId: RuleId, column?: string): void {
    if (this.#official.has(start) || this.#reported.has(start)) return;
    if (ruleId === "name-prose" && isPublicFigure(this.#text.slice(start, end))) return;
    this.#reported.add(start);
    this.#block.report({ type: "NAME", start, end, ruleId, ...(column ? { column } : {}) });
  }

  /** Names that only the sentence tells, and further mentions of names found outside of tables. */
  prose(): void {
    const block = this.#block;
    const report = (start: number, end: number): void => {
      const row = this.#context.rowAt(block.lineAt(start));
      if (row && (row.header || row.official)) return;
      this.#report(start, end, "name-prose");
    };
    namesBeforePredicates(block, report);
    namesInAccounts(block, report);
    this.#kin();
    countedNames(block, report);
    namedRespectively(block, report);
    namesInPrivateMatters(block, report);
    const names = new Set<string>();
    for (const finding of block.findings)
      if (finding.type === "NAME" && !finding.column && finding.end - finding.start >= 3)
        names.add(this.#text.slice(finding.start, finding.end));
    if (names.size > 0)
      for (const start of this.#official)
        for (const size of [3, 4]) names.delete(this.#text.slice(start, start + size));
    furtherMentions(block, names, (start) => this.#reported.has(start), report);
  }

  /** Rosters are read by column; forms by the cell in front. */
  rows(): void {
    for (const row of this.#context.rows.values()) {
      if (row.header) continue;
      this.#formCells(row);
      if (row.official) continue;
      let named = false;
      for (const cell of row.cells) {
        const kind = cell.column?.kind;
        const both = /(?:姓名|户主|联系人)[/、及和与]/u.test(cell.column?.header ?? "");
        if (kind === "name" || both || (kind === "contact" && this.#hasMobile(row)))
          named = this.#cellNames(cell) || named;
      }
      if (!named) this.#looseRow(row);
    }
  }

  #hasMobile(row: TableRow): boolean {
    return spotsWithin(this.#block, row.line.start, row.line.end).some((spot) => spot.type === "MOBILE");
  }

  #cellNames(cell: Cell): boolean {
    let found = false;
    for (const part of partsOf(cell.text)) {
      if (!isFullName(part.text, "announced")) continue;
      this.#report(
        cell.start + part.at,
        cell.start + part.at + part.text.length,
        "name-roster",
        cell.column?.header,
      );
      found = true;
    }
    return found;
  }

  /** 「姓名 | 张某 | 性别 | 女」 */
  #formCells(row: TableRow): void {
    for (const [index, cell] of row.cells.entries()) {
      if (cell.column && cell.column.kind !== "neutral") continue;
      const label = this.#block
        .labelsWithin(cell.start, cell.end)
        .findLast((hit) => hit.start === cell.start && cell.end - hit.end <= 1);
      const next = row.cells[index + 1];
      if (!label || !next || (label.label !== "name" && label.label !== "person")) continue;
      for (const part of partsOf(next.text)) {
        if (isFullName(part.text, label.label === "name" ? "announced" : "strong"))
          this.#report(next.start + part.at, next.start + part.at + part.text.length, "name-labelled");
      }
    }
  }

  /** A row without a name column: the cell that is a name, when the row holds a personal number. */
  #looseRow(row: TableRow): void {
    if (spotsWithin(this.#block, row.line.start, row.line.end).length === 0) return;
    for (const cell of row.cells) {
      const kind = cell.column?.kind;
      if (kind !== undefined && kind !== "neutral") continue;
      if (!isFullName(cell.text, "strong") || isCommonWord(cell.text)) continue;
      this.#report(cell.start, cell.end, "name-roster", cell.column?.header);
      return;
    }
  }

  /** Labels and roles in prose and forms. */
  labels(): void {
    const { labels } = this.#block;
    const officialMatters = this.#linesOfPersons();
    for (const label of labels) {
      const kind = label.label;
      if (kind === "person") {
        if (!this.#mayNameFollow(label.end)) continue;
      } else if (
        kind !== "name" &&
        kind !== "contact" &&
        kind !== "official" &&
        !(kind === "organ-name" && /户名|账户名/u.test(label.word))
      )
        continue;
      const line = this.#block.lineAt(label.start);
      if (kind === "official" && !officialMatters.has(line.index)) continue;
      const row = this.#context.rowAt(line);
      if (row && (row.header || row.cells.some((cell) => cell.column && cell.column.kind !== "neutral")))
        continue;
      this.#afterLabel(label, line);
    }
  }

  /** Lines with a personal number or the description of a person: only there it matters whose name is an official's. */
  #linesOfPersons(): ReadonlySet<number> {
    const lines = new Set<number>();
    for (const spot of personalSpots(this.#block)) lines.add(this.#block.lineAt(spot.start).index);
    for (const at of this.#block.personDetails) lines.add(this.#block.lineAt(at).index);
    return lines;
  }

  /** The cheap test behind a role in prose: a surname, a mark that announces, or a name with a middle dot. */
  #mayNameFollow(at: number): boolean {
    const text = this.#text;
    const next = text.charCodeAt(at);
    if (next < 0x4e00 || next > 0x9fff) return !Number.isNaN(next) && !closesPhrase.has(next);
    if (mayBeginNameCode(next) || startsWrittenOut(text, at) || announces.has(next)) return true;
    for (let dot = at + 1; dot < at + 8; dot += 1) if (text.charCodeAt(dot) === MIDDLE_DOT) return true;
    return false;
  }

  #afterLabel(label: LabelHit, line: Line): void {
    const text = this.#text;
    // 「某某（信访人）」
    const inBracket = text.charCodeAt(label.start - 1) === PARENTHESIS;
    if (inBracket && label.label === "person" && text.charAt(label.end) === ")")
      this.#nameBefore(label.start - 1);
    // 「某某（监护人某某，…）」
    if (inBracket && /监护人$|家长$|家属$|^[父母]亲$/u.test(label.word)) this.#nameBefore(label.start - 1);
    const skip =
      leadsOn.hasAt(text, label.end) &&
      /^["”)\]】]?(?:姓名|名单|签字|签名|签收|信息|本人)?(?:\([^()]{0,14}\))?[ ]{0,4}(?:[:：=]|为[:：]?|系|即|是|叫|分别(?:是|为)|如下[:：]|\t|\|)?[ \t]{0,4}["“]?/u.exec(
        text.slice(label.end, label.end + 30),
      );
    const skipped = skip ? skip[0] : "";
    let at = label.end + skipped.length;
    const marked = skipped !== "" && /[:：=为系即是叫\t|"“]|^ {1,}$/u.test(skipped);
    if (label.label === "contact" && !this.#privateContact(line, at)) {
      this.#skipOfficial(at);
      return;
    }
    if (label.label === "official") {
      this.#skipOfficial(at);
      return;
    }
    // 「赠与|其弟」
    const kinOf = label.word.startsWith("其");
    // 「妇女儿童」 holds no 「女儿」: an unmarked role must not begin inside of another word.
    if (!marked && !kinOf && isCommonWordAt(text, label.start - 1) && !isCommonWordAt(text, label.start - 2))
      return;
    const announced = label.label === "name";
    // A name on the net: 「网友“春风”」.
    if (label.word === "网友" && /["“]/u.test(skipped)) return;
    if (label.label === "person" && this.#notPersonal(label)) return;
    let count = 0;
    while (at < line.end && count < 200) {
      const name = this.#nameAt(
        at,
        line.end,
        marked,
        announced || label.label === "contact" ? "announced" : "strong",
        count > 0,
        line,
      );
      if (!name) return;
      // A lawyer who speaks for someone acts in his profession.
      if (
        label.word.endsWith("代理人") &&
        /^[，,(（][^。；]{0,24}(?:律师|法律工作者|法律援助)/u.test(text.slice(name.end, name.end + 32))
      )
        return;
      this.#report(name.start, name.end, announced || marked ? "name-labelled" : "name-prose");
      count += 1;
      const more =
        /^(?:\([^()]{0,30}\))?(?:[、和及与/]|[ ]{0,2}[、][ ]{0,2}| (?=[\u3400-\u9fff]{2,4}(?:[ ，。；]|$)))/u.exec(
          text.slice(name.end, name.end + 40),
        );
      const next = more ? name.end + more[0].length : marked ? this.#nextItem(name.end, line.end) : undefined;
      if (next === undefined) return;
      at = next;
    }
  }

  /** 「加分考生：某某，少数民族考生；某某，烈士子女」: where the next item of such a list begins. */
  #nextItem(end: number, limit: number): number | undefined {
    const text = this.#text;
    const note = /^[，(][^；。:]{1,60}[；;] ?/u.exec(text.slice(end, Math.min(limit, end + 64)));
    if (!note) return undefined;
    const at = end + note[0].length;
    const item = /^[\u3400-\u9fff·]{2,8}(?=[，(])/u.exec(text.slice(at, at + 9))?.[0];
    return item && isFullName(item, "strong") && !isCommonWord(item) ? at : undefined;
  }

  /** Roles that also stand for organisations or in other words: 「消费者权益」, 「用户名」. */
  #notPersonal(label: LabelHit): boolean {
    // 「全国人大代表、一线工人某某」 speaks in public.
    if (listedBehindOffice(this.#text, label.start)) return true;
    // 「烈士某某」 belongs to history where no personal number stands beside him.
    if (label.word === "烈士") {
      const line = this.#block.lineAt(label.start);
      if (spotsWithin(this.#block, line.start, line.end).length === 0) return true;
    }
    // 「杂交水稻之父某某」: not the father of a person.
    if (label.word.startsWith("之") && this.#text.charAt(label.start - 1) >= "\u3400") {
      const owner = this.#text.slice(Math.max(0, label.start - 3), label.start);
      if (!isLikelyName(owner) && !isLikelyName(owner.slice(-2)) && !/[子女婿媳孙]$/u.test(owner))
        return true;
    }
    if (otherWord.fits(this.#text, label.end, label.end + 2)) return true;
    return (
      /[(（]/u.test(this.#text.charAt(label.start - 1)) && (label.word === "经营者" || label.word === "店主")
    );
  }

  /** A name at `at`: a whole clause, or the head of running text. */
  #nameAt(
    at: number,
    limit: number,
    marked: boolean,
    trust: NameTrust,
    inList: boolean,
    line: Line,
  ): { start: number; end: number } | undefined {
    const text = this.#text;
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
    if (this.#otherLabelAt(at)) return undefined;
    const bare = withoutAddress(token);
    const near =
      spotsWithin(this.#block, Math.max(line.start, at - 60), Math.min(line.end, at + 60)).length > 0;
    const party = namedParty.fits(text, Math.max(line.start, at - 4), at);
    const backed: NameTrust = marked || near || inList ? trust : "weak";
    if (backed === "weak" && ((this.#beginnings[at] ?? 0) & SLIP) !== 0) return undefined;
    if (party && bare === token && isFullName(bare, "strong")) return { start: at, end };
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
        this.#lengthUpToPredicate(at, limit);
    return length > 0 && !this.#cutsLabel(at + length) ? { start: at, end: at + length } : undefined;
  }

  /** A role in front and what is said of a person behind: 「被执行人某某名下」; 0 where nothing is said. */
  #lengthUpToPredicate(at: number, limit: number): number {
    for (const size of [3, 2, 4]) {
      const end = at + size;
      if (end > limit || ((this.#beginnings[end] ?? 0) & SAID) === 0) continue;
      const token = this.#text.slice(at, end);
      if (
        isFullName(token, "strong") &&
        !isCommonWordAt(token, 0) &&
        !isCommonWordAt(token, token.length - 2) &&
        !isCommonWordAt(this.#text, end - 1)
      )
        return size;
    }
    return 0;
  }

  /** 「实名卡号」, 「墓主后人」: what follows is another label. */
  #otherLabelAt(at: number): boolean {
    for (let index = this.#block.labelIndexAfter(at); index < this.#block.labels.length; index += 1) {
      const label = this.#block.labels[index] as LabelHit;
      if (label.start > at) return false;
      if (label.start === at && /(?:号码?|[人者户员])$/u.test(label.word)) return true;
    }
    return false;
  }

  /** A name does not end inside of a label: 「永久居|留身份证」. */
  #cutsLabel(end: number): boolean {
    const label = this.#block.labels[this.#block.labelIndexAfter(end)];
    return label !== undefined && label.start < end;
  }

  /** A contact is private when a mobile number stands beside it. */
  #privateContact(line: Line, at: number): boolean {
    let until = line.end;
    for (let next = line.index + 1; next <= line.index + 3; next += 1) {
      const other = this.#block.lines[next];
      if (!other || other.end - other.start < 4 || other.end - other.start > 40) break;
      until = other.end;
    }
    until = Math.min(until, at + 120);
    // 「13…，请择一拨打，联系人某某」
    const before = spotsWithin(this.#block, Math.max(line.start, at - 50), at).findLast(
      (spot) => spot.type === "MOBILE",
    );
    if (before && !/[。；]/u.test(this.#text.slice(before.end, at))) return true;
    return spotsWithin(this.#block, at, until).some(
      (spot) =>
        (spot.type === "MOBILE" || spot.type === "MOBILE_MASKED" || spot.type === "LANDLINE") &&
        !/联系人|联络人/u.test(this.#text.slice(at, spot.start)),
    );
  }

  #skipOfficial(at: number): void {
    const text = this.#text;
    let from = at;
    for (let count = 0; count < 30; count += 1) {
      let end = from;
      while (end - from < 12 && !endsToken(text, end)) end += 1;
      const token = text.slice(from, end);
      const length = isFullName(token, "strong")
        ? token.length
        : nameLengthAt(text.slice(from, from + 24), "strong");
      if (length === 0) return;
      this.#official.add(from);
      const more = /^(?:\([^()]{0,30}\))?(?:[、和及与]| (?=[\u3400-\u9fff]{2,4}(?:[ ，。；]|$)))/u.exec(
        text.slice(from + length, from + length + 36),
      );
      if (!more) return;
      from += length + more[0].length;
    }
  }

  /** The clause in front of a personal number that is, or ends in, a name. */
  besideNumbers(): void {
    for (const spot of [...personalSpots(this.#block), ...this.#block.candidateNumbers]) {
      const line = this.#block.lineAt(spot.start);
      const row = this.#context.rowAt(line);
      if (row && (row.official || row.cells.some((cell) => cell.column))) continue;
      const isIdentity =
        "type" in spot && (spot.type === "ID_CARD" || spot.type === "PASSPORT" || spot.type === "PERMIT");
      if (!this.#leftOf(spot.start, line, isIdentity)) this.#rightOf(spot.end, line);
      this.#lineAbove(spot.start, spot.end, line);
    }
    // 「某某（皖A…）」
    for (const { type, start } of this.#block.findings)
      if (type === "PLATE" && this.#text.charAt(start - 1) === "(") this.#nameBefore(start - 1);
    // 「…@…（某某）」, 「皖A…（某某）」
    for (const { type, end } of this.#block.findings) {
      if (type !== "EMAIL" && type !== "PLATE") continue;
      const name = /^ ?[(]([\u3400-\u9fff·]{2,8})[)]/u.exec(this.#text.slice(end, end + 12));
      if (
        name?.[1] &&
        (type === "EMAIL" ? isFullName(name[1], "strong") : isClearName(name[1]) && mayBeginName(name[1])) &&
        !isCommonWord(name[1])
      ) {
        const start = end + name[0].length - 1 - name[1].length;
        this.#report(start, start + name[1].length, "name-with-number");
      }
    }
  }

  #leftOf(start: number, line: Line, isIdentity: boolean): boolean {
    const text = this.#text;
    if (!isIdentity && /值班|带班|值守/u.test(text.slice(Math.max(line.start, start - 80), start)))
      return false;
    let end = start;
    for (let count = 0; count < 9; count += 1) {
      while (end > line.start && endsToken(text, end - 1)) {
        const char = text.charAt(end - 1);
        if (char === "。" || char === "；" || char === ";") return false;
        end -= 1;
      }
      if (end <= line.start) return false;
      let from = end;
      while (from > line.start && end - from < 40 && !endsToken(text, from - 1)) from -= 1;
      const token = text.slice(from, end);
      const verdict = this.#tokenName(token, from, count, isIdentity);
      if (verdict === "stop") return false;
      if (verdict) {
        this.#report(verdict.start, verdict.end, "name-with-number");
        return true;
      }
      end = from;
      if (start - end > 100) return false;
    }
    return false;
  }

  #tokenName(
    token: string,
    from: number,
    distance: number,
    isIdentity: boolean,
  ): { start: number; end: number } | "stop" | undefined {
    if (!holdsHan(token)) return undefined;
    // Nobody acts in office by his identity number: 「经办人：某某 3701…」 is a private record.
    const isPrivate = isIdentity && distance <= 1 && isFullName(token, "strong");
    if (this.#official.has(from)) {
      if (!isPrivate) return "stop";
      this.#official.delete(from);
      return { start: from, end: from + token.length };
    }
    // 「3栋某某（13…）」
    const door = !isDigit(token.charCodeAt(0))
      ? 0
      : (/^\d{1,4}(?:号楼|单元|[栋幢号组室户-]\d{0,4})+/u.exec(token)?.[0].length ?? 0);
    if (door > 0 && isFullName(token.slice(door), "strong") && !isCommonWord(token.slice(door)))
      return { start: from + door, end: from + token.length };
    const labels = this.#block.labelsWithin(from, from + token.length);
    const title = labels.findLast((label) => label.label === "official");
    if (
      title &&
      isIdentity &&
      distance <= 1 &&
      title.end < from + token.length &&
      isFullName(token.slice(title.end - from), "strong")
    ) {
      this.#official.delete(title.end);
      return { start: title.end, end: from + token.length };
    }
    if (
      title &&
      title.end <= from + token.length &&
      (title.end === from + token.length || isFullName(token.slice(title.end - from), "strong"))
    )
      return "stop";
    if (token.length <= 6 && /某|\*/u.test(token)) return "stop";
    const rolePart = roleBeforeDotted.exec(token)?.[0].length ?? 0;
    if (rolePart > 0) return { start: from + rolePart, end: from + token.length };
    if (isFullName(token, "strong")) {
      if (distance > 1 && isCommonWord(token)) return undefined;
      // 「联系人：张工」 was judged by its label.
      return this.#afterContact(from) ? "stop" : { start: from, end: from + token.length };
    }
    // A label glued to the number: 「张三身份证号」, 「李四的电话」.
    const glued = labels.find(
      (label) =>
        label.start > from &&
        label.end >= from + token.length - 2 &&
        label.label !== "person" &&
        label.label !== "official" &&
        label.label !== "contact",
    );
    const head = glued ? token.slice(0, glued.start - from).replace(/(?:的|之)$/u, "") : token;
    // 「家属|持港澳通行证」: a role and a verb are no name.
    const isRole = labels.some(
      (label) => label.start === from && label.label === "person" && from + head.length - label.end < 2,
    );
    if (head !== token && !isRole && isFullName(head, "strong") && !isCommonWord(head))
      return { start: from, end: from + head.length };
    const role = labels.findLast(
      (label) => label.label === "person" || label.label === "name" || label.label === "contact",
    );
    if (role?.label === "contact" && role.end < from + head.length)
      return { start: role.end, end: from + head.length };
    const at = nameStartAtEnd(head, role && role.start < from + head.length ? role.end - from : -1);
    if (at >= 0) return { start: from + at, end: from + head.length };
    const asked =
      /[与和同找向跟]([\u3400-\u9fff]{2,4})(?:同志|先生|女士)?(?:联系|联络|咨询|接洽|洽谈|报名|索取|对接|核实|核对|确认|沟通|商洽)$/u.exec(
        head,
      );
    if (asked?.[1] && isFullName(asked[1], "strong")) {
      const start = from + asked.index + 1;
      return { start, end: start + asked[1].length };
    }
    const handled = handledName(head, distance);
    if (handled) return { start: from + handled.at, end: from + handled.at + handled.length };
    // 「某某遗失居民身份证，证号…」: the clause begins with the name.
    if (distance <= 2 && /^[^\u3400-\u9fff]?$/u.test(this.#text.slice(from - 1, from))) {
      const length = nameLengthAt(head, "weak");
      if (length > 2 || (length > 0 && clearNameLengthAt(head) === length))
        if (length < head.length) return { start: from, end: from + length };
    }
    // 「查实某某（3601…）」: a verb in front, the number right behind.
    if (isIdentity && distance <= 1) {
      for (const size of [3, 2]) {
        const start = head.length - size;
        const name = head.slice(start);
        if (
          start < 2 ||
          !(isCommonWord(head.slice(start - 2, start)) || foundOut.test(head.slice(0, start))) ||
          isCommonWord(head.slice(start - 1, start + 1))
        )
          continue;
        if (
          isClearName(name) ||
          (foundOut.test(head.slice(0, start)) && isFullName(name, "strong") && !isCommonWord(name))
        )
          return { start: from + start, end: from + head.length };
      }
    }
    const described =
      /^([\u3400-\u9fff·]{2,4})(?:先生|女士|同学|老人|夫妇|一家|本人|家属|家长|妈妈|爸爸|奶奶|爷爷|外婆|外公)$/u.exec(
        head,
      )?.[1];
    if (described && isFullName(described, "strong")) return { start: from, end: from + described.length };
    if (/(?:有限公司|公司|办公室|值班室|管理处|服务中心)$/u.test(head) && distance > 0) return undefined;
    return undefined;
  }

  /** Whether the token is what a contact label announced and did not let pass. */
  #afterContact(from: number): boolean {
    const before = this.#text.slice(Math.max(0, from - 8), from);
    return /(?:联系人|联络员|联络人)(?:姓名)?[: ]{0,2}$/u.test(before) && this.#official.has(from);
  }

  /** 「13…（张某）」, 「13… 张某」 */
  #rightOf(end: number, line: Line): void {
    const rest = this.#text.slice(end, Math.min(line.end, end + 14));
    const match =
      /^[ ]{0,2}(?:[(（]([\u3400-\u9fff·]{2,8}?)(?:家|本人|女士|先生)?[)），,]|(?:[ ，,；;]|[，,]?(?:请|找|联系|请找|户名)[: ]?)([\u3400-\u9fff]{2,4}?)(?:先生|女士|同志)?(?=[ ，,；;。]|$|先生|女士|到窗口|前来|前往|携带))/u.exec(
        rest,
      );
    const owner = /^\)?的(?=[\u3400-\u9fff])/u.exec(rest);
    if (owner) {
      const start = end + owner[0].length;
      const running = this.#text.slice(start, Math.min(line.end, start + 12));
      const length = nameLengthAt(running, "strong");
      if (length > 0 && (isClearName(running.slice(0, length)) || length > 2))
        this.#report(start, start + length, "name-with-number");
      return;
    }
    const name = match?.[1] ?? match?.[2];
    if (!match || !name || !isFullName(name, "strong") || isCommonWord(name)) return;
    const start = end + match[0].indexOf(name);
    this.#report(start, start + name.length, "name-with-number");
  }

  /** Cells put out line by line: a line that is a name over a line that is a number. */
  #lineAbove(start: number, end: number, line: Line): void {
    const around = this.#text.slice(line.start, start) + this.#text.slice(end, line.end);
    if (/[\u3400-\u9fff]/u.test(around)) return;
    for (let up = line.index - 1; up >= Math.max(0, line.index - 3); up -= 1) {
      const above = this.#block.lines[up] as Line;
      const content = this.#block.lineText(above);
      const token = content.trim();
      if (token === "" || /^(?:男|女|[\u3400-\u9fff]{1,2}族|\d{1,3})$/u.test(token)) continue;
      if (isFullName(token, "strong") && !isCommonWord(token)) {
        const from = above.start + content.indexOf(token);
        this.#report(from, from + token.length, "name-with-number");
      }
      return;
    }
  }

  /** 「柯某某您好」, and the salutation line of an answer to a letter. */
  greetings(): void {
    for (const start of this.#block.greetings) {
      // 「您好，某某女士，…」
      const behind = /^[您你]好[，,!！ ]{1,2}([\u3400-\u9fff·]{2,6}?)(?:先生|女士|同志|同学)/u.exec(
        this.#text.slice(start, start + 14),
      )?.[1];
      if (behind && isFullName(behind, "strong") && !isCommonWord(behind)) {
        const from = this.#text.indexOf(behind, start + 2);
        this.#report(from, from + behind.length, "name-prose");
      }
      const before = this.#text.slice(Math.max(0, start - 16), start).replace(/[:：，,!！ ]+$/u, "");
      const plain = before
        .replace(/^[\s\S]*(?:尊敬的|亲爱的|市民|网友|居民|村民|来信人|家长|群众)(?=[\u3400-\u9fff])/u, "")
        .replace(/(?:先生|女士|同志|同学|居民|市民|网友|小姐|老人家)$/u, "");
      const token =
        /(?:^|[^\u3400-\u9fff·]|尊敬的|市民|网友|居民|村民|来信人|家长|群众)([\u3400-\u9fff·\ud840-\udfff]{2,8})$/u.exec(
          plain,
        )?.[1];
      if (!token || !isFullName(token, "strong") || isCommonWord(token) || /^(?:尊敬|亲爱)/u.test(token))
        continue;
      const from = this.#text.lastIndexOf(token, start);
      this.#report(from, from + token.length, "name-prose");
    }
    this.#salutationLines();
  }

  /** 「对某某申请公开一事」, 「某某系我村村民」, 「请某某到窗口领取」: by what the person does, with what leads to the name. */
  acts(): void {
    const text = this.#text;
    for (const at of this.#block.personActs) {
      const line = this.#block.lineAt(at);
      if (actOfMany.fits(text, at, at + 12) && !privateMatter.test(this.#block.lineText(line))) continue;
      const weak = weakAct.fits(text, at, at + 12);
      const title =
        (endsTitle.hasAt(text, at - 1) &&
          /(?:先生|女士|同志|同学)?的?[:： ]{0,2}$/u.exec(
            text.slice(Math.max(line.start, at - 5), at),
          )?.[0]) ||
        "";
      const addressed = title !== "" && /先生|女士/u.test(title);
      let start = this.#clearNameBefore(line, at - title.length, addressed, weak);
      // 「请某某、某某携带…」
      while (start > line.start && joinsNames.hasAt(text, start - 1))
        start = this.#clearNameBefore(line, start - 1, false, false);
    }
  }

  /** Reports the clear name that ends at `end` where something leads to it; its start, or −1. */
  #clearNameBefore(line: Line, end: number, addressed: boolean, weak: boolean): number {
    const text = this.#text;
    for (const size of [4, 3, 2]) {
      const from = end - size;
      if (from < line.start) continue;
      const token = text.slice(from, end);
      if (
        !isClearName(token) &&
        !(
          isFullName(token, "strong") &&
          !isCommonWord(token) &&
          (addressed ||
            (/关于对?$/u.test(text.slice(Math.max(line.start, from - 3), from)) &&
              /^(?:信访|反映|申请|投诉|举报)/u.test(text.slice(end, end + 2))))
        )
      )
        continue;
      if (weak && !leadsToWeakAct.fits(text, Math.max(line.start, from - 2), from)) continue;
      if (from > line.start && !leadsToName.fits(text, Math.max(line.start, from - 3), from)) continue;
      if (
        this.#block
          .labelsWithin(Math.max(line.start, from - 8), end)
          .some((hit) => hit.label === "official" && !/[，。；:]/u.test(text.slice(hit.end, from)))
      )
        return -1;
      this.#report(from, end, "name-prose");
      return from;
    }
    return -1;
  }

  /** 「某某，家住…」, 「被送达人某某，住…」: the clause in front of where someone lives. */
  residents(): void {
    for (const label of this.#block.labels) {
      if (label.label !== "home-address" || !/[，,]/u.test(this.#text.charAt(label.start - 1))) continue;
      if (!/^(?:现|家|户籍|居|暂|租|住|常)/u.test(label.word)) continue;
      this.#nameBefore(label.start - 1);
    }
  }

  #salutationLines(): void {
    const { lines } = this.#block;
    for (const line of lines) {
      const length = line.end - line.start;
      // 「某某：你申请的补贴已审核通过。」
      const spoken =
        colonWithin(this.#text, line.start, line.start + 15) &&
        /^ {0,4}([\u3400-\u9fff·]{2,6}?)(?:先生|女士|同志|同学)?: ?(?:[你您](?!们|局|委|单位|市|县|村|校|公司)|本[院委局庭所]|我[院委局所])/u.exec(
          this.#text.slice(line.start, line.start + 16),
        )?.[1];
      if (spoken && isFullName(spoken, "strong") && !isCommonWord(spoken)) {
        const from = this.#text.indexOf(spoken, line.start);
        this.#report(from, from + spoken.length, "name-prose");
        continue;
      }
      // 「某某、某某：」 over 「你们…」
      if (
        length <= 40 &&
        this.#text.charCodeAt(line.end - 1) === COLON &&
        /^\s{0,6}[你您]们/u.test(this.#text.slice(line.end))
      ) {
        const names = itemNames(this.#text.slice(line.start, line.end - 1));
        for (const { text: name, at } of names)
          this.#report(line.start + at, line.start + at + name.length, "name-prose");
        continue;
      }
      if (length < 3 || length > 16) continue;
      const addressed = this.#text.charAt(line.start) === "致";
      if (!addressed && !/[: ]/u.test(this.#text.charAt(line.end - 1))) continue;
      const content = addressed ? `${this.#block.lineText(line)}:` : this.#block.lineText(line);
      const match =
        /^ {0,4}(?:致[:：]? ?)?(?:尊敬的)?([\u3400-\u9fff·]{2,8}?)(?:先生|女士|同志|同学|居民|市民|网友)?[:：]{1,2} *$/u.exec(
          content,
        );
      const name = match?.[1];
      if (!name || !isFullName(name, "strong") || isCommonWord(name)) continue;
      const last = lines[Math.min(lines.length - 1, line.index + 4)] as Line;
      const next = this.#text.slice(line.end, Math.min(last.end, line.end + 200));
      if (
        !/(?:您|你(?!们|局|委|单位|市|县)|你户|本机关于|来信|来访|信访|投诉|举报|申请收悉|反映|申请公开|提出的)/u.test(
          next,
        )
      )
        continue;
      const from = line.start + content.indexOf(name);
      this.#report(from, from + name.length, "name-prose");
    }
  }

  /** 「某某，男，1965年3月出生」, 「某某（92岁）」, 「某某，家庭人口2人」: unless it is the record of an official. */
  descriptions(): void {
    const text = this.#text;
    for (const at of this.#block.personDetails) {
      if (text.charAt(at) === "岁") {
        // 「（彝族，47岁）」
        const age = /(?:\([\u3400-\u9fff]{1,5}族)?[,，(](\d{1,3})$/u.exec(
          text.slice(Math.max(0, at - 12), at),
        );
        if (age) this.#nameBefore(at - age[0].length);
        continue;
      }
      if (text.charAt(at) === "月" || text.charAt(at) === "日") {
        // 「，2004年5月生」
        const born = /[，(](?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2})?$/u.exec(
          text.slice(Math.max(0, at - 13), at),
        );
        if (born) this.#nameBefore(at - born[0].length);
        continue;
      }
      const sex = /^.[男女]/u.test(text.slice(at, at + 2));
      if (sex && /[\u3400-\u9fff]/u.test(text.charAt(at + 2))) continue;
      this.#nameBefore(at);
    }
    // 「高三（7）班某某获…」
    for (let at = text.indexOf("班"); at >= 0; at = text.indexOf("班", at + 1)) {
      if (!/[)\d一二三四五六七八九十]/u.test(text.charAt(at - 1))) continue;
      const name = /^[\u3400-\u9fff]{2,4}?(?=[、，。；(获因被])/u.exec(text.slice(at + 1, at + 6))?.[0];
      if (name && isClearName(name)) this.#report(at + 1, at + 1 + name.length, "name-prose");
    }
    for (let at = text.indexOf("等"); at >= 0; at = text.indexOf("等", at + 1)) {
      if (!/[\d一二三四五六七八九十两]/u.test(text.charAt(at + 1))) continue;
      this.#nameAndOthers(at);
    }
  }

  /** 「关于某某等3名同学违纪处理的通报」 */
  #nameAndOthers(at: number): void {
    const text = this.#text;
    if (
      !/^等[\d一二三四五六七八九十两]{1,3}(?:名|人|位|户)(?!任免|同志任|职务)/u.test(text.slice(at, at + 10))
    )
      return;
    const line = this.#block.lineAt(at);
    // 「某某等12人联名来信」 at the head of a sentence.
    const opening =
      /^等[\d一二三四五六七八九十两]{1,3}(?:名|人|位|户)(?:[\u3400-\u9fff]{0,6}(?:联名|来信|来访|反映|投诉|信访|举报|申请|诉|进入面试|进入体检)|(?:农民工|工人|职工|村民|居民|业主|农户|群众|考生|学生|患者|老人|儿童|青年))/u.test(
        text.slice(at, at + 18),
      )
        ? /(?:^|[。；，:])([\u3400-\u9fff]{2,4})$/u.exec(text.slice(Math.max(line.start, at - 5), at))?.[1]
        : undefined;
    if (opening && isFullName(opening, "strong") && !isCommonWord(opening)) {
      this.#report(at - opening.length, at, "name-prose");
      return;
    }
    const name =
      /(?:关于|给予|同意|批准|核定|认定|撤销|取消|对|将|与|聘用|录用|录取|招录|招聘|资助|救助|处理|处分)([\u3400-\u9fff]{2,4})$/u.exec(
        text.slice(Math.max(line.start, at - 7), at),
      )?.[1];
    if (!name || /(?:任免|任职|免职|任命|干部|退休|表彰)/u.test(this.#block.lineText(line))) return;
    if (isFullName(name, "weak") || isClearName(name)) this.#report(at - name.length, at, "name-prose");
  }

  /** 「高龄津贴发放人员：」, 「申请公租房家庭：」: any role of a person that is closed by a colon. */
  colons(): void {
    const text = this.#text;
    for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
      this.#listBehind(colon);
      if (!endsPrivateRole.hasAt(text, colon - 1)) continue;
      const line = this.#block.lineAt(colon);
      if (this.#context.rowAt(line)) continue;
      const head =
        /[\u3400-\u9fff]{2,14}$/u.exec(text.slice(Math.max(line.start, colon - 14), colon))?.[0] ?? "";
      const ofHousehold = head.endsWith("成员") && /户主|家庭|同户/u.test(text.slice(line.start, colon));
      if (
        (!ofHousehold && !privateRole.test(head)) ||
        (!ofHousehold && publicRole.test(head) && !/被[\u3400-\u9fff]{1,4}人$/u.test(head))
      )
        continue;
      if (
        this.#block
          .labelsWithin(Math.max(line.start, colon - 14), colon)
          .some(
            (label) =>
              label.end === colon &&
              (label.label === "official" || label.label === "contact" || label.label === "organ-context"),
          )
      )
        continue;
      let at = colon + 1;
      while (text.charAt(at) === " ") at += 1;
      for (let count = 0; count < 200 && at < line.end; count += 1) {
        if (ofHousehold) at += kin.exec(text.slice(at, at + 4))?.[0].length ?? 0;
        const name = this.#nameAt(at, line.end, true, "strong", count > 0, line);
        if (!name || !isFullName(text.slice(name.start, name.end).replace(/ /gu, ""), "strong")) break;
        if (!endsToken(text, name.end)) break;
        this.#report(name.start, name.end, "name-labelled");
        const more =
          /^(?:\([^()]{0,30}\))?(?:[、]|，(?=[父母夫妻子女兄弟姐妹祖孙长次配外]|[\u3400-\u9fff]{2,4}\()| (?=[\u3400-\u9fff]{2,4}(?:[ ，。；(]|$)))/u.exec(
            text.slice(name.end, name.end + 40),
          );
        if (!more) break;
        at = name.end + more[0].length;
      }
    }
  }

  /**
   * 「中签结果：0012号某某；0035号某某」, 「新增低保：某某户2人，某某户1人」. Behind a word that lists people the items may be any
   * names; behind other words each must read like nothing else.
   */
  #listBehind(colon: number): void {
    const text = this.#text;
    if (!beginsItem.hasAt(text, colon + 1) && !mayBeginNameCode(text.charCodeAt(colon + 1))) return;
    const line = this.#block.lineAt(colon);
    const names = itemNames(text.slice(colon + 1, Math.min(line.end, colon + 2000)));
    if (names.length < 2) return;
    const from = Math.max(line.start, colon - 30);
    const head = text.slice(from, colon);
    if (publicList.test(head) || publicRole.test(head)) return;
    if (
      this.#block
        .labelsWithin(from, colon)
        .some(({ label }) => label === "official" || label === "contact" || label === "organ-context")
    )
      return;
    const listing = "示果单增保困助贴签取奖出细绩星序批".includes(head.slice(-1)) || peopleListed.test(head);
    const long = names.filter(({ text: name }) => name.length >= 3).length;
    if (long < (peopleListed.test(head) ? 0 : listing ? 1 : 2)) return;
    if (!listing && !names.every(({ text: name }) => isClearName(name))) return;
    for (const { text: name, at } of names)
      this.#report(colon + 1 + at, colon + 1 + at + name.length, "name-roster");
  }

  /** 「夫某某，妻某某，现居住…」: two clauses at least that begin with what somebody is to somebody. */
  #kin(): void {
    const done = new Set<number>();
    const places = [
      ...this.#block.privateMatters,
      ...personalSpots(this.#block).map(({ start }) => start),
      ...this.#block.labels.filter(({ label }) => label === "home-address").map(({ start }) => start),
    ];
    for (const at of places) {
      const line = this.#block.lineAt(at);
      if (done.has(line.index)) continue;
      done.add(line.index);
      const text = this.#block.lineText(line);
      if (!/[:，；、(](?:夫|妻|父|母|子|女|兄|弟|姐|妹|孙|媳|婿)/u.test(text)) continue;
      const found = [
        ...text.matchAll(
          /(?<=[:，；、(])(?:夫|妻|父|母|[长次]?[子女]|兄|弟|姐|妹|孙|媳|婿)([\u3400-\u9fff]{2,4})(?=[，；。、()]|$)/gu,
        ),
      ].filter(({ 0: all, 1: name = "" }) => isFullName(name, "strong") && !isCommonWord(all.slice(0, 2)));
      if (found.length < 2) continue;
      for (const { 0: all, 1: name = "", index } of found) {
        const start = line.start + index + all.length - name.length;
        this.#report(start, start + name.length, "name-prose");
      }
    }
  }

  #nameBefore(end: number): void {
    const text = this.#text;
    const line = this.#block.lineAt(end);
    const row = this.#context.rowAt(line);
    if (row?.official) return;
    let start = end;
    while (start > line.start && end - start < 14 && !endsToken(text, start - 1)) start -= 1;
    const token = text.slice(start, end);
    const rest = text.slice(end, Math.min(line.end, end + 120));
    if (/(?:现任|拟任|时任|任职|党组|副局长|局长|主任|科长|处长|书记|校长|院长|公务员)/u.test(rest)) return;
    if (
      this.#block
        .labelsWithin(line.start, end)
        .some((label) => label.label === "official" && start - label.end <= 2)
    )
      return;
    if (isFullName(token, "strong") && !isCommonWord(token)) this.#report(start, end, "name-prose");
    else if (
      /^[，(][男女][，)]/u.test(rest) &&
      token.length <= 4 &&
      isFullName(token, "announced") &&
      !roleTail.test(token)
    )
      this.#report(start, end, "name-prose");
    else {
      const from = nameStartAtEnd(token, -1);
      if (from >= 0) this.#report(start + from, end, "name-prose");
    }
  }

  /** Lines of names under a heading: 「拟录取名单」. */
  lists(state: NameState): void {
    const headings = new Set(this.#block.listWords.map((at) => this.#block.lineAt(at).index));
    for (const line of this.#block.lines)
      if (this.#text.charCodeAt(line.end - 1) === COLON && line.end - line.start <= 60)
        headings.add(line.index);
    if (headings.size === 0 && state.list === "none") return;
    for (const line of this.#block.lines) {
      const length = line.end - line.start;
      if (length === 0) continue;
      const headed = headings.has(line.index);
      if (state.list === "none" && !headed) continue;
      const row = this.#context.rowAt(line);
      const content = this.#block.lineText(line);
      if (content.trim() === "") continue;
      if (row && row.cells.some((cell) => cell.column)) continue;
      const heading = headed ? listHeading(content) : undefined;
      if (heading) {
        state.list = heading;
        if (heading === "persons") this.#inlineList(line, content);
        continue;
      }
      if (state.list === "none") continue;
      const names = namesOfLine(content);
      if (!names) {
        // A short line between the names is a group: 「一等奖」, 「城关镇（3人）」.
        if (content.trim().length > 24 || /[。；]$/u.test(content.trim())) state.list = "none";
        continue;
      }
      if (state.list === "persons")
        for (const name of names)
          this.#report(line.start + name.at, line.start + name.at + name.text.length, "name-roster");
    }
  }

  /** 「录取名单如下：张某、李某、王某。」 */
  #inlineList(line: Line, content: string): void {
    const match =
      /(?:名单|人员|学生|对象|考生|家庭|人选|名额)(?:[^，。；:]{0,10})?(?:如下|为|是|公示|有)?[:：]/u.exec(
        content,
      );
    if (!match) return;
    let at = match.index + match[0].length;
    for (let count = 0; count < 300; count += 1) {
      const rest =
        /^ *(?:\d{1,3}[.、)]\s*)?([\u3400-\u9fff·\ud840-\udfff]{2,8})(?:\([^()]{0,20}\))?(?:等\d*人)?(?=[、，,；; 。]|$)/u.exec(
          content.slice(at, at + 50),
        );
      const name = rest?.[1];
      if (!rest || !name || !isFullName(name, "strong") || (count === 0 && isCommonWord(name))) return;
      const from = at + rest[0].indexOf(name);
      this.#report(line.start + from, line.start + from + name.length, "name-roster");
      at += rest[0].length;
      const next = content.charAt(at);
      if (next === "。" || next === "") return;
      at += 1;
    }
  }
}

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
    /(?:代表|委员|劳模|劳动模范|模范|获得者|书记|主任|会长|理事长)$/u.test(text.slice(from, mark))
  );
}

/** Parties of a deal or a case, behind whom a whole clause is the name. */
const partyRole = new TailPattern(
  /(?:[买卖甲乙丙男女患]方|[申被]?请人|[原被]告|[买受卖]受?人|[承出]租人|借款人|担保人|继承人|受让人|转让人|户主|业主|车主|房主|死者|伤者|患者|当事人|驾驶[员人]|司机)$/u,
);
const endsRole = new CharSet("人者员户主生属工农手东客机妇");

/** The relation in front of a member of a household: 「父某某，母某某」. */
const kin =
  /^(?:(?:祖|外祖|岳)[父母]|[长次三]?[子女]|[父母]亲?|丈夫|妻子?|夫|配偶|儿子|女儿|儿媳|女婿|兄|弟|姐|妹|孙子?|孙女)[: ]?(?=[\u3400-\u9fff]{2})/u;

/** Behind these stands a name and nothing else: 「收件人经纬，」. */
const namedParty = new TailPattern(/(?:收件人|收货人|寄件人|户主|收款人|领款人)$/u);

/** What ends a clause that begins with a name: 「某某等3人」, 「某某女士」. */
function withoutAddress(token: string): string {
  for (let at = 0; at < token.length; at += 1)
    if (beginsAddress.hasAt(token, at))
      return token.replace(/(?:等[\d一二三四五六七八九十]*[人名户位]?|先生|女士|同志|同学|\d.*)$/u, "");
  return token;
}

const beginsAddress = new CharSet("等先女同0123456789");

/** 「护林员吾买尔江·吐尔逊」: the role glued to a name with a dot. */
const roleBeforeDotted =
  /^[\u3400-\u9fff]{1,10}?(?:员|人|户|者|民|师|属|商|练|友|客|手|工|生|对象|学生|儿童|同学|教授|专家|博士)(?=[\u3400-\u9fff]{1,7}·[\u3400-\u9fff·]{2,}$)/u;

/** A clause that names an organisation, whatever it begins with. */
const organisationTail = new TailPattern(
  /(?:公司|集团|商店|商行|超市|饭店|酒店|宾馆|餐厅|餐馆|食品店|门市部|经营部|服务部|工作室|合作社|厂|店|铺|坊|馆|局|(?<![住入出转])院|校|园|中心|站|所|银行|信用社|协会|商会|基金会|委员会|村委会|居委会|管委会|政府|社区|学校|学院|大学|中学|小学|幼儿园|支队|大队|办公室|办事处)$/u,
);

const endsPrivateRole = new CharSet("取围签奖补员象庭户生人童工众民者长属方兵选");
const privateRole =
  /(?:人员|户|对象|家庭|农户|住户|商户|租户|户主|困难户|学生|考生|新生|人|儿童|孤儿|职工|员工|民工|群众|村民|居民|市民|渔民|牧民|者|家长|亲属|家属|遗属|男方|女方|退役军人|士兵|人选|录取|入围|中签|获奖|递补)$/u;
const publicRole =
  /(?:负责|联系|经办|承办|主办|审批|审核|复核|批准|签发|校对|编制|编辑|制表|填表|填报|统计|设计|监理|主持|主讲|发言|记录|采购|招标|投标|中标|成交|供应|代表|证明|见证|出版|发行|策划|撰稿|制作|翻译|检测|检验|采样|抽样|送检|分析|测定|检定|校准|测量|测绘|绘制|核对|录入|汇总|验收|保管|交接|移交|接收|制单|出纳|会计|牵头|责任|带队|领队|召集|发布|报道|评价|评审|鉴定|值班|带班|值守|执法|检查|工作|调查|审查|审图|询问|勘查|走访|投资|出资|参会|参加|列席|出席|与会|主要|管理|技术|服务|监督|陪同|调研|巡查|巡逻|勘验|办案|窗口|安保|施工|现场|组成|成员|党员|驻村|帮扶责任|包保|联络|网格|应急|救援|执行|鉴证|公证|调解|仲裁|审判|合议|作者|记者|读者|消费者|申报单位|用人|法|当事|法人|代理|抽查|受检|被检|产权|权利|注册|制造|经营|生产|委托方|人民|主管|分管|拟任|任前|提名)[\u3400-\u9fff]{0,4}$/u;

/** What may stand in front of a name that only its act tells. */
const leadsToName = new TailPattern(
  /(?:[^\u3400-\u9fff]|[对就请经据查的将与和给]|关于|因|撤销|收到|吊销|注销|扣留|暂扣|同意|取消|批准|认定|恢复|暂停|停发|追回|答复|给予|责令|通知|证明|兹有|我村|本村|尊敬的|市民|村民|居民|单位)$/u,
);
const leadsToWeakAct = new TailPattern(
  /(?:关于|[对将查给，]|收到|吊销|注销|扣留|暂扣|同意|取消|批准|认定|恢复|暂停|停发|追回|被告|原告)$/u,
);
const joinsNames = new CharSet("、与和及");

/** What organisations and persons in office do as well. */
const actOfMany = new HeadPattern(/^(?:涉嫌严重|于\d|提出|来访)/u);
/** 「关于某某工伤认定的决定」: these say nothing about a person without what leads to the name. */
const weakAct = new HeadPattern(
  /^(?:机动车驾驶|驾驶证|通过|以邮|以信|的申请|的诉求|的请求|享受|待遇|创业|经依法|工伤|低保|伤残|转学|休学|落户|户口|户籍)/u,
);
/** The end of how a person is addressed: 「某某女士的：」. */
const endsTitle = new CharSet("生士志学的:： ");

/** Words that make an account of somebody's act a private matter. */
const privateMatter =
  /(?:停发|注销|迁出|享受|窗口|补正|领取|补缴|签收|处罚|罚款|没收|无证|违法|受伤|事故|盗窃|殴打|就诊|住院|工伤|补贴|救助|低保|申请|信访|投诉|举报|意见书|复议|婚姻|遗产|吊销)/u;

/** A word for people, not one of them: 「应聘者（女，…」. */
const roleTail = /[人员者生户工师民友方童士众属家妇]$/u;

const foundOut = /(?:委托|授权|证明|兹有|查实|核实|查明|查获|抓获|查处|传唤|询问|告知|责令|认定|发现)$/u;

const publicList =
  /(?:任前|任免|拟任|中标|评标|评审|成交|采购|投标|招标|选举|考核结果|干部|委员|代表|领导|专家|企业|单位|项目|出席|列席|参加|主持|成员|负责|[审编校记译著]|值班|作者|主演|嘉宾|讲|授课|教师|导师|律师|法官|民警|检察|仲裁|调解员|村庄?|社区|街道|乡镇|县区|下辖|景区|线路|站|品种|作物|产品|人物|楷模|模范|名人|公司)/u;

/** What an item of a list begins with, but for a name. */
const beginsItem = new CharSet(" 0123456789一二三四五六七八九十");

const peopleListed = /(?:村民|居民|农户|住户|职工|学生|考生|对象|家庭|老人|儿童|人员)[\u3400-\u9fff]{0,8}$/u;

/** Items of a list in running text, each a name with a number in front or a note behind; up to the first other item. */
function itemNames(content: string): readonly Part[] {
  const parts: Part[] = [];
  const item =
    /[ ]{0,2}(?:第[\d一二三四五六七八九十]{1,3}[位名号][: ]{0,2}|\d{1,8}[号.、)]?[ ]?)?(?:(?:[\u3400-\u9fff]{1,4}[村屯庄])?[一二三四五六七八九十\d]{1,3}[组社队栋])?([\u3400-\u9fff·]{2,8}?)(?:\([^()]{1,20}\))?(?:户?[ ]?[\d.]{1,9}(?:人|元|分|户|亩|平方米|㎡|头|只|羽|株|袋|斤|吨|间|万元)(?:\/[月年人户])?(?:[\d.]{1,9}元)?)?(?:[、，,；;。 ]|$)/uy;
  for (let match = item.exec(content); match; match = item.exec(content)) {
    const name = match[1] ?? "";
    if (!isFullName(name, "strong") || isCommonWord(name)) break;
    parts.push({ text: name, at: match.index + match[0].indexOf(name) });
    if (item.lastIndex >= content.length) break;
  }
  return parts;
}

interface Part {
  readonly text: string;
  readonly at: number;
}

/** The names a cell holds: 「张某、李某」, 「张某（长子）」, 「1. 张某」. */
function partsOf(cell: string): readonly Part[] {
  const parts: Part[] = [];
  for (const match of cell.matchAll(/[^、，,；;/()（）\d.]+(?:\([^()]*\))?/gu)) {
    const text = match[0].replace(/\(.*$/u, "").trim();
    if (text !== "") parts.push({ text, at: match.index + match[0].indexOf(text) });
  }
  return parts;
}

const listWords =
  /(?:名单|花名册|名册|人员公示表|(?:合格|入围|入选|递补|中选|受助|缺考|弃权|违纪)人员|获奖者|获奖学生|录取考生|录取学生|合格考生|入围考生|拟录用人员|拟聘用人员|拟录取|进入体检|进入面试|中签人员|受助学生|资助对象|救助对象|补助对象|保障对象|(?:对象|人员|家庭|人选|学生|考生|儿童|老人)(?=公示|名册|名录|如下))(?:一览表|汇总表|公示表)?/u;

/** 「公益性岗位拟安置人员：」 at the end of a line. */
const personsAnnounced =
  /(?:拟|新增|合格|入围|入选|递补|中选|缺考|弃权|救助|补助|补贴|资助|安置|录用|聘用|保障|享受|发放|领取)[\u3400-\u9fff]{0,8}(?:人员|对象|学生|家庭|户|老人|儿童|者):$/u;

/** What a line announces: a list of private persons, of persons in office, or nothing. */
function listHeading(content: string): NameState["list"] | undefined {
  const text = content.trim();
  if (text.length > 120 && !/名单[^。；]{0,8}[:：]/u.test(text)) return undefined;
  if (
    text.endsWith(":") &&
    text.length <= 40 &&
    personsAnnounced.test(text) &&
    !publicRole.test(text.slice(0, -1))
  )
    return "persons";
  if (!listWords.test(text)) return undefined;
  const inline = /[:：]/u.test(text);
  if (!inline && (/[，。；]/u.test(text) || text.length > 40)) return undefined;
  if (
    /(?:黑名单|红名单|白名单|企业名单|单位名单|机构名单|项目名单|商家名单|供应商名单|学校名单|药品名单|产品名单|品种名单|村名单|社区名单|乡镇名单|名单制|名单管理|医院名单|公司名单|园区名单|示范.{0,4}名单|企业)/u.test(
      text,
    )
  )
    return "officials";
  return officialTitle.test(text) ||
    /(?:小组成员|[采购谈判磋商询价]{2}小组|干部|任前公示|拟任|领导|委员|代表|党代表|专家|评委|律师|人员值班|工作专班|工作组|编辑)/u.test(
      text,
    )
    ? "officials"
    : "persons";
}

/** The names of a line that holds nothing else, or undefined. */
function namesOfLine(content: string): readonly Part[] | undefined {
  const body = content.replace(/^\s*(?:[（(]?[\d一二三四五六七八九十]{1,4}[)）.、．]|[-*·])?\s*/u, "");
  const offset = content.length - body.length;
  const label = /^[\u3400-\u9fff0-9()（）]{1,12}[:：]\s*/u.exec(body);
  const from = label?.[0].length ?? 0;
  const parts: Part[] = [];
  /** Names only because of the company they are in: 「文静、施展」. */
  const likely: Part[] = [];
  let other = 0;
  for (const match of body.slice(from).matchAll(/[^\s、，,；;。]+/gu)) {
    const raw = match[0];
    const text = raw.replace(/^\d{1,4}[.、．]?/u, "").replace(/[(（].*$/u, "");
    if (text === "") continue;
    const at = offset + from + match.index + raw.indexOf(text);
    if (isFullName(text, "strong") && !isCommonWord(text)) parts.push({ text, at });
    else if (isFullName(text, "announced") && mayBeginName(text.charAt(0))) likely.push({ text, at });
    else if (/^(?:男|女|[\u3400-\u9fff]{1,2}族|[\d.]+分?|[*]+)$/u.test(text)) continue;
    else other += 1;
  }
  if (other === 0 && parts.length >= likely.length) parts.push(...likely);
  else other += likely.length;
  const joined = spacedNames(body.slice(from), offset + from);
  if (joined && parts.length === 0) return joined;
  if (parts.length === 0) return undefined;
  return other === 0 ||
    (parts.length >= 3 && other * 4 <= parts.length) ||
    (parts.length === 1 && other <= 3 && parts[0]?.at === offset + from && content.length < 60)
    ? parts
    : undefined;
}

/** 「王 芳  李 丽」 */
function spacedNames(body: string, offset: number): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const match of body.matchAll(/(?:^|\s)([\u3400-\u9fff] [\u3400-\u9fff])(?=\s|$)/gu)) {
    const text = match[1] ?? "";
    if (isFullName(text, "strong")) parts.push({ text, at: offset + match.index + match[0].indexOf(text) });
  }
  return parts.length > 0 && body.replace(/\s/gu, "").length === parts.length * 2 ? parts : undefined;
}
