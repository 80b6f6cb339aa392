/** Reads the chains of the number pass: identity numbers, telephones, bank cards, documents, plates, codes, masked forms. */
import { hasIssuerPrefix, isUnionPay, passesLuhn } from "../checks/bank-card.ts";
import { isCreditCode, looksLikeCreditCode } from "../checks/credit-code.ts";
import { isForeignerIdCard, isIdCard15, isIdCard18 } from "../checks/id-card.ts";
import { areaCodeLength, isLandline, isMobile, isPossibleMobile } from "../checks/telephone.ts";
import {
  isForeignPassportNumber,
  isPassportNumber,
  isPermitNumber,
  isTaiwanPermitNumber,
} from "../checks/travel-document.ts";
import type { Block } from "../block.ts";
import { TailPattern } from "../edge-pattern.ts";
import type { Context, ValueLabel } from "../context.ts";
import type { TextFindingType } from "../finding-types.ts";
import { scanNumbers, SHORTEST_NUMBER, type NumberRun } from "../number-pass.ts";
import type { RuleId } from "../rules/index.ts";
import { isClearName, isFullName } from "../name-grammar.ts";
import { maskedType } from "./masked-number.ts";
import { mayBePlate, plateInChain } from "./plates.ts";

/** How many runs a reading took, and what it found (nothing: the number is known and public). */
interface Reading {
  readonly runs: number;
  readonly found?: {
    readonly type: TextFindingType;
    readonly start: number;
    readonly end: number;
    readonly ruleId: RuleId;
    readonly note?: string | undefined;
  };
}

export interface NumberOptions {
  /** YYYYMMDD; birth dates after it are no birth dates. */
  readonly latestBirthDate: string;
}

export function detectNumbers(context: Context, options: NumberOptions): void {
  const { block } = context;
  const reader = new ChainReader(context, options);
  scanNumbers(block.folded, (chain) => reader.read(chain));
}

class ChainReader {
  readonly #context: Context;
  readonly #block: Block;
  readonly #text: string;
  readonly #options: NumberOptions;
  readonly #onPlate = (start: number): boolean => this.#context.labelFor(start)?.kind === "plate";

  constructor(context: Context, options: NumberOptions) {
    this.#context = context;
    this.#block = context.block;
    this.#text = context.block.text;
    this.#options = options;
  }

  read(chain: readonly NumberRun[]): void {
    let total = 0;
    for (const run of chain) total += run.digits + run.masks + run.letters;
    const { start } = chain[0] as NumberRun;
    if (
      total < SHORTEST_NUMBER &&
      !(this.#text.charAt(start) === "W" && this.#text.charAt(start + 1) === "J")
    )
      return;
    let free = true;
    for (let at = 0; at < chain.length;) {
      const reading = this.#readAt(chain, at, free);
      if (!reading) {
        at += 1;
        free = false;
        continue;
      }
      const { found } = reading;
      if (found) this.#report(found);
      at += reading.runs;
      free = true;
    }
  }

  #report(found: NonNullable<Reading["found"]>): void {
    const { type, start, end, ruleId, note } = found;
    const column = this.#context.cellAt(this.#block.lineAt(start), start)?.column?.header;
    const weak = ruleId === "mobile-unassigned";
    this.#block.report({
      type,
      start,
      end,
      ruleId,
      severity: weak ? "look-at" : undefined,
      column,
      note,
    });
  }

  #readAt(chain: readonly NumberRun[], at: number, free: boolean): Reading | undefined {
    const run = chain[at] as NumberRun;
    const plate = mayBePlate(this.#text, run)
      ? plateInChain(this.#text, chain, at, this.#onPlate)
      : undefined;
    // 「许可证编号粤A1B2C3」
    if (plate && this.#context.labelFor(plate.start)?.kind === "serial") return { runs: plate.runs };
    if (plate)
      return {
        runs: plate.runs,
        found: { type: "PLATE", start: plate.start, end: plate.end, ruleId: "vehicle-plate" },
      };
    if (run.digits + run.masks + run.letters >= 7) {
      const single = this.#single(run);
      if (single) return single;
    }
    // Most numbers stand alone: there is nothing behind them to be joined with.
    return free && at + 1 < chain.length ? this.#joined(chain, at) : undefined;
  }

  #value(start: number, end: number): string {
    const given = this.#text.slice(start, end);
    if (isPlain(given)) return given;
    return given
      .replace(/·{2,}/gu, (dots) => "*".repeat(dots.length))
      .replace(/[^0-9A-Za-z*]/gu, "")
      .toUpperCase();
  }

  /** A number in one run. */
  #single(run: NumberRun): Reading | undefined {
    const before = this.#text.charCodeAt(run.start - 1);
    const after = this.#text.charCodeAt(run.end);
    // A decimal, an amount with a decimal point, or a part of a web address.
    const decimal =
      (before === 46 && isDigit(this.#text.charCodeAt(run.start - 2))) ||
      (after === 46 && isDigit(this.#text.charCodeAt(run.end + 1)));
    if (decimal) return undefined;
    return this.#classify(run.start, run.end, this.#value(run.start, run.end), 1, run);
  }

  /** A number in groups: the longest reading wins, and it must not be a piece of a longer chain of groups. */
  #joined(chain: readonly NumberRun[], at: number): Reading | undefined {
    const first = chain[at] as NumberRun;
    const phone = this.#groupedPhone(chain, at);
    if (phone) return phone;
    let total = 0;
    const ends: number[] = [];
    for (let next = at; next < chain.length && next < at + 8; next += 1) {
      const run = chain[next] as NumberRun;
      if (run.letters > 0) break;
      total += run.digits + run.masks;
      if (total > 20) break;
      if (next > at) ends.push(next);
    }
    for (const last of ends.reverse()) {
      const end = (chain[last] as NumberRun).end;
      const value = this.#value(first.start, end);
      if (value.length < 11) continue;
      const reading = this.#classify(first.start, end, value, last - at + 1, undefined);
      if (reading) return reading;
    }
    return this.#groupedCode(chain, at);
  }

  /** 138 1234 5678, +86-138…, (+86)138…, 0086 138…, and fixed lines with their area code. */
  #groupedPhone(chain: readonly NumberRun[], at: number): Reading | undefined {
    const text = this.#text;
    const first = chain[at] as NumberRun;
    const head = text.slice(first.start, first.end);
    let next = at;
    let start = first.start;
    if (head === "86" || head === "0086") {
      if (text.charAt(start - 1) === "+") start -= 1;
      // 「(+86)138…」; in 「某某(+86 138…)」 the bracket holds the whole number.
      if (text.charAt(start - 1) === "(" && text.charAt(first.end) === ")") start -= 1;
      next += 1;
    }
    let digits = "";
    for (let run = next; run < chain.length && run < next + 3; run += 1) {
      const group = chain[run] as NumberRun;
      if (group.letters > 0 || group.masks > 0) break;
      const value = text.slice(group.start, group.end);
      digits += value;
      if (
        digits.length === 11 &&
        (run > at || next > at) &&
        isMobile(digits) &&
        groupsOfMobile(chain, next, run)
      ) {
        const label = this.#context.labelFor(start);
        if (label?.kind === "serial") return { runs: run - at + 1 };
        return { runs: run - at + 1, found: { type: "MOBILE", start, end: group.end, ruleId: "mobile" } };
      }
      if (digits.length > 11) break;
    }
    return this.#landline(chain, at);
  }

  #landline(chain: readonly NumberRun[], at: number): Reading | undefined {
    const text = this.#text;
    const area = chain[at] as NumberRun;
    const local = chain[at + 1];
    const areaCode = text.slice(area.start, area.end);
    if (!local || areaCodeLength(areaCode) !== areaCode.length || areaCode.length === 0) return undefined;
    const number = text.slice(local.start, local.end);
    if (!isLandline(areaCode, number)) return undefined;
    const start =
      text.charAt(area.start - 1) === "(" && text.charAt(area.end) === ")" ? area.start - 1 : area.start;
    const home = this.#isHomePhone(start, local.end);
    return home
      ? { runs: 2, found: { type: "LANDLINE", start, end: local.end, ruleId: "landline-home" } }
      : { runs: 2 };
  }

  #isHomePhone(start: number, end: number): boolean {
    if (/^ ?\((?:家|宅|住宅|家庭|家里|家中|本人|私人)\)/u.test(this.#text.slice(end, end + 6))) return true;
    const label = this.#context.labelFor(start);
    // 「商|家电话」
    if (label?.word === "家电话" && businessPhone.fits(this.#text, Math.max(0, start - 10), start))
      return false;
    if (label?.kind === "home-phone" || atHome.fits(this.#text, Math.max(0, start - 8), start)) return true;
    if (label?.column && (label.kind === "phone" || label.kind === "mobile")) {
      const row = this.#context.rowAt(this.#block.lineAt(start));
      return (
        row !== undefined &&
        !row.official &&
        row.cells.some(
          (cell) =>
            cell.column?.kind === "id" ||
            cell.column?.kind === "home-address" ||
            cell.column?.kind === "bank",
        )
      );
    }
    return false;
  }

  /** A grouped 统一社会信用代码 behind its label. */
  #groupedCode(chain: readonly NumberRun[], at: number): Reading | undefined {
    const first = chain[at] as NumberRun;
    let total = 0;
    for (let next = at; next < chain.length && next < at + 6; next += 1) {
      const run = chain[next] as NumberRun;
      total += run.end - run.start;
      if (total < 18) continue;
      if (total > 18 || next === at || this.#context.labelFor(first.start)?.kind !== "credit-code")
        return undefined;
      const valid = isCreditCode(this.#value(first.start, run.end));
      return valid
        ? { runs: next - at + 1 }
        : {
            runs: next - at + 1,
            found: { type: "USCC_INVALID", start: first.start, end: run.end, ruleId: "credit-code-check" },
          };
    }
    return undefined;
  }

  #classify(
    start: number,
    end: number,
    value: string,
    runs: number,
    single: NumberRun | undefined,
  ): Reading | undefined {
    if (/\*|X{4}/u.test(value)) return this.#masked(start, end, value, runs);
    const label = this.#context.labelFor(start) ?? labelBehind(this.#text.slice(end, end + 12));
    const found = (type: TextFindingType, ruleId: RuleId, note?: string): Reading => ({
      runs,
      found: { type, start, end, ruleId, note },
    });
    const kind = this.#kindOf(label, start, end, value);
    if (kind === "credit-code" && single && value.length >= 16 && value.length <= 20 && !isIdCard15(value)) {
      return isCreditCode(value) ? { runs } : found("USCC_INVALID", "credit-code-check");
    }
    if (kind === "serial") {
      if (!label?.column && /准考证|考生号|考号|报名|学号|残疾/u.test(label?.word ?? ""))
        this.#block.candidateNumbers.push({ start, end });
      if (!this.#inSerial(value, label)) return { runs };
    }
    if (value.length === 18) {
      const id = isIdCard18(value, this.#options.latestBirthDate);
      if (id || isForeignerIdCard(value, this.#options.latestBirthDate)) {
        if (kind === "bank" && isUnionPay(value) && passesLuhn(value)) return found("BANK_CARD", "bank-card");
        // 「索引号 11…/2023-…」: the code goes on.
        const continues = /^[-/][0-9]{4}[-/]/u.test(this.#text.slice(end, end + 6));
        const organ =
          isCreditCode(value) &&
          kind !== "id" &&
          (kind === "bare-code" || continues || this.#organBefore(start));
        // The tax number of a natural person is the identity number.
        const ownTaxNumber = /识别号|税号/u.test(label?.word ?? "") && !isCreditCode(value);
        if (continues || organ || (kind === "bare-code" && !ownTaxNumber)) return { runs };
        return found("ID_CARD", id ? "id-card" : "id-card-foreigner");
      }
      if (isCreditCode(value)) return { runs };
      if (kind === "bare-code" && looksLikeCreditCode(value) && single)
        return found("USCC_INVALID", "credit-code-check");
      // 「统一社会信用代码核验：甲公司 91…　乙厂 91…」
      if (single && kind === undefined && looksLikeCreditCode(value) && this.#codesListed(start))
        return found("USCC_INVALID", "credit-code-check");
    }
    // 「护照/通行证号码」: the outline and the cell in front decide.
    const both = kind === "passport" && /通行证|证件/u.test(label?.word ?? "");
    if (both && isPermitNumber(value) && !(isPassportNumber(value) && !this.#permitNearby(start)))
      return found("PERMIT", "travel-permit");
    if (kind === "passport" && (isPassportNumber(value) || isForeignPassportNumber(value)))
      return found("PASSPORT", "passport");
    if (
      kind === "permit" &&
      (isPermitNumber(value) || (/台/u.test(label?.word ?? "") && isTaiwanPermitNumber(value)))
    )
      return found("PERMIT", "travel-permit");
    if (kind === "taiwan-permit" && (isTaiwanPermitNumber(value) || isPermitNumber(value)))
      return found("PERMIT", "travel-permit");
    const document =
      single && (kind === undefined || kind === "id")
        ? ((kind === undefined ? this.#documentNearby(value, start) : undefined) ??
          this.#documentAbove(value, start))
        : undefined;
    if (document) return found(document, document === "PASSPORT" ? "passport" : "travel-permit");
    if (
      single &&
      kind === "id" &&
      /^\d{8}$|^\d{10}$/u.test(value) &&
      /台胞|台湾居民/u.test(this.#text.slice(Math.max(0, start - 16), start))
    )
      return found("PERMIT", "travel-permit");
    // 「学籍号G4307…」: a letter for the kind of school roll in front of the identity number.
    if (
      single &&
      /^[A-Z]\d{17}[\dX]$/u.test(value) &&
      end - start === value.length &&
      /学籍|学号|学生/u.test(label?.word ?? "") &&
      isIdCard18(value.slice(1), this.#options.latestBirthDate)
    )
      return { runs, found: { type: "ID_CARD", start: start + 1, end, ruleId: "id-card" } };
    if (single && /[A-Z]/u.test(value.slice(0, -1))) {
      if (
        kind === "social" &&
        (/^[A-Z]{1,2}\d{7,12}$/u.test(value) ||
          (/卡/u.test(label?.word ?? "") && /^(?=.{8,12}$)\d{1,4}[A-Z]\d{5,9}$/u.test(value))) &&
        this.#socialContext(start, label)
      )
        return found("SOCIAL_SECURITY", "social-security");
      if (kind === "id" && isPassportNumber(value) && this.#passportNearby(start))
        return found("PASSPORT", "passport");
      if (kind === "id" && isPermitNumber(value))
        return this.#permitNearby(start) ? found("PERMIT", "travel-permit") : undefined;
      return undefined;
    }
    if (!/^\d+X?$/u.test(value)) return undefined;
    if (single && value.length === 15 && this.#isOldIdCard(value, start, kind))
      return found("ID_CARD", "id-card-15");
    if (
      kind === "social" &&
      /^\d{6,12}$/u.test(value) &&
      !isMobile(value) &&
      this.#socialContext(start, label)
    )
      return found("SOCIAL_SECURITY", "social-security");
    if (single && value.length >= 10 && value.length <= 12 && value.startsWith("0")) {
      const area = areaCodeLength(value);
      if (area > 0 && isLandline(value.slice(0, area), value.slice(area)))
        return this.#isHomePhone(start, end) ? found("LANDLINE", "landline-home") : { runs };
    }
    if (value.length >= 11 && value.length <= 15) return this.#mobile(start, end, value, runs, label);
    if (value.length >= 16 && value.length <= 19 && passesLuhn(value))
      return this.#bankCard(start, end, value, runs, label);
    return undefined;
  }

  /** A serial's label does not hold for a number that another look-alike label inside the same clause announces. */
  #inSerial(value: string, label: ValueLabel | undefined): boolean {
    return /学籍|驾驶证/u.test(label?.word ?? "") && isIdCard18(value, this.#options.latestBirthDate);
  }

  #mobile(
    start: number,
    end: number,
    value: string,
    runs: number,
    label: ValueLabel | undefined,
  ): Reading | undefined {
    const text = this.#text;
    let from = start;
    let digits = value;
    if (value.length === 13 && value.startsWith("86")) digits = value.slice(2);
    else if (value.length === 15 && value.startsWith("0086")) digits = value.slice(4);
    else if (value.length === 12 && value.startsWith("01")) digits = value.slice(1);
    if (digits.length !== 11) return undefined;
    if (digits !== value && text.charAt(from - 1) === "+") from -= 1;
    const next = text.charAt(end);
    if (next !== "" && "元万亿吨米度平亩次㎡%％‰°".includes(next)) return undefined;
    if (text.charAt(from - 1) === "第" && text.charAt(end) === "号") return undefined;
    if (text.charAt(from - 1) === "." || text.charAt(from - 1) === "¥" || text.charAt(from - 1) === "￥")
      return undefined;
    if (isMobile(digits)) return { runs, found: { type: "MOBILE", start: from, end, ruleId: "mobile" } };
    if (
      isPossibleMobile(digits) &&
      label?.kind === "mobile" &&
      !/^.{0,6}(?:非|不是|无效|错误)/u.test(text.slice(end, end + 10))
    )
      return { runs, found: { type: "MOBILE", start: from, end, ruleId: "mobile-unassigned" } };
    return undefined;
  }

  #bankCard(
    start: number,
    end: number,
    value: string,
    runs: number,
    label: ValueLabel | undefined,
  ): Reading | undefined {
    const kind = label?.kind;
    if (kind === "organ-account" || this.#organAccount(start, end)) return { runs };
    const labelled = kind === "bank" || (kind === "social" && isUnionPay(value));
    const card =
      isUnionPay(value) ||
      (hasIssuerPrefix(value) && (labelled || this.#isPaidTo(start, end) || this.#personBefore(start))) ||
      (labelled && /卡/u.test(label?.word ?? "") && /^[3-9]/u.test(value));
    if (
      !card ||
      (kind !== undefined && !labelled && ["id", "credit-code", "bare-code", "passport"].includes(kind))
    )
      return undefined;
    // What goes on behind a dash or slash is an index or serial; between slashes, or before a number as long, it is a field.
    const behind = this.#text.slice(end, end + 11);
    const isField =
      (this.#text.charAt(start - 1) === "/" && behind.startsWith("/")) || /^\/\d{3}[\d *]{7}/u.test(behind);
    if (!isField && /^[-/][0-9]/u.test(behind)) return undefined;
    return { runs, found: { type: "BANK_CARD", start, end, ruleId: "bank-card" } };
  }

  /** 「退款至6225…」, 「6225…，持卡人某某」: money goes there, or somebody holds the card. */
  #isPaidTo(start: number, end: number): boolean {
    return (
      paidTo.fits(this.#text, Math.max(0, start - 8), start) ||
      /^[，,、(（ ]{0,2}(?:持卡人|开户人|户名|卡主)/u.test(this.#text.slice(end, end + 8))
    );
  }

  /** An account whose holder is an organisation: 户名 or 开户名称 with one, or a word for such accounts in the clause. */
  #organAccount(start: number, end: number): boolean {
    const line = this.#block.lineAt(start);
    const from = Math.max(line.start, start - 60);
    for (const label of this.#block.labelsWithin(from, Math.min(line.end, end + 40))) {
      if (
        label.label === "organ-account" &&
        label.end <= start &&
        !/[。；]/u.test(this.#text.slice(label.end, start))
      )
        return true;
      if (label.label === "organ-name") {
        const holder = this.#text.slice(label.end, label.end + 24);
        if (
          /^[: 为]*[\u3400-\u9fff()·]{2,22}?(?:公司|局|委员会|中心|政府|医院|学校|大学|中学|小学|学院|合作社|协会|集团|厂|院|所|社|基金会|支队|财政|国库|村委会|居委会)/u.test(
            holder,
          )
        )
          return true;
      }
    }
    return false;
  }

  /** An organisation in front, and the codes named not far above. */
  #codesListed(start: number): boolean {
    return (
      /[司厂店社院校会部所行心](?:\(|:|，| )*$/u.test(this.#text.slice(Math.max(0, start - 3), start)) &&
      /信用代码/u.test(this.#text.slice(Math.max(0, start - 160), start))
    );
  }

  #organBefore(start: number): boolean {
    const before = this.#text.slice(Math.max(0, start - 16), start);
    return (
      /(?:公司|中心|局|委员会|合作社|协会|厂|医院|学校|集团|商店|经营部|机构|单位)[(:，,]?\s*$/u.test(
        before,
      ) || /(?:登记证|登记证号|组织机构|法人)/u.test(before)
    );
  }

  #personBefore(start: number): boolean {
    const line = this.#block.lineAt(start);
    const before = this.#text.slice(Math.max(line.start, start - 60), start);
    for (const token of before.split(/[\s，,、；;:()|]+/u)) if (isFullName(token, "weak")) return true;
    return false;
  }

  /** A second document of a list: 「护照号：…（旧），E…（新）」; the outline must be a strict one. */
  #documentNearby(value: string, start: number): "PASSPORT" | "PERMIT" | undefined {
    if (!/^[A-Z]{1,2}\d{7,8}$/u.test(value)) return undefined;
    const line = this.#block.lineAt(start);
    const before = this.#text.slice(Math.max(line.start, start - LIST_OF_DOCUMENTS), start);
    // 「往来台湾通行证注销名单：某某 L…；某某 L…」: the kind heads the whole list.
    const listed = /(?:通行证|回乡证|台胞证|护照)[^。；:]{0,12}[:：][^。:：]*$/u.test(before);
    const from = Math.max(before.lastIndexOf("。"), listed ? -1 : before.lastIndexOf("；")) + 1;
    const sentence = before.slice(from);
    if (
      /护照/u.test(sentence) &&
      !/通行证|回乡证|台胞证|型号|编号/u.test(sentence) &&
      isPassportNumber(value)
    )
      return "PASSPORT";
    if (
      /(?:港澳|台湾)[^。]{0,10}通行证|回乡证|台胞证/u.test(sentence) &&
      !/型号|编号/u.test(sentence) &&
      isPermitNumber(value)
    )
      return "PERMIT";
    return undefined;
  }

  /**
   * 「往来港澳通行证损毁换发告知」 over 「…，原证号CD…」 and 「某某（C…）」: the kind is told in a heading or sentence in front, and no thing
   * with such numbers since. The outline must be a strict one.
   */
  #documentAbove(value: string, start: number): "PASSPORT" | "PERMIT" | undefined {
    if (!/^(?:[A-Z]{1,2}\d{7,8}|\d{8})$/u.test(value)) return undefined;
    const holder = ofHolder.exec(this.#text.slice(Math.max(0, start - 10), start));
    if (!holder || (holder[1] !== undefined && !isFullName(holder[1], "strong"))) return undefined;
    const before = this.#text.slice(Math.max(0, start - FAR_FROM_KIND), start);
    let since = 0;
    let kind = "";
    for (const match of before.matchAll(kindOfDocument)) {
      kind = match[0];
      since = match.index + kind.length;
    }
    if (kind === "" || otherNumbered.test(before.slice(since))) return undefined;
    // 「台胞证换发通知」 over 「…，证号05510872」
    if (/^\d/u.test(value)) return holder[1] === undefined && /台胞|大陆/u.test(kind) ? "PERMIT" : undefined;
    if (kind === "护照") return isPassportNumber(value) ? "PASSPORT" : undefined;
    return isPermitNumber(value) ? "PERMIT" : undefined;
  }

  #passportNearby(start: number): boolean {
    const before = this.#text.slice(Math.max(0, start - 40), start);
    return before.lastIndexOf("护照") > before.lastIndexOf("通行证");
  }

  #permitNearby(start: number): boolean {
    const row = this.#context.rowAt(this.#block.lineAt(start));
    if (row?.cells.some(({ column }) => /通行证|回乡证|台胞/u.test(column?.header ?? ""))) return true;
    return /港澳|台湾|通行证|回乡证|台胞/u.test(this.#text.slice(Math.max(0, start - 40), start));
  }

  /** 「社保卡挂失：某某，卡号F92012606」: the card was named before, and no bank card has a letter. */
  #kindOf(
    label: ValueLabel | undefined,
    start: number,
    end: number,
    value: string,
  ): ValueLabel["kind"] | undefined {
    if (label?.kind !== "bank" || label.column || !/^[A-Z]\d{8}$/u.test(value)) return label?.kind;
    // 「原卡号A7…（社保卡号）」
    if (labelBehind(this.#text.slice(end, end + 12))?.kind === "social") return "social";
    const line = this.#block.lineAt(start);
    const before = this.#text.slice(Math.max(line.start, start - 40), start);
    return /(?:社保卡|社会保障卡|医保卡)[^。；]*$/u.test(before) ? "social" : label.kind;
  }

  /** 个人编号 and the like belong to social insurance only where it is spoken of. */
  #socialContext(start: number, label: ValueLabel | undefined): boolean {
    const word = label?.word ?? "";
    if (/机构/u.test(word)) return false;
    if (!/^(?:个人编号|个人代码|个人账户编号|电脑号|保险手册编号)$/u.test(word)) return true;
    const line = this.#block.lineAt(start);
    const around = this.#text.slice(Math.max(0, line.start - 120), Math.min(this.#text.length, line.end));
    return /社保|医保|参保|养老|供养亲属|抚恤金|工亡|待遇领取|保险|社会保障|灵活就业|缴费|补缴|退休|工伤|失业|转移接续|统筹/u.test(
      around,
    );
  }

  #isOldIdCard(value: string, start: number, kind: string | undefined): boolean {
    if (!isIdCard15(value)) return false;
    if (kind === "id") return true;
    if (kind !== undefined && kind !== "name" && kind !== "neutral") return false;
    const before = this.#text.slice(Math.max(0, start - 14), start).replace(/[\s(,，:、|]+$/u, "");
    const name = /[\u3400-\u9fff·]{2,4}$/u.exec(before)?.[0] ?? "";
    for (let size = name.length; size >= 2; size -= 1)
      if (isFullName(name.slice(-size), "strong")) return true;
    // 「居民某某，高血压患者，1301…」: a clause that describes the person stands between.
    const clauses = this.#text.slice(Math.max(0, start - 40), start).split(/[，,]/u);
    if (clauses.at(-1) !== "") return false;
    const person = /(?<=[民户员人者生工属])[\u3400-\u9fff]{2,4}$/u.exec(clauses.at(-3) ?? "")?.[0];
    return (
      person !== undefined && isClearName(person) && /^[\u3400-\u9fff]{2,8}$/u.test(clauses.at(-2) ?? "")
    );
  }

  #masked(start: number, end: number, value: string, runs: number): Reading | undefined {
    const label = this.#context.labelFor(start);
    if (label?.kind === "serial") return { runs };
    const type = maskedType(value, label?.kind, label?.column ?? false);
    if (!type) return undefined;
    const ruleId =
      type === "ID_CARD_MASKED"
        ? "id-card-masked"
        : type === "MOBILE_MASKED"
          ? "mobile-masked"
          : "bank-card-masked";
    const from =
      type === "MOBILE_MASKED" && this.#text.charAt(start - 1) === "+" && value.startsWith("86")
        ? start - 1
        : start;
    return { runs, found: { type, start: from, end, ruleId } };
  }
}

const businessPhone = new TailPattern(/[商专国厂店独]家电话[: ]{0,2}$/u);

/** 「家里0571-…」, 「家中固话0372-…」: right in front of the number. */
const atHome = new TailPattern(
  /(?:(?:(?<![\u3400-\u9fff])|(?<=[其他她我您你]))家[里中]?|屋里|老家|住家|娘家|婆家)(?:的)?(?:固定电话|固话|座机|电话|号码)?[: ]{0,2}$/u,
);

/** How far in front of a document of a list its kind may stand: 「港澳通行证领取通知：某某（C…）、某某（CA…）」. */
const LIST_OF_DOCUMENTS = 90;

/** How far above a document its kind may be told. */
const FAR_FROM_KIND = 200;
const kindOfDocument = /护照|(?:港澳|台湾|内地|大陆)[^。；，\n]{0,6}通行证|回乡证|台胞证/gu;
/** In front of the number of somebody's document: a name and a mark, or 证号. */
const ofHolder =
  /(?:证(?:件|照)?(?:号|号码|编号)[:为是 ]{0,2}|(?<![\u3400-\u9fff])([\u3400-\u9fff]{2,4}) ?[(:，,、 ] {0,2})$/u;
/** Things whose numbers look the same. */
const otherNumbered =
  /型号|编号|机型|车型|箱号|批号|房号|图号|货号|序列号|货柜|设备|样品|打印机|钢印|车次|航班|许可证|营业执照|备件/u;

/** What is done with money, up to where it goes. */
const paidTo = new TailPattern(
  /(?:退款|退[回还费]|汇款?|转账?|打款?|存款?|划[拨转]?|拨付|发放|返还|支付|充值|缴费|还款|入账|扣款)(?:入|至|到|进)(?:其|本人|该)?(?:卡|卡内)?[:：]? ?$/u,
);

/** 「05510872（台胞证）」: the document is named behind its number. */
function labelBehind(text: string): ValueLabel | undefined {
  if (!text.startsWith("(") && !text.startsWith(" (")) return undefined;
  const word = /^ ?\(([^()]{2,9})\)/u.exec(text)?.[1] ?? "";
  const kind: ValueLabel["kind"] | undefined = word.startsWith("台胞证")
    ? "taiwan-permit"
    : /(?:通行证|回乡证)$/u.test(word)
      ? "permit"
      : word.endsWith("护照")
        ? "passport"
        : /^(?:社保卡|社保卡号|医保卡|医保编号|社会保障卡)$/u.test(word)
          ? "social"
          : undefined;
  return kind && { kind, word, column: false };
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Digits, capitals and stars alone: nothing to leave out or write in another way. */
function isPlain(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (!isDigit(code) && (code < 65 || code > 90) && code !== 42) return false;
  }
  return true;
}

/** 3-4-4, 3-8, 4-4-3, 7-4 and 11 in one: the ways people write a mobile number. */
function groupsOfMobile(chain: readonly NumberRun[], from: number, to: number): boolean {
  const sizes = [];
  for (let at = from; at <= to; at += 1) sizes.push((chain[at] as NumberRun).digits);
  return ["11", "3,8", "3,4,4", "4,4,3", "4,3,4", "7,4", "3,3,5"].includes(sizes.join(","));
}
