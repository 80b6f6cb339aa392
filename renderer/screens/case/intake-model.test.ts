import { describe, expect, it } from "vitest";

import { applicationIntake, type SubmissionChannel } from "../../../shared/contract/applications.ts";
import { officialCalendar } from "../../../shared/domain/clock/official-calendar.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { explainIntake, freshIntake, intakeOf, intakeProblems, type IntakeDraft } from "./intake-model.ts";

const today = calendarDay("2026-09-16");
const draft = (change: Partial<IntakeDraft>): IntakeDraft => ({
  ...freshIntake(today),
  applicantName: "刘长河",
  requestedInformation: "锦绣小区加装电梯项目招标文件",
  ...change,
});

describe("the receipt date while the form is filled in (条例31)", () => {
  it.each<[SubmissionChannel, string, string, string | undefined]>([
    ["inPerson", "2026-09-14", "", "2026-09-14"],
    ["registeredMail", "2026-09-14", "", "2026-09-14"],
    ["oral", "2026-09-14", "", "2026-09-14"],
    ["internet", "2026-09-14", "", undefined],
    ["internet", "2026-09-14", "2026-09-15", "2026-09-15"],
    ["fax", "2026-09-14", "2026-09-15", "2026-09-15"],
    ["ordinaryMail", "2026-09-14", "2026-09-14", "2026-09-14"],
    // A confirmation left over from another channel says nothing about a letter handed in.
    ["inPerson", "2026-09-14", "2026-09-16", "2026-09-14"],
  ])("%s, arrived %s, confirmed %s: %s", (submissionChannel, arrivedOn, confirmedOn, expected) => {
    const { receipt } = explainIntake(
      draft({ submissionChannel, arrivedOn, confirmedOn }),
      officialCalendar,
      today,
    );
    expect(receipt?.receiptDate).toBe(expected);
  });

  it("gives the reply its 20 working days and the correction notice its 7", () => {
    // 2026-08-10, a Monday: day 20 is 2026-09-07, no holiday between.
    const explanation = explainIntake(draft({ arrivedOn: "2026-08-10" }), officialCalendar, today);
    expect(explanation.replyDue).toBe("2026-09-07");
    expect(explanation.correctionNoticeDue).toBe("2026-08-19");
  });

  it("warns when an ordinary letter was not confirmed on the day it came", () => {
    const { receipt } = explainIntake(
      draft({ submissionChannel: "ordinaryMail", arrivedOn: "2026-09-14", confirmedOn: "2026-09-15" }),
      officialCalendar,
      today,
    );
    expect(receipt?.warnings.map((warning) => warning.code)).toEqual(["confirmationNotSameDay"]);
  });

  it("says which of the three contents of 条例29 are missing", () => {
    expect(explainIntake(draft({}), officialCalendar, today).missingContents).toEqual([
      "身份证明",
      "联系方式",
    ]);
    const whole = draft({ idNumber: "370499195203120021", phone: "0632-5550000" });
    expect(explainIntake(whole, officialCalendar, today).missingContents).toEqual([]);
  });
});

describe("what stops the registration", () => {
  it("is only what cannot be registered at all", () => {
    expect(intakeProblems(draft({}), today)).toEqual({});
    expect(Object.keys(intakeProblems(freshIntake(today), today))).toEqual([
      "applicantName",
      "requestedInformation",
    ]);
  });
  it.each([
    [{ arrivedOn: "2026-09-17" }, "arrivedOn"],
    [{ arrivedOn: "" }, "arrivedOn"],
    [{ submissionChannel: "internet", confirmedOn: "2026-09-15" }, "confirmedOn"],
    [{ submissionChannel: "internet", confirmedOn: "2026-09-17" }, "confirmedOn"],
  ] as const)("%o: %s", (change, field) => {
    expect(Object.keys(intakeProblems(draft(change as Partial<IntakeDraft>), today))).toEqual([field]);
  });
});

it("hands the core what its parser takes", () => {
  const parsed = applicationIntake.safeParse(
    intakeOf(draft({ submissionChannel: "internet", confirmedOn: today })),
  );
  expect(parsed.success && parsed.data.confirmedOn).toBe(today);
  const handedIn = applicationIntake.parse(intakeOf(draft({ confirmedOn: today })));
  expect(handedIn.confirmedOn).toBeUndefined();
});
