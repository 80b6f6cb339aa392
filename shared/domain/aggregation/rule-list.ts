/** A department's own list of dangerous combinations: read, checked and laid beside the one it replaces. */
import { attributes, type Attribute, type EntityKind } from "./facts.ts";
import type { CombinationMeasure, CombinationRule } from "./rules.ts";

export type RuleListProblem =
  | "no-rules"
  | "id-invalid"
  | "id-twice"
  | "title-missing"
  | "reason-missing"
  | "needs-too-few"
  | "need-twice"
  | "attribute-not-of-kind"
  | "number-out-of-range";

/** What a kind of thing can have: the attributes a combination of it may name. */
export const attributesOf: Readonly<Record<EntityKind, readonly Attribute[]>> = {
  facility: ["position", "coordinate", "capacity", "stock", "headcount", "schedule"],
  person: [
    "name",
    "maskedId",
    "maskedPhone",
    "maskedBank",
    "birth",
    "address",
    "village",
    "unit",
    "health",
    "hardship",
    "penalty",
  ],
  dwelling: ["name", "maskedId", "maskedPhone", "birth", "health", "hardship", "penalty"],
  group: ["smallCount", "member"],
  figure: ["shown", "suppressed", "total", "restOfTotal"],
  series: ["cumulative"],
};

const numbered = new Set<Attribute>(["maskedId", "maskedPhone", "maskedBank"]);

function measureProblem(kind: EntityKind, measure: CombinationMeasure): RuleListProblem | undefined {
  const known = attributesOf[kind];
  if (measure.kind === "difference")
    return kind !== "series"
      ? "attribute-not-of-kind"
      : measure.smallBelow >= 1 && measure.smallBelow <= 100
        ? undefined
        : "number-out-of-range";
  if (measure.kind === "complement") {
    if (measure.attributes.length === 0) return "needs-too-few";
    if (!measure.attributes.every((each) => numbered.has(each) && known.includes(each)))
      return "attribute-not-of-kind";
    return measure.openAtMost >= 0 && measure.openAtMost <= 10 ? undefined : "number-out-of-range";
  }
  if (measure.needs.length < 2 || measure.needs.some((need) => need.length === 0)) return "needs-too-few";
  const all = measure.needs.flat();
  if (!all.every((each) => known.includes(each))) return "attribute-not-of-kind";
  // An attribute that meets two needs would make the combination by itself.
  return new Set(all).size === all.length ? undefined : "need-twice";
}

/** The first thing that is wrong with a list, and with which rule of it. */
export function ruleListProblem(
  rules: readonly CombinationRule[],
): { readonly problem: RuleListProblem; readonly ruleId: string } | undefined {
  if (rules.length === 0) return { problem: "no-rules", ruleId: "" };
  const seen = new Set<string>();
  for (const rule of rules) {
    const wrong = (problem: RuleListProblem) => ({ problem, ruleId: rule.id });
    if (!/^[A-Z]{2}-\d{2}$/u.test(rule.id)) return wrong("id-invalid");
    if (seen.has(rule.id)) return wrong("id-twice");
    seen.add(rule.id);
    if (rule.title.trim() === "") return wrong("title-missing");
    if (rule.reason.trim() === "") return wrong("reason-missing");
    const problem = measureProblem(rule.entityKind, rule.measure);
    if (problem) return wrong(problem);
  }
  return undefined;
}

/** 「地点或者坐标，加上容量」 */
export function measureWords(measure: CombinationMeasure): string {
  const either = (need: readonly Attribute[]): string => need.map((each) => attributes[each]).join("或者");
  if (measure.kind === "all-needs") return measure.needs.map(either).join("，加上");
  if (measure.kind === "complement")
    return `两件的${either(measure.attributes)}叠在一起，至多只剩 ${measure.openAtMost} 位没有露出`;
  return `两期累计数相减小于 ${measure.smallBelow}，或者是储备的增减`;
}

export interface RuleChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Which rules a new list adds, leaves out or changes: leaving one out lets papers through that were held back. */
export function ruleChanges(
  before: readonly CombinationRule[],
  after: readonly CombinationRule[],
): RuleChanges {
  const known = new Map(before.map((rule) => [rule.id, JSON.stringify(rule)]));
  const kept = new Set(after.map((rule) => rule.id));
  return {
    added: after.filter((rule) => !known.has(rule.id)).map((rule) => rule.id),
    removed: before.filter((rule) => !kept.has(rule.id)).map((rule) => rule.id),
    changed: after
      .filter((rule) => known.has(rule.id) && known.get(rule.id) !== JSON.stringify(rule))
      .map((rule) => rule.id),
  };
}
