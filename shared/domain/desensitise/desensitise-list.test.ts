import { describe, expect, it } from "vitest";

import { desensitiseList } from "./desensitise-list.ts";
import { readListColumns } from "./list-columns.ts";

/** Forms of the review handbook, §5; the numbers pass GB 11643 and Luhn. All persons are made up. */
const list = [
  ["2026年临时救助对象公示名单"],
  ["序号", "姓名", "身份证号", "联系电话", "银行卡号", "家庭住址", "救助金额（元）", "备注"],
  [
    "1",
    "张建国",
    "11010519491231002X",
    "13812345678",
    "6222021234567890128",
    "云州市城区街道三里村12号",
    "1200",
    "",
  ],
  [
    "2",
    "欧阳春兰",
    "110105194912310038",
    "13912340218",
    "6222021234567890136",
    "云州市城区街道五里社区3栋",
    "800",
    "代领人电话13700001111",
  ],
  ["合计", "", "", "", "", "", "2000", ""],
  ["注：如有异议请致电 0730-8888888"],
];

describe("a list of persons made publishable (review handbook §5)", () => {
  it("knows what the columns hold, by header or by the values", () => {
    expect(readListColumns(list)?.columns.map(({ kind }) => kind)).toEqual([
      "other",
      "name",
      "id",
      "phone",
      "bank",
      "address",
      "other",
      "other",
    ]);
    const unnamed = [
      ["姓名", "甲栏"],
      ["张建国", "13812345678"],
      ["李梅", "13912340218"],
    ];
    expect(readListColumns(unnamed)?.columns[1]?.kind).toBe("phone");
    expect(
      readListColumns([
        ["项目", "金额"],
        ["道路", "3"],
      ]),
    ).toBeUndefined();
  });

  it("keeps names where the law has them published, and leaves of each number what the handbook allows", () => {
    const { cells, columns, inText } = desensitiseList(list, "named");
    expect(cells[2]).toEqual([
      "1",
      "张建国",
      "1101**********002X",
      "138****5678",
      "***************0128",
      "云州市城区街道三里村",
      "1200",
      "",
    ]);
    expect(cells[3]?.[7]).toBe("代领人电话137****1111");
    expect(cells[0]).toEqual(list[0]);
    expect(cells[4]?.[6]).toBe("2000");
    expect(columns.map(({ changed }) => changed)).toEqual([0, 0, 2, 2, 2, 2, 0, 0]);
    expect(inText).toBe(1);
  });

  it("takes columns out whole, names become 张某某 and 欧阳某某", () => {
    const { cells } = desensitiseList(list, "unnamed");
    const shown = cells.map((row) => row.filter((cell) => cell !== undefined));
    expect(shown[1]).toEqual(["序号", "姓名", "家庭住址", "救助金额（元）", "备注"]);
    expect(shown[2]?.[1]).toBe("张某某");
    expect(shown[3]?.[1]).toBe("欧阳某某");
    expect(shown[5]).toEqual(["注：如有异议请致电 0730-8888888"]);
  });

  it("leaves of a minor the surname: no school, no address, no birthday", () => {
    const { cells } = desensitiseList(
      [
        ["姓名", "出生日期", "就读学校", "家庭住址", "补助标准"],
        ["李小明", "2015-03-02", "云州市第一小学", "云州市三里村1号", "500"],
      ],
      "minors",
    );
    expect(cells[1]).toEqual(["李某", undefined, undefined, undefined, "500"]);
  });

  it("does as the person chose for a column, before the preset", () => {
    const { cells, columns } = desensitiseList(list, "named", { 身份证号: "remove", 姓名: "mask" });
    expect(cells[2]?.slice(1, 3)).toEqual(["张某某", undefined]);
    expect(columns[2]).toMatchObject({ treatment: "remove", changed: 2 });
  });

  it("names every value that must not be found in what goes out", () => {
    const { withheld } = desensitiseList(list, "named");
    const values = withheld.map(({ value }) => value);
    expect(values).toContain("11010519491231002X");
    expect(values).toContain("13700001111");
    expect(values).not.toContain("张建国");
  });

  it("never lets a value through that a treatment of its column is to hide", () => {
    for (const preset of ["named", "unnamed", "minors"] as const) {
      const { cells, withheld } = desensitiseList(list, preset);
      const out = cells.flat().join("\n");
      for (const { value } of withheld) expect(out).not.toContain(value);
    }
  });
});
