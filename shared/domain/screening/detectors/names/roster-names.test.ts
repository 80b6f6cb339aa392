import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const names = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("cells of rosters and forms", () => {
  it.each([
    [
      "kin in front of the names",
      "户主\t家庭成员\t人数\n隗建国\t妻：覃秀英；子：隗浩\t3\n薄守信\t配偶郑桂花、女薄雨桐\t3",
      ["隗建国", "覃秀英", "隗浩", "薄守信", "郑桂花", "薄雨桐"],
    ],
    [
      "names set apart by blanks",
      "|楼号|签约被征收人|日期|\n|3号楼|门广义 展翠芝|4月8日|\n|4号楼|由金铎|4月9日|",
      ["门广义", "展翠芝", "由金铎"],
    ],
    [
      "a table that lies on its side",
      "项目\t对象一\t对象二\n姓名\t程建民\t白雪\n护理补贴\t156\t208",
      ["程建民", "白雪"],
    ],
    ["a list of terms", "<dl><dt>户主</dt><dd>晏石生</dd><dt>人口</dt><dd>4</dd></dl>", ["晏石生"]],
    ["surnames of no list", "受种者\t潮沐宸\t出生日期\t2023-05-16", ["潮沐宸"]],
  ])("hold %s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ["kinds of kin", "类别\t家庭成员\t条件\n甲类\t父母、配偶、子女\t同住\n乙类\t祖父母\t同住"],
    ["goods on their side", "项目\t产品一\t产品二\n品名\t白芷\t杜仲\n单价\t32\t28"],
    ["whoever handles a matter", "登记\n被救助人\t未知\t年龄\t57\n经办人\t陈晓红\t日期\t2024-03-18"],
    ["those who fell long ago", "烈士名录\n姓名\t籍贯\t牺牲时间\n郝大力\t河北\t1942年\n康永福\t山西\t1944年"],
    ["a place of a form", "受种者\t潮汐街道儿童\t接种点\t卫生服务中心"],
  ])("hold nobody private among %s", (_what, text) => {
    expect(names(text)).toEqual([]);
  });
});
