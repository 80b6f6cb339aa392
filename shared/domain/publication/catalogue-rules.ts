import { parseCalendarDay } from "../../kernel/calendar-day.ts";
import type { PublicationAnchor } from "../clock/publication-rule.ts";

/** One way to say a term: what stands before and after its one value, and the words for it with `N` for the value. */
export interface RuleForm {
  readonly start: string;
  readonly end: string;
  readonly words: string;
  /** Absent: nothing more is to be said. */
  readonly value?: "count" | "monthDay" | "day";
}

const anchorWords: Readonly<Record<PublicationAnchor, string>> = {
  formed: "形成",
  changed: "变更",
  decided: "作出决定",
  approved: "批准",
  published: "发布",
  occurred: "发生",
};

const afterEvent = (unit: "WD" | "ND"): readonly RuleForm[] =>
  (Object.keys(anchorWords) as PublicationAnchor[]).map((anchor) => ({
    start: `${unit}:`,
    end: ` from ${anchor}`,
    words: `自${anchorWords[anchor]}之日起N${unit === "WD" ? "个工作日" : "日"}内`,
    value: "count",
  }));

/** 公开时限 of an item, as `parsePublicationRule` of the clock reads it (catalogue.md §2; 条例26). */
export const deadlineForms: readonly RuleForm[] = [
  ...afterEvent("WD"),
  ...afterEvent("ND"),
  { start: "realTime", end: "", words: "实时公开" },
  { start: "fixed:", end: "", words: "每年N前", value: "monthDay" },
  { start: "quarterly+", end: "", words: "每季度结束后N个工作日内", value: "count" },
  { start: "monthly+", end: "", words: "每月结束后N个工作日内", value: "count" },
];

/** 公开时限（存续）: how long it stays public (catalogue.md §2). */
export const periodForms: readonly RuleForm[] = [
  { start: "permanent", end: "", words: "长期公开" },
  { start: "until:superseded", end: "", words: "被新的信息代替为止" },
  { start: "ND:", end: " after publish", words: "公开之日起N日", value: "count" },
  { start: "WD:", end: " after publish", words: "公开之日起N个工作日", value: "count" },
  { start: "until:", end: "", words: "公开至N", value: "day" },
];

function fits(form: RuleForm, value: string): boolean {
  switch (form.value) {
    case undefined:
      return value === "";
    case "count":
      return /^[1-9]\d{0,2}$/.test(value);
    case "monthDay":
      // A leap year: 29 February is a day of some years.
      return /^\d{2}-\d{2}$/.test(value) && parseCalendarDay(`2024-${value}`) !== undefined;
    case "day":
      return parseCalendarDay(value) !== undefined;
    default:
      return false;
  }
}

/** The form a rule is written in, and its value; undefined for what is no such rule. */
export function readRule(
  forms: readonly RuleForm[],
  text: string,
): { readonly form: RuleForm; readonly value: string } | undefined {
  for (const form of forms) {
    if (text.length < form.start.length + form.end.length) continue;
    if (!text.startsWith(form.start) || !text.endsWith(form.end)) continue;
    const value = text.slice(form.start.length, text.length - form.end.length);
    if (fits(form, value)) return { form, value };
  }
  return undefined;
}

export function writeRule(form: RuleForm, value: string): string {
  return `${form.start}${form.value ? value : ""}${form.end}`;
}

function valueWords(form: RuleForm, value: string): string {
  if (form.value === "count") return value;
  const parts = value.split("-").map(Number);
  return form.value === "day" ? `${parts[0]}年${parts[1]}月${parts[2]}日` : `${parts[0]}月${parts[1]}日`;
}

/** The rule in the words of a printed catalogue; "" where none is said. */
export function ruleWords(forms: readonly RuleForm[], text: string): string {
  const read = readRule(forms, text);
  return read ? read.form.words.replace("N", valueWords(read.form, read.value)) : "";
}
