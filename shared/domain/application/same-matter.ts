import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { addMonths } from "../../kernel/calendar-day.ts";

/** What makes two applications comparable: who asked, for what, and when. */
export interface MatterCase {
  readonly applicantName: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly requestedInformation: string;
  readonly receivedOn: CalendarDay;
  /** Who else applied in the same application. */
  readonly others?: readonly Person[];
}

type Person = Pick<MatterCase, "applicantName" | "idNumber" | "phone">;

/** Words every application has; they say nothing about its matter. */
const formalities =
  /(?:本人|我|现|特|依法|根据.{0,30}?条例|申请|要求|请求|请|依|向贵局|贵局|贵单位|贵机关|公开|提供|获取|查询|复制件|复印件|以下|下列|如下|政府信息|有关|相关|信息|资料|材料|文件|内容|全部|所有|及其|以及|关于|的|和|与|及|、)/g;

/** The text that carries the matter: folded, without formalities, punctuation and blanks. */
export function matterText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(formalities, "")
    .replaceAll(/[^\p{Script=Han}a-z0-9]/gu, "");
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let index = 0; index < text.length - 1; index += 1) pairs.add(text.slice(index, index + 2));
  if (text.length === 1) pairs.add(text);
  return pairs;
}

/**
 * How much of the longer request the shorter one shares, 0 to 1, by overlapping pairs of characters: symmetric, 1 for the
 * same words in another order of sentences, independent of formalities.
 */
export function contentSimilarity(left: string, right: string): number {
  return likeness(pairsOf(matterText(left)), pairsOf(matterText(right)));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

/** Whether two requests ask for the same; sizes too far apart are told apart without looking at the pairs. */
function sameContent(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const most = (2 * Math.min(a.size, b.size)) / Math.max(1, a.size + b.size);
  return most >= sameContentFrom && likeness(a, b) >= sameContentFrom;
}

/** Names that tie papers to one thing: a titled document, a document number, a number of a house, plot or project. */
const features =
  /《[^》]{2,60}》|[\u3400-\u9fff]{1,12}[〔[（(]\d{4}[〕\])）]\d{1,5}号|[\u3400-\u9fff]{2,8}(?:路|街|巷)\d{1,5}号|[\u3400-\u9fff]{0,6}[a-z0-9-]{2,12}(?:号地块|地块|标段|号楼)|[\u3400-\u9fff]{2,12}(?:小区|花园|项目|工程|地块|片区|大厦)/g;

/** Words that name a kind of thing, or the rest of a name cut at a number: they tie nothing together. */
const commonNames =
  /^号|^(?:本|该|我|此|各|所有|老旧|住宅|居民|城镇|既有)*(?:小区|项目|工程|地块|片区|大厦|花园)$/;

/** The names in a request that tie it to one thing, folded; names that stand for a kind of thing are left out. */
export function matterFeatures(text: string): ReadonlySet<string> {
  const folded = text.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
  const found = new Set<string>();
  for (const [feature] of folded.matchAll(features)) {
    const name = feature.replace(/^(?:关于|有关|申请公开|申请|公开|请公开|获取)+/, "");
    if (!commonNames.test(name)) found.add(name);
  }
  return found;
}

/** Whether one of the applicants of the one is among those of the other: of joint applicants each is looked at. */
export function sameApplicant(a: MatterCase, b: MatterCase): boolean {
  const everybody = (one: MatterCase): readonly Person[] => [one, ...(one.others ?? [])];
  return everybody(a).some((one) => everybody(b).some((other) => samePerson(one, other)));
}

/** Same person or body: the number of the document decides; without it, name and telephone together. */
function samePerson(a: Person, b: Person): boolean {
  const id = (text: string) => text.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
  const looksLikeNumber = (text: string) => /\d{6,}/.test(text);
  if (looksLikeNumber(a.idNumber) && looksLikeNumber(b.idNumber)) return id(a.idNumber) === id(b.idNumber);
  const name = (text: string) => text.normalize("NFKC").replaceAll(/\s/g, "");
  return name(a.applicantName) === name(b.applicantName) && a.phone !== "" && a.phone === b.phone;
}

export type MatterRelation = "repeat" | "sameContent" | "sameMatter" | "sameApplicant";

export const matterRelations: Readonly<Record<MatterRelation, string>> = {
  repeat: "同一申请人、相同内容",
  sameContent: "不同申请人、相同内容",
  sameMatter: "同一事项",
  sameApplicant: "同一申请人的其他申请",
};

/** From here on two requests are read as asking for the same [convention]; a person still decides. */
const sameContentFrom = 0.72;
/** From here on they are at least about the same thing [convention]. */
const sameMatterFrom = 0.4;

export interface RelatedCase {
  readonly relation: MatterRelation;
  /** 0 to 100, for the screen. */
  readonly likeness: number;
  /** What ties them: a place, a project, a document. */
  readonly shared: readonly string[];
}

/** How an earlier application relates to the one at hand; undefined when it does not. */
export function relateCases(now: MatterCase, earlier: MatterCase): RelatedCase | undefined {
  const similarity = contentSimilarity(now.requestedInformation, earlier.requestedInformation);
  const own = matterFeatures(now.requestedInformation);
  const shared = [...matterFeatures(earlier.requestedInformation)].filter((feature) => own.has(feature));
  const same = sameApplicant(now, earlier);
  const likeness = Math.round(similarity * 100);
  const relation: MatterRelation | undefined =
    similarity >= sameContentFrom
      ? same
        ? "repeat"
        : "sameContent"
      : shared.length > 0 || similarity >= sameMatterFrom
        ? "sameMatter"
        : same
          ? "sameApplicant"
          : undefined;
  return relation ? { relation, likeness, shared } : undefined;
}

/** What an answer said of the information, as far as two answers can contradict each other. */
export type AnswerStand =
  | "provided"
  | "partial"
  | "withheld"
  | "notHeld"
  | "notResponsible"
  | "needsMaking"
  | "elsewhere"
  | "procedural";

const stands: Readonly<Record<string, AnswerStand>> = {
  open_provide: "provided",
  open_already_public: "provided",
  partial: "partial",
  deny_state_secret: "withheld",
  deny_law_forbidden: "withheld",
  deny_safety: "withheld",
  deny_third_party: "withheld",
  deny_internal: "withheld",
  deny_process: "withheld",
  deny_enforcement_file: "withheld",
  deny_admin_query: "elsewhere",
  unable_not_exist: "notHeld",
  unable_not_responsible: "notResponsible",
  unable_need_creation: "needsMaking",
};

function standOf(outcome: string): AnswerStand {
  return stands[outcome] ?? "procedural";
}

const standWords: Readonly<Record<AnswerStand, string>> = {
  provided: "予以公开",
  partial: "部分公开",
  withheld: "不予公开",
  notHeld: "信息不存在",
  notResponsible: "不属于本机关负责公开",
  needsMaking: "需要另行加工、分析",
  elsewhere: "另有查询规定",
  procedural: "不予处理或者其他处理",
};

export interface EarlierAnswer {
  readonly outcome: string;
  readonly docNumber: string;
  readonly issuedOn: CalendarDay;
}

/**
 * What is wrong when the same content is answered differently now: undefined when both can be true. Refusal on another
 * ground is a difference too, since the first reason then was not the reason. Procedural answers say nothing of the
 * information.
 *
 * Source: 条例5 (公正、公平), 36; what loses in reconsideration: two answers that cannot both be true.
 */
export function contradiction(outcomeNow: string, earlier: EarlierAnswer): string | undefined {
  const now = standOf(outcomeNow);
  const then = standOf(earlier.outcome);
  if (now === "procedural" || then === "procedural") return undefined;
  const said = `${earlier.docNumber || "以前的答复"}（${earlier.issuedOn}）`;
  if (now !== then) {
    const both = new Set([now, then]);
    if (both.has("notHeld") && !both.has("notResponsible"))
      return `${said}的结论是“${standWords[then]}”，现在是“${standWords[now]}”：信息是否存在前后矛盾`;
    return `${said}的结论是“${standWords[then]}”，现在是“${standWords[now]}”，须说明为什么不同`;
  }
  if (now === "withheld" && outcomeNow !== earlier.outcome)
    return `${said}不予公开的理由与现在不同，须说明为什么改变理由`;
  return undefined;
}

/**
 * 条例36(六): only the same applicant, the same content and an answer that was already given. An answer that refused to
 * process, or an application given up, is no answer to the content.
 */
export function repeatOf(related: RelatedCase, answers: readonly EarlierAnswer[]): EarlierAnswer | undefined {
  if (related.relation !== "repeat") return undefined;
  return answers.findLast((answer) => standOf(answer.outcome) !== "procedural");
}

/** How much one applicant asks, with the figures a request for reasons must name (条例35). */
export interface VolumeFacts {
  readonly inMonth: number;
  readonly inYear: number;
  /** Earlier applications with the same content as another one of the same applicant. */
  readonly sameContent: number;
  /** The number that stands out, in words; undefined while there is none. */
  readonly remarkable?: string;
}

/** 信息处理费 starts above ten applications in a month; the same figure marks what to look at [convention]. */
const remarkableInMonth = 10;
/** [convention] */
const remarkableInYear = 30;

/**
 * Counts the applications of one applicant up to and with the one at hand. 条例35 sets no number; the figures only say
 * when a person should look, and are the facts a 说明理由通知 names.
 *
 * Source: 条例35; 国办函〔2020〕109号 Art 4.
 */
export function volumeOf(cases: readonly MatterCase[], today: CalendarDay): VolumeFacts {
  const month = today.slice(0, 7);
  const from = addMonths(today, -12);
  const inMonth = cases.filter((one) => one.receivedOn.startsWith(month)).length;
  const inYear = cases.filter((one) => one.receivedOn > from && one.receivedOn <= today).length;
  const texts = cases.map((one) => pairsOf(matterText(one.requestedInformation)));
  const again = texts.filter((own, index) =>
    texts.slice(0, index).some((earlier) => sameContent(own, earlier)),
  ).length;
  const remarkable =
    inMonth > remarkableInMonth
      ? `本月第 ${inMonth} 件`
      : inYear > remarkableInYear
        ? `十二个月内第 ${inYear} 件`
        : again >= 3
          ? `相同内容重复提出 ${again} 次`
          : undefined;
  return { inMonth, inYear, sameContent: again, ...(remarkable ? { remarkable } : {}) };
}

/** The facts a 说明理由通知 states (条例35): how many, in which time, how many of them the same. */
export function abnormalFacts(volume: VolumeFacts, today: CalendarDay): string {
  const [year, month] = today.split("-").map(Number);
  const again = volume.sameContent > 0 ? `，其中内容相同的${volume.sameContent}件` : "";
  return `申请人${year}年${month}月提出政府信息公开申请${volume.inMonth}件，近十二个月共提出${volume.inYear}件${again}`;
}

/** From this many different applicants on, moving the information to proactive disclosure is proposed [convention]. */
const proactiveFromApplicants = 2;

/**
 * 条例44①: several applicants ask the same organ for the same information and it can be disclosed: it may be moved to
 * proactive disclosure. `cases` are those with the same content, the one at hand among them.
 */
export function proactiveProposal(
  cases: readonly { readonly matter: MatterCase; readonly outcomes: readonly string[] }[],
): { readonly applicants: number } | undefined {
  const different: MatterCase[] = [];
  for (const { matter } of cases)
    if (!different.some((known) => sameApplicant(known, matter))) different.push(matter);
  const disclosable = cases.some(({ outcomes }) => outcomes.includes("open_provide"));
  const outAlready = cases.some(({ outcomes }) => outcomes.includes("open_already_public"));
  return different.length >= proactiveFromApplicants && disclosable && !outAlready
    ? { applicants: different.length }
    : undefined;
}

/** Quarters the trend shows [convention]. */
const trendQuarters = 8;

/** How many applications came in each of the last quarters, the present one last (条例44: asked again and again). */
export function quarterTrend(
  days: readonly CalendarDay[],
  today: CalendarDay,
): readonly { readonly quarter: string; readonly count: number }[] {
  const indexOf = (day: CalendarDay) =>
    Number(day.slice(0, 4)) * 4 + Math.ceil(Number(day.slice(5, 7)) / 3) - 1;
  const last = indexOf(today);
  return Array.from({ length: trendQuarters }, (_, at) => {
    const index = last - trendQuarters + 1 + at;
    return {
      quarter: `${Math.floor(index / 4)}年${"一二三四"[index % 4]}季`,
      count: days.filter((day) => indexOf(day) === index).length,
    };
  });
}

/** Pieces of a request to look for in the index: its features first, then stretches of what is left. */
export function matterProbes(text: string): readonly string[] {
  const folded = text.normalize("NFKC").toLowerCase();
  const words = (part: string) => part.split(/[^\p{Script=Han}a-z0-9]+/u).filter((word) => word.length >= 2);
  const probes = [...matterFeatures(text)].flatMap(words);
  const stretch = 4;
  for (const word of words(folded.replaceAll(formalities, " ")))
    for (let index = 0; index + 2 <= word.length; index += stretch)
      probes.push(word.slice(index, index + stretch));
  return [...new Set(probes)].slice(0, 9);
}
