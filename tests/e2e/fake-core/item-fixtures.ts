import { deliveredChannels } from "../../../shared/domain/item/channel-list.ts";
import type { FindingView, ItemRow, ItemView, RevisionRow } from "../../../shared/contract/items.ts";
import {
  itemKinds,
  itemStates,
  type ItemKind,
  type ItemState,
} from "../../../shared/domain/item/item-kinds.ts";
import { mapPlainText } from "../../../shared/domain/item/plain-text.ts";
import {
  headingOf,
  paragraphOf,
  plainBlockOf,
  type StructuredDocument,
} from "../../../shared/domain/item/structured-document.ts";
import { addDays, calendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import type { FakeHandlers } from "./fake-core.ts";
import { fakeDigest, fakeId } from "./fake-ids.ts";

const titles = [
  "关于调整公积金缴存基数的解读",
  "关于调整2026年度住房公积金缴存基数的通知",
  "2026年第二批既有住宅加装电梯补贴公示",
  "城市危旧房屋排查台账（摘要）",
  "城西停车楼工程审批信息",
  "瑞安路保障性租赁住房配租结果公告",
  "2026年8月建筑工地安全检查情况通报",
  "燃气管网改造工程竣工验收公示",
  "住房租赁企业备案名录（更新）",
  "物业服务企业信用评价结果（三季度）",
  "老旧小区改造2026年度计划（第三批）",
  "城市道路挖掘许可事项办事指南",
  "建设工程消防验收备案抽查结果（第8期）",
  "2026年公租房实物配租轮候名单",
];
const drafters = ["吴珊", "林晓彤", "郭子涵", "张念", "孙一航", "何静", "陈卓"];
const units = ["物业监管科", "住房保障科", "质量安全科", "建筑业管理科"];
const states = Object.keys(itemStates) as ItemState[];
const kinds = (Object.keys(itemKinds) as ItemKind[]).filter((kind) => kind !== "letter");
const total = 102_361;

function row(index: number): ItemRow {
  const state: ItemState = index < 9 ? "underReview" : (states[index % states.length] ?? "drafting");
  const remaining = [6, 6, 2, 10, undefined, -1, 8, 12, 13, 0][index % 10];
  return {
    itemId: fakeId(6, index),
    title: index < titles.length ? (titles[index] ?? "") : `${titles[index % titles.length]}（第${index}号）`,
    kind: kinds[index % kinds.length] ?? "other",
    docNumber: index % 3 === 1 ? `云建发〔2026〕${(index % 90) + 1}号` : "",
    disclosureProperty: index % 20 === 0 ? "onApplication" : "proactive",
    state,
    ...(state === "underReview" ? { stageLabel: index === 1 ? "审批" : "专门审查" } : {}),
    unitName: units[index % units.length] ?? "",
    drafterName: drafters[index % drafters.length] ?? "",
    updatedAt: new Date(Date.UTC(2026, 8, 16, 1, 40) - index * 1_500_000).toISOString() as Instant,
    ...(remaining === undefined || state === "published"
      ? {}
      : { dueDay: addDays(calendarDay("2026-09-16"), remaining), remainingWorkdays: remaining }),
  };
}

const document: StructuredDocument = {
  schemaVersion: 1,
  type: "doc",
  content: [
    plainBlockOf("title", "关于2026年第二批既有住宅加装电梯补贴发放情况的公示"),
    paragraphOf(
      "根据《云州市既有住宅加装电梯补贴办法》（云建发〔2025〕12号），经个人申请、社区初核、原市房产管理局移交档案核对，现将2026年第二批补贴对象和金额予以公示。公示期为2026年9月18日至9月24日。对公示内容有异议的，请向我局物业监管科书面反映。联系人：孙国栋，联系电话：13800005678。",
    ),
    headingOf("补贴对象和金额", 1),
    paragraphOf(
      "本批设备统一采购，综合单价218600元，其中主机报价96400元。补贴资金由局财务科统一安排，于2026年10月底前拨付。",
    ),
    {
      type: "table",
      content: [
        ["序号", "姓名", "身份证号", "金额/元"],
        ["1", "张桂芳", "370499195203120021", "12 000"],
        ["2", "李守业", "370499194811050013", "12 000"],
      ].map((cells, rowIndex) => ({
        type: "tableRow",
        content: cells.map((cell) => ({
          type: "tableCell",
          ...(rowIndex === 0 ? { attrs: { header: true as const } } : {}),
          content: [paragraphOf(cell)],
        })),
      })),
    },
    plainBlockOf("signOff", "云州市住房和城乡建设局"),
    plainBlockOf("signOff", "2026年9月16日"),
  ],
};

const body = mapPlainText(document).text;

function finding(
  number: number,
  value: string,
  type: FindingView["type"],
  severity: FindingView["severity"],
): FindingView {
  const start = body.indexOf(value);
  return {
    findingId: `f-${number}`,
    type,
    severity,
    ruleId: `rule-${number}`,
    value,
    start,
    end: start + value.length,
    where: "正文",
  };
}

let findings: readonly FindingView[] = [
  finding(1, "13800005678", "MOBILE", "must-fix"),
  finding(2, "370499195203120021", "ID_CARD", "must-fix"),
  finding(3, "原市房产管理局", "OUTDATED_ORGAN", "look-at"),
  finding(4, "孙国栋", "NAME", "look-at"),
];

const revisions: readonly RevisionRow[] = [1, 2].map((revNo) => ({
  revisionId: fakeId(11, revNo),
  revNo,
  digest: fakeDigest(`revision ${revNo}`),
  createdAt: `2026-09-1${revNo}T03:00:00Z` as Instant,
  createdBy: "林晓彤",
  note: revNo === 2 ? "换附件" : "",
}));

let draftSeq = 7;
let savedDocument = document;
let metadata: ItemView["metadata"] = {
  title: "关于2026年第二批既有住宅加装电梯补贴发放情况的公示",
  kind: "publicNotice",
  docNumber: "",
  indexNumber: "",
  summary: "",
  formedOn: calendarDay("2026-08-27"),
  originType: "made",
  originOrgans: [],
  disclosureProperty: "proactive",
  propertyReason: "",
  audience: { kind: "public" },
  channels: ["website"],
  publicationPeriod: { kind: "workdays", days: 7 },
  catalogueItem: "",
};
let attachments: ItemView["attachments"] = [
  {
    attachmentId: fakeId(12, 1),
    fileName: "附件1 补贴对象名单.xlsx",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    sizeBytes: 48_200,
    digest: fakeDigest("a1"),
    screenedBy: "screening 2026.9.1; checklist 2026-1",
    outdated: true,
  },
];

function view(itemId: string): ItemView {
  const open = findings.filter((one) => !one.answer).length;
  return {
    itemId,
    state: "drafting",
    drafterAccountId: fakeId(1, 0),
    drafterName: "林晓彤",
    unitName: "物业监管科",
    metadata,
    document: savedDocument,
    draftSeq,
    savedAt: "2026-09-16T02:42:00Z" as Instant,
    changedSinceRevision: true,
    attachments,
    findings,
    screening: "done",
    revisions,
    clock: {
      dueDay: calendarDay("2026-09-24"),
      remainingWorkdays: 6,
      provisional: false,
      basis: "条例第二十六条，20 个工作日",
    },
    returnedReasons: itemId.endsWith("9") ? ["身份证号整列应当删除"] : [],
    mayEdit: true,
    blockers: [
      ...(attachments.some((one) => one.outdated)
        ? [
            {
              code: "attachments-outdated",
              text: "筛查规则更新了，1 个附件须按现行规则重新筛查",
              target: "attachments",
            },
          ]
        : []),
      ...(open > 0 ? [{ code: "findings-open", text: `${open} 处发现未处理`, target: "findings" }] : []),
      ...(metadata.catalogueItem
        ? []
        : [{ code: "catalogue-missing", text: "没有选目录事项", target: "catalogueItem" }]),
    ],
  };
}

export const handlers: FakeHandlers = {
  "items.list": (input) => {
    const start = Number(input.after ?? 0);
    const rows: ItemRow[] = [];
    let index = start;
    for (; index < total && rows.length < input.limit; index += 1) {
      const candidate = row(index);
      if (input.state && !input.state.includes(candidate.state)) continue;
      if (input.kind && !input.kind.includes(candidate.kind)) continue;
      if (input.titleContains && !candidate.title.includes(input.titleContains)) continue;
      rows.push(candidate);
    }
    return { rows, ...(index < total ? { next: String(index) } : {}) };
  },
  "channels.list": () => ({ ...deliveredChannels, history: [], mayEdit: false }),
  "items.facets": () => ({
    total,
    state: {
      drafting: 86,
      underReview: 67,
      returned: 6,
      approved: 23,
      published: 1102,
      withdrawn: 4,
      withheld: 22,
    },
    stage: { unitHeadReview: 41, confidentialityCheck: 9, leaderApproval: 17 },
    unit: { 物业监管科: 214, 住房保障科: 198, 质量安全科: 176, 建筑业管理科: 121 },
    due: { overdue: 1, within3: 5, within10: 31 },
    kind: { policyDocument: 214, publicNotice: 398, statistics: 176, enforcement: 121 },
    disclosureProperty: { proactive: 1214, onApplication: 48, withheld: 22 },
  }),
  "items.create": () => ({ itemId: fakeId(6, 2) }),
  "items.importFile": ({ fileName }) =>
    fileName.includes("密")
      ? { refuse: "secret-mark", facts: { mark: "秘密" } }
      : { itemId: fakeId(6, 2), notes: ["表格 2 张已转换", "1 处批注没有导入"] },
  "items.open": ({ itemId }) => view(itemId),
  "items.saveDraft": (input) => {
    if (input.draftSeq !== draftSeq) return { refuse: "draft-moved-on" };
    draftSeq += 1;
    savedDocument = input.document as StructuredDocument;
    metadata = input.metadata;
    return { draftSeq, savedAt: new Date().toISOString() as Instant };
  },
  "items.addAttachment": ({ fileName, bytes }) => {
    const added = {
      attachmentId: fakeId(12, attachments.length + 1),
      fileName,
      mediaType: "application/octet-stream",
      sizeBytes: bytes.length,
      digest: fakeDigest(fileName),
    };
    attachments = [...attachments, added];
    return added;
  },
  "items.screenAttachmentAgain": ({ attachmentId }) => {
    const rules = "screening 2026.11.11; checklist 2026-1; department 3";
    attachments = attachments.map((one) => {
      if (one.attachmentId !== attachmentId) return one;
      const { outdated: _outdated, ...rest } = one;
      return { ...rest, screenedBy: rules };
    });
    const known = findings.find(({ findingId, answer }) => findingId === "f-4" && answer);
    findings = [
      ...findings,
      {
        findingId: "f-5",
        type: "NAME",
        severity: "look-at",
        ruleId: "rule-5",
        value: "孙国栋",
        attachmentId,
        where: "表“公示”B4",
        newUnder: rules,
        ...(known?.answer ? { earlier: known.answer } : {}),
      },
    ];
    return { fresh: 1, rules };
  },
  "items.removeAttachment": ({ attachmentId }) => {
    attachments = attachments.filter((one) => one.attachmentId !== attachmentId);
    return null;
  },
  "items.readAttachment": () => ({
    fileName: "附件.txt",
    mediaType: "text/plain",
    bytes: new Uint8Array([65]),
  }),
  "items.attachmentText": () => ({ passages: [{ where: "正文", text: "A" }], cut: false, notes: [] }),
  "items.answerFindings": ({ findingIds, together, answer, note }) => {
    const named = findings.filter((one) => findingIds.includes(one.findingId));
    const holds = (one: FindingView): boolean =>
      named.some(
        (other) =>
          other.findingId === one.findingId ||
          (together?.equals && other.type === one.type && other.value === one.value) ||
          (together?.kind && !one.answer && other.type === one.type),
      );
    findings = findings.map((one) => {
      if (!holds(one)) return one;
      const { answer: _before, ...rest } = one;
      return answer === null
        ? rest
        : {
            ...rest,
            answer: { answer, note, personName: "林晓彤", at: "2026-09-16T02:42:00Z" as Instant },
          };
    });
    return null;
  },
  "items.freezeRevision": () => revisions[1] as RevisionRow,
  "items.revision": ({ revisionId }) => ({
    revision: revisions.find((one) => one.revisionId === revisionId) ?? (revisions[0] as RevisionRow),
    metadata,
    document,
    releaseDocument: document,
    attachments,
  }),
  "reviews.open": () => ({ reviewId: fakeId(5, 1), revisionId: fakeId(11, 2) }),
};
