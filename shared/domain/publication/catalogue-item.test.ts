import { describe, expect, it } from "vitest";

import { parsePublicationRule } from "../clock/publication-rule.ts";
import { catalogueItemProblem, legalBasisWords, missingElements } from "./catalogue-item.ts";
import { deadlineForms, periodForms, readRule, ruleWords, writeRule } from "./catalogue-rules.ts";

const whole = {
  subjectOrgan: "云州市住房和城乡建设局",
  contentElements: ["预算收支总表", "三公经费"],
  deadlineRule: "ND:20 from approved",
  method: "proactive",
  channels: ["website"],
  responsibleUnit: "财务科",
} as const;

// 枣政办发〔2024〕5号 四(九)1: 公开主体、内容、时限、方式、渠道、责任.
describe("the six elements of an item", () => {
  it.each([
    ["nothing is missing", {}, []],
    ["no organ", { subjectOrgan: "" }, ["subject"]],
    ["an organ of blanks", { subjectOrgan: " 　" }, ["subject"]],
    ["no content", { contentElements: [] }, ["content"]],
    ["content of blank lines", { contentElements: ["", " "] }, ["content"]],
    ["one line of content among blank ones", { contentElements: ["", "总表"] }, []],
    ["no deadline", { deadlineRule: "" }, ["deadline"]],
    ["no method", { method: undefined }, ["method"]],
    ["no channel", { channels: [] }, ["channels"]],
    ["nobody responsible", { responsibleUnit: "" }, ["responsibility"]],
    [
      "several, in the order of the document",
      { responsibleUnit: "", subjectOrgan: "", channels: [] },
      ["subject", "channels", "responsibility"],
    ],
    [
      "all six",
      {
        subjectOrgan: "",
        contentElements: [],
        deadlineRule: "",
        method: undefined,
        channels: [],
        responsibleUnit: "",
      },
      ["subject", "content", "deadline", "method", "channels", "responsibility"],
    ],
  ] as const)("%s", (_name, change, missing) => {
    expect(missingElements({ ...whole, ...change })).toEqual(missing);
  });
});

describe("the rules of an item", () => {
  it.each([
    ["WD:20 from formed", "自形成之日起20个工作日内"],
    ["WD:7 from decided", "自作出决定之日起7个工作日内"],
    ["ND:20 from approved", "自批准之日起20日内"],
    ["realTime", "实时公开"],
    ["fixed:01-31", "每年1月31日前"],
    ["quarterly+10", "每季度结束后10个工作日内"],
    ["monthly+5", "每月结束后5个工作日内"],
    ["", ""],
    ["fixed:02-30", ""],
    ["WD:0 from formed", ""],
    ["WD:20 from nowhere", ""],
    ["realTime!", ""],
  ])("deadline %s: %s", (rule, words) => {
    expect(ruleWords(deadlineForms, rule)).toBe(words);
  });

  it.each([
    ["permanent", "长期公开"],
    ["until:superseded", "被新的信息代替为止"],
    ["ND:7 after publish", "公开之日起7日"],
    ["WD:5 after publish", "公开之日起5个工作日"],
    ["until:2027-12-31", "公开至2027年12月31日"],
    ["until:2027-02-30", ""],
    ["ND:7", ""],
  ])("period %s: %s", (rule, words) => {
    expect(ruleWords(periodForms, rule)).toBe(words);
  });

  it("every deadline that can be chosen is one the clock reads, and is read back", () => {
    const texts = deadlineForms.map((form) => writeRule(form, form.value === "monthDay" ? "01-31" : "7"));
    expect(texts.filter((text) => !parsePublicationRule(text).ok)).toEqual([]);
    expect(texts.map((text) => readRule(deadlineForms, text)?.form)).toEqual(deadlineForms);
  });
});

it("says a basis in one line", () => {
  const basis = { title: "政府信息公开条例", number: "国务院令第711号", article: "第二十条" };
  expect(legalBasisWords(basis)).toBe("《政府信息公开条例》（国务院令第711号）第二十条");
  expect(legalBasisWords({ ...basis, number: "" })).toBe("《政府信息公开条例》第二十条");
});

describe("what an item cannot be saved with", () => {
  const item = {
    ...whole,
    itemCode: "ML-03-02",
    level1: "财政预决算",
    level2: "部门预算",
    legalBasis: [{ title: "预算法", number: "", article: "第十四条" }],
    statutory: true,
    responsiblePost: "",
    audience: "public",
    periodRule: "permanent",
    validFrom: "2026-01-01",
  } as const;
  it.each([
    ["nothing", {}, "编制目录", undefined],
    [
      "the six may be empty",
      { subjectOrgan: "", deadlineRule: "", channels: [], method: undefined },
      "编制",
      undefined,
    ],
    ["no code", { itemCode: " " }, "编制目录", "code-missing"],
    ["a code of two words", { itemCode: "ML 03" }, "编制目录", "code-of-words"],
    ["a code with a wide blank", { itemCode: "ML　03" }, "编制目录", "code-of-words"],
    ["no second level", { level2: "" }, "编制目录", "level-missing"],
    ["no basis", { legalBasis: [] }, "编制目录", "basis-missing"],
    [
      "a basis without a name",
      { legalBasis: [{ title: "", number: "", article: "第一条" }] },
      "编制",
      "basis-missing",
    ],
    ["尽快", { deadlineRule: "尽快" }, "编制目录", "deadline-unreadable"],
    ["no period", { periodRule: "" }, "编制目录", "period-unreadable"],
    ["no reason", {}, " ", "reason-missing"],
  ] as const)("%s", (_name, change, reason, problem) => {
    expect(catalogueItemProblem({ ...item, ...change }, reason)).toBe(problem);
  });
});
