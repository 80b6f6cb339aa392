import { describe, expect, it } from "vitest";

import type { ChecklistRow } from "../../../shared/contract/reviews.ts";
import {
  answerNeedsNote,
  checkAfterAnswer,
  checklistGroupsOf,
  nextOpenCheck,
  openChecks,
  proposedNote,
} from "./checklist-model.ts";

const row = (code: string, group: string, answer?: "no" | "yes"): ChecklistRow => ({
  code,
  group,
  check: "",
  usualTreatment: "",
  note: "",
  ...(answer ? { answer } : {}),
});
const rows = [row("CR-A01", "A 国家秘密", "no"), row("CR-A02", "A 国家秘密"), row("CR-B01", "B 工作秘密")];

describe("the checklist", () => {
  it("is shown by group with what is open", () => {
    expect(checklistGroupsOf(rows).map((group) => [group.group, group.rows.length, group.open])).toEqual([
      ["A 国家秘密", 2, 1],
      ["B 工作秘密", 1, 1],
    ]);
    expect(openChecks(rows)).toBe(2);
  });
  it("asks for a treatment of what was found and for the doubt of what is unsure", () => {
    expect((["no", "yes", "na", "unsure"] as const).filter(answerNeedsNote)).toEqual(["yes", "unsure"]);
  });
  it.each([
    [undefined, "CR-A02"],
    ["CR-A01", "CR-A02"],
    ["CR-A02", "CR-B01"],
    ["CR-B01", "CR-A02"],
  ] as const)("after %s goes to %s", (from, to) => {
    expect(nextOpenCheck(rows, from)).toBe(to);
  });
  it("ends when everything is answered", () => {
    expect(nextOpenCheck([row("CR-A01", "A", "no")], "CR-A01")).toBeUndefined();
  });
  it("is open again where an answer contradicts what is withheld", () => {
    const contradicted: ChecklistRow = { ...row("CR-D01", "D", "no"), contradicted: true };
    expect(openChecks([contradicted])).toBe(1);
    expect(nextOpenCheck([contradicted, row("CR-D02", "D", "no")], "CR-D02")).toBe("CR-D01");
    expect(nextOpenCheck([contradicted], "CR-D01")).toBeUndefined();
    // Whoever gave that answer stays with it; another answer goes on.
    const list = [contradicted, row("CR-D02", "D")];
    expect(checkAfterAnswer(list, "CR-D01")).toBe("CR-D01");
    expect(checkAfterAnswer([row("CR-D01", "D", "yes"), row("CR-D02", "D")], "CR-D01")).toBe("CR-D02");
  });
  it("proposes the words of a treatment where the program saw something, and no other words", () => {
    expect(proposedNote({ hint: "筛查发现手机号码 2 处" }, "yes")).toBe(
      "筛查发现手机号码 2 处，已按发现逐处处理",
    );
    expect(proposedNote({ hint: "筛查发现手机号码 2 处" }, "unsure")).toBe("");
    expect(proposedNote({}, "yes")).toBe("");
  });
});
