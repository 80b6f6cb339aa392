import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { dueAfter } from "../clock/due-reading.ts";
import { publicationPeriods } from "../clock/publication-rule.ts";
import { reassessmentDue, reviewStageDue, type TimedReviewStage } from "../clock/review-stage-clock.ts";
import { leakReportBy } from "../clock/secrecy-clock.ts";
import { dayOfText, isInputRecord, type RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

/** Reasons for a take-down; age alone is none: statutory content stays (review.md §7). */
const takedownReasons = [
  "expired",
  "superseded",
  "error",
  "privacy",
  "secrecyRisk",
  "courtDecision",
  "reconsiderationDecision",
  "courtOrReconsiderationDecision",
];

/** `permanent`, `until:date`, `ND:n after publish`, `WD:n after publish`: how long an item stays public (catalogue.md §2). */
function publicUntil(
  rule: string,
  publishedOn: CalendarDay | undefined,
  calendar: WorkCalendar,
): CalendarDay | "permanent" | undefined {
  if (rule === "permanent" || rule === "长期") return "permanent";
  const until = /^until:(\d{4}-\d{2}-\d{2})$/u.exec(rule);
  if (until) return dayOfText(until[1]);
  const after = /^(WD|ND):(\d{1,4}) after publish$/u.exec(rule);
  if (after && publishedOn) {
    const length = Number(after[2]);
    return after[1] === "ND"
      ? addDays(publishedOn, length)
      : dueAfter(publishedOn, { length, unit: "workdays", article: "目录" }, calendar).day;
  }
  return dayOfText(rule);
}

/** How long an item stays public, and the day after which it is taken down (catalogue.md §2). */
export function evaluatePublicationTerm(
  reader: RuleInputReader,
  calendar: WorkCalendar,
  asOf: CalendarDay | undefined,
): Answer {
  const answer: Answer = {};
  const rule = reader.text(
    "publicationPeriod",
    "publicationPeriodRule",
    "publicationPeriodEnd",
    "publicUntil",
  );
  if (rule !== undefined) {
    const publishedOn = reader.day("publishedOn");
    const until = publicUntil(rule, publishedOn, calendar);
    if (until === undefined) {
      reader.fail({ type: "invalid-value", field: "publicationPeriod", expected: "known-word" });
      return {};
    }
    answer["publicUntil"] = until === "permanent" ? null : until;
    answer["takedownOn"] = until === "permanent" ? null : addDays(until, 1);
    if (asOf) answer["takedownDue"] = until !== "permanent" && asOf > until;
  }
  return answer;
}

/** After publication: 24-hour report of a leak, end of the publication period, withdrawal of changed penalties. */
export function evaluateAfterPublication(
  reader: RuleInputReader,
  calendar: WorkCalendar,
  asOf: CalendarDay | undefined,
): Answer {
  const answer: Answer = {};
  const discoveredAt = reader.text("discoveredAt", "leakDiscoveredAt", "foundAt", "suspectedLeakAt");
  if (discoveredAt !== undefined) {
    const reportBy = leakReportBy(discoveredAt);
    if (reportBy === undefined) {
      reader.fail({ type: "invalid-value", field: "discoveredAt", expected: "moment" });
      return {};
    }
    Object.assign(answer, {
      reportBy,
      hours: 24,
      takeDownAtOnce: true,
      reportTo: ["同级保密行政管理部门", "上级主管部门"],
    });
    const reportedAt = reader.text("reportedAt");
    if (reportedAt !== undefined) {
      const late = Date.parse(reportedAt) > Date.parse(reportBy);
      if (Number.isNaN(Date.parse(reportedAt))) {
        reader.fail({ type: "invalid-value", field: "reportedAt", expected: "moment" });
        return {};
      }
      answer["onTime"] = !late;
    }
  }
  Object.assign(answer, evaluatePublicationTerm(reader, calendar, asOf));
  const publishedOn = reader.day("publishedOn", "publishedAt");
  if (publishedOn) answer["postCheckDue"] = reviewStageDue("postCheck", publishedOn, calendar).day;
  const withheldOn = reader.day("withheldOn", "refusalIssuedOn", "refusedOn");
  if (withheldOn) answer["reassessmentDue"] = reassessmentDue(withheldOn, calendar).day;
  const reason = reader.text("takedownReason");
  if (reason !== undefined) {
    const known = takedownReasons.includes(reason);
    answer["takedownAllowed"] = known;
    answer["allowed"] = known;
  }
  const penaltyChangedOn = reader.day("penaltyChangedOn", "penaltyRevokedOn");
  if (penaltyChangedOn) {
    const due = dueAfter(penaltyChangedOn, publicationPeriods.penaltyRevoked, calendar);
    Object.assign(answer, { withdrawBy: due.day, publishReason: true, article: due.article });
  }
  return answer;
}

const annotations: Readonly<Record<string, string>> = {
  proactive: "（此件公开发布）",
  onApplication: "（此件依申请公开）",
  withheld: "（此件不予公开）",
};

/** 公开属性 fixed when the document is drafted; a reason unless it is proactive (国办发〔2016〕80号; catalogue.md §5). */
export function evaluateProperty(reader: RuleInputReader): Answer {
  const missing = reader.isNull("disclosureProperty");
  const property = reader.text("disclosureProperty");
  if (missing) return { submissionAllowed: false, returned: true };
  if (property === undefined) return {};
  const annotation = annotations[property];
  if (annotation === undefined) {
    reader.fail({ type: "invalid-value", field: "disclosureProperty", expected: "known-word" });
    return {};
  }
  const reason = reader.text("propertyReason", "reason");
  const reasonRequired = property !== "proactive";
  return {
    annotation,
    reasonRequired,
    submissionAllowed: !reasonRequired || (reason !== undefined && reason.trim() !== ""),
  };
}

/** Target time of a stage; the review's time is never excluded from the statutory periods (review.md §6). */
export function evaluateStageTime(reader: RuleInputReader, calendar: WorkCalendar): Answer {
  const openedOn = reader.day("stageOpenedOn", "openedOn", "submittedOn");
  const stage = reader.text("stage", "reviewStage");
  if (!openedOn || stage === undefined) return {};
  const known: readonly TimedReviewStage[] = [
    "selfCheck",
    "unitHeadReview",
    "confidentialityCheck",
    "officeCheck",
    "leaderApproval",
    "postCheck",
  ];
  const timed = known.find((candidate) => stage.startsWith(candidate));
  if (!timed) return {};
  const due = reviewStageDue(timed, openedOn, calendar, { urgent: reader.flag("urgent") === true });
  return { stageDue: due.day, due: due.day, excludedFromReplyPeriod: false };
}

/** 三同步: draft, sign and publish policy and interpretation together (catalogue.md §7). */
export function evaluateThreeSynchronisations(reader: RuleInputReader): Answer {
  const policy = reader.record("policy");
  const interpretation = reader.record("interpretation");
  if (!policy || !isInputRecord(interpretation)) return {};
  const day = (record: Readonly<Record<string, unknown>>, name: string): CalendarDay | undefined =>
    dayOfText(record[name]);
  const started = day(interpretation, "draftStartedOn");
  const submitted = day(policy, "submittedOn");
  const draft = started !== undefined && submitted !== undefined && started <= submitted;
  const both = (name: string): boolean => {
    const own = day(policy, name);
    return own !== undefined && own === day(interpretation, name);
  };
  const sign = both("approvedOn");
  const publish = both("publishedOn");
  return {
    draftTogether: draft,
    signTogether: sign,
    publishTogether: publish,
    threeSynchronisations: draft && sign && publish,
  };
}

/** Fewer persons than this in a cell can be recognised (CR-F04) [convention]. */
const SMALL_CELL = 3;

/** Small cells of a table are suppressed. */
export function evaluateSmallCell(reader: RuleInputReader): Answer {
  const persons = reader.integer("cellCount", "personsInCell", "cellPersons");
  return persons === undefined
    ? {}
    : { suppress: persons > 0 && persons < SMALL_CELL, checklistItem: "CR-F04" };
}
