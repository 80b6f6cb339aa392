import { describe, expect, it } from "vitest";

import { readResponsibleUnits } from "./responsible-units.ts";

describe("readResponsibleUnits", () => {
  it.each([
    ["市发展改革委、市审批服务局", ["市发展改革委", "市审批服务局"]],
    ["市司法局等市政府有关部门单位", ["市司法局", "市政府有关部门单位"]],
    ["各区〈市、县〉政府，市教育局", ["各区〈市、县〉政府", "市教育局"]],
    ["市高等级公路中心", ["市高等级公路中心"]],
    ["", []],
  ])("%s", (inside, units) => {
    expect(readResponsibleUnits(inside).units).toEqual(units);
  });

  it("keeps a sentence about all later tasks apart", () => {
    const read = readResponsibleUnits(
      "市财政局。以下工作任务均需各区〈市〉政府、高新区管委会负责落实，不再一一列出",
    );
    expect(read).toEqual({ units: ["市财政局"], unitsOfAllTasks: ["各区〈市〉政府", "高新区管委会"] });
  });
});
