import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { type ClockWarning, clockWarning } from "./clock-notice.ts";

/** 送达方式. */
export const serviceMethods = [
  "direct",
  "entrusted",
  "leftAtPlace",
  "post",
  "courier",
  "email",
  "internet",
  "fax",
  "publicNotice",
] as const;
export type ServiceMethod = (typeof serviceMethods)[number];

/** What the service record holds. */
export interface ServiceFacts {
  readonly method: ServiceMethod;
  /** Handed to 邮政企业 (EMS, 挂号). */
  readonly postedOn?: CalendarDay;
  /** Signed by the applicant, or the day a refused letter was left. */
  readonly signedOn?: CalendarDay;
  /** Sent by e-mail, portal or fax; published for 公告送达. */
  readonly sentOn?: CalendarDay;
  readonly postalReceiptNo?: string;
}

export interface ServiceReading {
  /** 期限计算时点: decides whether the reply was in time. */
  readonly serviceClockDate: CalendarDay;
  readonly reason: { readonly text: string; readonly article: string };
  readonly warnings: readonly ClockWarning[];
}

export type ServiceError = {
  readonly type: "fact-missing";
  readonly field: "postedOn" | "signedOn" | "sentOn";
};

/** Natural days after which a published notice counts as served. */
const PUBLIC_NOTICE_DAYS = 30;

interface MethodRule {
  readonly field: ServiceError["field"];
  readonly text: string;
  readonly article: string;
}

const serviceArticle = "国办公开办函〔2016〕235号第四条";
const signedInPerson: MethodRule = {
  field: "signedOn",
  text: "直接或者委托送达，以申请人签收之日为准",
  article: serviceArticle,
};
const sentElectronically: MethodRule = {
  field: "sentOn",
  text: "电子方式送达，以发送之日为准，发送记录应当留存",
  article: serviceArticle,
};

const methodRules: Readonly<Record<ServiceMethod, MethodRule>> = {
  direct: signedInPerson,
  entrusted: signedInPerson,
  leftAtPlace: { field: "signedOn", text: "留置送达，以留置之日为准", article: "民事诉讼法第八十九条" },
  post: { field: "postedOn", text: "邮寄送达，以交邮之日为准", article: serviceArticle },
  courier: {
    field: "signedOn",
    text: "通过快递企业寄送，不适用交邮之日，以签收之日为准",
    article: serviceArticle,
  },
  email: sentElectronically,
  internet: sentElectronically,
  fax: sentElectronically,
  publicNotice: {
    field: "sentOn",
    text: "公告送达，自发出公告之日起经过三十日",
    article: "民事诉讼法第九十五条",
  },
};

function serviceWarnings(facts: ServiceFacts, day: CalendarDay): readonly ClockWarning[] {
  if (facts.method === "courier") return [clockWarning("courierService", day)];
  if (facts.method === "post" && !facts.postalReceiptNo) return [clockWarning("postalReceiptMissing", day)];
  return [];
}

/**
 * The day that decides whether a letter was made in time: signature for direct and entrusted service, 交邮 for postal
 * service, sending for electronic service. A courier company is no 邮政企业: its letters count when signed for.
 *
 * Errors: the day the method turns on is missing.
 * Source: 国办公开办函〔2016〕235号 points 2 and 4; 邮政法55; 民诉法89, 95 by analogy (留置, 公告30日).
 */
export function readServiceDate(facts: ServiceFacts): Result<ServiceReading, ServiceError> {
  const rule = methodRules[facts.method];
  const day = facts[rule.field];
  if (!day) return err({ type: "fact-missing", field: rule.field });
  const serviceClockDate = facts.method === "publicNotice" ? addDays(day, PUBLIC_NOTICE_DAYS) : day;
  return ok({
    serviceClockDate,
    reason: { text: rule.text, article: rule.article },
    warnings: serviceWarnings(facts, serviceClockDate),
  });
}
