import { ok, type Result } from "../../kernel/result.ts";
import {
  chooseLetter,
  parseChooserFacts,
  type ChooserFacts,
  type ChooserInputError,
  type LetterChoice,
} from "./chooser.ts";
import { questions, type QuestionId } from "./chooser-questions.ts";
import { contradictionIn, sourcesDiffer, type Contradiction } from "./fact-contradictions.ts";
import type { LetterId } from "./letter-id.ts";
import { readCaseFacts, type Answers, type CaseFacts, type Given } from "./read-case-facts.ts";

/**
 * Gates that hold unless a fact says otherwise. A refusal is never among them: 区分处理 (条例37), the ground of an
 * objection (条例32) and the exceptions of 条例15 (major public interest) and 条例16 (disclosure prescribed by law,
 * regulation or rule) are always asked.
 */
const ordinary: ChooserFacts = {
  task: "reply",
  withdrawn: "no",
  contentComplete: "yes",
  requestNature: "information",
  earlierReply: "none",
  abnormalVolume: "no",
  responsible: "yes",
  specialAccess: "no",
  held: "yes",
  alreadyPublic: "no",
  otherOrgan: "no",
  classificationState: "valid",
  prohibitingSource: "law",
  availability: "now",
  replyForm: "written",
  extensionApproved: "yes",
};

/**
 * What a table of cases leaves out besides: no rule prescribes disclosure (条例16③), no major public interest (条例15), and the third
 * party not yet told of a disclosure against its will (条例32), which comes first. Who handles a case is asked for all
 * of them; in a table they come back as `assumed`.
 */
const exceptionsUntold: ChooserFacts = {
  disclosurePrescribed: "no",
  publicInterest: "none",
  thirdPartyNotified: "no",
};

export interface CaseChoice {
  readonly choice: LetterChoice;
  /** What was taken for granted on the way. */
  readonly assumed: readonly QuestionId[];
  /** Two facts that cannot both be true: no letter until one of them is taken back. */
  readonly contradiction?: Contradiction;
  /** Facts that were given but that nobody understood. */
  readonly unread?: readonly string[];
}

/**
 * Chooses from the decisive facts alone; undefined when nothing in them can be read. Of several grounds the first that
 * carries decides, in the order of 条例14 to 16: one that does not (an expired secret, a third party's consent) leaves
 * the next.
 */
function chooseFromCaseFacts(given: Given, taken: ChooserFacts = ordinary): CaseChoice | undefined {
  const read = readCaseFacts(given);
  if (Object.keys(read.answers).length === 0) return undefined;
  const [first, ...others] = read.grounds;
  const unread = read.unread.length > 0 ? { unread: read.unread } : {};
  if (first === undefined) return { ...chooseFromAnswers(read, read.answers, taken), ...unread };
  const tried = [first, ...others].map((restriction) =>
    chooseFromAnswers(read, { ...read.answers, restriction }, taken),
  );
  const chosen = tried.find(carries) ?? tried[0];
  return chosen && { ...chosen, ...unread };
}

/** A ground carries where it leads to a refusal, or to a question of its own. */
function carries({ choice, contradiction }: CaseChoice): boolean {
  if (contradiction) return true;
  if ("letter" in choice) return !disclosed.has(choice.letter);
  return choice.missing.id !== "restriction" && choice.missing.id !== "availability";
}

const disclosed: ReadonlySet<LetterId> = new Set<LetterId>([
  "disclosure-granted",
  "disclosure-granted-future",
  "inspection-arrangement-notice",
  "on-the-spot-reply-record",
]);

/** An objection nobody weighed is asked about, unless both answers lead the same way: then only what both say is a reason. */
function chooseFromAnswers(read: CaseFacts, told: ChooserFacts, taken: ChooserFacts): CaseChoice {
  const chosen = walkWithOrdinary(read, told, taken);
  const { choice } = chosen;
  if (!read.objectionUnweighed || !("missing" in choice) || choice.missing.id !== "thirdPartyOpinion")
    return chosen;
  const [weighty, groundless] = (["objectionReasonable", "objectionUnreasonable"] as const).map(
    (thirdPartyOpinion) => walkWithOrdinary(read, { ...told, thirdPartyOpinion }, taken),
  );
  if (!weighty || !groundless || endOf(weighty) !== endOf(groundless)) return chosen;
  const shared = weighty.choice.reasons.filter((reason) =>
    groundless.choice.reasons.some((other) => other.text === reason.text),
  );
  return { ...weighty, choice: { ...weighty.choice, reasons: shared } };
}

function endOf({ choice }: CaseChoice): string {
  return "letter" in choice ? choice.letter : `?${choice.missing.id}`;
}

function walkWithOrdinary(read: CaseFacts, told: ChooserFacts, taken: ChooserFacts): CaseChoice {
  const answers: Answers = { ...told };
  const assumed: QuestionId[] = [];
  for (;;) {
    const choice = chooseLetter(answers);
    const open = "missing" in choice ? choice.missing.id : undefined;
    const granted = open !== undefined && answers[open] === undefined && !read.open.has(open);
    const usual = granted ? taken[open] : undefined;
    if (open === undefined || usual === undefined)
      return unlessContradicted(
        choice,
        assumed,
        sourcesDiffer(read.told, answers) ?? contradictionIn(told, answers),
      );
    answers[open] = usual;
    assumed.push(open);
  }
}

function unlessContradicted(
  choice: LetterChoice,
  assumed: readonly QuestionId[],
  contradiction: Contradiction | undefined,
): CaseChoice {
  if (!contradiction) return { choice, assumed };
  return {
    choice: { missing: questions[contradiction.settle], reasons: choice.reasons },
    assumed,
    contradiction,
  };
}

/**
 * Chooses from answers on the way through the questions, where nothing is taken for granted, or from the facts of a
 * case in an office's words: plain yes and no without a task, or names and values the path does not know.
 */
export function chooseFromFacts(input: unknown): Result<CaseChoice, ChooserInputError> {
  const answers = parseChooserFacts(input);
  if (!answers.ok && answers.error.type === "facts-not-an-object") return answers;
  const given = input as Given;
  const plain =
    given["task"] === undefined && Object.values(given).some((value) => typeof value === "boolean");
  if (answers.ok && !plain) {
    const contradiction = contradictionIn(answers.value, answers.value);
    const unread = Object.keys(given).filter((name) => !Object.hasOwn(questions, name));
    return ok({
      ...unlessContradicted(chooseLetter(answers.value), [], contradiction),
      ...(unread.length > 0 ? { unread } : {}),
    });
  }
  // A value that no reading knows either is the caller's mistake.
  if (!answers.ok && answers.error.type === "unknown-answer") {
    const { field } = answers.error;
    if (readCaseFacts({ [field]: given[field] }).answers[field] === undefined) return answers;
  }
  const read = chooseFromCaseFacts(given);
  if (read) return ok(read);
  return answers.ok ? ok(unlessContradicted(chooseLetter({}), [], undefined)) : answers;
}

/** For tables of cases, where nobody can be asked: the exceptions that no fact names are taken not to be there. */
export const chooseInTable = (given: Given): CaseChoice | undefined =>
  chooseFromCaseFacts(given, { ...ordinary, ...exceptionsUntold });

/** What each answer to the open question would lead to, where it leads to a document without a further question. */
export function documentsByAnswer(
  given: Given,
  open: QuestionId,
  choose: (facts: Given) => CaseChoice | undefined = chooseFromCaseFacts,
): Readonly<Record<string, LetterId>> {
  const led = questions[open].options.flatMap(({ value }): [string, LetterId][] => {
    const choice = choose({ ...given, [open]: value })?.choice;
    return choice && "letter" in choice ? [[value, choice.letter]] : [];
  });
  return Object.fromEntries(led);
}
