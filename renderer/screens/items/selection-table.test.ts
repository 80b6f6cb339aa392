import { describe, expect, it } from "vitest";

import { calendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { cellText, selectionTable } from "./selection-table.ts";

describe("the list for a spreadsheet", () => {
  it("keeps a title from running as a formula (CWE-1236)", () => {
    for (const start of ["=", "+", "-", "@"]) expect(cellText(`${start}1+1`)).toBe(`'${start}1+1`);
    expect(cellText("关于2026年=的通知")).toBe("关于2026年=的通知");
    expect(cellText("两\t格\n两行")).toBe("两 格 两行");
  });

  it("has one line an item, under a head", () => {
    const text = selectionTable([
      {
        itemId: "",
        title: "公示",
        kind: "publicNotice",
        docNumber: "云建发〔2026〕27号",
        disclosureProperty: "proactive",
        state: "underReview",
        stageLabel: "审批",
        unitName: "公积金管理科",
        drafterName: "吴珊",
        updatedAt: "2026-09-15T17:00:00Z" as Instant,
        dueDay: calendarDay("2026-09-23"),
      },
    ]);
    expect(text.split("\n")[1]).toBe(
      "公示\t云建发〔2026〕27号\t审批\t2026年9月23日\t公积金管理科\t吴珊\t2026年9月16日",
    );
  });
});
