import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { composeLetter, type LetterSettings } from "./compose-letter.ts";
import type { LetterFields } from "./field-values.ts";
import type { LetterId } from "./letter-id.ts";
import { lintLetter, type LintContext, type LintReport } from "./linter.ts";
import { sampleFields } from "./sample-fields.ts";
import { letterTemplates, shippedTemplate } from "./templates/letter-templates.ts";

interface LintCase {
  readonly id: string;
  readonly rule: string;
  readonly source: string;
  readonly letter: LetterId;
  /** The rule that must speak; null where nothing may be said. */
  readonly fault: string | null;
  readonly fields?: LetterFields;
  readonly facts?: Partial<LintContext>;
  readonly settings?: LetterSettings;
}

const cases = readFileSync(
  new URL("../../../tests/fixtures/letters/lint-cases.jsonl", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as LintCase);

function lint({ letter, fields, facts, settings = {} }: LintCase): LintReport {
  const template = shippedTemplate(letter);
  const all = { ...sampleFields(letter), ...fields };
  return lintLetter({
    template,
    model: composeLetter(template, all, { settings, templates: letterTemplates }),
    fields: all,
    settings,
    stage: "signing",
    profile: { organName: "云州市住房和城乡建设局", officeHeadName: "陈静文" },
    applicant: { name: "李秋实", idNumber: "110101199003070000", phone: "13900000000" },
    thirdParty: { name: "云州岚峰建筑设计有限公司" },
    due: calendarDay("2026-04-30"),
    searchRecord: true,
    separability: "notSeparable",
    disclosureRequired: "notRequired",
    prohibitingSource: "law",
    attachments: [],
    previousExtensions: 0,
    previousCorrectionNotices: 0,
    ...facts,
  });
}

/** Written from the rules and the articles before the linter was asked (`make-lint-cases.py`). */
describe("letters with one fault, and letters that only look as if they had it", () => {
  it("has two of each for every rule LV-01 to LV-14", () => {
    const count = (rule: string, faulty: boolean): number =>
      cases.filter((one) => one.rule === rule && (one.fault !== null) === faulty).length;
    const rules = Array.from({ length: 14 }, (_, index) => `LV-${String(index + 1).padStart(2, "0")}`);
    expect(rules.filter((rule) => count(rule, true) < 2 || count(rule, false) < 2)).toEqual([]);
  });

  it.each(cases.filter((one) => one.fault !== null))("$id $rule finds: $source", (entry) => {
    expect(lint(entry).findings.map((finding) => finding.ruleId)).toContain(entry.fault);
  });

  it.each(cases.filter((one) => one.fault === null))("$id $rule is silent: $source", (entry) => {
    expect(lint(entry).findings).toEqual([]);
  });
});
