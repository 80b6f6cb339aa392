import { describe, expect, it } from "vitest";

import { docNumberForms } from "./doc-number.ts";
import { paperForm } from "./paper-form.ts";
import { fullUnitName, mergeUnitCounts, unitSpellings } from "./unit-names.ts";

describe("names of units", () => {
  it.each([
    ["市发展改革委", "市发展和改革委员会"],
    ["市发改委", "市发展和改革委员会"],
    ["薛城区市场监管局", "薛城区市场监督管理局"],
    ["市市监局", "市市场监督管理局"],
    ["市住房城乡建设局", "市住房和城乡建设局"],
    ["市综合执法局", "市综合行政执法局"],
    ["市城市管理和综合行政执法局", "市城市管理和综合行政执法局"],
    ["市政府", "市人民政府"],
    ["市政府办公室", "市政府办公室"],
    ["市司法局", "市司法局"],
    ["", ""],
  ])("%s is %s", (name, full) => {
    expect(fullUnitName(name)).toBe(full);
    expect(fullUnitName(full)).toBe(full);
    for (const spelling of unitSpellings(name)) expect(fullUnitName(spelling)).toBe(full);
  });

  it("are counted together under the spelling that most have", () => {
    expect(mergeUnitCounts({ 市发改委: 2, 市发展改革委: 3, 市司法局: 1, 市发展和改革委员会: 3 })).toEqual({
      市发展和改革委员会: 8,
      市司法局: 1,
    });
  });
});

describe("文种", () => {
  it.each([
    ["关于印发2024年政务公开工作要点的通知", "通知"],
    ["云州市物业管理办法（试行）", "办法"],
    ["关于转发《物业管理办法》的通知（云建发〔2026〕3号）", "通知"],
    ["城市更新行动方案", "方案"],
    ["《云州市物业管理办法》", "办法"],
    ["云州市人民政府令", "令"],
    ["关于同意设立的复函", "函"],
    ["电梯补贴", undefined],
    ["", undefined],
  ])("of %s is %s", (title, form) => {
    expect(paperForm(title)).toBe(form);
  });
});

describe("numbers of papers", () => {
  it.each([
    "枣政办发〔2024〕5号",
    "枣政办发[2024]5号",
    "枣政办发（2024） 第5号",
    "枣政办发﹝２０２４﹞05号",
    "枣政办发【2024】5",
  ])("%s is read", (typed) => {
    expect(docNumberForms(typed)).toContain("枣政办发〔2024〕5号");
    expect(docNumberForms(typed)).toContain("枣政办发(2024)5号");
  });
  it.each(["2024年5月20日", "公开〔2024〕", "〔2024〕5号", "枣政办发2024年5号", ""])(
    "%s is none",
    (typed) => {
      expect(docNumberForms(typed)).toBeUndefined();
    },
  );
});
