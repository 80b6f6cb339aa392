import { describe, expect, it } from "vitest";

import { fieldsThatDiffer, mergedFields, mergeFieldNames } from "./merge-fields.ts";

const mine = {
  title: "甲",
  channels: ["website"],
  audience: { kind: "public" },
  originType: "made",
  originOrgans: [],
  notBefore: "2026-10-01T00:00:00Z",
};
const theirs = {
  title: "乙",
  channels: ["website"],
  audience: { kind: "targeted", recipients: ["住户"] },
  originType: "joint",
  originOrgans: ["市水务局"],
};

describe("the fields of a merge", () => {
  it("names what differs, also what only one side has, and not what is written in another order", () => {
    expect(fieldsThatDiffer(mine, theirs)).toEqual(["title", "origin", "audience", "notBefore"]);
    const period = { kind: "naturalDays", days: 30 };
    const turned = { days: 30, kind: "naturalDays" };
    expect(fieldsThatDiffer({ publicationPeriod: period }, { publicationPeriod: turned })).toEqual([]);
  });

  it("takes the chosen side whole, with what belongs together; a value the side lacks is gone", () => {
    const chosen = { title: "mine", origin: "theirs", audience: "theirs", notBefore: "theirs" } as const;
    const merged = mergedFields<Record<string, unknown>>({ ...mine, kind: "other" }, mine, theirs, chosen);
    expect(merged).toEqual({ ...theirs, title: "甲", kind: "other" });
  });

  it("refuses while a field that differs is not chosen", () => {
    expect(mergedFields<Record<string, unknown>>(mine, mine, theirs, { title: "mine" })).toBeUndefined();
    expect(mergedFields<Record<string, unknown>>(mine, mine, mine, {})).toEqual(mine);
  });

  it.each(mergeFieldNames)("sees a difference in %s", (field) => {
    expect(fieldsThatDiffer({ [field]: "x" }, { [field]: "y" })).toEqual(
      ["origin", "disclosure"].includes(field) ? [] : [field],
    );
  });
});
