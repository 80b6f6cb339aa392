import { addDays, calendarDay, parseCalendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { dayFacts, type WorkCalendar, workdaysByMonth } from "../clock/calendar.ts";
import { countWorkdays } from "../clock/counting.ts";
import {
  litigationAnswer,
  reconsiderationDecision,
  reconsiderationResponse,
} from "../clock/dispute-clock.ts";
import { type DueReading, dueAfter, dueByRule, standingOf } from "../clock/due-reading.ts";
import {
  decisionConsultationUntil,
  disclosureDeadline,
  parsePublicationRule,
  publicationPeriods,
} from "../clock/publication-rule.ts";
import { litigationAfterReconsideration, reliefPeriods } from "../clock/relief-clock.ts";
import {
  approvalValidThrough,
  reassessmentDue,
  reviewStageDue,
  type TimedReviewStage,
} from "../clock/review-stage-clock.ts";
import { leakReportBy, secretDoubtDecision, secretDoubtReport } from "../clock/secrecy-clock.ts";
import { annualReportDates } from "../clock/yearly-duties.ts";
import { evaluatePublicationTerm } from "./review-publication.ts";
import { LONGEST_PERIOD, type RuleInputReader } from "./rule-input.ts";
import { publicationSpellings } from "./spellings.ts";

type Answer = Record<string, unknown>;
type Evaluator = (reader: RuleInputReader, calendar: WorkCalendar, asOf: CalendarDay | undefined) => Answer;

function marked(due: DueReading): Answer {
  return due.provisional ? { provisional: true, label: "暂定" } : {};
}

function withRaw(due: DueReading): Answer {
  return due.rawLastDay ? { rawLastDay: due.rawLastDay } : {};
}

function stand(
  due: CalendarDay,
  doneOn: CalendarDay | undefined,
  asOf: CalendarDay | undefined,
  calendar: WorkCalendar,
): Answer {
  const on = asOf ?? doneOn;
  if (!on) return {};
  const reading = standingOf(due, on, calendar, doneOn);
  const done = doneOn !== undefined && doneOn <= on;
  return {
    ...(asOf ? { asOf } : {}),
    ...(done ? { onTime: doneOn <= due } : {}),
    overdue: !done && on > due,
    overdueWorkdays: reading.overdueWorkdays,
    remainingWorkdays: reading.remainingWorkdays,
  };
}

/** A period as documents write it: 发布后30日内, 形成之日起20个工作日内. A plain 日 or 天 is a natural day. */
const periodInWords =
  /^(?:自)?(发布|公布|印发|形成|制作|获取|变更|批准|批复|决定|作出)[^\d]{0,6}?(\d{1,3})(个工作日|工作日|日|天)(?:之?内)?$/u;

function periodOfWords(
  text: string,
):
  | { readonly event: string; readonly length: number; readonly unit: "workdays" | "naturalDays" }
  | undefined {
  const found = periodInWords.exec(text.trim());
  const [, event, length, unit] = found ?? [];
  if (event === undefined || length === undefined || unit === undefined) return undefined;
  return { event, length: Number(length), unit: unit.endsWith("工作日") ? "workdays" : "naturalDays" };
}

/** A duty that counts from a day the document names, and not from the making of information. */
const evaluatePeriodInWords: Evaluator = (reader, calendar, asOf) => {
  const text = reader.text("rule", "periodRule", "dueRule", "deadlineRule", "requirement");
  const period = text === undefined ? undefined : periodOfWords(text);
  if (!period) return {};
  const published = ["发布", "公布", "印发"].includes(period.event);
  const anchor = published
    ? reader.day("publishedOn", "issuedOn", "releasedOn", "anchor", "anchorOn")
    : reader.day("formedOn", "changedOn", "approvedOn", "decidedOn", "obtainedOn", "anchor", "anchorOn");
  if (!anchor) return {};
  const { length, unit } = period;
  const due = dueAfter(anchor, { length, unit, article: "民事诉讼法第八十五条" }, calendar);
  return {
    due: due.day,
    dueOn: due.day,
    dueDate: due.day,
    lastDay: due.day,
    anchor,
    ...withRaw(due),
    ...marked(due),
    ...(asOf ? stand(due.day, undefined, asOf, calendar) : {}),
  };
};

/** A day of the quarter or month that a recurring duty reports on: its last day, or the period by name (2024Q3, 2024-09). */
function reportedPeriod(reader: RuleInputReader): CalendarDay | undefined {
  const end = reader.day(
    "quarterEnd",
    "quarterEndedOn",
    "monthEnd",
    "monthEndedOn",
    "periodEnd",
    "periodEndedOn",
  );
  if (end) return end;
  const name = reader.text("quarter", "reportedQuarter", "reportedMonth");
  if (name === undefined) return undefined;
  const quarter = /^(\d{4})-?Q([1-4])$/u.exec(name);
  const month = quarter
    ? String(Number(quarter[2]) * 3).padStart(2, "0")
    : /^\d{4}-(\d{2})$/u.exec(name)?.[1];
  const day = month && parseCalendarDay(`${name.slice(0, 4)}-${month}-01`);
  if (!day) reader.fail({ type: "invalid-value", field: "quarter", expected: "day" });
  return day || undefined;
}

const evaluateProactive: Evaluator = (reader, calendar, asOf) => {
  const formedOn = reader.day("formedOn", "generatedOn", "madeOn", "obtainedOn") ?? reportedPeriod(reader);
  const penaltyChangedOn = reader.day(
    "penaltyChangedOn",
    "penaltyRevokedOn",
    "penaltyCorrectedOn",
    "penaltyDecisionChangedOn",
    "penaltyDecisionRevokedOn",
  );
  const changedOn =
    penaltyChangedOn ?? reader.day("changedOn", "revokedOn", "modifiedOn", "updatedOn", "changeOn");
  const approvedOn = reader.day(
    "approvedOn",
    "budgetApprovedOn",
    "approvalRepliedOn",
    "repliedOn",
    "budgetRepliedOn",
  );
  const decidedOn = reader.day("decidedOn", "decisionMadeOn");
  const kind = reader.word(publicationSpellings, "itemType", "informationType", "item", "publicationKind");
  const ruleGiven = reader.text("disclosureDeadlineRule", "publicationRule", "rule");
  const ruleText = ruleGiven !== undefined && periodOfWords(ruleGiven) ? undefined : ruleGiven;
  const ownLength = reader.dayCount("periodWorkdays", "specialPeriodWorkdays", "publicationWorkdays");
  const ownNatural = reader.dayCount(
    "periodNaturalDays",
    "specialPeriodDays",
    "publicationNaturalDays",
    "periodDays",
  );
  const period = reader.record("period", "specialPeriod");
  const basis = reader.text("basis", "legalBasis");
  if (!(formedOn ?? changedOn ?? approvedOn ?? decidedOn) && kind !== "majorDecisionConsultation") {
    if (!ruleText) return {};
  }
  if (kind === "majorDecisionConsultation") {
    const openedOn = reader.day("publishedOn", "startedOn", "consultationStartedOn", "openedOn") ?? formedOn;
    if (!openedOn) {
      reader.fail({ type: "unsupported-input", field: "publishedOn" });
      return {};
    }
    const until = decisionConsultationUntil(openedOn, calendar);
    return {
      consultationUntil: until.day,
      consultationNotBefore: until.day,
      minimumNaturalDays: until.length,
      ...marked(until),
    };
  }
  const publishedOn = reader.day("publishedOn", "disclosedOn", "withdrawnFromSiteOn");
  let rule = undefined;
  if (ruleText !== undefined) {
    const parsed = parsePublicationRule(ruleText);
    if (!parsed.ok) {
      reader.fail({ type: "invalid-value", field: "disclosureDeadlineRule", expected: "known-word" });
      return {};
    }
    rule = parsed.value;
  }
  const inner = period ? { length: period["length"] ?? period["days"], unit: period["unit"] } : undefined;
  const length = ownLength ?? ownNatural ?? (typeof inner?.length === "number" ? inner.length : undefined);
  const natural =
    ownLength === undefined &&
    (ownNatural !== undefined || ["naturalDays", "ND", "days"].includes(String(inner?.unit)));
  if (length !== undefined && (!Number.isSafeInteger(length) || length < 0 || length > LONGEST_PERIOD)) {
    reader.fail({ type: "invalid-value", field: "period", expected: "integer" });
    return {};
  }
  if (!rule && length !== undefined) {
    rule = {
      type: "afterEvent",
      length,
      unit: natural ? "naturalDays" : "workdays",
      from: "formed",
    } as const;
  }
  const byAnchor = {
    formed: formedOn,
    changed: changedOn,
    decided: decidedOn,
    approved: approvedOn,
    published: publishedOn,
    occurred: formedOn,
  };
  const named = rule?.type === "afterEvent" && ruleText ? byAnchor[rule.from] : undefined;
  // A fixed day of a year needs no event: fixed:01-31 of 2026.
  const year = rule?.type === "fixedDay" ? reader.integer("year") : undefined;
  const yearOpens = year === undefined ? undefined : parseCalendarDay(`${year}-01-01`);
  const anchor = named ?? changedOn ?? decidedOn ?? approvedOn ?? formedOn ?? publishedOn ?? yearOpens;
  if (!anchor) {
    reader.fail({ type: "unsupported-input", field: "formedOn" });
    return {};
  }
  // 批准后20日 is the one period that counts from an approval (预算法14).
  const preset =
    kind ??
    (penaltyChangedOn ? "penaltyRevoked" : undefined) ??
    (approvedOn && !formedOn && !changedOn && !decidedOn ? "budgetApproved" : undefined);
  const due =
    rule || !preset
      ? disclosureDeadline(anchor, calendar, rule, basis)
      : dueAfter(anchor, publicationPeriods[preset], calendar);
  return {
    disclosureDeadline: due.day,
    publishBy: due.day,
    ...(preset === "penaltyRevoked" ? { withdrawBy: due.day } : {}),
    ...withRaw(due),
    ...marked(due),
    periodLength: due.length,
    periodUnit: due.unit,
    article: due.article,
    ...stand(due.day, publishedOn, asOf, calendar),
  };
};

/** 复议法 as revised in 2023, with 复议前置 for 不予公开. */
const reconsiderationFirstSince = "2024-01-01";

/** Refusals under 条例14–16: reconsideration comes first (复议法23①(四); 法释〔2025〕8号1), since 2024-01-01. */
function isReconsiderationFirst(outcome: string, decidedOn: CalendarDay): boolean {
  if (decidedOn < reconsiderationFirstSince) return false;
  if (outcome === "special-query" || outcome === "deny_admin_query") return false;
  return outcome.startsWith("refusal-") || outcome.startsWith("deny_");
}

const evaluateRelief: Evaluator = (reader, calendar, asOf) => {
  const decisionReceivedOn = reader.day(
    "decisionReceivedOn",
    "replyReceivedOn",
    "applicantReceivedDecisionOn",
    "refusalReceivedOn",
    "letterReceivedOn",
    "knewOfActOn",
    "knowsOn",
    "knewOn",
  );
  if (!decisionReceivedOn) return {};
  const told = reader.flag("reliefTold", "toldRelief", "reliefNoticeGiven", "reliefParagraphPresent");
  const learnedOn = reader.day("learnedOn", "reliefLearnedOn", "knewReliefOn", "learnedOfRightOn");
  const outcome = reader.text("outcome", "letter", "decision");
  const decidedOn = reader.day("decisionIssuedOn", "issueDate", "decisionDate") ?? decisionReceivedOn;
  const filedOn = reader.day("reconsiderationFiledOn", "reconsiderationAppliedOn", "appliedOn", "filedOn");
  const suedOn = reader.day("suedOn", "litigationFiledOn");
  const periods = reliefPeriods(
    {
      decisionReceivedOn,
      ...(told === undefined ? {} : { reliefTold: told }),
      ...(learnedOn ? { learnedOn } : {}),
    },
    calendar,
  );
  const { reconsiderationApply, litigationDirect } = periods;
  const first = outcome === undefined ? undefined : isReconsiderationFirst(outcome, decidedOn);
  return {
    rawLastDay: reconsiderationApply.rawLastDay,
    reconsiderationApplyBy: reconsiderationApply.day,
    reconsiderationRawLastDay: reconsiderationApply.rawLastDay,
    litigationBy: first === true ? null : litigationDirect.day,
    ...(first === true
      ? {}
      : { litigationDirectBy: litigationDirect.day, litigationRawLastDay: litigationDirect.rawLastDay }),
    ...(first === undefined ? {} : { reconsiderationFirst: first, directSuitAllowed: !first }),
    ...(filedOn ? { reconsiderationInTime: filedOn <= reconsiderationApply.day } : {}),
    ...(suedOn ? { litigationInTime: first !== true && suedOn <= litigationDirect.day } : {}),
    ...(asOf ? { reconsiderationOpen: asOf <= reconsiderationApply.day } : {}),
    ...(reconsiderationApply.provisional || litigationDirect.provisional
      ? { provisional: true, label: "暂定" }
      : {}),
  };
};

const evaluateAfterReconsideration: Evaluator = (reader, calendar) => {
  const from = reader.day(
    "reconsiderationDecisionReceivedOn",
    "reconsiderationRefusalReceivedOn",
    "reconsiderationDismissalReceivedOn",
    "reconsiderationPeriodEndedOn",
    "reconsiderationExpiredOn",
  );
  if (!from) return {};
  const due = litigationAfterReconsideration(from, calendar);
  return {
    ...withRaw(due),
    litigationAfterReconsiderationBy: due.day,
    litigationBy: due.day,
    ...marked(due),
  };
};

const procedures = {
  summary: "summary",
  simplified: "summary",
  简易: "summary",
  简易程序: "summary",
  normal: "normal",
  ordinary: "normal",
  普通: "normal",
  普通程序: "normal",
} as const;

const evaluateReconsideration: Evaluator = (reader, calendar, asOf) => {
  const copyReceivedOn = reader.day(
    "copyReceivedOn",
    "reconsiderationCopyReceivedOn",
    "applicationCopyReceivedOn",
  );
  const acceptedOn = reader.day("reconsiderationAcceptedOn", "acceptedOn");
  if (!copyReceivedOn && !acceptedOn) return {};
  const procedure = reader.word(procedures, "procedure");
  const answeredOn = reader.day("responseSubmittedOn", "responseOn");
  const answer: Answer = {};
  if (copyReceivedOn) {
    const { normal, summary } = reconsiderationResponse(copyReceivedOn, calendar);
    answer["summaryProcedureDue"] = summary.day;
    answer["normalProcedureDue"] = normal.day;
    const chosen = procedure === "summary" ? summary : normal;
    if (procedure) {
      answer["responseDue"] = chosen.day;
      answer["reconsiderationResponseDue"] = chosen.day;
      Object.assign(answer, stand(chosen.day, answeredOn, asOf, calendar));
    }
    if (normal.provisional || summary.provisional)
      Object.assign(answer, { provisional: true, label: "暂定" });
  }
  if (acceptedOn) {
    const extended = reader.flag("decisionExtended", "extended") === true;
    const decision = reconsiderationDecision(acceptedOn, calendar);
    const chosen =
      procedure === "summary" ? decision.summary : extended ? decision.normalExtended : decision.normal;
    Object.assign(answer, {
      reconsiderationDecisionDue: chosen.day,
      summaryDecisionDue: decision.summary.day,
      normalDecisionDue: decision.normal.day,
      extendedDecisionDue: decision.normalExtended.day,
      ...withRaw(chosen),
      ...marked(chosen),
    });
  }
  return answer;
};

const evaluateLitigation: Evaluator = (reader, calendar, asOf) => {
  const received = reader.day(
    "complaintCopyReceivedOn",
    "complaintReceivedOn",
    "complaintServedOn",
    "complaintCopyServedOn",
    "lawsuitCopyReceivedOn",
    "statementOfClaimReceivedOn",
  );
  if (!received) return {};
  const due = litigationAnswer(received, calendar);
  const answeredOn = reader.day("answerSubmittedOn", "answeredCourtOn");
  return {
    litigationAnswerDue: due.day,
    answerDue: due.day,
    ...withRaw(due),
    ...marked(due),
    ...stand(due.day, answeredOn, asOf, calendar),
  };
};

const evaluateSecrecy: Evaluator = (reader, calendar, asOf) => {
  const classifiedOn = reader.day(
    "provisionalClassifiedOn",
    "provisionallyClassifiedOn",
    "provisionalClassificationOn",
    "provisionalClassificationDrawnUpOn",
  );
  const receivedOn = reader.day(
    "secrecyAuthorityReceivedOn",
    "receivedBySecrecyAuthorityOn",
    "reportReceivedByAuthorityOn",
    "reportReceivedOn",
  );
  const answer: Answer = {};
  if (classifiedOn) {
    const due = secretDoubtReport(classifiedOn, calendar);
    const reportedOn = reader.day("reportedOn");
    Object.assign(answer, {
      secretDoubtReportDue: due.day,
      reportDue: due.day,
      reportBy: due.day,
      ...marked(due),
      ...stand(due.day, reportedOn, asOf, calendar),
    });
  }
  if (receivedOn) {
    const due = secretDoubtDecision(receivedOn, calendar);
    Object.assign(answer, { secretDoubtDecisionDue: due.day, decisionDue: due.day, ...marked(due) });
  }
  const discoveredAt = reader.text("discoveredAt", "leakDiscoveredAt", "foundAt");
  if (discoveredAt !== undefined) {
    const reportBy = leakReportBy(discoveredAt);
    if (reportBy === undefined)
      reader.fail({ type: "invalid-value", field: "discoveredAt", expected: "moment" });
    else Object.assign(answer, { reportBy, leakReportBy: reportBy, hours: 24 });
  }
  return answer;
};

const evaluateYearly: Evaluator = (reader) => {
  const reportYear = reader.integer("reportYear", "annualReportYear");
  const dueYear = reader.integer("annualReportDueYear");
  const year = reportYear ?? (dueYear === undefined ? undefined : dueYear - 1);
  if (year === undefined || year < 1900 || year > 2999) return {};
  const dates = annualReportDates(year);
  const organType = reader.text("organType");
  return {
    annualReportDeptDue: dates.department,
    annualReportGovDue: dates.government,
    ...(organType
      ? { annualReportDue: organType === "government" ? dates.government : dates.department }
      : {}),
  };
};

const stages: Readonly<Record<string, TimedReviewStage>> = {
  selfCheck: "selfCheck",
  自审: "selfCheck",
  unitHeadReview: "unitHeadReview",
  部门审核: "unitHeadReview",
  confidentialityCheck: "confidentialityCheck",
  专门审查: "confidentialityCheck",
  officeCheck: "officeCheck",
  leaderApproval: "leaderApproval",
  审批: "leaderApproval",
  postCheck: "postCheck",
  复核: "postCheck",
};

const evaluateInternal: Evaluator = (reader, calendar, asOf) => {
  const answer: Answer = {};
  const openedOn = reader.day("stageOpenedOn", "stageStartedOn");
  if (openedOn) {
    const stage = reader.word(stages, "reviewStage", "stage");
    const urgent = reader.flag("urgent") === true;
    if (stage) {
      const due = reviewStageDue(stage, openedOn, calendar, { urgent });
      Object.assign(answer, {
        stageDue: due.day,
        ...marked(due),
        ...stand(due.day, undefined, asOf, calendar),
      });
    }
  }
  const reviewedOn = reader.day("reviewApprovedOn");
  if (reviewedOn) {
    const until = approvalValidThrough(reviewedOn, calendar);
    Object.assign(answer, { approvalValidThrough: until, reReviewFrom: addDays(until, 1) });
    if (asOf) answer["reReviewRequired"] = asOf > until;
  }
  const refusedOn = reader.day("refusalDecidedOn", "refusalIssuedOn", "refusedOn", "withheldOn");
  if (refusedOn) {
    const due = reassessmentDue(refusedOn, calendar);
    Object.assign(answer, { reassessmentDue: due.day, ...withRaw(due), ...marked(due) });
  }
  const correctionAsked = reader.day("recordCorrectionReceivedOn");
  if (correctionAsked) {
    const due = dueByRule(correctionAsked, "recordCorrection", calendar);
    Object.assign(answer, { recordCorrectionDue: due.day, statutoryLimit: null, ...marked(due) });
  }
  return answer;
};

const evaluatePlain: Evaluator = (reader, calendar, asOf) => {
  const anchor = reader.day("anchor", "anchorOn", "startOn", "from", "publishedOn", "issuedOn");
  const workdays = reader.integer("workdays", "lengthWorkdays", "periodWorkdays", "withinWorkdays");
  const naturalDays = reader.integer(
    "naturalDays",
    "lengthNaturalDays",
    "periodNaturalDays",
    "withinNaturalDays",
  );
  const months = reader.integer("months", "lengthMonths");
  const length = workdays ?? naturalDays ?? months ?? reader.integer("length", "days");
  const unitText = reader.text("unit");
  if (!anchor || length === undefined) return {};
  if (length < 0 || length > LONGEST_PERIOD) {
    reader.fail({ type: "invalid-value", field: "length", expected: "integer" });
    return {};
  }
  const unit =
    workdays !== undefined
      ? "workdays"
      : months !== undefined
        ? "months"
        : naturalDays !== undefined || (unitText !== "workdays" && unitText !== "WD" && unitText !== "months")
          ? "naturalDays"
          : unitText === "months"
            ? "months"
            : "workdays";
  const due = dueAfter(anchor, { length, unit, article: "民事诉讼法第八十五条" }, calendar);
  return {
    due: due.day,
    dueOn: due.day,
    lastDay: due.day,
    ...withRaw(due),
    ...marked(due),
    ...(asOf ? stand(due.day, undefined, asOf, calendar) : {}),
  };
};

const evaluateCalendar: Evaluator = (reader, calendar) => {
  const answer: Answer = {};
  const day = reader.day("day", "date");
  if (day) {
    const facts = dayFacts(day, calendar);
    Object.assign(answer, {
      isWorkday: facts.workday,
      workday: facts.workday,
      dayKind: facts.kind,
      ...(facts.holiday ? { holiday: facts.holiday } : {}),
      ...(facts.official ? {} : { provisional: true, label: "暂定" }),
    });
  }
  const from = reader.day("from", "after");
  const to = reader.day("to", "through");
  if (from && to) answer["workdaysBetween"] = countWorkdays(from, to, calendar);
  const year = reader.integer("year");
  if (year !== undefined && year >= 1900 && year <= 2999) {
    const month = reader.integer("month");
    const months = workdaysByMonth(year, calendar);
    if (month !== undefined) answer["workdaysInMonth"] = months[month - 1];
    answer["workdaysInYear"] = months.reduce((sum, count) => sum + count, 0);
    if (!dayFacts(calendarDay(`${year}-01-01`), calendar).official) {
      Object.assign(answer, { provisional: true, label: "暂定" });
    }
  }
  return answer;
};

const evaluators: readonly Evaluator[] = [
  evaluatePeriodInWords,
  evaluateProactive,
  evaluatePublicationTerm,
  evaluateRelief,
  evaluateAfterReconsideration,
  evaluateReconsideration,
  evaluateLitigation,
  evaluateSecrecy,
  evaluateYearly,
  evaluateInternal,
];

/** Every clock of law.md §3.1 that is not part of handling one application; later answers never replace earlier ones. */
export function evaluateOtherDeadlines(
  reader: RuleInputReader,
  calendar: WorkCalendar,
  asOf: CalendarDay | undefined,
): Answer {
  let answer: Answer = {};
  for (const evaluate of evaluators) answer = { ...evaluate(reader, calendar, asOf), ...answer };
  if (Object.keys(answer).length > 0) return answer;
  return { ...evaluateCalendar(reader, calendar, asOf), ...evaluatePlain(reader, calendar, asOf) };
}
