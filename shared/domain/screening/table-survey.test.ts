import { describe, expect, it } from "vitest";

import { surveyTables } from "./table-survey.ts";

const brief = (text: string) =>
  surveyTables(text).map(({ columns, rows, smallestGroup, rowsInSmallGroups }) => ({
    columns: columns.map(({ header, holds, advice }) => `${header}:${holds}:${advice}`),
    rows,
    smallestGroup,
    rowsInSmallGroups,
  }));

describe("the columns of a table (条例 art. 15; 个人信息保护法 arts. 6, 28)", () => {
  it("says what each holds and whether it goes out, whatever their order", () => {
    const text =
      "临时救助公示\n补助金额,身份证号,户主姓名,手机,残疾类别\n500,甲,高大山,乙,肢体\n800,丙,丁小河,丁,肢体\n";
    expect(brief(text)).toEqual([
      {
        columns: [
          "补助金额:neutral:publish",
          "身份证号:id:withhold",
          "户主姓名:name:weigh",
          "手机:mobile:withhold",
          "残疾类别:neutral:weigh",
        ],
        rows: 2,
        smallestGroup: 2,
        rowsInSmallGroups: 2,
      },
    ]);
  });

  it("counts the smallest group over the describing columns: three alike and one alone", () => {
    const text =
      "乡镇\t性别\t民族\t金额\n沙河镇\t女\t汉族\t100\n沙河镇\t女\t汉族\t200\n沙河镇\t女\t汉族\t300\n沙河镇\t男\t回族\t400\n";
    expect(surveyTables(text)[0]).toMatchObject({
      quasiIdentifiers: ["乡镇", "性别", "民族"],
      smallestGroup: 1,
      rowsInSmallGroups: 1,
    });
  });

  it("counts small cells of statistics", () => {
    const text = "村名|低保人数|金额\n前王村|2|100\n后李村|15|200\n大寨村|1|100\n";
    expect(surveyTables(text)[0]?.smallCounts).toBe(2);
  });

  it("leaves the columns of persons in office alone", () => {
    const text = "姓名\t职务\t办公电话\n高大山\t局长\t0632-1234567\n";
    expect(surveyTables(text)[0]).toMatchObject({ official: true });
    expect(surveyTables(text)[0]?.columns.every(({ advice }) => advice === "publish")).toBe(true);
  });

  it("keeps tables apart and goes on over blocks", () => {
    const long = `姓名,手机\n${"高大山,13912345678\n".repeat(5_000)}`;
    const tables = surveyTables(`${long}\n以上为第一批名单，现予公示。\n\n户主,卡号\n丁小河,1\n`);
    expect(tables.map(({ rows }) => rows)).toEqual([5_000, 1]);
    expect(surveyTables("全文没有表格。\n第二行也没有。")).toEqual([]);
  });
});
