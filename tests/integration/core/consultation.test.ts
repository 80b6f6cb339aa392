import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";
import { unpack } from "../support/unpack.ts";

/** 征求第三方意见 from the record to the override that is told to the third party (条例15, 32). */
describe("the consultation of a third party", () => {
  let department: Department;
  let applicationId: string;
  let consultationId: string;
  const party = {
    basis: "thirdPartyRights" as const,
    name: "云州岚峰建设有限公司",
    contact: "吴工",
    phone: "0990-7654321",
    reason: "报价清单涉及商业秘密",
    asked: "锦绣小区3号楼加装电梯项目中标合同的报价清单",
  };
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-02T01:00:00Z" });
    ({ applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    }));
  });
  afterAll(() => department.remove());

  const view = async () => {
    const { consultations } = await department.as("hejing", "readCase", { applicationId });
    const found = consultations.find((each) => each.consultationId === consultationId);
    if (!found) throw new Error("no consultation");
    return found;
  };
  const row = async () =>
    (await department.as("hejing", "readHome", {})).rows.find(
      (each) => each.workId === `consultation:${consultationId}`,
    );
  const refused = async (asked: Promise<{ ok: boolean; error?: { code: string } }>) => {
    const envelope = await asked;
    return envelope.ok ? undefined : envelope.error?.code;
  };
  const sign = async (letterId: string, more: Record<string, unknown> = {}) => {
    const letter = await department.as("hejing", "readLetter", { letterId });
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: letter.draftSeq,
      fields: { ...letter.fields, ...more },
    });
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    return { reviewId, sign: () => department.ask("hejing", "signLetter", { letterId, digest, passphrase }) };
  };

  it("is recorded with whom, about what and why, and stands on the desk until the letter is out", async () => {
    ({ consultationId } = await department.as("hejing", "openConsultation", { applicationId, ...party }));
    expect((await view()).life.stage).toBe("toWrite");
    expect(await row()).toMatchObject({ todo: "拟征求意见函", group: "today" });
    expect(
      await refused(
        department.ask("hejing", "recordConsultationAnswer", {
          consultationId,
          opinion: "consent",
          arrivedOn: "2026-03-02" as never,
          proof: "电话",
        }),
      ),
    ).toBe("consultation-not-sent");
    const other = await department.as("hejing", "openConsultation", {
      applicationId,
      ...party,
      basis: "consistency",
      name: "云州市财政局",
    });
    expect(
      await refused(department.ask("hejing", "makeConsultationLetter", { ...other, role: "consultation" })),
    ).toBe("no-letter-for-this-basis");
    await department.as("hejing", "voidConsultation", { ...other, reason: "登记错误" });
    const { consultations } = await department.as("hejing", "readCase", { applicationId });
    expect(consultations.map((each) => each.name)).toEqual([party.name]);
  });

  it("goes out with its letter; the service of the letter is what the clock hears", async () => {
    const { letterId } = await department.as("hejing", "makeConsultationLetter", {
      consultationId,
      role: "consultation",
    });
    // A second call gives the letter in hand, not another one.
    expect(
      await department.as("hejing", "makeConsultationLetter", { consultationId, role: "consultation" }),
    ).toEqual({ letterId });
    const letter = await department.as("hejing", "readLetter", { letterId });
    expect(letter.fields).toMatchObject({
      addressee: party.name,
      involvedInformation: party.asked,
      involvedReason: party.reason,
    });
    const approved = await sign(letterId);
    const review = await department.as("hejing", "readReview", { reviewId: approved.reviewId });
    // The paper is for the third party; the applicant is not among those it goes to.
    expect(JSON.stringify(review.revision)).not.toContain(intake.applicantName);
    expect((await approved.sign()).ok).toBe(true);
    expect(
      await refused(department.ask("hejing", "voidConsultation", { consultationId, reason: "错" })),
    ).toBe("consultation-went-out");
    department.setNow("2026-03-03T01:00:00Z");
    await department.as("hejing", "recordService", {
      letterId,
      method: "post",
      trackingNo: "EMS 1234567890123",
      clockDate: "2026-03-03" as never,
    });
    expect((await view()).life).toMatchObject({ stage: "awaitingReceipt", task: { due: "2026-03-10" } });
    department.setNow("2026-03-06T01:00:00Z");
    await department.as("hejing", "recordDelivery", {
      letterId,
      kind: "received",
      onDay: "2026-03-05" as never,
      note: "EMS 签收回执",
    });
    const sent = await view();
    expect(sent.life).toMatchObject({ stage: "awaitingOpinion", opinionDue: "2026-03-26" });
    expect(sent.reading).toMatchObject({ issuedOn: "2026-03-03", receivedByThemOn: "2026-03-05" });
  });

  it("is followed up on its day, and again on the day agreed", async () => {
    expect(await row()).toMatchObject({ todo: "催办", remainingWorkdays: 9, group: "later" });
    department.setNow("2026-03-19T01:00:00Z");
    expect(await row()).toMatchObject({ group: "today" });
    const say = (more: object) =>
      department.ask("hejing", "followUpConsultation", {
        consultationId,
        onDay: "2026-03-19" as never,
        method: "telephone",
        note: "吴工答复：正在走内部程序",
        ...more,
      });
    expect(await refused(say({ onDay: "2026-03-20" }))).toBe("day-in-future");
    expect(await refused(say({ nextOn: "2026-03-19" }))).toBe("next-day-before");
    expect((await say({ nextOn: "2026-03-24" })).ok).toBe(true);
    expect(await row()).toMatchObject({ remainingWorkdays: 3, group: "soon" });
    department.setNow("2026-03-25T01:00:00Z");
    expect(await row()).toMatchObject({ remainingWorkdays: -1, group: "overdue" });
  });

  it("answers; the answer and its event on the clock are one act, and a corrected one takes the event back", async () => {
    const say = (more: object) =>
      department.ask("hejing", "recordConsultationAnswer", {
        consultationId,
        opinion: "objection",
        reasons: "报价清单反映成本构成，属于商业秘密",
        arrivedOn: "2026-03-24" as never,
        proof: "2026年3月24日来函，盖有公章",
        ...more,
      });
    expect(await refused(say({ arrivedOn: "2026-03-02" }))).toBe("answer-before-letter");
    expect(await refused(say({ opinion: "partial" }))).toBe("answer-incomplete");
    expect(await refused(say({ reasons: "机密★10年" }))).toBe("secret-mark");
    expect(await say({ arrivedOn: "2026-03-23" })).toMatchObject({ ok: true, value: { movesClock: true } });
    expect((await view()).reading?.returnedOn).toBe("2026-03-23");
    expect((await say({})).ok).toBe(true);
    const now = await view();
    expect(now.reading).toMatchObject({ returnedOn: "2026-03-24", endedBy: "returned" });
    expect(now.life).toMatchObject({ stage: "toDecide" });
    const { events } = await department.as("hejing", "readCase", { applicationId });
    expect(events.map(({ event }) => event.type).slice(-3)).toEqual([
      "consultationReturned",
      "eventRevoked",
      "consultationReturned",
    ]);
  });

  it("is overridden with its reason; the answer is not signed before the third party is told (条例32)", async () => {
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted",
    });
    const reply = await sign(letterId, {
      providedList: [{ title: "锦绣小区3号楼加装电梯项目中标合同", copies: 1 }],
      providedForm: "纸质复印件",
    });
    const undecided = await reply.sign();
    expect(undecided.ok === false && undecided.error).toMatchObject({
      code: "blocked",
      facts: { blockers: [expect.stringContaining("先决定是否公开")] },
    });
    expect(
      await refused(
        department.ask("hejing", "makeConsultationLetter", { consultationId, role: "decisionNotice" }),
      ),
    ).toBe("notice-not-needed");
    await department.as("hejing", "decideConsultation", {
      consultationId,
      outcome: "disclose",
      reason: "使用专项维修资金，不公开会对公共利益造成重大影响",
    });
    expect(await row()).toMatchObject({ todo: "书面告知第三方" });
    const untold = await reply.sign();
    expect(untold.ok === false && untold.error).toMatchObject({
      code: "blocked",
      facts: { blockers: [expect.stringContaining("决定告知书")] },
    });
    const notice = await department.as("hejing", "makeConsultationLetter", {
      consultationId,
      role: "decisionNotice",
    });
    const drawn = await department.as("hejing", "readLetter", notice);
    expect(drawn.fields).toMatchObject({ addressee: party.name, consultationIssuedOn: "2026-03-03" });
    expect(drawn.model.blocks.length).toBeGreaterThan(0);
    const told = await sign(notice.letterId, { disclosureDate: "2026-04-10" });
    // An override is read for the law, by somebody else, on exactly this content.
    const unread = await told.sign();
    expect(unread.ok === false && unread.error).toMatchObject({
      code: "legal-opinion-missing",
      facts: { reasons: [expect.stringContaining("条例第三十二条")] },
    });
    const waitsOnDesk = async () =>
      (await department.as("zhangwen", "readHome", {})).rows.find(
        (each) => each.address === `/letters/${notice.letterId}`,
      );
    expect(await waitsOnDesk()).toMatchObject({ todo: "法制审核", from: expect.any(String) as string });
    const { digest = "" } = await department.as("zhangwen", "readLegalReading", notice);
    const read = (account: "hejing" | "zhangwen" | "zhoumin", more: object = {}) =>
      refused(
        department.ask(account, "giveLegalOpinion", {
          ...notice,
          digest,
          opinion: "agree",
          text: "公共利益的理由充分，程序合法",
          ...more,
        }),
      );
    expect(await read("hejing")).toBe("own-item");
    expect(await read("zhoumin")).toBe("not-allowed");
    expect(await read("zhangwen", { digest: "0".repeat(64) })).toBe("stale");
    expect(await read("zhangwen", { text: "机密★10年" })).toBe("secret-mark");
    expect(await read("zhangwen", { opinion: "object", text: "公共利益的理由不充分" })).toBeUndefined();
    expect(await waitsOnDesk()).toBeUndefined();
    expect(await refused(told.sign())).toBe("legal-opinion-missing");
    expect(await read("zhangwen")).toBeUndefined();
    expect(await department.as("hejing", "readLegalReading", notice)).toMatchObject({
      done: true,
      mayRead: false,
      opinions: [{ opinion: "object" }, { opinion: "agree", stale: false }],
    });
    expect((await told.sign()).ok).toBe(true);
    expect(await read("zhangwen")).toBe("already-signed");
    expect((await view()).life).toMatchObject({ stage: "settled", noticeNeeded: true });
    expect(await row()).toBeUndefined();
    expect(
      await refused(
        department.ask("hejing", "decideConsultation", { consultationId, outcome: "withhold", reason: "改" }),
      ),
    ).toBe("notice-signed");
    expect((await reply.sign()).ok).toBe(true);

    // The opinions stay with the case: what was said of which content.
    const { letters } = await department.as("hejing", "readCase", { applicationId });
    for (const { letterId, issueDate: clockDate, service } of letters)
      if (clockDate && !service)
        await department.as("hejing", "recordService", {
          letterId,
          method: "post",
          clockDate,
          trackingNo: "1099",
          note: "",
        });
    const bundle = await department.as("hejing", "archiveCase", {
      applicationId,
      archiveNo: "D30-2",
      retention: "thirtyYears",
    });
    const opinions = [...unpack(bundle.bytes)].find(([name]) => name.endsWith("87-法制审核意见.csv"));
    const lines = new TextDecoder().decode(opinions?.[1]).trim().split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",")[2])).toEqual(["不同意签发", "同意签发"]);
    expect(lines.filter((line) => line.endsWith("是")).length).toBe(2);
    expect(lines.join("\n")).toContain(digest);
  });
});

describe("a consultation that stood on the clock before anybody wrote down who was asked", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-02T01:00:00Z" });
  });
  afterAll(() => department.remove());

  it("is named once, by a party of its kind, and keeps its days", async () => {
    const { applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-03-02" as never,
    });
    await department.as("hejing", "recordClockEvent", {
      applicationId,
      event: {
        type: "consultationIssued",
        onDay: "2026-03-02",
        consultationId: "consultation-1",
        party: "otherOrgan",
      },
    });
    const name = (basis: "thirdPartyRights" | "jointInformation") =>
      department.ask("hejing", "openConsultation", {
        applicationId,
        basis,
        name: "云州市财政局",
        reason: "联合发文",
        asked: "联合批复",
        clockId: "consultation-1",
      });
    const wrong = await name("thirdPartyRights");
    expect(wrong.ok === false && wrong.error.code).toBe("clock-entry-not-free");
    expect((await name("jointInformation")).ok).toBe(true);
    const twice = await name("jointInformation");
    expect(twice.ok === false && twice.error.code).toBe("clock-entry-not-free");
    const { consultations } = await department.as("hejing", "readCase", { applicationId });
    expect(consultations).toMatchObject([
      { clockId: "consultation-1", reading: { issuedOn: "2026-03-02" }, life: { stage: "awaitingReceipt" } },
    ]);
  });
});
