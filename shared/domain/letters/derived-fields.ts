import { formatChineseDate, parseCalendarDay } from "../../kernel/calendar-day.ts";
import type { CopyItem, FieldValue, LetterFields } from "./field-values.ts";
import { isEmptyValue, plainText } from "./field-values.ts";
import type { LetterTemplate } from "./letter-template.ts";
import { reconsiderationOrgans } from "./reconsideration-organ.ts";

/** Requests above this length are shortened in the letter and enclosed in full. */
const quotedCharacters = 200;

/** 于…收到补正后的申请 / 经依法延长答复期限 / 于…完成信息处理费缴纳: what happened since the application came. */
export function historyClause(fields: LetterFields): string {
  const corrected = parseCalendarDay(fields.correctedReceiptDate);
  const paid = parseCalendarDay(fields.feePaidOn);
  return [
    corrected ? `，于${formatChineseDate(corrected)}收到补正后的申请` : "",
    fields.replyExtended === true ? "，经依法延长答复期限" : "",
    paid ? `，于${formatChineseDate(paid)}完成信息处理费缴纳` : "",
  ].join("");
}

/** 您, or 贵单位 for an organisation. */
export function honorific(fields: LetterFields): string {
  return fields.applicantType === "organisation" ? "organisation" : "person";
}

/** Shortens a quotation above 200 characters with ……; the original is then enclosed. */
export function quotation(text: string): string {
  const characters = Array.from(text.trim());
  return characters.length > quotedCharacters
    ? `${characters.slice(0, quotedCharacters - 2).join("")}……`
    : text.trim();
}

/** Fields the machine fills when the caller left them empty. */
export function derivedFields(template: LetterTemplate, fields: LetterFields): LetterFields {
  const derived: { -readonly [Name in keyof LetterFields]: FieldValue } = {};
  if (isEmptyValue(fields.historyClause)) derived.historyClause = historyClause(fields);
  if (isEmptyValue(fields.honorific)) {
    derived.honorific = template.id === "third-party-decision-notice" ? "thirdParty" : honorific(fields);
  }
  if (isEmptyValue(fields.courtName)) derived.courtName = "有管辖权的人民法院";
  if (isEmptyValue(fields.reconsiderationOrgan) && typeof fields.organName === "string") {
    const organs = reconsiderationOrgans(fields.organName).organs;
    // A generic name (省人民政府, 上一级主管部门) would not tell the applicant where to go.
    if (!organs.some((organ) => /^(?:[省市县区]|上一级|本级|设立)/u.test(organ))) {
      derived.reconsiderationOrgan = organs.join("或者");
    }
  }
  if (typeof fields.requestedInformation === "string" && template.format !== "sheet") {
    derived.requestedInformation = quotation(fields.requestedInformation);
  }
  const organ = fields.competentOrganName;
  if (isEmptyValue(fields.competentOrganSentence) && typeof organ === "string" && !isEmptyValue(organ)) {
    const reader =
      fields.honorific === "several" ? "你们" : honorific(fields) === "organisation" ? "贵单位" : "您";
    const contact = isEmptyValue(fields.competentOrganContact)
      ? ""
      : `，联系方式：${plainText(fields, "competentOrganContact").replace(/[。；，,;]+$/u, "")}`;
    derived.competentOrganSentence = `经查，该信息由${organ}负责公开，建议${reader}向该机关提出申请${contact}。`;
  }
  // The letter that asks a third party is addressed to it.
  if (template.id === "third-party-consultation-letter" && isEmptyValue(fields.thirdPartyName)) {
    const addressee = plainText(fields, "addressee");
    if (addressee !== "") derived.thirdPartyName = addressee;
  }
  if (isEmptyValue(fields.thirdPartyOpinionSummary)) {
    const summary = opinionSummary(fields.opinion);
    if (summary) derived.thirdPartyOpinionSummary = summary;
  }
  if (isEmptyValue(fields.attachmentList) && Array.isArray(fields.providedList)) {
    derived.attachmentList = (fields.providedList as readonly CopyItem[]).map((copy) => copy.title);
  }
  return derived;
}

function opinionSummary(opinion: FieldValue | undefined): string | undefined {
  switch (opinion) {
    case "consent":
      return "贵方同意公开";
    case "partial":
      return "贵方同意公开部分内容";
    case "objection":
      return "贵方不同意公开";
    case "none":
      return "贵方逾期未提出意见";
    default:
      return undefined;
  }
}
