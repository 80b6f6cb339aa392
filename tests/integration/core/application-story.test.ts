import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import type { SubmissionChannel } from "../../../shared/contract/applications.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";

const day = (text: string) => text as CalendarDay;

/** One application, start to end, with every way it can arrive (条例30–34, 36, 51). */
describe("an application", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-02T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const register = (change: object) =>
    department.as("hejing", "registerApplication", { ...intake, arrivedOn: day("2026-03-02"), ...change });
  const read = (applicationId: string) => department.as("hejing", "readCase", { applicationId });

  /** Written, reviewed by everybody, signed; returns its number. */
  async function signed(
    applicationId: string,
    template: string,
    fields: Record<string, unknown>,
  ): Promise<{ letterId: string; docNumber: string; digest: string }> {
    const { letterId } = await department.as("hejing", "createLetter", { applicationId, template });
    const saved = await department.as("hejing", "saveLetter", { letterId, draftSeq: 0, fields });
    expect(saved.lint.filter((finding) => finding.severity === "blocks")).toEqual([]);
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    const { docNumber } = await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    return { letterId, docNumber, digest };
  }

  const channels: readonly (readonly [SubmissionChannel, object, string | undefined])[] = [
    ["inPerson", {}, "2026-03-02"],
    ["registeredMail", { receiptEvidence: "EMS 1234567890123" }, "2026-03-02"],
    ["oral", {}, "2026-03-02"],
    ["ordinaryMail", {}, undefined],
    ["ordinaryMail", { confirmedOn: day("2026-03-02") }, "2026-03-02"],
    ["internet", { arrivedOn: day("2026-02-27"), confirmedOn: day("2026-03-02") }, "2026-03-02"],
    ["fax", { arrivedOn: day("2026-02-27"), confirmedOn: day("2026-03-02") }, "2026-03-02"],
  ];
  it.each(channels)("by %s %o is received on %s (条例31)", async (submissionChannel, change, expected) => {
    const { applicationId } = await register({ submissionChannel, ...change });
    const view = await read(applicationId);
    expect(view.reading.receiptDate).toBe(expected);
    // 20 working days from the day after: 3 March to 30 March 2026, no holiday between.
    expect(view.reading.effectiveDue).toBe(expected === undefined ? undefined : "2026-03-30");
  });

  it.each([
    [{ arrivedOn: day("2026-03-03") }, "day-in-future"],
    [
      { submissionChannel: "fax" as const, arrivedOn: day("2026-03-02"), confirmedOn: day("2026-02-27") },
      "confirmation-before-arrival",
    ],
  ])("%o is refused: %s", async (change, expected) => {
    const refused = await department.ask("hejing", "registerApplication", {
      ...intake,
      ...change,
    });
    expect(refused.ok === false && refused.error.code).toBe(expected);
  });

  it("is corrected once, extended once, consulted about, answered and served; every due day follows", async () => {
    department.setNow("2026-03-03T01:00:00Z");
    const { applicationId } = await register({ arrivedOn: day("2026-03-03") });
    expect((await read(applicationId)).reading.effectiveDue).toBe("2026-03-31");
    expect((await read(applicationId)).reading.correctionNoticeDue).toBe("2026-03-12");

    // 补正: noticed within 7 working days; the period starts anew from the corrected application (条例30).
    department.setNow("2026-03-09T01:00:00Z");
    const correction = await signed(applicationId, "correction-notice", {
      correctionItems: ["所需政府信息的名称、文号或者便于查询的其他特征性描述不明确"],
      guidance: "写明项目名称、大致年份",
      correctionDays: 15,
    });
    await department.as("hejing", "recordService", {
      letterId: correction.letterId,
      method: "direct",
      clockDate: day("2026-03-09"),
      receivedOn: day("2026-03-09"),
    });
    // What was signed is held to the case as it was then: that it has been served is no objection to it.
    const told = await department.as("hejing", "readLetter", { letterId: correction.letterId });
    expect(told.lint).toEqual([]);
    expect(told.sentLetters.map((letter) => letter.letterId)).toEqual([correction.letterId]);
    const again = await department.ask("hejing", "createLetter", {
      applicationId,
      template: "correction-notice",
    });
    expect(again.ok === false && again.error.code).toBe("letter-not-allowed");
    department.setNow("2026-03-16T01:00:00Z");
    await department.as("hejing", "recordClockEvent", {
      applicationId,
      event: { type: "correctedReceived", onDay: "2026-03-16" },
    });
    // 17 March to 14 April: 6 April 2026 is the day off for 清明节.
    expect((await read(applicationId)).reading.effectiveDue).toBe("2026-04-14");

    // 第三方意见: the time of asking does not count (条例33③).
    department.setNow("2026-03-18T01:00:00Z");
    const consultationId = "third-party-1";
    for (const event of [
      { type: "consultationIssued", onDay: "2026-03-18", consultationId, party: "thirdParty" },
      { type: "consultationReceivedByThem", onDay: "2026-03-18", consultationId },
    ])
      await department.as("hejing", "recordClockEvent", { applicationId, event, note: "EMS 签收回执" });
    department.setNow("2026-03-25T01:00:00Z");
    await department.as("hejing", "recordClockEvent", {
      applicationId,
      event: { type: "consultationReturned", onDay: "2026-03-25", consultationId },
      note: "书面意见，同意公开",
    });
    const suspended = (await read(applicationId)).reading;
    expect(suspended.suspensions).toHaveLength(1);
    expect((suspended.effectiveDue ?? "") > "2026-04-14").toBe(true);
    const beforeExtension = suspended.effectiveDue ?? "";

    // 延期: at most 20 working days, approved by the head of the office, noticed before the first due day (条例33②).
    department.setNow("2026-04-07T01:00:00Z");
    const extension = await signed(applicationId, "extension-notice", {
      extensionReason: "申请内容涉及的档案需要逐件核对",
      extensionDays: 20,
    });
    await department.as("hejing", "recordService", {
      letterId: extension.letterId,
      method: "post",
      trackingNo: "EMS 1234567890123",
      clockDate: day("2026-04-07"),
    });
    const extended = (await read(applicationId)).reading;
    expect((extended.effectiveDue ?? "") > beforeExtension).toBe(true);
    const second = await department.ask("hejing", "createLetter", {
      applicationId,
      template: "extension-notice",
    });
    expect(second.ok === false && second.error.code).toBe("letter-not-allowed");

    // 答复: signed, numbered, drawn, served; the case is answered.
    department.setNow("2026-04-20T01:00:00Z");
    const reply = await signed(applicationId, "disclosure-granted-proactive", {
      publishedOn: "2026-03-03",
      publicLocation: "云州市人民政府网站",
    });
    const file = await department.as("hejing", "exportLetter", { letterId: reply.letterId, format: "docx" });
    expect(Buffer.from(file.bytes.subarray(0, 4)).toString("latin1")).toBe("PK\u0003\u0004");
    const late = await department.ask("hejing", "recordService", {
      letterId: reply.letterId,
      method: "post",
      clockDate: day("2026-04-20"),
    });
    expect(late.ok === false && late.error.code).toBe("tracking-number-missing");
    const served = await department.as("hejing", "recordService", {
      letterId: reply.letterId,
      method: "post",
      trackingNo: "EMS 1234567890124",
      clockDate: day("2026-04-20"),
    });
    expect(served.reading.state).toBe("answered");
    const view = await read(applicationId);
    expect(view.letters.map((letter) => letter.state)).toEqual(["served", "served", "served"]);
    // 《期限计算说明》 as a file holds what the events say.
    const proof = await department.as("zhengke", "exportClockProof", { applicationId, format: "docx" });
    const sheet = await readDocument(proof.bytes, proof.fileName);
    const sheetText = sheet.ok ? sheet.value.parts.map((part) => part.text).join("") : "";
    expect(sheetText).toContain("在法定期限内答复");
    expect(sheetText).toContain("EMS 签收回执");
    const closed = await department.ask("hejing", "createLetter", {
      applicationId,
      template: "extension-notice",
    });
    expect(closed.ok === false && closed.error.code).toBe("case-closed");
  });

  it("takes no event without its proof, and ends a petition by telling its sender (条例39)", async () => {
    department.setNow("2026-04-20T01:00:00Z");
    const { applicationId } = await register({ arrivedOn: day("2026-04-20") });
    const event = { type: "redirected", matter: "complaint", onDay: "2026-04-20" };
    const bare = await department.ask("hejing", "recordClockEvent", { applicationId, event });
    expect(bare.ok === false && bare.error.code).toBe("proof-missing");
    const done = await department.as("hejing", "recordClockEvent", {
      applicationId,
      event,
      note: "电话告知申请人，转市信访局，登记号0420",
    });
    expect(done.reading.state).toBe("closed");
    const view = await read(applicationId);
    expect(view.events.at(-1)?.note).toContain("市信访局");
    const report = await department.as("hejing", "readAnnualReport", { year: 2026 });
    const cell = report.tables
      .flatMap((table) => table.rows.flat())
      .find((one) => one.cell === "t2.r3_5_1.nat");
    expect(Number(cell?.text)).toBe(1);
  });

  it("numbers run without gaps; a void number keeps its reason and is never used again (V10)", async () => {
    department.setNow("2026-04-21T01:00:00Z");
    const { applicationId } = await register({ arrivedOn: day("2026-04-21") });
    const first = await signed(applicationId, "disclosure-granted-proactive", {
      publishedOn: "2026-03-03",
      publicLocation: "云州市人民政府网站",
    });
    await department.as("hejing", "voidLetterNumber", {
      letterId: first.letterId,
      reason: "签发后发现印章有误，作废重发",
      passphrase,
    });
    const other = await register({ arrivedOn: day("2026-04-21") });
    const second = await signed(other.applicationId, "disclosure-granted-proactive", {
      publishedOn: "2026-03-03",
      publicLocation: "云州市人民政府网站",
    });
    const register_ = await department.as("hejing", "readNumberRegister", { limit: 500 });
    const bySeries = new Map<string, number[]>();
    for (const row of register_.rows)
      bySeries.set(row.series, [...(bySeries.get(row.series) ?? []), row.number]);
    expect(bySeries.size).toBeGreaterThan(1);
    for (const [series, numbers] of bySeries)
      expect([series, numbers.toSorted((a, b) => a - b)]).toEqual([series, numbers.map((_, n) => n + 1)]);
    const voided = register_.rows.find((row) => row.docNumber === first.docNumber);
    expect([voided?.state, voided?.voidReason]).toEqual(["void", "签发后发现印章有误，作废重发"]);
    expect(second.docNumber).not.toBe(first.docNumber);
    expect(second.docNumber).toMatch(/^云建公开.〔2026〕\d+号$/);
  });

  it("what was approved is what is signed and stays what was signed, whatever changes around it (V1, V5)", async () => {
    department.setNow("2026-04-22T01:00:00Z");
    const { applicationId } = await register({ arrivedOn: day("2026-04-22") });
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    });
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: 0,
      fields: { publishedOn: "2026-03-03", publicLocation: "云州市人民政府网站" },
    });
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    const text = async () =>
      JSON.stringify((await department.as("hejing", "readLetter", { letterId })).model);
    const court = (await department.as("wushan", "readOrganisation", {})).courtName;
    expect(await text()).toContain(court);
    const approved = await text();
    const profile = await department.as("wushan", "readOrganisation", {});
    const change = (courtName: string) =>
      department.as("wushan", "updateOrganisation", { profile: { ...profile, courtName } });
    await change("云州市东城人民法院");
    expect(await text()).toBe(approved);
    await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    expect(await text()).toContain(court);
    await change("云州市西城人民法院");
    const signedText = await text();
    expect(signedText).toContain(court);
    expect(signedText).not.toContain("西城");
    await change(court);
  });
});
