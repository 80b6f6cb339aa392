import { describe, expect, it } from "vitest";

import { cityOfStem, countyOfStem, divisionNamed, governmentAbove } from "./administrative-divisions.ts";
import { divisionList } from "./division-list.ts";

describe("the divisions down to the county", () => {
  it("has every province of the list once, and no county twice in one place", () => {
    expect(divisionList).toHaveLength(31);
    for (const line of divisionList) {
      const [province, ...groups] = line.split("|");
      expect(province).toMatch(/(?:省|自治区|市)$/u);
      for (const group of groups) {
        const counties = (group.split(":")[1] ?? "").split(" ").filter(Boolean);
        expect(new Set(counties).size).toBe(counties.length);
        expect(counties.filter((name) => !/[市区县旗]$/u.test(name))).toEqual([]);
      }
    }
  });

  it("tells the rank of a city, and what stands above it", () => {
    expect(divisionNamed("枣庄市")).toMatchObject({ rank: "prefecture", province: "山东省" });
    expect(divisionNamed("滕州市")).toMatchObject({ rank: "county", prefecture: "枣庄市" });
    expect(["滕州市", "济源市", "阿克苏市"].map((name) => governmentAbove(divisionNamed(name)!))).toEqual([
      "枣庄市人民政府",
      "河南省人民政府",
      "阿克苏地区行政公署",
    ]);
  });

  it("names no place where the name fits several or says only where it lies", () => {
    for (const name of ["朝阳区", "市中区", "城东区", "云州市"]) expect(divisionNamed(name)).toBeUndefined();
    expect(divisionNamed("市中区", ["枣庄市"])).toMatchObject({ prefecture: "枣庄市" });
    expect(divisionNamed("薛城区", ["济南市"])).toBeUndefined();
  });

  it("reads a shortened name within its city, and a zone by the city it is named after", () => {
    expect(countyOfStem("薛城", ["枣庄市"])?.name).toBe("薛城区");
    expect(countyOfStem("滕州")?.name).toBe("滕州市");
    expect(countyOfStem("朝阳")).toBeUndefined();
    expect(cityOfStem("枣庄")?.name).toBe("枣庄市");
    for (const stem of ["吉林", "朝阳", "薛城", "云州"]) expect(cityOfStem(stem)).toBeUndefined();
  });
});
