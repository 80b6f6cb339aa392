import { parseCalendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { DisclosureProperty, ItemKind } from "./item-kinds.ts";
import { blockText, type PlainBlockType, type StructuredDocument } from "./structured-document.ts";

/** What a paper says of itself; the person checks it in the form. */
export interface StatedMetadata {
  readonly title: string;
  /** 发文字号; empty where there is none. */
  readonly docNumber: string;
  /** 成文日期, the last date of the 落款 (GB/T 9704-2012, 7.3.5.4). */
  readonly formedOn?: CalendarDay;
  readonly kind: ItemKind;
  /** 公开属性, as the 附注 gives it (catalogue.md §5; 国办发〔2016〕80号); absent where it gives none. */
  readonly disclosureProperty?: DisclosureProperty;
}

/** Kinds by the words of a title, the narrower first; the last word of a title names what the paper is. */
const kindsByTitle: readonly (readonly [ItemKind, RegExp])[] = [
  ["policyInterpretation", /(?:解读|图解|政策问答|一问一答)(?:[（(][^（）()]*[）)])?$/u],
  ["budget", /(?:预算|决算|预决算|“三公”经费)(?:公开|情况|说明|的?(?:报告|公告))*$/u],
  [
    "procurement",
    /(?:采购|招标|投标|中标|成交|竞争性磋商|竞争性谈判|询价|流标|废标).*(?:公告|公示|通知书|结果|文件)$/u,
  ],
  [
    "personnel",
    /(?:招聘|录用|聘用|遴选|任前|任职|任免|选调|面试|体检|考察对象|职称|评审通过人员).*(?:公告|公示|通知|名单|决定)$/u,
  ],
  ["enforcement", /(?:行政处罚|行政强制|行政检查|处罚决定|“双随机).*$/u],
  [
    "statistics",
    /(?:统计公报|统计月报|统计年报|统计表|统计数据|情况统计|普查公报)(?:[（(][^（）()]*[）)])?$/u,
  ],
  ["publicNotice", /(?:公示|公告|通告)(?:[（(][^（）()]*[）)])?$/u],
  ["planSummary", /(?:规划|计划|工作要点|行动方案|工作总结)》?(?:的通知)?(?:[（(][^（）()]*[）)])?$/u],
  ["policyDocument", /(?:办法|规定|细则|条例|意见|通知|批复|命令|决定)(?:[（(][^（）()]*[）)])?$/u],
];

function kindOf(title: string, docNumber: string): ItemKind {
  for (const [kind, words] of kindsByTitle) if (words.test(title)) return kind;
  return docNumber === "" ? "other" : "policyDocument";
}

const arabicDate = /(\d{4})年(\d{1,2})月(\d{1,2})日/gu;
const chineseDate =
  /([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/gu;

const digits = "〇一二三四五六七八九";

function digitOf(character: string): number {
  return "○零".includes(character) ? 0 : digits.indexOf(character);
}

/** 1 to 99 in Chinese figures: 九, 十, 十一, 二十, 三十一. */
function smallNumber(text: string): number {
  const [tens, ones] = text.includes("十") ? text.split("十", 2) : ["", text];
  const high = text.includes("十") ? (tens === "" ? 1 : digitOf(tens ?? "")) : 0;
  return high * 10 + (ones ? digitOf(ones) : 0);
}

function dayOf(year: number, month: number, day: number): CalendarDay | undefined {
  return parseCalendarDay(`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
}

/** The last date of a text, in Arabic or Chinese figures; undefined where there is none or it is no day. */
function lastDate(text: string): CalendarDay | undefined {
  const arabic = [...text.matchAll(arabicDate)].at(-1);
  if (arabic) return dayOf(Number(arabic[1]), Number(arabic[2]), Number(arabic[3]));
  const chinese = [...text.matchAll(chineseDate)].at(-1);
  if (!chinese) return undefined;
  const year = Number(Array.from(chinese[1] ?? "", digitOf).join(""));
  return dayOf(year, smallNumber(chinese[2] ?? ""), smallNumber(chinese[3] ?? ""));
}

function linesOf(document: StructuredDocument, type: PlainBlockType): readonly string[] {
  return document.content.flatMap((block) => (block.type === type ? [blockText(block).trim()] : []));
}

/** What a 附注 says of the property: （此件公开发布）, （此件依申请公开）, （信息公开形式：不予公开）. */
const statedProperties: readonly (readonly [DisclosureProperty, RegExp])[] = [
  ["withheld", /此件不(?:予)?公开|公开(?:属性|形式|方式|选项|类别)[:：]不(?:予)?公开/u],
  ["onApplication", /此件依申请公开|公开(?:属性|形式|方式|选项|类别)[:：]依申请公开/u],
  ["proactive", /此件(?:主动)?公开(?:发布)?|公开(?:属性|形式|方式|选项|类别)[:：]主动公开/u],
];

function statedProperty(annotation: string): DisclosureProperty | undefined {
  const words = annotation.replaceAll(/\s/gu, "");
  return statedProperties.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Title, 文号, 成文日期 and kind as a paper states them; `otherwise` is its title where it has none of its own. */
export function statedMetadata(document: StructuredDocument, otherwise = ""): StatedMetadata {
  const title = linesOf(document, "title")[0] || otherwise;
  const docNumber = linesOf(document, "docNumber")[0] ?? "";
  const formedOn = lastDate(linesOf(document, "signOff").join("\n"));
  const disclosureProperty = statedProperty(linesOf(document, "annotation").join("\n"));
  return {
    title,
    docNumber,
    ...(formedOn ? { formedOn } : {}),
    kind: kindOf(title, docNumber),
    ...(disclosureProperty ? { disclosureProperty } : {}),
  };
}
