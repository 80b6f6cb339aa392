import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { ServiceMethod } from "../clock/service-date.ts";

/** How a letter can be on its way to its reader. */
export const deliveryMethods = {
  direct: "直接送达",
  pickUp: "申请人自行领取",
  entrusted: "委托送达",
  post: "邮寄送达",
  electronic: "电子邮件送达",
  portal: "网上申请渠道送达",
  retention: "留置送达",
  publicNotice: "公告送达",
} as const;
export type DeliveryMethod = keyof typeof deliveryMethods;

/** What each way is to the clock, which asks by which day a service counts (送达解释). */
export const clockMethodOf = {
  direct: "direct",
  pickUp: "direct",
  entrusted: "entrusted",
  post: "post",
  electronic: "email",
  portal: "internet",
  retention: "leftAtPlace",
  publicNotice: "publicNotice",
} as const satisfies Readonly<Record<DeliveryMethod, ServiceMethod>>;

/** Why a letter came back. It decides what the first sending is worth. */
export const returnCauses = {
  applicantAddress: "申请人提供的地址不准确或者已变更",
  refused: "受送达人拒收",
  unclaimed: "无人领取或者其他原因退回",
  organAddress: "本机关写错地址或者姓名",
} as const;
export type ReturnCause = keyof typeof returnCauses;

/** One step of serving a letter, in the order it happened. */
export type DeliveryStep =
  | { readonly kind: "sent"; readonly onDay: CalendarDay; readonly method: DeliveryMethod }
  | { readonly kind: "received"; readonly onDay: CalendarDay }
  | { readonly kind: "returned"; readonly onDay: CalendarDay; readonly cause: ReturnCause };
export type DeliveryStepKind = DeliveryStep["kind"];

export interface DeliveryReading {
  readonly state: "notSent" | "underway" | "returned" | "received";
  /** 期限计算时点 of the letter; absent while the only sendings went to a wrong address of ours. */
  readonly clockDate?: CalendarDay;
  /** From when the reader's own periods run (correction, fee, relief). */
  readonly receivedOn?: CalendarDay;
  /** The reader did not hold it in hand: the day follows from a rule, named here. */
  readonly deemed?: { readonly text: string; readonly article: string };
  readonly attempts: number;
  /** What may be recorded next. */
  readonly next: readonly DeliveryStepKind[];
}

/** Handed over in person, left at the place, or read as published: receipt and sending are one act. */
export const receivedAtOnce: ReadonlySet<DeliveryMethod> = new Set([
  "direct",
  "pickUp",
  "entrusted",
  "retention",
  "publicNotice",
]);

/** Natural days after which a published notice counts as served (民诉法95). */
const publicNoticeDays = 30;

/** The day a sending counts from: that of the act, a published notice thirty days later. */
export function sendingDay(step: {
  readonly onDay: CalendarDay;
  readonly method: DeliveryMethod;
}): CalendarDay {
  return step.method === "publicNotice" ? addDays(step.onDay, publicNoticeDays) : step.onDay;
}

const deemedReturn = {
  text: "申请人提供的地址不准确或者拒收，文书退回之日视为送达之日",
  article: "参照法释〔2004〕13号第十一条",
} as const;

/** Whether the first sending keeps its day although the letter came back: only a fault of ours takes it away. */
function sendingCounts(cause: ReturnCause): boolean {
  return cause !== "organAddress";
}

/**
 * Reads how a letter was served from its steps. 交邮, signature or sending decides whether it was in time, and keeps
 * deciding when the post brings the letter back for a reason on the reader's side; a wrong address of ours was no
 * service at all. A letter refused or sent to the wrong address the applicant gave counts as received on its return.
 *
 * Source: 国办公开办函〔2016〕235号 points 2 and 4; 民诉法87–95 and 法释〔2004〕13号 Art 11 by analogy [convention].
 */
export function readDelivery(steps: readonly DeliveryStep[]): DeliveryReading {
  let state: DeliveryReading["state"] = "notSent";
  let clockDate: CalendarDay | undefined;
  let receivedOn: CalendarDay | undefined;
  let deemed: DeliveryReading["deemed"];
  let attempts = 0;
  let clockAttempt = 0;
  for (const step of steps) {
    if (step.kind === "sent") {
      attempts += 1;
      if (clockDate === undefined) {
        clockDate = sendingDay(step);
        clockAttempt = attempts;
      }
      state = "underway";
      if (receivedAtOnce.has(step.method)) {
        receivedOn ??= sendingDay(step);
        state = "received";
      }
    } else if (step.kind === "received") {
      receivedOn ??= step.onDay;
      state = "received";
    } else {
      state = "returned";
      // An earlier sending that counted keeps counting when a later one goes wrong.
      if (!sendingCounts(step.cause)) {
        if (clockAttempt === attempts) clockDate = undefined;
      } else if (step.cause !== "unclaimed" && receivedOn === undefined) {
        receivedOn = step.onDay;
        deemed = deemedReturn;
      }
    }
  }
  return {
    state,
    ...(clockDate ? { clockDate } : {}),
    ...(receivedOn ? { receivedOn } : {}),
    ...(deemed ? { deemed } : {}),
    attempts,
    next: nextSteps(state),
  };
}

function nextSteps(state: DeliveryReading["state"]): readonly DeliveryStepKind[] {
  switch (state) {
    case "underway":
      return ["received", "returned"];
    case "received":
      return [];
    default:
      return ["sent"];
  }
}

export type DeliveryRefusal = "step-not-possible" | "before-last-step" | "public-notice-too-early";

/**
 * Whether a step may follow. Public notice is the last resort: only after the letter came back (民诉法95).
 */
export function checkDeliveryStep(
  steps: readonly DeliveryStep[],
  step: DeliveryStep,
): DeliveryRefusal | undefined {
  const { next } = readDelivery(steps);
  if (!next.includes(step.kind)) return "step-not-possible";
  const last = steps.at(-1);
  if (last && step.onDay < last.onDay) return "before-last-step";
  if (step.kind === "sent" && step.method === "publicNotice" && last?.kind !== "returned")
    return "public-notice-too-early";
  return undefined;
}
