import { describe, expect, it } from "vitest";

import { listItems } from "../../../shared/contract/items.ts";
import {
  countFromFacets,
  facetGroups,
  filterChips,
  listInput,
  noFilter,
  readFilter,
  toggled,
  writeFilter,
  type ItemsFilter,
} from "./items-filter.ts";

const some: ItemsFilter = {
  ...noFilter,
  state: ["underReview", "returned"],
  stage: ["officeCheck"],
  due: ["overdue"],
  unit: ["物业监管科", "住房,保障科"],
  kind: ["publicNotice"],
  mine: true,
  sort: "due",
};

describe("the filter of the list", () => {
  it("survives the address", () => {
    expect(readFilter(writeFilter(some))).toEqual(some);
    expect(readFilter(writeFilter(noFilter))).toEqual(noFilter);
    expect(writeFilter(noFilter).toString()).toBe("");
  });

  it("ignores what an address invents", () => {
    expect(readFilter(new URLSearchParams("state=approved,constructor,x&sort=evil&mine=2"))).toEqual({
      ...noFilter,
      state: ["approved"],
    });
  });

  it("never writes the words looked for into the address (V12)", () => {
    expect(writeFilter({ ...noFilter, titleContains: "燃气场站" }).toString()).toBe("");
  });

  it("is input the contract accepts", () => {
    for (const filter of [noFilter, some, { ...some, titleContains: "电梯" }])
      expect(listItems.input.safeParse(listInput(filter, "next", 200)).success).toBe(true);
  });

  it("says every condition and can drop each one", () => {
    expect(filterChips(some).map((chip) => chip.label)).toEqual([
      "环节：审查中",
      "环节：已退回",
      "环节：公开机构审核",
      "发布期限：已超期",
      "承办单位：物业监管科",
      "承办单位：住房,保障科",
      "信息种类：公示公告",
      "只看我承办的",
    ]);
    expect(filterChips(some)[0]?.without.state).toEqual(["returned"]);
    expect(toggled(noFilter, "state", "drafting").state).toEqual(["drafting"]);
  });

  it("shows what is near its end nearest first, unless sorted otherwise", () => {
    expect(toggled(noFilter, "due", "within3")).toMatchObject({ due: ["within3"], sort: "due" });
    expect(toggled({ ...noFilter, sort: "title" }, "due", "within3").sort).toBe("title");
  });

  it("tells what is under review by its stage, in the order a paper goes", () => {
    const groups = facetGroups(
      { ...noFilter, unit: ["小科"] },
      {
        total: 20,
        state: { drafting: 3, underReview: 7, published: 10 },
        stage: { confidentialityCheck: 5, selfCheck: 2 },
        due: { overdue: 0, within3: 1, within10: 4 },
        unit: Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`第${index + 1}科`, index + 1])),
        kind: {},
        disclosureProperty: { proactive: 20 },
      },
    );
    expect(groups.map((group) => group.title)).toEqual(["环节", "公开属性", "发布期限", "承办单位"]);
    expect(groups[0]?.rows.map((row) => [row.label, row.count])).toEqual([
      ["草稿", 3],
      ["自审", 2],
      ["专门审查", 5],
      ["已公开", 10],
    ]);
    expect(groups[2]?.rows.map((row) => row.label)).toEqual(["3 个工作日内", "10 个工作日内"]);
    // The most frequent ones, and whatever is chosen.
    expect(groups[3]?.rows.map((row) => row.label).slice(0, 2)).toEqual(["第15科", "第14科"]);
    expect(groups[3]?.rows.at(-1)).toMatchObject({ label: "小科", checked: true, count: 0 });
    expect(groups[3]?.more).toBe(3);
  });

  it("counts from the facets only where they tell the truth", () => {
    const facets = {
      total: 100,
      state: { underReview: 7, returned: 3 },
      stage: { officeCheck: 2, referred: 1 },
      due: { overdue: 4, within3: 2, within10: 9 },
      unit: { 物业监管科: 30 },
      kind: { publicNotice: 40 },
      disclosureProperty: {},
    };
    const counted = (part: Partial<ItemsFilter>) => countFromFacets({ ...noFilter, ...part }, facets);
    expect(counted({ stage: ["officeCheck", "referred"], state: ["returned"] })).toBe(6);
    expect(counted({ stage: ["officeCheck"], state: ["underReview"] })).toBe(7);
    expect(counted({ due: ["within3", "within10"] })).toBe(9);
    expect(counted({ due: ["overdue", "within3"] })).toBe(6);
    expect(counted({ unit: ["物业监管科"] })).toBe(30);
    expect(counted({ unit: ["物业监管科"], due: ["overdue"] })).toBeUndefined();
    expect(countFromFacets(noFilter, facets)).toBe(100);
    expect(countFromFacets({ ...noFilter, state: ["underReview", "returned"] }, facets)).toBe(10);
    expect(countFromFacets({ ...noFilter, state: ["drafting"] }, facets)).toBe(0);
    expect(
      countFromFacets({ ...noFilter, state: ["returned"], kind: ["publicNotice"] }, facets),
    ).toBeUndefined();
    expect(countFromFacets({ ...noFilter, mine: true }, facets)).toBeUndefined();
  });
});
