import type { ItemKind } from "../../../../shared/domain/item/item-kinds.ts";
import type {
  CatalogueItemContent,
  LegalBasis,
} from "../../../../shared/domain/publication/catalogue-item.ts";
import { catalogueLinkWords } from "../../../../shared/domain/publication/catalogue-link.ts";
import { addMonths, calendarDay, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { demoProfile } from "./demo-people.ts";

const regulation = (article: string): LegalBasis => ({
  title: "中华人民共和国政府信息公开条例",
  number: "国务院令第711号",
  article,
});
const law = (title: string, article: string): LegalBasis => ({ title, number: "", article });

/** An item of a department as it is usual, with what differs from item to item. */
function item(
  itemCode: string,
  level1: string,
  level2: string,
  contentElements: readonly string[],
  legalBasis: LegalBasis,
  deadlineRule: string,
  responsibleUnit: string,
  more: Partial<CatalogueItemContent> = {},
): CatalogueItemContent {
  return {
    itemCode,
    level1,
    level2,
    contentElements,
    legalBasis: [legalBasis],
    statutory: true,
    deadlineRule,
    subjectOrgan: demoProfile.organName,
    responsibleUnit,
    responsiblePost: "",
    method: "proactive",
    audience: "public",
    channels: ["website", "readingPoint"],
    level: "city",
    periodRule: "permanent",
    validFrom: "2025-01-01",
    ...more,
  };
}

/**
 * From when the items count whose term comes again, so that of the demo one is up to date, one a month behind and one a
 * quarter behind, whatever day it lives on: months before the present one.
 */
export const demoBeginnings: Readonly<Record<string, (today: CalendarDay) => CalendarDay>> = {
  "ML-06-02": (today) =>
    addMonths(calendarDay(`${today.slice(0, 7)}-01`), -((Number(today.slice(5, 7)) - 1) % 3)),
  "ML-07-01": (today) => addMonths(calendarDay(`${today.slice(0, 7)}-01`), -1),
  "ML-07-02": (today) =>
    addMonths(calendarDay(`${today.slice(0, 7)}-01`), -3 - ((Number(today.slice(5, 7)) - 1) % 3)),
};

/** 主动公开事项目录 of the demo department, by the first levels of catalogue.md §2; three items still lack an element. */
export const demoCatalogue: readonly CatalogueItemContent[] = [
  item(
    "ML-01-01",
    "机构职能",
    "机构设置和职责",
    ["机关职能", "内设机构、办公地址、办公电话", "负责人姓名"],
    regulation("第二十条第二项"),
    "WD:20 from changed",
    "政务公开办公室",
    { periodRule: "until:superseded" },
  ),
  item(
    "ML-01-02",
    "机构职能",
    "领导信息",
    ["姓名、职务、工作分工", "工作简历"],
    regulation("第二十条第二项"),
    "WD:20 from changed",
    "",
    { periodRule: "until:superseded" },
  ),
  item(
    "ML-02-01",
    "政策文件",
    "规范性文件和政策文件",
    ["文件全文", "文号、成文日期、有效性"],
    regulation("第二十条第一项"),
    "WD:20 from formed",
    "政务公开办公室",
  ),
  item(
    "ML-02-02",
    "政策文件",
    "政策解读",
    ["解读材料", "对应文件"],
    law("国务院办公厅关于全面推进政务公开工作的意见实施细则", "第三部分"),
    "WD:3 from published",
    "政务公开办公室",
    { statutory: false },
  ),
  item(
    "ML-03-01",
    "规划计划",
    "年度工作计划",
    ["年度重点任务", "责任分工"],
    regulation("第二十条第三项"),
    "fixed:03-31",
    "政务公开办公室",
  ),
  item(
    "ML-04-01",
    "行政执法",
    "行政处罚决定",
    ["决定书文号、当事人", "违法事实、处罚依据和结果"],
    law("中华人民共和国行政处罚法", "第四十八条"),
    "WD:7 from decided",
    "物业监管科",
    { periodRule: "ND:365 after publish" },
  ),
  item(
    "ML-05-01",
    "财政预决算",
    "部门预算",
    ["收支总表", "财政拨款“三公”经费"],
    law("中华人民共和国预算法", "第十四条"),
    "ND:20 from approved",
    "政务公开办公室",
  ),
  item(
    "ML-05-02",
    "财政预决算",
    "部门决算",
    ["收支决算总表", "“三公”经费决算"],
    law("中华人民共和国预算法", "第十四条"),
    "ND:20 from approved",
    "",
  ),
  item(
    "ML-06-01",
    "住房保障",
    "保障性住房配租和补贴公示",
    ["申请条件、程序", "审核结果、异议渠道"],
    regulation("第二十一条"),
    "WD:20 from formed",
    "住房保障科",
    { channels: ["website", "newMedia", "noticeBoard"] },
  ),
  item(
    "ML-06-02",
    "物业管理",
    "物业服务企业信用评价",
    ["评价标准", "评价结果"],
    law("物业管理条例", "第三十二条"),
    "quarterly+10",
    "物业监管科",
  ),
  item(
    "ML-07-01",
    "统计信息",
    "住房城乡建设月度统计",
    ["当月完成情况", "同比、环比"],
    regulation("第二十条第七项"),
    "monthly+10",
    "房产管理科",
  ),
  item(
    "ML-07-02",
    "统计信息",
    "重点任务季度进展",
    ["任务、责任科室", "完成情况"],
    regulation("第二十条第三项"),
    "quarterly+10",
    "政务公开办公室",
  ),
  item(
    "ML-08-01",
    "政府信息公开年报",
    "政府信息公开工作年度报告",
    ["条例第五十条规定的内容"],
    regulation("第四十九条、第五十条"),
    "fixed:01-31",
    "政务公开办公室",
  ),
  item(
    "ML-09-01",
    "新闻动态",
    "工作动态",
    ["标题、时间、内容"],
    law("国务院办公厅关于全面推进政务公开工作的意见实施细则", "第二部分"),
    "realTime",
    "政务公开办公室",
    { statutory: false, periodRule: "ND:730 after publish" },
  ),
  item(
    "ML-10-01",
    "建议提案办理",
    "建议提案答复",
    ["建议、提案摘要", "答复全文"],
    law("国务院办公厅关于做好全国人大代表建议和全国政协委员提案办理结果公开工作的通知", "第二部分"),
    "fixed:10-31",
    "政务公开办公室",
    { channels: [] },
  ),
];

/** An item that came to nothing: it is retired. */
export const retiredDemoItem = item(
  "ML-06-09",
  "行政事业性收费",
  "城市房屋安全鉴定费",
  ["收费项目、标准"],
  regulation("第二十条第八项"),
  "WD:20 from changed",
  "房产管理科",
);

const codeOfKind: Readonly<Partial<Record<ItemKind, string>>> = {
  policyDocument: "ML-02-01",
  policyInterpretation: "ML-02-02",
  planSummary: "ML-03-01",
  enforcement: "ML-04-01",
  budget: "ML-05-01",
  publicNotice: "ML-06-01",
  statistics: "ML-07-01",
  news: "ML-09-01",
};

/** What a paper of the demo names as its item. */
export function demoCatalogueItem(kind: ItemKind): string {
  const found = demoCatalogue.find((each) => each.itemCode === codeOfKind[kind]);
  return found ? catalogueLinkWords(found) : "";
}
