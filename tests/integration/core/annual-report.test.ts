import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { AnnualReportView } from "../../../shared/contract/statistics.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { openDepartment, type Department } from "../support/department.ts";

const year = 2026;
const figure = (view: AnnualReportView, cell: string): number =>
  Number(
    view.tables.flatMap((table) => table.rows.flat()).find((one) => one.cell === cell)?.text ?? Number.NaN,
  );

describe("the annual report counted from the store", () => {
  let department: Department;
  const register = async (name: string, applicantType: "citizen" | "legalServiceOrganisation") =>
    await department.as("linxiaotong", "registerApplication", {
      applicantType,
      applicantName: name,
      requestedInformation: `${name}申请公开2025年度老旧小区改造资金使用情况`,
      obtainMethod: "post",
      submissionChannel: "inPerson",
      arrivedOn: "2026-09-01" as never,
      idNumber: "证件",
      phone: "13800005678",
    });

  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  it("gives zeros for a year without cases, every identity holding", async () => {
    const view = await department.as("hejing", "readAnnualReport", { year });
    expect(figure(view, "t2.r1.sum")).toBe(0);
    expect(view.identities.filter((identity) => !identity.holds)).toEqual([]);
    expect(view.missing.map(({ heading }) => heading)).toEqual([
      "一、总体情况",
      "五、存在的主要问题及改进情况",
      "六、其他需要报告的事项",
    ]);
  });

  it("counts applications as they come and end, and each figure names its cases", async () => {
    const citizen = await register("张伟", "citizen");
    const firm = await register("云州衡正律师事务所", "legalServiceOrganisation");
    await department.as("linxiaotong", "recordClockEvent", {
      applicationId: citizen.applicationId,
      event: { type: "withdrawn", onDay: "2026-09-10" },
      note: "申请人书面撤回，存卷",
    });
    const view = await department.as("hejing", "readAnnualReport", { year });
    expect(figure(view, "t2.r1.nat")).toBe(1);
    expect(figure(view, "t2.r1.law")).toBe(1);
    expect(figure(view, "t2.r3_6_3.nat")).toBe(1);
    expect(figure(view, "t2.r4.law")).toBe(1);
    expect(view.identities.filter((identity) => !identity.holds)).toEqual([]);
    expect(view.channels.find((bar) => bar.label === "当面提交")?.count).toBe(2);
    expect(view.quarters[2]).toEqual({ quarter: 3, received: 2, decided: 1 });
    expect(await department.as("zhengke", "casesOfReportCell", { year, cell: "t2.r4.sum" })).toMatchObject([
      { applicationId: firm.applicationId, received: "2026-09-01" },
    ]);
    const next = await department.as("hejing", "readAnnualReport", { year: year + 1 });
    expect(figure(next, "t2.r2.law")).toBe(1);
    expect(figure(next, "t2.r1.sum")).toBe(0);
  });

  it("keeps what was written, and nobody saves over what he has not read", async () => {
    const texts = { one: "（一）主动公开\n全年公开20条。", five: "存在不足。", six: "未收费。" };
    const tableOne = { "normative.issued": 2, "fee.amount_wan": 1.5 };
    const disputes = [
      {
        id: "复议1",
        track: "review" as const,
        filed: "2026-05-01" as never,
        closed: "2026-06-01" as never,
        result: "upheld" as const,
      },
    ];
    const input = { year, seq: 0, texts, tableOne, disputes };
    expect(await department.as("hejing", "saveAnnualReport", input)).toMatchObject({ seq: 1 });
    const late = await department.ask("hejing", "saveAnnualReport", {
      ...input,
      texts: { ...texts, one: "覆盖" },
    });
    expect(late.ok === false && late.error.code).toBe("report-moved-on");
    const view = await department.as("hejing", "readAnnualReport", { year });
    expect(view.texts).toEqual(texts);
    expect(figure(view, "t1.normative.issued")).toBe(2);
    expect(figure(view, "t3.review.upheld")).toBe(1);
    expect(view.missing).toEqual([]);
    const refused = await department.ask("linxiaotong", "saveAnnualReport", { ...input, seq: 1 });
    expect(refused.ok === false && refused.error.code).toBe("not-allowed");
  });

  it("exports the report only when every part is written", async () => {
    const early = await department.ask("hejing", "exportAnnualReport", { year: year - 1, format: "docx" });
    expect(early.ok === false && early.error.code).toBe("report-parts-missing");
    const file = await department.as("hejing", "exportAnnualReport", { year, format: "docx" });
    const read = await readDocument(file.bytes, file.fileName);
    const text = read.ok ? read.value.parts.map((part) => part.text).join("\n") : "";
    expect(text).toContain("全年公开20条。");
    expect(text).toContain("勾稽关系");
    const json = await department.as("hejing", "exportAnnualReport", { year, format: "json" });
    const { cells } = JSON.parse(Buffer.from(json.bytes).toString("utf8")) as {
      cells: Record<string, number>;
    };
    expect(Object.keys(cells)).toHaveLength(200);
    expect(cells["t2.r1.sum"]).toBe(2);
  });
});
