import type { CalendarDay } from "../../kernel/calendar-day.ts";

/** Everything a clock can draw attention to. The code is stable; wording may change with the law. */
export type ClockWarningCode =
  | "calendarProvisional"
  | "confirmationDelayed"
  | "confirmationNotSameDay"
  | "consultationAfterDue"
  | "consultationDropped"
  | "consultationReceiptUnknown"
  | "consultationUnknown"
  | "correctedAfterLimit"
  | "correctionLimitTooShort"
  | "correctionNoticeLate"
  | "correctionNoticeUnknown"
  | "courierService"
  | "delayedReplySetLate"
  | "duplicateReceipt"
  | "eventAfterClose"
  | "eventBeforeReceipt"
  | "extensionApprovedAfterNotice"
  | "extensionApprovedLate"
  | "extensionNoticeLate"
  | "extensionNotApproved"
  | "extensionTooLong"
  | "feeNoticeLate"
  | "feeNoticeUnknown"
  | "feePaidLate"
  | "feePartlyPaid"
  | "opinionAfterLimit"
  | "postalReceiptMissing"
  | "receiptDateDiffers"
  | "reasonsDoNotSuspend"
  | "repliedLate"
  | "secondCorrectionNotice"
  | "secondExtension"
  | "secondFeeNotice";

/** One remark with its legal source; `text` is shown to the user. */
export interface ClockWarning {
  readonly code: ClockWarningCode;
  readonly text: string;
  readonly article: string;
  readonly onDay?: CalendarDay;
}

interface Wording {
  readonly text: string;
  readonly article: string;
}

const wordings: Readonly<Record<ClockWarningCode, Wording>> = {
  calendarProvisional: {
    text: "所涉年份的放假安排尚未导入，日期为暂定",
    article: "全国年节及纪念日放假办法",
  },
  confirmationDelayed: {
    text: "到达后的次一工作日仍未与申请人确认，收到申请之日可能发生争议",
    article: "条例第三十一条第（三）项",
  },
  confirmationNotSameDay: {
    text: "平常信函应当在收到当日与申请人确认，确认日晚于到达日，收到申请之日可能发生争议",
    article: "条例第三十一条第（二）项",
  },
  consultationAfterDue: {
    text: "征求意见函在答复期限届满后发出，不再扣除时间",
    article: "条例第三十三条第三款",
  },
  consultationDropped: {
    text: "期限重新计算前发出的征求意见函，不再从新的期限中扣除",
    article: "条例第三十三条第三款",
  },
  consultationReceiptUnknown: {
    text: "尚未登记对方收到征求意见函的日期，十五个工作日无法起算，预计日期按发函日推算",
    article: "条例第三十二条、第三十四条",
  },
  consultationUnknown: { text: "登记的征求意见没有在先的发函记录", article: "条例第三十三条第三款" },
  correctedAfterLimit: {
    text: "补正材料在补正期限届满后收到，应当核实有无正当理由",
    article: "条例第三十条",
  },
  correctionLimitTooShort: { text: "补正期限过短，应当给予合理期限", article: "条例第三十条" },
  correctionNoticeLate: {
    text: "补正告知超过七个工作日，答复期限仍按原收到申请之日计算",
    article: "条例第三十条",
  },
  correctionNoticeUnknown: {
    text: "没有补正告知的登记，收到的补正材料不引起期限重新计算",
    article: "条例第三十条",
  },
  courierService: {
    text: "快递企业不是邮政企业，交寄日不作为送达时点，按签收日计算",
    article: "国办公开办函〔2016〕235号第二条；邮政法第五十五条",
  },
  delayedReplySetLate: {
    text: "延迟答复的期限在答复期限届满后才确定，不改变原期限",
    article: "条例第三十五条",
  },
  duplicateReceipt: { text: "重复登记了收到申请之日，按最早的一次计算", article: "条例第三十一条" },
  eventAfterClose: { text: "办结后的登记不再影响期限", article: "条例第三十三条" },
  eventBeforeReceipt: { text: "登记日期早于收到申请之日，未计入", article: "条例第三十一条" },
  extensionApprovedAfterNotice: {
    text: "延期应当先经政府信息公开工作机构负责人同意，再告知申请人",
    article: "条例第三十三条第二款",
  },
  extensionApprovedLate: {
    text: "政府信息公开工作机构负责人在答复期限届满后才同意延期，延期无效",
    article: "条例第三十三条第二款",
  },
  extensionNoticeLate: {
    text: "延期告知在答复期限届满后发出，延期无效",
    article: "条例第三十三条第二款",
  },
  extensionNotApproved: {
    text: "尚未登记政府信息公开工作机构负责人对延期的同意",
    article: "条例第三十三条第二款",
  },
  extensionTooLong: {
    text: "延长的期限应当在一至二十个工作日之间，延期无效",
    article: "条例第三十三条第二款",
  },
  feeNoticeLate: {
    text: "收费通知在答复期限届满后发出，不得再收费，期限不重新计算",
    article: "国办函〔2020〕109号第六条",
  },
  feeNoticeUnknown: {
    text: "没有在先的收费通知登记，缴费不引起期限重新计算",
    article: "国办函〔2020〕109号第六条",
  },
  feePaidLate: { text: "缴费在缴费期限届满后完成，视为放弃申请", article: "国办函〔2020〕109号第六条" },
  feePartlyPaid: { text: "只缴纳部分费用，视为尚未缴费", article: "国办函〔2020〕109号第六条" },
  opinionAfterLimit: {
    text: "意见在十五个工作日届满后才到，扣除的时间截止于第十五个工作日",
    article: "条例第三十二条、第三十四条",
  },
  postalReceiptMissing: { text: "邮寄送达应当登记交邮凭证号", article: "国办公开办函〔2016〕235号第四条" },
  receiptDateDiffers: {
    text: "登记的收到申请之日与按申请渠道应当认定的日期不一致，应当核实",
    article: "条例第三十一条",
  },
  reasonsDoNotSuspend: { text: "等待申请人说明理由期间，答复期限照常计算", article: "条例第三十五条" },
  repliedLate: { text: "答复晚于答复期限", article: "条例第三十三条" },
  secondCorrectionNotice: { text: "补正只能一次性告知，再次告知不改变期限", article: "条例第三十条" },
  secondExtension: { text: "答复期限只能延长一次，再次延期无效", article: "条例第三十三条第二款" },
  secondFeeNotice: { text: "已经发出收费通知，按第一次通知计算", article: "国办函〔2020〕109号第六条" },
};

/** Builds a warning from its code; the wording and the article live in one table. */
export function clockWarning(code: ClockWarningCode, onDay?: CalendarDay): ClockWarning {
  return { code, ...wordings[code], ...(onDay ? { onDay } : {}) };
}
