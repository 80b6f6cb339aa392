import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, type AccountName, type Department } from "../support/department.ts";

/** The department's own plan; it lives on 2026-09-16. */
const plan = [
  "2026年政务公开工作要点",
  "一、深化公开",
  "1. 公开加装电梯补贴，9月10日前完成。（责任单位：物业监管科）",
  "2. 公开配租结果，9月30日前完成。（责任单位：住房保障科）",
  "3. 更新公开指南，9月18日前完成。（责任单位：机关各科室）",
  "4. 公开审批结果，9月9日前完成。（责任单位：市教育局）",
  "5. 报送工作台账，9月11日前完成。（责任单位：市住房城乡建设局）",
  "6. 年底前公开评价结果。（责任单位：物业监管科）",
].join("\n\n");

/** 工作台 tells of tasks and items of the catalogue whom they concern (catalogue.md §7). */
describe("duties on the desk", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
    await department.as("hejing", "importLedger", {
      fileName: "要点.md",
      bytes: new TextEncoder().encode(plan),
    });
  });
  afterAll(() => department.remove());

  const duties = async (who: AccountName, kind: "ledger" | "catalogue") =>
    (await department.as(who, "readHome", {})).rows.filter((row) => row.workId.startsWith(`${kind}:`));
  const titles = async (who: AccountName) =>
    (await duties(who, "ledger")).map((row) => row.title.slice(0, 7));

  it("are tasks that are late or near their end, of one's own unit, and for the office of the organ", async () => {
    expect(await titles("linxiaotong")).toEqual(["公开加装电梯补", "更新公开指南，"]);
    expect(await titles("hejing")).toEqual([
      "公开加装电梯补",
      "报送工作台账，",
      "更新公开指南，",
      "公开配租结果，",
    ]);
    expect(await titles("zhoumin")).toEqual([]);
    const [first] = await duties("linxiaotong", "ledger");
    expect(first).toMatchObject({
      group: "overdue",
      remainingWorkdays: -4,
      reason: "9月10日前完成，未开始；工作台账一1",
      todo: "登记进展",
    });
    const taskId = first?.address.split("task=")[1] ?? "";
    const { rows } = await department.as("linxiaotong", "listLedger", { taskId });
    expect(rows.map(({ number }) => number)).toEqual(["一1"]);
    await department.as("linxiaotong", "updateLedgerTask", { taskId, changeNo: 0, status: "done", note: "" });
    expect(await titles("linxiaotong")).toEqual(["更新公开指南，"]);
  });

  it("are tasks that come again, from the end of a period until their progress is set down", async () => {
    await department.as("hejing", "importLedger", {
      fileName: "要点二.md",
      bytes: new TextEncoder().encode(
        "2026年统计工作要点\n\n一、公开\n\n1. 按季度公开维修资金收支。（责任单位：物业监管科）",
      ),
    });
    const again = async () =>
      (await duties("linxiaotong", "ledger")).filter((row) => row.title.startsWith("按季度"));
    expect(await again()).toEqual([]);
    department.setNow("2026-10-08T01:00:00Z");
    const [row] = await again();
    expect(row).toMatchObject({
      remainingWorkdays: 9,
      reason: "10月20日前登记本期进展（按季度）；工作台账一1",
    });
    const taskId = row?.address.split("task=")[1] ?? "";
    const inLedger = async (state?: "late" | "inProgress" | "notStarted") => {
      const { rows, counts } = await department.as("linxiaotong", "listLedger", state ? { state } : {});
      const task = rows.find((each) => each.taskId === taskId);
      return { state: task?.state, late: counts.late, task };
    };
    const before = (await inLedger()).late;
    expect(await inLedger("notStarted")).toMatchObject({
      state: "notStarted",
      task: { progressDueOn: "2026-10-20", limitText: "按季度" },
    });
    // Its term is over: the ledger calls it 滞后 as the desk does, in the list, the filter and the number.
    department.setNow("2026-10-21T01:00:00Z");
    expect((await again())[0]).toMatchObject({ group: "overdue", remainingWorkdays: -1 });
    expect(await inLedger()).toMatchObject({ state: "late", late: before + 1 });
    expect((await inLedger("late")).state).toBe("late");
    expect((await inLedger("notStarted")).task).toBeUndefined();
    expect((await inLedger()).task?.periods?.map(({ label, state }) => `${label} ${state ?? "—"}`)).toEqual([
      "第一季度 —",
      "第二季度 —",
      "第三季度 late",
      "第四季度 notStarted",
    ]);
    await department.as("linxiaotong", "updateLedgerTask", {
      taskId,
      changeNo: 0,
      status: "inProgress",
      note: "第三季度已公开",
    });
    expect(await again()).toEqual([]);
    expect(await inLedger()).toMatchObject({ state: "inProgress", late: before });
    expect((await inLedger()).task?.periods?.map(({ state }) => state)).toEqual([
      undefined,
      undefined,
      "done",
      "inProgress",
    ]);
    // The fourth quarter is set down in January; then nothing of this year's plan comes again.
    department.setNow("2027-02-01T01:00:00Z");
    expect((await inLedger()).state).toBe("late");
    await department.as("linxiaotong", "updateLedgerTask", {
      taskId,
      changeNo: 1,
      status: "inProgress",
      note: "第四季度已公开",
    });
    department.setNow("2027-06-01T01:00:00Z");
    expect(await again()).toEqual([]);
    expect((await inLedger("inProgress")).state).toBe("inProgress");
    expect((await inLedger("late")).task).toBeUndefined();
    department.setNow("2026-09-16T08:00:00Z");
  });

  it("are items of the catalogue whose next publication is due, until it is out", async () => {
    const save = (itemCode: string, more: object) =>
      department.as("hejing", "saveCatalogueItem", {
        basedOn: 0,
        reason: "编制目录",
        item: {
          itemCode,
          level1: "统计信息",
          level2: `统计${itemCode}`,
          contentElements: ["完成情况"],
          legalBasis: [{ title: "政府信息公开条例", number: "", article: "第二十条" }],
          statutory: true,
          deadlineRule: "monthly+10",
          subjectOrgan: "局",
          responsibleUnit: "物业监管科",
          responsiblePost: "",
          method: "proactive",
          audience: "public",
          channels: ["website"],
          periodRule: "permanent",
          validFrom: "2026-01-01",
          ...more,
        } as never,
      });
    // Listed today: of September, by 22 October. The year's day lies ahead within ten working days.
    await save("A", {});
    await save("B", { deadlineRule: "fixed:09-25" });
    await save("C", { deadlineRule: "fixed:09-25", method: "onApplication" });
    await save("D", { deadlineRule: "WD:20 from formed" });
    await save("E", { deadlineRule: "fixed:09-25", responsibleUnit: "住房保障科" });
    expect((await duties("linxiaotong", "catalogue")).map((row) => row.title)).toEqual(["B 统计B"]);
    expect((await duties("hejing", "catalogue")).map((row) => [row.title, row.remainingWorkdays])).toEqual([
      ["E 统计E", 7],
      ["B 统计B", 7],
    ]);
    expect((await duties("linxiaotong", "catalogue"))[0]).toMatchObject({
      reason: "9月25日到期，还没有公开过；目录规定每年9月25日前公开",
      todo: "更新公开",
      from: "物业监管科",
    });
  });
});
