import type { ChannelKind } from "../item/item-kinds.ts";
import { deadlineForms, periodForms, readRule } from "./catalogue-rules.ts";

/**
 * 主动公开事项目录: one row is a kind of information the organ must publish ("部门预算"), never a published paper
 * (catalogue.md §1–2; columns of the 基层政务公开标准目录).
 */
export interface LegalBasis {
  readonly title: string;
  /** 文号 or 令 number; may be unknown. */
  readonly number: string;
  readonly article: string;
}

export const disclosureMethods = { proactive: "主动公开", onApplication: "依申请公开" } as const;
export type DisclosureMethod = keyof typeof disclosureMethods;

export const catalogueAudiences = { public: "全社会", targeted: "特定群体" } as const;
export type CatalogueAudience = keyof typeof catalogueAudiences;

export const disclosureLevels = { city: "市级", county: "县级", township: "乡级", village: "村级" } as const;
export type DisclosureLevel = keyof typeof disclosureLevels;

export interface CatalogueItemContent {
  /** 事项编码, unique; "ML-03-02". */
  readonly itemCode: string;
  readonly level1: string;
  readonly level2: string;
  readonly contentElements: readonly string[];
  readonly legalBasis: readonly LegalBasis[];
  /** 法定公开事项; what is not is published with care. */
  readonly statutory: boolean;
  /** 公开时限 as `catalogue-rules.ts` writes it; "" where nobody has said it yet. */
  readonly deadlineRule: string;
  /** The organ, not its office. */
  readonly subjectOrgan: string;
  readonly responsibleUnit: string;
  readonly responsiblePost: string;
  readonly method?: DisclosureMethod | undefined;
  readonly audience: CatalogueAudience;
  readonly channels: readonly ChannelKind[];
  readonly level?: DisclosureLevel | undefined;
  /** 公开时限（存续）; not to be mixed with the day it must be published by (review.md §3). */
  readonly periodRule: string;
  readonly validFrom: string;
}

/** The six elements every item must say. Source: 枣政办发〔2024〕5号 四(九)1. */
export const requiredElements = {
  subject: "公开主体",
  content: "公开内容",
  deadline: "公开时限",
  method: "公开方式",
  channels: "公开渠道",
  responsibility: "公开责任",
} as const;
export type RequiredElement = keyof typeof requiredElements;

type SixElements = Pick<
  CatalogueItemContent,
  "subjectOrgan" | "contentElements" | "deadlineRule" | "method" | "channels" | "responsibleUnit"
>;

const blank = (text: string): boolean => text.trim() === "";

/** Which of the six an item leaves empty, in the order of the document (枣政办发〔2024〕5号 四(九)1). */
export function missingElements(item: SixElements): readonly RequiredElement[] {
  const empty: Readonly<Record<RequiredElement, boolean>> = {
    subject: blank(item.subjectOrgan),
    content: item.contentElements.every(blank),
    deadline: blank(item.deadlineRule),
    method: item.method === undefined,
    channels: item.channels.length === 0,
    responsibility: blank(item.responsibleUnit),
  };
  return (Object.keys(requiredElements) as RequiredElement[]).filter((element) => empty[element]);
}

/** 公开依据 in one line: 《政府信息公开条例》（国务院令第711号）第二十条. */
export function legalBasisWords({ title, number, article }: LegalBasis): string {
  return `《${title}》${number === "" ? "" : `（${number}）`}${article}`;
}

/** What an item cannot be saved without or with; any of the six may stay empty until it is known. */
export const catalogueItemProblems = {
  "code-missing": "没有写事项编码",
  "code-of-words": "事项编码里不能有空格",
  "level-missing": "一级事项、二级事项都要写",
  "basis-missing": "公开依据至少写一条，写明法律、法规、规章的名称",
  "deadline-unreadable": "公开时限要选一种，并写明日数或者日期",
  "period-unreadable": "公开期限要选一种，并写明日数或者日期",
  "reason-missing": "没有写明理由",
} as const;
export type CatalogueItemProblem = keyof typeof catalogueItemProblems;

/** Why an item cannot be saved, the first thing first (公开依据: 枣政办发〔2024〕5号 四(九)1 wants 法律、法规、规章). */
export function catalogueItemProblem(
  item: CatalogueItemContent,
  reason: string,
): CatalogueItemProblem | undefined {
  if (blank(item.itemCode)) return "code-missing";
  // A paper names its item by the words before the first blank.
  if (/\s/u.test(item.itemCode.trim())) return "code-of-words";
  if (blank(item.level1) || blank(item.level2)) return "level-missing";
  if (item.legalBasis.length === 0 || item.legalBasis.some(({ title }) => blank(title)))
    return "basis-missing";
  if (item.deadlineRule !== "" && !readRule(deadlineForms, item.deadlineRule)) return "deadline-unreadable";
  if (!readRule(periodForms, item.periodRule)) return "period-unreadable";
  return blank(reason) ? "reason-missing" : undefined;
}
