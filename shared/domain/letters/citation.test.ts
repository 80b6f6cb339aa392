import { describe, expect, it } from "vitest";

import { chineseNumber, citationsIn, formatCitation } from "./citation.ts";

describe("citations", () => {
  it.each([
    ["条例36(四)", "《中华人民共和国政府信息公开条例》第三十六条第（四）项"],
    ["条例16②", "《中华人民共和国政府信息公开条例》第十六条第二款"],
    ["复议法23①(四)", "《中华人民共和国行政复议法》第二十三条第一款第（四）项"],
    ["收费办法6", "《政府信息公开信息处理费管理办法》第六条"],
    ["保密法", "《中华人民共和国保守国家秘密法》"],
    ["国办函〔2020〕109号", "国办函〔2020〕109号"],
  ])("%s → %s", (key, text) => {
    expect(formatCitation(key)).toBe(text);
  });

  it("finds the articles a text cites, with the law each belongs to", () => {
    expect(
      citationsIn(
        "根据《中华人民共和国政府信息公开条例》第十五条、第三十六条第（三）项和《中华人民共和国行政复议法》第二十三条第一款第（四）项；该条例第三十三条第三款",
      ),
    ).toEqual(["条例15", "条例36(三)", "复议法23①(四)", "条例33③"]);
    expect(citationsIn("《云州市某某办法》第三条")).toEqual(["《云州市某某办法》3"]);
  });

  it.each([
    [1, "一"],
    [10, "十"],
    [14, "十四"],
    [20, "二十"],
    [36, "三十六"],
    [101, "一百零一"],
    [110, "一百一十"],
  ])("%i → %s", (value, text) => {
    expect(chineseNumber(value)).toBe(text);
  });
});
