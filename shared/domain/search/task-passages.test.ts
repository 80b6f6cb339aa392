import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { itemEntry } from "./search-entry.ts";
import { isInSection, passesFilters, taskPassages } from "./task-passages.ts";

const paper = [
  "2024年政务公开工作要点",
  "一、深化信息公开",
  "（一）围绕发展强化信息公开",
  "1. 及时发布 2024 年决策事项目录。（责任单位：市司法局等市政府有关部门单位）",
  "2. 全面引导公众参与城市更新工作。",
  "做好宣传解读。（责任单位：市住房城乡建设局、市城市管理局）",
  "五、强化组织保障",
  "（十三）加强业务培训",
  "1. 继续做好公开通识培训。（责任单位：市政府各部门单位）",
].join("\n");

describe("passages that give tasks to units", () => {
  it("are told by unit, also where the bracket follows in a second paragraph, and by section", () => {
    expect(taskPassages(paper)).toEqual([
      {
        text: "及时发布 2024 年决策事项目录。",
        section: "一(一)",
        units: ["市司法局", "市政府有关部门单位"],
      },
      {
        text: "全面引导公众参与城市更新工作。\n做好宣传解读。",
        section: "一(一)",
        units: ["市住房城乡建设局", "市城市管理局"],
      },
      { text: "继续做好公开通识培训。", section: "五(十三)", units: ["市政府各部门单位"] },
    ]);
    const tasks = taskPassages(paper);
    const found = (units: readonly string[], sections: readonly string[] = []) =>
      tasks.filter((task) => passesFilters(task, { units, sections })).map((task) => tasks.indexOf(task));
    expect(found(["市司法局"])).toEqual([0]);
    expect(found(["市司法局", "市城市管理局"])).toEqual([0, 1]);
    expect(found([], ["五"])).toEqual([2]);
    expect(found(["市司法局"], ["五"])).toEqual([]);
    expect(found([])).toEqual([0, 1, 2]);
  });

  it.each([
    ["五(十三)", "五", true],
    ["五(十三)", "五（十三）", true],
    ["五(十三)", "五(十)", false],
    ["十五(一)", "五", false],
    ["十五(一)", "十", false],
    ["五", "五", true],
  ])("section %s is in %s: %s", (section, wanted, expected) => {
    expect(isInSection(section, wanted)).toBe(expected);
  });

  it("are none in a paper that names nobody responsible, and in a list without end", () => {
    expect(taskPassages("一、总体要求\n（一）目标\n1. 做好公开。")).toEqual([]);
    const list = Array.from({ length: 3000 }, (_, n) => `${n}号 张某某 ${"云州路".repeat(14)}`).join("\n");
    const start = performance.now();
    taskPassages(`一、名单（责任单位：市司法局）\n${list}`.slice(0, 199_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("are read of any text whatever, each with a unit or section that is not empty", () => {
    const pieces = fc.constantFrom(
      ..."一、 （一） (二) 1. 2． 12 （责任单位： 责任单位： 牵头单位: 、 ， 市司法局 等 〈市〉 ） ) 。 年 月 底前 ----- 抄送：".split(
        " ",
      ),
      "\n",
      "\r\n",
      "\t",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const { facets } = itemEntry("", `责任单位：\n${parts.join("")}`);
        expect(facets.filter(({ value }) => value === "" || value.length > 60)).toEqual([]);
        expect(new Set(facets.map(({ facet, value }) => `${facet} ${value}`)).size).toBe(facets.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("go into the entry of a paper, each unit and section once", () => {
    expect(itemEntry("要点", paper).facets).toEqual([
      { facet: "unit", value: "市司法局" },
      { facet: "unit", value: "市政府有关部门单位" },
      { facet: "unit", value: "市住房城乡建设局" },
      { facet: "unit", value: "市城市管理局" },
      { facet: "unit", value: "市政府各部门单位" },
      { facet: "section", value: "一(一)" },
      { facet: "section", value: "五(十三)" },
    ]);
    expect(itemEntry("公示", "现予公示。").facets).toEqual([]);
  });
});
