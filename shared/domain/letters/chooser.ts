import { err, ok, type Result } from "../../kernel/result.ts";
import {
  firstQuestion,
  questions,
  type Question,
  type QuestionId,
  type QuestionOption,
  type Step,
} from "./chooser-questions.ts";
import type { LetterId, RefusalLetterId } from "./letter-id.ts";
import type { Reason } from "./relief.ts";

/** Answers given so far, by question. */
export type ChooserFacts = Readonly<Partial<Record<QuestionId, string>>>;

export type LetterChoice =
  | { readonly letter: LetterId; readonly reasons: readonly Reason[] }
  /** The question that must be answered next; `reasons` tells what led there. */
  | { readonly missing: Question; readonly reasons: readonly Reason[] };

const refusals: Readonly<Record<string, RefusalLetterId>> = {
  stateSecret: "refusal-state-secret",
  legalProhibition: "refusal-legal-prohibition",
  securityAndStability: "refusal-security-stability",
  thirdPartyRights: "refusal-third-party",
  internalAffairs: "refusal-internal-affairs",
  processInformation: "refusal-process-information",
  enforcementFile: "refusal-enforcement-file",
};

const refusalReasons: Readonly<Record<RefusalLetterId, Reason>> = {
  "refusal-state-secret": { text: "依法确定为国家秘密的政府信息，不予公开", article: "条例14" },
  "refusal-legal-prohibition": { text: "法律、行政法规禁止公开的政府信息，不予公开", article: "条例14" },
  "refusal-security-stability": {
    text: "公开后可能危及“三安全一稳定”的政府信息，不予公开",
    article: "条例14",
  },
  "refusal-third-party": { text: "公开会对第三方合法权益造成损害的政府信息，不得公开", article: "条例15" },
  "refusal-internal-affairs": { text: "内部事务信息，可以不予公开", article: "条例16①" },
  "refusal-process-information": { text: "过程性信息，可以不予公开", article: "条例16②" },
  "refusal-enforcement-file": { text: "行政执法案卷信息，可以不予公开", article: "条例16②" },
};

/**
 * Walks the question path: one letter with its reasons, or the question still open. Facts that the path does not
 * reach are ignored, so one set of facts never leads to two letters. A missing answer never becomes a refusal.
 */
export function chooseLetter(facts: ChooserFacts): LetterChoice {
  return walk(facts, () => {});
}

/** The questions that the facts lead through, the open one included. */
export function questionsOnTheWay(facts: ChooserFacts): ReadonlySet<QuestionId> {
  const met = new Set<QuestionId>();
  walk(facts, (id) => met.add(id));
  return met;
}

function walk(facts: ChooserFacts, meet: (id: QuestionId) => void): LetterChoice {
  const reasons: Reason[] = [];
  const answers = { ...facts, ...evidentTask(facts) };
  let id: QuestionId = firstQuestion;
  for (;;) {
    meet(id);
    const question: Question = questions[id];
    const chosen: QuestionOption | undefined = question.options.find(
      (option) => option.value === answers[id],
    );
    if (!chosen) return { missing: question, reasons };
    reasons.push({ text: chosen.because, article: chosen.article });
    const step: Step = chosen.next;
    if ("letter" in step) return { letter: step.letter, reasons };
    if ("refusal" in step) {
      const refusal = refusals[answers.restriction ?? ""];
      if (!refusal) return { missing: questions.restriction, reasons };
      return { letter: refusal, reasons: [...reasons, refusalReasons[refusal]] };
    }
    if ("reopen" in step) return { missing: questions[step.reopen], reasons };
    id = step.ask;
  }
}

/** The questions an option can lead to. */
function reachable(step: Step, found: Set<QuestionId> = new Set()): ReadonlySet<QuestionId> {
  if (!("ask" in step) || found.has(step.ask)) return found;
  found.add(step.ask);
  for (const option of questions[step.ask].options) reachable(option.next, found);
  return found;
}

const tasks = questions.task.options.map((option) => ({ value: option.value, asks: reachable(option.next) }));

/** Where the first question was left out, the other facts may show which task is meant: only one of them asks for these. */
function evidentTask(facts: ChooserFacts): ChooserFacts {
  const given = (Object.keys(facts) as QuestionId[]).filter((id) => id !== "task" && facts[id] !== undefined);
  if (facts.task !== undefined || given.length === 0) return {};
  const fitting = tasks.filter((task) => given.every((id) => task.asks.has(id)));
  const only = fitting.length === 1 ? fitting[0] : undefined;
  return only ? { task: only.value } : {};
}

export type ChooserInputError =
  | { readonly type: "facts-not-an-object" }
  | { readonly type: "unknown-question"; readonly field: string }
  | {
      readonly type: "unknown-answer";
      readonly field: QuestionId;
      readonly question: string;
      readonly options: readonly string[];
    };

/** Reads answers from unknown data: a value or its label, true and false for 是 and 否. */
export function parseChooserFacts(input: unknown): Result<ChooserFacts, ChooserInputError> {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return err({ type: "facts-not-an-object" });
  const facts: Partial<Record<QuestionId, string>> = {};
  for (const [name, value] of Object.entries(input as Record<string, unknown>)) {
    if (!Object.hasOwn(questions, name)) return err({ type: "unknown-question", field: name });
    if (value === null || value === undefined || value === "") continue;
    const id = name as QuestionId;
    const wanted = value === true ? "yes" : value === false ? "no" : value;
    const option = questions[id].options.find((one) => one.value === wanted || one.label === wanted);
    if (!option) {
      return err({
        type: "unknown-answer",
        field: id,
        question: questions[id].text,
        options: questions[id].options.map((one) => one.value),
      });
    }
    facts[id] = option.value;
  }
  return ok(facts);
}
