import { describe, expect, it } from "vitest";

import { addDays, calendarDay } from "../../kernel/calendar-day.ts";
import { ageOfRules, oldRulesDays, rulesAreOld } from "./rules-age.ts";
import { rulesVersion } from "./rules/index.ts";

const made = calendarDay("2026-11-28");

describe("the age of the delivered rules", () => {
  it.each([
    ["2026.11.28", 0, 0],
    ["2026.11.28", oldRulesDays - 1, oldRulesDays - 1],
    ["2026.11.28", -3, 0],
    ["2026.9.29", 0, 60],
  ])("counts from version %s, %i days after it was made", (version, later, age) => {
    expect(ageOfRules(version, addDays(made, later))).toBe(age);
  });

  it("is told from sixty days on, and never by a version that is no day", () => {
    expect(rulesAreOld("2026.11.28", addDays(made, oldRulesDays - 1))).toBe(false);
    expect(rulesAreOld("2026.11.28", addDays(made, oldRulesDays))).toBe(true);
    expect(ageOfRules("2026.13.1", made)).toBeUndefined();
    expect(rulesAreOld("next", addDays(made, 1000))).toBe(false);
  });

  it("can be told of the rules this program brings", () => {
    expect(ageOfRules(rulesVersion, addDays(made, 400))).toBeGreaterThan(0);
  });
});
