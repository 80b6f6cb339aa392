import { err, ok, type Result } from "../../kernel/result.ts";
import type { ConsultedParty } from "../clock/clock-events.ts";
import { checkAnswer, consultationOpinions, type ConsultationOpinion } from "./consultation.ts";

/** What the form asks, exactly; its digest is the code on the form. */
export interface ConsultationQuestion {
  readonly organName: string;
  readonly docNumber: string;
  readonly party: ConsultedParty;
  readonly name: string;
  readonly asked: string;
  /** The enclosures with their digests, one a line; empty where nothing was enclosed. */
  readonly enclosed: string;
}

/** Rows that say what is asked. A form on which one of them was changed answers another question. */
const questionLabels = {
  organName: "来函机关",
  docNumber: "来函文号",
  name: "征求对象",
  asked: "征求的信息",
  enclosed: "随函内容",
} as const;
const codeLabel = "识别码";

/** Rows to fill in. */
const answerLabels = {
  opinion: "意见（在□上打勾，只选一项）",
  passages: "不同意公开的内容",
  reasons: "理由和依据",
  contact: "联系人和电话",
  filledOn: "填写日期",
} as const;
const signatureLabel = "签名或者盖章";

export interface FormRow {
  readonly label: string;
  readonly lines: readonly string[];
  /** A row for the answer, to be filled in. */
  readonly fill?: "choice" | "text" | "signature";
}

/** The digest as people can read it out: the first 32 hexadecimal digits in groups of four. */
function formCode(questionDigest: string): string {
  return (questionDigest.slice(0, 32).toUpperCase().match(/.{4}/gu) ?? []).join("-");
}

/** The text whose digest identifies the question; the same question has the same code on every copy of the form. */
export function questionText(question: ConsultationQuestion): string {
  return JSON.stringify([
    "zwgk-consultation-form/1",
    question.organName,
    question.docNumber,
    question.party,
    question.name,
    question.asked,
    question.enclosed,
  ]);
}

const linesOf = (text: string): readonly string[] => {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 0 ? lines : ["无"];
};

/** The form from top to bottom: what is asked, the code, what to fill in. */
export function formRows(question: ConsultationQuestion, questionDigest: string): readonly FormRow[] {
  return [
    { label: questionLabels.organName, lines: [question.organName] },
    { label: questionLabels.docNumber, lines: [question.docNumber] },
    { label: questionLabels.name, lines: [question.name] },
    { label: questionLabels.asked, lines: linesOf(question.asked) },
    { label: questionLabels.enclosed, lines: linesOf(question.enclosed) },
    { label: codeLabel, lines: [formCode(questionDigest)] },
    { label: answerLabels.opinion, lines: Object.values(consultationOpinions), fill: "choice" },
    { label: answerLabels.passages, lines: [], fill: "text" },
    { label: answerLabels.reasons, lines: [], fill: "text" },
    { label: answerLabels.contact, lines: [], fill: "text" },
    { label: answerLabels.filledOn, lines: [], fill: "text" },
    { label: signatureLabel, lines: [], fill: "signature" },
  ];
}

/** The title of the answer form: a third party returns an opinion (条例32), another organ a feedback (条例34). */
export function formTitle(party: ConsultedParty): string {
  return party === "thirdParty" ? "第三方意见回执" : "政府信息公开意见反馈表";
}

export interface FilledForm {
  readonly opinion: ConsultationOpinion;
  readonly passages: string;
  readonly reasons: string;
  readonly contact: string;
  readonly filledOn: string;
}

export type FormRefusal =
  /** None of our rows, or one of them twice. */
  | { readonly type: "not-a-form" }
  /** The code is not that of this question; the caller knows whether it is that of another. */
  | { readonly type: "other-code"; readonly code: string }
  | { readonly type: "question-altered"; readonly label: string }
  | { readonly type: "empty" }
  | {
      readonly type: "half-filled";
      readonly problem:
        | "opinion-missing"
        | "opinion-twice"
        | "passages-missing"
        | "passages-not-meant"
        | "reasons-missing";
    };

const squeeze = (text: string): string => text.normalize("NFKC").replaceAll(/\s/gu, "");

/** Ticks as programs and people make them, before or after the words. */
const ticked = /[☑☒✓✔√■✗✘]|\[[xX√✓]\]/u;

function opinionsTicked(lines: readonly string[]): readonly ConsultationOpinion[] {
  const words = Object.entries(consultationOpinions) as [ConsultationOpinion, string][];
  return lines.flatMap((line) => {
    if (!ticked.test(line)) return [];
    const rest = squeeze(line).replaceAll(/[☐□☑☒✓✔√■✗✘[\]xX]/gu, "");
    return words.filter(([, label]) => rest === squeeze(label)).map(([opinion]) => opinion);
  });
}

const filled = (lines: readonly string[]): string => lines.join("\n").trim();

/**
 * Reads a filled-in form against the question it must answer. `cells` are the rows of its tables as they were read, the
 * label first. Nothing of a form is taken before its code and every row of the question agree.
 */
export function readForm(
  cells: readonly (readonly [label: string, lines: readonly string[]])[],
  question: ConsultationQuestion,
  questionDigest: string,
): Result<FilledForm, FormRefusal> {
  const rows = new Map<string, readonly string[]>();
  const known = new Set(formRows(question, questionDigest).map((row) => squeeze(row.label)));
  for (const [label, lines] of cells) {
    const key = squeeze(label);
    if (!known.has(key)) continue;
    if (rows.has(key)) return err({ type: "not-a-form" });
    rows.set(key, lines);
  }
  const row = (label: string) => rows.get(squeeze(label));
  const code = row(codeLabel);
  if (!code || [...known].some((label) => !rows.has(label))) return err({ type: "not-a-form" });
  const given = squeeze(code.join("")).toUpperCase();
  if (given !== squeeze(formCode(questionDigest))) return err({ type: "other-code", code: given });
  for (const expected of formRows(question, questionDigest)) {
    if (expected.fill) continue;
    if (squeeze((row(expected.label) ?? []).join("")) !== squeeze(expected.lines.join("")))
      return err({ type: "question-altered", label: expected.label });
  }
  const opinions = opinionsTicked(row(answerLabels.opinion) ?? []);
  const passages = filled(row(answerLabels.passages) ?? []);
  const reasons = filled(row(answerLabels.reasons) ?? []);
  const contact = filled(row(answerLabels.contact) ?? []);
  const filledOn = filled(row(answerLabels.filledOn) ?? []);
  const [opinion] = opinions;
  if (opinion === undefined)
    return [passages, reasons, contact, filledOn].every((text) => text === "")
      ? err({ type: "empty" })
      : err({ type: "half-filled", problem: "opinion-missing" });
  if (opinions.length > 1) return err({ type: "half-filled", problem: "opinion-twice" });
  const problem = checkAnswer({ opinion, passages, reasons }, true);
  if (problem) return err({ type: "half-filled", problem });
  return ok({ opinion, passages, reasons, contact, filledOn });
}

/** Which question a form says it answers, for telling whose it is; undefined where it has no code. */
export function codeOnForm(cells: readonly (readonly [string, readonly string[]])[]): string | undefined {
  const found = cells.find(([label]) => squeeze(label) === codeLabel);
  return found ? squeeze(found[1].join("")).toUpperCase() : undefined;
}
