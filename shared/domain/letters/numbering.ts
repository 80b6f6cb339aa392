import { err, ok, type Result } from "../../kernel/result.ts";

/**
 * 类型字: one counter per type and calendar year. The characters are a convention and configurable; an organ with
 * one series uses 公开告 for all.
 */
export const seriesCharacters = {
  receipt: "公开收",
  correction: "公开补",
  extension: "公开延",
  reasonRequest: "公开理",
  thirdParty: "公开征",
  otherOrgan: "公开函",
  fee: "公开费",
  granted: "公开答",
  notice: "公开告",
  refusal: "公开不",
  rectification: "公开更",
  onTheSpot: "公开当",
} as const;

export type SeriesKey = keyof typeof seriesCharacters;

export interface NumberingSettings {
  /** 机关代字, "云建". */
  readonly organShort: string;
  /** Organs with one series number every letter in 公开告. */
  readonly oneSeries?: boolean;
  /** Other type characters than the convention's. */
  readonly characters?: Readonly<Partial<Record<SeriesKey, string>>>;
}

/** The characters that stand between 机关代字 and the year for one series. */
export function seriesText(series: SeriesKey, settings: NumberingSettings): string {
  const key = settings.oneSeries ? "notice" : series;
  return settings.characters?.[key] ?? seriesCharacters[key];
}

/** Names the counter a letter of this series draws from in a year: letters that share it share the numbers (V10). */
export function counterKey(series: SeriesKey, year: number, settings: NumberingSettings): string {
  return `${settings.organShort}${seriesText(series, settings)}〔${year}〕`;
}

/**
 * 发文字号: 机关代字 + 类型字 + 〔年〕 + 序号 + 号, Arabic digits, no leading zero, no 第 (GB/T 9704-2012, 7.2.5).
 * Throws when the year or the sequence is no positive integer: numbers come from the register, so that is a bug.
 */
export function formatDocNumber(
  series: SeriesKey,
  year: number,
  sequence: number,
  settings: NumberingSettings,
): string {
  if (!Number.isInteger(year) || year < 2000 || year > 2099) throw new Error("year out of range");
  if (!Number.isInteger(sequence) || sequence < 1) throw new Error("sequence must be a positive integer");
  return `${counterKey(series, year, settings)}${sequence}号`;
}

export interface DocNumber {
  /** 机关代字 and 类型字 together. */
  readonly prefix: string;
  readonly year: number;
  readonly sequence: number;
}

export type DocNumberError =
  | { readonly type: "wrong-brackets" }
  | { readonly type: "ordinal-word" }
  | { readonly type: "leading-zero" }
  | { readonly type: "chinese-or-full-width-digits" }
  | { readonly type: "year-not-in-full" }
  | { readonly type: "no-final-hao" }
  | { readonly type: "white-space" }
  | { readonly type: "wrong-prefix" }
  | { readonly type: "malformed" };

/** LV-09. */
const docNumberPattern = /^([\u4e00-\u9fa5]{2,12})〔(20\d{2})〕([1-9]\d*)号$/u;

/** Reads a 发文字号 or says what is wrong with it, most telling fault first. */
export function parseDocNumber(text: string): Result<DocNumber, DocNumberError> {
  const match = docNumberPattern.exec(text);
  if (match?.[1] && match[2] && match[3]) {
    return ok({ prefix: match[1], year: Number(match[2]), sequence: Number(match[3]) });
  }
  return err({ type: docNumberFault(text) });
}

function docNumberFault(text: string): DocNumberError["type"] {
  if (/\s/u.test(text)) return "white-space";
  if (!text.includes("〔") || !text.includes("〕")) return "wrong-brackets";
  if (/[０-９零〇一二三四五六七八九十]+(?:〕|号$)/u.test(text)) return "chinese-or-full-width-digits";
  if (text.includes("〕第")) return "ordinal-word";
  if (/〕0/u.test(text)) return "leading-zero";
  if (!/〔20\d{2}〕/u.test(text)) return "year-not-in-full";
  if (!text.endsWith("号")) return "no-final-hao";
  if (!/^[\u4e00-\u9fa5]{2,12}〔/u.test(text)) return "wrong-prefix";
  return "malformed";
}

const faultWording: Readonly<Record<DocNumberError["type"], string>> = {
  "wrong-brackets": "年份应当用六角括号〔〕括入",
  "ordinal-word": "序号前不加“第”字",
  "leading-zero": "序号不编虚位（1不编为01）",
  "chinese-or-full-width-digits": "年份、序号应当用半角阿拉伯数字",
  "year-not-in-full": "年份应当标全称",
  "no-final-hao": "序号后应当加“号”字",
  "white-space": "文号中不应有空格",
  "wrong-prefix": "机关代字应当为汉字",
  malformed: "文号格式不正确",
};

/** What the screen says about a malformed number. */
export function docNumberAdvice(error: DocNumberError): string {
  return faultWording[error.type];
}

/** The number put right where that is beyond doubt (brackets, zeros, 第, blanks), else undefined. */
export function repairDocNumber(text: string): string | undefined {
  const repaired = text
    .replace(/\s/gu, "")
    .replace(/[０-９]/gu, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[[（(【［﹝](20\d{2})[\]）)】］﹞]/u, "〔$1〕")
    .replace(/〕第?0*([1-9]\d*)号?$/u, "〕$1号");
  return docNumberPattern.test(repaired) && repaired !== text ? repaired : undefined;
}
