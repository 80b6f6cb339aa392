import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { catalogueLinkWords, catalogueNotice, linkedCode } from "./catalogue-link.ts";

it.each([
  ["ML-03-02 部门预算", "ML-03-02"],
  ["ML-03-02", "ML-03-02"],
  ["　ML-03-02　部门 预算 ", "ML-03-02"],
  ["部门预算", "部门预算"],
  ["  ", ""],
  ["", ""],
])("the code in 「%s」 is 「%s」", (words, code) => {
  expect(linkedCode(words)).toBe(code);
});

it("reads back the code of what was chosen", () => {
  expect(linkedCode(catalogueLinkWords({ itemCode: "ML-03-02", level2: "部门 预算" }))).toBe("ML-03-02");
});

describe("the notice of a paper", () => {
  const today = calendarDay("2026-09-16");
  const item = { retired: false, validFrom: "2026-09-16" };
  const paper = { disclosureProperty: "proactive", catalogueItem: "ML-01 机构" } as const;
  const catalogue = { begun: true, item };
  it.each([
    ["an item that is in force", paper, catalogue, undefined],
    ["no item", { ...paper, catalogueItem: " " }, { begun: true, item: undefined }, "none"],
    ["an item nobody knows", paper, { begun: true, item: undefined }, "unknown"],
    ["an item that is retired", paper, { begun: true, item: { ...item, retired: true } }, "retired"],
    ["an item from tomorrow on", paper, { begun: true, item: { ...item, validFrom: "2026-09-17" } }, "ahead"],
    ["no catalogue yet", { ...paper, catalogueItem: "" }, { begun: false, item: undefined }, undefined],
    [
      "a paper for applicants",
      { disclosureProperty: "onApplication", catalogueItem: "" },
      { begun: true, item: undefined },
      undefined,
    ],
  ] as const)("%s", (_name, of, with_, notice) => {
    expect(catalogueNotice(of, with_, today)).toBe(notice);
  });
});
