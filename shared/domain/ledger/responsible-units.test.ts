import { describe, expect, it } from "vitest";

import { readResponsibleUnits } from "./responsible-units.ts";

describe("readResponsibleUnits", () => {
  it.each([
    ["市发展改革委、市审批服务局", ["市发展改革委", "市审批服务局"]],
    ["市司法局等市政府有关部门单位", ["市司法局", "市政府有关部门单位"]],
    ["各区〈市、县〉政府，市教育局", ["各区〈市、县〉政府", "市教育局"]],
    ["市高等级公路中心", ["市高等级公路中心"]],
    ["县教育局牵头，县财政局、各镇街配合", ["县教育局", "县财政局", "各镇街"]],
    ["省科技厅牵头，省教育厅等部门按职责分工负责", ["省科技厅", "省教育厅"]],
    ["县教育局会同县财政局", ["县教育局", "县财政局"]],
    ["县自然资源局（县林业局）、各镇街", ["县自然资源局（县林业局）", "各镇街"]],
    ["", []],
  ])("%s", (inside, units) => {
    expect(readResponsibleUnits(inside).units).toEqual(units);
  });

  it("tells a time limit among the units apart", () => {
    expect(readResponsibleUnits("县政府办公室负责；长期坚持")).toMatchObject({
      units: ["县政府办公室"],
      limits: ["长期坚持"],
    });
  });

  it("keeps a sentence about all later tasks apart", () => {
    const read = readResponsibleUnits(
      "市财政局。以下工作任务均需各区〈市〉政府、高新区管委会负责落实，不再一一列出",
    );
    expect(read).toEqual({
      units: ["市财政局"],
      unitsOfAllTasks: ["各区〈市〉政府", "高新区管委会"],
      limits: [],
    });
  });
});
