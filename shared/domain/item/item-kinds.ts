/** What an item is. `letter` items are answers to applicants: they run through the same review (design.md §1). */
export const itemKinds = {
  policyDocument: "政策文件",
  policyInterpretation: "政策解读",
  publicNotice: "公示公告",
  planSummary: "规划计划",
  statistics: "统计数据",
  budget: "财政预决算",
  enforcement: "行政执法结果",
  procurement: "采购招标",
  personnel: "人事信息",
  news: "新闻稿件",
  other: "其他信息",
  letter: "依申请公开文书",
} as const;
export type ItemKind = keyof typeof itemKinds;

/** 公开属性, fixed when the document is drafted (国办发〔2016〕80号; catalogue.md §5). */
export const disclosureProperties = {
  proactive: "主动公开",
  onApplication: "依申请公开",
  withheld: "不予公开",
} as const;
export type DisclosureProperty = keyof typeof disclosureProperties;

/** Kinds of 公开渠道 (条例23; catalogue.md §2). What a department calls its own channels is in channel-list.ts. */
export const channelKinds = {
  website: "政府网站",
  gazette: "政府公报",
  newMedia: "两微一端",
  pressConference: "新闻发布会",
  broadcast: "广播电视",
  press: "报刊",
  readingPoint: "公开查阅点",
  serviceCentre: "政务服务中心",
  noticeBoard: "村居公示栏",
  direct: "直接送达",
  other: "其他",
} as const;
export type ChannelKind = keyof typeof channelKinds;

/** 公开对象: the public, or named recipients or places (定点、定向公开). */
export type Audience =
  | { readonly kind: "public" }
  | { readonly kind: "targeted"; readonly recipients: readonly string[] };

/** How long it stays public (存续期), not to be mixed with the day it must be published by (review.md §3). */
export type PublicationPeriod =
  | { readonly kind: "permanent" }
  | { readonly kind: "until"; readonly day: string }
  | { readonly kind: "naturalDays"; readonly days: number }
  | { readonly kind: "workdays"; readonly days: number }
  | { readonly kind: "untilSuperseded" };

/** Where the information came from (条例10): decides who discloses. */
export const originTypes = {
  made: "本机关制作",
  joint: "共同制作",
  obtainedFromPrivate: "从公民、法人或者其他组织获取",
  obtainedFromOrgan: "从其他行政机关获取",
} as const;
export type OriginType = keyof typeof originTypes;

/** What a list and a person call the state of an item; derived from its revisions, review and publication. */
export const itemStates = {
  drafting: "起草中",
  underReview: "审查中",
  returned: "已退回",
  approved: "已批准待发布",
  published: "已公开",
  withdrawn: "已撤下",
  withheld: "不予公开",
} as const;
export type ItemState = keyof typeof itemStates;
