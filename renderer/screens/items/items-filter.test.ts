import { describe, expect, it } from "vitest";

import { listItems } from "../../../shared/contract/items.ts";
import {
  countFromFacets,
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
      "信息种类：公示公告",
      "只看我承办的",
    ]);
    expect(filterChips(some)[0]?.without.state).toEqual(["returned"]);
    expect(toggled(noFilter, "state", "drafting").state).toEqual(["drafting"]);
  });

  it("counts from the facets only where they tell the truth", () => {
    const facets = {
      total: 100,
      state: { underReview: 7, returned: 3 },
      kind: { publicNotice: 40 },
      disclosureProperty: {},
    };
    expect(countFromFacets(noFilter, facets)).toBe(100);
    expect(countFromFacets({ ...noFilter, state: ["underReview", "returned"] }, facets)).toBe(10);
    expect(countFromFacets({ ...noFilter, state: ["drafting"] }, facets)).toBe(0);
    expect(
      countFromFacets({ ...noFilter, state: ["returned"], kind: ["publicNotice"] }, facets),
    ).toBeUndefined();
    expect(countFromFacets({ ...noFilter, mine: true }, facets)).toBeUndefined();
  });
});
