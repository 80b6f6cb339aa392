import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, type Department } from "../support/department.ts";
import { intake } from "../support/letters.ts";

/** A schedule of 2027 made up for this test: 元旦 with a fourth day off and a Saturday worked for it. */
const text = `一、元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。`;
const notice = {
  year: 2027,
  notice: "国务院办公厅关于2027年部分节假日安排的通知",
  noticeDate: "2026-12-15" as never,
  text,
};

describe("a holiday schedule that arrives late", () => {
  let department: Department;
  let running: string;
  beforeAll(async () => {
    department = await openDepartment({ now: "2026-12-10T01:00:00Z" });
    ({ applicationId: running } = await department.as("hejing", "registerApplication", {
      ...intake,
      arrivedOn: "2026-12-10" as never,
    }));
    await department.as("hejing", "registerApplication", { ...intake, arrivedOn: "2026-12-01" as never });
    department.setNow("2026-12-16T01:00:00Z");
  });
  afterAll(() => department.remove());

  const dueOf = async () =>
    (await department.as("hejing", "listApplications", { limit: 10, open: true })).rows.map((row) => [
      row.effectiveDue,
      row.provisional,
    ]);

  it("leaves dates of its year provisional until then", async () => {
    expect(await dueOf()).toEqual([
      ["2026-12-29", false],
      ["2027-01-08", true],
    ]);
    expect((await department.as("hejing", "readSchedules", {})).unknownYears).toEqual([2027]);
  });

  it("is refused with what is wrong in it, and shown with what it moves before it is kept", async () => {
    await department.as("wushan", "readSchedules", {});
    const wrong = await department.ask("wushan", "previewSchedule", {
      ...notice,
      text: text
        .replace("1月9日（周六）上班", "1月8日（周六）上班")
        .replace("10月1日（周五）至7日", "10月2日（周六）至7日"),
    });
    expect(wrong.ok).toBe(false);
    const problems = wrong.ok ? [] : (wrong.error.facts?.["problems"] as readonly string[]);
    expect(problems).toEqual(
      expect.arrayContaining([expect.stringContaining("1月8日（周六）"), expect.stringContaining("国庆节")]),
    );
    const preview = await department.as("wushan", "previewSchedule", notice);
    // 4 January off moves the twentieth day from Friday the 8th to the worked Saturday the 9th.
    expect(preview.changes).toEqual([
      expect.objectContaining({ before: "2027-01-08", after: "2027-01-09", confirmed: true }),
    ]);
    expect((await department.as("wushan", "readSchedules", {})).imports).toEqual([]);
    expect(await dueOf()).toEqual([
      ["2026-12-29", false],
      ["2027-01-08", true],
    ]);
  });

  it("takes force only by a second person, and then every running case is counted anew", async () => {
    const { importId } = await department.as("wushan", "importSchedule", notice);
    const again = await department.ask("wushan", "importSchedule", notice);
    expect(again.ok === false && again.error.code).toBe("schedule-pending");
    const own = await department.ask("wushan", "decideSchedule", { importId, decision: "confirm" });
    expect(own.ok === false && own.error.code).toBe("not-allowed");
    expect((await dueOf())[1]).toEqual(["2027-01-08", true]);
    const onDesk = async () =>
      (await department.as("qianrui", "readHome", {})).rows.map((row) => [row.title, row.todo]);
    expect(await onDesk()).toContainEqual(["2027年放假安排", "确认"]);
    const { changes } = await department.as("qianrui", "decideSchedule", { importId, decision: "confirm" });
    expect(await onDesk()).toEqual([]);
    expect(changes).toHaveLength(1);
    expect(await dueOf()).toEqual([
      ["2026-12-29", false],
      ["2027-01-09", false],
    ]);
    const view = await department.as("hejing", "readCase", { applicationId: running });
    expect(view.reading.warnings.map((warning) => warning.code)).not.toContain("calendarProvisional");
    expect(view.calendarVersion).toBe((await department.as("hejing", "readCalendar", {})).version);
    const twice = await department.ask("qianrui", "decideSchedule", { importId, decision: "reject" });
    expect(twice.ok === false && twice.error.code).toBe("schedule-decided");
    const acts = (await department.as("fengshen", "listAudit", { limit: 100, act: "calendar.confirmed" }))
      .rows;
    expect(acts).toHaveLength(1);
  });

  it("is still in force after the program was closed and opened again", async () => {
    await department.close();
    const reopened = await openDepartment({ folder: department.folder, now: "2026-12-17T01:00:00Z" });
    const view = await reopened.as("hejing", "readCase", { applicationId: running });
    expect(view.reading).toMatchObject({ effectiveDue: "2027-01-09", provisional: false });
    await reopened.close();
  });
});
