import type { RecordableEvent } from "./allowed-events.ts";
import { type ClockEvent, redirectedMatters } from "./clock-events.ts";

export const eventGroups = {
  receipt: "收到",
  correction: "补正",
  extension: "延期",
  consultation: "征求意见",
  fee: "收费",
  volume: "大量反复申请",
  end: "办结",
} as const;
export type EventGroup = keyof typeof eventGroups;

interface EventWords {
  readonly label: string;
  readonly group: EventGroup;
  /** What the day of the event is. */
  readonly day: string;
}

/** Every act that can be recorded, in the words of the office. */
export const eventWords: Readonly<Record<RecordableEvent, EventWords>> = {
  arrived: { label: "申请到达", group: "receipt", day: "到达日期" },
  received: { label: "收到申请", group: "receipt", day: "收到申请之日" },
  receiptConfirmed: { label: "与申请人确认收到", group: "receipt", day: "双方确认之日" },
  correctionNoticeIssued: { label: "发出补正告知书", group: "correction", day: "发出日期" },
  correctionNoticeReceived: { label: "申请人收到补正告知书", group: "correction", day: "送达日期" },
  correctedReceived: { label: "收到补正材料", group: "correction", day: "收到日期" },
  extensionApproved: { label: "工作机构负责人同意延期", group: "extension", day: "同意日期" },
  extensionNoticeIssued: { label: "告知申请人延期", group: "extension", day: "告知日期" },
  consultationIssued: { label: "发出征求意见函", group: "consultation", day: "发出日期" },
  consultationReceivedByThem: { label: "对方收到征求意见函", group: "consultation", day: "签收日期" },
  consultationReturned: { label: "收回意见", group: "consultation", day: "收到意见日期" },
  consultationClosed: { label: "不再等待意见", group: "consultation", day: "决定日期" },
  feeNoticeIssued: { label: "发出收费通知", group: "fee", day: "发出日期" },
  feeNoticeReceived: { label: "申请人收到收费通知", group: "fee", day: "送达日期" },
  feePartlyPaid: { label: "缴纳部分费用", group: "fee", day: "缴费日期" },
  feePaid: { label: "费用缴清", group: "fee", day: "缴清日期" },
  reasonRequested: { label: "要求申请人说明理由", group: "volume", day: "发出日期" },
  reasonGiven: { label: "收到理由说明", group: "volume", day: "收到日期" },
  delayedReplySet: { label: "确定延迟答复的期限", group: "volume", day: "确定日期" },
  withdrawn: { label: "申请人撤回申请", group: "end", day: "撤回日期" },
  abandoned: { label: "视为放弃申请", group: "end", day: "认定日期" },
  redirected: { label: "转按信访、投诉、举报办理", group: "end", day: "告知申请人日期" },
  replied: { label: "答复已送达（无文书登记时）", group: "end", day: "交邮或者签收日期" },
};

/** What a recorded event is called; a revocation names itself. */
export function eventLabel(event: ClockEvent): string {
  if (event.type === "eventRevoked") return "撤销一条登记";
  if (event.type === "split") return `拆分为 ${event.units} 件，分别办理`;
  const { label } = eventWords[event.type];
  if (event.type === "extensionApproved" || event.type === "extensionNoticeIssued")
    return `${label} ${event.days} 个工作日`;
  if (event.type === "consultationIssued")
    return `${label}（${event.party === "thirdParty" ? "第三方" : "其他机关"}）`;
  if (event.type === "redirected") return `转按${redirectedMatters[event.matter]}办理`;
  return label;
}
