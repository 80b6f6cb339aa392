/**
 * 泄密处置: something is out and should not be. What is out is taken down at once, evidence is kept, and within 24 hours
 * it is reported (保密法实施条例61; review.md §7). Nothing here holds the content in question: kinds and places only.
 */
import { leakReportBy } from "../clock/secrecy-clock.ts";
import { dayOfInstant, formatChineseDate, type Instant } from "../../kernel/calendar-day.ts";
import type { LetterModel } from "../letters/letter-model.ts";
import { sheetModel, type DocumentRow } from "../letters/sheet-model.ts";

export const leakKinds = {
  stateSecret: "涉嫌国家秘密",
  workSecret: "涉嫌工作秘密",
  privacy: "涉及个人信息",
  business: "涉及商业秘密",
} as const;
export type LeakKind = keyof typeof leakKinds;

/** Why another release is looked at with the one that was found. */
export const leakLinks = {
  itself: "发现的这一件",
  sameItem: "同一事项的其他稿次",
  sameText: "有相同的段落",
  sameFile: "有相同的附件",
  sameFacts: "有相同的数据",
} as const;
export type LeakLink = keyof typeof leakLinks;

/** What is recorded while it is dealt with; each at most once, in any order, before it is closed. */
export const leakSteps = {
  evidenceKept: "已固定证据（页面、转载、日志留存）",
  copiesAsked: "已要求转载和搜索平台删除",
  reportedToAuthority: "已报告同级保密行政管理部门",
  reportedToSuperior: "已报告上级主管部门",
  causeFound: "已查明原因和责任",
  closed: "处置完毕",
} as const;
export type LeakStep = keyof typeof leakSteps;

/** Reports that stop the clock; a matter that is no state secret is reported inside the organ. */
const reports: Readonly<Record<LeakKind, readonly LeakStep[]>> = {
  stateSecret: ["reportedToAuthority", "reportedToSuperior"],
  workSecret: ["reportedToSuperior"],
  privacy: [],
  business: [],
};

export type LeakStepProblem =
  | "step-done"
  | "leak-closed"
  | "steps-missing"
  | "withdrawals-open"
  | "details-missing";

export interface LeakStanding {
  /** The moment by which it must be reported; absent where no report is due. */
  readonly reportBy?: Instant;
  readonly reported: boolean;
  readonly closed: boolean;
  /** What is still missing before it may be closed. */
  readonly missing: readonly LeakStep[];
}

/** Where a leak stands. Hours run through nights and holidays (保密法实施条例61). */
export function leakStanding(leak: {
  readonly kind: LeakKind;
  readonly discoveredAt: Instant;
  readonly done: readonly LeakStep[];
}): LeakStanding {
  const due = reports[leak.kind];
  const by = due.length > 0 ? leakReportBy(leak.discoveredAt) : undefined;
  const needed: readonly LeakStep[] = ["evidenceKept", ...due];
  return {
    ...(by ? { reportBy: by as Instant } : {}),
    reported: due.every((step) => leak.done.includes(step)),
    closed: leak.done.includes("closed"),
    missing: needed.filter((step) => !leak.done.includes(step)),
  };
}

/** Whether a step can be recorded now; it is closed only when everything is down and reported. */
export function leakStepProblem(
  leak: {
    readonly kind: LeakKind;
    readonly discoveredAt: Instant;
    readonly done: readonly LeakStep[];
    readonly stillOut: number;
  },
  step: LeakStep,
  note: string,
): LeakStepProblem | undefined {
  const standing = leakStanding(leak);
  if (standing.closed) return "leak-closed";
  if (leak.done.includes(step)) return "step-done";
  if (step !== "closed") return note.trim() === "" ? "details-missing" : undefined;
  if (leak.stillOut > 0) return "withdrawals-open";
  return standing.missing.length > 0 ? "steps-missing" : undefined;
}

/** Whole hours and minutes left, negative when over. */
export function minutesLeft(reportBy: Instant, now: Instant): number {
  return Math.floor((Date.parse(reportBy) - Date.parse(now)) / 60_000);
}

const moment = (instant: Instant): string => {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${formatChineseDate(dayOfInstant(instant))} ${local}`;
};

export const leakDocuments = { report: "泄密事件报告", record: "泄密处置记录" } as const;
export type LeakDocument = keyof typeof leakDocuments;

export interface LeakFacts {
  readonly incidentNo: string;
  readonly kind: LeakKind;
  readonly discoveredAt: Instant;
  readonly foundHow: string;
  readonly openedBy: string;
  readonly releases: readonly {
    readonly title: string;
    readonly docNumber: string;
    readonly reviewNo: string;
    readonly link: LeakLink;
    readonly releasedAt: Instant;
    readonly channels: string;
    readonly audience: string;
    readonly sent: string;
    readonly withdrawal: string;
  }[];
  readonly steps: readonly {
    readonly step: LeakStep;
    readonly note: string;
    readonly by: string;
    readonly at: Instant;
  }[];
  readonly deciders: string;
}

/**
 * The documents of a leak. The report has what an authority asks for in the first hours [convention; 保密法实施条例61 sets
 * the 24 hours and the two addressees]; the record adds every release and step. Neither repeats the content.
 */
export function leakDocumentModel(document: LeakDocument, organName: string, facts: LeakFacts): LetterModel {
  const report = leakStanding({
    kind: facts.kind,
    discoveredAt: facts.discoveredAt,
    done: facts.steps.map((each) => each.step),
  });
  const releases = facts.releases
    .map(
      (each, at) =>
        `${at + 1}. 《${each.title}》${each.docNumber ? `（${each.docNumber}）` : ""}，${moment(each.releasedAt)}公开，${leakLinks[each.link]}`,
    )
    .join("\n");
  const spread = facts.releases
    .map((each, at) => `${at + 1}. ${each.channels}，${each.audience}；${each.sent}；${each.withdrawal}`)
    .join("\n");
  const steps = facts.steps
    .map(
      (each) => `${moment(each.at)}　${leakSteps[each.step]}　${each.by}${each.note ? `　${each.note}` : ""}`,
    )
    .join("\n");
  const rows: readonly DocumentRow[] =
    document === "report"
      ? [
          { label: "报送", value: "同级保密行政管理部门\n上级主管部门" },
          {
            label: "事件性质",
            value: `${leakKinds[facts.kind]}（具体内容和密级另行当面报告，不在本件中复述）`,
          },
          { label: "发现时间", value: moment(facts.discoveredAt) },
          {
            label: "报告时限",
            value: report.reportBy ? `${moment(report.reportBy)}前（保密法实施条例第六十一条）` : "不适用",
          },
          { label: "发现经过", value: facts.foundHow },
          { label: "涉及的信息", value: releases },
          { label: "公开和传播范围", value: spread },
          { label: "已采取的措施", value: steps || "已提出撤下" },
          { label: "审查和批准人员", value: facts.deciders },
          { label: "可能的危害", value: "" },
          { label: "拟采取的措施", value: "" },
          { label: "联系人和电话", value: "" },
        ]
      : [
          { label: "事件性质", value: leakKinds[facts.kind] },
          { label: "发现", value: `${moment(facts.discoveredAt)}　${facts.foundHow}` },
          { label: "开始处置", value: facts.openedBy },
          { label: "涉及的信息", value: releases },
          { label: "发送和撤下", value: spread },
          { label: "处置经过", value: steps },
          { label: "审查和批准人员", value: facts.deciders },
        ];
  return sheetModel({
    id: document,
    name: leakDocuments[document],
    organName,
    number: facts.incidentNo,
    rows,
  });
}
