import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";

const wanted = "申请公开锦绣小区3号楼加装电梯项目的招标文件和中标合同";
const other = {
  applicantName: "宋明",
  idNumber: "370402198001011234",
  phone: "13900000000",
};

/** What was asked and answered before, the case lost over it, and what the next person sees. */
describe("one matter across applications", () => {
  let department: Department;
  let first: string;
  let letterId: string;
  const register = async (change: object) =>
    (
      await department.as("hejing", "registerApplication", {
        ...intake,
        requestedInformation: wanted,
        arrivedOn: "2026-03-02" as never,
        ...change,
      })
    ).applicationId;
  const answered = async (applicationId: string) => {
    const created = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    });
    await department.as("hejing", "saveLetter", {
      letterId: created.letterId,
      draftSeq: 0,
      fields: { publishedOn: "2026-03-03", publicLocation: "云州市人民政府网站" },
    });
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId: created.letterId });
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "signLetter", { letterId: created.letterId, digest, passphrase });
    await department.as("hejing", "recordService", {
      letterId: created.letterId,
      method: "direct",
      clockDate: "2026-03-10" as never,
    });
    return created.letterId;
  };

  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-10T01:00:00Z" });
    first = await register({});
    letterId = await answered(first);
  });
  afterAll(() => department.remove());

  it("is found while the next application is typed in, with the answer given", async () => {
    const found = await department.as("hejing", "findSameMatter", {
      applicantName: "刘长河",
      idNumber: intake.idNumber,
      requestedInformation: "请提供锦绣小区3号楼加装电梯项目招标文件、中标合同的复印件",
    });
    expect(found.entries[0]).toMatchObject({ applicationId: first, relation: "repeat", open: false });
    expect(found.entries[0]?.answers).toMatchObject([{ letterId, outcome: "（一）予以公开" }]);
    expect(found.repeat).toMatchObject({ applicationId: first });
    expect(found.volume).toMatchObject({ inMonth: 2, sameContent: 1 });
    const nothing = await department.as("hejing", "findSameMatter", {
      applicantName: "王芳",
      requestedInformation: "公租房轮候家庭年度复核结果",
    });
    expect(nothing.entries).toEqual([]);
  });

  it("asked by somebody else is no repeat, but an answer that says otherwise is pointed out (条例5, 36)", async () => {
    const second = await register(other);
    await department.as("hejing", "createLetter", { applicationId: second, template: "unable-not-held" });
    const view = await department.as("hejing", "findSameMatter", { applicationId: second });
    expect(view.repeat).toBeUndefined();
    expect(view.entries[0]).toMatchObject({ applicationId: first, relation: "sameContent" });
    expect(view.contradictions).toEqual([
      expect.objectContaining({ applicationId: first, text: expect.stringContaining("前后矛盾") }),
    ]);
    // 条例44 speaks of what can be disclosed and is not out; this answer says it is out.
    expect(view.proactive).toBeUndefined();
    const own = await department.as("hejing", "findSameMatter", { applicationId: first });
    expect(own.contradictions).toEqual([]);
  });

  it("a reconsideration runs its clock, ends with a lesson, and the next drafter sees it", async () => {
    department.setNow("2026-05-06T01:00:00Z");
    await department.as("hejing", "listDisputes", {});
    const register_ = {
      applicationId: first,
      letterId,
      kind: "reconsideration" as const,
      procedure: "summary" as const,
      organ: "云州市人民政府",
      caseNo: "云政复〔2026〕12号",
      filedOn: "2026-04-20" as never,
      copyReceivedOn: "2026-05-06" as never,
    };
    const wrong = await department.ask("hejing", "registerDispute", {
      ...register_,
      filedOn: "2026-05-07" as never,
    });
    expect(wrong.ok === false && wrong.error.code).toBe("filed-after-copy");
    const { disputeId } = await department.as("hejing", "registerDispute", register_);
    const [open] = await department.as("hejing", "listDisputes", { open: true });
    // Five working days from 6 May 2026: Saturday 9 May is worked.
    expect(open?.reading).toMatchObject({ state: "toAnswer", answerDue: { day: "2026-05-12" } });
    const home = await department.as("hejing", "readHome", {});
    expect(home.rows.some((row) => row.workId === `dispute:${disputeId}`)).toBe(true);
    await department.as("hejing", "recordDisputeStep", {
      disputeId,
      step: "answered",
      onDay: "2026-05-06" as never,
    });
    department.setNow("2026-06-20T01:00:00Z");
    await department.as("hejing", "listDisputes", {});
    const bare = await department.ask("hejing", "recordDisputeStep", {
      disputeId,
      step: "decided",
      onDay: "2026-06-18" as never,
      decision: "revoked",
    });
    expect(bare.ok === false && bare.error.code).toBe("lesson-missing");
    const decided = await department.as("hejing", "recordDisputeStep", {
      disputeId,
      step: "decided",
      onDay: "2026-06-18" as never,
      decision: "revoked",
      reason: "contentMisread",
      lesson: "网站上只有招标公告，没有招标文件；告知获取途径前先打开核对",
    });
    expect(decided.reading.state).toBe("decided");
    const lessons = await department.as("linxiaotong", "readLessons", {
      template: "disclosure-granted-proactive",
    });
    expect(lessons).toMatchObject([
      { reason: "contentMisread", text: expect.stringContaining("先打开核对") },
    ]);
    expect(await department.as("linxiaotong", "readLessons", { template: "extension-notice" })).toEqual([]);
  });

  it("counts in table 3 of the year it was filed, beside what is entered by hand", async () => {
    const report = async () => {
      const view = await department.as("hejing", "readAnnualReport", { year: 2026 });
      const figure = (cell: string) =>
        Number(view.tables.flatMap((table) => table.rows.flat()).find((one) => one.cell === cell)?.text);
      return { view, figure };
    };
    const before = await report();
    expect(before.figure("t3.review.corrected")).toBe(1);
    expect(before.view.disputesOnRecord).toHaveLength(1);
    await department.as("hejing", "saveAnnualReport", {
      year: 2026,
      seq: 0,
      texts: { one: "", five: "", six: "" },
      tableOne: {},
      disputes: [{ id: "（2026）云行初1号", track: "suit_direct", filed: "2026-05-01" as never }],
    });
    const after = await report();
    expect(after.figure("t3.review.corrected")).toBe(1);
    expect(after.figure("t3.suit_direct.pending")).toBe(1);
    const mistaken = await department.as("hejing", "registerDispute", {
      applicationId: first,
      kind: "suitDirect",
      organ: "云州市城区人民法院",
      filedOn: "2026-06-01" as never,
      copyReceivedOn: "2026-06-10" as never,
    });
    expect((await report()).figure("t3.suit_direct.pending")).toBe(2);
    await department.as("hejing", "recordDisputeStep", {
      disputeId: mistaken.disputeId,
      step: "voided",
      onDay: "2026-06-20" as never,
      note: "登记到别的案件",
    });
    expect((await report()).figure("t3.suit_direct.pending")).toBe(1);
  });

  it("a second instance has its own clock, adds no case to table 3 and replaces the first result", async () => {
    const figures = async (): Promise<readonly number[]> => {
      const view = await department.as("hejing", "readAnnualReport", { year: 2026 });
      const cells = view.tables.flatMap((table) => table.rows.flat());
      return ["upheld", "corrected", "pending", "total"].map((column) =>
        Number(cells.find((one) => one.cell === `t3.suit_after.${column}`)?.text),
      );
    };
    const { disputeId } = await department.as("hejing", "registerDispute", {
      applicationId: first,
      letterId,
      kind: "suitAfter",
      organ: "云州市城区人民法院",
      filedOn: "2026-06-01" as never,
      copyReceivedOn: "2026-06-03" as never,
    });
    const appeal = {
      disputeId,
      appellant: "applicant" as const,
      court: "云州市中级人民法院",
      appealedOn: "2026-06-17" as never,
      copyReceivedOn: "2026-06-18" as never,
    };
    const early = await department.ask("hejing", "registerAppeal", appeal);
    expect(early).toMatchObject({ ok: false, error: { code: "appeal-not-possible" } });
    await department.as("hejing", "recordDisputeStep", {
      disputeId,
      step: "decided",
      onDay: "2026-06-16" as never,
      decision: "claimRejected",
    });
    expect(await figures()).toEqual([1, 0, 0, 1]);
    const { copyReceivedOn: _copy, ...withoutCopy } = appeal;
    expect(await department.ask("hejing", "registerAppeal", withoutCopy)).toMatchObject({
      ok: false,
      error: { code: "copy-day-missing" },
    });
    const registered = await department.as("hejing", "registerAppeal", appeal);
    expect(registered.appeal?.reading).toMatchObject({ state: "toAnswer", answerDue: { day: "2026-07-03" } });
    expect(await figures()).toEqual([0, 0, 1, 1]);
    const home = await department.as("hejing", "readHome", {});
    const appealId = registered.appeal?.appealId ?? "";
    expect(home.rows.some((row) => row.workId === `appeal:${appealId}`)).toBe(true);
    expect(await department.ask("hejing", "registerAppeal", appeal)).toMatchObject({
      ok: false,
      error: { code: "appeal-not-possible" },
    });
    const changed = {
      appealId,
      step: "decided" as const,
      onDay: "2026-06-20" as never,
      decision: "changed" as const,
      newDecision: "revoked" as const,
    };
    expect(await department.ask("hejing", "recordAppealStep", changed)).toMatchObject({
      ok: false,
      error: { code: "lesson-missing" },
    });
    const lost = await department.as("hejing", "recordAppealStep", {
      ...changed,
      reason: "searchNotProven",
      lesson: "检索过程要留下截图和系统名称",
    });
    expect(lost.outcome).toEqual({ decision: "revoked", on: "2026-06-20", result: "corrected" });
    expect(await figures()).toEqual([0, 1, 0, 1]);
    const lessons = await department.as("linxiaotong", "readLessons", {
      template: "disclosure-granted-proactive",
    });
    expect(lessons[0]).toMatchObject({ kind: "suitAfter", text: "检索过程要留下截图和系统名称" });
  });
});
