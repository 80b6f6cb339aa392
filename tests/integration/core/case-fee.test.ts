import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { letterText } from "../../../shared/domain/letters/letter-model.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { openDepartment, type Department } from "../support/department.ts";
import { intake } from "../support/letters.ts";

const day = (text: string) => text as CalendarDay;

/** One applicant's month, as 收费办法4 and 条例35 count it. */
describe("the fee of a case", () => {
  let department: Department;
  let last = "";
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-09-10T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const register = async (change: object): Promise<string> =>
    (
      await department.as("hejing", "registerApplication", {
        ...intake,
        arrivedOn: day("2026-09-10"),
        ...change,
      })
    ).applicationId;
  const fee = (applicationId: string) => department.as("hejing", "readCaseFee", { applicationId });
  const refusal = async (input: object) => {
    const answer = await department.ask("hejing", "draftFeeNotice", input as never);
    return answer.ok ? "done" : answer.error.code;
  };

  it("counts every unit of the applicant's month, also of joint applications, and nothing twice", async () => {
    for (let n = 1; n <= 6; n += 1)
      await register({ requestedInformation: `第${n}号地块的规划条件`, arrivedOn: day("2026-09-02") });
    await register({
      arrivedOn: day("2026-09-03"),
      requestedInformation: "三项",
      units: ["甲路的施工合同", "乙路的施工合同", "丙路的验收报告"],
    });
    // Of another month, of another person, and withdrawn before anything was done: none of them counts.
    await register({ arrivedOn: day("2026-08-31"), requestedInformation: "上月的申请" });
    await register({ applicantName: "宋明", idNumber: "370402198001011234", phone: "13900000000" });
    const gone = await register({ requestedInformation: "已撤回的申请", arrivedOn: day("2026-09-03") });
    await department.as("hejing", "recordClockEvent", {
      applicationId: gone,
      event: { type: "withdrawn", onDay: "2026-09-03" },
      note: "书面撤回",
    });
    // The tenth: another first name, he is the second of two applicants.
    await register({
      arrivedOn: day("2026-09-04"),
      applicantName: "宋明",
      idNumber: "370402198001011234",
      coApplicants: [{ applicantName: intake.applicantName, idNumber: intake.idNumber }],
      requestedInformation: "共同申请的内容",
    });
    const tenth = await register({ arrivedOn: day("2026-09-05"), requestedInformation: "第十一件" });
    expect((await fee(tenth)).counter).toMatchObject({ alreadyInMonth: 10, sequenceFrom: 11 });
    expect((await fee(gone)).counter).toBeUndefined();
    last = await register({ requestedInformation: "2025年度全部采购合同" });
    const view = await fee(last);
    expect(view.counter).toEqual({
      yearMonth: "2026-09",
      alreadyInMonth: 11,
      sequenceFrom: 12,
      sequenceTo: 12,
    });
    expect(view.others).toHaveLength(11);
    expect(view.delivery).toBe("paper");
  });

  it("states the facts behind an abnormal volume: the very applications that make it (条例35)", async () => {
    const found = await department.as("hejing", "findSameMatter", { applicationId: last });
    expect(found.volume).toMatchObject({ remarkable: "本月第 13 件", inMonth: 13 });
    // Twelve of September besides this one (the withdrawn one was asked too), and that of August.
    expect(found.volumeCases).toHaveLength(13);
  });

  it("drafts one notice under one tariff, with the sums of the register (收费办法3–6)", async () => {
    expect(await refusal({ applicationId: last, basis: "perPage" })).toBe("fee-not-possible");
    expect(await refusal({ applicationId: last, basis: "perPage", pages: 30 })).toBe("fee-not-possible");
    const { letterId } = await department.as("hejing", "draftFeeNotice", {
      applicationId: last,
      basis: "perItem",
    });
    const letter = await department.as("hejing", "readLetter", { letterId });
    expect(letter.fields).toMatchObject({
      feeBasis: "perItem",
      feeAmount: 100,
      feeDetail: "第12件，每件100元，1件计100元",
      feeFacts: "申请人2026年9月累计提出政府信息公开申请12件，本件为第12件",
    });
    expect((await fee(last)).notice).toEqual({ letterId, amount: 100, issued: false });
    // Never both: neither by this way nor by the ordinary one.
    expect(await refusal({ applicationId: last, basis: "perPage", pages: 64 })).toBe("letter-not-allowed");
    const again = await department.ask("hejing", "createLetter", {
      applicationId: last,
      template: "fee-notice",
    });
    expect(again.ok === false && again.error.code).toBe("letter-not-allowed");
  });

  it("counts anew when the tariff or the pages are changed by hand, and never says both (收费办法3)", async () => {
    const { letterId } = (await fee(last)).notice ?? { letterId: "" };
    let draftSeq = 0;
    const saved = async (fields: object) => {
      const answer = await department.as("hejing", "saveLetter", {
        letterId,
        draftSeq,
        fields: fields as never,
      });
      ({ draftSeq } = answer);
      const wrong = answer.lint.filter((finding) => finding.severity === "blocks");
      return { fields: answer.fields, text: letterText(answer.model), wrong };
    };
    const byPage = await saved({ feeBasis: "perPage", feePages: 64 });
    // fees.md §5, example 9: 34 pages at 10 yuan.
    expect(byPage.fields).toMatchObject({
      feeAmount: 340,
      feeFacts: "本件申请要求提供的政府信息共64页",
      feeDetail: "第1至30页不收费；第31至64页，每页10元，34页计340元",
    });
    expect(byPage.text).toContain("按量计收");
    expect(byPage.text).not.toMatch(/第12件|100元/u);
    expect(byPage.wrong.filter((finding) => finding.field?.startsWith("fee"))).toEqual([]);
    expect((await saved({ feeBasis: "perPage", feePages: 250 })).fields).toMatchObject({ feeAmount: 4700 });
    // What is typed over the sums is not kept: they follow from the tariff.
    const typed = await saved({
      feeBasis: "perItem",
      feePages: 250,
      feeAmount: 4800,
      feeDetail: "合计4800元",
    });
    expect(typed.fields).toMatchObject({ feeAmount: 100, feeDetail: "第12件，每件100元，1件计100元" });
    expect(typed.text).not.toMatch(/页|4800/u);
    for (const [change, reason] of [
      [{ feeBasis: "perPage" }, "未登记页数"],
      [{ feeBasis: "perPage", feePages: 30 }, "不收费"],
    ] as const) {
      const free = await saved(change);
      expect(free.fields).not.toHaveProperty("feeAmount");
      expect(free.wrong.find((finding) => finding.field === "feeBasis")?.message).toContain(reason);
    }
  });

  it("charges nothing inside the free ten", async () => {
    const free = await register({ applicantName: "宋明", idNumber: "370402198001019999", phone: "1" });
    expect((await fee(free)).counter?.sequenceTo).toBe(1);
    expect(await refusal({ applicationId: free, basis: "perItem" })).toBe("fee-not-possible");
  });
});
