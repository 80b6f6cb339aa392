import {
  chooseLetter,
  type ChooserFacts,
  type LetterChoice,
} from "../../../shared/domain/letters/chooser.ts";
import {
  firstQuestion,
  questions,
  type Question,
  type QuestionId,
  type QuestionOption,
} from "../../../shared/domain/letters/chooser-questions.ts";

/** One answered question of the path. */
export interface AnsweredQuestion {
  readonly question: Question;
  readonly option: QuestionOption;
}

export interface ChooserPath {
  readonly answered: readonly AnsweredQuestion[];
  readonly choice: LetterChoice;
}

/** The path that the answers walk, question by question, and where it stands. */
export function walkPath(facts: ChooserFacts): ChooserPath {
  const answered: AnsweredQuestion[] = [];
  const seen = new Set<QuestionId>();
  let id: QuestionId | undefined = firstQuestion;
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const question: Question = questions[id];
    const option = question.options.find((each) => each.value === facts[question.id]);
    if (!option) break;
    answered.push({ question, option });
    id = "ask" in option.next ? option.next.ask : undefined;
  }
  return { answered, choice: chooseLetter(facts) };
}

/** Answers a question; what was answered after it on another path falls away. */
export function answerQuestion(facts: ChooserFacts, id: QuestionId, value: string): ChooserFacts {
  const kept: Partial<Record<QuestionId, string>> = {};
  for (const { question, option } of walkPath(facts).answered) {
    if (question.id === id) break;
    kept[question.id] = option.value;
  }
  return { ...kept, [id]: value };
}

/** Goes back to a question: it and all after it are open again. */
export function reopenQuestion(facts: ChooserFacts, id: QuestionId): ChooserFacts {
  const { [id]: _answer, ...rest } = answerQuestion(facts, id, "");
  return rest;
}

/**
 * An answer that does not carry, with what it means: the question stays open (条例13: no refusal by the back door).
 */
export function blockedAnswer(path: ChooserPath): AnsweredQuestion | undefined {
  const last = path.answered.at(-1);
  return last && "reopen" in last.option.next ? last : undefined;
}
