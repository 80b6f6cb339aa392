import type { ClockEventType } from "./clock-events.ts";

/** What must be written down with an event so that it can be proved later. */
export interface EventProof {
  /** What to write, in the words of the form. */
  readonly asks: string;
  /** Without it the event is not recorded: a date nobody can prove loses in reconsideration and in court. */
  readonly required: boolean;
}

const optional: EventProof = { asks: "文号、邮件号码、经办人等，便于以后证明", required: false };
const signed: EventProof = { asks: "签收凭证：邮件号码、签收人或者送达回证", required: true };

const proofs: Partial<Record<ClockEventType, EventProof>> = {
  receiptConfirmed: { asks: "确认的方式、时间和双方经办人", required: false },
  correctionNoticeReceived: signed,
  extensionApproved: { asks: "同意延期的政府信息公开工作机构负责人和理由", required: true },
  consultationReceivedByThem: signed,
  consultationReturned: { asks: "意见要点和来文日期、文号", required: true },
  consultationClosed: { asks: "不再等待的理由", required: true },
  feeNoticeReceived: signed,
  feePartlyPaid: { asks: "已缴金额和票据号码", required: true },
  feePaid: { asks: "金额和票据号码", required: true },
  reasonGiven: { asks: "申请人说明的理由", required: true },
  delayedReplySet: { asks: "不能按期答复的理由", required: true },
  withdrawn: { asks: "撤回申请的书面材料", required: true },
  abandoned: { asks: "认定的依据：告知书送达日期、期满情况", required: true },
  redirected: { asks: "怎样告知申请人，转给哪个机关、哪个渠道", required: true },
  eventRevoked: { asks: "登记错在哪里", required: true },
};

/**
 * The proof an event asks for. Where 复议法70 or 行诉法34 would take a missing proof against the organ, it is required.
 */
export function proofOf(type: ClockEventType): EventProof {
  return proofs[type] ?? optional;
}
