import { type CalendarDay, formatChineseDate, parseCalendarDay } from "../../kernel/calendar-day.ts";
import { courtLevelOf } from "./court-level.ts";
import { fieldSpec, type FieldName } from "./field-dictionary.ts";
import { type CopyItem, fieldsOf, isEmptyValue, plainText } from "./field-values.ts";
import { editionProblems } from "./law-editions.ts";
import type { LetterId } from "./letter-id.ts";
import { eachRun, runsText } from "./letter-model.ts";
import type { LintContext } from "./lint-context.ts";
import type { LintFinding } from "./lint-finding.ts";

/** Days that lie before the letter, or on its day. */
const pastDays: readonly FieldName[] = [
  "receiptDate",
  "correctedReceiptDate",
  "correctionIssueDate",
  "correctionReceivedOn",
  "correctionDue",
  "reasonRequestDate",
  "consultationIssuedOn",
  "originalIssueDate",
  "obtainedOn",
  "earlierDate",
  "publishedOn",
  "withdrawnOn",
  "feePaidOn",
  "feeNoticeReceivedOn",
  "payDue",
];

/** Days that lie after the letter, or on its day. */
const futureDays: readonly FieldName[] = [
  "extendedDue",
  "delayedDue",
  "futureDate",
  "disclosureDate",
  "inspectionTime",
];

/** Days of this application, none of which can lie before it came. */
const afterReceipt: readonly FieldName[] = [
  "correctionIssueDate",
  "correctedReceiptDate",
  "consultationIssuedOn",
  "reasonRequestDate",
  "withdrawnOn",
  "feePaidOn",
  "feeNoticeReceivedOn",
];

/** Days of something older than this application. */
const beforeReceipt: readonly FieldName[] = ["earlierDate", "obtainedOn"];

function dayOf(context: LintContext, name: FieldName): CalendarDay | undefined {
  const value = context.untold?.has(name) ? undefined : context.fields[name];
  return typeof value === "string" ? parseCalendarDay(value.slice(0, 10)) : undefined;
}

/** LV-03: the days in a letter fit each other and its own date; a letter dated before the application cannot be signed. */
export function checkDates(context: LintContext): readonly LintFinding[] {
  const used = new Set(fieldsOf(context.template).map((use) => use.name));
  const issue = dayOf(context, "issueDate");
  const receipt = used.has("receiptDate") ? dayOf(context, "receiptDate") : undefined;
  const findings: LintFinding[] = [];
  const add = (field: FieldName, severity: LintFinding["severity"], message: string): void => {
    findings.push({ ruleId: "LV-03", severity, message, field, article: "条例33②" });
  };
  const label = (name: FieldName): string => fieldSpec(name).label;
  // Forms (registration, service receipt) are filled over time; only letters have one day of their own.
  if (issue && context.template.format !== "sheet") {
    for (const name of pastDays) {
      const day = used.has(name) ? dayOf(context, name) : undefined;
      if (day && day > issue) {
        add(
          name === "receiptDate" ? "issueDate" : name,
          name === "receiptDate" ? "blocks" : "look",
          `“${label(name)}”（${formatChineseDate(day)}）晚于成文日期，请核对`,
        );
      }
    }
    for (const name of futureDays) {
      const day = used.has(name) ? dayOf(context, name) : undefined;
      if (day && day < issue)
        add(name, "look", `“${label(name)}”（${formatChineseDate(day)}）早于成文日期，请核对`);
    }
  }
  if (receipt) {
    for (const name of afterReceipt) {
      const day = used.has(name) ? dayOf(context, name) : undefined;
      if (day && day < receipt)
        add(name, "look", `“${label(name)}”（${formatChineseDate(day)}）早于收到申请之日，请核对`);
    }
    for (const name of beforeReceipt) {
      const day = used.has(name) ? dayOf(context, name) : undefined;
      if (day && day > receipt)
        add(name, "look", `“${label(name)}”（${formatChineseDate(day)}）晚于收到申请之日，请核对`);
    }
  }
  return findings;
}

const toThirdParty: ReadonlySet<LetterId> = new Set([
  "third-party-consultation-letter",
  "third-party-decision-notice",
]);
const toOrgan: ReadonlySet<LetterId> = new Set(["other-organ-consultation-letter"]);

/** LV-07: a letter goes to whom it concerns; one sent to somebody else tells him of a case that is not his. */
export function checkAddressee(context: LintContext): readonly LintFinding[] {
  const { template, fields, applicant, thirdParty } = context;
  if (template.format === "sheet" || !fieldsOf(template).some((use) => use.name === "addressee")) return [];
  const addressee = plainText(fields, "addressee").replace(/\s/gu, "");
  if (addressee === "") return [];
  const meant = toThirdParty.has(template.id)
    ? { name: thirdParty?.name, who: "第三方" }
    : toOrgan.has(template.id)
      ? { name: plainText(fields, "otherOrganName") || undefined, who: "被征求意见的机关" }
      : { name: applicant?.name, who: "申请人" };
  const name = meant.name?.replace(/\s/gu, "");
  if (!name || addressee.includes(name) || name.includes(addressee)) return [];
  return [
    {
      ruleId: "LV-07",
      severity: "blocks",
      message: `主送对象不是本件的${meant.who}，请核对`,
      field: "addressee",
      blockId: "addressee",
      article: "条例33①",
      repair: { kind: "fillField", field: "addressee" },
    },
  ];
}

/** LV-08: 附件说明 names exactly what is handed over (GB/T 9704-2012, 9: 附件说明 equals the titles). */
export function checkEnclosures(context: LintContext): readonly LintFinding[] {
  const { fields } = context;
  const provided = fields.providedList as readonly CopyItem[] | undefined;
  const listed = fields.attachmentList as readonly string[] | undefined;
  if (!Array.isArray(provided) || !Array.isArray(listed) || listed.length === 0) return [];
  const bare = (text: string): string => text.replace(/[《》\s。；，,.;]/gu, "");
  const titles = provided.map((copy) => bare(copy.title));
  const names = listed.map(bare);
  const same = titles.length === names.length && titles.every((title) => names.includes(title));
  return same
    ? []
    : [
        {
          ruleId: "LV-08",
          severity: "look",
          message: "附件说明与正文所列提供的政府信息不一致，请核对",
          field: "attachmentList",
          blockId: "attachments",
          article: "GB/T 9704",
        },
      ];
}

/** LV-02: a department is sued before a 基层人民法院, a government before the 中级 (行诉法14, 15). */
export function checkCourt(context: LintContext): readonly LintFinding[] {
  if (context.model.relief.block === "relief-none") return [];
  const court = plainText(context.fields, "courtName");
  const organ = plainText(context.fields, "organName");
  if (court === "" || organ === "") return [];
  const add = (message: string, article: string): readonly LintFinding[] => [
    {
      ruleId: "LV-02",
      severity: "look",
      message,
      field: "courtName",
      blockId: "relief",
      article,
      repair: { kind: "setField", field: "courtName", value: "有管辖权的人民法院" },
    },
  ];
  if (!court.endsWith("法院")) return add("提起诉讼的机关应当是人民法院", "行诉法14");
  const { level, article } = courtLevelOf(organ);
  if (level === "basic" && /(?:中级|高级|最高)人民法院/u.test(court))
    return add("以部门为被告的第一审行政案件由基层人民法院管辖，请核对", "行诉法14");
  if (level === "intermediate" && /[区县]人民法院$/u.test(court))
    return add(
      `以${article === "行诉法15(二)" ? "海关" : "县级以上地方人民政府"}为被告的第一审行政案件由中级人民法院管辖，请核对`,
      "行诉法15",
    );
  return [];
}

/** LV-04: sources are cited in the edition in force on the letter's day. */
export function checkEditions(context: LintContext): readonly LintFinding[] {
  const onDay = dayOf(context, "issueDate");
  if (!onDay) return [];
  const found: LintFinding[] = [];
  for (const block of context.model.blocks) {
    const text = eachRun({ ...context.model, blocks: [block] })
      .map(({ run }) => runsText([run]))
      .join("");
    for (const problem of editionProblems(text, onDay)) {
      // What the applicant wrote is quoted as it is.
      if (block.id === "opening") continue;
      found.push({
        ruleId: "LV-04",
        severity: "blocks",
        message: problem.message,
        blockId: block.id,
        article: problem.article,
      });
    }
  }
  return found;
}

/** LT-01: 您 in a letter to an organisation, typed into a field. */
export function checkHonorific(context: LintContext): readonly LintFinding[] {
  if (context.fields.applicantType !== "organisation" || context.template.format === "sheet") return [];
  const place = eachRun(context.model).find(
    ({ run }) => run.kind === "field" && run.name !== "requestedInformation" && /您/u.test(runsText([run])),
  );
  if (!place) return [];
  return [
    {
      ruleId: "LT-01",
      severity: "look",
      message: "申请人是单位，文中的“您”应当为“贵单位”",
      blockId: place.blockId,
      ...(place.run.kind === "field" && !isEmptyValue(place.run.name) ? { field: place.run.name } : {}),
      article: "实践",
    },
  ];
}
