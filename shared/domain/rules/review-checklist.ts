import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { reassessmentDue } from "../clock/review-stage-clock.ts";
import { secretDoubtReport } from "../clock/secrecy-clock.ts";
import { checklist, checklistByCode } from "../review/checklist.ts";
import { type ReviewConclusion, reviewConclusions } from "../review/review-stages.ts";
import { isInputRecord, type RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

interface Entry {
  readonly code: string;
  readonly answer: string;
  readonly treated: boolean;
}

function readEntry(code: string, value: unknown): Entry {
  if (typeof value === "string") return { code, answer: value, treated: false };
  const record = isInputRecord(value) ? value : {};
  const treatment = record["treatment"];
  return {
    code,
    answer: typeof record["answer"] === "string" ? record["answer"] : "",
    treated: typeof treatment === "string" && treatment.trim() !== "",
  };
}

function readEntries(reader: RuleInputReader): readonly Entry[] | undefined {
  const whole = reader.value("checklist", "checklistAnswers", "answers");
  if (Array.isArray(whole)) {
    return (whole as readonly unknown[]).map((value) => {
      const record = isInputRecord(value) ? value : {};
      const code = record["id"] ?? record["code"] ?? record["item"];
      return readEntry(typeof code === "string" ? code : "", value);
    });
  }
  if (isInputRecord(whole)) return Object.entries(whole).map(([code, value]) => readEntry(code, value));
  const code = reader.text("checklistItem", "checkId", "checklistId", "item");
  if (code === undefined) return undefined;
  const answer = reader.text("answer", "checklistAnswer") ?? "";
  const treatment = reader.text("treatment");
  return [{ code, answer, treated: treatment !== undefined && treatment.trim() !== "" }];
}

/**
 * The checklist: a "yes" needs a treatment, an "unsure" forces 报请确定, a mark of a state secret stops everything.
 * Source: review.md §4; 条例17③.
 */
export function evaluateChecklist(reader: RuleInputReader): Answer {
  const entries = readEntries(reader);
  if (!entries) return {};
  const unknown = entries.find((entry) => !checklistByCode.has(entry.code));
  if (unknown) {
    reader.fail({ type: "invalid-value", field: "checklist", expected: "known-word" });
    return {};
  }
  const wrong = entries.find((entry) => !["yes", "no", "na", "unsure"].includes(entry.answer));
  if (wrong) {
    reader.fail({ type: "invalid-value", field: "answer", expected: "known-word" });
    return {};
  }
  const missing = entries
    .filter((entry) => entry.answer === "yes" && !entry.treated)
    .map((entry) => entry.code);
  const unsure = entries.filter((entry) => entry.answer === "unsure").map((entry) => entry.code);
  const stopped = entries.some((entry) => entry.code === "CR-A01" && entry.answer === "yes");
  const answered = new Set(entries.map((entry) => entry.code));
  const allowed = missing.length === 0 && unsure.length === 0 && !stopped;
  const one = entries.length === 1 ? checklistByCode.get(entries[0]?.code ?? "") : undefined;
  return {
    decisionAllowed: allowed,
    allowed,
    missingTreatment: missing,
    treatmentRequired: entries.some((entry) => entry.answer === "yes"),
    referral: unsure.length > 0,
    referralRequired: unsure.length > 0,
    unsure,
    complete: answered.size === checklist.length,
    ...(unsure.length > 0 ? { conclusion: "referred", next: "referral" } : {}),
    ...(stopped ? { procedure: "leakRisk", publishAllowed: false } : {}),
    ...(one ? { usualTreatment: one.usualTreatment } : {}),
  };
}

/** Where a conclusion leads (review.md §6). */
const nextSteps: Readonly<Record<ReviewConclusion, string>> = {
  disclose: "leaderApproval",
  discloseRedacted: "redoCopy",
  disclosePartial: "leaderApproval",
  discloseTargeted: "leaderApproval",
  onApplicationOnly: "catalogueProperty",
  withhold: "reassessmentDate",
  defer: "reminder",
  referred: "referral",
  returned: "drafter",
};

const conclusionWords: Readonly<Record<string, ReviewConclusion>> = {
  ...Object.fromEntries((Object.keys(reviewConclusions) as ReviewConclusion[]).map((key) => [key, key])),
  ...Object.fromEntries(
    (Object.keys(reviewConclusions) as ReviewConclusion[]).map((key) => [reviewConclusions[key].label, key]),
  ),
};

/** What follows from the conclusion of the confidentiality check. */
export function evaluateConclusion(reader: RuleInputReader, calendar: WorkCalendar): Answer {
  const conclusion = reader.word(conclusionWords, "conclusion", "reviewConclusion");
  if (!conclusion) return {};
  const decidedOn = reader.day("decidedOn", "concludedOn");
  const ground = reader.text("ground");
  const redone = reader.flag("newHashConfirmed", "copyConfirmed");
  // SD-04: a conclusion never publishes by itself, the approval comes after it.
  const answer: Answer = {
    next: nextSteps[conclusion],
    releases: reviewConclusions[conclusion].releases,
    publishAllowed: false,
  };
  if (conclusion === "withhold") {
    answer["groundRequired"] = true;
    answer["grounds"] = ["14", "15", "16"];
    if (ground !== undefined) answer["groundValid"] = /^1[456](?:\D|$)/u.test(ground);
    if (decidedOn) answer["reassessmentDue"] = reassessmentDue(decidedOn, calendar).day;
  }
  if (conclusion === "discloseRedacted") {
    answer["passagesRequired"] = true;
    answer["newHashConfirmation"] = true;
    if (redone === true) answer["next"] = "leaderApproval";
  }
  if (conclusion === "discloseTargeted") answer["audienceRequired"] = true;
  if (conclusion === "defer") answer["stillWithinArticle26"] = true;
  if (conclusion === "referred") answer["returnsTo"] = "confidentialityCheck";
  return answer;
}

/** Doubt whether something is secret: provisional protection, report in 10 working days (保密法实施条例25). */
export function evaluateDoubt(reader: RuleInputReader, calendar: WorkCalendar): Answer {
  const classifiedOn: CalendarDay | undefined = reader.day(
    "provisionalClassifiedOn",
    "provisionallyClassifiedOn",
    "provisionalClassificationOn",
    "provisionalClassificationDrawnUpOn",
  );
  if (!classifiedOn) return {};
  const due = secretDoubtReport(classifiedOn, calendar);
  return {
    secretDoubtReportDue: due.day,
    reportDue: due.day,
    reportBy: due.day,
    publishAllowed: false,
    next: "referral",
  };
}
