import { describe, expect, it } from "vitest";

import { legalReadingAsked, mayReadForLaw } from "./legal-reading.ts";
import { letterIds, refusalLetterIds, type LetterId } from "./letter-id.ts";

const articles = (template: LetterId, disputes = 0) =>
  legalReadingAsked({ template, disputes }).map((reason) => reason.article);

describe("the legal reader's step", () => {
  it.each([
    ["refusal-state-secret", 0, ["条例第十四条"]],
    ["refusal-legal-prohibition", 0, ["条例第十四条"]],
    ["refusal-security-stability", 0, ["条例第十四条"]],
    ["refusal-third-party", 0, ["条例第十五条"]],
    ["refusal-internal-affairs", 0, ["条例第十六条"]],
    ["refusal-process-information", 0, ["条例第十六条"]],
    ["refusal-enforcement-file", 0, ["条例第十六条"]],
    ["third-party-decision-notice", 0, ["条例第三十二条"]],
    ["not-processed-abnormal-volume", 0, ["条例第三十五条"]],
    ["unable-not-held", 0, []],
    ["unable-not-held", 1, ["条例第三十六条第四项"]],
    ["unable-not-responsible", 1, ["条例第三十六条第五项"]],
    ["not-processed-repeat", 1, ["条例第三十六条第六项"]],
    ["special-query", 2, ["条例第三十六条第七项"]],
    ["disclosure-granted", 3, []],
    ["correction-notice", 1, []],
  ] as const)("%s with %i disputes: %j", (template, disputes, expected) => {
    expect(articles(template, disputes)).toEqual(expected);
  });

  it("reads every refusal of 条例14 to 16", () => {
    const read = letterIds.filter((id) => articles(id).length > 0);
    expect(read).toEqual(expect.arrayContaining([...refusalLetterIds]));
  });

  it.each([
    [["unitHead"], "p2", undefined],
    [["disclosureOffice"], "p2", undefined],
    [["disclosureOffice"], "p1", "own-letter"],
    [["drafter"], "p2", "not-legal-reader"],
    [["systemAdmin"], "p2", "not-legal-reader"],
  ] as const)("of %j as %s: %s", (roles, personId, refusal) => {
    expect(mayReadForLaw({ personId, roles }, ["p1"])).toBe(refusal);
  });
});
