import { describe, expect, it } from "vitest";

import { articlesInWords, chineseNumber, citationsIn, formatCitation, formatCitations } from "./citation.ts";

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

  it("names a law once for what is cited of it in a row", () => {
    expect(formatCitations(["条例14", "条例15", "复议法23①(四)", "条例16", "保密法", "保密法"])).toBe(
      "《中华人民共和国政府信息公开条例》第十四条、第十五条；《中华人民共和国行政复议法》第二十三条第一款第（四）项；《中华人民共和国政府信息公开条例》第十六条；《中华人民共和国保守国家秘密法》；《中华人民共和国保守国家秘密法》",
    );
    expect(formatCitations([])).toBe("");
  });

  it("writes the articles of a source in words and leaves standards as they are", () => {
    expect(articlesInWords("政府信息公开条例第16条第2款；GB/T 9704-2012 7.2.2；民法典第1034条")).toBe(
      "政府信息公开条例第十六条第二款；GB/T 9704-2012 7.2.2；民法典第一千零三十四条",
    );
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
    [114, "一百一十四"],
    [1000, "一千"],
    [1034, "一千零三十四"],
    [1260, "一千二百六十"],
  ])("%i → %s", (value, text) => {
    expect(chineseNumber(value)).toBe(text);
  });
});
