import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { AnnualReportView } from "../../../shared/contract/statistics.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";
import { approveLetter, intake } from "../support/letters.ts";

const year = 2026;
const day = (text: string) => text as CalendarDay;
const figure = (view: AnnualReportView, cell: string): number =>
  Number(
    view.tables.flatMap((table) => table.rows.flat()).find((one) => one.cell === cell)?.text ?? Number.NaN,
  );
const matters = ["锦绣小区改造项目的施工合同", "锦绣小区改造项目的竣工验收报告", "2025年部门决算"];

/** 一事一申请: one application with three matters, each handled and counted for itself, the application never. */
describe("an application split into units", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-03-04T01:00:00Z" });
  });
  afterAll(() => department.remove());

  const register = (change: object) =>
    department.as("hejing", "registerApplication", { ...intake, arrivedOn: day("2026-03-02"), ...change });
  const read = (applicationId: string) => department.as("hejing", "readCase", { applicationId });
  const ask = async (operation: "splitApplication" | "recordClockEvent" | "createLetter", input: object) => {
    const answer = await department.ask("hejing", operation, input as never);
    return answer.ok ? "done" : answer.error.code;
  };
  const answered = async (applicationId: string, location: string) => {
    const { letterId } = await department.as("hejing", "createLetter", {
      applicationId,
      template: "disclosure-granted-proactive",
    });
    await department.as("hejing", "saveLetter", {
      letterId,
      draftSeq: 0,
      fields: { publishedOn: "2026-03-03", publicLocation: location },
    });
    const { reviewId } = await department.as("hejing", "submitLetter", { letterId });
    const digest = await approveLetter(department, reviewId);
    await department.as("hejing", "signLetter", { letterId, digest, passphrase });
    await department.as("hejing", "recordService", {
      letterId,
      method: "direct",
      clockDate: day("2026-03-04"),
    });
  };

  let parent = "";
  let units: readonly { applicationId: string; applicationNo: string }[] = [];

  it("keeps its receipt date and a used correction in each unit, with numbers of their own", async () => {
    const { applicationId, applicationNo } = await register({ requestedInformation: matters.join("；") });
    parent = applicationId;
    const before = await read(parent);
    expect(before.splitObstacle).toBeUndefined();
    units = (await department.as("hejing", "splitApplication", { applicationId, units: matters })).units;
    expect(units.map((unit) => unit.applicationNo)).toEqual([1, 2, 3].map((n) => `${applicationNo}-${n}`));
    for (const [index, unit] of units.entries()) {
      const view = await read(unit.applicationId);
      expect(view.reading.receiptDate).toBe("2026-03-02");
      // 20 working days from 3 March 2026, no holiday between (条例33).
      expect(view.reading.effectiveDue).toBe("2026-03-30");
      expect(view.intake.requestedInformation).toBe(matters[index]);
      expect(view.unitOf).toEqual({ applicationId, applicationNo, position: index + 1, count: 3 });
    }
    const after = await read(parent);
    expect(after.units.map((unit) => unit.applicationId)).toEqual(units.map((unit) => unit.applicationId));
    expect(after.reading).toMatchObject({ state: "closed", closing: { type: "split", units: 3 } });
    expect(after.nextStep.act?.kind).toBe("none");
  });

  it("goes on only in its units", async () => {
    const [event] = (await read(parent)).events.filter((each) => each.event.type === "split");
    const revoked = { type: "eventRevoked", onDay: "2026-03-04", eventId: event?.eventId };
    expect(await ask("recordClockEvent", { applicationId: parent, event: revoked, note: "错了" })).toBe(
      "case-closed",
    );
    expect(
      await ask("recordClockEvent", {
        applicationId: units[0]?.applicationId,
        event: { type: "split", onDay: "2026-03-04", units: 2 },
      }),
    ).toBe("event-invalid");
    expect(await ask("createLetter", { applicationId: parent, template: "unable-not-held" })).toBe(
      "case-closed",
    );
    expect(await ask("splitApplication", { applicationId: parent, units: matters })).toBe(
      "split-not-possible",
    );
    expect(await ask("splitApplication", { applicationId: units[0]?.applicationId, units: matters })).toBe(
      "split-not-possible",
    );
  });

  it("counts three in the report, in the lists and for the applicant, each with its own outcome", async () => {
    await answered(units[0]?.applicationId ?? "", "云州市人民政府网站");
    await department.as("hejing", "recordClockEvent", {
      applicationId: units[1]?.applicationId ?? "",
      event: { type: "withdrawn", onDay: "2026-03-04" },
      note: "书面撤回该项",
    });
    const view = await department.as("hejing", "readAnnualReport", { year });
    expect(figure(view, "t2.r1.sum")).toBe(3);
    expect(figure(view, "t2.r3_1.nat")).toBe(1);
    expect(figure(view, "t2.r3_6_3.nat")).toBe(1);
    expect(figure(view, "t2.r4.sum")).toBe(1);
    expect(view.identities.filter((identity) => !identity.holds)).toEqual([]);
    const list = await department.as("hejing", "listApplications", { limit: 50 });
    expect(list.total).toBe(3);
    expect(list.rows.map((row) => row.applicationId).toSorted()).toEqual(
      units.map((unit) => unit.applicationId).toSorted(),
    );
    const open = await department.as("hejing", "listApplications", { limit: 50, open: true });
    expect(open.rows.map((row) => row.applicationId)).toEqual([units[2]?.applicationId]);
    const matter = await department.as("hejing", "findSameMatter", {
      applicationId: units[2]?.applicationId,
    });
    expect(matter.volume.inMonth).toBe(3);
    expect(matter.entries.map((entry) => entry.applicationId)).not.toContain(parent);
    expect((await read(parent)).units.map((unit) => unit.closed)).toEqual([true, true, false]);
  });

  it("is split at intake in one step, and the next number of the day is not disturbed", async () => {
    const first = await register({
      units: ["2024年部门预算", "2024年部门决算"],
      requestedInformation: "两项",
    });
    expect((await read(first.applicationId)).units).toHaveLength(2);
    const next = await register({ phone: "13911112222" });
    expect(Number(next.applicationNo.slice(9))).toBe(Number(first.applicationNo.slice(9)) + 1);
  });

  it("is not split at intake before the receipt is confirmed, nor into one or into the same matter twice", async () => {
    const attempt = async (change: object) => {
      const answer = await department.ask("hejing", "registerApplication", {
        ...intake,
        arrivedOn: day("2026-03-02"),
        ...change,
      });
      return answer.ok ? "done" : answer.error.code;
    };
    expect(await attempt({ submissionChannel: "fax", units: matters })).toBe("split-not-possible");
    expect(await attempt({ units: ["部门决算"] })).toBe("units-invalid");
    expect(await attempt({ units: ["部门决算", "申请公开部门决算"] })).toBe("units-invalid");
    expect(await attempt({ units: ["部门决算", "机密★10年的文件"] })).toBe("invalid-input");
  });

  it("is not split once a decision was issued", async () => {
    const { applicationId } = await register({ requestedInformation: "云和路改造的批复和预算" });
    await answered(applicationId, "云州市人民政府网站");
    expect((await read(applicationId)).splitObstacle).toContain("已经作出答复");
    expect(await ask("splitApplication", { applicationId, units: matters })).toBe("split-not-possible");
  });
});
