import { parseCalendarDay } from "../../kernel/calendar-day.ts";
import { isQuoted } from "./field-dictionary.ts";
import { isEmptyValue, plainText } from "./field-values.ts";
import { eachRun, letterText, runsText } from "./letter-model.ts";
import type { LintContext } from "./lint-context.ts";
import type { LintFinding } from "./lint-finding.ts";
import { docNumberAdvice, parseDocNumber, repairDocNumber } from "./numbering.ts";

/** LV-09: 发文字号 (GB/T 9704-2012, 7.2.5). Other letters and files cite it, so a crooked one is not signed. */
export function checkDocNumber(context: LintContext): readonly LintFinding[] {
  const { fields, template } = context;
  if (!template.series || isEmptyValue(fields.docNumber)) return [];
  const number = plainText(fields, "docNumber");
  const parsed = parseDocNumber(number);
  if (parsed.ok) return [];
  const repaired = repairDocNumber(number);
  return [
    {
      ruleId: "LV-09",
      severity: "blocks",
      message: `文号格式不正确：${docNumberAdvice(parsed.error)}`,
      field: "docNumber",
      blockId: "number",
      article: "GB/T 9704",
      ...(repaired
        ? { repair: { kind: "setField" as const, field: "docNumber" as const, value: repaired } }
        : {}),
    },
  ];
}

/** LV-10: dates without leading zeros, the organ's own name, the seal. Only a foreign name blocks: who signs decides. */
export function checkSignOff(context: LintContext): readonly LintFinding[] {
  const { model, profile, fields } = context;
  const findings: LintFinding[] = [];
  // What the applicant wrote is quoted as it is.
  const quoted = new Set(
    eachRun(model).flatMap(({ run }) => (run.kind === "field" && isQuoted(run.name) ? [run.text] : [])),
  );
  const ownText = [...quoted].reduce((text, one) => text.replaceAll(one, ""), letterText(model));
  if (/\d{4}年0\d月|月0\d日/u.test(ownText)) {
    findings.push({
      ruleId: "LV-10",
      severity: "look",
      message: "日期中的月、日不编虚位（1不编为01）",
      article: "GB/T 9704",
    });
  }
  findings.push(...checkDateForms(ownText));
  if (profile && !isEmptyValue(fields.organName) && plainText(fields, "organName") !== profile.organName) {
    findings.push({
      ruleId: "LV-10",
      severity: "blocks",
      message: "署名应当为本机关全称",
      field: "organName",
      blockId: "sign-off",
      article: "条例10②",
      repair: { kind: "setField", field: "organName", value: profile.organName },
    });
  }
  if (model.signOff && !model.signOff.sealed) {
    findings.push({
      ruleId: "LV-10",
      severity: "look",
      message: "没有标明加盖印章",
      blockId: "sign-off",
      article: "GB/T 9704",
    });
  }
  return findings;
}

const figures = /(?<![\d./-])(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?![\d./-])/u;
const shortYear = /(?<!\d)\d{2}年(?:1[0-2]|[1-9])月(?:[12]\d|3[01]|[1-9])日/u;

/** LV-10: days are written 2026年3月5日 (GB/T 9704-2012, 7.3.5.4), and there must be such a day. */
function checkDateForms(text: string): readonly LintFinding[] {
  const look = (message: string): LintFinding => ({
    ruleId: "LV-10",
    severity: "look",
    message,
    article: "GB/T 9704",
  });
  const bare = text.replace(/https?:\/\/\S+/gu, "");
  const noDay = [...bare.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/gu)].find(
    ([, year = "", month = "", day = ""]) =>
      !parseCalendarDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`),
  );
  return [
    ...(figures.test(bare) || shortYear.test(bare) ? [look("日期应当写全年、月、日，如“2026年3月5日”")] : []),
    ...(noDay ? [look(`没有“${noDay[0]}”这一天`)] : []),
  ];
}

const emptyFormula = /经研究(?:决定)?[，,]?(?:不予公开|不予提供|决定)/u;

/** LT-01: words official letters no longer use, and decisions without a reason. */
export function checkWording(context: LintContext): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  for (const block of context.model.blocks) {
    const text = block.kind === "paragraph" ? runsText(block.runs) : "";
    if (/此页无正文/u.test(text)) {
      findings.push({
        ruleId: "LT-01",
        severity: "look",
        message: "不再使用“此页无正文”",
        blockId: block.id,
        article: "GB/T 9704",
      });
    }
    if (emptyFormula.test(text)) {
      findings.push({
        ruleId: "LT-01",
        severity: "look",
        message: "“经研究决定”等表述没有说明理由，请写明理由",
        blockId: block.id,
        article: "条例36(三)",
      });
    }
  }
  return findings;
}
