import { type CalendarDay, formatShortDate } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import type { ConsultedParty } from "../clock/clock-events.ts";
import type { ConsultationReading } from "../clock/consultations.ts";
import { periodRules } from "../clock/clock-rules.ts";
import { addWorkdays } from "../clock/counting.ts";
import { signedWorkdays, standingOf } from "../clock/due-reading.ts";

/** Why somebody is asked; it decides the period and what silence means. */
export const consultationBases = {
  thirdPartyRights: { label: "公开可能损害其合法权益", party: "thirdParty", article: "条例第三十二条" },
  jointInformation: { label: "与其共同制作", party: "otherOrgan", article: "条例第三十四条" },
  consistency: { label: "涉及其职能，须协商确认", party: "otherOrgan", article: "条例第十一条" },
} as const satisfies Record<string, { label: string; party: ConsultedParty; article: string }>;
export type ConsultationBasis = keyof typeof consultationBases;

export const consultedParties: Readonly<Record<ConsultedParty, string>> = {
  thirdParty: "第三方",
  otherOrgan: "其他机关",
};

export const consultationOpinions = {
  consent: "同意公开",
  partial: "同意公开部分内容",
  objection: "不同意公开",
} as const;
export type ConsultationOpinion = keyof typeof consultationOpinions;

export const followUpMethods = {
  telephone: "电话",
  letter: "书面",
  visit: "当面",
  network: "电子邮件或者政务系统",
} as const;
export type FollowUpMethod = keyof typeof followUpMethods;

/** What the organ decides after an objection, or after silence that is no consent. */
export const consultationOutcomes = {
  withhold: "其不同意公开的内容不予公开",
  disclose: "决定公开",
} as const;
export type ConsultationOutcome = keyof typeof consultationOutcomes;

export interface ConsultationAnswer {
  readonly opinion: ConsultationOpinion;
  /** The passages they do not want disclosed; with a partial consent. */
  readonly passages: string;
  readonly reasons: string;
  readonly arrivedOn: CalendarDay;
}

/** A letter of a consultation, as far as its life needs it. */
export interface ConsultationLetterFacts {
  readonly letterId: string;
  readonly signed: boolean;
  readonly servedOn?: CalendarDay;
}

/** Everything recorded about one consulted party; its days come from the clock alone (V6). */
export interface ConsultationFile {
  readonly party: ConsultedParty;
  readonly basis: ConsultationBasis;
  readonly letter?: ConsultationLetterFacts;
  readonly notice?: ConsultationLetterFacts;
  readonly followUps: readonly { readonly onDay: CalendarDay; readonly nextOn?: CalendarDay }[];
  readonly answer?: ConsultationAnswer;
  readonly decision?: { readonly outcome: ConsultationOutcome };
}

export type AnswerProblem = "passages-missing" | "passages-not-meant" | "reasons-missing";

/**
 * Whether an answer can be understood. An objection without reasons is still one and has to be recorded, so reasons
 * are asked for on the form only (条例32 wants them; whether there are any is for the organ to judge).
 */
export function checkAnswer(
  answer: Pick<ConsultationAnswer, "opinion" | "passages" | "reasons">,
  onForm: boolean,
): AnswerProblem | undefined {
  const passages = answer.passages.trim();
  if (answer.opinion === "partial" && passages === "") return "passages-missing";
  if (answer.opinion === "consent" && passages !== "") return "passages-not-meant";
  if (onForm && answer.opinion !== "consent" && answer.reasons.trim() === "") return "reasons-missing";
  return undefined;
}

export type ConsultationStage =
  | "toWrite"
  | "drafting"
  | "toServe"
  | "awaitingReceipt"
  | "awaitingOpinion"
  /** The clock says an answer came, but nobody wrote down what it says. */
  | "answerToRecord"
  | "toDecide"
  | "noticeMissing"
  | "settled";

/** What the answer, or its absence, means in law, with its article. */
export interface ConsultationMeaning {
  readonly text: string;
  readonly article: string;
}

export interface ConsultationLife {
  readonly stage: ConsultationStage;
  /** In the words of the office: where it stands. */
  readonly state: string;
  /** Last day of the stage that waits for somebody, where a text or a follow-up sets one. */
  readonly opinionDue?: CalendarDay;
  /** Working days until then; negative when it is over. */
  readonly remainingWorkdays?: number;
  readonly meaning?: ConsultationMeaning;
  /** What somebody of the office has to do, and by when. */
  readonly task?: { readonly todo: string; readonly why: string; readonly due: CalendarDay };
  /** The third party must be told in writing what is disclosed and why (条例32). */
  readonly noticeNeeded: boolean;
  readonly silent: boolean;
}

/** Working days after which somebody asks whether the letter arrived, and before the end of the period [convention]. */
const followUpDays = { receipt: 5, beforeDue: 5, withoutLimit: 10, between: 5 } as const;

/** What silence means: no consent of a third party (条例32), consent of a joint producer (条例34), nothing else. */
function meaningOfSilence(basis: ConsultationBasis): ConsultationMeaning {
  switch (basis) {
    case "thirdPartyRights":
      return {
        text: "逾期未提出意见，不视为同意，由本机关依照条例决定是否公开",
        article: "条例第三十二条",
      };
    case "jointInformation":
      return { text: "逾期未提出意见，视为同意公开", article: "条例第三十四条" };
    case "consistency":
      return { text: "没有答复期限，不答复不产生同意的效力，须继续协商", article: "条例第十一条" };
    default:
      return basis satisfies never;
  }
}

function meaningOfAnswer(basis: ConsultationBasis, answer: ConsultationAnswer): ConsultationMeaning {
  const { article } = consultationBases[basis];
  if (answer.opinion === "consent") return { text: "同意公开，可以公开", article };
  if (basis !== "thirdPartyRights")
    return { text: "对方机关不同意的内容，公开前应当协商一致", article: "条例第十一条" };
  return answer.reasons.trim() === ""
    ? { text: "没有说明理由；不同意公开且有合理理由的，不予公开", article }
    : {
        text: "不同意公开且有合理理由的，不予公开；认为不公开可能对公共利益造成重大影响的，可以决定公开并书面告知",
        article,
      };
}

/** The day of the next follow-up: as agreed at the last one, else by the rhythm of the office. */
function nextFollowUp(
  file: ConsultationFile,
  reading: ConsultationReading,
  calendar: WorkCalendar,
): CalendarDay {
  const last = file.followUps.at(-1);
  if (last?.nextOn) return last.nextOn;
  if (last) return addWorkdays(last.onDay, followUpDays.between, calendar).day;
  if (reading.receivedByThemOn === undefined)
    return addWorkdays(reading.issuedOn, followUpDays.receipt, calendar).day;
  const { length } = periodRules[file.party === "thirdParty" ? "thirdPartyOpinion" : "otherOrganOpinion"];
  const after = reading.opinionDue ? length - followUpDays.beforeDue : followUpDays.withoutLimit;
  return addWorkdays(reading.receivedByThemOn, after, calendar).day;
}

function dueOf(opinionDue: CalendarDay, today: CalendarDay, calendar: WorkCalendar) {
  return { opinionDue, remainingWorkdays: signedWorkdays(standingOf(opinionDue, today, calendar)) };
}

/** Whether the answer or the silence leaves something for the organ to decide. */
function mustDecide(file: ConsultationFile, silent: boolean, stopped: boolean): boolean {
  if (file.answer) return file.answer.opinion !== "consent";
  if (file.party === "thirdParty") return silent || stopped;
  return stopped;
}

/**
 * Reads one consultation: where it stands, what it means and who has to do what by when. `reading` is what the clock
 * makes of its events; without one the letter has not gone out.
 *
 * Source: 条例 Arts 11, 15, 32, 34; the rhythm of following up is a convention.
 */
export function readConsultationLife(
  file: ConsultationFile,
  reading: ConsultationReading | undefined,
  calendar: WorkCalendar,
  today: CalendarDay,
): ConsultationLife {
  const none = { noticeNeeded: false, silent: false } as const;
  const task = (todo: string, why: string, due: CalendarDay) => ({ task: { todo, why, due } });
  if (!reading) {
    if (!file.letter)
      return {
        ...none,
        stage: "toWrite",
        state: "还没有拟征求意见函",
        ...task("拟征求意见函", "公开前应当征求意见", today),
      };
    if (!file.letter.signed) return { ...none, stage: "drafting", state: "征求意见函在办" };
    return {
      ...none,
      stage: "toServe",
      state: "征求意见函已签发，待送出",
      ...task("送出征求意见函", "送出之日起答复期限暂停", today),
    };
  }
  const silent = !file.answer && reading.endedBy === "silence";
  const stopped = reading.endedBy === "organDecided";
  const due = reading.opinionDue ? dueOf(reading.opinionDue, today, calendar) : {};
  if (file.answer || silent || stopped) {
    const meaning = file.answer
      ? meaningOfAnswer(file.basis, file.answer)
      : silent
        ? meaningOfSilence(file.basis)
        : {
            text: "本机关不再等待意见，依照条例决定是否公开",
            article: consultationBases[file.basis].article,
          };
    const heard = file.answer
      ? consultationOpinions[file.answer.opinion]
      : silent
        ? "期满没有答复"
        : "不再等待";
    const decides = mustDecide(file, silent, stopped);
    const noticeNeeded = file.party === "thirdParty" && decides && file.decision?.outcome === "disclose";
    const common = { ...due, meaning, silent, noticeNeeded };
    if (decides && !file.decision)
      return {
        ...common,
        stage: "toDecide",
        state: `${heard}，待决定`,
        ...task("决定是否公开", meaning.text, today),
      };
    const decided = file.decision ? `，${consultationOutcomes[file.decision.outcome]}` : "";
    if (noticeNeeded && !file.notice?.signed)
      return {
        ...common,
        stage: "noticeMissing",
        state: `${heard}${decided}，未告知第三方`,
        ...task("书面告知第三方", "公开的内容和理由应当书面告知第三方", today),
      };
    return { ...common, stage: "settled", state: `${heard}${decided}` };
  }
  if (reading.endedBy === "returned")
    return {
      ...none,
      ...due,
      stage: "answerToRecord",
      state: "意见已收回，内容待登记",
      ...task("登记意见内容", "同意与否决定能否公开", today),
    };
  const next = nextFollowUp(file, reading, calendar);
  if (reading.receivedByThemOn === undefined)
    return {
      ...none,
      stage: "awaitingReceipt",
      state: "已送出，签收待登记",
      ...task("核实对方是否收到", "对方收到之日起十五个工作日才开始计算", next),
    };
  return {
    ...none,
    ...due,
    stage: "awaitingOpinion",
    state: "等待答复",
    ...task(
      "催办",
      reading.opinionDue
        ? `意见期到${formatShortDate(reading.opinionDue, today)}`
        : "没有法定答复期限，须主动协商",
      next,
    ),
  };
}

/** What keeps a letter that discloses from being signed, by consulted party (条例15, 32). */
export type DisclosureObstacle = "waiting" | "undecided" | "noticeMissing";

/**
 * Whether an answer that discloses may leave before this consultation is through. Only third parties hold it up: what
 * is theirs must not be disclosed while they may still object, without a decision over their objection, or without
 * their being told of it.
 */
export function disclosureObstacle(
  party: ConsultedParty,
  life: Pick<ConsultationLife, "stage">,
): DisclosureObstacle | undefined {
  if (party !== "thirdParty") return undefined;
  switch (life.stage) {
    case "settled":
      return undefined;
    case "toDecide":
      return "undecided";
    case "noticeMissing":
      return "noticeMissing";
    default:
      return "waiting";
  }
}
