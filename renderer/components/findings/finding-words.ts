import type { FindingView } from "../../../shared/contract/items.ts";
import {
  classOf,
  findingClasses,
  findingTypes,
  type FindingType,
} from "../../../shared/domain/screening/finding-types.ts";
import { generalisedForm, removedPassage } from "../../../shared/domain/screening/public-forms.ts";
import { screeningRules } from "../../../shared/domain/screening/rules/index.ts";
import { maskValue } from "../../../shared/domain/screening/masking.ts";
import type { FindingGlyph } from "./finding-classes.ts";

export function glyphOfType(type: FindingType): FindingGlyph {
  return findingClasses[classOf(type)].glyph;
}

/** What the kind of finding is called. */
export function labelOfType(type: FindingType): string {
  return findingTypes[type].label;
}

/** What the program says about a finding: its kind, how sure, and what a person has to settle. */
export function explanationOf(finding: FindingView): string {
  const { label } = findingTypes[finding.type];
  const findingClass = classOf(finding.type);
  const duty = finding.severity === "must-fix" ? "须处理后才能公开。" : "请核对是否属实、是否必须公开。";
  if (findingClass === "hidden") return `${label}，页面上看不到，随文件一起流出。${duty}`;
  if (findingClass === "wording") return `${label}，核实后改正。${duty}`;
  return `${label}。${duty}`;
}

const rules = new Map<string, { readonly source: string; readonly explanation: string }>(
  screeningRules.map(({ id, source, explanation }) => [id, { source, explanation }]),
);

/** The rule behind a finding of the text: what it says and what it rests on. Hidden data needs none. */
export function ruleBehind(
  finding: FindingView,
): { readonly source: string; readonly explanation: string } | undefined {
  return rules.get(finding.ruleId);
}

/** Ways to write the passage in the release that are offered beside the rule's; the note of the mask says which. */
export function offeredForms(
  finding: FindingView,
): readonly { readonly name: string; readonly note: string }[] {
  if (finding.start === undefined) return [];
  const general = generalisedForm(finding.type, finding.value);
  return [
    ...(general === undefined ? [] : [{ name: `概括为${general}`, note: general }]),
    { name: "整段删去", note: removedPassage },
  ];
}

/** What would stand in the release by rule (review.md §5); empty when the rule takes the passage out. */
export function maskedForm(finding: FindingView): string {
  return maskValue(finding.type, finding.value) || "整段删去";
}

/**
 * A place in two parts: what it lies in (工作表“名册”), which may be shortened, and the number of its row, page or
 * paragraph, by which it is found and which therefore stays whole. The first part is empty where there is no other.
 */
export function placeInParts(where: string): readonly [within: string, at: string] {
  const at = where.search(/第[\d,]+[\p{Script=Han}]{1,2}[^第]*$/u);
  return at > 0 ? [where.slice(0, at), where.slice(at)] : ["", where];
}
