import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { AnnualReportView } from "../../../shared/contract/statistics.ts";
import { letterText } from "../../../shared/domain/letters/letter-model.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { person } from "../documents/corpus/case.ts";
import { rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";
import { zipTextsWithin } from "../support/zip-texts.ts";

const day = (text: string) => text as CalendarDay;
const matters = [
  "锦绣小区改造项目的施工合同",
  "锦绣小区改造项目的拆迁户档案",
  "锦绣小区改造项目的内部会议纪要",
  "2025年部门决算",
];
const figure = (view: AnnualReportView, cell: string): number =>
  Number(
    view.tables.flatMap((table) => table.rows.flat()).find((one) => one.cell === cell)?.text ?? Number.NaN,
  );
const roster = () =>
  Uint8Array.from(
    xlsxFile([
      {
        name: "公示",
        xml: rows([
          ["姓名", "身份证号"],
          [person.name, person.id],
        ]),
      },
      { name: "底稿", state: "hidden", xml: rows([["银行账户", person.mobile]]) },
    ]),
  );

/** One application, four matters, one letter that answers three of them: each counted for itself (letters.md §1). */
describe("one letter that answers several units", () => {
  let department: Department;
  let units: readonly { applicationId: string; applicationNo: string }[] = [];
  const letters: string[] = [];
  let joint = "";
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-04T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const read = (letterId: string) => department.as("hejing", "readLetter", { letterId });
  const readCase = (applicationId: string) => department.as("hejing", "readCase", { applicationId });
  const draft = async (unit: number, template: string, fields: object, reasons: object[] = []) => {
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId: units[unit]?.applicationId ?? "",
      template,
      reasons: reasons as never,
    });
    await department.as("hejing", "saveLetter", { letterId, draftSeq: 0, fields: fields as never });
    return letterId;
  };
  const code = async (operation: string, input: object, account = "hejing") => {
    const answer = await department.ask(account as never, operation as never, input as never);
    const given = answer as { ok: boolean; error?: { code: string } };
    return given.ok ? "done" : given.error?.code;
  };

  it("takes drafts of different units, in the order of the units, and nothing that cannot stand in it", async () => {
    const { applicationId } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: day("2026-03-02"),
      requestedInformation: matters.join("；"),
    });
    expect(await code("createJointAnswer", { applicationId, letterIds: [applicationId] })).toBe(
      "join-not-possible",
    );
    units = (await department.as("hejing", "splitApplication", { applicationId, units: matters })).units;
    letters.push(
      await draft(0, "disclosure-granted", {
        providedForm: "电子",
        providedList: [{ title: "锦绣小区改造项目施工合同", pages: 12 }],
      }),
      await draft(1, "disclosure-partial", {
        providedList: [{ title: "拆迁户公示名单", pages: 1 }],
        withheldItems: [
          {
            passage: "名单中的身份证件号码",
            ground: "thirdPartyRights",
            reason: "属于个人隐私，公开会损害其合法权益",
          },
        ],
      }),
      await draft(2, "unable-not-held", {
        searchSummary: "本机关档案室和办公系统",
        searchRecordId: "2026-检索-3",
      }),
    );
    const notice = await draft(3, "extension-notice", { extensionReason: "需要协调", extensionDays: 20 });
    const [a = "", b = "", c = ""] = letters;
    expect(await code("createJointAnswer", { applicationId, letterIds: [a] })).toBe("join-not-possible");
    expect(await code("createJointAnswer", { applicationId, letterIds: [a, notice] })).toBe(
      "join-not-possible",
    );
    const made = await department.as("hejing", "createJointAnswer", { applicationId, letterIds: [c, b, a] });
    joint = made.letterId;
    const view = await read(joint);
    expect(view.answers?.map((answer) => answer.letterId)).toEqual([a, b, c]);
    expect(await code("createJointAnswer", { applicationId, letterIds: [a, b] })).toBe("join-not-possible");
    expect(await code("submitLetter", { letterId: a })).toBe("blocked");
  });

  it("prints a passage a unit, one relief paragraph for all and every enclosure", async () => {
    await department.as("hejing", "addAttachment", {
      itemId: (await read(letters[1] ?? "")).itemId,
      fileName: "名单.xlsx",
      bytes: roster(),
    });
    const view = await read(joint);
    const text = letterText(view.model);
    expect(text).toContain(`（编号：${view.applicationNo}）`);
    expect(text).toContain("现就其中3项一并答复如下，其余内容另行答复。");
    expect(text).toContain(`一、关于“${matters[0]}”（编号：${units[0]?.applicationNo}）`);
    expect(text).toContain(`三、关于“${matters[2]}”（编号：${units[2]?.applicationNo}）`);
    expect(text).toContain("告知您该政府信息不存在");
    expect(text).toContain("附件：1.锦绣小区改造项目施工合同\n2.拆迁户公示名单");
    // Withheld under 条例15 beside other answers: both ways are named (复议法23①(四); 行诉法44).
    expect(view.model.relief.block).toBe("relief-partial");
    expect(text.match(/60日内/gu)).toHaveLength(2);
    expect(view.attachments.map((file) => file.fileName)).toEqual(["名单.xlsx"]);
    expect(view.blockers.map((blocker) => blocker.code)).toContain("findings-open");
  });

  it("shows a gap of one unit where it is, and is mended in the letter of the unit", async () => {
    const [, b = "", c = ""] = letters;
    const { draftSeq } = await read(c);
    await department.as("hejing", "saveLetter", {
      letterId: c,
      draftSeq,
      fields: { searchSummary: "档案室" },
    });
    const gap = (await read(joint)).lint.filter((finding) => finding.severity === "blocks");
    expect(gap.length).toBeGreaterThan(0);
    for (const finding of gap)
      expect(finding).toMatchObject({ answerLetterId: c, repair: { kind: "openAnswer" } });
    expect(gap[0]?.message).toMatch(/^第3项：/u);
    await department.as("hejing", "saveLetter", {
      letterId: c,
      draftSeq: draftSeq + 1,
      fields: { searchSummary: "本机关档案室和办公系统", searchRecordId: "2026-检索-3" },
    });
    const view = await read(b);
    await department.as("hejing", "answerDraftFindings", {
      itemId: view.itemId,
      findingIds: view.findings.map((finding) => finding.findingId),
      answer: "mask",
    });
    expect((await read(joint)).blockers).toEqual([]);
  });

  it("is reviewed once for everything given; the letters of the units stand still with it", async () => {
    const [a = "", b = ""] = letters;
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId: joint });
    const review = await department.as("hejing", "readReview", { reviewId });
    expect(JSON.stringify(review)).toContain(matters[2]);
    const copies = (await read(joint)).reviewedCopies;
    expect(copies).toHaveLength(1);
    const part = await read(a);
    expect(part).toMatchObject({ state: "underReview", joinedInto: joint, mayEdit: false });
    expect(await code("saveLetter", { letterId: a, draftSeq: part.draftSeq, fields: {} })).toBe(
      "under-review",
    );
    expect(
      await code("addAttachment", {
        itemId: (await read(b)).itemId,
        fileName: "补充.xlsx",
        bytes: roster(),
        voidReview: true,
      }),
    ).toBe("under-review");
    expect(await code("changeJointAnswer", { letterId: joint, letterIds: letters.slice(0, 2) })).toBe(
      "under-review",
    );
    // A change after the approval takes it back (V3).
    await approveLetter(department, reviewId);
    const approved = await read(a);
    expect(approved.state).toBe("approved");
    await department.as("hejing", "saveLetter", {
      letterId: a,
      draftSeq: approved.draftSeq,
      fields: { providedForm: "电子", providedList: [{ title: "锦绣小区改造项目施工合同", pages: 14 }] },
    });
    const stale = await read(joint);
    expect(stale).toMatchObject({ state: "drafting", reviewState: "stale" });
    expect(letterText(stale.model)).toContain("14页");
    expect(
      await code("signLetter", { letterId: joint, digest: stale.revisions[0]?.digest, passphrase }),
    ).toBe("stale");
  });

  it("is signed under one number and served once; each unit is answered with its own outcome and clock", async () => {
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId: joint });
    const digest = await approveLetter(department, reviewId);
    const { docNumber } = await department.as("hejing", "signLetter", {
      letterId: joint,
      digest,
      passphrase,
    });
    for (const letterId of letters) {
      const view = await read(letterId);
      expect(view).toMatchObject({ docNumber, state: "signed", mayEdit: false });
      expect(letterText(view.model)).toBe(letterText((await read(joint)).model));
    }
    const register = await department.as("hejing", "listIssuedLetters", { limit: 50 });
    expect(JSON.stringify(register).match(new RegExp(docNumber, "gu"))).toHaveLength(1);
    for (const unit of units.slice(0, 3))
      expect((await readCase(unit.applicationId)).reading.state).not.toBe("answered");
    await department.as("hejing", "recordService", {
      letterId: joint,
      method: "post",
      clockDate: day("2026-03-04"),
      trackingNo: "EMS1",
    });
    const outcomes = [];
    for (const unit of units.slice(0, 3)) {
      const view = await readCase(unit.applicationId);
      expect(view.reading).toMatchObject({ state: "answered", closing: { type: "replied" } });
      expect(view.deliveries.map((delivery) => delivery.docNumber)).toEqual([docNumber]);
      outcomes.push(view.outcome);
    }
    expect(outcomes).toEqual(["open_provide", "partial", "unable_not_exist"]);
    expect((await readCase(units[3]?.applicationId ?? "")).reading.state).not.toBe("answered");
    const report = await department.as("hejing", "readAnnualReport", { year: 2026 });
    expect(figure(report, "t2.r1.sum")).toBe(4);
    expect(
      ["t2.r3_1.nat", "t2.r3_2.nat", "t2.r3_4_1.nat", "t2.r4.sum"].map((cell) => figure(report, cell)),
    ).toEqual([1, 1, 1, 1]);
    expect(report.identities.filter((identity) => !identity.holds)).toEqual([]);
  });

  it("starts the applicant's periods for every unit with the one receipt, and takes an undone service back for all", async () => {
    await department.as("hejing", "recordDelivery", {
      letterId: letters[0] ?? "",
      kind: "returned",
      cause: "organAddress",
      onDay: day("2026-03-04"),
      note: "门牌写错，邮局退回",
    });
    for (const unit of units.slice(0, 3))
      expect((await readCase(unit.applicationId)).reading.state).not.toBe("answered");
    await department.as("hejing", "recordDelivery", {
      letterId: joint,
      kind: "sent",
      method: "direct",
      onDay: day("2026-03-04"),
      note: "当面送达，签收单",
    });
    for (const unit of units.slice(0, 3)) {
      const view = await readCase(unit.applicationId);
      expect(view.reading.state).toBe("answered");
      expect(view.deliveries[0]?.relief).toBeDefined();
    }
  });

  it("goes into the archive of each unit as it was sent, with what was given", async () => {
    const { bytes } = await department.as("hejing", "archiveCase", {
      applicationId: units[2]?.applicationId ?? "",
      archiveNo: "JGB·2026-D30-0012",
      retention: "thirtyYears",
    });
    const texts = JSON.stringify([...(await zipTextsWithin(bytes))]);
    expect(texts).toContain(matters[0]);
    expect(texts).not.toContain(person.id);
    expect(texts).not.toContain(person.mobile);
  });

  it("takes a dispute about the answer of one unit", async () => {
    expect(
      await code("registerDispute", {
        applicationId: units[2]?.applicationId,
        letterId: letters[2],
        kind: "reconsideration",
        procedure: "normal",
        caseNo: "云政复〔2026〕1号",
        organ: "云州市人民政府",
        filedOn: "2026-03-04",
        copyReceivedOn: "2026-03-04",
        note: "",
      }),
    ).toBe("done");
  });
});
