import type { FindingView, RevisionRow } from "../../../shared/contract/items.ts";
import type { QueueRow, ReviewView, ChecklistRow } from "../../../shared/contract/reviews.ts";
import type { ReleasePreview } from "../../../shared/contract/publications.ts";
import { applyMasks } from "../../../shared/domain/item/release-document.ts";
import { diffDocuments } from "../../../shared/domain/item/document-difference.ts";
import { plainText } from "../../../shared/domain/item/plain-text.ts";
import {
  headingOf,
  paragraphOf,
  plainBlockOf,
  type StructuredDocument,
  type TableCell,
  type TableRow,
} from "../../../shared/domain/item/structured-document.ts";
import { answeredTogether } from "../../../shared/domain/review/answered-together.ts";
import { checklist } from "../../../shared/domain/review/checklist.ts";
import { decisionBlockers } from "../../../shared/domain/review/decision-blockers.ts";
import { allowedConclusions } from "../../../shared/domain/review/review-machine.ts";
import { reviewStages, type FindingAnswer } from "../../../shared/domain/review/review-stages.ts";
import { classOf, findingClasses, type FindingType } from "../../../shared/domain/screening/finding-types.ts";
import { calendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import type { FakeHandlers } from "./fake-core.ts";

/** Synthetic reviews for looking at the screens without the core. Persons, places and numbers are invented. */

const at = (text: string): Instant => text as Instant;
const idOf = (number: number): string => `0198f000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const digest = "a41f9c07".padEnd(64, "3");

const people: readonly (readonly [string, string, string, string])[] = [
  ["张桂芳", "370499195203120021", "锦绣小区3号楼2单元101室", "12 000"],
  ["李守业", "370499194811050013", "锦绣小区3号楼2单元202室", "12 000"],
  ["王秀兰", "370499196107220045", "锦绣小区3号楼2单元301室", "9 600"],
  ["孙立军", "370499197002140038", "锦绣小区3号楼2单元402室", "9 600"],
  ["陈玉梅", "370499196609300026", "锦绣小区3号楼2单元501室", "7 200"],
  ["周广田", "370499195912010017", "锦绣小区5号楼1单元101室", "12 000"],
  ["赵淑英", "370499195507160049", "锦绣小区5号楼1单元203室", "12 000"],
  ["吴建国", "370499196803250031", "锦绣小区5号楼1单元302室", "9 600"],
  ["郑美华", "370499197411080022", "锦绣小区5号楼1单元401室", "9 600"],
  ["冯玉琴", "370499196210190044", "锦绣小区5号楼1单元502室", "7 200"],
];

const cell = (text: string, header = false): TableCell => ({
  type: "tableCell",
  ...(header ? { attrs: { header: true } } : {}),
  content: [paragraphOf(text)],
});
const row = (texts: readonly string[], header = false): TableRow => ({
  type: "tableRow",
  content: texts.map((text) => cell(text, header)),
});

const title = "关于2026年第二批既有住宅加装电梯补贴发放情况的公示";
const document: StructuredDocument = {
  schemaVersion: 1,
  type: "doc",
  content: [
    plainBlockOf("title", title),
    plainBlockOf("annotation", "（送审稿）"),
    paragraphOf(
      "根据《云州市既有住宅加装电梯补贴办法》（云建发〔2025〕12号），经个人申请、社区初核、原市房产管理局移交档案核对，现将2026年第二批补贴对象和金额予以公示。公示期为2026年9月18日至9月24日。对公示内容有异议的，请向我局物业监管科书面反映。联系人：孙国栋，联系电话：13800005678。",
    ),
    paragraphOf(
      "本批设备统一采购，综合单价218600元，其中主机报价96400元。补贴资金由局财务科统一安排，于2026年10月底前拨付。",
    ),
    {
      type: "table",
      content: [
        row(["序号", "姓名", "身份证号", "住址", "金额/元"], true),
        ...people.map(([name, number, address, amount], index) =>
          row([String(index + 1), name, number, address, amount]),
        ),
      ],
    },
    headingOf("一、补贴标准", 1),
    ...Array.from({ length: 14 }, () =>
      paragraphOf(
        "补贴按楼层分档计算，一层至二层不予补贴，三层以上逐层增加；每户补贴金额不超过该户分摊的建设费用。补贴对象应当为房屋所有权人，同一套住宅只补贴一次。",
      ),
    ),
    headingOf("（一）资金来源", 2),
    paragraphOf("所需资金列入2026年度部门预算。"),
    plainBlockOf("signOff", "云州市住房和城乡建设局"),
    plainBlockOf("signOff", "2026年9月16日"),
  ],
};

const text = plainText(document);
let findingNumber = 100;

function finding(
  type: FindingType,
  value: string,
  where: string,
  answer?: FindingAnswer,
  from = 0,
): FindingView {
  findingNumber += 1;
  const start = text.indexOf(value, from);
  return {
    findingId: idOf(findingNumber),
    type,
    severity: "must-fix",
    ruleId: type.toLowerCase(),
    value,
    ...(start >= 0 ? { start, end: start + value.length } : {}),
    where,
    ...(answer
      ? {
          answer: {
            answer,
            note: answer === "keep" ? "公示办法第九条要求公示姓名" : "",
            personName: "林晓彤",
            at: at("2026-09-11T02:00:00Z"),
          },
        }
      : {}),
  };
}

const startingFindings: readonly FindingView[] = [
  finding("INTERNAL_MARK", "（送审稿）", "第1页", "mask"),
  finding("OUTDATED_ORGAN", "原市房产管理局", "第1页", "dismiss"),
  finding("NAME", "孙国栋", "第1页", "keep"),
  finding("MOBILE", "13800005678", "第1页", "mask"),
  finding("TYPO", "统一安排", "第1页", "dismiss"),
  ...people.flatMap(([name, number, address], index) => [
    finding("NAME", name, `第1页，表第${index + 1}行`, "keep"),
    finding("ID_CARD", number, `第1页，表第${index + 1}行`, index === 0 ? undefined : "mask"),
    finding("ADDRESS", address, `第1页，表第${index + 1}行`, index === 6 ? undefined : "mask"),
  ]),
  { ...finding("ID_CARD", "370499195203120021", "附件1第2页"), attachmentId: idOf(901), start: 20, end: 38 },
  finding("GEO", "118.213400，36.402100", "文件属性"),
  finding("COMMENTS", "请再核一遍金额", "批注1"),
];

const revision: RevisionRow = {
  revisionId: idOf(31),
  revNo: 3,
  digest,
  createdAt: at("2026-09-14T06:00:00Z"),
  createdBy: "林晓彤",
  note: "",
};

interface FakeReview {
  findings: readonly FindingView[];
  /** Before the last answer. */
  before: readonly FindingView[];
  checklist: readonly ChecklistRow[];
}

const state: FakeReview = {
  findings: startingFindings,
  before: startingFindings,
  checklist: checklist.map((item, index) => ({
    code: item.code,
    group: item.group,
    check: item.check,
    usualTreatment: item.usualTreatment,
    note: "",
    ...(index < 38 ? { answer: "no" as const, answeredBy: "周敏" } : {}),
    ...(item.code === "CR-D01" ? { hint: "发现 11 处身份证号，1 处手机号" } : {}),
  })),
};

function releaseOf(findings: readonly FindingView[]): StructuredDocument {
  return applyMasks(
    document,
    findings.flatMap((each) =>
      each.answer?.answer === "mask" &&
      each.start !== undefined &&
      each.end !== undefined &&
      !each.attachmentId
        ? [{ start: each.start, end: each.end, type: each.type }]
        : [],
    ),
  );
}

function reviewView(reviewId: string): ReviewView {
  const blockers = decisionBlockers({
    stage: "confidentialityCheck",
    findings: state.findings.map((each) => ({
      type: each.type,
      severity: each.severity,
      masked: true,
      ...(each.answer ? { answer: each.answer.answer } : {}),
    })),
    checklist: new Map(state.checklist.flatMap((each) => (each.answer ? [[each.code, each.answer]] : []))),
    hasPublicationPeriod: true,
    isLetter: false,
  });
  return {
    reviewId,
    reviewNo: "密审〔2026〕118号",
    itemId: idOf(1),
    state: "open",
    referrals: 0,
    kind: "publicNotice",
    revision,
    metadata: {
      title,
      kind: "publicNotice",
      docNumber: "",
      indexNumber: "",
      summary: "",
      originType: "made",
      originOrgans: [],
      disclosureProperty: "proactive",
      propertyReason: "",
      audience: { kind: "public" },
      channels: ["website"],
      publicationPeriod: { kind: "until", day: calendarDay("2026-09-24") },
      catalogueItem: "",
    },
    document,
    releaseDocument: releaseOf(state.findings),
    attachments: [
      {
        attachmentId: idOf(901),
        fileName: "补贴对象名单.xlsx",
        mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        sizeBytes: 48_213,
        digest: "5".repeat(64),
      },
      {
        attachmentId: idOf(902),
        fileName: "公示照片.png",
        mediaType: "image/png",
        sizeBytes: 98_113,
        digest: "6".repeat(64),
      },
    ],
    findings: state.findings,
    unmasked: [],
    checklist: state.checklist,
    stages: [
      {
        stage: "selfCheck",
        label: "自审",
        state: "done",
        personName: "林晓彤",
        decidedAt: at("2026-09-11T02:10:00Z"),
      },
      {
        stage: "unitHeadReview",
        label: "部门审核",
        state: "done",
        personName: "赵立群",
        decidedAt: at("2026-09-14T03:00:00Z"),
      },
      { stage: "confidentialityCheck", label: "专门审查", state: "current", personName: "周敏" },
      { stage: "officeCheck", label: "公开机构审核", state: "waiting" },
      { stage: "leaderApproval", label: "审批", state: "waiting" },
    ],
    afterwards: [
      { step: "release", state: "waiting" },
      { step: "postCheck", state: "waiting" },
    ],
    currentStage: "confidentialityCheck",
    drafterName: "林晓彤（物业监管科）",
    dueDay: calendarDay("2026-09-16"),
    remainingWorkdays: 0,
    events: [
      {
        at: at("2026-09-11T02:10:00Z"),
        personName: "林晓彤",
        stage: "selfCheck",
        what: "同意",
        detail: "",
      },
      {
        at: at("2026-09-14T03:00:00Z"),
        personName: "赵立群",
        stage: "unitHeadReview",
        what: "同意",
        detail: "内容属实，按期公示",
      },
    ],
    previousRevisionId: idOf(30),
    mayDecide: true,
    blockers,
    allowedConclusions: allowedConclusions("confidentialityCheck", { masked: true, targeted: false }),
    needsPassphrase: false,
  };
}

const titles = [
  ["瑞安路保障性租赁住房配租结果公告", -1, { 私: 42, 字: 1 }],
  [title, 0, {}],
  ["对宋明申请的部分公开（答复附件）", 0, { 私: 9, 商: 4 }],
  ["2026年8月建筑工地安全检查情况通报", 1, { 内: 1, 字: 3 }],
  ["城市危旧房屋排查台账（摘要）", 1, { 私: 6, 聚: 3, 隐: 1 }],
  ["关于调整公积金缴存基数的解读", 2, {}],
  ["燃气管网改造工程竣工验收公示", 2, { 密: 2, 隐: 1 }],
  ["物业服务企业信用评价结果（三季度）", 2, { 商: 3 }],
  ["住房租赁企业备案名录（更新）", 3, { 私: 2 }],
] as const;

function queueRows(): readonly QueueRow[] {
  return titles.map(([name, remaining, counts], index) => {
    const own: Record<string, number> = { ...counts };
    if (index === 1) {
      for (const each of state.findings) {
        const { glyph } = findingClasses[classOf(each.type)];
        own[glyph] = (own[glyph] ?? 0) + 1;
      }
    }
    return {
      reviewId: idOf(10 + index),
      itemId: idOf(1),
      reviewNo: `密审〔2026〕${117 + index}号`,
      title: name,
      kind: "publicNotice",
      revNo: 3,
      digest,
      stage: "confidentialityCheck",
      reason: "新送审",
      route: "",
      twoReviewers: false,
      toSettle: false,
      fromPerson: "林晓彤",
      arrivedAt: at("2026-09-14T03:00:00Z"),
      dueDay: calendarDay("2026-09-16"),
      remainingWorkdays: remaining,
      limitWorkdays: reviewStages.confidentialityCheck.limitWorkdays,
      findingCounts: own,
    };
  });
}

function preview(): ReleasePreview {
  return {
    reviewId: idOf(11),
    itemId: "item-under-review",
    reviewNo: "密审〔2026〕118号",
    title: "2026年第二批既有住宅加装电梯补贴公示",
    revNo: 4,
    digest: "c83e1f52".padEnd(64, "2"),
    document,
    releaseDocument: releaseOf(state.findings),
    attachments: reviewView(idOf(11)).attachments,
    proof: [
      { name: "从库中生成", ok: true, detail: "3 个文件，不取屏幕内容" },
      { name: "重新打开读出", ok: true, detail: "3 / 3，正文、附件1、附件2" },
      { name: "应不公开的内容", ok: true, detail: "0 / 55，逐一找过，一处也没有" },
      { name: "重新检查", ok: true, detail: "0 处新发现" },
      { name: "隐藏数据", ok: true, detail: "0 处修订、批注、隐藏行列、嵌入文件、图层" },
      { name: "文件属性", ok: true, detail: "作者、单位、路径、修订历史已清除" },
    ],
    withheldCount: 55,
    audience: "全社会",
    channels: ["website"],
    channelNames: ["政府网站"],
    termLabel: "公开到2026年9月24日",
    publicUntil: calendarDay("2026-09-24"),
    approval: { personName: "韩建平", decidedAt: at("2026-09-16T07:30:00Z") },
    clock: {
      dueDay: calendarDay("2026-09-18"),
      remainingWorkdays: 2,
      provisional: false,
      basis: "条例第二十六条",
    },
    blockers: [],
  };
}

/** Answers of the review and release operations, by operation name. */
export const handlers: FakeHandlers = {
  "reviews.queue": ({ overdueOnly, titleContains }) => {
    const rows = queueRows().filter(
      (each) =>
        (overdueOnly !== true || each.remainingWorkdays < 0) &&
        (titleContains === undefined || each.title.includes(titleContains)),
    );
    return { rows, total: rows.length };
  },
  "reviews.read": ({ reviewId }) => reviewView(reviewId),
  "reviews.answerFindings": ({ findingIds, together, answer, note }) => {
    const named = state.findings.filter((each) => findingIds.includes(each.findingId));
    const holds = answeredTogether(named, together ?? {}, answer);
    state.before = state.findings;
    state.findings = state.findings.map((each) => {
      if (!findingIds.includes(each.findingId) && !holds(each, !each.answer)) return each;
      const { answer: _answer, ...rest } = each;
      if (answer === null) return rest;
      return { ...rest, answer: { answer, note, personName: "周敏", at: at("2026-09-16T02:30:00Z") } };
    });
    return { from: 1, to: 1 };
  },
  "reviews.undoAnswers": () => {
    state.findings = state.before;
    return null;
  },
  "reviews.answerChecklist": ({ code, answer, note }) => {
    state.checklist = state.checklist.map((each) =>
      each.code === code ? { ...each, answer, note, answeredBy: "周敏" } : each,
    );
    return state.checklist;
  },
  "reviews.decide": ({ passphrase }) =>
    passphrase === "错" ? { refuse: "wrong-passphrase" } : { state: "open", nextStage: "officeCheck" },
  "reviews.memory": () => ({ fromOutside: false, blocks: [], offered: [] }),
  "reviews.notes": () => ({ amongReviewers: true, notes: [] }),
  "reviews.form": () => ({
    reviewNo: "密审〔2026〕118号",
    digest,
    rows: [
      { label: "信息名称", value: title },
      { label: "拟公开属性", value: "主动公开" },
      { label: "承办人自审意见", value: "同意公开（林晓彤，2026年9月11日）" },
    ],
  }),
  "items.compare": () => ({
    document: diffDocuments(
      { ...document, content: document.content.filter((_, index) => index !== 5) },
      {
        ...document,
        content: document.content.map((block, index) =>
          index === 3
            ? paragraphOf(
                "本批设备统一采购，综合单价218600元，其中主机报价96400元。补贴资金由局财务科统一按排，于2026年9月底前拨付。",
              )
            : block,
        ),
      },
    ),
    masks: [],
    metadata: [{ field: "公开时限", before: "长期", after: "2026年9月24日" }],
    attachments: { added: ["公示照片.png"], removed: [] },
  }),
  "publications.preview": () => preview(),
  "publications.release": ({ passphrase }) =>
    passphrase === "demo" ? { publicationId: idOf(77), packageId: idOf(78) } : { refuse: "wrong-passphrase" },
};
