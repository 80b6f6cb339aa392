import type { ConsultationView } from "../../../shared/contract/consultations.ts";
import type { ConsultationStage } from "../../../shared/domain/application/consultation.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";

export interface LifeStep {
  readonly label: string;
  readonly day?: CalendarDay;
  readonly state: "done" | "current" | "waiting";
}

/** The life of a consulted party as a line: what happened and when, what is the turn of, what still comes. */
export function lifeSteps(view: ConsultationView): readonly LifeStep[] {
  const { reading, answer, decision, notice, letter, life } = view;
  const silent = life.silent;
  const days: { label: string; day?: CalendarDay | undefined; done: boolean }[] = [
    { label: "发函", day: reading?.issuedOn, done: reading !== undefined },
    { label: "签收", day: reading?.receivedByThemOn, done: reading?.receivedByThemOn !== undefined },
    {
      label: silent ? "期满未答" : reading?.endedBy === "organDecided" && !answer ? "不再等待" : "答复",
      day:
        answer?.arrivedOn ?? (silent || reading?.endedBy === "organDecided" ? reading?.through : undefined),
      done: answer !== undefined || silent || reading?.endedBy === "organDecided",
    },
    ...(life.stage === "toDecide" || decision
      ? [
          {
            label: decision ? (decision.outcome === "disclose" ? "决定公开" : "决定不公开") : "决定",
            done: decision !== undefined,
          },
        ]
      : []),
    ...(life.noticeNeeded
      ? [{ label: "告知第三方", day: notice?.servedOn, done: notice?.signed === true }]
      : []),
  ];
  // A letter in hand is the turn of 发函; nothing later can be its turn before.
  const current = letter && !reading ? 0 : days.findIndex((step) => !step.done);
  return days.map(({ label, day, done }, index) => ({
    label,
    ...(day ? { day } : {}),
    state: done ? "done" : index === current ? "current" : "waiting",
  }));
}

/** The colour of a stage; its words always stand in it. */
export function stageTag(view: ConsultationView, overdue: boolean): "plain" | "soon" | "done" | "law" {
  const { stage } = view.life;
  const kinds: Readonly<Record<ConsultationStage, "plain" | "soon" | "done" | "law">> = {
    toWrite: "plain",
    drafting: "plain",
    toServe: "soon",
    awaitingReceipt: overdue ? "law" : "soon",
    awaitingOpinion: overdue ? "law" : "soon",
    answerToRecord: "soon",
    toDecide: "soon",
    noticeMissing: "law",
    settled: "done",
  };
  return kinds[stage];
}

/** What may be done next with a consulted party, in the order of the office. */
export type ConsultationAct =
  | "makeLetter"
  | "openLetter"
  | "extract"
  | "packet"
  | "exportForm"
  | "recordSent"
  | "recordReceived"
  | "followUp"
  | "readForm"
  | "answer"
  | "stopWaiting"
  | "decide"
  | "makeNotice"
  | "openNotice"
  | "void";

export function actsOf(view: ConsultationView, closed: boolean): readonly ConsultationAct[] {
  const { stage } = view.life;
  const waiting = stage === "awaitingReceipt" || stage === "awaitingOpinion";
  const acts: ConsultationAct[] = [];
  if (view.letter) acts.push("openLetter");
  else if (!view.reading && !closed) acts.push(view.basis === "consistency" ? "recordSent" : "makeLetter");
  // What is enclosed is what the letter was reviewed with; after signing it stays.
  if (!view.letter?.signed && !view.reading && !closed && view.basis !== "consistency") acts.push("extract");
  if (view.letter?.signed) acts.push("packet", "exportForm");
  if (stage === "awaitingReceipt" && !view.letter) acts.push("recordReceived");
  if (waiting) acts.push("followUp");
  if (view.reading && view.letter?.signed) acts.push("readForm");
  if (view.reading) acts.push("answer");
  if (waiting && !closed) acts.push("stopWaiting");
  if (!closed && (stage === "toDecide" || (view.decision && !view.notice?.signed))) acts.push("decide");
  if (view.notice) acts.push("openNotice");
  else if (view.life.noticeNeeded) acts.push("makeNotice");
  if (!view.letter?.signed && !view.reading && view.packets.length === 0) acts.push("void");
  return acts;
}
