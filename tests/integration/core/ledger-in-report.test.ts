import { afterAll, beforeAll, expect, it } from "vitest";

import { openDepartment, type Department } from "../support/department.ts";

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

const draft = async (year: number) =>
  (await department.as("hejing", "readAnnualReport", { year })).drafts.one.split("\n").at(-1);

/** The seed document wants the progress on each 工作要点 in the annual report; it tells of 31 December (catalogue.md §6 OB-49). */
it("the draft of the annual report says how far the tasks of the year were at its end", async () => {
  expect(await draft(2026)).toBe("（五）监督保障");
  const plan = (year: number) =>
    [
      `${year}年政务公开工作要点`,
      "一、公开",
      ...["甲", "乙", "丙", "丁"].map((name, at) => `${at + 1}. 公开${name}。（责任单位：财务科）`),
    ].join("\n\n");
  const bring = (year: number) =>
    department.as("hejing", "importLedger", {
      fileName: "要点.md",
      bytes: new TextEncoder().encode(plan(year)),
    });
  await bring(2026);
  const { rows } = await department.as("hejing", "listLedger", {});
  const set = async (at: number, changeNo: number, status: "notStarted" | "inProgress" | "done") =>
    department.as("hejing", "updateLedgerTask", {
      taskId: rows[at]?.taskId ?? "",
      changeNo,
      status,
      note: "",
    });
  await set(0, 0, "inProgress");
  await set(0, 1, "done");
  await set(1, 0, "inProgress");
  await set(2, 0, "done");
  await set(2, 1, "inProgress");
  expect(await draft(2026)).toBe("落实年度政务公开工作要点任务4项，已完成1项，正在推进2项，尚未完成1项。");
  // The last minute of the year in Beijing counts; what is done afterwards is of the next.
  department.setNow("2026-12-31T15:59:00Z");
  await set(1, 1, "done");
  department.setNow("2027-01-04T01:00:00Z");
  await set(2, 2, "done");
  await set(3, 0, "done");
  await bring(2027);
  expect(await draft(2026)).toBe("落实年度政务公开工作要点任务4项，已完成2项，正在推进1项，尚未完成1项。");
  expect(await draft(2027)).toBe("落实年度政务公开工作要点任务4项，已完成0项，正在推进0项，尚未完成4项。");
});
