import { describe, expect, it } from "vitest";

import type { CalendarDay } from "../../kernel/calendar-day.ts";
import {
  applicantNames,
  checkApplicants,
  missingOfApplicants,
  representativeOf,
  type CoApplicant,
} from "./joint-applicants.ts";
import { sameApplicant, type MatterCase } from "./same-matter.ts";

const other = (change: Partial<CoApplicant> = {}): CoApplicant => ({
  applicantName: "宋明",
  idType: "居民身份证",
  idNumber: "370402198001011234",
  phone: "",
  postalAddress: "",
  postcode: "",
  ...change,
});
const first = {
  applicantName: "刘长河",
  idNumber: "37040219700101123X",
  phone: "13800001234",
  email: "",
  postalAddress: "",
  coApplicants: [other()] as readonly CoApplicant[],
  representative: 1,
  agentName: "",
  agentProof: "",
};

describe("several applicants of one application", () => {
  it("are all named, and one of them speaks for all", () => {
    expect(applicantNames(first)).toEqual(["刘长河", "宋明"]);
    expect(representativeOf(first)).toBe("宋明");
    expect(representativeOf({ ...first, coApplicants: [], representative: 0 })).toBe("刘长河");
  });

  it.each([
    [{}, undefined],
    [{ representative: 2 }, "representative-unknown"],
    [{ coApplicants: [other({ idNumber: "37040219700101123x" })] }, "applicant-twice"],
    [{ coApplicants: [other(), other({ applicantName: "宋 明", idNumber: "" })] }, undefined],
    [
      { coApplicants: [other({ idNumber: "" }), other({ applicantName: "宋 明", idNumber: "" })] },
      "applicant-twice",
    ],
  ])("%o: %s", (change, problem) => {
    expect(checkApplicants({ ...first, ...change })).toBe(problem);
  });

  it.each([
    [{}, []],
    [{ coApplicants: [other({ idNumber: "" })] }, ["身份证明（宋明）"]],
    [{ coApplicants: [], idNumber: " " }, ["身份证明"]],
    [{ phone: "" }, ["联系方式"]],
    [{ phone: "", coApplicants: [other({ phone: "13900000000" })] }, []],
    [{ agentName: "王律师" }, ["代理人的授权委托书和身份证明"]],
    [{ agentName: "王律师", agentProof: "2026年3月2日授权委托书" }, []],
  ])("%o lacks %j (条例29)", (change, missing) => {
    expect(missingOfApplicants({ ...first, ...change })).toEqual(missing);
  });

  const matter = (change: Partial<MatterCase>): MatterCase => ({
    applicantName: "刘长河",
    idNumber: "37040219700101123X",
    phone: "",
    requestedInformation: "x",
    receivedOn: "2026-03-02" as CalendarDay,
    ...change,
  });
  it("are each looked at when asking whether the same person asked before (条例35, 36(六))", () => {
    const alone = matter({ applicantName: "宋明", idNumber: "370402198001011234" });
    const joint = matter({ others: [other()] });
    expect(sameApplicant(alone, joint)).toBe(true);
    expect(sameApplicant(joint, alone)).toBe(true);
    expect(sameApplicant(alone, matter({}))).toBe(false);
    expect(
      sameApplicant(
        matter({ others: [other()] }),
        matter({ idNumber: "370402199001019999", others: [other()] }),
      ),
    ).toBe(true);
  });
});
